// Writing records of ours: which version, and which times.
import type { Clock, KeyPair, PeerId, Random } from '../base/index.js'
import {
  createRecordId,
  MAX_DURABLE_VERSION,
  MAX_EPHEMERAL_LIFETIME_MS,
  RecordError,
  sealRecord,
  type GroupRecord,
  type RecordId,
  type RecordType
} from '../record/index.js'
import type { DurableRecords } from './durable-records.js'
import type { EphemeralRecords } from './ephemeral.js'
import { StoreError } from './errors.js'
import { encodeItem } from './store-item.js'
import type { ReceiveOutcome, RecordInit } from './store.js'
import type { Visibility } from './visibility.js'

export interface WriterInit {
  author: PeerId
  /** 32 bytes. */
  group: Uint8Array
  keyPair: KeyPair
  clock: Clock
  random: Random
  durable(): Pick<DurableRecords, 'versions' | 'write'>
  ephemeral: EphemeralRecords
  visibility: Visibility
  /** Takes an ephemeral envelope that was signed here. */
  receiveOwn(envelope: Uint8Array): ReceiveOutcome
  /** An item of ours, on disk by now where it is durable. */
  onItem(item: Uint8Array): void
}

/** What an update does not change. */
type Fixed = Pick<GroupRecord, 'creator' | 'createdAtMs' | 'deleted'>

export class RecordWriter {
  readonly #init: WriterInit

  constructor(init: WriterInit) {
    this.#init = init
  }

  async add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    const id = init.id ?? createRecordId(this.#init.author, this.#init.random)
    const nowMs = this.#init.clock.nowMs()
    return this.#write(type, id, init, { creator: this.#init.author, createdAtMs: nowMs, deleted: false })
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    const { creator, createdAtMs } = this.#visible(id)
    return this.#write(type, id, init, { creator, createdAtMs, deleted: false })
  }

  async delete(id: RecordId): Promise<void> {
    const { type, creator, createdAtMs, expiresAtMs } = this.#visible(id)
    const nowMs = this.#init.clock.nowMs()
    const lifetime = this.#init.ephemeral.get(id) === undefined ? 'durable' : 'ephemeral'
    // A tombstone lasts as long as what it hides.
    const ttlMs = Math.max(1, expiresAtMs - nowMs)
    const codec = { encode: () => new Uint8Array(), decode: () => undefined }
    const shape = { name: type, lifetime, codec, maxBytes: 0, ttlMs, indexed: [], changeableBy: 'creator' } as const
    await this.#write(shape, id, { data: undefined, ttlMs }, { creator, createdAtMs, deleted: true })
  }

  #write<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>, fixed: Fixed): Promise<GroupRecord> {
    const data = type.codec.encode(init.data)
    if (data.byteLength > type.maxBytes) {
      const sizes = `${data.byteLength} bytes, the limit of ${type.name} is ${type.maxBytes}`
      throw new RecordError('TOO_LARGE', `data of record ${id} are ${sizes}`)
    }
    const record = (version: number, modifiedAtMs: number, ttlMs: number): GroupRecord => ({
      id,
      type: type.name,
      ...fixed,
      createdAtMs: Math.min(fixed.createdAtMs, modifiedAtMs),
      lastModifiedBy: this.#init.author,
      version,
      modifiedAtMs,
      expiresAtMs: modifiedAtMs + ttlMs,
      attributes: init.attributes ?? {},
      data,
      autoRefresh: false,
      renewals: 0,
      renewedAtMs: 0
    })
    const ttlMs = init.ttlMs ?? type.ttlMs
    if (type.lifetime === 'ephemeral') return Promise.resolve(this.#writeEphemeral(id, record, ttlMs))
    return this.#writeDurable(id, record, ttlMs)
  }

  #writeEphemeral(
    id: RecordId,
    make: (version: number, modifiedAtMs: number, ttlMs: number) => GroupRecord,
    ttlMs: number
  ): GroupRecord {
    const { clock, ephemeral, group, keyPair } = this.#init
    // Two versions within one millisecond, or after the clock went back, still follow each other.
    const version = Math.max(clock.nowMs(), (ephemeral.get(id)?.record.version ?? 0) + 1)
    const record = make(version, version, Math.min(ttlMs, MAX_EPHEMERAL_LIFETIME_MS))
    const envelope = sealRecord(record, group, keyPair)
    const { outcome } = this.#init.receiveOwn(envelope)
    if (outcome !== 'applied') throw new StoreError('NOT_ALLOWED', `ephemeral record ${id} of ours is ${outcome}`)
    this.#init.onItem(encodeItem({ type: 'ephemeral', envelope }))
    return record
  }

  async #writeDurable(
    id: RecordId,
    make: (version: number, modifiedAtMs: number, ttlMs: number) => GroupRecord,
    ttlMs: number
  ): Promise<GroupRecord> {
    const durable = this.#init.durable()
    const { record, item } = await durable.write(id, () => {
      const version = durable.versions.highestVersion(id) + 1
      if (version > MAX_DURABLE_VERSION) throw new RecordError('BAD_RECORD', `record ${id} has no versions left`)
      const nowMs = this.#init.clock.nowMs()
      // What was promised to last stays promised (reference section 1.6).
      const promisedMs = (this.#init.visibility.viewOf(id)?.expiresAtMs ?? 0) - nowMs
      return make(version, nowMs, Math.max(ttlMs, promisedMs))
    })
    this.#init.onItem(item)
    return record
  }

  #visible(id: RecordId): GroupRecord {
    const { visibility, author } = this.#init
    const record = visibility.index.get(id)
    if (record === undefined) throw new StoreError('NOT_FOUND', `no record ${id} is visible here`)
    if (record.creator !== author) throw new StoreError('NOT_ALLOWED', `record ${id} is ${record.creator}'s`)
    return record
  }
}
