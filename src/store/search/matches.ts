// Whether one record fits a condition: what every plan is checked by, record for record.
import type { GroupRecord } from '../../record/index.js'
import { MAX_SEARCH_STEPS, SEARCH_STEPS_PER_CLAUSE } from '../defaults.js'
import { StoreError } from '../errors.js'
import type { Clause, Condition } from './criteria.js'

/** What a search has cost. Bounded, since a clause meets every record that an index does not leave out. */
export interface Work {
  steps: number
}

/** @throws {StoreError} `INVALID_SEARCH` where `work` has become more than {@link MAX_SEARCH_STEPS} */
export function matches(condition: Condition, record: GroupRecord, work: Work): boolean {
  switch (condition.type) {
    case 'and':
      for (const part of condition.parts) if (!matches(part, record, work)) return false
      return true
    case 'or':
      for (const part of condition.parts) if (matches(part, record, work)) return true
      return false
    case 'clause': {
      countClause(work)
      const key = condition.read(record)
      return key !== undefined && fits(condition, key, work)
    }
  }
}

/** @throws {StoreError} `INVALID_SEARCH` */
export function countClause(work: Work): void {
  work.steps += SEARCH_STEPS_PER_CLAUSE
  if (work.steps <= MAX_SEARCH_STEPS) return
  const hint = 'name a type, or compare an indexed attribute'
  throw new StoreError('INVALID_SEARCH', `the search needs more than ${MAX_SEARCH_STEPS} steps: ${hint}`)
}

/** Of a value that is of the clause's kind. Dates in ms. */
export function fits({ compare, value, pattern }: Clause, key: string | number, work: Work): boolean {
  if (pattern !== undefined) return pattern.matches(key as string, work) === (compare === 'equal')
  switch (compare) {
    case 'equal':
      return key === value
    case 'notequal':
      return key !== value
    case 'less':
      return key < value
    case 'lessorequal':
      return key <= value
    case 'greater':
      return key > value
    case 'greaterorequal':
      return key >= value
  }
}
