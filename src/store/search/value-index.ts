// Records by one value of theirs: equal ones at once, ranges in an order that is made when the first one is asked for.
import type { GroupRecord } from '../../record/index.js'
import { MAX_UNSORTED_VALUES } from '../defaults.js'

type Key = string | number

/** Keys from the first that is not `isBefore` to the last that is not `isAfter`; both are monotone in the keys' order. */
export interface KeyRange {
  isBefore(key: Key): boolean
  isAfter(key: Key): boolean
}

/** Records from an index: at least those that fit, some perhaps twice. `size` is an estimate. */
export interface Source {
  readonly size: number
  records(): Iterable<GroupRecord>
}

/**
 * Keys are of one kind, numbers or texts. Adding and removing never touch the order: what came since it was made waits
 * unsorted, and is sorted in by a range that finds more than {@link MAX_UNSORTED_VALUES}; fewer are looked through. So n values
 * are sorted once (100,000 take about 0.1 s) and copied once for each such number of new ones.
 */
export class ValueIndex {
  /** Most values are one record's: no set for these. */
  readonly #records = new Map<Key, GroupRecord | Set<GroupRecord>>()
  #size = 0
  /** Undefined until a range is asked for. May name values that are gone. */
  #sorted: Key[] | undefined
  #unsorted: Key[] = []

  /** Records. */
  get size(): number {
    return this.#size
  }

  add(key: Key, record: GroupRecord): void {
    this.#size++
    const held = this.#records.get(key)
    if (held instanceof Set) held.add(record)
    else if (held !== undefined) this.#records.set(key, new Set([held, record]))
    else {
      this.#records.set(key, record)
      if (this.#sorted !== undefined) this.#wait(key)
    }
  }

  /** One that was added with that key. */
  delete(key: Key, record: GroupRecord): void {
    const held = this.#records.get(key)
    if (held === record || (held instanceof Set && held.size === 1)) this.#records.delete(key)
    else if (held instanceof Set) held.delete(record)
    this.#size--
  }

  equal(key: Key): Source {
    const held = this.#records.get(key)
    if (held instanceof Set) return { size: held.size, records: () => held }
    return held === undefined ? NOTHING : { size: 1, records: () => [held] }
  }

  range(range: KeyRange): Source {
    const sorted = this.#inOrder()
    const start = firstIndex(sorted, (key) => !range.isBefore(key))
    const end = Math.max(start, firstIndex(sorted, range.isAfter))
    const more = this.#unsorted.filter((key) => !range.isBefore(key) && !range.isAfter(key))
    const each = this.#size / Math.max(1, this.#records.size)
    return { size: Math.ceil((end - start + more.length) * each), records: () => this.#of(sorted, start, end, more) }
  }

  *#of(sorted: readonly Key[], start: number, end: number, more: readonly Key[]): Iterable<GroupRecord> {
    for (let i = start; i < end; i++) yield* this.equal(sorted[i]!).records()
    for (const key of more) yield* this.equal(key).records()
  }

  #wait(key: Key): void {
    this.#unsorted.push(key)
    if (this.#unsorted.length <= Math.max(MAX_UNSORTED_VALUES, this.#records.size)) return
    // Values come and go and nobody asks: the next range starts from those that are here.
    this.#sorted = undefined
    this.#unsorted = []
  }

  #inOrder(): readonly Key[] {
    if (this.#sorted === undefined) this.#sorted = [...this.#records.keys()].sort(compareKeys)
    else if (this.#unsorted.length > MAX_UNSORTED_VALUES) {
      this.#sorted = this.#merged(this.#sorted, this.#unsorted.sort(compareKeys))
      this.#unsorted = []
    }
    return this.#sorted
  }

  /** Each once, and only those that are here. */
  #merged(some: readonly Key[], others: readonly Key[]): Key[] {
    const all: Key[] = []
    let i = 0
    let j = 0
    while (i < some.length || j < others.length) {
      const key = j === others.length || (i < some.length && some[i]! <= others[j]!) ? some[i++]! : others[j++]!
      if (key !== all.at(-1) && this.#records.has(key)) all.push(key)
    }
    return all
  }
}

export const NOTHING: Source = { size: 0, records: () => [] }

function compareKeys(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Of the first key that is so; all behind it are. */
function firstIndex(keys: readonly Key[], isSo: (key: Key) => boolean): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSo(keys[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
