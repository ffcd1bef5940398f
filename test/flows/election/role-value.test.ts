// The role value of a candidate, and when it speaks.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  MAX_RESPONSE_DELAY_MS,
  ROLE_VALUES,
  START_SPREAD_MS,
  TIME_OUT_MS
} from '../../../src/flows/election/defaults.js'
import { delayRange, responseDelayMs, roleValueOf, startDelayMs } from '../../../src/flows/election/role-value.js'

const ranks = fc
  .record({ members: fc.integer({ min: 1, max: 100_000 }), share: fc.double({ min: 0, max: 0.999_999, noNaN: true }) })
  .map(({ members, share }) => ({ members, rank: Math.floor(share * members) }))

test('the fewer would win against a candidate, the higher its role value', () => {
  expect([0, 1, 2, 3, 4, 5, 1_000].map(roleValueOf)).toEqual([4, 3, 2, 1, 0, 0, 0])
})

test('ranges: a higher role value has an earlier one, none overlaps another, all end before the time-out', () => {
  const ranges = Array.from({ length: ROLE_VALUES }, (_, role) => delayRange(role))
  expect(ranges.at(-1)).toEqual({ fromMs: 0, toMs: 400 })
  expect(ranges[0]).toEqual({ fromMs: 1_600, toMs: MAX_RESPONSE_DELAY_MS })
  for (let role = 1; role < ROLE_VALUES; role++) expect(ranges[role]!.toMs).toBe(ranges[role - 1]!.fromMs)
  expect(MAX_RESPONSE_DELAY_MS).toBeLessThan(TIME_OUT_MS)
})

test('a delay lies in the range of its role, however many are here, and who is better does not wait longer', () => {
  fc.assert(
    fc.property(ranks, ({ rank, members }) => {
      const { fromMs, toMs } = delayRange(roleValueOf(rank))
      const delayMs = responseDelayMs(rank, members)
      expect(delayMs >= fromMs && delayMs <= toMs).toBe(true)
      expect(startDelayMs(rank, members)).toBeLessThan(delayRange(0).fromMs + START_SPREAD_MS)
      for (const delay of [responseDelayMs, startDelayMs])
        expect(delay(rank, members)).toBeLessThanOrEqual(delay(rank + 1, members))
    })
  )
})

test('of those without a range of their own few answer early, and they begin evenly over seconds', () => {
  const within = (delay: typeof startDelayMs, ms: number): number => {
    const delays = Array.from({ length: 1_000 }, (_, rank) => delay(rank, 1_000))
    return delays.filter((delayMs) => delayMs >= 1_600 && delayMs < 1_600 + ms).length
  }
  expect(within(responseDelayMs, 200)).toBeLessThan(25)
  expect(within(startDelayMs, START_SPREAD_MS / 2)).toBeGreaterThan(490)
})
