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
