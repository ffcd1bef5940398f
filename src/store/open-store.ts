// The store of one group: durable and ephemeral records behind one index, judged by the policy (design sections 2, 3).
import {
  EventSource,
  peerIdFromPublicKey,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId,
  type Random,
  type Timer
} from '../base/index.js'
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
import { EXPIRY_CHECK_MS } from './defaults.js'
import { checkFormat, stampFormat } from './disk-format.js'
import { DurableRecords } from './durable-records.js'
import { EphemeralRecords } from './ephemeral.js'
import { StoreError } from './errors.js'
import { ExpiryQueue } from './expiry-queue.js'
import type { Policy } from './policy.js'
import { RecordIndex } from './record-index.js'
import type { Storage } from './storage.js'
import { openLevelStorage } from './storage-level.js'
import { decodeItem, encodeItem } from './store-item.js'
import type {
  ReceiveOutcome,
  RecordInit,
  RecordQuery,
  Store,
  StoreEvents,
  StoreStatus,
  SyncInit,
  SyncSession
} from './store.js'
import { createSyncSession } from './sync-driver.js'
import { TypeRules, type DeclaredType } from './type-rules.js'
import { chooseVersion } from './view.js'

export interface StoreComponents {
  keyPair: KeyPair
  policy: Policy
  clock: Clock
  random: Random
  logger: Logger
  /** @default LevelDB in `folder` */
  storage?: Storage
}

export interface StoreInit {
  /** The group id, 32 bytes: stands under every signature. */
  group: Uint8Array
  /** Where the change log lies; needed where no storage is given. */
  folder?: string
}

/** @throws {StoreError} `ALREADY_RUNNING`, `NEWER_FORMAT`, `DISK` */
export async function openStore(components: StoreComponents, init: StoreInit): Promise<Store> {
  if (components.storage === undefined && init.folder === undefined) throw new RangeError('a storage or a folder')
  const storage = components.storage ?? (await openLevelStorage(init.folder ?? ''))
  try {
    const isStamped = checkFormat(storage) === 'stamped'
    const store = await GroupStore.open({ ...components, storage }, init)
    // On a full disk the store can still be read; the next start stamps it.
    if (!isStamped) await stampFormat(storage).catch((error) => components.logger(`no format was written: ${error}`))
    return store
  } catch (error) {
    await storage.close()
    throw error
  }
}

type Components = StoreComponents & { storage: Storage }

class GroupStore implements Store {
  readonly author: PeerId
  readonly #components: Components
  readonly #group: Uint8Array
  readonly #events = new EventSource<StoreEvents>()
  readonly #index = new RecordIndex()
  readonly #expiries = new ExpiryQueue()
  readonly #rules: TypeRules
  readonly #ephemeral: EphemeralRecords
  #durable!: DurableRecords
  #timer: Timer | undefined
  readonly #forgetPolicy: (() => void)[]
  #closing: Promise<void> | undefined

  private constructor(components: Components, init: StoreInit) {
    this.#components = components
    this.#group = init.group
    this.author = peerIdFromPublicKey(components.keyPair.publicKey)
    this.#rules = new TypeRules(components.policy)
    this.#ephemeral = new EphemeralRecords(init.group, components.policy)
    this.#forgetPolicy = [
      components.policy.onChange((author) => this.#judgeAuthor(author)),
      components.policy.onCredential((bytes) => {
        this.#events.emit('item:local', encodeItem({ type: 'credential', bytes }))
      })
    ]
  }

