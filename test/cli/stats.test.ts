import { expect, test } from 'vitest'
import { addUp, describeStats } from '../../src/cli/stats.js'
import type { History } from '../../src/gateway/index.js'

const SINCE_MS = Date.UTC(2026, 10, 1)
const day = { uplinkBytes: 0, memberBytes: 0, cacheBytes: 0, notSharedBytes: 0, servedBytes: 0, transfers: 0 }
const content = { bytes: 1000, uplinkBytes: 0, memberBytes: 0, cacheBytes: 0, crossings: 0, forOthers: false, atMs: 0 }
const none: History = { sinceMs: SINCE_MS, days: [], contents: [] }
const history: History = {
  sinceMs: SINCE_MS,
  days: [
    { ...day, day: '2026-11-02', uplinkBytes: 1000, memberBytes: 500, servedBytes: 70, transfers: 2 },
    { ...day, day: '2026-11-03', memberBytes: 500, cacheBytes: 2000, notSharedBytes: 9, transfers: 3 }
  ],
  contents: [
    { ...content, url: 'http://o.example/a', memberBytes: 1000 },
    { ...content, url: 'http://o.example/b', bytes: 2000, cacheBytes: 2000 },
    { ...content, url: 'http://o.example/a', uplinkBytes: 1000 }
  ]
}

test('bytes are added up by source; what did not cross the uplink is saved', () => {
  expect(addUp(history, 10)).toMatchObject({
    ...{ uplinkBytes: 1000, memberBytes: 1000, cacheBytes: 2000, savedBytes: 3000 },
    ...{ servedBytes: 70, notSharedBytes: 9, transfers: 5, crossings: 0.25 }
  })
})

test('a content that came several times stands there once; what saved most comes first', () => {
  const { top } = addUp(history, 10)
  expect(top).toEqual([
    { url: 'http://o.example/b', times: 1, bytes: 2000, uplinkBytes: 0, savedBytes: 2000, crossings: 0 },
    { url: 'http://o.example/a', times: 2, bytes: 1000, uplinkBytes: 1000, savedBytes: 1000, crossings: 0.5 }
  ])
  expect(addUp(history, 1).top).toHaveLength(1)
})

test('in lines', () => {
  const lines = describeStats(addUp(history, 10))
  expect(lines[0]).toBe('since 2026-11-01: 2.9 KiB did not cross the uplink (75 % of 3.9 KiB)')
  expect(lines).toContain('  crossings        0.25 per content, at this node')
  expect(lines.at(-1)).toBe('    1000 B       0.50      2  http://o.example/a')
})

test('where nothing came nothing is divided by it', () => {
  expect(addUp(none, 10)).toMatchObject({ savedBytes: 0, crossings: undefined, top: [] })
  expect(describeStats(addUp(none, 10))).toEqual(['since 2026-11-01: nothing came through this node'])
  const empty = { ...none, contents: [{ ...content, url: 'http://o.example/empty', bytes: 0 }] }
  expect(addUp(empty, 10)).toMatchObject({ crossings: undefined, top: [{ crossings: 0 }] })
})
