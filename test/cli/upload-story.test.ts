// What `potluck upload` and `potluck uploads` say of one.
import { expect, test } from 'vitest'
import { describeUpload, listedUpload, UploadStory } from '../../src/cli/upload-story.js'
import type { ApiUpload } from '../../src/gateway/index.js'

const BOB = { peer: 'B', group: 'cd'.repeat(32) }
const ATTEMPT = { atMs: 1_000, endedAtMs: 2_000, detail: '' }
const upload: ApiUpload = {
  ...{ id: '3f2a90c1'.repeat(4), url: 'https://vendor.example/reports', name: 'report.xml', bytes: 9 },
  ...{ contentType: 'application/xml', digest: 'ab'.repeat(32), isSealed: false, direct: true },
  ...{ addedAtMs: 0, expiresAtMs: 30 * 86_400_000, state: 'queued', waitsFor: 'turn', attempts: [], attemptCount: 0 }
}

function nameOf(peer: string): string {
  return { B: 'bob', C: 'carol' }[peer] ?? peer
}

test('how an upload goes, as it goes: each thing once', () => {
  const story = new UploadStory(upload)
  const direct = { ...ATTEMPT, result: 'unreachable' as const, detail: 'vendor.example has no address' }
  const wrong = { ...ATTEMPT, by: BOB, result: 'wrong-receipt' as const, status: 200, detail: 'another key\u001b[2J' }
  const changes: ApiUpload[] = [
    upload,
    { ...upload, state: 'direct' },
    { ...upload, state: 'asking', attempts: [direct], attemptCount: 1 },
    { ...upload, state: 'forwarding', by: BOB, attempts: [direct], attemptCount: 1 },
    { ...upload, state: 'waiting', by: BOB, untilMs: 45_000, attempts: [direct], attemptCount: 1 },
    { ...upload, state: 'waiting', by: BOB, untilMs: 45_000, attempts: [direct], attemptCount: 1 },
    { ...upload, state: 'queued', waitsFor: 'later', untilMs: 5_000, attempts: [direct, wrong], attemptCount: 2 },
    {
      ...{ ...upload, state: 'delivered', attempts: [direct, wrong], attemptCount: 2 },
      outcome: { atMs: 9_000, by: { ...BOB, peer: 'C' }, status: 201, proof: 'receipt', keyId: 'abcdefghijklmnop' }
    }
  ]
  expect(changes.flatMap((change) => story.take(change, nameOf, 0))).toEqual([
    'waits for its turn',
    'goes directly, over the line of this machine',
    'directly: not reached: vendor.example has no address',
    'members are asked who takes it',
    'goes to bob',
    'bob has it, and is to bring the receipt within 45 s',
    'bob: brings a wrong receipt (200): another key[2J',
    'is tried again in 5 s',
    'delivered by carol (201), its receipt is signed by the key abcdefghijkl…'
  ])
})

test('what was tried before one looked is not said as if it were new', () => {
  const attempts = [{ ...ATTEMPT, result: 'nobody' as const }]
  const known = { ...upload, state: 'asking' as const, attempts, attemptCount: 1 }
  expect(new UploadStory(known).take(known, nameOf, 0)).toEqual(['members are asked who takes it'])
  expect(new UploadStory(upload).take(known, nameOf, 0)).toEqual([
    'no member takes it',
    'members are asked who takes it'
  ])
})

test('each time nobody takes it is said, though all in a row are one attempt', () => {
  const story = new UploadStory(upload)
  const later = (endedAtMs: number): ApiUpload => {
    const attempts = [{ ...ATTEMPT, result: 'nobody' as const, endedAtMs }]
    return { ...upload, waitsFor: 'later', untilMs: endedAtMs + 5_000, attempts, attemptCount: 1 }
  }
  const asking = { ...later(2_000), state: 'asking' as const, waitsFor: undefined, untilMs: undefined }
  const changes = [later(2_000), later(2_000), asking, later(8_000)]
  expect(changes.flatMap((change) => story.take(change, nameOf, change.attempts[0]!.endedAtMs))).toEqual([
    ...['no member takes it', 'is tried again in 5 s'],
    ...['members are asked who takes it', 'no member takes it', 'is tried again in 5 s']
  ])
})

test.each<[Partial<ApiUpload>, string]>([
  [
    { waitsFor: 'key', untilMs: 9_000 },
    'waits, tried again in 9 s: it cannot go directly; and for members no key says'
  ],
  [
    {
      ...{ waitsFor: 'key', untilMs: 9_000, attemptCount: 3 },
      attempts: [
        {
          ...ATTEMPT,
          result: 'unreachable',
          detail: 'nosuch.example cannot be reached (ENOTFOUND)'
        },
        { ...ATTEMPT, by: BOB, result: 'unreachable', detail: 'another' },
        { ...ATTEMPT, result: 'nobody' }
      ]
    },
    'in 9 s: directly: not reached: nosuch.example cannot be reached (ENOTFOUND); and for members'
  ],
  [
    { state: 'refused', outcome: { atMs: 0, status: 422, proof: 'tls' } },
    'refused by its backend, directly (422), as its'
  ],
  [
    { state: 'delivered', outcome: { atMs: 0, status: 200, proof: 'none' } },
    'an answer over plain HTTP says, which proves'
  ],
  [{ state: 'expired' }, 'given up'],
  [{ state: 'cancelled' }, 'cancelled']
])('%j', (change, words) => {
  expect(listedUpload({ ...upload, ...change }, nameOf, 0)).toContain(words)
})

test('all of one: what it is, what was tried, and that no name steers the terminal', () => {
  const attempts = [{ ...ATTEMPT, by: BOB, result: 'given-back' as const, detail: 'no line' }]
  const shown = describeUpload({ ...upload, name: 'a\nb\u001b[1m', attempts, attemptCount: 33 }, nameOf, 0)
  expect(shown).toEqual([
    `${upload.id}  waits for its turn`,
    '  ab[1m, 9 B, application/xml -> https://vendor.example/reports',
    '  added 1970-01-01 00:00:00; given up in 30 d',
    '  32 attempts before these',
    '  1970-01-01 00:00:01  bob: gives it back: no line'
  ])
})
