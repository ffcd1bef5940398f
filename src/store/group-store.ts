// The store of one group: durable and ephemeral records behind one index, judged by the policy (design sections 2, 3).
import { EventSource, peerIdFromPublicKey, type Clock, type PeerId } from '../base/index.js'
import type { GroupRecord, RecordId, RecordType } from '../record/index.js'
import { AloneSince } from './alone-since.js'
import { DurableRecords } from './durable-records.js'
import { EphemeralRecords } from './ephemeral.js'
import { enumerateRecords, type RecordEnumeration } from './enumeration.js'
import { StoreError } from './errors.js'
import type { Evidence } from './evidence.js'
import type { ExportSource, ImportReport } from './import.js'
import { RecordWriter } from './record-writer.js'
import type { SearchCriteria } from './search/criteria.js'
import { searchRecords, type SearchOptions } from './search/search.js'
import type { ShardCut } from './shard-cut.js'
import type { RecordConflict } from './shared-view.js'
import { SharedWriter } from './shared-writer.js'
import type { Storage } from './storage.js'
import { StoreExchange } from './store-exchange.js'
import type { HistoryInit, OpenComponents, StoreInit } from './store-init.js'
import { encodeItem } from './store-item.js'
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
import { TypeRules, type DeclaredType } from './type-rules.js'
import { Upkeep } from './upkeep.js'
import { Visibility } from './visibility.js'
import { watchRecords, type ChangedRecord, type RecordFilter } from './watch-records.js'
import { requireFreeType, requireMember, requireSameType } from './write-rules.js'

/** Over a storage that is open, which it closes. */
export class GroupStore implements Store {
  readonly author: PeerId
  readonly #storage: Storage
  readonly #defersExpiration: boolean
  readonly #alone: AloneSince
  readonly #rules: TypeRules
  readonly #clock: Clock
  readonly #events = new EventSource<StoreEvents>()
  readonly #visibility: Visibility
  readonly #writer: RecordWriter
  readonly #upkeep: Upkeep
  readonly #shared: SharedWriter
  readonly #exchange: StoreExchange
  #durable!: DurableRecords
  /** Whose membership changed while this was being opened; undefined since it is. */
  #changed: Set<PeerId> | undefined = new Set()
  readonly #forgetPolicy: (() => void)[]
  #closing: Promise<void> | undefined

