// What members' machines really wrote, seen where it goes to their disks, and what of it must not get lost any more.
import { fromHex, sha256, toHex, type PeerId } from '../../src/base/index.js'
import { openEnvelope, type GroupRecord, type RecordId } from '../../src/record/index.js'
import { checkChange } from '../../src/store/change-check.js'
import { decodeItem } from '../../src/store/store-item.js'
import { TEST_GROUP } from '../support/changes.js'
import { SimulationFailure } from './checkers.js'
import { SHARDS_STATEMENT_TYPE } from '../../src/store/shards-statement.js'
import type { SimulatedDisk } from './disk.js'

/** A version of a record that its author signed. */
export interface Fact {
  readonly record: GroupRecord
  /** Keys on disks, in hexadecimal, of the changes that it stands in. */
  readonly places: Set<string>
  /** Its author was told that it is written, and no disk that was put back since was the only one that had it. */
  isCertain: boolean
  /** A member that means harm signed it. */
  readonly isHarm: boolean
}

/** What a machine was asked to write, and has not said yes or no to. */
export interface Asked {
  readonly id: RecordId | undefined
  /** Undefined: a deletion. */
  readonly content: string | undefined
  /** What was written for it. */
  fact?: Fact
}

const CHANGE_KEY = toHex(Uint8Array.of('c'.charCodeAt(0)))

export class Facts {
  readonly #byName = new Map<string, Fact>()
  readonly #byId = new Map<RecordId, Fact[]>()
  readonly #byPlace = new Map<string, Fact>()
  readonly #honest: ReadonlySet<PeerId>
  /** The first rule that was broken. */
  wrong: SimulationFailure | undefined

  constructor(honest: Iterable<PeerId>) {
    this.#honest = new Set(honest)
  }

  ids(): Iterable<RecordId> {
    return this.#byId.keys()
  }

  of(id: RecordId): readonly Fact[] {
    return this.#byId.get(id) ?? []
  }

  all(): Iterable<Fact> {
    return this.#byName.values()
  }

  /** The one that says what `record` says. */
  find(record: GroupRecord): Fact | undefined {
    return this.of(record.id).find((fact) => sameRecord(fact.record, record))
  }

  /** A version that a member that means harm signs. */
  forged(record: GroupRecord): void {
    if (!this.#byName.has(nameOf(record))) this.#add(record, true)
  }

  /**
   * A machine of the author lets it out. What it wrote unasked, to keep others' changes or to renew its own, is confirmed by
   * this.
   */
  leaves(item: Uint8Array, author: PeerId, disk: SimulatedDisk): void {
    const read = decodeItem(item)
    const record = read?.type === 'shard-update' && read.change !== undefined ? recordIn(read.change) : undefined
    if (record?.lastModifiedBy !== author || record.type === SHARDS_STATEMENT_TYPE) return
    const fact = this.find(record)
    if (fact === undefined || !isSafe(fact, disk)) this.complain('what leaves is on the disk', textOf(record))
    else fact.isCertain = true
  }

  complain(rule: string, detail: string): void {
    this.wrong ??= new SimulationFailure(rule, detail)
  }

  /** Called with what a machine of `author` is about to write to its disk. @param asked what its user asked for */
  written(key: Uint8Array, value: Uint8Array, author: PeerId, asked: Iterable<Asked>): void {
    const place = toHex(key)
    if (!place.startsWith(CHANGE_KEY) || this.#byPlace.has(place)) return
    const record = recordIn(value)
    if (record === undefined) return this.complain('what is kept is authentic', `${place} is no signed record`)
    if (record.type === SHARDS_STATEMENT_TYPE) return // The store's own: what it does to records is judged by them.
    const known = this.#byName.get(nameOf(record))
    const isHonest = this.#honest.has(record.lastModifiedBy)
    const fact = known ?? this.#add(record, !isHonest)
    if (record.lastModifiedBy === author) {
      const answered = [...asked].find((one) => one.fact === undefined && isAskedFor(one, record))
      if (answered !== undefined) answered.fact = fact
      else if (known === undefined && isHonest && !this.#isUpkeep(record)) {
        this.complain('nothing is written that nobody asked for', textOf(record))
      }
    } else if (known === undefined && isHonest) this.complain('nobody wrote what he did not', textOf(record))
    fact.places.add(place)
    this.#byPlace.set(place, fact)
  }

  /** The author was told that it is written. @param record what it was told, unless that is a deletion */
  confirmed({ id, content, fact }: Asked, record: GroupRecord | undefined, disk: SimulatedDisk): void {
    if (fact === undefined) return this.complain('what is confirmed was written', `${id}: ${content ?? 'deleted'}`)
    const text = textOf(fact.record)
    if (record !== undefined && !sameRecord(record, fact.record)) this.complain('what is confirmed was written', text)
    if (!isSafe(fact, disk)) this.complain('what is confirmed is on the disk', text)
    fact.isCertain = true
  }

  /** Those that stand on one of the disks. */
  on(disks: Iterable<SimulatedDisk>): Set<Fact> {
    const found = new Set<Fact>()
    for (const disk of disks) {
      for (const place of disk.values().keys()) {
        const fact = this.#byPlace.get(place)
        if (fact !== undefined) found.add(fact)
      }
    }
    return found
  }

  /** What a store writes of itself: where history begins, its record with a later expiry, a change of it by another member. */
  #isUpkeep(record: GroupRecord): boolean {
    const { id, type, creator, lastModifiedBy: author } = record
    if (type === 'store.shards') return creator === author
    if (record.edits !== undefined) return isMadeOf(record, this.of(id))
    return this.of(id).some(({ record: other }) => {
      if (other.version >= record.version || !sameContent(other, record)) return false
      if (other.lastModifiedBy !== author) return creator === author && record.renewals === 0
      const isSame = other.version - other.renewals === record.version - record.renewals
      return isSame && other.autoRefresh && other.modifiedAtMs === record.modifiedAtMs
    })
  }

  #add(record: GroupRecord, isHarm: boolean): Fact {
    const fact: Fact = { record, places: new Set(), isCertain: false, isHarm }
    this.#byName.set(nameOf(record), fact)
    this.#byId.set(record.id, [...this.of(record.id), fact])
    return fact
  }
}

