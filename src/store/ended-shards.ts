// What authors have said about the end of their shards, joined: the highest first living shard, and what was in those
// before it. A statement counts once everything that it says lives is here: until then nothing is known to have ended by
// it, since what is not here yet may be lost to its author too. Drops nothing itself.
import type { PeerId } from '../base/index.js'
import { MAX_STATEMENT_ACTORS, MAX_WAITING_STATEMENTS } from './defaults.js'
import type { ShardName } from './log-keys.js'
import { joinExtents, reaches, type ShardExtent } from './shard-extent.js'
import { lowestNamedShard, type ShardExtents, type ShardsStatement } from './shards-statement.js'

/** A statement of which something is not here yet. */
interface Waiting {
  readonly said: ShardsStatement
  /** What of it is not known to be here. Shrinks as it is looked at. */
  readonly missing: Map<number, Map<string, number>>
}

interface AuthorEnd {
  firstLivingShard: number
  /** By shard: of those before {@link lowestNamedShard} all has ended. */
  retired: Map<number, ShardExtent>
  /** Of these the lowest. */
  lowestRetired: number
  waiting: Waiting[]
  /** Something of its author came since what waits was looked at. */
  hasGrown: boolean
}

const NOTHING: ShardExtent = new Map()

export class EndedShards {
  readonly #ends = new Map<PeerId, AuthorEnd>()
  readonly #extentOf: (name: ShardName) => ShardExtent | undefined

  /** @param extentOf how far a shard is here; undefined: nothing of it is */
  constructor(extentOf: (name: ShardName) => ShardExtent | undefined) {
    this.#extentOf = extentOf
  }

  /** Each statement is looked at when it comes, whether or not it is its author's newest. */
  note(author: PeerId, said: ShardsStatement): void {
    const end = this.#ends.get(author) ?? {
      firstLivingShard: 1,
      retired: new Map(),
      lowestRetired: Infinity,
      waiting: [],
      hasGrown: false
    }
    this.#ends.set(author, end)
    const missing = new Map([...said.living].map(([shard, extent]) => [shard, new Map(extent)]))
    if (this.#isComplete(author, end, missing)) {
      // Whatever waits: that may wait for ever.
      join(end, said)
      end.waiting = end.waiting.filter((other) => !saysAsMuch(said, other.said))
    } else {
      if (end.waiting.some((other) => saysAsMuch(other.said, said))) return
      end.waiting = end.waiting.filter((other) => !saysAsMuch(said, other.said))
      end.waiting.push({ said, missing })
      end.waiting.sort((a, b) => b.said.firstLivingShard - a.said.firstLivingShard)
    }
    this.#settle(author, end)
    end.waiting.splice(MAX_WAITING_STATEMENTS) // What ends by these ends by a later one.
  }

  /** More of an author's shards is here. What waits is looked at when the author is next asked about. */
  grew(author: PeerId): void {
    const end = this.#ends.get(author)
    if (end !== undefined) end.hasGrown = true
  }

  /** What an author said was signed twice. What stands of it is noted again. */
  forget(author: PeerId): void {
    this.#ends.delete(author)
  }

  authors(): Iterable<PeerId> {
    return this.#ends.keys()
  }

  /** 1 where nothing has ended. */
  firstLivingShard(author: PeerId): number {
    return this.#endOf(author)?.firstLivingShard ?? 1
  }

  /** Of what was said, whether or not it counts yet: what is written before that one has to be written again. */
  highestFirstShard(author: PeerId): number {
    const end = this.#endOf(author)
    return Math.max(end?.firstLivingShard ?? 1, end?.waiting[0]?.said.firstLivingShard ?? 1)
  }

  /** Of shards before the first living one. */
  retired(author: PeerId): ShardExtents {
    return this.#endOf(author)?.retired ?? new Map()
  }

  /**
   * The lowest shard of which it is said what ended; of those before, statements had no room to say it, and what is here of them
   * may have been replaced long ago. Infinity: nothing is said of any.
   */
  lowestRetired(author: PeerId): number {
    return this.#endOf(author)?.lowestRetired ?? Infinity
  }

  /** What ended of a shard; `all`: everything, since too long ago to know; undefined: it lives. */
  endOf({ author, shard }: ShardName): ShardExtent | 'all' | undefined {
    const end = this.#endOf(author)
    if (end === undefined || shard >= end.firstLivingShard) return undefined
    return shard < lowestNamedShard(end.firstLivingShard) ? 'all' : (end.retired.get(shard) ?? NOTHING)
  }

  #endOf(author: PeerId): AuthorEnd | undefined {
    const end = this.#ends.get(author)
    if (end?.hasGrown === true) this.#settle(author, end)
    return end
  }

  /** Has those count of which everything is here. One may be waiting for what ended by another. */
  #settle(author: PeerId, end: AuthorEnd): void {
    end.hasGrown = false
    for (;;) {
      const complete = end.waiting.find(({ missing }) => this.#isComplete(author, end, missing))
      if (complete === undefined) return
      end.waiting = end.waiting.filter((other) => other !== complete)
      join(end, complete.said)
    }
  }

  /** What is found to be here is not looked for again: a look costs what came since, however much a statement names. */
  #isComplete(author: PeerId, end: AuthorEnd, missing: Waiting['missing']): boolean {
    for (const [shard, extent] of missing) {
      if (shard >= lowestNamedShard(end.firstLivingShard)) {
        const retired = shard < end.firstLivingShard ? end.retired.get(shard) : undefined
        const here = this.#extentOf({ author, shard })
        for (const [actor, sequence] of extent) {
          if (Math.max(here?.get(actor) ?? 0, retired?.get(actor) ?? 0) < sequence) return false
          extent.delete(actor)
        }
      }
      missing.delete(shard)
    }
    return true
  }
}

function join(end: AuthorEnd, said: ShardsStatement): void {
  for (const [shard, extent] of said.retired) {
    const known = end.retired.get(shard)
    end.retired.set(shard, known === undefined ? extent : joinExtents(known, extent))
  }
  end.firstLivingShard = Math.max(end.firstLivingShard, said.firstLivingShard)
  forgetOldest(end)
  end.lowestRetired = Math.min(Infinity, ...end.retired.keys())
}

/**
 * As much as one statement may say, however many were signed. Of an older shard nothing is known any more: where there are too
 * many actors, what is here of it stays until it is so old that all of it has ended.
 */
function forgetOldest({ firstLivingShard, retired }: AuthorEnd): void {
  let actors = [...retired.values()].reduce((sum, extent) => sum + extent.size, 0)
  for (const shard of [...retired.keys()].sort((a, b) => a - b)) {
    if (shard >= lowestNamedShard(firstLivingShard) && actors <= MAX_STATEMENT_ACTORS) return
    actors -= retired.get(shard)?.size ?? 0
    retired.delete(shard)
  }
}

/** Whether what ends by `other` ends by `said`, too: so a process that states again and again waits as one. */
function saysAsMuch(said: ShardsStatement, other: ShardsStatement): boolean {
  if (said.firstLivingShard < other.firstLivingShard) return false
  const lowest = lowestNamedShard(said.firstLivingShard)
  for (const [shard, extent] of other.retired) {
    if (shard >= lowest && !reaches(said.retired.get(shard) ?? NOTHING, extent)) return false
  }
  return true
}
