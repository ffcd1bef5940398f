import { expect, test } from 'vitest'
import { maximumWaitMs } from '../../../src/flows/receipt/maximum-wait.js'

const REPORT = { bytes: 2_048, queuedBytes: 0, everyMs: 0, bytesPerSecond: 1_000_000 }

test.each([
  ['a small report at a relay that sends at once: the least', REPORT, 45_000],
  ['one that sends once an hour', { ...REPORT, everyMs: 3_600_000 }, 3_630_005],
  ['100 MiB at 1 MB/s: twice what that takes', { ...REPORT, bytes: 104_857_600 }, 239_716],
  ['the same behind as much again', { ...REPORT, bytes: 104_857_600, queuedBytes: 104_857_600 }, 449_431],
  ['nothing was measured: 64 KiB/s', { ...REPORT, bytes: 6_553_600, bytesPerSecond: undefined }, 230_000],
  ['never over a day', { ...REPORT, bytes: 2 ** 40, bytesPerSecond: 1 }, 86_400_000],
  ['a rate of nothing is one byte', { ...REPORT, bytesPerSecond: 0 }, 30_000 + 2 * 2_048_000]
])('%s', (_what, facts, waitMs) => {
  expect(maximumWaitMs(facts)).toBe(waitMs)
})
