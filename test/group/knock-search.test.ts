import { beforeEach, describe, expect, test } from 'vitest'
import {
  KNOCK_RETRY_MS,
  KNOCK_WAIT_MS,
  MAX_KNOCK_ADDRESSES,
  MAX_KNOCK_ADDRESSES_PER_HOST,
  MAX_KNOCK_ADDRESSES_PER_PEER
} from '../../src/group/defaults.js'
import { KnockSearch, type Door, type DoorAnswer, type KnockSearchOutput } from '../../src/group/knock-search.js'
import { alice, bob, mallory, person, type Person } from '../support/people.js'

const HOME = 'a'.repeat(64)
const ALICES = '/ip4/10.0.0.1/tcp/1967'
const BOBS = '/ip4/10.0.0.2/tcp/1967'
const MALLORYS = '/ip4/10.0.0.66/tcp/1967'

let search: KnockSearch
beforeEach(() => (search = new KnockSearch(HOME)))

function door(of: Person, address: string, groupId = HOME): Door {
  return { groupId, groupName: 'Home', administrator: of.peer, administratorName: of.name, address }
}

const found = (...addresses: string[]): KnockSearchOutput[] => search.handle({ type: 'found', addresses })
const answer = (address: string, said: DoorAnswer): KnockSearchOutput[] =>
  search.handle({ type: 'answered', address, answer: said })
const offer = (of: Person, address: string, groupId?: string): KnockSearchOutput[] => {
  const offered = door(of, address, groupId)
  return answer(address, { type: 'offered', door: offered })
}
const due = (address: string): KnockSearchOutput[] => search.handle({ type: 'due', address })

