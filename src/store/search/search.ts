// Searching the visible records: read, plan, filter, order.
import type { GroupRecord, RecordId } from '../../record/index.js'
import { FirstById } from '../first-by-id.js'
import type { RecordIndex } from '../record-index.js'
import type { SearchCriteria } from './criteria.js'
import { checkCriteria } from './criteria.js'
import { matches } from './matches.js'
import { planSearch } from './plan.js'
import { readSearchXml } from './search-xml.js'
import { TypeScope } from './type-scope.js'

export interface SearchOptions {
  /** Only records of these types: their names, or what says whether one is meant. @default all */
  types?: readonly string[] | ((type: string) => boolean)
  /** At most so many, the first by id. @default all */
  limit?: number
  /** Only behind this id: a search goes on where one with a limit ended. */
  after?: RecordId
}

/**
 * Records that fit, in the order of their ids, as they are now.
 * @param criteria typed, or XML text (reference section 1.14)
 * @throws {StoreError} `INVALID_SEARCH`, `INVALID_ARGUMENT`
 */
export function searchRecords(
  index: RecordIndex,
  criteria: SearchCriteria | string,
  { types, limit = Infinity, after = '' }: SearchOptions = {}
): GroupRecord[] {
  const condition = typeof criteria === 'string' ? readSearchXml(criteria) : checkCriteria(criteria)
  const wanted = new TypeScope(index, wantedBy(types))
  const found = new FirstById(limit)
  const work = { steps: 0 }
  for (const record of planSearch(index, condition, wanted, work).records()) {
    if (record.id <= after || !wanted.has(record.type)) continue
    if (matches(condition, record, work)) found.add(record)
  }
  return found.end()
}

function wantedBy(types: SearchOptions['types']): (type: string) => boolean {
  if (typeof types === 'function') return types
  if (types === undefined) return () => true
  const names = new Set(types)
  return (type) => names.has(type)
}
