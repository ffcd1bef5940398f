// A double of the store for simulations of many peers: the same port, the same judgement of what is authentic and what is
// missing, the real synchronising; no Automerge, no cryptography, some microseconds an item.
import { EventSource, toHex, type Clock, type PeerId, type Random } from '../../src/base/index.js'
import { createRecordId, type GroupRecord, type RecordId, type RecordType } from '../../src/record/index.js'
import { MAX_AHEAD_MS } from '../../src/store/defaults.js'
import { ExpiryQueue } from '../../src/store/expiry-queue.js'
import { StoreError } from '../../src/store/errors.js'
import { enumerateRecords, type RecordEnumeration } from '../../src/store/enumeration.js'
import { decodeItem, encodeItem } from '../../src/store/store-item.js'
import { watchRecords, type ChangedRecord, type RecordFilter } from '../../src/store/watch-records.js'
import type {
  ReceiveOutcome,
  RecordInit,
  RecordQuery,
  Store,
  StoreEvents,
  StoreStatus,
  SyncInit,
  SyncSession
} from '../../src/store/store.js'
import { createSyncSession } from '../../src/store/sync-driver.js'
import { ListedObjects, setOf } from '../../src/store/sync-set.js'
import { DurableDouble, type StoreDisk } from './store-double-durable.js'
import { decode, encode, openEnvelope, recordToDouble, type Signed } from './store-double-wire.js'

/** Records of this type flood their head alone, as those do that are larger than a flood takes. */
export const LARGE_TYPE = 'sim.large'

export interface StoreDoubleInit {
  author: PeerId
  disk: StoreDisk
  clock: Clock
  random: Random
  /** How long the disk takes until a durable record is safe. */
  fsyncMs: number
  /** Shows what nobody signed: to see that a simulation notices. @default false */
  isCredulous?: boolean
  /** A record of ours is made, and goes out next. */
  onWrite(record: GroupRecord): void
}

/** A membership object of the simulation: it proves itself. */
export function credentialOf(member: PeerId): Uint8Array {
  return encode({ body: { member }, signer: 'root' })
}

interface Ephemeral {
  readonly record: GroupRecord
  readonly digest: string
}

