// Drops the shards that their authors have ended, once everything that was written again is here: lowest first, and no
// further than to one that holds what its author did not know of, since a tombstone must not go before what it hides.
import type { PeerId } from '../base/index.js'
import type { RecordId } from '../record/index.js'
import { COMPACT_AFTER_BYTES, MAX_SHARDS_ENDED_AT_ONCE } from './defaults.js'
import type { DurableState } from './durable-state.js'
import { changesRange, removeChange, removeHead, shardText, type ShardName } from './log-keys.js'
import type { EndedVersions } from './record-versions.js'
import type { LinkedChange, ShardLog } from './shard-log.js'
import { shardsStatementId } from './shards-statement.js'

export class ShardDropping {
  readonly #state: DurableState
  readonly #running = new Map<PeerId, Promise<void>>()
  readonly #again = new Set<PeerId>()
  /** Shards that were not whole: how many changes were here then, and what of them had ended. */
  readonly #tried = new WeakMap<ShardLog, { size: number; end: unknown; cuts: unknown }>()

  /** Since the disk was last asked to free room. */
  #removedBytes = 0
  #isCompacting = false

  constructor(state: DurableState) {
    this.#state = state
  }

  /** Whether shards of an author are here that have ended. */
  isDue(author: PeerId): boolean {
    return this.#state.logs.lowestOf(author) < this.#state.ended.firstLivingShard(author)
  }

  /** Drops what may go, one shard at a time. Resolves when that is done. */
  dropEnded(author: PeerId): Promise<void> {
    const running = this.#running.get(author)
    if (running !== undefined) {
      this.#again.add(author)
      return running
    }
    if (!this.isDue(author)) return Promise.resolve()
    const run = this.#run(author).finally(() => this.#running.delete(author))
    this.#running.set(author, run)
    return run
  }

  async #run(author: PeerId): Promise<void> {
    const { queue, init } = this.#state
    do {
      this.#again.delete(author)
      const whole = this.#endSome(author)
      if (whole.length === MAX_SHARDS_ENDED_AT_ONCE) this.#again.add(author)
      for (const [name, log] of whole) {
        const removals = [
          ...[...log.unordered()].map((change) => removeChange(name, change)),
          ...log.signedHeads.map(removeHead)
        ]
        try {
          await queue.keep(removals, false) // If power fails first, the statement has it dropped once more.
          this.#compact(name, log.bytes)
        } catch (error) {
          init.logger(`shard ${shardText(name)} has ended and is on the disk still: ${String(error)}`)
        }
      }
    } while (this.#again.has(author))
  }

  /**
   * Of some shards, lowest first, nothing that has ended says anything any more. @returns those that have ended whole: they
   * are forgotten, but for the disk
   */
  #endSome(author: PeerId): [ShardName, ShardLog][] {
    const whole: [ShardName, ShardLog][] = []
    const ended = new Set<RecordId>()
    const unsure = new Set<RecordId>()
    for (const shard of this.#endedShards(author).slice(0, MAX_SHARDS_ENDED_AT_ONCE)) {
      const name = { author, shard }
      const log = this.#state.logs.get(name)
      if (log === undefined || this.#wasTried(name, log)) break
      const { isWhole, ids, unsureIds } = this.#end(name, log)
      for (const id of ids) ended.add(id)
      for (const id of unsureIds) unsure.add(id)
      if (!isWhole) break
      whole.push([name, log])
    }
    if (unsure.size > 0) this.readOthers(author, unsure) // Looks at all that its author wrote: once for all of them.
    for (const id of ended) this.#state.init.onVersion(id) // Before the bytes go: somebody may read them.
    return whole
  }

  /**
   * Whether a shard of another author was found not to be whole when as much of it was here and had ended. What of ours has
   * ended depends on what we have written again, too.
   */
  #wasTried(name: ShardName, log: ShardLog): boolean {
    const tried = this.#tried.get(log)
    if (tried === undefined || tried.size !== log.size || tried.end !== this.#state.ended.endOf(name)) return false
    return tried.cuts === this.#state.cuts.of(name.author)
  }