  static async open(components: Components, init: StoreInit): Promise<Store> {
    const store = new GroupStore(components, init)
    const { policy } = components
    try {
      store.#durable = await DurableRecords.open({
        ...components,
        group: init.group,
        knowsAuthor: (author) => policy.knowsAuthor(author),
        onVersion: (id) => store.#look(id),
        onHeldApplied: (item) => store.#events.emit('item:local', item)
      })
    } catch (error) {
      for (const forget of store.#forgetPolicy) forget()
      throw error
    }
    store.#judgeAll()
    return store
  }

  async add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.declare(type)
    const id = init.id ?? createRecordId(this.author, this.#components.random)
    const nowMs = this.#components.clock.nowMs()
    return this.#write(type, id, init, { creator: this.author, createdAtMs: nowMs, deleted: false })
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.declare(type)
    const { creator, createdAtMs } = this.#visible(id)
    return this.#write(type, id, init, { creator, createdAtMs, deleted: false })
  }

  async delete(id: RecordId): Promise<void> {
    this.#refuseClosed()
    const { type, creator, createdAtMs, expiresAtMs } = this.#visible(id)
    const nowMs = this.#components.clock.nowMs()
    const lifetime = this.#ephemeral.get(id) === undefined ? 'durable' : 'ephemeral'
    // A tombstone lasts as long as what it hides.
    const ttlMs = Math.max(1, expiresAtMs - nowMs)
    const codec = { encode: () => new Uint8Array(), decode: () => undefined }
    const shape = { name: type, lifetime, codec, maxBytes: 0, ttlMs, indexed: [], changeableBy: 'creator' } as const
    await this.#write(shape, id, { data: undefined, ttlMs }, { creator, createdAtMs, deleted: true })
  }

  declare(type: DeclaredType): void {
    this.#index.indexAttributes(type.name, type.indexed)
    if (!this.#rules.declare(type)) return
    const visible = this.#index.find({ type: type.name }).map(({ id }) => id)
    for (const id of new Set([...visible, ...this.#durable.versions.idsOfType(type.name)])) this.#look(id)
  }

  get(id: RecordId): GroupRecord | undefined {
    return this.#index.get(id)
  }

  find(query: RecordQuery): GroupRecord[] {
    return this.#index.find(query)
  }

  on<Name extends keyof StoreEvents>(name: Name, listener: (detail: StoreEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  async receive(bytes: Uint8Array): Promise<ReceiveOutcome> {
    if (this.#closing !== undefined) return { outcome: 'ignored' }
    const item = decodeItem(bytes)
    if (item === undefined) return { outcome: 'refused', reason: 'item-malformed' }
    switch (item.type) {
      case 'ephemeral':
        return this.#receiveEphemeral(item.envelope)
      case 'credential':
        return this.#receiveCredential(item.bytes)
      case 'shard-update':
        return this.#durable.receiveUpdate(item.head, item.change)
    }
  }

  openSync(init: SyncInit): SyncSession {
    return createSyncSession(init, {
      clock: this.#components.clock,
      credentials: () => this.#components.policy.credentials(),
      ephemeral: () => this.#ephemeral.living(this.#components.clock.nowMs()),
      durable: this.#durable,
      receiveCredential: (bytes) => this.#receiveCredential(bytes),
      receiveEphemeral: (envelope) => this.#receiveEphemeral(envelope)
    })
  }

  status(): StoreStatus {
    return {
      records: this.#index.size,
      authors: new Set(this.#durable.versions.authors()).size,
      shards: this.#durable.shardCount,
      ownBytes: this.#durable.ownBytes
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    for (const forget of this.#forgetPolicy) forget()
    this.#timer?.cancel()
    await this.#durable.close()
    await this.#components.storage.close()
  }

  #receiveEphemeral(envelope: Uint8Array, isOwn = false): ReceiveOutcome {
    const verdict = this.#ephemeral.receive(envelope, this.#components.clock.nowMs(), { isOwn })
    if (verdict.outcome !== 'applied') return verdict
    this.#look(verdict.kept.record.id)
    return { outcome: 'applied' }
  }

  async #receiveCredential(bytes: Uint8Array): Promise<ReceiveOutcome> {
    const outcome = await this.#components.policy.receiveCredential(bytes)
    if (outcome === 'refused') return { outcome: 'refused', reason: 'credential-refused' }
    return { outcome: outcome === 'new' ? 'applied' : 'known' }
  }

  #write<Data>(
    type: RecordType<Data>,
    id: RecordId,
    init: RecordInit<Data>,
    fixed: Pick<GroupRecord, 'creator' | 'createdAtMs' | 'deleted'>
  ): Promise<GroupRecord> {
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
      lastModifiedBy: this.author,
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
    const nowMs = this.#components.clock.nowMs()
    // Two versions within one millisecond, or after the clock went back, still follow each other.
    const version = Math.max(nowMs, (this.#ephemeral.get(id)?.record.version ?? 0) + 1)
    const record = make(version, version, Math.min(ttlMs, MAX_EPHEMERAL_LIFETIME_MS))
    const envelope = sealRecord(record, this.#group, this.#components.keyPair)
    const verdict = this.#receiveEphemeral(envelope, true)
    if (verdict.outcome !== 'applied') {
      throw new StoreError('NOT_ALLOWED', `ephemeral record ${id} of ours is ${verdict.outcome}`)
    }
    this.#events.emit('item:local', encodeItem({ type: 'ephemeral', envelope }))
    return record
  }

  async #writeDurable(
    id: RecordId,
    make: (version: number, modifiedAtMs: number, ttlMs: number) => GroupRecord,
    ttlMs: number
  ): Promise<GroupRecord> {
    const { record, item } = await this.#durable.write(id, () => {
      const version = this.#durable.versions.highestVersion(id) + 1
      if (version > MAX_DURABLE_VERSION) throw new RecordError('BAD_RECORD', `record ${id} has no versions left`)
      const nowMs = this.#components.clock.nowMs()
      // What was promised to last stays promised (reference section 1.6).
      const before = chooseVersion(this.#durable.versions.of(id), this.#rules, nowMs)
      return make(version, nowMs, Math.max(ttlMs, (before?.expiresAtMs ?? 0) - nowMs))
    })
    this.#events.emit('item:local', item)
    return record
  }

  /** Decides anew what of an id is visible, and tells. */
  #look(id: RecordId): void {
    const nowMs = this.#components.clock.nowMs()
    const before = this.#index.get(id)
    const now = this.#current(id, nowMs)
    if (now !== undefined) this.#lookAgain(now.untilMs, id)
    const shown = now === undefined || now.record.deleted ? undefined : now.record
    if (shown === before) return
    if (shown !== undefined) {
      this.#index.set(shown)
      this.#events.emit(before === undefined ? 'record:add' : 'record:update', shown)
    } else if (before !== undefined) {
      this.#index.delete(id)
      this.#events.emit(now?.record.deleted === true ? 'record:delete' : 'record:expire', before)
    }
  }

  #current(id: RecordId, nowMs: number): { record: GroupRecord; untilMs: number } | undefined {
    const ephemeral = this.#ephemeral.get(id)
    if (ephemeral !== undefined && this.#rules.livesAs('ephemeral', ephemeral.record)) {
      const memberUntilMs = this.#components.policy.memberUntilMs(ephemeral.record.creator) ?? 0
      const untilMs = Math.min(ephemeral.record.expiresAtMs, memberUntilMs)
      if (untilMs > nowMs) return { record: ephemeral.record, untilMs }
      if (ephemeral.forgetAtMs <= nowMs) this.#ephemeral.remove(id)
      else this.#lookAgain(ephemeral.forgetAtMs, id)
      return undefined
    }
    const view = chooseVersion(this.#durable.versions.of(id), this.#rules, nowMs)
    if (view === undefined || !this.#rules.livesAs('durable', view.winner.record)) return undefined
    return { record: view.winner.record, untilMs: view.untilMs }
  }

  #judgeAll(): void {
    for (const author of [...this.#durable.versions.authors()]) this.#judgeAuthor(author)
  }

  #judgeAuthor(author: PeerId): void {
    for (const { record } of [...this.#ephemeral.all()]) if (record.creator === author) this.#look(record.id)
    for (const id of [...this.#durable.versions.idsOf(author)]) this.#look(id)
  }

  #lookAgain(atMs: number, id: RecordId): void {
    const before = this.#expiries.nextAtMs
    this.#expiries.add(atMs, id)
    if (this.#expiries.nextAtMs !== before) this.#setTimer()
  }

  #setTimer(): void {
    this.#timer?.cancel()
    const { clock } = this.#components
    const nextAtMs = this.#expiries.nextAtMs
    if (nextAtMs === undefined || this.#closing !== undefined) return
    const inMs = Math.min(EXPIRY_CHECK_MS, Math.max(1, nextAtMs - clock.nowMs()))
    this.#timer = clock.setTimer(inMs, () => {
      for (const id of this.#expiries.takeDue(clock.nowMs())) this.#look(id)
      this.#setTimer()
    })
  }

  #visible(id: RecordId): GroupRecord {
    const record = this.#index.get(id)
    if (record === undefined) throw new StoreError('NOT_FOUND', `no record ${id} is visible here`)
    if (record.creator !== this.author) throw new StoreError('NOT_ALLOWED', `record ${id} is ${record.creator}'s`)
    return record
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw new StoreError('CLOSED', 'the store was closed')
  }
}