  private constructor(components: OpenComponents, init: StoreInit) {
    const { group, precedence = [], deferExpirationWhileAlone = false } = init
    const onItem = (item: Uint8Array): void => this.#events.emit('item:local', item)
    const durable = (): DurableRecords => this.#durable
    this.#defersExpiration = deferExpirationWhileAlone
    this.#storage = components.storage
    this.#alone = new AloneSince(components)
    const { keyPair, policy } = components
    this.author = peerIdFromPublicKey(keyPair.publicKey)
    const ephemeral = new EphemeralRecords(group, policy)
    const rules = new TypeRules(components)
    this.#rules = rules
    this.#clock = components.clock
    this.#visibility = new Visibility({
      ...components,
      rules,
      ephemeral,
      versions: () => this.#durable.versions,
      onView: (id, view) => this.#upkeep.see(id, view),
      emit: (name, detail) => this.#events.emit(name, detail)
    })
    this.#shared = new SharedWriter({
      ...components,
      author: this.author,
      rules,
      views: this.#visibility.shared,
      durable,
      onItem
    })
    this.#writer = new RecordWriter({
      ...components,
      author: this.author,
      group,
      rules,
      durable,
      ephemeral,
      visibility: this.#visibility,
      receiveOwn: (envelope) => this.#exchange.receiveEphemeral(envelope, true),
      onItem
    })
    this.#upkeep = new Upkeep({
      ...components,
      author: this.author,
      adopt: (id) => this.#writer.adopt(id),
      renew: (id) => this.#writer.renew(id)
    })
    this.#exchange = new StoreExchange({
      ...components,
      group,
      author: this.author,
      precedence: [...precedence],
      durable,
      ephemeral,
      visibility: this.#visibility,
      requireOpen: () => this.#refuseClosed(),
      onTypeSynchronised: (type) => this.#events.emit('synchronised', { type })
    })
    this.#forgetPolicy = [
      policy.onChange((author) => {
        if (this.#changed !== undefined) return void this.#changed.add(author)
        this.#durable.judgeAgain(author)
        this.#visibility.judgeAuthor(author)
        this.#visibility.validateDeferred()
      }),
      policy.onCredential((bytes) => onItem(encodeItem({ type: 'credential', bytes })))
    ]
  }

  static async open(components: OpenComponents, init: HistoryInit): Promise<Store> {
    const store = new GroupStore(components, init)
    const { policy } = components
    try {
      store.#durable = await DurableRecords.open({
        ...components,
        ...init,
        knowsAuthor: (author) => policy.knowsAuthor(author),
        maxAuthors: policy.maxAuthors,
        cutsOf: (author) => policy.cutsOf?.(author) ?? [],
        onVersion: (id) => store.#visibility.look(id),
        flood: (item) => store.#events.emit('item:local', item),
        onEvidence: (evidence) => store.#events.emit('evidence', evidence),
        endedAtMs: (id) => store.#visibility.endedAtMs(id),
        othersMayChange: (type) => store.#visibility.othersMayChange(type),
        contributionEndedAtMs: (contribution) => store.#visibility.shared.endedAtMs(contribution)
      })
      for (const author of store.#changed ?? []) store.#durable.judgeAgain(author)
      store.#changed = undefined
      store.#openAlone()
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
    this.#refuseStranger()
    this.declare(type)
    if (init.id !== undefined) requireSameType(this.standing(init.id), type.name) // Also where that lives otherwise: one would hide the other.
    return this.#shown(await (type.lifetime === 'collaborative' ? this.#shared : this.#writer).add(type, init))
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.#refuseStranger()
    this.declare(type)
    this.#refuseHidden(id)
    const writer = type.lifetime === 'collaborative' ? this.#shared : this.#writer
    return writer.update(type, id, init)
  }

  async edit<Data>(type: RecordType<Data>, id: RecordId, init: EditInit<Data>): Promise<GroupRecord> {
    this.#refuseClosed()
    this.#refuseStranger()
    this.declare(type)
    if (init.creator === undefined) this.#refuseHidden(id)
    return this.#shown(await this.#shared.edit(type, id, init))
  }

  conflicts(id: RecordId): RecordConflict[] {
    return this.get(id) === undefined ? [] : this.#visibility.shared.conflicts(id)
  }

  writers(id: RecordId): Map<string, PeerId> {
    return this.get(id) === undefined ? new Map<string, PeerId>() : this.#visibility.shared.writers(id)
  }

  async delete(id: RecordId, { localOnly = false }: DeleteOptions = {}): Promise<void> {
    this.#refuseClosed()
    if (!localOnly) {
      this.#refuseStranger()
      const isShared = this.get(id) !== undefined && this.get(id) === this.#visibility.shared.of(id)?.record
      return (isShared ? this.#shared : this.#writer).delete(id)
    }
    if (this.get(id) === undefined) throw notFound(id)
    this.#visibility.hide(id)
  }

  declare(type: DeclaredType): void {
    requireFreeType(type.name)
    this.#visibility.declare(type)
  }

  get(id: RecordId): GroupRecord | undefined {
    return this.#visibility.index.get(id)
  }

  standing(id: RecordId): GroupRecord | undefined {
    return this.#visibility.standing(id)
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

  limitRecordBytes(maxBytes: number): void {
    this.#visibility.limitRecordBytes(maxBytes)
  }

  setAlone(isAlone: boolean): void {
    if (!this.#defersExpiration || this.#closing !== undefined) return
    this.#visibility.setAlone(isAlone)
    this.#alone.note(this.#visibility.aloneSinceMs)
  }

  on<Name extends keyof StoreEvents>(name: Name, listener: (detail: StoreEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  async receive(item: Uint8Array): Promise<ReceiveOutcome> {
    return this.#closing === undefined ? this.#exchange.receive(item) : { outcome: 'ignored' }
  }

  authorOf(item: Uint8Array): PeerId | undefined {
    return this.#exchange.authorOf(item)
  }

  openSync(init: SyncInit): SyncSession {
    return this.#exchange.openSync(init)
  }

  async *exportRecords(): AsyncGenerator<Uint8Array> {
    this.#refuseClosed()
    yield* this.#exchange.exportRecords()
  }

  importRecords(source: ExportSource): Promise<ImportReport> {
    this.#refuseClosed()
    return this.#exchange.importRecords(source)
  }

  evidence(author?: PeerId): Evidence[] {
    return this.#durable.evidence(author)
  }

  cutOf(author: PeerId): ShardCut[] {
    return this.#durable.cutOf(author)
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
    await this.#alone.settled()
    await this.#storage.close()
  }

  /** What stayed in view before the process ended stays after it. */
  #openAlone(): void {
    const { sinceMs } = this.#alone
    if (this.#defersExpiration && sinceMs !== undefined) this.#visibility.setAlone(true, sinceMs)
    else this.#alone.note(undefined)
  }

  #forget(): void {
    for (const forget of this.#forgetPolicy) forget()
    this.#visibility.close()
    this.#upkeep.close()
  }

  /** What we have just said is seen here, whatever of it was deleted here only. */
  #shown(written: GroupRecord): GroupRecord {
    this.#visibility.showHidden([written.id])
    return written
  }

  /** Of collaborative records nothing else looks at what is visible. */
  #refuseHidden(id: RecordId): void {
    if (this.get(id) === undefined && this.standing(id) !== undefined) throw notFound(id)
  }

  /** Before anything else that could be wrong: whoever is removed sees less and less to be told of. */
  #refuseStranger(): void {
    requireMember(this.author, this.#rules, this.#clock.nowMs())
  }

  #refuseClosed(): void {
    if (this.#closing !== undefined) throw new StoreError('CLOSED', 'the store was closed')
  }
}

function notFound(id: RecordId): StoreError {
  return new StoreError('NOT_FOUND', `no record ${id} is visible here`)
}
