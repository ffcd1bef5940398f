// Writing records of ours, and of others where we may: which version, which times, and what is refused before it is written.
import { copyBytes, type Clock, type KeyPair, type PeerId, type Random } from '../base/index.js'
import {
  createRecordId,
  frozenAttributes,
  MAX_EPHEMERAL_LIFETIME_MS,
  RecordError,
  sealRecord,
  type GroupRecord,
  type RecordId,
  type RecordType
} from '../record/index.js'
import { isToAdopt } from './adoption.js'
import { isToRenew, lifeMs, renewAtMs } from './auto-refresh.js'
import { MIN_AUTO_REFRESH_LIFE_MS, MIN_TOMBSTONE_MS, NAMED_VERSION_MS, NAMED_VERSIONS_FROM_MS } from './defaults.js'
import type { DurableRecords } from './durable-records.js'
import type { EphemeralRecords } from './ephemeral.js'
import { StoreError } from './errors.js'
import { encodeItem } from './store-item.js'
import {
  requireGiven,
  requireMember,
  requireRoom,
  requireSameType,
  requireValid,
  requireVersion
} from './write-rules.js'
import type { ReceiveOutcome, RecordInit } from './store.js'
import type { TypeRules } from './type-rules.js'
import { contentVersion } from './version-order.js'
import type { View } from './view.js'
import type { Visibility } from './visibility.js'

export interface WriterInit {
  author: PeerId
  /** 32 bytes. */
  group: Uint8Array
  keyPair: KeyPair
  clock: Clock
  random: Random
  rules: TypeRules
  durable(): Pick<DurableRecords, 'versions' | 'write' | 'ownBytes'>
  ephemeral: EphemeralRecords
  visibility: Visibility
  /** Takes an ephemeral envelope that was signed here. */
  receiveOwn(envelope: Uint8Array): ReceiveOutcome
  /** An item of ours, on disk by now where it is durable. */
  onItem(item: Uint8Array): void
}

/** What its writer says of a version; the rest follows from what is here. */
type Content = Pick<
  GroupRecord,
  'id' | 'type' | 'creator' | 'createdAtMs' | 'deleted' | 'attributes' | 'data' | 'autoRefresh'
> & {
  /** @default 1 */
  readonly leastVersion?: number
}

/** Where the next version of a durable record stands. */
interface Slot {
  readonly version: number
  readonly nowMs: number
  readonly view: View | undefined
}

/** What was to be written need not be written after all. */
class Needless extends Error {}

const NO_DATA = new Uint8Array()

export class RecordWriter {
  readonly #init: WriterInit

  constructor(init: WriterInit) {
    this.#init = init
  }

