// Runs cleaning: counts, writes again, states, drops. A slice at a time, each of them a batch on the disk, so that records
// are written in between; what a crash leaves half done is counted as it is and goes on.
import type { Timer } from '../base/index.js'
import { CleaningMachine, type CleaningInput, type CleaningOutput, type WakeCause } from './cleaning.js'
import {
  MAX_COPIES_PER_SLICE,
  MAX_COPY_SLICE_BYTES,
  MAX_RETIRED_SHARDS,
  MAX_STATEMENT_ACTORS,
  WRITERS_WAIT_FROM_BYTES,
  WRITERS_WAIT_MS
} from './defaults.js'
import { leaveAside, sealedIn } from './damaged-changes.js'
import type { DurableState } from './durable-state.js'
import { StoreError } from './errors.js'
import { Liveness } from './liveness.js'
import type { OwnShards } from './own-shards.js'
import type { ShardDropping } from './shard-dropping.js'
import { joinExtents, type ShardExtent } from './shard-extent.js'
import type { LinkedChange } from './shard-log.js'
import {
  countActors,
  fitsStatement,
  shardsStatementId,
  shardsStatementRecord,
  type ShardExtents,
  type ShardsStatement
} from './shards-statement.js'

export class CleaningDriver {
  readonly #state: DurableState
  readonly #own: OwnShards
  readonly #dropping: ShardDropping
  readonly #isOutside: () => boolean
  readonly #liveness: Liveness
  readonly #machine: CleaningMachine
  #running: Promise<void> = Promise.resolve()
  #isRunning = false
  /** Something happened while it ran. */
  #again: WakeCause | undefined
  #timer: Timer | undefined
  /** Runs while writers wait. */
  #patience: Timer | undefined
  #isOutOfPatience = false
  #closed = false
  /** Nothing in lower shards is left to be written again. */
  #copyFromShard = 0
  /** Of that shard: what the disk has lost, and memory does not have. */
  readonly #damaged = new Set<string>()

  /** @param isOutside whether something that is to be written again stands outside of what counts: whoever says so wakes this when not */
  constructor(state: DurableState, own: OwnShards, dropping: ShardDropping, isOutside = (): boolean => false) {
    this.#state = state
    this.#isOutside = isOutside
    this.#own = own
    this.#dropping = dropping
    this.#liveness = new Liveness(state)
    this.#machine = new CleaningMachine(state.init.random)
  }

  /** Looks whether something is to be done: after start, when a shard was closed, when history of ours came. */
  wake(cause: WakeCause): void {
    if (this.#state.init.endsHistory === false || !this.#mayState()) return
    if (this.#again !== 'here') this.#again = cause
    if (this.#isRunning || this.#closed) return
    this.#isRunning = true
    this.#running = this.#run()
  }

  /** Whether records of ours are to wait a while: little room is left for them, and some is being made. */
  holdsWriters(): boolean {
    const { author, logs, init } = this.#state
    if (!this.#isRunning || this.#closed || logs.bytesOf(author) < WRITERS_WAIT_FROM_BYTES) {
      this.#endPatience()
      return false
    }
    this.#patience ??= init.clock.setTimer(WRITERS_WAIT_MS, () => {
      this.#isOutOfPatience = true
      this.#own.resume()
    })
    return !this.#isOutOfPatience
  }

  /**
   * What who was removed says about its shards counts nowhere: it would say so again and again. Back again, it first writes again what a
   * removal cut off.
   */
  #mayState(): boolean {
    return this.#state.cuts.of(this.#state.author)?.isBack !== false && !this.#isOutside()
  }

  /** Resolves when nothing is being cleaned. */
  settled(): Promise<void> {
    return this.#running
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    this.#endPatience()
    await this.#running
    this.#own.resume()
  }

