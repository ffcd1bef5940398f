// The store of one group: durable and ephemeral records behind one index, judged by the policy (design sections 2, 3).
import {
  EventSource,
  peerIdFromPublicKey,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId,
  type Random
} from '../base/index.js'
import { MAX_TYPE_BYTES, type GroupRecord, type RecordId, type RecordType } from '../record/index.js'
import { MAX_PRECEDENCE_TYPES } from './defaults.js'
import { checkFormat, stampFormat } from './disk-format.js'
import { DurableRecords } from './durable-records.js'
import { EphemeralRecords } from './ephemeral.js'
import { enumerateRecords, type RecordEnumeration } from './enumeration.js'
import { StoreError } from './errors.js'
import type { Evidence } from './evidence.js'
import { writeExport } from './export-write.js'
import { importExport, type ExportSource, type ImportReport } from './import.js'
import type { Policy } from './policy.js'
import { RecordWriter } from './record-writer.js'
import type { SearchCriteria } from './search/criteria.js'
import { searchRecords, type SearchOptions } from './search/search.js'
import type { RecordConflict } from './shared-view.js'
import { SharedWriter } from './shared-writer.js'
import type { Storage } from './storage.js'
import { openLevelStorage } from './storage-level.js'
import { isDamage, repairLevel } from './storage-repair.js'
import { decodeItem, encodeItem } from './store-item.js'
import type {
  DeleteOptions,
  EditInit,
  ReceiveOutcome,
  RecordInit,
  RecordQuery,
  Store,
  StoreEvents,
  StoreStatus,
  SyncInit,
  SyncSession
} from './store.js'
import { AnswerBudgets } from './sync-budget.js'
import { createSyncSession } from './sync-driver.js'
import { ListedObjects } from './sync-set.js'
import { TypeRules, type DeclaredType } from './type-rules.js'
import { Upkeep } from './upkeep.js'
import { Visibility } from './visibility.js'
import { requireFreeType, requireSameType } from './write-rules.js'
import { watchRecords, type ChangedRecord, type RecordFilter } from './watch-records.js'

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
  /**
   * Whether durable records stay visible when they expire while {@link Store.setAlone} says so.
   * @default false
   */
  deferExpirationWhileAlone?: boolean
  /** Where the change log lies; needed where no storage is given. */
  folder?: string
  /** A smaller one makes history end sooner: for tests. @default {@link SHARD_CLOSES_AT_CHANGES} */
  shardClosesAtChanges?: number
  /** Whether this node ends its own history by cleaning. What others end is dropped in any case. @default true */
  endsHistory?: boolean
  /**
   * Names of record types that synchronising brings before all others, in this order: at most 16. Each link tells
   * `synchronised` with the type when all that the neighbour had of it is here. @default none
   */
  precedence?: readonly string[]
}

/** @throws {RangeError} bad types with precedence; {StoreError} `ALREADY_RUNNING`, `NEWER_FORMAT`, `DISK` */
export async function openStore(components: StoreComponents, init: StoreInit): Promise<Store> {
  if (components.storage === undefined && init.folder === undefined) throw new RangeError('a storage or a folder')
  const { precedence = [] } = init
  const isType = (type: string): boolean => type !== '' && Buffer.byteLength(type) <= MAX_TYPE_BYTES
  if (precedence.length > MAX_PRECEDENCE_TYPES || !precedence.every(isType))
    throw new RangeError('types with precedence')
  const { storage, logger } = components
  if (storage !== undefined) return openOver({ ...components, storage }, init)
  const folder = init.folder ?? ''
  const open = async (): Promise<Store> => openOver({ ...components, storage: await openLevelStorage(folder) }, init)
  try {
    return await open()
  } catch (error) {
    if (!isDamage(error)) throw error
    logger.warn(`${folder} is damaged; it is repaired, and what is lost is synchronised again`, {
      damage: String(error)
    })
  }
  await repairLevel(folder)
  return await open()
}

async function openOver(components: Components, init: StoreInit): Promise<Store> {
  const { storage, logger } = components
  try {
    const isStamped = checkFormat(storage) === 'stamped'
    const store = await GroupStore.open(components, init)
    // On a full disk the store can still be read; the next start stamps it.
    if (!isStamped) await stampFormat(storage).catch((error) => logger(`no format was written: ${error}`))
    return store
  } catch (error) {
    await storage.close()
    throw error
  }
}

type Components = StoreComponents & { storage: Storage }

