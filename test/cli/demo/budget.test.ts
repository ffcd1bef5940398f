import { expect, test } from 'vitest'
import { demoBudgetMs } from '../../../src/cli/demo/demo.js'

test('the demo as it is by itself gives up early enough to build, run and stop within a minute', () => {
  const buildAndStopMs = 15_000
  expect(demoBudgetMs({ contentBytes: 32 * 2 ** 20, rateMbit: 50 }) + buildAndStopMs).toBeLessThan(60_000)
})

test('a larger file or a slower uplink gets the time it needs', () => {
  const idealMs = 80_000
  expect(demoBudgetMs({ contentBytes: 10_000_000, rateMbit: 1 })).toBeGreaterThan(idealMs)
})
