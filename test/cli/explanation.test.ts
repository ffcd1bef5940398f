import { expect, test } from 'vitest'
import { describeExplanation } from '../../src/cli/explanation.js'
import type { ExplainAnswer } from '../../src/gateway/index.js'

const nowMs = Date.UTC(2026, 10, 21, 12)
const measured = { complete: true, heldBytes: 2 ** 20, roundTripMs: undefined, load: 0, verifiedAtMs: undefined }
const known = { ...measured, contentType: undefined, url: undefined, digest: 'ab'.repeat(32), bytes: 2 ** 20 }

/** As alice's node tells it: bob holds it, carol is out, dave is away. */
const answer: ExplainAnswer = {
  url: 'http://origin.example/file',
  urlKey: '5a'.repeat(32),
  privacy: 'share',
  group: { id: 'cd'.repeat(32), name: 'Home' },
  members: [
    { peer: 'A', name: 'alice', present: true, self: true },
    { peer: 'B', name: 'bob', present: true, self: false },
    { peer: 'C', name: 'carol', present: true, self: false },
    { peer: 'D', name: 'dave', present: false, self: false }
  ],
  next: { step: 'copy', from: ['B'] },
  freshness: undefined,
  holders: [
    { ...known, holder: 'B', present: true, self: false, fetchedFromOriginAtMs: nowMs - 3 * 3_600_000, counts: true }
  ],
  transfer: undefined,
  downloaders: [],
  candidates: ['B', 'A'],
  provider: 'B',
  out: [{ peer: 'C', reasons: ['uplink: no'] }],
  origin: {
    ...{ host: 'origin.example', proxy: undefined, carried: false, error: undefined },
    addresses: [{ address: '192.0.2.7', refusal: undefined }]
  },
  need: { mode: 'alongside', asks: false, waitMs: 0, answered: [] },
  last: undefined
}

test('what is past its life says so', () => {
  const freshness = { isFresh: false, ageMs: 1, mayServeStale: true }
  expect(describeExplanation({ ...answer, freshness }, nowMs)[2]).toBe(
    '  now: past its life: its origin is asked whether it is still the same; then copied from bob: the uplink is not used'
  )
  expect(describeExplanation({ ...answer, freshness: { ...freshness, isFresh: true } }, nowMs)[2]).toBe(
    '  now: copied from bob: the uplink is not used'
  )
})

test('the story reads in plain lines', () => {
  expect(describeExplanation(answer, nowMs)).toEqual([
    'http://origin.example/file',
    '  in the group Home it is known by the key 5a5a5a5a5a5a5a5a…',
    '  now: copied from bob: the uplink is not used',
    '  held by:',
    '    bob: 1.0 MiB, present, fetched 3 h ago',
    '  on its way: no transfer runs',
    '  may download for all, in this order:',
    '    bob, elected',
    '    alice (this node)',
    '  out:',
    '    carol: uplink: no',
    '    dave: away',
    '  asking members:',
    '    nobody need be asked who has it',
    '  origin origin.example:',
    '    192.0.2.7: this node may go there',
    '  last time: not asked for at this node since it started'
  ])
})

test('the last time says where the bytes came from, or why none did', () => {
  const asked = { id: '1', group: answer.group.id, url: answer.url }
  const error = { code: 'ORIGIN_STATUS', message: 'origin.example answered 404' }
  expect(describeExplanation({ ...answer, last: { ...asked, state: 'failed', error } }, nowMs).at(-1)).toBe(
    '    failed: origin.example answered 404 (ORIGIN_STATUS)'
  )
  const times = { ms: 1500, firstByteMs: 20, fetchedFromOriginAtMs: undefined, askedInVain: true, kept: true }
  const sources = { uplink: 1024, members: { B: 2048 }, cache: 0 }
  const result = { ...times, url: answer.url, group: 'g', digest: known.digest, bytes: 3072, sources, rereadBytes: 512 }
  const last = { ...asked, state: 'done' as const, firstByteMs: 20, result }
  expect(describeExplanation({ ...answer, last }, nowMs).slice(-6)).toEqual([
    '  last time:',
    '    3.0 KiB in 1.5 s, the first byte after 20 ms',
    '    1.0 KiB over the uplink',
    '    2.0 KiB from bob',
    '    the group was asked in vain',
    '    512 B crossed the uplink again'
  ])
  const origin = { ...answer.origin, proxy: 'http://proxy.example:3128', carried: true }
  const lines = describeExplanation({ ...answer, origin, last }, nowMs)
  expect(lines).toContain('    1.0 KiB over the uplink, through the proxy http://proxy.example:3128')
  expect(lines.slice(lines.indexOf('  origin origin.example:'))).toMatchObject([
    '  origin origin.example:',
    '    what is not shared goes through members that carry connections',
    '    through the proxy http://proxy.example:3128',
    '    192.0.2.7: this node may go there',
    ...lines.slice(-6)
  ])
})

test.each([
  [{ mode: 'off', asks: false, waitMs: 0 }, 'nobody is asked who has it: need.mode is off'],
  [{ mode: 'alongside', asks: true, waitMs: 0 }, 'all are asked who has it, while it is downloaded'],
  [{ mode: 'ask-first', asks: true, waitMs: 2200 }, 'all are asked who has it first, and have 2.2 s to answer']
] as const)('what the need flow would do: %j', (story, line) => {
  const need = { ...story, answered: [{ peer: 'B', afterMs: 311 }] }
  const lines = describeExplanation({ ...answer, need }, nowMs)
  const at = lines.indexOf('  asking members:')
  expect(lines.slice(at + 1, at + 3)).toEqual([`    ${line}`, '    last time bob answered after 311 ms'])
})

test.each([
  ['alongside', 'lead', ['A', 'B'], 'downloaded by this node for all: it is first in rank'],
  ['off', 'lead', ['B', 'A'], 'downloaded by this node for all: nobody else is asked to'],
  [
    ...(['off', 'nowhere', ['B']] as const),
    'not to be had now: nobody holds it or downloads it, nobody is asked to, and this node may not use its uplink'
  ],
  ['off', 'nowhere', [], 'not to be had now: nobody holds it or may download it, and this node may not use its uplink']
] as const)('what comes with need.mode %s: %s, where %j may go', (mode, step, candidates, line) => {
  const lines = describeExplanation(
    { ...answer, need: { ...answer.need, mode }, next: { step }, candidates: [...candidates] },
    nowMs
  )
  expect(lines[2]).toBe(`  now: ${line}`)
})