  #endPatience(): void {
    this.#patience?.cancel()
    this.#patience = undefined
    this.#isOutOfPatience = false
  }

  async #run(): Promise<void> {
    await Promise.resolve()
    while (this.#again !== undefined && !this.#closed) {
      const cause = this.#again
      this.#again = undefined
      this.#timer?.cancel()
      let next = this.#machine.handle({ type: 'wake', cause })
      while (next !== undefined) {
        if (next.type === 'rest') {
          this.#rest(next.forMs)
          break
        }
        next = this.#machine.handle(this.#closed ? { type: 'failed' } : await this.#attempt(next))
      }
    }
    this.#isRunning = false // At once: who wakes it a moment later begins anew.
    this.#own.resume()
  }

  async #attempt(output: Exclude<CleaningOutput, { type: 'rest' }>): Promise<CleaningInput> {
    if (!this.#mayState()) return { type: 'failed' }
    try {
      return await this.#carryOut(output)
    } catch (error) {
      this.#state.init.logger(`cleaning waits: ${String(error)}`)
      return { type: 'failed' }
    }
  }

  async #carryOut(output: Exclude<CleaningOutput, { type: 'rest' }>): Promise<CleaningInput> {
    switch (output.type) {
      case 'count':
        this.#copyFromShard = 0
        this.#damaged.clear()
        return { type: 'counted', census: await this.#liveness.census() }
      case 'copy':
        return { type: 'copied', left: await this.#copySlice(output.boundary) }
      case 'state':
        if (!(await this.#writeStatement(output.firstLivingShard))) return { type: 'copied', left: true }
        await this.#dropping.dropEnded(this.#state.author)
        this.#own.resume()
        return { type: 'stated' }
    }
  }

  /** @returns whether more is left */
  async #copySlice(boundary: number): Promise<boolean> {
    for (const shard of this.#liveness.shardsBelow(boundary)) {
      if (shard < this.#copyFromShard) continue
      this.#copyFromShard = shard
      const slice = this.#slice(shard, boundary)
      if (slice.length > 0) {
        await this.#writeAgain(shard, boundary, slice)
        return true
      }
      if (this.#damaged.size > 0) leaveAside(this.#state, { author: this.#state.author, shard }, this.#damaged)
      this.#damaged.clear()
    }
    this.#copyFromShard = 0
    return false
  }

  #slice(shard: number, boundary: number): LinkedChange[] {
    const slice: LinkedChange[] = []
    let bytes = 0
    for (const change of this.#liveness.uncopied(shard, boundary)) {
      if (this.#damaged.has(change.hash)) continue
      if (slice.length >= MAX_COPIES_PER_SLICE || bytes > MAX_COPY_SLICE_BYTES) break
      slice.push(change)
      bytes += change.byteLength
    }
    return slice
  }

  async #writeAgain(shard: number, boundary: number, slice: readonly LinkedChange[]): Promise<void> {
    const name = { author: this.#state.author, shard }
    const written = slice.map((change) =>
      this.#own.copy(change.recordId, () => {
        if (!this.#liveness.isUncopied(change, boundary)) return undefined // Updated since.
        const sealed = sealedIn(this.#state, name, change)
        if (sealed === undefined) this.#damaged.add(change.hash) // All others of the shard come first.
        return sealed
      })
    )
    // All of them, even if one fails: then none of its batch is written, and the next slice begins with it.
    for (const result of await Promise.allSettled(written)) {
      if (result.status === 'rejected') throw result.reason
      if (result.value?.item !== undefined) this.#state.init.flood(result.value.item)
    }
  }

  /** @returns false if there is more to be copied first */
  async #writeStatement(firstLivingShard: number): Promise<boolean> {
    const { author, versions, init } = this.#state
    let old: number[] = []
    const id = shardsStatementId(author)
    const written = await this.#own.writeUrgent(id, () => {
      if (this.#liveness.hasUncopied(firstLivingShard)) return undefined
      old = this.#endedLongAgo()
      const statement = this.#statement(firstLivingShard)
      return shardsStatementRecord(
        statement,
        author,
        (versions.ofAuthor(id, author)?.highestVersion ?? 0) + 1,
        init.clock.nowMs()
      )
    })
    if (written === undefined) return false
    for (const shard of old) this.#state.writtenAgain.add(shard)
    init.flood(written.item)
    return true
  }

  /** Shards that no statement names any more. Where nothing is left to be copied, all that lives of them stands elsewhere. */
  #endedLongAgo(): number[] {
    const { author, logs, ended } = this.#state
    return logs.shardsOf(author).filter((shard) => ended.endOf({ author, shard }) === 'all')
  }

  /** What is true of our shards at this moment: nothing that lives stands below the first living one only. */
  #statement(firstLivingShard: number): ShardsStatement {
    const { author, logs, ended, cuts } = this.#state
    const living = new Map<number, ShardExtent>()
    const retired = new Map(ended.retired(author))
    for (const shard of logs.shardsOf(author)) {
      const extent = logs.get({ author, shard })!.extent()
      // Others have what counts, and nothing beside it.
      const counted = cuts.extentOf({ author, shard })
      if (shard >= firstLivingShard) {
        if (counted !== undefined && counted.size > 0) living.set(shard, counted)
      } else retired.set(shard, joinExtents(retired.get(shard) ?? new Map(), extent))
    }
    const statement = { firstLivingShard, living, retired: latest(retired, MAX_STATEMENT_ACTORS - countActors(living)) }
    if (fitsStatement(statement)) return statement
    throw new StoreError('DISK', 'too many processes have written our shards for one statement')
  }

  #rest(forMs: number): void {
    if (!this.#closed) this.#timer = this.#state.init.clock.setTimer(forMs, () => this.wake('here'))
  }
}

/** The latest shards, as many as have room: what is left out stays at who missed the statements before. */
function latest(extents: ShardExtents, maxActors: number): ShardExtents {
  const kept = new Map<number, ShardExtent>()
  let actors = 0
  for (const [shard, extent] of [...extents].sort(([a], [b]) => b - a)) {
    actors += extent.size
    if (kept.size >= MAX_RETIRED_SHARDS || actors > maxActors) break
    kept.set(shard, extent)
  }
  return kept
}
