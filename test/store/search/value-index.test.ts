import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_UNSORTED_VALUES } from '../../../src/store/defaults.js'
import { ValueIndex } from '../../../src/store/search/value-index.js'
import type { GroupRecord } from '../../../src/record/index.js'
import { testRecord } from '../../support/changes.js'
import { alice } from '../../support/people.js'

const between = (low: number, high: number) => ({
  isBefore: (key: string | number) => Number(key) < low,
  isAfter: (key: string | number) => Number(key) > high
})

describe('ranges, while values come and go', () => {
  const records = Array.from({ length: 8 }, (_, i) => testRecord(alice, `${i}`))

  /** Against a plain list. */
  function check(steps: readonly { key: number; record: number; act: 'add' | 'delete' | 'ask' }[]): void {
    const index = new ValueIndex()
    const held = new Set<string>()
    for (const { key, record, act } of steps) {
      const name = `${key} ${record}`
      if (act === 'add' && !held.has(name)) {
        held.add(name)
        index.add(key, records[record]!)
      } else if (act === 'delete' && held.delete(name)) index.delete(key, records[record]!)
      else if (act === 'ask') {
        const expected = [...held].filter((one) => Math.abs(Number(one.split(' ')[0]) - key) <= 3)
        const found = new Set<GroupRecord>(index.range(between(key - 3, key + 3)).records())
        expect([...found].map(({ id }) => id).sort()).toEqual(
          [...new Set(expected.map((one) => records[Number(one.split(' ')[1])]!.id))].sort()
        )
      }
    }
    expect(index.size).toBe(held.size)
  }

  test('are those of a plain list', () => {
    const act = fc.constantFrom('add' as const, 'delete' as const, 'ask' as const)
    const step = fc.record({ key: fc.nat(20), record: fc.nat(7), act })
    fc.assert(fc.property(fc.array(step, { maxLength: 200, size: 'max' }), check))
  })

  test('also of many more than wait unsorted, before and after they are sorted in', () => {
    const index = new ValueIndex()
    const count = (low: number, high: number): number => new Set(index.range(between(low, high)).records()).size
    const add = (key: number): void => index.add(key, testRecord(alice, `${key}`))
    for (let key = 0; key < 100; key++) add(key * 100)
    expect(count(0, 999)).toBe(10)
    // Between those that are sorted already, in no order, over the limit several times.
    for (let i = 0; i < 3 * MAX_UNSORTED_VALUES; i++) {
      const key = (i * 7919) % 10_000
      if (key % 100 !== 0) add(key)
      if (i % 500 === 0) expect(count(0, 99_999)).toBe(index.size)
    }
    expect(count(0, 99_999)).toBe(index.size)
  })

  test('of values that nobody asks for nothing is kept beside them', () => {
    const index = new ValueIndex()
    const [record] = records as [GroupRecord]
    index.add(-1, record)
    expect(index.range(between(-1, 0)).size).toBe(1) // Ordered from here on.
    for (let key = 0; key < 5 * MAX_UNSORTED_VALUES; key++) {
      index.add(key, record)
      index.delete(key, record)
    }
    expect(index.range(between(-1, Infinity)).size).toBeLessThan(2 * MAX_UNSORTED_VALUES)
    expect([...index.range(between(-1, Infinity)).records()]).toEqual([record])
  })
})

test('the size of a range is what it holds, or nearly', () => {
  const index = new ValueIndex()
  for (let i = 0; i < 1000; i++) index.add(i % 100, testRecord(alice, `${i}`))
  expect(index.range(between(10, 19)).size).toBe(100)
  expect(index.range(between(200, 300)).size).toBe(0)
  expect(index.equal(5).size).toBe(10)
  expect(index.equal(500).size).toBe(0)
})
