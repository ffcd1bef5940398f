import { expect, test } from 'vitest'
import { describeReport, reportOf, type DemoRun } from '../../../src/cli/demo/report.js'

const digest = 'ab'.repeat(32)

/** alice fetched everything, bob read along. */
function run(change: Partial<DemoRun> = {}): DemoRun {
  const times = { ms: 1, firstByteMs: 1, fetchedFromOriginAtMs: undefined }
  const result = { url: 'u', group: 'g', digest, bytes: 1000, ...times, askedInVain: false, rereadBytes: 0, kept: true }
  return {
    bytes: 1000,
    digest,
    rateMbit: 1,
    originBytes: 1000,
    ranges: [{ start: 0, end: 1000, sentBytes: 1000, unreadBytes: 0 }],
    makespanMs: 9,
    nameOf: new Map([
      ['A', 'alice'],
      ['B', 'bob'],
      ['C', 'carol']
    ]),
    peers: [
      {
        name: 'alice',
        peerId: 'A',
        arrivedDigest: digest,
        result: { ...result, sources: { uplink: 1000, members: {}, cache: 0 } }
      },
      {
        name: 'bob',
        peerId: 'B',
        arrivedDigest: digest,
        result: { ...result, sources: { uplink: 0, members: { A: 1000 }, cache: 0 } }
      }
    ],
    ...change
  }
}

test('one crossing is well, and told in words', () => {
  const report = reportOf(run())
  expect(report).toMatchObject({ ok: true, crossings: 1, originBytes: 1000, uplinkSum: 1000, idealMs: 8, peers: 2 })
  expect(describeReport(report)).toContain('bob got 1000 B from alice.')
})

test.each([
  ['bytes that crossed twice', { originBytes: 1006 }],
  ['ledgers that do not agree with the origin', { originBytes: 999 }],
  [
    'ranges asked for twice',
    {
      ranges: [
        { start: 0, end: 600, sentBytes: 600, unreadBytes: 0 },
        { start: 500, end: 1000, sentBytes: 400, unreadBytes: 0 }
      ]
    }
  ],
  ['a wrong digest', { digest: 'cd'.repeat(32) }]
])('%s are not well', (_what, change) => {
  const report = reportOf(run(change))
  expect(report.ok).toBe(false)
  expect(report.failures).not.toEqual([])
})

test('ranges that touch do not overlap', () => {
  const ranges = [
    { start: 500, end: 1000, sentBytes: 500, unreadBytes: 0 },
    { start: 0, end: 500, sentBytes: 500, unreadBytes: 0 }
  ]
  expect(reportOf(run({ ranges })).rangesOverlap).toBe(false)
})

const LEAF = 128 * 1024

/** carol led, was killed, and alice went on. */
function killed(change: Partial<DemoRun> = {}): DemoRun {
  const lead = { fromMs: 0, toMs: 1, fromBytes: 0, toBytes: 1, wasKilled: false }
  return run({
    originBytes: 1200,
    ranges: [
      { start: 0, end: 20 * LEAF, sentBytes: 12 * LEAF + 5, unreadBytes: 2 * LEAF },
      { start: 9 * LEAF, end: 20 * LEAF, sentBytes: 11 * LEAF, unreadBytes: 0 }
    ],
    leads: [
      { ...lead, name: 'carol', wasKilled: true },
      { ...lead, name: 'alice' }
    ],
    ...change
  })
}

test('a download that was taken over is well where two leaves at most were sent twice, and says who led', () => {
  const report = reportOf(killed())
  expect(report).toMatchObject({ ok: true, leavesTwice: 2, failures: [] })
  const told = describeReport(report).join('\n')
  expect(told).toMatch(/carol .*killed\nalice/)
  expect(told).toContain('ranges asked for twice: 2 leaves (limit 2)')
  expect(told).toContain('from 0 B on and 256.0 KiB to the dead')
})

test.each([
  ['a third leaf sent twice', { ranges: [...killed().ranges, { start: 0, end: 1, sentBytes: 1, unreadBytes: 0 }] }],
  ['nobody killed', { leads: [] }],
  ['a wrong digest', { digest: 'cd'.repeat(32) }]
])('%s, where the downloader is to be killed, is not well', (_what, change) => {
  const report = reportOf(killed(change))
  expect(report.ok).toBe(false)
  expect(report.failures).toHaveLength(1)
})
