// Searches as the API is given them, as criteria of the store.
import {
  checkCriteria,
  readDate,
  readInteger,
  MAX_SEARCH_DEPTH,
  RESERVED_ATTRIBUTES,
  StoreError,
  type Comparison,
  type SearchCriteria
} from '../store/index.js'
import { CRITERION } from './api/record-search.js'
import { GatewayError } from './errors.js'

/** Of a comparison, in what is said of it. */
const MAX_SHOWN_CHARACTERS = 100

const COMPARISON_OF: { readonly [sign: string]: Comparison } = {
  '=': 'equal',
  '!=': 'notequal',
  '<': 'less',
  '<=': 'lessorequal',
  '>': 'greater',
  '>=': 'greaterorequal'
}

/** Of each record, whatever its type: nothing else than a date ever fits. */
const DATES: ReadonlySet<string> = new Set(
  Object.entries(RESERVED_ATTRIBUTES).flatMap(([name, kind]) => (kind === 'date' ? [name] : []))
)

/**
 * All of them.
 * @throws {GatewayError} `BAD_REQUEST` where nothing is asked; {StoreError} `INVALID_SEARCH`, `INVALID_ARGUMENT`
 */
export function readSimpleSearch(given: {
  where?: readonly string[] | undefined
  type?: string | undefined
  creator?: string | undefined
}): SearchCriteria {
  const { where = [], type, creator } = given
  const and = [
    ...(type === undefined ? [] : [{ attribute: 'peerrecordtype', value: type }]),
    ...(creator === undefined ? [] : [{ attribute: 'peercreatorid', value: creator }]),
    ...where.map(readCriterion)
  ]
  if (and.length === 0) throw new GatewayError('BAD_REQUEST', 'say what is searched: where, type or creator')
  return { and }
}

/**
 * The value is meant as the attribute is: one of these fits at most, since the others are of another type. Checked here, so that
 * what is wrong is said of what was written.
 */
function readCriterion(text: string, index: number): SearchCriteria {
  const [, attribute = '', sign = '', value = ''] = CRITERION.exec(text) ?? []
  const clause = { attribute, compare: COMPARISON_OF[sign] }
  const [number, date] = [readInteger(value), readDate(value)]
  const criterion = {
    or: [
      { ...clause, value: { pattern: value } },
      ...(number === undefined ? [] : [{ ...clause, value: number }]),
      ...(date === undefined ? [] : [{ ...clause, value: date }])
    ]
  }
  const place = `where[${index}], "${text.slice(0, MAX_SHOWN_CHARACTERS)}"`
  checkCriteria(criterion, () => place)
  if (date === undefined && DATES.has(attribute)) {
    throw new StoreError('INVALID_SEARCH', `${place}: ${attribute} is compared with a date such as 2026-12-01`)
  }
  return criterion
}

/** Criteria from JSON, with dates as the store has them. What is wrong with them the store finds, and names the place. */
export function readCriteria(given: unknown, depth = 1): SearchCriteria {
  if (typeof given !== 'object' || given === null || depth > MAX_SEARCH_DEPTH) return given as SearchCriteria
  const read = { ...given } as { [field: string]: unknown }
  for (const field of ['and', 'or']) {
    const parts = read[field]
    if (Array.isArray(parts)) read[field] = parts.map((part) => readCriteria(part, depth + 1))
  }
  const { value } = read
  if (typeof value === 'object' && value !== null && 'dateMs' in value) {
    read.value = new Date(typeof value.dateMs === 'number' ? value.dateMs : NaN)
  }
  return read as unknown as SearchCriteria
}
