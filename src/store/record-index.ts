// The visible records, by id, type, creator and indexed attributes: what lookups and searches read. Never touches Automerge or
// disk.
import type { PeerId } from '../base/index.js'
import type { AttributeValue, GroupRecord, RecordId } from '../record/index.js'
import { FirstById } from './first-by-id.js'
import { keyOf, kindOf, type ValueKind } from './search/fields.js'
import { NOTHING, ValueIndex, type Source } from './search/value-index.js'
import type { RecordQuery } from './store.js'

interface TypeIndex {
  readonly records: Set<GroupRecord>
  /** Of the attributes that the type declares as indexed, by name, then by kind of value. */
  readonly attributes: Map<string, Map<ValueKind, ValueIndex>>
}

export class RecordIndex {
  readonly #records = new Map<RecordId, GroupRecord>()
  readonly #types = new Map<string, TypeIndex>()
  /** The types that index an attribute, by its name: few beside those that members may have written records of. */
  readonly #indexing = new Map<string, Map<string, TypeIndex>>()
  readonly #creators = new ValueIndex()
  /** By last modifier, where that is not the creator: few are. */
  readonly #changers = new ValueIndex()

  get size(): number {
    return this.#records.size
  }

  /** Declares which attributes of a type are looked up. Records that are here already are indexed anew. */
  indexAttributes(type: string, names: readonly string[]): void {
    if (names.length === 0) return
    const index = this.#typeIndex(type)
    for (const name of names) {
      if (index.attributes.has(name)) continue
      index.attributes.set(name, new Map())
      const types = this.#indexing.get(name) ?? new Map<string, TypeIndex>()
      this.#indexing.set(name, types.set(type, index))
      for (const record of index.records) addValue(index, name, record)
    }
  }

  get(id: RecordId): GroupRecord | undefined {
    return this.#records.get(id)
  }

  set(record: GroupRecord): void {
    this.delete(record.id)
    this.#records.set(record.id, record)
    const index = this.#typeIndex(record.type)
    index.records.add(record)
    this.#creators.add(record.creator, record)
    if (record.lastModifiedBy !== record.creator) this.#changers.add(record.lastModifiedBy, record)
    for (const name of index.attributes.keys()) addValue(index, name, record)
  }

  delete(id: RecordId): void {
    const record = this.#records.get(id)
    if (record === undefined) return
    this.#records.delete(id)
    const index = this.#types.get(record.type)!
    index.records.delete(record)
    this.#creators.delete(record.creator, record)
    if (record.lastModifiedBy !== record.creator) this.#changers.delete(record.lastModifiedBy, record)
    for (const [name, kinds] of index.attributes) {
      const value = ownValue(record, name)
      if (value !== undefined) kinds.get(kindOf(value))?.delete(keyOf(value), record)
    }
    if (index.records.size === 0 && index.attributes.size === 0) this.#types.delete(record.type)
  }

  /** Records that fit every given field, in the order of their ids. */
  find({ type, creator, attribute, after = '', limit = Infinity }: RecordQuery): GroupRecord[] {
    const sources: Source[] = []
    if (type !== undefined) sources.push(sourceOf(this.ofType(type)))
    if (creator !== undefined) sources.push(this.byCreator(creator))
    if (attribute !== undefined) sources.push(this.#spelled(attribute, type))
    const all: Source = { size: this.size, records: () => this.#records.values() }
    const [smallest = all] = sources.sort((a, b) => a.size - b.size)
    const found = new FirstById(limit)
    for (const record of smallest.records()) {
      if (record.id <= after) continue
      if (type !== undefined && record.type !== type) continue
      if (creator !== undefined && record.creator !== creator) continue
      if (attribute !== undefined && !this.#isSpelled(record, attribute)) continue
      found.add(record)
    }
    return found.end()
  }

  typeNames(): string[] {
    return [...this.#types.keys()]
  }

  ofType(type: string): ReadonlySet<GroupRecord> {
    return this.#types.get(type)?.records ?? NO_RECORDS
  }

  byCreator(creator: PeerId): Source {
    return this.#creators.equal(creator)
  }

  byLastModifier(author: PeerId): Source {
    return union([this.#creators.equal(author), this.#changers.equal(author)])
  }

  /** Of each type that indexes it; empty where none of its records has such a value. */
  *byAttribute(name: string, kind: ValueKind): Iterable<[type: string, values: ValueIndex]> {
    for (const [type, { attributes }] of this.#indexing.get(name) ?? []) {
      yield [type, attributes.get(name)?.get(kind) ?? EMPTY]
    }
  }

  /** Values of any kind that are spelled so. */
  #spelled({ name, value }: { name: string; value: string }, type: string | undefined): Source {
    const sources: Source[] = []
    for (const [each, { attributes }] of this.#indexing.get(name) ?? []) {
      if (type !== undefined && each !== type) continue
      for (const [kind, index] of attributes.get(name) ?? []) {
        sources.push(index.equal(kind === 'string' ? value : Number(value)))
      }
    }
    return union(sources)
  }

  #isSpelled(record: GroupRecord, { name, value }: { name: string; value: string }): boolean {
    const own = ownValue(record, name)
    return (
      own !== undefined && spellAttribute(own) === value && this.#types.get(record.type)?.attributes.has(name) === true
    )
  }

  #typeIndex(type: string): TypeIndex {
    const known = this.#types.get(type)
    if (known !== undefined) return known
    const index = { records: new Set<GroupRecord>(), attributes: new Map<string, Map<ValueKind, ValueIndex>>() }
    this.#types.set(type, index)
    return index
  }
}

/** How an attribute is spelled in a query: text as it is, numbers in decimal, dates as ms since 1970. */
export function spellAttribute(value: AttributeValue): string {
  return String(keyOf(value))
}

export function union(sources: readonly Source[]): Source {
  const [first = NOTHING] = sources
  if (sources.length <= 1) return first
  const size = sources.reduce((sum, source) => sum + source.size, 0)
  return { size, records: () => joined(sources.map((source) => source.records())) }
}

function sourceOf(records: ReadonlySet<GroupRecord>): Source {
  return { size: records.size, records: () => records }
}

const EMPTY = new ValueIndex()
const NO_RECORDS: ReadonlySet<GroupRecord> = new Set()

function* joined(all: readonly Iterable<GroupRecord>[]): Iterable<GroupRecord> {
  for (const records of all) yield* records
}

function addValue(index: TypeIndex, name: string, record: GroupRecord): void {
  const value = ownValue(record, name)
  if (value === undefined) return
  const kinds = index.attributes.get(name)!
  const kind = kindOf(value)
  let values = kinds.get(kind)
  if (values === undefined) kinds.set(kind, (values = new ValueIndex()))
  values.add(keyOf(value), record)
}

function ownValue({ attributes }: GroupRecord, name: string): AttributeValue | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined
}
