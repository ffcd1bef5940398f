// The durable half of the store's double: the real hash graph of each shard and the real list of held changes, over a disk
// that is an array. See DurableRecords, whose rules these are.
import type { Clock, PeerId } from '../../src/base/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import type { CheckedChange } from '../../src/store/change-check.js'
import { HeldUpdates } from '../../src/store/held-updates.js'
import { shardText, type ShardName } from '../../src/store/log-keys.js'
import { ShardLog } from '../../src/store/shard-log.js'
import type { SignedHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import type { ReceiveOutcome } from '../../src/store/store.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import type { SyncedRecords } from '../../src/store/sync-driver.js'
import { SyncTypes } from '../../src/store/sync-types.js'
import { checkedChange, encode, openHead, recordToDouble, type DoubleChange } from './store-double-wire.js'

/** Small, so that a run of minutes meets many shards of one author. */
const SHARD_CLOSES_AT_CHANGES = 20

export interface DoubleBatch {
  readonly name: ShardName
  readonly heads: readonly Uint8Array[]
  readonly changes: readonly Uint8Array[]
}

/** What survives a process. Batches before `synced` survive a power cut too. */
export class StoreDisk {
  batches: DoubleBatch[] = []
  credentials: Uint8Array[] = []
  synced = 0

  /** @param fraction how much of what was not synced happens to be there */
  losePower(fraction: number): void {
    const kept = this.synced + Math.floor((this.batches.length - this.synced) * fraction)
    this.batches = this.batches.slice(0, kept)
  }
}

export interface DurableDoubleInit {
  author: PeerId
  /** One process's writing. */
  actor: string
  disk: StoreDisk
  clock: Clock
  knowsAuthor(author: PeerId): boolean
  onVersion(record: GroupRecord): void
  onHeldApplied(item: Uint8Array): void
}

export class DurableDouble implements SyncedRecords {
  readonly digests = new SyncDigests()
  readonly types = new SyncTypes()
  readonly #init: DurableDoubleInit
  readonly #logs = new Map<string, ShardLog>()
  readonly #changes = new Map<string, CheckedChange>()
  readonly #held = new HeldUpdates()
  #ownShard = 1

  constructor(init: DurableDoubleInit) {
    this.#init = init
    for (const { name, heads, changes } of init.disk.batches) this.#take(name, heads, changes)
  }

  get shardCount(): number {
    return this.#logs.size
  }

  get heldCount(): number {
    return this.#held.size
  }

  logs(): IterableIterator<ShardLog> {
    return this.#logs.values()
  }

  log(name: ShardName): ShardLog | undefined {
    return this.#logs.get(shardText(name))
  }

  lacks(name: ShardName, heads: readonly string[]): boolean {
    const log = this.log(name)
    return heads.some((head) => log?.has(head) !== true) && this.#init.knowsAuthor(name.author)
  }

  /** It keeps all. */
  hasEnded(): boolean {
    return false
  }

  outlivesEnd(): boolean {
    return false
  }

  changeBytes(_name: ShardName, changes: readonly { hash: string }[]): Uint8Array[] {
    return changes.map(({ hash }) => this.#changes.get(hash)!.bytes)
  }

  /** @returns the item to flood; of a large record its head alone */
  write(record: GroupRecord, isLarge: boolean): Uint8Array {
    const { author, actor, disk } = this.#init
    for (let log = this.#ownLog(); log.size >= SHARD_CLOSES_AT_CHANGES; log = this.#ownLog()) this.#ownShard++
    const name = { author, shard: this.#ownShard }
    const log = this.#ownLog()
    const dependencies = log.heads()
    const below = dependencies.map((hash) => this.#changes.get(hash)!)
    const sequence = log.changes().filter((change) => change.actor === actor).length + 1
    const body: DoubleChange = {
      actor,
      sequence,
      startOperation: Math.max(0, ...below.map(({ startOperation }) => startOperation)) + 1,
      dependencies,
      record: recordToDouble(record)
    }
    const change = encode(body)
    const { hash } = checkedChange(change)!
    const head = encode({ body: { ...name, changes: log.size + 1, heads: [hash] }, signer: author })
    const outcome = this.#take(name, [head], [change])
    if (outcome.outcome !== 'applied') throw new Error(`our own change is ${outcome.outcome}`)
    disk.batches.push({ name, heads: [head], changes: [change] })
    disk.synced = disk.batches.length
    return encodeItem({ type: 'shard-update', head, change: isLarge ? undefined : change })
  }

  receiveUpdate(headBytes: Uint8Array, changeBytes: Uint8Array | undefined): ReceiveOutcome {
    const head = openHead(headBytes)
    if (head === undefined) return { outcome: 'refused', reason: 'head-signature' }
    if (!this.#init.knowsAuthor(head.author)) return { outcome: 'ignored' }
    if (head.heads.every((hash) => this.log(head)?.has(hash) === true)) return { outcome: 'known' }
    if (changeBytes === undefined) return { outcome: 'held', author: head.author, shard: head.shard }
    const change = checkedChange(changeBytes)
    if (change === undefined) return { outcome: 'refused', reason: 'change-malformed' }
    if (!head.heads.includes(change.hash)) return { outcome: 'refused', reason: 'head-of-another-change' }
    const outcome = this.#keep({ author: head.author, shard: head.shard }, [headBytes], [changeBytes])
    if (outcome.outcome === 'held') {
      const nowMs = this.#init.clock.nowMs()
      this.#held.hold({ head, change, record: change.record, heldAtMs: nowMs }, nowMs)
    }
    if (outcome.outcome !== 'applied') return outcome
    const released = this.#applyHeld(head)
    return released.length === 0 ? outcome : { outcome: 'applied', released }
  }

  async receiveShard(
    name: ShardName,
    heads: readonly Uint8Array[],
    changes: readonly Uint8Array[]
  ): Promise<ReceiveOutcome> {
    if (!this.#init.knowsAuthor(name.author)) return { outcome: 'ignored' }
    const outcome = this.#keep(name, heads, changes)
    if (outcome.outcome === 'applied') for (const item of this.#applyHeld(name)) this.#init.onHeldApplied(item)
    return outcome
  }

  #applyHeld(name: ShardName): Uint8Array[] {
    const released: Uint8Array[] = []
    for (const { head, change } of this.#held.of(name)) {
      const { outcome } = this.#keep(name, [head.bytes], [change.bytes])
      if (outcome !== 'held') this.#held.drop(change.hash)
      if (outcome !== 'applied') continue
      released.push(encodeItem({ type: 'shard-update', head: head.bytes, change: change.bytes }))
    }
    return released
  }

  #keep(name: ShardName, heads: readonly Uint8Array[], changes: readonly Uint8Array[]): ReceiveOutcome {
    const outcome = this.#take(name, heads, changes)
    if (outcome.outcome === 'applied') this.#init.disk.batches.push({ name, heads, changes })
    return outcome
  }

  #take({ author, shard }: ShardName, heads: readonly Uint8Array[], changes: readonly Uint8Array[]): ReceiveOutcome {
    const signed: SignedHead[] = []
    for (const bytes of heads) {
      const head = openHead(bytes)
      if (head === undefined) return { outcome: 'refused', reason: 'head-signature' }
      if (head.author !== author || head.shard !== shard) return { outcome: 'refused', reason: 'head-malformed' }
      signed.push(head)
    }
    const checked = changes.map(checkedChange)
    if (checked.some((change) => change?.record.lastModifiedBy !== author)) {
      return { outcome: 'refused', reason: 'record-of-other-author' }
    }
    const judged = checked.flatMap((change) => change ?? [])
    const log = this.log({ author, shard }) ?? new ShardLog(author, shard)
    const admission = log.admit(judged, signed)
    switch (admission.outcome) {
      case 'admitted': {
        this.#logs.set(shardText(log), log)
        this.digests.note(log)
        const added = new Set(admission.added.map(({ hash }) => hash))
        for (const change of judged) {
          if (!added.has(change.hash)) continue
          this.#changes.set(change.hash, change)
          this.types.note(log, change.record.type)
          this.#init.onVersion(change.record)
        }
        return { outcome: 'applied' }
      }
      case 'known':
        return { outcome: 'known' }
      case 'missing':
        return { outcome: 'held', author, shard }
      case 'contradicts':
      case 'full':
        return { outcome: 'ignored' }
      case 'refused':
        return { outcome: 'refused', reason: admission.reason }
    }
  }

  #ownLog(): ShardLog {
    const { author } = this.#init
    return this.log({ author, shard: this.#ownShard }) ?? new ShardLog(author, this.#ownShard)
  }
}
