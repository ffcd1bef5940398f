// The visible records, by id, type, creator and indexed attributes: what lookups read. Never touches Automerge or disk.
import type { AttributeValue, GroupRecord, RecordId } from '../record/index.js'
import type { RecordQuery } from './store.js'

export class RecordIndex {
  readonly #records = new Map<RecordId, GroupRecord>()
  readonly #ids = new Map<string, Set<RecordId>>()
  /** Indexed attribute names by record type. */
  readonly #indexed = new Map<string, readonly string[]>()

  get size(): number {
    return this.#records.size
  }

  /** Declares which attributes of a type are looked up. Records that are here already are indexed anew. */
  indexAttributes(type: string, names: readonly string[]): void {
    const before = this.#indexed.get(type) ?? []
    if (names.every((name) => before.includes(name))) return
    const records = this.find({ type })
    for (const record of records) this.delete(record.id)
    this.#indexed.set(type, [...new Set([...before, ...names])])
    for (const record of records) this.set(record)
  }

  get(id: RecordId): GroupRecord | undefined {
    return this.#records.get(id)
  }

  set(record: GroupRecord): void {
    this.delete(record.id)
    this.#records.set(record.id, record)
    for (const term of this.#terms(record)) {
      const ids = this.#ids.get(term)
      if (ids === undefined) this.#ids.set(term, new Set([record.id]))
      else ids.add(record.id)
    }
  }

  delete(id: RecordId): void {
    const record = this.#records.get(id)
    if (record === undefined) return
    this.#records.delete(id)
    for (const term of this.#terms(record)) {
      const ids = this.#ids.get(term)
      ids?.delete(id)
      if (ids?.size === 0) this.#ids.delete(term)
    }
  }

  /** Records that fit every given field, in the order of their ids. */
  find({ type, creator, attribute }: RecordQuery): GroupRecord[] {
    const terms: string[] = []
    if (type !== undefined) terms.push(typeTerm(type))
    if (creator !== undefined) terms.push(creatorTerm(creator))
    if (attribute !== undefined) terms.push(attributeTerm(attribute.name, attribute.value))
    if (terms.length === 0) return sortById([...this.#records.values()])
    const sets = terms.map((term) => this.#ids.get(term))
    const found: GroupRecord[] = []
    const [smallest, ...others] = sets.sort((a, b) => (a?.size ?? 0) - (b?.size ?? 0))
    for (const id of smallest ?? []) {
      if (others.every((ids) => ids?.has(id) === true)) found.push(this.#records.get(id)!)
    }
    return sortById(found)
  }

  #terms(record: GroupRecord): string[] {
    const terms = [typeTerm(record.type), creatorTerm(record.creator)]
    for (const name of this.#indexed.get(record.type) ?? []) {
      const value = record.attributes[name]
      if (value !== undefined) terms.push(attributeTerm(name, spellAttribute(value)))
    }
    return terms
  }
}

/** How an attribute is spelled in a query: text as it is, numbers in decimal, dates as ms since 1970. */
export function spellAttribute(value: AttributeValue): string {
  if (typeof value === 'string') return value
  return String(typeof value === 'number' ? value : value.getTime())
}

function typeTerm(type: string): string {
  return `t${type}`
}

function creatorTerm(creator: string): string {
  return `c${creator}`
}

/** The name's length in front keeps name and value apart. */
function attributeTerm(name: string, value: string): string {
  return `a${name.length}:${name}${value}`
}

function sortById(records: GroupRecord[]): GroupRecord[] {
  return records.sort((a, b) => (a.id < b.id ? -1 : 1))
}
