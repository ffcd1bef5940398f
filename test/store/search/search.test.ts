import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { AttributeValue, GroupRecord } from '../../../src/record/index.js'
import {
  MAX_SEARCH_CLAUSES,
  MAX_SEARCH_DEPTH,
  MAX_SEARCH_STEPS,
  SEARCH_STEPS_PER_CLAUSE
} from '../../../src/store/defaults.js'
import { RecordIndex } from '../../../src/store/record-index.js'
import {
  checkCriteria,
  COMPARISONS,
  type SearchClause,
  type SearchCriteria
} from '../../../src/store/search/criteria.js'
import { planSearch } from '../../../src/store/search/plan.js'
import { searchRecords, type SearchOptions } from '../../../src/store/search/search.js'
import { TypeScope } from '../../../src/store/search/type-scope.js'
import { testRecord } from '../../support/changes.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../../support/people.js'

const PEOPLE: readonly Person[] = [alice, bob, carol]
const TYPES = ['test.note', 'test.other', 'app.notes.note']
const NAMES = ['color', 'size', 'plain', 'peerrecordtype']

const text = fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'A', '*', '7')
const number = fc.integer({ min: -2, max: 4 })
const date = fc.integer({ min: 0, max: 3 }).map((ms) => new Date(ms))
/** Mostly of one kind, as an application has them. */
const attributes = fc.record(
  {
    color: fc.oneof({ weight: 5, arbitrary: text }, number),
    size: fc.oneof({ weight: 5, arbitrary: number }, date),
    plain: fc.oneof(text, number, date),
    peerrecordtype: text
  },
  { requiredKeys: [] }
)
const record = fc
  .record({
    name: fc.nat(30),
    creator: fc.constantFrom(...PEOPLE),
    changer: fc.constantFrom(...PEOPLE),
    type: fc.constantFrom(...TYPES),
    createdAtMs: fc.integer({ min: FAKE_NOW_MS, max: FAKE_NOW_MS + 3 }),
    attributes
  })
  .map(({ name, creator, changer, ...rest }) =>
    testRecord(creator, `${name}`, { ...rest, lastModifiedBy: changer.peer })
  )

const compare = fc.constantFrom(...COMPARISONS)
const pattern = fc
  .constantFrom('*', 'a*', 'ab*', '?', 'test.*', '*note', 'ab?', '12D3*')
  .map((text) => ({ pattern: text }))
const clause: fc.Arbitrary<SearchClause> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ attribute: fc.constant('color'), compare, value: text }) },
  { weight: 5, arbitrary: fc.record({ attribute: fc.constant('size'), compare, value: number }) },
  { weight: 2, arbitrary: fc.record({ attribute: fc.constantFrom('size', 'plain'), compare, value: date }) },
  fc.record({ attribute: fc.constantFrom(...NAMES), compare, value: fc.oneof(text, number) }),
  { weight: 4, arbitrary: fc.record({ attribute: fc.constant('color'), value: pattern }) },
  fc.record({
    attribute: fc.constantFrom('color', 'peerrecordtype', 'peercreatorid', 'peerrecordid'),
    compare: fc.constantFrom('equal' as const, 'notequal' as const),
    value: pattern
  }),
  fc.record({
    attribute: fc.constantFrom('peercreatorid', 'peerlastmodifiedby'),
    compare,
    value: fc.constantFrom(...PEOPLE.map(({ peer }) => peer))
  }),
  fc.record({ attribute: fc.constant('peerrecordtype'), value: fc.constantFrom(...TYPES, 'none') }),
  fc.record({ attribute: fc.constant('peerrecordid'), compare, value: record.map(({ id }) => id) }),
  fc.record({
    attribute: fc.constantFrom('peercreationtime', 'peerlastmodificationtime'),
    compare,
    value: fc.integer({ min: FAKE_NOW_MS - 1, max: FAKE_NOW_MS + 4 }).map((ms) => new Date(ms))
  })
)
const { criteria } = fc.letrec<{ criteria: SearchCriteria }>((tie) => {
  const parts = fc.array(tie('criteria'), { minLength: 1, maxLength: 4 })
  return {
    criteria: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: clause },
      fc.record({ and: parts }),
      fc.record({ or: parts })
    )
  }
})
const options: fc.Arbitrary<SearchOptions> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  fc.record(
    { types: fc.subarray([...TYPES, 'none']), limit: fc.nat(5), after: record.map(({ id }) => id) },
    { requiredKeys: [] }
  )
)

