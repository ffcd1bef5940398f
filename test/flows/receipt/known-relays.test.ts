import { expect, test } from 'vitest'
import { KnownRelays, relayOf } from '../../../src/flows/receipt/known-relays.js'
import { byBob, byCarol } from './uploading.js'
import { bob, carol } from '../../support/people.js'

const ORIGIN = 'https://vendor.example'

function order(known: KnownRelays, nowMs = 1_000, bytes = 2_048): string[] {
  return known.of(ORIGIN, bytes, nowMs).map(({ by }) => (by.peer === bob.peer ? 'bob' : 'carol'))
}

function pairs(said: { [key: string]: string }): { key: string; value: string }[] {
  return Object.entries(said).map(([key, value]) => ({ key, value }))
}

test('who is likely to be done first comes first: by frequency, rate and what is before it, and what it got from here', () => {
  const known = new KnownRelays()
  known.heard(ORIGIN, relayOf(byBob, pairs({ every: '3600000', rate: '1000000' })), 0)
  known.heard(ORIGIN, relayOf(byCarol, pairs({ every: '0', rate: '1000' })), 0)
  expect(order(known)).toEqual(['carol', 'bob'])
  known.took(carol.peer, 10_000_000)
  expect(order(known)).toEqual(['bob', 'carol'])
  known.left(carol.peer, 10_000_000)
  expect(order(known)).toEqual(['carol', 'bob'])
})

test('of two that are alike uploads go to both in turn', () => {
  const known = new KnownRelays()
  for (const by of [byBob, byCarol]) known.heard(ORIGIN, relayOf(by, []), 0)
  const [first] = order(known)
  known.took(first === 'bob' ? bob.peer : carol.peer, 0)
  expect(order(known)[0]).not.toBe(first)
})

test('they are remembered for a minute, by origin; who gave one back is passed over, who is gone is forgotten', () => {
  const known = new KnownRelays()
  for (const by of [byBob, byCarol]) known.heard(ORIGIN, relayOf(by, []), 0)
  expect(known.of('https://elsewhere.example', 1, 1_000)).toEqual([])
  known.backOff(ORIGIN, bob.peer, 30_000)
  expect(order(known)).toEqual(['carol'])
  expect(order(known, 30_000)).toHaveLength(2)
  known.gone(carol.peer)
  expect(order(known, 30_000)).toEqual(['bob'])
  expect(order(known, 60_000)).toEqual([])
})

test.each([
  ['nothing', {}, { everyMs: 0, bytesPerSecond: undefined, queuedBytes: 0 }],
  [
    'no numbers',
    { every: '-1', rate: 'fast', queued: '1e9' },
    { everyMs: 0, bytesPerSecond: undefined, queuedBytes: 0 }
  ],
  ['a rate of nothing', { rate: '0' }, { everyMs: 0, bytesPerSecond: undefined, queuedBytes: 0 }],
  ['too much', { every: '999999999999999', queued: '999999999999999' }, { everyMs: 86_400_000, queuedBytes: 2 ** 40 }]
])('what a member says is taken within bounds: %s', (_what, said, read) => {
  expect(relayOf(byBob, pairs(said))).toMatchObject(read)
})
