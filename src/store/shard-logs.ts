// The logs of every author's shards that are here, by name and by author.
import type { PeerId } from '../base/index.js'
import { ChangeBudget } from './change-budget.js'
import type { CheckedChange } from './change-check.js'
import { MAX_SHARDS_PER_AUTHOR } from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import { ShardLog, type Admission } from './shard-log.js'
import type { SignedHead } from './signed-head.js'
import { SyncDigests } from './sync-digests.js'
import { SyncTypes } from './sync-types.js'

export class ShardLogs {
  /** Over all that are here. */
  readonly digests = new SyncDigests()
  readonly types = new SyncTypes()
  readonly #logs = new Map<string, ShardLog>()
  readonly #byAuthor = new Map<PeerId, Map<number, ShardLog>>()
  /** Kept, since they are asked for with every change. */
  readonly #ends = new Map<PeerId, { lowest: number; highest: number }>()
  /** The highest that each author said, of those with shards here. */
  readonly #firstLiving = new Map<PeerId, number>()
  readonly #budget: ChangeBudget

  readonly #onGrew: (author: PeerId) => void
  readonly #pinsOf: (name: ShardName) => readonly string[]

  /**
   * @param onGrew something of an author was taken in
   * @param pinsOf heads of a shard below which nothing falls
   */
  constructor(
    self: PeerId,
    onGrew: (author: PeerId) => void = () => {},
    pinsOf: (name: ShardName) => readonly string[] = () => []
  ) {
    this.#budget = new ChangeBudget(self)
    this.#onGrew = onGrew
    this.#pinsOf = pinsOf
  }

  get size(): number {
    return this.#logs.size
  }

  /** Those of whom anything is here. */
  get authorCount(): number {
    return this.#byAuthor.size
  }

  hasAuthor(author: PeerId): boolean {
    return this.#byAuthor.has(author)
  }

  all(): IterableIterator<ShardLog> {
    return this.#logs.values()
  }

  get(name: ShardName): ShardLog | undefined {
    return this.#logs.get(shardText(name))
  }

  /** Numbers of the shards of one author that are here, in no order. */
  shardsOf(author: PeerId): number[] {
    return [...(this.#byAuthor.get(author)?.keys() ?? [])]
  }

  /** Number of the highest shard of one author that is here; 0: none. */
  highestOf(author: PeerId): number {
    return this.#ends.get(author)?.highest ?? 0
  }

  /** Of the lowest; Infinity: none. */
  lowestOf(author: PeerId): number {
    return this.#ends.get(author)?.lowest ?? Infinity
  }

  /** Of all changes of one author that are here. */
  bytesOf(author: PeerId): number {
    return this.#budget.bytesOf(author)
  }

  /**
   * Whether so much more of a shard may be taken from others.
   * @param firstLivingShard as its author says: who was away while all shards of an author were written again takes the new
   *   ones while the old ones are here still
   */
  hasRoomFor({ author, shard }: ShardName, bytes: number, firstLivingShard: number): boolean {
    const logs = this.#byAuthor.get(author) ?? new Map<number, ShardLog>()
    this.#noteFirstLiving(author, firstLivingShard)
    if (!logs.has(shard) && logs.size >= MAX_SHARDS_PER_AUTHOR) {
      const ended = [...logs.keys()].filter((other) => other < firstLivingShard).length
      if (logs.size >= 2 * MAX_SHARDS_PER_AUTHOR || logs.size - ended >= MAX_SHARDS_PER_AUTHOR) return false
    }
    return this.#budget.hasRoomFor(author, bytes)
  }

  /** As {@link ShardLog.admit}. The log is made for it, and is not kept where it stays empty. */
  admit(name: ShardName, changes: readonly CheckedChange[], heads: readonly SignedHead[]): Admission {
    const known = this.get(name)
    const log = known ?? new ShardLog(name.author, name.shard)
    const before = log.bytes
    const admission = log.admit(changes, heads, this.#pinsOf(name))
    if (known === undefined && log.size > 0) this.#put(log)
    if (admission.outcome === 'admitted') {
      this.digests.note(log)
      this.#onGrew(name.author)
    }
    if (log.bytes !== before) this.#count(log, log.bytes - before)
    return admission
  }

  /** The whole of a shard goes. */
  forget(name: ShardName): void {
    const log = this.get(name)
    if (log === undefined) return
    this.#logs.delete(shardText(name))
    const logs = this.#byAuthor.get(name.author)
    logs?.delete(name.shard)
    if (logs?.size === 0) this.#byAuthor.delete(name.author)
    this.#ends.delete(name.author)
    for (const shard of logs?.keys() ?? []) this.#noteEnds(name.author, shard)
    this.#count(log, -log.bytes)
    if (logs?.size === 0) this.#firstLiving.delete(name.author)
    this.digests.note(log, 'gone')
  }

  #count({ author, shard }: ShardLog, bytes: number): void {
    this.#budget.count(author, bytes)
    if (shard < (this.#firstLiving.get(author) ?? 1)) this.#budget.countEnded(author, bytes)
  }

  #noteFirstLiving(author: PeerId, firstLivingShard: number): void {
    const before = this.#firstLiving.get(author) ?? 1
    const logs = this.#byAuthor.get(author)
    if (firstLivingShard <= before || logs === undefined) return
    this.#firstLiving.set(author, firstLivingShard)
    for (const [shard, { bytes }] of logs) {
      if (shard >= before && shard < firstLivingShard) this.#budget.countEnded(author, bytes)
    }
  }

  #put(log: ShardLog): void {
    this.#logs.set(shardText(log), log)
    const logs = this.#byAuthor.get(log.author)
    if (logs === undefined) this.#byAuthor.set(log.author, new Map([[log.shard, log]]))
    else logs.set(log.shard, log)
    this.#noteEnds(log.author, log.shard)
  }

  #noteEnds(author: PeerId, shard: number): void {
    const ends = this.#ends.get(author)
    if (ends === undefined) this.#ends.set(author, { lowest: shard, highest: shard })
    else {
      ends.lowest = Math.min(ends.lowest, shard)
      ends.highest = Math.max(ends.highest, shard)
    }
  }
}
