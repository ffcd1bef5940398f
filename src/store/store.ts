// The replicated store of one group: records in, records out, and the bytes that make peers' copies equal.
import type { Evidence } from './evidence.js'
import type { PeerId, TypedEvents } from '../base/index.js'
import type { ExportSource, ImportReport } from './import.js'
import type { RecordEnumeration } from './enumeration.js'
import type { SearchCriteria } from './search/criteria.js'
import type { SearchOptions } from './search/search.js'
import type { Attributes, AttributeValue, GroupRecord, RecordId, RecordType } from '../record/index.js'
import type { ShardCut } from './shard-cut.js'
import type { RecordConflict } from './shared-view.js'
import type { DeclaredType } from './type-rules.js'
import type { ChangedRecord, RecordFilter } from './watch-records.js'

export interface Store extends TypedEvents<StoreEvents> {
  readonly author: PeerId
  /**
   * Writes a record of our own. Durable: resolves when it is fsynced. Ephemeral: resolves at once.
   * @throws {StoreError} `CLOSED`, `NOT_A_MEMBER`, `DISK`, `FULL`; {RecordError} `TOO_LARGE`, `BAD_RECORD`
   */
  add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord>
  /**
   * Writes the next version of a record that is visible here: of our own, or of another member's where its type lets us change
   * it. It expires no earlier than before.
   * @throws {StoreError} as `add`; `NOT_FOUND`, `NOT_ALLOWED`; {RecordError} `BAD_RECORD`: also where its type is another
   */
  update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord>
  /**
   * Writes a tombstone (durable: for 30 days at least) or an empty, soon expiring version (ephemeral).
   * @throws {StoreError} `NOT_FOUND`, `NOT_ALLOWED`, `NOT_A_MEMBER`, `CLOSED`, `DISK`; `NOT_DELETED`: somebody edited a collaborative record meanwhile
   */
  delete(id: RecordId, options?: DeleteOptions): Promise<void>
  /**
   * Writes some values of a collaborative record that is visible here, or founds it where `creator` says whose it is. Values
   * that others write meanwhile stand beside these: of one attribute one wins everywhere, see {@link conflicts}.
   * @throws {StoreError} `NOT_FOUND`, `NOT_ALLOWED`, `NOT_A_MEMBER`, `CLOSED`, `DISK`; {RecordError} `TOO_LARGE`, `BAD_RECORD`
   */
  edit<Data>(type: RecordType<Data>, id: RecordId, init: EditInit<Data>): Promise<GroupRecord>
  /** What was written of a collaborative record by members that were apart, and lost. Gone when somebody writes over it. */
  conflicts(id: RecordId): RecordConflict[]
  /** Of a collaborative record: who wrote each attribute that it has. */
  writers(id: RecordId): Map<string, PeerId>
  /**
   * Has the attributes that a type declares as indexed looked up by `find`, and hides records of that name which live
   * otherwise than the type says, and changes by those who may not; also of what is here already.
   */
  declare(type: DeclaredType): void
  /** The visible version. Answers in microseconds, as `find` does. */
  get(id: RecordId): GroupRecord | undefined
  /** As `get`, but also what was deleted here only: members still show it, and its id and type are taken. */
  standing(id: RecordId): GroupRecord | undefined
  /** Visible records that fit every given field, in the order of their ids. */
  find(query: RecordQuery): GroupRecord[]
  /**
   * Visible records that fit, in the order of their ids, as they are now. Indexed attributes, types and creators spare looking
   * at all records; everything can be asked for.
   * @param criteria typed, or text in the XML search language (docs/store.md)
   * @throws {StoreError} `INVALID_SEARCH`, `INVALID_ARGUMENT`
   */
  search(criteria: SearchCriteria | string, options?: SearchOptions): RecordEnumeration
  /** What `find` finds, as it is now, read bit by bit. */
  enumerate(query: RecordQuery): RecordEnumeration
  /** Calls `listener` after each change that the filter lets through. @returns a function that ends it */
  watch(filter: RecordFilter, listener: (changed: ChangedRecord) => void): () => void
  /** Records of which a version is neither visible nor rejected, as their types' `validate` says; in the order of their ids. */
  deferredIds(): RecordId[]
  /**
   * Judges deferred records again, as if they had just come; that happens by itself when members change.
   * @param ids others than deferred ones are passed over @default all
   */
  validateDeferredRecords(ids?: readonly RecordId[]): void
  /**
   * What has more bytes of data and attributes together counts nowhere: it is kept and passed on as any, is not shown, and is not written
   * here. Names and texts of attributes count as UTF-8, numbers and dates as 8; of a collaborative record what each author wrote. The
   * same at all nodes, or these would show different records.
   * @default no limit but that of each record type
   */
  limitRecordBytes(maxBytes: number): void
  /** Whether there is no neighbour, where expiry waits for one (`StoreInit.deferExpirationWhileAlone`). At first there is, unless the store was alone last. */
  setAlone(isAlone: boolean): void
  /** Takes one item that a peer flooded. Never throws on foreign bytes. */
  receive(item: Uint8Array): Promise<ReceiveOutcome>
  /** Who says that it signed an item: true of one that was `applied` or `held`. Undefined: of a membership object, or of what is none. */
  authorOf(item: Uint8Array): PeerId | undefined
  /** One side of synchronising with one neighbour. */
  openSync(init: SyncInit): SyncSession
  /**
   * Proofs that members signed two histories, 16 of each and 256 in all; `verifyEvidence` checks one of them anywhere.
   * @param author @default everybody
   * @throws {StoreError} `DISK`
   */
  evidence(author?: PeerId): Evidence[]
  /**
   * What is here of an author's durable records and counts, for a removal to name: shards ascending. Where a hostile author made it more
   * than a removal has room for, what is left out does not count.
   */
  cutOf(author: PeerId): ShardCut[]
  status(): StoreStatus
  /**
   * The bytes of an export file: everything durable that is written here when the first are asked for, and the membership
   * objects, with every signature. The store goes on meanwhile; what is written later is not in it.
   * @throws {StoreError} while it is read: `DISK`, `CLOSED`
   */
  exportRecords(): AsyncGenerator<Uint8Array>
  /**
   * Merges what `exportRecords` of the same member in the same group wrote. All of it is judged, as strictly as what a peer
   * sends, before anything is applied; then it is as if a neighbour had brought it, so also while others do. Resolves when
   * it is fsynced. Cut off in the middle, the same import again brings the rest.
   * @param source opens the file; it is read twice
   * @throws {StoreError} `BAD_EXPORT`, `FOREIGN_EXPORT`, `NEWER_FORMAT`: nothing was changed; `DISK`; `CLOSED`
   */
  importRecords(source: ExportSource): Promise<ImportReport>
  close(): Promise<void>
}