test('a planned search finds what looking at every record finds, while records come, change and go', () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ set: record }) },
    fc.record({ remove: record }),
    fc.record({ declare: fc.constantFrom(...TYPES), names: fc.subarray(NAMES) }),
    { weight: 5, arbitrary: fc.record({ criteria, options }) }
  )
  const begin = fc.array(record, { minLength: 10, maxLength: 30, size: 'max' })
  const steps = fc.array(step, { minLength: 5, maxLength: 30, size: 'max' })
  fc.assert(
    fc.property(fc.subarray(TYPES), begin, steps, (declared, first, then) => {
      const index = new RecordIndex()
      const all = new Map<string, GroupRecord>()
      for (const type of declared) index.indexAttributes(type, NAMES)
      for (const one of [...first.map((set) => ({ set })), ...then]) {
        if ('set' in one) {
          all.set(one.set.id, one.set)
          index.set(one.set)
        } else if ('remove' in one) {
          all.delete(one.remove.id)
          index.delete(one.remove.id)
        } else if ('declare' in one) index.indexAttributes(one.declare, one.names)
        else {
          expect(searchRecords(index, one.criteria, one.options).map(({ id }) => id)).toEqual(
            naiveSearch([...all.values()], one.criteria, one.options).map(({ id }) => id)
          )
        }
      }
    }),
    { numRuns: 300 }
  )
})

describe('plans', () => {
  const index = new RecordIndex()
  index.indexAttributes('test.note', ['color', 'size'])
  for (let i = 0; i < 3000; i++) {
    index.set(testRecord(i % 100 === 0 ? bob : alice, `n${i}`, { attributes: { color: `c${i % 300}`, size: i } }))
    index.set(testRecord(alice, `o${i}`, { type: 'test.other', attributes: { color: `c${i % 300}` } }))
  }
  const isNote: SearchClause = { attribute: 'peerrecordtype', value: 'test.note' }
  const color: SearchClause = { attribute: 'color', value: 'c7' }
  const looksAt = (given: SearchCriteria): number =>
    [...planSearch(index, checkCriteria(given), new TypeScope(index, () => true), { steps: 0 }).records()].length

  test.each<[string, SearchCriteria, number]>([
    ['an indexed attribute of one type', { and: [isNote, color] }, 10],
    [
      'the same, of types that begin alike',
      { and: [{ attribute: 'peerrecordtype', value: { pattern: '*note' } }, color] },
      10
    ],
    ['an attribute that one of two types indexes', color, 3010],
    ['the smallest of several', { and: [isNote, { attribute: 'peercreatorid', value: bob.peer }, color] }, 10],
    ['a creator', { attribute: 'peercreatorid', value: bob.peer }, 30],
    ['a last modifier', { attribute: 'peerlastmodifiedby', value: bob.peer }, 30],
    ['an id', { or: [{ attribute: 'peerrecordid', value: testRecord(alice, 'n1').id }] }, 1],
    ['a range', { and: [isNote, { attribute: 'size', compare: 'less', value: 20 }] }, 20],
    [
      'two ends of a range',
      {
        and: [
          isNote,
          { attribute: 'size', compare: 'less', value: 20 },
          { attribute: 'size', compare: 'greater', value: 15 }
        ]
      },
      4
    ],
    ['a beginning', { and: [isNote, { attribute: 'color', value: { pattern: 'c29*' } }] }, 110],
    ['either', { and: [isNote, { or: [color, { attribute: 'color', value: 'c8' }] }] }, 20],
    [
      'all where an index would not spare any',
      { and: [isNote, { or: [color, { attribute: 'plain', value: 1 }] }] },
      3000
    ],
    ['all for what differs', { attribute: 'color', compare: 'notequal', value: 'c7' }, 6000]
  ])('%s', (_, given, expected) => {
    expect(looksAt(given)).toBe(expected)
    expect(searchRecords(index, given)).toEqual(naiveSearch([...index.find({})], given, {}))
  })
})

test('only records of the wanted types are found, also through an index that knows no types', () => {
  const index = new RecordIndex()
  const note = testRecord(bob, 'note')
  const other = testRecord(bob, 'other', { type: 'test.other' })
  for (const one of [note, other, testRecord(alice, 'more')]) index.set(one)
  const found = (given: SearchCriteria, types: SearchOptions['types']): string[] =>
    searchRecords(index, given, types === undefined ? {} : { types }).map(({ id }) => id)
  for (const attribute of ['peercreatorid', 'peerlastmodifiedby']) {
    const ofBob = { attribute, value: bob.peer }
    expect(found(ofBob, undefined)).toEqual([note.id, other.id].sort())
    expect(found(ofBob, ['test.note'])).toEqual([note.id])
    expect(found(ofBob, (type) => type === 'test.other')).toEqual([other.id])
  }
  expect(found({ attribute: 'peerrecordid', value: other.id }, ['test.note'])).toEqual([])
})

