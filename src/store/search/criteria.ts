// What a search asks for (reference section 1.14), typed; and its check: afterwards a condition is well formed and bounded.
import type { AttributeValue } from '../../record/index.js'
import { MAX_SEARCH_CLAUSES, MAX_SEARCH_DEPTH } from '../defaults.js'
import { StoreError } from '../errors.js'
import { fieldReader, type FieldReader, type ValueKind } from './fields.js'
import { readPattern, type Pattern } from './pattern.js'

/** All of the parts, any of them, or one comparison. They nest; there is no negation but `notequal`. */
export type SearchCriteria =
  { readonly and: readonly SearchCriteria[] } | { readonly or: readonly SearchCriteria[] } | SearchClause

/**
 * False of a record that lacks the attribute or has it with another type of value, also with `notequal`. Text is compared by
 * UTF-16 code units, so case matters and every member finds the same; dates are instants.
 */
export interface SearchClause {
  /** One of a record's own, or one of the reserved ones (fields.ts). */
  readonly attribute: string
  /** @default 'equal' */
  readonly compare?: Comparison | undefined
  /** Its type is the attribute's: text, a whole number, a date, or text in which `*` and `?` stand for others. */
  readonly value: AttributeValue | TextPattern
}

/**
 * `*` is any run of characters, also none; `?` exactly one (a Unicode code point). `\*`, `\?` and `\\` are those characters.
 * With `equal` and `notequal` only, unless nothing in it stands for others.
 */
export interface TextPattern {
  readonly pattern: string
}

export const COMPARISONS = ['equal', 'notequal', 'less', 'lessorequal', 'greater', 'greaterorequal'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** A checked search. */
export type Condition = Group | Clause

export interface Group {
  readonly type: 'and' | 'or'
  readonly parts: readonly Condition[]
}

export interface Clause {
  readonly type: 'clause'
  readonly attribute: string
  readonly kind: ValueKind
  /** What a record has there, if it is of that kind. */
  readonly read: FieldReader
  readonly compare: Comparison
  /** Dates in ms since 1970. Of a pattern: what stands before its first wildcard. */
  readonly value: string | number
  readonly pattern: Pattern | undefined
}

/** Where something of a search stands, for people: `and[1].or[0]`, or a line and column. */
export type PlaceOf = (criteria: unknown, path: string) => string

/**
 * Also of criteria that no compiler has seen.
 * @throws {StoreError} `INVALID_SEARCH`, and `INVALID_ARGUMENT` for a bad escape, with the place
 */
export function checkCriteria(criteria: SearchCriteria, placeOf: PlaceOf = (_, path) => path): Condition {
  let clauses = 0
  const refuse = (given: unknown, path: string, what: string): StoreError =>
    new StoreError('INVALID_SEARCH', `${placeOf(given, path || 'the search')}: ${what}`)

  const check = (given: unknown, path: string, depth: number): Condition => {
    if (depth > MAX_SEARCH_DEPTH) throw refuse(given, path, `nested deeper than ${MAX_SEARCH_DEPTH}`)
    if (typeof given !== 'object' || given === null) throw refuse(given, path, 'is neither and, or nor a clause')
    for (const type of ['and', 'or'] as const) {
      const parts = (given as { readonly [type: string]: unknown })[type]
      if (parts === undefined) continue
      if (!Array.isArray(parts) || parts.length === 0) throw refuse(given, path, `${type} needs at least one part`)
      if (Object.keys(given).length > 1) throw refuse(given, path, `${type} stands alone`)
      const before = path === '' ? '' : `${path}.`
      return { type, parts: parts.map((part, i) => check(part, `${before}${type}[${i}]`, depth + 1)) }
    }
    if (++clauses > MAX_SEARCH_CLAUSES) throw refuse(given, path, `more than ${MAX_SEARCH_CLAUSES} clauses`)
    return checkClause(given, (what, code = 'INVALID_SEARCH') =>
      code === 'INVALID_SEARCH'
        ? refuse(given, path, what)
        : new StoreError(code, `${placeOf(given, path || 'the search')}: ${what}`)
    )
  }
  return check(criteria, '', 1)
}

type Refuse = (what: string, code?: 'INVALID_SEARCH' | 'INVALID_ARGUMENT') => StoreError

const FIELDS = ['attribute', 'compare', 'value']

function checkClause(given: { [F in keyof SearchClause]?: unknown }, refuse: Refuse): Clause {
  const unknown = Object.keys(given).find((field) => !FIELDS.includes(field))
  if (unknown !== undefined) throw refuse(`a clause has ${FIELDS.join(', ')}, not ${unknown}`)
  const { attribute, compare = 'equal', value } = given
  if (typeof attribute !== 'string' || attribute === '') throw refuse('a clause names an attribute')
  if (!isComparison(compare)) throw refuse(`compare is one of ${COMPARISONS.join(', ')}`)
  const clause = (kind: ValueKind, value: string | number, pattern?: Pattern): Clause => {
    return { type: 'clause', attribute, kind, read: fieldReader(attribute, kind), compare, value, pattern }
  }
  if (typeof value === 'string') return clause('string', value)
  if (Number.isSafeInteger(value)) return clause('int', value as number)
  if (value instanceof Date && !Number.isNaN(value.getTime())) return clause('date', value.getTime())
  const text = (value as Partial<TextPattern> | null | undefined)?.pattern
  if (typeof text !== 'string') throw refuse('value is text, a whole number within 2^53, a date or a pattern')
  const read = readPattern(text)
  if (!read.ok) throw refuse(read.reason, read.isBadEscape ? 'INVALID_ARGUMENT' : 'INVALID_SEARCH')
  const isOrdered = compare !== 'equal' && compare !== 'notequal'
  if (read.pattern !== undefined && isOrdered) throw refuse(`${compare} cannot be compared with * or ?`)
  return clause('string', read.literal, read.pattern)
}

function isComparison(given: unknown): given is Comparison {
  return (COMPARISONS as readonly unknown[]).includes(given)
}
