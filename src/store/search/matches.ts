// Whether one record fits a condition: what every plan is checked by, record for record.
import type { AttributeValue, GroupRecord } from '../../record/index.js'
import { MAX_SEARCH_STEPS } from '../defaults.js'
import { StoreError } from '../errors.js'
import { RESERVED_ATTRIBUTES, type Clause, type Condition, type ValueKind } from './criteria.js'

/** What a search has cost. Bounded, since a clause meets every record that an index does not leave out. */
export interface Work {
  steps: number
}

/** @throws {StoreError} `INVALID_SEARCH` where `work` has become more than {@link MAX_SEARCH_STEPS} */
export function matches(condition: Condition, record: GroupRecord, work: Work): boolean {
  switch (condition.type) {
    case 'and':
      return condition.parts.every((part) => matches(part, record, work))
    case 'or':
      return condition.parts.some((part) => matches(part, record, work))
    case 'clause': {
      if (++work.steps > MAX_SEARCH_STEPS) {
        const hint = 'name a type, or compare an indexed attribute'
        throw new StoreError('INVALID_SEARCH', `the search needs more than ${MAX_SEARCH_STEPS} steps: ${hint}`)
      }
      const key = keyIn(record, condition)
      return key !== undefined && fits(condition, key, work)
    }
  }
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

/** What the record has there, if it is of the clause's kind. Reserved names mean fields, whatever a record has under them. */
function keyIn(record: GroupRecord, { attribute, kind }: Clause): string | number | undefined {
  if (Object.hasOwn(RESERVED_ATTRIBUTES, attribute)) {
    const reserved = attribute as keyof typeof RESERVED_ATTRIBUTES
    return RESERVED_ATTRIBUTES[reserved] === kind ? FIELDS[reserved](record) : undefined
  }
  const value = Object.hasOwn(record.attributes, attribute) ? record.attributes[attribute] : undefined
  return value !== undefined && kindOf(value) === kind ? keyOf(value) : undefined
}

const FIELDS: { readonly [Name in keyof typeof RESERVED_ATTRIBUTES]: (record: GroupRecord) => string | number } = {
  peerrecordid: ({ id }) => id,
  peerrecordtype: ({ type }) => type,
  peercreatorid: ({ creator }) => creator,
  peerlastmodifiedby: ({ lastModifiedBy }) => lastModifiedBy,
  peercreationtime: ({ createdAtMs }) => createdAtMs,
  peerlastmodificationtime: ({ modifiedAtMs }) => modifiedAtMs
}

export function kindOf(value: AttributeValue): ValueKind {
  if (typeof value === 'string') return 'string'
  return typeof value === 'number' ? 'int' : 'date'
}

/** As it is compared and indexed. */
export function keyOf(value: AttributeValue): string | number {
  return value instanceof Date ? value.getTime() : value
}