/** The record in a change, with a good signature of its own, or undefined. */
export function recordIn(change: Uint8Array): GroupRecord | undefined {
  const checked = checkChange(change)
  if (!checked.ok) return undefined
  const opened = openEnvelope(checked.change.value, TEST_GROUP, { verifySignature: true })
  return opened.ok ? opened.record : undefined
}

function isAskedFor({ id, content }: Asked, record: GroupRecord): boolean {
  if (content === undefined) return record.deleted && id === record.id
  const values = [textIn(record), ...Object.values(record.attributes)]
  return content !== undefined && !record.deleted && values.includes(content) && (id === undefined || id === record.id)
}

export function textIn(record: GroupRecord): string {
  return Buffer.from(record.data).toString()
}

/** For people. */
export function textOf(record: GroupRecord): string {
  const { id, version, lastModifiedBy, deleted } = record
  const what = deleted ? 'deleted' : JSON.stringify(textIn(record).slice(0, 40))
  return `${id.slice(-6)}@${version} of ${lastModifiedBy.slice(-6)}: ${what}`
}

export function sameRecord(a: GroupRecord, b: GroupRecord): boolean {
  return nameOf(a) === nameOf(b)
}

/** A contribution to a collaborative record that keeps what others wrote. */
function isMadeOf(record: GroupRecord, facts: readonly Fact[]): boolean {
  const others = facts.filter((fact) => fact.record !== record)
  const known = new Set(others.flatMap(({ record: other }) => Object.values(other.attributes).map(String)))
  if (record.deleted) return others.some(({ record: other }) => other.deleted)
  const isData = record.data.byteLength === 0 || others.some(({ record: other }) => textIn(other) === textIn(record))
  return isData && Object.values(record.attributes).every((value) => known.has(String(value)))
}

function sameContent(a: GroupRecord, b: GroupRecord): boolean {
  return contentOf(a) === contentOf(b)
}

function contentOf({ type, deleted, attributes, data }: GroupRecord): string {
  return JSON.stringify([type, deleted, Object.entries(attributes).sort(), toHex(data)])
}

function isSafe({ places }: Fact, disk: SimulatedDisk): boolean {
  return [...places].some((place) => disk.safeValue(fromHex(place)!) !== undefined)
}

/** The same for records that say the same. */
function nameOf({ data, attributes, ...rest }: GroupRecord): string {
  const sorted = [rest, attributes].map((fields) => Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify(sorted)} ${toHex(sha256(data))}`
}
