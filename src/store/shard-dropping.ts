// Drops the shards that their authors have ended, once everything that was written again is here: lowest first, and no
// further than to one that holds what its author did not know of, since a tombstone must not go before what it hides.
import type { PeerId } from '../base/index.js'
import type { RecordId } from '../record/index.js'
import { COMPACT_AFTER_BYTES } from './defaults.js'
import type { DurableState } from './durable-state.js'
import { changesRange, removeChange, removeHead, shardText, type ShardName } from './log-keys.js'
import type { ShardLog } from './shard-log.js'

export class ShardDropping {
  readonly #state: DurableState
  readonly #running = new Map<PeerId, Promise<void>>()
  readonly #again = new Set<PeerId>()

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
    const { logs, queue, init } = this.#state
    do {
      this.#again.delete(author)
      for (const shard of this.#endedShards(author)) {
        const name = { author, shard }
        const log = logs.get(name)
        if (log === undefined) continue
        if (!this.#end(name, log)) break
        const removals = [
          ...log.changes().map((change) => removeChange(name, change)),
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

  /** What has ended in the shard says nothing any more. @returns whether that is all of it: then it is forgotten */
  #end(name: ShardName, log: ShardLog): boolean {
    const { versions, logs, documents, init } = this.#state
    const changes = log.changes()
    const gone = changes.filter((change) => this.#state.hasEnded(name, change))
    const isWhole = gone.length === changes.length
    const { ids, unsureIds } = versions.end(name.author, gone)
    if (isWhole) {
      logs.forget(name)
      documents.drop(name)
    }
    if (unsureIds.length > 0) this.readOthers(name.author, new Set(unsureIds))
    for (const id of ids) init.onVersion(id) // Before the bytes go: somebody may read them.
    return isWhole
  }

  /** Dead versions that stand elsewhere are what their author says now. No honest author lets that happen. */
  readOthers(author: PeerId, ids: ReadonlySet<RecordId>): void {
    const { logs } = this.#state
    for (const shard of logs.shardsOf(author)) {
      const name = { author, shard }
      for (const change of logs.get(name)?.unordered() ?? []) {
        if (!ids.has(change.recordId) || this.#state.hasEnded(name, change)) continue
        const judged = this.#state.judge(this.#state.changeBytes(name, [change])[0]!, name)
        if (!('reason' in judged)) this.#state.addVersion(name, judged)
      }
    }
  }
}
