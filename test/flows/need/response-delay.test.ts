// How long holders wait: within the range, few early ones, later where much was served.
import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/index.js'
import { SERVED_HALF_LIFE_MS, SERVED_UNIT_BYTES } from '../../../src/flows/need/defaults.js'
import { responseDelayMs, ServedLately, type DelayInit } from '../../../src/flows/need/response-delay.js'

const INIT: DelayInit = { shape: 'exponential', maxDelayMs: 2_000, groupSize: 200, servedBytes: 0 }

function drawn(init: Partial<DelayInit>, count = 20_000): number[] {
  const random = seededRandom(1)
  return Array.from({ length: count }, () => responseDelayMs({ ...INIT, ...init }, random)).sort((a, b) => a - b)
}

function mean(delays: readonly number[]): number {
  return delays.reduce((sum, delayMs) => sum + delayMs, 0) / delays.length
}

test.each([
  { shape: 'uniform' } as const,
  {},
  { groupSize: 0 },
  { groupSize: 1 },
  { groupSize: 1e12, servedBytes: 1e15 },
  { servedBytes: -1 },
  { maxDelayMs: 0 }
])('a delay is never longer than askers wait, nor negative: %o', (init) => {
  const delays = drawn(init, 1_000)
  expect(delays.every((delayMs) => delayMs >= 0 && delayMs <= (init.maxDelayMs ?? 2_000))).toBe(true)
})

test('both ends of chance give both ends of the range', () => {
  const ends = [0, 1 - 2 ** -48].map((fraction) => {
    return responseDelayMs(INIT, { fraction: () => fraction, bytes: () => new Uint8Array() })
  })
  expect(ends[0]).toBe(0)
  expect(ends[1]).toBeCloseTo(2_000, 6)
})

test('the exponential one has the mean that RFC 5401 gives it, the uniform one half of the range', () => {
  // Of the density proportional to exp(L t / T) on [0, T]: T (1 / (1 - exp(-L)) - 1 / L).
  const lambda = Math.log(200) + 1
  expect(mean(drawn({})) / (2_000 * (1 / -Math.expm1(-lambda) - 1 / lambda))).toBeCloseTo(1, 2)
  expect(mean(drawn({ shape: 'uniform' })) / 1_000).toBeCloseTo(1, 1)
})

test('of twice as many, or of who served one unit lately, half as many are early', () => {
  const early = (init: Partial<DelayInit>): number => drawn(init).filter((delayMs) => delayMs < 500).length
  const before = early({})
  for (const change of [{ groupSize: 400 }, { servedBytes: SERVED_UNIT_BYTES }]) {
    // A little more than half, since the range is bounded.
    expect(early(change) / before).toBeGreaterThan(0.4)
    expect(early(change) / before).toBeLessThan(0.7)
  }
})

test('what was served counts half after a while', () => {
  const served = new ServedLately()
  expect(served.bytes(5)).toBe(0)
  served.add(1_000, 5)
  expect(served.bytes(5 + SERVED_HALF_LIFE_MS)).toBe(500)
  served.add(500, 5 + SERVED_HALF_LIFE_MS)
  expect(served.bytes(5 + 2 * SERVED_HALF_LIFE_MS)).toBe(500)
})