  async add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    const { author, clock, random } = this.#init
    const id = init.id ?? createRecordId(author, random)
    const autoRefresh = init.autoRefresh ?? false
    const nowMs = clock.nowMs()
    const leastVersion = init.id === undefined ? 1 : namedVersion(nowMs)
    return this.#write(type, init, { id, creator: author, createdAtMs: nowMs, autoRefresh, leastVersion })
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    const before = this.#changeable(id)
    requireSameType(before, type.name)
    const { creator, createdAtMs } = before
    // Whether it is renewed is its creator's to say.
    const given = creator === this.#init.author ? init.autoRefresh : undefined
    const fixed = { id, creator, createdAtMs, autoRefresh: given ?? before.autoRefresh }
    return this.#write(type, init, fixed, () => this.#changeable(id))
  }

  async delete(id: RecordId): Promise<void> {
    const { type, creator, createdAtMs, expiresAtMs } = this.#changeable(id)
    const kept = { id, type, creator, createdAtMs }
    const tombstone = { ...kept, deleted: true, attributes: {}, data: NO_DATA, autoRefresh: false }
    if (this.#init.ephemeral.get(id) === undefined)
      await this.#writeNext(tombstone, MIN_TOMBSTONE_MS, () => this.#changeable(id))
    else this.#writeEphemeral(tombstone, Math.max(1, expiresAtMs - this.#init.clock.nowMs()))
  }

  /** Writes what another member made of our record as our own next version, where that is still what counts. */
  async adopt(id: RecordId): Promise<void> {
    const { author } = this.#init
    await this.#writeDurable(id, (slot) => {
      if (slot.view === undefined || !isToAdopt(slot.view, author)) throw new Needless()
      const { record } = slot.view.winner
      const own = this.#init.durable().versions.ofAuthor(id, author)?.record
      // When it was made, and whether it is renewed, is its creator's to say.
      const createdAtMs = own?.createdAtMs ?? record.createdAtMs
      const autoRefresh = !record.deleted && own?.autoRefresh === true
      const content = { ...record, createdAtMs, autoRefresh }
      return this.#next(slot, content, adoptedLifeMs(content, own))
    })
  }

  /** Has what we wrote last live for another of its lives, where that is still what counts and time for it. */
  async renew(id: RecordId): Promise<void> {
    await this.#writeDurable(id, ({ view, version, nowMs }) => {
      if (view === undefined || !isToRenew(view, this.#init.author) || renewAtMs(view) > nowMs) throw new Needless()
      const { record } = view.winner
      const renewedAtMs = Math.max(nowMs, record.modifiedAtMs)
      const expiresAtMs = Math.max(view.expiresAtMs, renewedAtMs + lifeMs(record))
      return { ...record, version, renewals: version - contentVersion(record), renewedAtMs, expiresAtMs }
    })
  }

  #write<Data>(
    type: RecordType<Data>,
    init: RecordInit<Data>,
    fixed: Pick<Content, 'id' | 'creator' | 'createdAtMs' | 'autoRefresh' | 'leastVersion'>,
    inTurn: () => unknown = () => {}
  ): Promise<GroupRecord> {
    const data = copyBytes(type.codec.encode(init.data)) // Perhaps the caller's own: what is written waits for its turn.
    if (data.byteLength > type.maxBytes) {
      const sizes = `${data.byteLength} bytes, the limit of ${type.name} is ${type.maxBytes}`
      throw new RecordError('TOO_LARGE', `data of record ${fixed.id} are ${sizes}`)
    }
    const attributes = frozenAttributes(Object.entries(init.attributes ?? {}))
    const ttlMs = init.ttlMs ?? type.ttlMs
    requireGiven({ attributes, ttlMs })
    const content: Content = { ...fixed, type: type.name, deleted: false, attributes, data }
    if (type.lifetime !== 'ephemeral') return this.#writeNext(content, ttlMs, inTurn)
    if (content.autoRefresh) throw new RecordError('BAD_RECORD', `record ${fixed.id} of ${type.name} is not durable`)
    return Promise.resolve(this.#writeEphemeral(content, ttlMs))
  }

  /** @param inTurn throws where earlier writes, done by then, leave nothing to be changed */
  #writeNext(content: Content, ttlMs: number, inTurn: () => unknown): Promise<GroupRecord> {
    return this.#writeDurable(content.id, (slot) => {
      inTurn()
      return this.#next(slot, content, ttlMs)
    })
  }

  #writeEphemeral(content: Content, ttlMs: number): GroupRecord {
    const { author, clock, ephemeral, group, keyPair, rules } = this.#init
    const { id } = content
    requireMember(author, rules, clock.nowMs())
    // Two versions within one millisecond, or after the clock went back, still follow each other.
    const version = Math.max(clock.nowMs(), (ephemeral.get(id)?.record.version ?? 0) + 1)
    const expiresAtMs = version + Math.min(ttlMs, MAX_EPHEMERAL_LIFETIME_MS)
    const record = rules.secured(this.#made(content, version, version, expiresAtMs))
    requireValid(record, rules)
    const envelope = sealRecord(record, group, keyPair)
    const { outcome } = this.#init.receiveOwn(envelope)
    if (outcome !== 'applied') throw new StoreError('NOT_ALLOWED', `ephemeral record ${id} of ours is ${outcome}`)
    this.#init.onItem(encodeItem({ type: 'ephemeral', envelope }))
    return ephemeral.get(id)?.record ?? record
  }

  /** @param make throws {@link Needless} where nothing is to be written after all */
  async #writeDurable(id: RecordId, make: (slot: Slot) => GroupRecord): Promise<GroupRecord> {
    const { author, rules, clock, visibility, durable, onItem } = this.#init
    const { versions } = durable()
    let needless: View | undefined
    try {
      const { record, item } = await durable().write(id, () => {
        const version = versions.highestVersion(id) + 1
        const made = make({ version, nowMs: clock.nowMs(), view: (needless = visibility.viewOf(id)) })
        requireMember(author, rules, clock.nowMs())
        requireVersion(made)
        requireRoom(made, durable().ownBytes)
        const record = rules.secured(made)
        requireValid(record, rules)
        return record
      })
      onItem(item)
      return record
    } catch (error) {
      if (error instanceof Needless && needless !== undefined) return needless.winner.record
      throw error
    }
  }

  /** What was promised to last stays promised (reference section 1.6). */
  #next({ version, nowMs, view }: Slot, content: Content, ttlMs: number): GroupRecord {
    const expiresAtMs = Math.max(nowMs + ttlMs, view?.expiresAtMs ?? 0)
    if (content.autoRefresh && expiresAtMs - nowMs < MIN_AUTO_REFRESH_LIFE_MS) {
      throw new RecordError('BAD_RECORD', `record ${content.id} is to be renewed: it must live 4 minutes at least`)
    }
    return this.#made(content, Math.max(version, content.leastVersion ?? 1), nowMs, expiresAtMs)
  }

  #made(content: Content, version: number, modifiedAtMs: number, expiresAtMs: number): GroupRecord {
    const { id, type, creator, createdAtMs, deleted, attributes, data, autoRefresh } = content
    return {
      ...{ id, type, creator, deleted, attributes, data, autoRefresh, version, modifiedAtMs, expiresAtMs },
      createdAtMs: Math.min(createdAtMs, modifiedAtMs),
      lastModifiedBy: this.#init.author,
      renewals: 0,
      renewedAtMs: 0
    }
  }

  #changeable(id: RecordId): GroupRecord {
    const { visibility, author, rules, ephemeral } = this.#init
    const record = visibility.index.get(id)
    if (record === undefined) throw new StoreError('NOT_FOUND', `no record ${id} is visible here`)
    const { creator, type } = record
    if (creator === author) return record
    if (ephemeral.get(id) === undefined && rules.mayChange(author, creator, type)) return record
    throw new StoreError('NOT_ALLOWED', `record ${id} is ${creator}'s`)
  }
}

/**
 * An id that is used again may have had versions that are forgotten here, and not yet elsewhere: with the time for a version
 * a new one stands above all of them, unless they were written more often than time counts.
 */
function namedVersion(nowMs: number): number {
  return Math.max(1, Math.floor((nowMs - NAMED_VERSIONS_FROM_MS) / NAMED_VERSION_MS))
}

/** How long at least, ms; what was promised to last stays promised anyway. */
function adoptedLifeMs({ deleted, autoRefresh }: GroupRecord, own: GroupRecord | undefined): number {
  if (deleted) return MIN_TOMBSTONE_MS
  return autoRefresh && own !== undefined ? Math.max(MIN_AUTO_REFRESH_LIFE_MS, lifeMs(own)) : 1
}
