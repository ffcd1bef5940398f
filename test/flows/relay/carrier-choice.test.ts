import { expect, test } from 'vitest'
import { CarrierChoice, type CarrierFailure } from '../../../src/flows/relay/carrier-choice.js'
import { MAX_CARRIER_ATTEMPTS } from '../../../src/flows/relay/defaults.js'
import { person } from '../../support/people.js'

const members = ['bob', 'carol', 'dave', 'erin', 'frank'].map((name) => person(name).peer)
const [bob, carol] = members as [string, string]
const outlook = { candidates: members, provider: undefined }

test('a host keeps to one member, and hosts spread over all', () => {
  const hosts = Array.from({ length: 200 }, (_, i) => `host-${i}.example`)
  const firsts = hosts.map((host) => new CarrierChoice().rank(host, outlook, 0)[0])
  expect(hosts.map((host) => new CarrierChoice().rank(host, outlook, 5)[0])).toEqual(firsts)
  for (const member of members) expect(firsts.filter((first) => first === member).length).toBeGreaterThan(15)
})

test('who was elected comes first, and only so many are asked', () => {
  const ranked = new CarrierChoice().rank('a.example', { ...outlook, provider: carol }, 0)
  expect(ranked[0]).toBe(carol)
  expect(ranked).toHaveLength(MAX_CARRIER_ATTEMPTS)
  expect(new CarrierChoice().rank('a.example', { candidates: [bob], provider: carol }, 0)).toEqual([bob])
  expect(new CarrierChoice().rank('a.example', { candidates: [], provider: carol }, 0)).toEqual([])
})

test.each<[CarrierFailure, number, boolean]>([
  ['away', 30_000, true],
  ['unwilling', 60_000, true],
  ['busy', 5_000, true],
  ['host', 300_000, false]
])('who failed (%s) is passed over for %d ms, for other hosts too: %s', (failure, ms, isForAll) => {
  const choice = new CarrierChoice()
  const two = { candidates: [bob, carol], provider: bob }
  choice.failed(bob, 'a.example', failure, 1_000)
  expect(choice.rank('a.example', two, 1_000)).toEqual([carol, bob])
  expect(choice.rank('b.example', two, 1_000)[0]).toBe(isForAll ? carol : bob)
  expect(choice.rank('a.example', two, 1_000 + ms - 1)[0]).toBe(carol)
  expect(choice.rank('a.example', two, 1_000 + ms)[0]).toBe(bob)
})

test('where all failed, who comes back first is asked all the same; what worked is forgiven', () => {
  const choice = new CarrierChoice()
  const two = { candidates: [bob, carol], provider: undefined }
  choice.failed(bob, 'a.example', 'away', 0)
  choice.failed(carol, 'a.example', 'busy', 0)
  expect(choice.rank('a.example', two, 1)).toEqual([carol, bob])
  choice.worked(bob, 'a.example', 1)
  expect(choice.rank('a.example', two, 1)).toEqual([bob, carol])
})

test.each<CarrierFailure>(['away', 'unwilling', 'busy', 'host'])(
  'what was noted (%s) after a connection was opened stays, though that worked',
  (failure) => {
    const choice = new CarrierChoice()
    const two = { candidates: [bob, carol], provider: bob }
    choice.failed(bob, 'a.example', failure, 1_000)
    choice.worked(bob, 'a.example', 999)
    expect(choice.rank('a.example', two, 1_001)).toEqual([carol, bob])
    choice.worked(bob, 'a.example', 1_001)
    expect(choice.rank('a.example', two, 1_001)).toEqual([bob, carol])
  }
)