  /** Beside everything else: nobody waits for it. */
  #compact({ author, shard }: ShardName, removedBytes: number): void {
    const { storage, logger } = this.#state.init
    this.#removedBytes += removedBytes
    if (this.#removedBytes < COMPACT_AFTER_BYTES || this.#isCompacting || storage.compact === undefined) return
    this.#removedBytes = 0
    this.#isCompacting = true
    storage
      .compact(changesRange(author, 0, shard + 1))
      .catch((error: unknown) => logger(`the disk's room is not free yet: ${String(error)}`))
      .finally(() => (this.#isCompacting = false))
  }

  /** Ascending. */
  #endedShards(author: PeerId): number[] {
    const first = this.#state.ended.firstLivingShard(author)
    if (first === 1) return []
    const { logs } = this.#state
    return logs
      .shardsOf(author)
      .filter((shard) => shard < first)
      .sort((a, b) => a - b)
  }

  /** What has ended in the shard says nothing any more. Where that is all of it, it is forgotten. */
  #end(name: ShardName, log: ShardLog): EndedVersions & { isWhole: boolean } {
    const { versions, logs, documents, ended, cuts } = this.#state
    // What a removal cut off keeps nothing here; of ours, it is to be written again.
    const isOthers = name.author !== this.#state.author
    const gone = [...log.unordered()].filter(
      (change) => this.#state.hasEnded(name, change) || (isOthers && !cuts.counts(name, change))
    )
    const isWhole = gone.length === log.size
    const said = versions.end(name.author, gone)
    if (isWhole) {
      logs.forget(name)
      documents.drop(name)
    } else if (isOthers) {
      this.#tried.set(log, { size: log.size, end: ended.endOf(name), cuts: cuts.of(name.author) })
    }
    return { ...said, isWhole }
  }

  /**
   * What some changes of an author say does not count any more: of what they speak of, it says what its shards say now.
   * @param come given where a removal decides: what counts from now on
   */
  readAgain(author: PeerId, gone: readonly LinkedChange[], come?: readonly LinkedChange[]): void {
    const { versions, ended, init } = this.#state
    const ids = new Set(versions.takeBack(author, gone))
    for (const { recordId } of come ?? []) ids.add(recordId)
    const statementId = shardsStatementId(author)
    if (come !== undefined || ids.has(statementId)) {
      // What ended by a statement that fell must not stay away here alone, nor by one of which something counts no more.
      const hadEnded = this.#endedHere(author)
      ended.forget(author)
      this.readOthers(author, new Set([statementId]))
      for (const [name, change] of hadEnded) if (!this.#state.hasEnded(name, change)) ids.add(change.recordId)
    }
    this.readOthers(author, ids)
    for (const id of ids) init.onVersion(id)
  }

  /** What is here of shards that have ended. */
  #endedHere(author: PeerId): [ShardName, LinkedChange][] {
    return this.#endedShards(author).flatMap((shard) => {
      const name = { author, shard }
      const changes = [...(this.#state.logs.get(name)?.unordered() ?? [])]
      return changes
        .filter((change) => this.#state.hasEnded(name, change))
        .map((change): [ShardName, LinkedChange] => [name, change])
    })
  }

  /** Dead versions that stand elsewhere are what their author says now. No honest author lets that happen. */
  readOthers(author: PeerId, ids: ReadonlySet<RecordId>): void {
    const { logs } = this.#state
    for (const shard of logs.shardsOf(author)) {
      const name = { author, shard }
      const changes = [...(logs.get(name)?.unordered() ?? [])].filter((change) => {
        return ids.has(change.recordId) && !this.#state.hasEnded(name, change) && this.#state.cuts.counts(name, change)
      })
      for (const judged of this.#state.judgedOnDisk(name, changes)) this.#state.addVersion(name, judged)
    }
  }
}
