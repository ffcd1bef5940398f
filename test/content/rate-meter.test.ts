import { expect, test } from 'vitest'
import { RATE_PERIOD_MS, RATE_PERIODS } from '../../src/content/defaults.js'
import { RateMeter } from '../../src/content/rate-meter.js'

const MIB = 2 ** 20

/** So many seconds of that rate, in eighths. @returns when it has ended */
function bring(meter: RateMeter, fromMs: number, seconds: number, bytesPerSecond: number): number {
  const endMs = fromMs + 1000 * seconds
  for (let atMs = fromMs; atMs < endMs; atMs += 125) meter.count(bytesPerSecond / 8, atMs)
  return endMs
}

test('nothing is said before three seconds of transfers', () => {
  const meter = new RateMeter()
  const twoMs = bring(meter, 0, 2, MIB)
  expect(meter.estimate(twoMs)).toBeUndefined()
  const threeMs = bring(meter, twoMs, 1, MIB)
  expect(meter.estimate(threeMs)).toBe(MIB)
})

test('slow origins, small files and pauses count nothing against a line, one burst nothing for it', () => {
  const meter = new RateMeter()
  let atMs = bring(meter, 0, 10, 4 * MIB)
  atMs = bring(meter, atMs + 60_000, 100, 1000)
  meter.count(100 * MIB, atMs + 5_000)
  meter.count(1, atMs + 65_000)
  expect(meter.estimate(atMs + 70_000)).toBe(4 * MIB)
})

test('what a line brought is worth a day', () => {
  const meter = new RateMeter()
  bring(meter, 0, 10, 8 * MIB)
  const laterMs = 2 * RATE_PERIOD_MS
  bring(meter, laterMs, 10, MIB)
  expect(meter.estimate(laterMs + 20_000)).toBe(8 * MIB)
  expect(meter.estimate(RATE_PERIODS * RATE_PERIOD_MS)).toBe(MIB)
  expect(meter.estimate(laterMs + 20_000 + RATE_PERIODS * RATE_PERIOD_MS)).toBeUndefined()
})