export class StoreDouble implements Store {
  readonly author: PeerId
  readonly #init: StoreDoubleInit
  readonly #events = new EventSource<StoreEvents>()
  readonly #members = new Map<PeerId, Uint8Array>()
  readonly #durable: DurableDouble
  readonly #records = new Map<RecordId, GroupRecord>()
  readonly #byType = new Map<string, Set<RecordId>>()
  readonly #listed = new ListedObjects()
  readonly #ephemeral = new Map<RecordId, Ephemeral>()
  /** Their envelopes by digest: what synchronising reads. */
  readonly #envelopes = new Map<string, Uint8Array>()
  readonly #expiries = new ExpiryQueue()
  #writing: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(init: StoreDoubleInit) {
    this.#init = init
    this.author = init.author
    this.learnMember(credentialOf(init.author))
    for (const credential of init.disk.credentials) this.learnMember(credential)
    this.#durable = new DurableDouble({
      ...init,
      actor: toHex(init.random.bytes(16)),
      knowsAuthor: (author) => this.#members.has(author),
      onVersion: (record) => this.#show(record),
      onHeldApplied: (item) => this.#events.emit('item:local', item)
    })
  }

  /** What is here and lives only in memory, comparable. */
  ephemeralState(): string[] {
    return [...this.#ephemeral.values()].map(({ record }) => `${record.id}@${record.version}`).sort()
  }

  /** Everything durable that is here, comparable. */
  durableState(): string[] {
    return [...this.#durable.logs()].map((log) => `${log.author}/${log.shard} ${log.heads().join()}`).sort()
  }

  hasChangeOf(record: GroupRecord): boolean {
    return (this.#records.get(record.id)?.version ?? 0) >= record.version
  }

  /** Bounded, whatever comes. */
  get heldCount(): number {
    return this.#durable.heldCount
  }

  isMember(peer: PeerId): boolean {
    return this.#members.has(peer)
  }

  /** A membership object came by a handshake. @returns whether it is good */
  admit(peer: PeerId, credential: Uint8Array): boolean {
    const outcome = this.learnMember(credential)
    if (outcome === 'new') this.#events.emit('item:local', encodeItem({ type: 'credential', bytes: credential }))
    return outcome !== 'refused' && decode<Signed<{ member: PeerId }>>(credential)?.body.member === peer
  }

  learnMember(bytes: Uint8Array): 'new' | 'known' | 'refused' {
    const signed = decode<Signed<{ member: PeerId }>>(bytes)
    if (signed?.signer !== 'root') return 'refused'
    if (this.#members.has(signed.body.member)) return 'known'
    this.#members.set(signed.body.member, bytes)
    this.#init.disk.credentials = [...this.#members.values()]
    return 'new'
  }

  add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    return this.#write(type, init.id ?? createRecordId(this.author, this.#init.random), init, false)
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    if (this.get(id) === undefined) throw new StoreError('NOT_FOUND', `no record ${id}`)
    return this.#write(type, id, init, false)
  }

  async delete(id: RecordId): Promise<void> {
    const record = this.get(id)
    if (record === undefined) throw new StoreError('NOT_FOUND', `no record ${id}`)
    const { type: name, expiresAtMs } = record
    const lifetime = this.#ephemeral.has(id) ? 'ephemeral' : 'durable'
    const codec = { encode: () => new Uint8Array(), decode: () => undefined }
    const ttlMs = Math.max(1, expiresAtMs - this.#init.clock.nowMs())
    await this.#write(
      { name, lifetime, codec, maxBytes: 0, ttlMs, indexed: [], changeableBy: 'creator' as const },
      id,
      { data: undefined, ttlMs },
      true
    )
  }

  declare(): void {}

  get(id: RecordId): GroupRecord | undefined {
    const record = this.#records.get(id)
    return record === undefined || record.deleted ? undefined : record
  }

  standing(id: RecordId): GroupRecord | undefined {
    return this.get(id)
  }

  edit(): never {
    throw new Error('no member of a simulation edits')
  }

  conflicts(): never {
    throw new Error('no member of a simulation edits')
  }

  writers(): never {
    throw new Error('no member of a simulation edits')
  }

  search(): never {
    throw new Error('no member of a simulation searches')
  }

  find({ type, creator }: RecordQuery): GroupRecord[] {
    const ids = type === undefined ? this.#records.keys() : (this.#byType.get(type) ?? [])
    return [...ids]
      .sort()
      .map((id) => this.#records.get(id)!)
      .filter((record) => !record.deleted && (creator === undefined || record.creator === creator))
  }

  enumerate(query: RecordQuery): RecordEnumeration {
    return enumerateRecords(this.find(query))
  }

  watch(filter: RecordFilter, listener: (changed: ChangedRecord) => void): () => void {
    return watchRecords(this, filter, listener)
  }

  deferredIds(): RecordId[] {
    return []
  }

  validateDeferredRecords(): void {}

  setAlone(): void {}

  limitRecordBytes(): void {}

  on<Name extends keyof StoreEvents>(name: Name, listener: (detail: StoreEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  async receive(bytes: Uint8Array): Promise<ReceiveOutcome> {
    const item = decodeItem(bytes)
    if (item === undefined) return { outcome: 'refused', reason: 'item-malformed' }
    if (item.type === 'unknown') return { outcome: 'ignored' }
    if (item.type === 'ephemeral') return this.#receiveEphemeral(item.envelope)
    if (item.type === 'credential') return this.#receiveCredential(item.bytes)
    return this.#durable.receiveUpdate(item.head, item.change)
  }

  authorOf(bytes: Uint8Array): PeerId | undefined {
    const item = decodeItem(bytes)
    if (item?.type === 'ephemeral') return openEnvelope(item.envelope)?.record.creator
    return item?.type === 'shard-update' ? decode<Signed<{ author: PeerId }>>(item.head)?.body.author : undefined
  }

  openSync(init: SyncInit): SyncSession {
    return createSyncSession(init, {
      clock: this.#init.clock,
      credentials: () => this.#listed.of([...this.#members.values()]),
      ephemeral: () => setOf(this.#envelopes),
      durable: this.#durable,
      receiveCredential: async (bytes) => this.#receiveCredential(bytes),
      receiveEphemeral: (envelope) => this.#receiveEphemeral(envelope)
    })
  }

  evidence(): never[] {
    return []
  }

  cutOf(): never {
    throw new Error('nobody is removed with a cut here')
  }

  status(): StoreStatus {
    return {
      records: this.#records.size,
      authors: this.#members.size,
      shards: this.#durable.shardCount,
      ownBytes: 0,
      ownLivingBytes: 0,
      firstLivingShard: 1
    }
  }

  exportRecords(): never {
    throw new Error('no simulation exports')
  }

  importRecords(): never {
    throw new Error('no simulation imports')
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #receiveCredential(bytes: Uint8Array): ReceiveOutcome {
    const outcome = this.learnMember(bytes)
    if (outcome === 'refused') return { outcome: 'refused', reason: 'credential-refused' }
    return { outcome: outcome === 'new' ? 'applied' : 'known' }
  }

  #receiveEphemeral(envelope: Uint8Array): ReceiveOutcome {
    const opened = openEnvelope(envelope)
    if (opened === undefined) return { outcome: 'refused', reason: 'bad-signature' }
    const { record, signer, digest } = opened
    if (signer !== record.creator && this.#init.isCredulous !== true) {
      return { outcome: 'refused', reason: 'bad-signature' }
    }
    const nowMs = this.#init.clock.nowMs()
    if (record.version > nowMs + MAX_AHEAD_MS || record.expiresAtMs <= nowMs) return { outcome: 'ignored' }
    if (!this.#members.has(record.creator)) return { outcome: 'ignored' }
    const before = this.#ephemeral.get(record.id)
    if ((before?.record.version ?? 0) >= record.version) return { outcome: 'known' }
    if (before !== undefined) this.#envelopes.delete(before.digest)
    this.#envelopes.set(digest, envelope)
    this.#ephemeral.set(record.id, { record, digest })
    this.#show(record)
    this.#lookAgain(record)
    return { outcome: 'applied' }
  }

  #write<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>, deleted: boolean): Promise<GroupRecord> {
    const make = (version: number): GroupRecord => ({
      id,
      type: type.name,
      creator: this.author,
      lastModifiedBy: this.author,
      version,
      createdAtMs: this.#init.clock.nowMs(),
      modifiedAtMs: this.#init.clock.nowMs(),
      expiresAtMs: this.#init.clock.nowMs() + (init.ttlMs ?? type.ttlMs),
      deleted,
      autoRefresh: false,
      renewals: 0,
      renewedAtMs: 0,
      attributes: {},
      data: type.codec.encode(init.data)
    })
    if (type.lifetime === 'ephemeral') {
      const before = this.#ephemeral.get(id)?.record.version ?? 0
      const record = make(Math.max(this.#init.clock.nowMs(), before + 1))
      this.#init.onWrite(record)
      const envelope = encode({ body: recordToDouble(record), signer: this.author })
      this.#receiveEphemeral(envelope)
      this.#events.emit('item:local', encodeItem({ type: 'ephemeral', envelope }))
      return Promise.resolve(record)
    }
    const written = this.#writing.then(async () => {
      await new Promise<void>((synced) => this.#init.clock.setTimer(this.#init.fsyncMs, synced))
      const record = make((this.#records.get(id)?.version ?? 0) + 1)
      this.#init.onWrite(record)
      this.#events.emit('item:local', this.#durable.write(record, type.name === LARGE_TYPE))
      return record
    })
    this.#writing = written.catch(() => {})
    return written
  }

  #show(record: GroupRecord): void {
    const before = this.#records.get(record.id)
    if (before !== undefined && before.version >= record.version) return
    this.#records.set(record.id, record)
    let ofType = this.#byType.get(record.type)
    if (ofType === undefined) this.#byType.set(record.type, (ofType = new Set()))
    ofType.add(record.id)
    const wasShown = before !== undefined && !before.deleted
    if (!record.deleted) this.#events.emit(wasShown ? 'record:update' : 'record:add', record)
    else if (wasShown) this.#events.emit('record:delete', before)
  }

  #lookAgain({ id, expiresAtMs }: GroupRecord): void {
    const before = this.#expiries.nextAtMs
    this.#expiries.add(expiresAtMs, id)
    if (this.#expiries.nextAtMs !== before) this.#setTimer()
  }

  #setTimer(): void {
    const { clock } = this.#init
    const nextAtMs = this.#expiries.nextAtMs
    if (nextAtMs === undefined || this.#closed) return
    clock.setTimer(Math.max(1, nextAtMs - clock.nowMs()), () => {
      for (const id of this.#expiries.takeDue(clock.nowMs())) this.#expire(id)
      this.#setTimer()
    })
  }

  #expire(id: RecordId): void {
    const kept = this.#ephemeral.get(id)
    if (kept === undefined) return
    if (kept.record.expiresAtMs > this.#init.clock.nowMs()) return this.#lookAgain(kept.record)
    this.#ephemeral.delete(id)
    this.#envelopes.delete(kept.digest)
    this.#records.delete(id)
    this.#byType.get(kept.record.type)?.delete(id)
    if (!kept.record.deleted) this.#events.emit('record:expire', kept.record)
  }
}
