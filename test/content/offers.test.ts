// What members said that they hold to one node alone: bounded, for minutes, and gone with who said it.
import { beforeEach, describe, expect, test } from 'vitest'
import { MAX_OFFERED_URLS, MAX_OFFERS_PER_URL, OFFER_LIFE_MS } from '../../src/content/crossing-defaults.js'
import { NOTHING_SAID, type Location } from '../../src/content/location.js'
import { Offers } from '../../src/content/offers.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'

const KEY = 'ab'.repeat(32)
const DIGEST = 'cd'.repeat(32)

let clock: FakeClock
let offers: Offers
beforeEach(() => {
  clock = new FakeClock()
  offers = new Offers(clock)
})

function offer(holder: string, digest = DIGEST, urlKey: string | undefined = KEY): Location {
  const name = { recordId: `${holder}/${digest}`, holder, digest, urlKey, writtenAtMs: 1 }
  return { ...NOTHING_SAID, ...name, bytes: 100, leafRoot: new Uint8Array(32), fetchedFromOriginAtMs: 5 }
}

function holders(urlKey = KEY): string[] {
  return offers.of(urlKey).map(({ holder }) => holder)
}

test('are there for minutes, and again after another asking', () => {
  offers.add(offer(alice.peer))
  clock.advance(OFFER_LIFE_MS - 1)
  offers.add(offer(bob.peer))
  expect(holders()).toEqual([alice.peer, bob.peer])
  clock.advance(1)
  expect(holders()).toEqual([bob.peer])
  offers.add(offer(alice.peer))
  expect(holders()).toEqual([bob.peer, alice.peer])
})

test('of one member for one content count once', () => {
  for (let time = 0; time < 3; time++) offers.add(offer(alice.peer))
  offers.add(offer(alice.peer, 'ef'.repeat(32)))
  expect(holders()).toEqual([alice.peer, alice.peer])
})

describe('are gone', () => {
  test('with who said it', () => {
    offers.add(offer(alice.peer))
    offers.add(offer(bob.peer))
    offers.drop(alice.peer)
    expect(holders()).toEqual([bob.peer])
  })

  test('where it does not give what it said, and nothing else of it', () => {
    offers.add(offer(alice.peer))
    offers.add(offer(alice.peer, 'ef'.repeat(32)))
    offers.drop(alice.peer, DIGEST)
    expect(offers.of(KEY).map(({ digest }) => digest)).toEqual(['ef'.repeat(32)])
  })
})

test('of one URL, and of all, are so many at most: the oldest go', () => {
  for (let index = 0; index < MAX_OFFERS_PER_URL + 2; index++) offers.add(offer(`peer ${index}`))
  expect(holders()).toHaveLength(MAX_OFFERS_PER_URL)
  expect(holders()[0]).toBe('peer 2')
  for (let index = 0; index < MAX_OFFERED_URLS; index++) offers.add(offer(alice.peer, DIGEST, `key ${index}`))
  expect(holders()).toEqual([])
  expect(holders('key 0')).toEqual([alice.peer])
})

test('without a URL are none', () => {
  offers.add({ ...offer(alice.peer), urlKey: undefined })
  expect(holders()).toEqual([])
})