test('what a plan looks up is counted: a clause costs as much work as there are types that index its attribute', () => {
  const index = new RecordIndex()
  for (let i = 0; i < 50; i++) {
    index.indexAttributes(`t.${i}`, ['color'])
    index.set(testRecord(alice, `${i}`, { type: `t.${i}`, attributes: { color: 'red' } }))
  }
  const isRed = checkCriteria({ attribute: 'color', value: 'red' })
  const steps = 50 * SEARCH_STEPS_PER_CLAUSE
  const plan = (before: number): number => {
    const work = { steps: before }
    planSearch(index, isRed, new TypeScope(index, () => true), work)
    return work.steps
  }
  expect(plan(0)).toBe(steps)
  expect(plan(MAX_SEARCH_STEPS - steps)).toBe(MAX_SEARCH_STEPS)
  expect(() => plan(MAX_SEARCH_STEPS - steps + 1)).toThrow(expect.objectContaining({ code: 'INVALID_SEARCH' }))
})

describe('what is no search is refused, with its place', () => {
  const index = new RecordIndex()
  const clauseA = { attribute: 'a', value: 'x' }
  const nested = (depth: number): SearchCriteria => (depth === 1 ? clauseA : { and: [nested(depth - 1)] })
  test.each<[string, unknown, string, RegExp]>([
    ['nothing', undefined, 'INVALID_SEARCH', /^the search: is neither/],
    ['an empty and', { and: [] }, 'INVALID_SEARCH', /at least one part/],
    ['an or of no list', { or: clauseA }, 'INVALID_SEARCH', /at least one part/],
    ['and beside or', { and: [clauseA], or: [clauseA] }, 'INVALID_SEARCH', /and stands alone/],
    ['a part that is none', { or: [clauseA, { and: [clauseA, 7] }] }, 'INVALID_SEARCH', /^or\[1\]\.and\[1\]: /],
    ['no attribute', { value: 'x' }, 'INVALID_SEARCH', /names an attribute/],
    ['an unknown comparison', { ...clauseA, compare: 'like' }, 'INVALID_SEARCH', /equal, notequal, less/],
    ['a field that is none', { ...clauseA, comparison: 'less' }, 'INVALID_SEARCH', /not comparison/],
    ['no value', { attribute: 'a' }, 'INVALID_SEARCH', /value is text/],
    ['half a number', { attribute: 'a', value: 0.5 }, 'INVALID_SEARCH', /whole number/],
    ['no date', { attribute: 'a', value: new Date(NaN) }, 'INVALID_SEARCH', /a date/],
    [
      'an order of patterns',
      { attribute: 'a', compare: 'less', value: { pattern: 'a*' } },
      'INVALID_SEARCH',
      /less cannot/
    ],
    [
      'a bad escape',
      { or: [{ attribute: 'a', value: { pattern: 'a\\b' } }] },
      'INVALID_ARGUMENT',
      /^or\[0\]: the backslash at character 2/
    ],
    [
      'too many clauses',
      { or: Array.from({ length: MAX_SEARCH_CLAUSES + 1 }, () => clauseA) },
      'INVALID_SEARCH',
      /more than 256 clauses/
    ],
    ['nested too deep', nested(MAX_SEARCH_DEPTH + 1), 'INVALID_SEARCH', /deeper than 32/],
    ['nested much too deep', nested(5000), 'INVALID_SEARCH', /deeper than 32/]
  ])('%s', (_, given, code, message) => {
    expect(() => searchRecords(index, given as SearchCriteria)).toThrow(
      expect.objectContaining({ name: 'StoreError', code, message: expect.stringMatching(message) as string })
    )
  })

  test('what is just within the limits is searched', () => {
    expect(searchRecords(index, nested(MAX_SEARCH_DEPTH))).toEqual([])
    expect(searchRecords(index, { or: Array.from({ length: MAX_SEARCH_CLAUSES }, () => clauseA) })).toEqual([])
  })
})