class GroupStore implements Store {
  readonly author: PeerId
  readonly #group: Uint8Array
  readonly #components: Components
  readonly #defersExpiration: boolean
  readonly #events = new EventSource<StoreEvents>()
  readonly #ephemeral: EphemeralRecords
  readonly #visibility: Visibility
  readonly #writer: RecordWriter
  readonly #upkeep: Upkeep
  readonly #shared: SharedWriter
  #durable!: DurableRecords
  readonly #forgetPolicy: (() => void)[]
  readonly #precedence: readonly string[]
  readonly #listed = new ListedObjects()
  readonly #budgets = new AnswerBudgets()
  #closing: Promise<void> | undefined

  private constructor(components: Components, init: StoreInit) {
    const { group, precedence = [], deferExpirationWhileAlone = false } = init
    this.#group = group
    this.#defersExpiration = deferExpirationWhileAlone
    this.#components = components
    this.#precedence = [...precedence]
    const { keyPair, policy } = components
    this.author = peerIdFromPublicKey(keyPair.publicKey)
    this.#ephemeral = new EphemeralRecords(group, policy)
    const rules = new TypeRules(components)
    this.#visibility = new Visibility({
      ...components,
      rules,
      ephemeral: this.#ephemeral,
      versions: () => this.#durable.versions,
      onView: (id, view) => this.#upkeep.see(id, view),
      emit: (name, detail) => this.#events.emit(name, detail)
    })
    this.#shared = new SharedWriter({
      ...components,
      author: this.author,
      rules,
      views: this.#visibility.shared,
      durable: () => this.#durable,
      onItem: (item) => this.#events.emit('item:local', item)
    })
    this.#writer = new RecordWriter({
      ...components,
      author: this.author,
      group,
      rules,
      durable: () => this.#durable,
      ephemeral: this.#ephemeral,
      visibility: this.#visibility,
      receiveOwn: (envelope) => this.#receiveEphemeral(envelope, true),
      onItem: (item) => this.#events.emit('item:local', item)
    })
    this.#upkeep = new Upkeep({
      ...components,
      author: this.author,
      adopt: (id) => this.#writer.adopt(id),
      renew: (id) => this.#writer.renew(id)
    })
    this.#forgetPolicy = [
      policy.onChange((author) => {
        this.#visibility.judgeAuthor(author)
        this.#visibility.validateDeferred()
      }),
      policy.onCredential((bytes) => this.#events.emit('item:local', encodeItem({ type: 'credential', bytes })))
    ]
  }

  static async open(components: Components, init: StoreInit): Promise<Store> {
    const store = new GroupStore(components, init)
    const { policy } = components
    try {
      store.#durable = await DurableRecords.open({
        ...components,
        ...init,
        knowsAuthor: (author) => policy.knowsAuthor(author),
        onVersion: (id) => store.#visibility.look(id),
        flood: (item) => store.#events.emit('item:local', item),
        onEvidence: (evidence) => store.#events.emit('evidence', evidence),
        hasExpired: (id) => store.#visibility.hasExpired(id),
        othersMayChange: (type) => store.#visibility.othersMayChange(type),
        hasContributionExpired: (contribution) => store.#visibility.shared.hasExpired(contribution)
      })
      store.#visibility.judgeAll()
      await store.#durable.begin()
      return store
    } catch (error) {
      store.#forget()
      throw error
    }
  }

  async add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.declare(type)
    if (init.id !== undefined) requireSameType(this.get(init.id), type.name) // Also where that lives otherwise: one would hide the other.
    return type.lifetime === 'collaborative' ? this.#shared.add(type, init) : this.#writer.add(type, init)
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.declare(type)
    const writer = type.lifetime === 'collaborative' ? this.#shared : this.#writer
    return writer.update(type, id, init)
  }

  async edit<Data>(type: RecordType<Data>, id: RecordId, init: EditInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.declare(type)
    return this.#shared.edit(type, id, init)
  }

  conflicts(id: RecordId): RecordConflict[] {
    return this.#visibility.shared.conflicts(id)
  }

  async delete(id: RecordId, { localOnly = false }: DeleteOptions = {}): Promise<void> {
    this.#refuseClosed()
    if (!localOnly) {
      const isShared = this.get(id) !== undefined && this.get(id) === this.#visibility.shared.of(id)?.record
      return (isShared ? this.#shared : this.#writer).delete(id)
    }
    if (this.get(id) === undefined) throw new StoreError('NOT_FOUND', `no record ${id} is visible here`)
    this.#visibility.hide(id)
  }

  declare(type: DeclaredType): void {
    requireFreeType(type.name)
    this.#visibility.declare(type)
  }

  get(id: RecordId): GroupRecord | undefined {
    return this.#visibility.index.get(id)
  }

  find(query: RecordQuery): GroupRecord[] {
    return this.#visibility.index.find(query)
  }

  search(criteria: SearchCriteria | string, options?: SearchOptions): RecordEnumeration {
    return enumerateRecords(searchRecords(this.#visibility.index, criteria, options))
  }

  enumerate(query: RecordQuery): RecordEnumeration {
    return enumerateRecords(this.find(query))
  }

  watch(filter: RecordFilter, listener: (changed: ChangedRecord) => void): () => void {
    return watchRecords(this, filter, listener)
  }

  deferredIds(): RecordId[] {
    return this.#visibility.deferredIds()
  }

  validateDeferredRecords(ids?: readonly RecordId[]): void {
    this.#visibility.validateDeferred(ids)
  }

  setAlone(isAlone: boolean): void {
    if (this.#defersExpiration && this.#closing === undefined) this.#visibility.setAlone(isAlone)
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
    const onSynchronised = (learnt: boolean): void => {
      this.#visibility.showHidden()
      init.onSynchronised(learnt)
    }
    const told = new Set<string>()
    const onTypeSynchronised = (type: string): void => {
      if (!told.has(type)) this.#events.emit('synchronised', { type })
      told.add(type)
      init.onTypeSynchronised?.(type)
    }
    const { clock, policy } = this.#components
    return createSyncSession(
      { ...init, onSynchronised, onTypeSynchronised },
      {
        clock,
        precedence: this.#precedence,
        budget: this.#budgets.of(init.peer, clock.monotonicMs()),
        credentials: () => this.#listed.of(policy.credentials()),
        ephemeral: () => this.#ephemeral.synced(clock.nowMs()),
        durable: this.#durable,
        receiveCredential: (bytes) => this.#receiveCredential(bytes),
        receiveEphemeral: (envelope) => this.#receiveEphemeral(envelope)
      }
    )
  }

  async *exportRecords(): AsyncGenerator<Uint8Array> {
    this.#refuseClosed()
    const { storage, policy, clock } = this.#components
    const nowMs = clock.nowMs()
    yield* writeExport({ storage, group: this.#group, author: this.author, credentials: policy.credentials(), nowMs })
  }

  importRecords(source: ExportSource): Promise<ImportReport> {
    this.#refuseClosed()
    const { policy } = this.#components
    return importExport({
      source,
      group: this.#group,
      author: this.author,
      acceptsCredential: (bytes) => policy.acceptsCredential(bytes),
      receiveCredential: (bytes) => this.#receiveCredential(bytes),
      receiveShard: async ({ name, heads, changes }) => {
        this.#refuseClosed()
        const bytes = changes.map((change) => change.bytes)
        const received = await this.#durable.keepingSafe(() => this.#durable.receiveShard(name, heads, bytes))
        // What has ended meanwhile is not left out: all that counts of it stands elsewhere.
        return received.outcome === 'ignored' && this.#durable.hasEnded(name) ? { outcome: 'known' } : received
      }
    })
  }

  evidence(author?: PeerId): Evidence[] {
    return this.#durable.evidence(author)
  }

  status(): StoreStatus {
    return {
      records: this.#visibility.index.size,
      authors: new Set(this.#durable.versions.authors()).size,
      shards: this.#durable.shardCount,
      ownBytes: this.#durable.ownBytes,
      ownLivingBytes: this.#durable.ownLivingBytes,
      firstLivingShard: this.#durable.ownFirstLivingShard
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.#forget()
    await this.#durable.close()
    await this.#components.storage.close()
  }

  #forget(): void {
    for (const forget of this.#forgetPolicy) forget()
    this.#visibility.close()
    this.#upkeep.close()
  }

  #receiveEphemeral(envelope: Uint8Array, isOwn = false): ReceiveOutcome {
    const verdict = this.#ephemeral.receive(envelope, this.#components.clock.nowMs(), { isOwn })
    if (verdict.outcome !== 'applied') return verdict
    this.#visibility.look(verdict.kept.record.id)
    return { outcome: 'applied' }
  }

  async #receiveCredential(bytes: Uint8Array): Promise<ReceiveOutcome> {
    const outcome = await this.#components.policy.receiveCredential(bytes)
    if (outcome === 'refused') return { outcome: 'refused', reason: 'credential-refused' }
    return { outcome: outcome === 'new' ? 'applied' : 'known' }
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw new StoreError('CLOSED', 'the store was closed')
  }
}
