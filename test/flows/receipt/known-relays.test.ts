import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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
  known.took(ORIGIN, carol.peer, 10_000_000)
  expect(order(known)).toEqual(['bob', 'carol'])
  known.left(ORIGIN, carol.peer, 10_000_000)
  expect(order(known)).toEqual(['carol', 'bob'])
})

test('of two that are alike uploads go to both in turn', () => {
  const known = new KnownRelays()
  for (const by of [byBob, byCarol]) known.heard(ORIGIN, relayOf(by, []), 0)
  const [first] = order(known)
  known.took(ORIGIN, first === 'bob' ? bob.peer : carol.peer, 0)
  expect(order(known)[0]).not.toBe(first)
})

describe('who promises most, and has shown nothing', () => {
  const PROMISES = pairs({ every: '0', rate: '1000000000000' })
  const SLOWER = pairs({ every: '60000', rate: '20000' })

  /** Bob promises, Carol is slower. */
  function both(): KnownRelays {
    const known = new KnownRelays()
    known.heard(ORIGIN, relayOf(byBob, PROMISES), 0)
    known.heard(ORIGIN, relayOf(byCarol, SLOWER), 0)
    return known
  }

  test('gets two, then others come first, until they have two as well', () => {
    const known = both()
    for (const expected of ['bob', 'bob', 'carol', 'carol', 'bob', 'bob', 'carol']) {
      expect(order(known)[0]).toBe(expected)
      known.took(ORIGIN, expected === 'bob' ? bob.peer : carol.peer, 2_048)
    }
  })

  test('gets all where there is nobody else', () => {
    const known = new KnownRelays()
    known.heard(ORIGIN, relayOf(byBob, PROMISES), 0)
    for (let count = 0; count < 1_000; count++) known.took(ORIGIN, bob.peer, 2_048)
    expect(order(known)).toEqual(['bob'])
  })

  test('gets one more for each receipt, and two again once it has lost one', () => {
    const known = both()
    known.brought(ORIGIN, bob.peer)
    for (let count = 0; count < 3; count++) {
      expect(order(known)[0]).toBe('bob')
      known.took(ORIGIN, bob.peer, 2_048)
    }
    expect(order(known)[0]).toBe('carol')
    known.brought(ORIGIN, bob.peer)
    expect(order(known)[0]).toBe('bob')
    known.lost(ORIGIN, bob.peer)
    expect(order(known)[0]).toBe('carol')
    known.left(ORIGIN, bob.peer, 2_048)
    known.left(ORIGIN, bob.peer, 2_048)
    expect(order(known)[0]).toBe('bob')
  })

  test('has shown nothing at one origin by what it brings from another, and is not held to what it has of that', () => {
    const known = both()
    for (let count = 0; count < 9; count++) known.brought('https://elsewhere.example', bob.peer)
    for (let count = 0; count < 2; count++) known.took(ORIGIN, bob.peer, 0)
    expect(order(known)[0]).toBe('carol')
    const other = both()
    for (let count = 0; count < 9; count++) other.took('https://elsewhere.example', bob.peer, 0)
    expect(order(other)[0]).toBe('bob')
  })

  test('who is very late is still worse: an hourly uploader gets none of the first twelve', () => {
    const known = new KnownRelays()
    known.heard(ORIGIN, relayOf(byBob, PROMISES), 0)
    known.heard(ORIGIN, relayOf(byCarol, pairs({ every: '3600000' })), 0)
    for (let count = 0; count < 12; count++) {
      expect(order(known)[0]).toBe('bob')
      known.took(ORIGIN, bob.peer, 2_048)
    }
  })

  test('and keeps all that it gets, gets no more than another takes to bring its first, and two, however many there are', () => {
    const latency = fc.integer({ min: 1, max: 64 })
    const holds = fc.property(latency, fc.integer({ min: 1, max: 300 }), (latency, uploads) => {
      const known = both()
      const byOther: number[] = []
      let kept = 0
      for (let at = 0; at < uploads; at++) {
        while (byOther[0] !== undefined && byOther[0] + latency <= at) {
          byOther.shift()
          known.brought(ORIGIN, carol.peer)
          known.left(ORIGIN, carol.peer, 2_048)
        }
        const isBob = order(known)[0] === 'bob'
        known.took(ORIGIN, isBob ? bob.peer : carol.peer, 2_048)
        if (isBob) kept++
        else byOther.push(at)
      }
      expect(kept).toBeLessThanOrEqual(latency + 2)
    })
    fc.assert(holds, { seed: 1, numRuns: 30 })
  })
})

test('two that bring all they get share a thousand evenly, whatever they take for each', () => {
  for (const latency of [8, 40, 200]) {
    const known = new KnownRelays()
    for (const by of [byBob, byCarol]) known.heard(ORIGIN, relayOf(by, []), 0)
    const given: string[] = []
    for (let at = 0; at < 1_000; at++) {
      const done = given[at - latency]
      if (done !== undefined) {
        const { peer } = done === 'bob' ? bob : carol
        known.brought(ORIGIN, peer)
        known.left(ORIGIN, peer, 2_048)
      }
      given.push(order(known)[0]!)
      known.took(ORIGIN, (given[at] === 'bob' ? bob : carol).peer, 2_048)
    }
    const byBobs = given.filter((name) => name === 'bob').length
    expect(byBobs).toBeGreaterThanOrEqual(490)
    expect(byBobs).toBeLessThanOrEqual(510)
  }
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
