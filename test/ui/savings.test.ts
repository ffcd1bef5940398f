import { expect, test } from 'vitest'
import { barHeights, crossingsWords, lastDays, savingsOf } from '../../src/ui/savings.js'

const NOON_MS = Date.UTC(2026, 10, 21, 12)
const days = [
  { day: '2026-11-19', uplinkBytes: 100, memberBytes: 250, cacheBytes: 50 },
  { day: '2026-11-21', uplinkBytes: 0, memberBytes: 400, cacheBytes: 0 }
]

test('what did not cross the uplink is what members and the cache gave', () => {
  expect(savingsOf({ days })).toEqual({
    total: { uplink: 100, members: 650, cache: 50 },
    bytes: 800,
    savedBytes: 700,
    savedShare: 0.875
  })
})

test('nothing is nothing, not a division by it', () => {
  expect(savingsOf({ days: [] })).toMatchObject({ bytes: 0, savedBytes: 0, savedShare: 0 })
})

test('days without traffic are days too, the oldest first', () => {
  expect(lastDays({ days }, NOON_MS, 3)).toEqual([
    { day: '2026-11-19', uplink: 100, members: 250, cache: 50 },
    { day: '2026-11-20', uplink: 0, members: 0, cache: 0 },
    { day: '2026-11-21', uplink: 0, members: 400, cache: 0 }
  ])
})

test.each([
  [0, 'not at all'],
  [1, 'once'],
  [1.004, 'once'],
  [0.25, '25 % of it'],
  [0.001, '1 % of it'],
  [1.5, '1.5 times'],
  [3, '3.0 times']
])('%d crossings: %s', (crossings, words) => {
  expect(crossingsWords(crossings)).toBe(words)
})

test('the highest day fills the chart; without traffic nothing does', () => {
  expect(barHeights({ uplink: 1, members: 2, cache: 1 }, 4)).toEqual({ uplink: 0.25, members: 0.5, cache: 0.25 })
  expect(barHeights({ uplink: 0, members: 0, cache: 0 }, 0)).toEqual({ uplink: 0, members: 0, cache: 0 })
})