test('a search that would hold the process up is refused', () => {
  const index = new RecordIndex()
  for (let i = 0; i < 60; i++) index.set(testRecord(alice, `${i}`, { attributes: { a: 'a'.repeat(4096) } }))
  const hostile: SearchClause = { attribute: 'a', value: { pattern: `*${'a'.repeat(250)}b*` } }
  expect(() => searchRecords(index, { or: Array.from({ length: 100 }, () => hostile) })).toThrow(
    expect.objectContaining({ code: 'INVALID_SEARCH', message: expect.stringContaining('steps') as string })
  )
  expect(searchRecords(index, hostile)).toEqual([])
})

test('comparisons hold no process up either: one counts for several characters', () => {
  const index = new RecordIndex()
  const lacking = (count: number): SearchCriteria => ({
    or: Array.from({ length: count }, (_, i) => ({ attribute: `a${i}`, value: 'x' }))
  })
  for (let i = 0; i < 25_000; i++) index.set({ ...testRecord(alice, 'x'), id: `${i}` })
  expect(searchRecords(index, lacking(200))).toEqual([])
  expect(() => searchRecords(index, lacking(256))).toThrow(expect.objectContaining({ code: 'INVALID_SEARCH' }))
})

describe('of a great many types', () => {
  const index = new RecordIndex()
  index.indexAttributes('test.note', ['color'])
  index.set(testRecord(alice, 'note', { attributes: { color: 'red' } }))
  for (let i = 0; i < 20_000; i++) index.set({ ...testRecord(alice, 'x'), id: `${i}`, type: `t.${i}` })
  const color: SearchClause = { attribute: 'color', value: 'red' }

  test('each clause plans over those that index its attribute, not over all', () => {
    const lookedAt = vi.spyOn(index, 'ofType')
    expect(searchRecords(index, { and: Array.from({ length: 64 }, () => color) })).toHaveLength(1)
    expect(lookedAt.mock.calls.length).toBeLessThan(2 * 20_000 + 1000) // Their size, and their records.
    lookedAt.mockClear()
    const ofOneType = { and: [color, { attribute: 'peerrecordtype', value: 'test.note' }] }
    expect(searchRecords(index, ofOneType)).toHaveLength(1)
    expect(lookedAt.mock.calls.length).toBeLessThan(10)
    lookedAt.mockRestore()
  })

  test('those whose names are compared count as work', () => {
    const names = Array.from({ length: 256 }, (_, i) => ({
      attribute: 'peerrecordtype',
      compare: 'notequal' as const,
      value: { pattern: `*${i}x` }
    }))
    expect(searchRecords(index, { and: names.slice(0, 10) })).toHaveLength(20_001)
    expect(() => searchRecords(index, { and: names })).toThrow(expect.objectContaining({ code: 'INVALID_SEARCH' }))
  })
})

/** What a search means, said once more: each record by itself, patterns as regular expressions. */
function naiveSearch(
  all: GroupRecord[],
  given: SearchCriteria,
  { types, limit, after = '' }: SearchOptions
): GroupRecord[] {
  const found = all.filter(
    (one) =>
      (types === undefined || (types as readonly string[]).includes(one.type)) && one.id > after && isMeant(one, given)
  )
  return found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)
}

function isMeant(one: GroupRecord, given: SearchCriteria): boolean {
  if ('and' in given) return given.and.every((part) => isMeant(one, part))
  if ('or' in given) return given.or.some((part) => isMeant(one, part))
  const fields: { [name: string]: AttributeValue } = {
    ...one.attributes,
    peerrecordid: one.id,
    peerrecordtype: one.type,
    peercreatorid: one.creator,
    peerlastmodifiedby: one.lastModifiedBy,
    peercreationtime: new Date(one.createdAtMs),
    peerlastmodificationtime: new Date(one.modifiedAtMs)
  }
  const own = fields[given.attribute]
  const wanted = given.value
  if (typeof wanted === 'object' && 'pattern' in wanted) {
    if (typeof own !== 'string') return false
    const text = wanted.pattern.replace(/[.]/g, '\\.').replaceAll('*', '.*').replaceAll('?', '.')
    return new RegExp(`^${text}$`, 'su').test(own) === (given.compare !== 'notequal')
  }
  if (own === undefined || typeof own !== typeof wanted) return false
  const [a, b] = [own.valueOf(), wanted.valueOf()]
  const order = a < b ? 'less' : a > b ? 'greater' : 'equal'
  const { compare: wantedOrder = 'equal' } = given
  if (wantedOrder === 'notequal') return order !== 'equal'
  return (
    wantedOrder === order || wantedOrder === `${order}orequal` || (order === 'equal' && wantedOrder.endsWith('orequal'))
  )
}
