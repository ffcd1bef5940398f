// Durable records: the change log of every author's shards on disk, what it says about each record id, and our own
// writing of it (design section 3). Knows no visibility: that is the store's second layer of judgement.
import type { PeerId } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { CleaningDriver } from './cleaning-driver.js'
import { DurableState, type DurableInit } from './durable-state.js'
import type { Evidence } from './evidence.js'
import { EvidenceKeeper } from './evidence-keeper.js'
import { cutHere, judgeCutsAgain, OutsideOwnCuts } from './judged-cuts.js'
import type { ShardName } from './log-keys.js'
import { OwnShards, type Written } from './own-shards.js'
import type { RecordVersions } from './record-versions.js'
import { ShardAdmission } from './shard-admission.js'
import { ShardDropping } from './shard-dropping.js'
import type { ShardCut } from './shard-cut.js'
import { reaches, type ShardExtent } from './shard-extent.js'
import type { ShardLog } from './shard-log.js'
import { restoreShards } from './shard-restoring.js'
import type { ReceiveOutcome } from './store.js'
import type { SyncDigests } from './sync-digests.js'
import type { SyncTypes } from './sync-types.js'

export type { DurableInit } from './durable-state.js'

const NOTHING: ShardExtent = new Map()

export class DurableRecords {
  readonly #state: DurableState
  readonly #own: OwnShards
  readonly #admission: ShardAdmission
  readonly #dropping: ShardDropping
  readonly #cleaning: CleaningDriver
  readonly #evidence: EvidenceKeeper
  readonly #outside: OutsideOwnCuts