export interface RecordInit<Data> {
  data: Data
  attributes?: Attributes
  /** @default the type's */
  ttlMs?: number
  /**
   * This store renews it, before it expires, as long as it is what we wrote last: durable ones, that live 4 minutes at least.
   * @default false; in an update what it was, and where another member created it, always that
   */
  autoRefresh?: boolean
  /** For records of which there is one per name (see `namedRecordId`). @default a fresh id */
  id?: RecordId
  /** Collaborative only: whose record it is, where it is not ours; `id` is derived from that. @default ourselves */
  creator?: PeerId
}

export interface EditInit<Data> {
  /** By name; null: removed. What is not named stays as it is. */
  attributes?: { readonly [name: string]: AttributeValue | null }
  /** null: removed. */
  data?: Data | null
  /** It never makes the record end sooner. @default the type's */
  ttlMs?: number
  /** Where the record is not visible here: founds it as this member's; its id is derived from that. */
  creator?: PeerId
}

export interface DeleteOptions {
  /** It vanishes here only, until the next round of synchronising is complete or we add it again. @default false */
  localOnly?: boolean
}

export interface RecordQuery {
  type?: string
  creator?: PeerId
  /** An attribute that some record type declared as indexed. */
  attribute?: { name: string; value: string }
  /** Only behind this id: a query goes on where one with a limit ended. */
  after?: RecordId
  /** At most so many, the first by id. @default all */
  limit?: number
}

export type StoreEvents = {
  /** A record became visible, changed, or stopped being visible. Once for each. */
  'record:add': GroupRecord
  'record:update': GroupRecord
  'record:delete': GroupRecord
  'record:expire': GroupRecord
  /** An item of our own, on disk by now where it is durable: flood it to every neighbour. */
  'item:local': Uint8Array
  /** An author is caught: it signed two histories of a shard. One of them fell, the same everywhere; nobody else's records change. */
  evidence: Evidence
  /** Of a type with precedence, everything that one neighbour had is here. Once for each link. */
  synchronised: { type: string }
}

/**
 * `applied`: new here, authentic: forward it, and behind it `released`: what was held for it and has its place now. `known`: had it.
 * `held`: authentic, but a predecessor is missing: forward nothing, ask the sender for the gap (`SyncSession.requestShard`).
 * `ignored`: cannot be judged yet (author unknown, or a buffer is full): no blame. `refused`: not authentic or not well formed:
 * blame the sender, with the reason.
 */
export type ReceiveOutcome =
  | { outcome: 'applied'; released?: readonly Uint8Array[] }
  | { outcome: 'known' | 'ignored' }
  | { outcome: 'held'; author: PeerId; shard: number }
  | { outcome: 'refused'; reason: string }

export interface SyncInit {
  peer: PeerId
  /** Sends one frame (at most {@link MAX_SYNC_FRAME_BYTES}) to the peer; resolves when there is room for the next. */
  send(frame: Uint8Array): Promise<void>
  /** This side has everything the peer had when the round began. Once a round; `learnt`: something of it was new here. */
  onSynchronised(learnt: boolean): void
  /** The same of a type with precedence, as soon as it is so. Once a round. */
  onTypeSynchronised?(type: string): void
  /** Something was new here, and no whole round says so: a gap was filled, or a round ended incomplete. */
  onLearnt?(): void
  /** The peer broke the protocol or sent bytes that are not authentic: cut it. */
  onRefuse(reason: string): void
}

/** Thin driver over the synchronising machine. The link's owner starts rounds: on connect and every 30 to 60 s. */
export interface SyncSession {
  startRound(): void
  requestShard(author: PeerId, shard: number): void
  /** Takes one frame; resolves when it has been worked off, which is the link's back-pressure. Never throws. */
  receive(frame: Uint8Array): Promise<void>
  close(): void
}

export interface StoreStatus {
  /** Visible records, both lifetimes. */
  records: number
  authors: number
  shards: number
  /** Of all changes of this node's author that have not ended: members keep 64 MiB of one author. */
  ownBytes: number
  /** Of those, what its records need now: the rest ends by cleaning. */
  ownLivingBytes: number
  /** Of this node's author; what it wrote before has ended. */
  firstLivingShard: number
}
