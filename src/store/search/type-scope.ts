// The types whose records a search wants. What it costs to go over all of them is paid once, and only by a search that must:
// members may write records of as many types as they have records.
import type { GroupRecord } from '../../record/index.js'
import type { RecordIndex } from '../record-index.js'
import type { Clause } from './criteria.js'
import { countClause, fits, type Work } from './matches.js'
import type { Source } from './value-index.js'

/** All records of its types. */
export class TypeScope implements Source {
  readonly #index: RecordIndex
  readonly has: (type: string) => boolean
  #names: readonly string[] | undefined
  #size: number | undefined

  /** @param names the types for which `has` is true @default found among those that are here */
  constructor(index: RecordIndex, has: (type: string) => boolean, names?: readonly string[]) {
    this.#index = index
    this.has = has
    this.#names = names
  }

  get names(): readonly string[] {
    return (this.#names ??= this.#index.typeNames().filter(this.has))
  }

  get size(): number {
    return (this.#size ??= this.names.reduce((sum, name) => sum + this.#index.ofType(name).size, 0))
  }

  *records(): Iterable<GroupRecord> {
    for (const name of this.names) yield* this.#index.ofType(name)
  }

  /** All but some of its types. */
  without(types: ReadonlySet<string>): Source {
    let size = this.size
    for (const type of types) size -= this.#index.ofType(type).size
    return { size, records: () => this.#recordsWithout(types) }
  }

  *#recordsWithout(types: ReadonlySet<string>): Iterable<GroupRecord> {
    for (const name of this.names) if (!types.has(name)) yield* this.#index.ofType(name)
  }

  /** @param clause of a record's type @throws {StoreError} `INVALID_SEARCH`: looking at the types is work too */
  fitting(clause: Clause, work: Work): TypeScope {
    const { kind, compare, pattern } = clause
    if (kind !== 'string') return new TypeScope(this.#index, () => false, [])
    if (compare === 'equal' && pattern === undefined) {
      const type = String(clause.value)
      return new TypeScope(this.#index, (name) => name === type && this.has(type), this.has(type) ? [type] : [])
    }
    const names = new Set<string>()
    for (const name of this.names) {
      countClause(work)
      if (fits(clause, name, work)) names.add(name)
    }
    return new TypeScope(this.#index, (name) => names.has(name), [...names])
  }
}
