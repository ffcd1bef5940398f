// What of an author's shards still counts after a removal (docs/protocols/shard.md, "Cuts"): as a removal says it, and as this
// store makes it.
import { MAX_CUT_BYTES } from './defaults.js'
import type { ShardExtent } from './shard-extent.js'

/**
 * What of one shard still counts. Of shards below the highest that a removal names and that it does not name, nothing does; shards above
 * that count where a certificate that outlived the removal gave the author its membership back.
 */
export interface ShardCut {
  /** 1 and up. */
  readonly shard: number
  /** Change hashes, 64 hex characters each, ascending; none: nothing of the shard counts. */
  readonly heads: readonly string[]
  /**
   * The same for who has not got these heads: of each actor (32 hex characters) the sequence of its last change. Empty where there are
   * heads: there was no room to say so, and nothing counts until the heads are here.
   */
  readonly extent: ShardExtent
}

/** What of an author's records one removal lets count. Where there are several, what every one of them lets count does. */
export interface AuthorCut {
  /** The removal's id. */
  readonly removal: string
  /** Shards ascending. */
  readonly shards: readonly ShardCut[]
  /** Whether a certificate brought the author back after this removal: shards above the highest named one count. */
  readonly isBack: boolean
}

/** On the wire: a hash with its tag and length; an actor with its sequence; what a shard has besides. */
const HEAD_BYTES = 34
const ACTOR_BYTES = 25
const SHARD_BYTES = 12

/**
 * As much of it as a removal has room for: where it is too much, which no honest author makes it, first the extents go that are
 * longest, then the shards with the most ends.
 */
export function fittingCut(cuts: readonly ShardCut[], maxBytes = MAX_CUT_BYTES): ShardCut[] {
  let bytes = cuts.reduce((sum, cut) => sum + bytesOf(cut), 0)
  const fitting = new Map(cuts.map((cut) => [cut.shard, cut]))
  for (const cut of [...cuts].sort((a, b) => b.extent.size - a.extent.size)) {
    if (bytes <= maxBytes) break
    fitting.set(cut.shard, { ...cut, extent: new Map() })
    bytes -= cut.extent.size * ACTOR_BYTES
  }
  for (const cut of [...cuts].sort((a, b) => b.heads.length - a.heads.length || a.shard - b.shard)) {
    if (bytes <= maxBytes) break
    fitting.delete(cut.shard)
    bytes -= bytesOf({ ...cut, extent: new Map() })
  }
  return [...fitting.values()]
}

function bytesOf({ heads, extent }: ShardCut): number {
  return SHARD_BYTES + heads.length * HEAD_BYTES + extent.size * ACTOR_BYTES
}
