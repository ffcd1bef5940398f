// Writing collaborative records: our contribution to each, made of what is here when its turn to be written comes.
import { copyBytes, type Clock, type PeerId, type Random } from '../base/index.js'
import {
  createRecordId,
  frozenAttributes,
  RecordError,
  type AttributeValue,
  type GroupRecord,
  type RecordId,
  type RecordType
} from '../record/index.js'
import { MIN_TOMBSTONE_MS } from './defaults.js'
import { StoreError } from './errors.js'
import type { DurableRecords } from './durable-records.js'
import { mergeContributions, mergedAttributes, type Contribution } from './shared-record.js'
import type { SharedView, SharedViews } from './shared-view.js'
import { writeDeletion, writeEdits, type Changes, type WriteInit } from './shared-write.js'
import type { EditInit, RecordInit } from './store.js'
import type { TypeRules } from './type-rules.js'
import { requireGiven, requireMember, requireRoom, requireSameType, requireValid } from './write-rules.js'

export interface SharedWriterInit {
  author: PeerId
  clock: Clock
  random: Random
  rules: TypeRules
  views: SharedViews
  durable(): Pick<DurableRecords, 'versions' | 'write' | 'ownBytes'>
  /** An item of ours, on disk by now. */
  onItem(item: Uint8Array): void
}

type Fixed = WriteInit['fixed']

export class SharedWriter {
  readonly #init: SharedWriterInit

  constructor(init: SharedWriterInit) {
    this.#init = init
  }

  /** Founds a record, or says all of one that is there: what is not named is removed. */
  async add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    const { author, clock, random } = this.#init
    const id = init.id ?? createRecordId(author, random)
    const fixed = { id, type: type.name, creator: init.creator ?? author, createdAtMs: clock.nowMs() }
    return this.#replace(type, fixed, init)
  }

  async update<Data>(type: RecordType<Data>, id: RecordId, init: RecordInit<Data>): Promise<GroupRecord> {
    return this.#replace(type, this.#visible(id, type).record, init)
  }

  async edit<Data>(type: RecordType<Data>, id: RecordId, init: EditInit<Data>): Promise<GroupRecord> {
    const { clock } = this.#init
    const { creator, ttlMs = type.ttlMs } = init
    requireGiven({ ...init, ttlMs }, true)
    const fixed =
      creator === undefined || this.#init.views.of(id)?.record.deleted === false
        ? this.#visible(id, type).record
        : { id, type: type.name, creator, createdAtMs: clock.nowMs() }
    const changes = new Map<string, AttributeValue | Uint8Array | null>(Object.entries(asGiven(init)))
    if (init.data !== undefined) changes.set('', init.data === null ? null : encode(type, id, init.data))
    return this.#write(fixed, ttlMs, () => changes)
  }

  async delete(id: RecordId): Promise<void> {
    const { record } = this.#visible(id)
    const now = await this.#put(record, MIN_TOMBSTONE_MS, (init) => writeDeletion(init))
    if (!now.deleted)
      throw new StoreError('NOT_DELETED', `record ${id} stands: by an edit that the deletion does not name`)
  }

  #replace<Data>(type: RecordType<Data>, fixed: Fixed, init: RecordInit<Data>): Promise<GroupRecord> {
    const { ttlMs = type.ttlMs } = init
    requireGiven({ ...init, ttlMs })
    const attributes = asGiven(init)
    const data = encode(type, fixed.id, init.data)
    return this.#write(fixed, ttlMs, (seen) => {
      const changes = new Map<string, AttributeValue | Uint8Array | null>()
      const before = mergeContributions(seen)
      for (const [name, { removed }] of before?.winners ?? []) {
        const isGone = removed && !before!.losers.some((loser) => loser.name === name)
        if (name !== '' && attributes[name] === undefined && !isGone) changes.set(name, null)
      }
      const said = before === undefined || before.deletion !== undefined ? {} : mergedAttributes(before)
      for (const [name, value] of Object.entries(attributes)) {
        if (!isSame(said[name], value)) changes.set(name, value)
      }
      return changes.set('', data)
    })
  }

  #write(fixed: Fixed, ttlMs: number, changesOf: (seen: readonly Contribution[]) => Changes): Promise<GroupRecord> {
    return this.#put(fixed, ttlMs, (init) => writeEdits(init, changesOf(init.seen)))
  }

  /** @returns what the record says now */
  async #put(
    { id, type, creator, createdAtMs }: Fixed,
    ttlMs: number,
    make: (init: WriteInit) => Contribution
  ): Promise<GroupRecord> {
    const { author, clock, rules, views, onItem } = this.#init
    if (!rules.mayChange(author, creator, type)) {
      throw new StoreError('NOT_ALLOWED', `record ${id} of type ${type} is not ours to change`)
    }
    const durable = this.#init.durable()
    const { record, item } = await durable.write(id, () => {
      const view = views.of(id)
      requireSameType(view?.record, type)
      const nowMs = clock.nowMs()
      requireMember(author, rules, nowMs)
      // What was promised to last stays promised; and a tombstone lasts as long as what it hides.
      const expiresAtMs = Math.max(nowMs + ttlMs, view?.record.expiresAtMs ?? 0)
      const fixed = { id, type, creator, createdAtMs }
      const held = durable.versions.contributions.of(id)
      const seen = this.#seen(type, held, view?.counted ?? [], nowMs)
      const made = make({ self: author, held, seen, fixed, nowMs, expiresAtMs })
      requireRoom(made, durable.ownBytes)
      const contribution = rules.secured(made)
      requireValid(contribution, rules)
      return contribution
    })
    onItem(item)
    return views.of(id)?.record ?? record
  }

  /**
   * What counts, and of our own also what does not count now: who is told late that it is a member again, or whose type cannot
   * judge yet, must not have what it wrote before fall with its next word.
   */
  #seen(type: string, held: readonly Contribution[], counted: readonly Contribution[], nowMs: number): Contribution[] {
    const { author, rules } = this.#init
    const own = held.filter((contribution) => {
      if (contribution.lastModifiedBy !== author || contribution.type !== type) return false
      const mayCount = contribution.expiresAtMs > nowMs && rules.validityOf(contribution) !== 'invalid'
      return mayCount && !counted.includes(contribution)
    })
    return [...counted, ...own]
  }

  #visible<Data>(id: RecordId, type?: RecordType<Data>): SharedView {
    const view = this.#init.views.of(id)
    if (view === undefined || view.record.deleted) throw new StoreError('NOT_FOUND', `no record ${id} is visible here`)
    if (type !== undefined) requireSameType(view.record, type.name)
    return view
  }
}

/** As its caller has them now: what is written waits for its turn. */
function asGiven<Value extends AttributeValue | null>({
  attributes = {}
}: {
  readonly attributes?: { readonly [name: string]: Value }
}): { readonly [name: string]: Value } {
  return frozenAttributes(Object.entries(attributes))
}

function encode<Data>(type: RecordType<Data>, id: RecordId, data: Data): Uint8Array {
  const bytes = copyBytes(type.codec.encode(data))
  if (bytes.byteLength > type.maxBytes) {
    const sizes = `${bytes.byteLength} bytes, the limit of ${type.name} is ${type.maxBytes}`
    throw new RecordError('TOO_LARGE', `data of record ${id} are ${sizes}`)
  }
  return bytes
}

function isSame(a: AttributeValue | undefined, b: AttributeValue): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b
}