describe('who looks for a group', () => {
  test('asks every address whose door it is, and knocks at that of its group alone', () => {
    expect(found(ALICES, BOBS)).toEqual([
      { type: 'ask', address: ALICES, what: 'list' },
      { type: 'ask', address: BOBS, what: 'list' }
    ])
    expect(offer(alice, ALICES)).toEqual([
      { type: 'offered', door: door(alice, ALICES) },
      { type: 'ask', address: ALICES, what: 'knock' }
    ])
    expect(offer(bob, BOBS, 'b'.repeat(64)).map(({ type }) => type)).toEqual(['offered', 'set-timer'])
    expect(due(BOBS)).toEqual([{ type: 'ask', address: BOBS, what: 'list' }])
  })

  test('of none only sees which there are', () => {
    search = new KnockSearch(undefined)
    found(ALICES)
    expect(offer(alice, ALICES).map(({ type }) => type)).toEqual(['offered', 'set-timer'])
  })

  test('asks where it has to wait again, as often as it is told within bounds, and says so once', () => {
    found(ALICES)
    offer(alice, ALICES)
    expect(answer(ALICES, { type: 'waiting', inMs: 7000 })).toEqual([
      { type: 'waiting', door: door(alice, ALICES) },
      { type: 'set-timer', address: ALICES, inMs: 7000 }
    ])
    expect(due(ALICES)).toEqual([{ type: 'ask', address: ALICES, what: 'knock' }])
    expect(answer(ALICES, { type: 'waiting', inMs: 1 })).toEqual([
      { type: 'set-timer', address: ALICES, inMs: KNOCK_RETRY_MS }
    ])
    due(ALICES)
    expect(answer(ALICES, { type: 'busy', inMs: 2 ** 40 })).toEqual([
      { type: 'set-timer', address: ALICES, inMs: KNOCK_WAIT_MS }
    ])
    due(ALICES)
    expect(answer(ALICES, { type: 'invited' })).toEqual([{ type: 'end', result: 'invited' }])
    expect(due(ALICES)).toEqual([])
  })

  test('ends with no only when everybody of the group it found has said so, and others had the time to be found', () => {
    found(MALLORYS)
    offer(mallory, MALLORYS)
    expect(answer(MALLORYS, { type: 'denied' })).toEqual([])
    found(ALICES)
    offer(alice, ALICES)
    expect(search.handle({ type: 'settled' })).toEqual([])
    answer(ALICES, { type: 'waiting', inMs: 5000 })
    due(ALICES)
    expect(answer(ALICES, { type: 'denied' })).toEqual([{ type: 'end', result: 'denied' }])
  })

  test('takes the word of an administrator at one of its addresses for the others', () => {
    found(ALICES, BOBS)
    offer(alice, ALICES)
    offer(alice, BOBS)
    answer(BOBS, { type: 'nothing' })
    search.handle({ type: 'settled' })
    expect(answer(ALICES, { type: 'denied' })).toEqual([{ type: 'end', result: 'denied' }])
  })

  test('asks on where nobody answers, and does not believe an answer that it did not ask for', () => {
    found(ALICES)
    expect(answer(ALICES, { type: 'nothing' })).toEqual([{ type: 'set-timer', address: ALICES, inMs: KNOCK_RETRY_MS }])
    expect(answer(ALICES, { type: 'invited' })).toEqual([])
    expect(answer(BOBS, { type: 'invited' })).toEqual([])
  })

  test('asks at so many addresses in all, of one peer and at one host, besides those that were given', () => {
    const ofMallory = Array.from({ length: 50 }, (_, index) => `/ip4/10.0.1.${index}/tcp/1/p2p/${mallory.peer}`)
    expect(found(...ofMallory)).toHaveLength(MAX_KNOCK_ADDRESSES_PER_PEER)
    const atMallorys = Array.from({ length: 50 }, (_, index) => `${MALLORYS}/p2p/${person(`at one ${index}`).peer}`)
    expect(found(...atMallorys)).toHaveLength(MAX_KNOCK_ADDRESSES_PER_HOST)
    const before = MAX_KNOCK_ADDRESSES_PER_PEER + MAX_KNOCK_ADDRESSES_PER_HOST
    const others = Array.from({ length: 100 }, (_, index) => `/ip4/10.0.2.${index}/tcp/1967`)
    expect(found(...others, ...others)).toHaveLength(MAX_KNOCK_ADDRESSES - before)
    expect(search.handle({ type: 'found', addresses: [ALICES], areGiven: true })).toHaveLength(1)
  })

  test('an administrator that is found last is asked all the same', () => {
    search.handle({ type: 'found', addresses: [BOBS], areGiven: true })
    answer(BOBS, { type: 'nothing' })
    const nobodys = Array.from({ length: 100 }, (_, index) => `/ip4/10.0.2.${index}/tcp/1967`)
    for (const address of nobodys) {
      found(address)
      answer(address, { type: 'nothing' })
    }
    expect(found(ALICES)).toEqual([{ type: 'ask', address: ALICES, what: 'list' }])
    offer(alice, ALICES)
    answer(ALICES, { type: 'waiting', inMs: 5000 })
    // Doors of another group go for what is found later, hers and what was given stay.
    for (const address of nobodys.map((one) => one.replace('10.0.2', '10.0.3'))) {
      found(address)
      offer(mallory, address, 'b'.repeat(64))
    }
    expect(due(ALICES)).toEqual([{ type: 'ask', address: ALICES, what: 'knock' }])
    expect(due(BOBS)).toEqual([{ type: 'ask', address: BOBS, what: 'list' }])
  })

  test('an administrator is asked also where somebody names other ports of its host, or other addresses of its peer', () => {
    const wrong = [1, 2, 3, 4].map((port) => `/ip4/10.0.0.1/tcp/${port}/p2p/${alice.peer}`)
    found(...wrong)
    for (const address of wrong) answer(address, { type: 'nothing' })
    expect(found(`${ALICES}/p2p/${alice.peer}`)).toMatchObject([{ type: 'ask', what: 'list' }])
  })

  test('an address that lost its place and is found again is asked no sooner for that', () => {
    found(MALLORYS)
    answer(MALLORYS, { type: 'busy', inMs: 2 ** 40 })
    const nobodys = Array.from({ length: MAX_KNOCK_ADDRESSES }, (_, index) => `/ip4/10.0.2.${index}/tcp/1967`)
    for (const address of nobodys) {
      found(address)
      answer(address, { type: 'nothing' })
    }
    expect(due(nobodys[0]!)).toHaveLength(1)
    expect(found(MALLORYS)).toEqual([])
    expect(due(MALLORYS)).toEqual([{ type: 'ask', address: MALLORYS, what: 'list' }])
  })
})