  private constructor(state: DurableState) {
    this.#state = state
    this.#dropping = new ShardDropping(state)
    this.#own = new OwnShards(
      state,
      () => this.#cleaning.wake('here'),
      () => this.#cleaning.holdsWriters()
    )
    this.#outside = new OutsideOwnCuts(state, (cutOff) => this.#own.addAgain(cutOff))
    this.#cleaning = new CleaningDriver(state, this.#own, this.#dropping, () => this.#outside.isDue)
    this.#evidence = new EvidenceKeeper(state)
    this.#admission = new ShardAdmission({
      state,
      dropping: this.#dropping,
      evidence: this.#evidence,
      onOwnHistory: () => this.#cleaning.wake('elsewhere'),
      addAgain: (fallen) => void this.#own.addAgain(fallen),
      onCutOff: () => this.#outside.note()
    })
  }

  /** Reads the log. What does not pass our own check again is left aside, and said. */
  static async open(init: DurableInit): Promise<DurableRecords> {
    const state = new DurableState(init)
    await restoreShards(state)
    const records = new DurableRecords(state)
    await records.#evidence.load()
    return records
  }

  get versions(): RecordVersions {
    return this.#state.versions
  }

  get shardCount(): number {
    return this.#state.logs.size
  }

  get ownBytes(): number {
    return this.#state.logs.bytesOf(this.#state.author)
  }

  /** Of our changes, those that our records need now. */
  get ownLivingBytes(): number {
    return this.#state.versions.livingBytesOf(this.#state.author)
  }

  get ownFirstLivingShard(): number {
    return this.#state.ended.firstLivingShard(this.#state.author)
  }

  /** Drops what had ended when the process did, and begins to clean: once `onVersion` and `endedAtMs` may be called. */
  async begin(): Promise<void> {
    for (const author of [...this.#state.ended.authors()]) await this.#dropping.dropEnded(author)
    this.#cleaning.wake('here')
  }

  /** @param author all where none is given */
  evidence(author?: PeerId): Evidence[] {
    return this.#evidence.of(author)
  }

  /** As {@link Store.cutOf}. */
  cutOf(author: PeerId): ShardCut[] {
    return cutHere(this.#state, author)
  }

  /** Removals of an author, or certificates that outlived them, came or went: what it says is read again as far as it counts now. */
  judgeAgain(author: PeerId): void {
    if (!judgeCutsAgain(this.#state, this.#dropping, author)) return
    void this.#dropping.dropEnded(author)
    if (author !== this.#state.author) return
    this.#outside.note()
    this.#cleaning.wake('elsewhere')
  }

  /** A whole round with a neighbour has ended: what we wrote with our identity elsewhere, and ended there, is known here. */
  roundEnded(): void {
    if (!this.#outside.isDue) return
    void this.#outside.writeAgain().then(() => this.#cleaning.wake('elsewhere'))
  }

  logs(): IterableIterator<ShardLog> {
    return this.#state.logs.all()
  }

  /** What is compared first when two stores synchronise. */
  get digests(): SyncDigests {
    return this.#state.logs.digests
  }

  /** Which types of records a shard holds. */
  get types(): SyncTypes {
    return this.#state.logs.types
  }

  log(name: ShardName): ShardLog | undefined {
    return this.#state.logs.get(name)
  }

  /**
   * Whether a head of a shard is not here though what its author signs is kept. Of a shard that has ended its author lacks
   * whatever is not here: what was written there with its identity elsewhere is to be written again.
   * @param outlivesEnd the peer says so, of a shard that has ended for it, too: then all lack it
   */
  lacks(name: ShardName, heads: readonly string[], outlivesEnd = false): boolean {
    const end = this.#state.ended.endOf(name)
    if (end === 'all' || this.#state.cuts.isComplete(name)) return false
    const mayOutlive = outlivesEnd && name.shard >= this.#state.ended.lowestRetired(name.author)
    if (end !== undefined && !mayOutlive && name.author !== this.#state.author) return false
    const log = this.log(name)
    return heads.some((head) => log?.has(head) !== true) && this.#state.takesFrom(name.author)
  }

  /**
   * Whether a shard that has ended holds here what its author did not know of. That says something still, and who does not
   * have it shows something else.
   */
  outlivesEnd(log: ShardLog): boolean {
    const { ended } = this.#state
    const end = ended.endOf(log)
    if (end === undefined || end === 'all' || log.shard < ended.lowestRetired(log.author)) return false
    return !reaches(end, this.#state.cuts.extentOf(log) ?? NOTHING)
  }

  /** Whether its author has ended a shard, and everything that was written again elsewhere is here. */
  hasEnded(name: ShardName): boolean {
    return this.#state.ended.endOf(name) !== undefined
  }

  /** The bytes of changes of one shard, from disk. @throws {StoreError} `DISK` */
  changeBytes(name: ShardName, changes: readonly { startOperation: number; hash: string }[]): Uint8Array[] {
    return this.#state.changeBytes(name, changes)
  }

  /** As {@link OwnShards.write}. @throws {StoreError} `DISK` */
  write(id: RecordId, make: () => GroupRecord): Promise<Written> {
    return this.#own.write(id, make)
  }

  /** As {@link ShardAdmission.receiveUpdate}. */
  receiveUpdate(head: Uint8Array, change: Uint8Array | undefined): Promise<ReceiveOutcome> {
    return this.#admission.receiveUpdate(head, change)
  }

  /** As {@link ShardAdmission.receiveShard}. */
  receiveShard(name: ShardName, heads: readonly Uint8Array[], changes: readonly Uint8Array[]): Promise<ReceiveOutcome> {
    return this.#admission.receiveShard(name, heads, changes)
  }

  /**
   * While `work` runs, whatever is kept is fsynced before it counts as kept; what the disk refused is tried once more.
   * @throws {StoreError} `DISK` where it refuses still; what `work` throws
   */
  async keepingSafe<Result>(work: () => Promise<Result>): Promise<Result> {
    const { queue } = this.#state
    const result = await queue.syncingAll(work)
    if (queue.unsavedBytes > 0) await queue.write([], true)
    return result
  }

  async close(): Promise<void> {
    await this.#cleaning.close()
    await this.#own.settled()
    this.#state.documents.close()
    await this.#state.queue.write([], false).catch(() => {}) // A last try for what the disk refused.
    await this.#state.queue.settled()
  }
}
