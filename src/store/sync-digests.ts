// What two stores compare first: 256 digests over all shards and their heads. Kept as shards change, so that a round
// between equal stores costs nothing that grows with the number of authors.
import { concatBytes, fromHex, sha256 } from '../base/index.js'
import { MAX_GONE_SHARDS_HELD, SYNC_BUCKETS, SYNC_DIGEST_BYTES } from './defaults.js'
import { shardBytes, shardText } from './log-keys.js'
import type { ShardLog } from './shard-log.js'

/** What 256 buckets without shards say. */
const EMPTY = concatBytes(Array.from({ length: SYNC_BUCKETS }, () => sha256().subarray(0, SYNC_DIGEST_BYTES)))

interface Member {
  readonly log: ShardLog
  /** SHA-256 over author, shard and heads. */
  readonly digest: Uint8Array
}

export class SyncDigests {
  readonly #buckets: (Map<string, Member> | undefined)[] = Array.from({ length: SYNC_BUCKETS }, () => undefined)
  #bytes = EMPTY.slice()
  /** Changed since somebody asked. A shard that is written to a thousand times between two rounds is hashed once. */
  readonly #changed = new Map<ShardLog, 'here' | 'gone'>()
  #gone = 0

  /** The heads of a shard have changed (one without changes counts as not here), or it was dropped whole. */
  note(log: ShardLog, state: 'here' | 'gone' = 'here'): void {
    this.#changed.set(log, state)
    if (state === 'gone' && ++this.#gone >= MAX_GONE_SHARDS_HELD) this.#refresh()
  }

  /** 256 digests of 16 bytes. Never changed afterwards: the same array while no shard changes. */
  buckets(): Uint8Array {
    this.#refresh()
    return this.#bytes
  }

  /** The shards of every bucket whose digest is not the one in `theirs`. */
  *differing(theirs: Uint8Array): Generator<ShardLog, void> {
    const ours = this.buckets()
    for (let bucket = 0; bucket < SYNC_BUCKETS; bucket++) {
      const [from, to] = [bucket * SYNC_DIGEST_BYTES, (bucket + 1) * SYNC_DIGEST_BYTES]
      if (Buffer.compare(ours.subarray(from, to), theirs.subarray(from, to)) === 0) continue
      for (const { log } of this.#buckets[bucket]?.values() ?? []) yield log
    }
  }

  #refresh(): void {
    if (this.#changed.size === 0) return
    const dirty = new Set<number>()
    for (const [log, state] of this.#changed) dirty.add(this.#place(log, state === 'here' && log.size > 0))
    this.#changed.clear()
    this.#gone = 0
    const bytes = this.#bytes.slice()
    for (const bucket of dirty) bytes.set(digestOf(this.#buckets[bucket]), bucket * SYNC_DIGEST_BYTES)
    this.#bytes = bytes
  }

  /** @returns the bucket it lies in */
  #place(log: ShardLog, isHere: boolean): number {
    const name = shardBytes(log)
    const bucket = sha256(name)[0] ?? 0
    const members = (this.#buckets[bucket] ??= new Map<string, Member>())
    const text = shardText(log)
    // One that went may be told of after the one that stands there now.
    if (isHere) members.set(text, { log, digest: sha256(name, ...log.heads().map((head) => fromHex(head)!)) })
    else if (members.get(text)?.log === log) members.delete(text)
    return bucket
  }
}

/** Over its shards in the order of author and shard. */
function digestOf(members: ReadonlyMap<string, Member> | undefined): Uint8Array {
  const sorted = [...(members ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  return sha256(...sorted.map(([, { digest }]) => digest)).subarray(0, SYNC_DIGEST_BYTES)
}
