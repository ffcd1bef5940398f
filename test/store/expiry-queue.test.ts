import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ExpiryQueue } from '../../src/store/expiry-queue.js'

test('whatever is added in whatever order, everything is due no later than it asked for, and once', () => {
  const add = fc.record({ atMs: fc.integer({ min: 1, max: 50 }), id: fc.constantFrom('a', 'b', 'c', 'd') })
  fc.assert(
    fc.property(fc.array(add), (adds) => {
      const queue = new ExpiryQueue()
      const earliest = new Map<string, number>()
      for (const { atMs, id } of adds) {
        queue.add(atMs, id)
        earliest.set(id, Math.min(atMs, earliest.get(id) ?? Infinity))
      }
      expect(queue.nextAtMs).toBe(earliest.size === 0 ? undefined : Math.min(...earliest.values()))
      const first = new Map<string, number>()
      for (let nowMs = 0; nowMs <= 50; nowMs++) {
        for (const id of queue.takeDue(nowMs)) if (!first.has(id)) first.set(id, nowMs)
      }
      expect(first).toEqual(earliest)
      expect(queue.nextAtMs).toBeUndefined()
    })
  )
})

test('renewing a thousand times keeps one entry', () => {
  const queue = new ExpiryQueue()
  for (let atMs = 10; atMs < 1010; atMs++) queue.add(atMs, 'a')
  expect(queue.takeDue(2000)).toEqual(['a'])
  expect(queue.nextAtMs).toBeUndefined()
})

test('what is dropped is not due, and is when it is added again', () => {
  const queue = new ExpiryQueue()
  for (const id of ['a', 'b', 'c', 'd']) queue.add(10, id)
  queue.drop('b')
  queue.drop('c')
  queue.add(20, 'c')
  expect(queue.takeDue(10).sort()).toEqual(['a', 'd'])
  expect(queue.takeDue(20)).toEqual(['c'])
  expect(queue.nextAtMs).toBeUndefined()
})

test('whatever is added and dropped in whatever order, exactly what is waited for is due, and its memory follows that', () => {
  const step = fc.record({
    atMs: fc.integer({ min: 0, max: 9 }),
    id: fc.nat({ max: 20 }).map(String),
    drops: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new ExpiryQueue()
      const waited = new Map<string, number>()
      for (const { atMs, id, drops } of steps) {
        if (drops) {
          queue.drop(id)
          waited.delete(id)
        } else {
          queue.add(atMs, id)
          waited.set(id, Math.min(atMs, waited.get(id) ?? Infinity))
        }
        expect(queue.size).toBeLessThanOrEqual(2 * waited.size + 1)
      }
      for (let nowMs = 0; nowMs < 10; nowMs++) {
        const due = [...waited].filter(([, atMs]) => atMs === nowMs).map(([id]) => id)
        expect(queue.takeDue(nowMs).sort()).toEqual(due.sort())
      }
    })
  )
})

test('a look that is asked for ever earlier is one entry', () => {
  const queue = new ExpiryQueue()
  for (let atMs = 2000; atMs > 1000; atMs--) queue.add(atMs, 'a')
  expect(queue.size).toBeLessThan(4)
  expect(queue.takeDue(3000)).toEqual(['a'])
})
