// Which records a search looks at: the smallest set that an index gives and that holds all that fit. What it holds besides is
// filtered out.
import { FEW_CANDIDATES } from '../defaults.js'
import { union, type RecordIndex } from '../record-index.js'
import type { Clause, Condition } from './criteria.js'
import { countClause, type Work } from './matches.js'
import type { TypeScope } from './type-scope.js'
import { NOTHING, type KeyRange, type Source, type ValueIndex } from './value-index.js'

/**
 * For each clause, as much work as there are types that index its attribute, whatever others there are.
 * @param types of which records are wanted
 * @throws {StoreError} `INVALID_SEARCH` where `work` has become too much
 */
export function planSearch(index: RecordIndex, condition: Condition, types: TypeScope, work: Work): Source {
  return plan(index, condition, types, work, Infinity, [])
}

/**
 * @param enough the size of a set that is known already: of this few, no index of ranges is put into order
 * @param beside what stands in the same `and`: a range may have its other end there
 */
function plan(
  index: RecordIndex,
  condition: Condition,
  types: TypeScope,
  work: Work,
  enough: number,
  beside: readonly Condition[]
): Source {
  switch (condition.type) {
    case 'clause':
      return ofClause(index, condition, types, work, enough, beside)
    case 'or': {
      const all = union(condition.parts.map((part) => plan(index, part, types, work, enough, [])))
      return all.size < types.size ? all : types
    }
    case 'and': {
      const parts = [...condition.parts].sort((a, b) => effort(a) - effort(b))
      const narrowed = parts.reduce((left, part) => (isOfType(part) ? left.fitting(part, work) : left), types)
      let best: Source = narrowed
      for (const part of parts) {
        if (isOfType(part)) continue
        const candidate = plan(index, part, narrowed, work, Math.min(enough, best.size), condition.parts)
        if (candidate.size < best.size) best = candidate
      }
      return best
    }
  }
}

function ofClause(
  index: RecordIndex,
  clause: Clause,
  types: TypeScope,
  work: Work,
  enough: number,
  beside: readonly Condition[]
): Source {
  const { attribute, compare, kind, value, pattern } = clause
  if (isOfType(clause)) return types.fitting(clause, work)
  const isEqual = compare === 'equal' && pattern === undefined
  switch (attribute) {
    case 'peerrecordid': {
      const record = isEqual ? index.get(String(value)) : undefined
      return isEqual ? (record === undefined ? NOTHING : { size: 1, records: () => [record] }) : types
    }
    case 'peercreatorid':
      return isEqual ? index.byCreator(String(value)) : types
    case 'peerlastmodifiedby':
      return isEqual ? index.byLastModifier(String(value)) : types
    case 'peercreationtime':
    case 'peerlastmodificationtime':
      return types
  }
  const range = isEqual ? undefined : rangeBeside(clause, beside)
  if (!isEqual && (range === undefined || enough <= FEW_CANDIDATES)) return types
  const lookUp = (values: ValueIndex): Source => (range === undefined ? values.equal(value) : values.range(range))
  const found: Source[] = []
  const looked = new Set<string>()
  for (const [type, values] of index.byAttribute(attribute, kind)) {
    if (!types.has(type)) continue
    countClause(work)
    looked.add(type)
    found.push(lookUp(values))
  }
  const others = types.without(looked)
  return union(others.size === 0 ? found : [...found, others])
}

/** Where all keys stand that fit the clause and every one of the same attribute beside it. */
function rangeBeside(clause: Clause, beside: readonly Condition[]): KeyRange | undefined {
  const own = rangeOf(clause)
  if (own === undefined) return undefined
  const isSame = (one: Condition): one is Clause =>
    one.type === 'clause' && one.attribute === clause.attribute && one.kind === clause.kind
  const ranges = [own, ...beside.filter(isSame).flatMap((one) => rangeOf(one) ?? [])]
  return {
    isBefore: (key) => ranges.some((range) => range.isBefore(key)),
    isAfter: (key) => ranges.some((range) => range.isAfter(key))
  }
}

/** Where all keys that fit stand in their order; undefined where they stand everywhere. */
function rangeOf({ compare, value, pattern }: Clause): KeyRange | undefined {
  const never = (): boolean => false
  switch (compare) {
    case 'equal': {
      const prefix = value as string
      if (pattern === undefined || prefix === '') return undefined
      return { isBefore: (key) => key < prefix, isAfter: (key) => key > prefix && !String(key).startsWith(prefix) }
    }
    case 'notequal':
      return undefined
    case 'less':
      return { isBefore: never, isAfter: (key) => key >= value }
    case 'lessorequal':
      return { isBefore: never, isAfter: (key) => key > value }
    case 'greater':
      return { isBefore: (key) => key <= value, isAfter: never }
    case 'greaterorequal':
      return { isBefore: (key) => key < value, isAfter: never }
  }
}

function isOfType(condition: Condition): condition is Clause {
  return condition.type === 'clause' && condition.attribute === 'peerrecordtype'
}

/** Equal ones first: after these a range is often not worth its order. */
function effort(condition: Condition): number {
  if (condition.type !== 'clause') return 2
  return condition.compare === 'equal' && condition.pattern === undefined ? 0 : 1
}
