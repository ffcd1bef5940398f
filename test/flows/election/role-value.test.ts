// The role value of a candidate, and when it answers.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { criteriaFrom, LEVEL } from '../../../src/flows/election/criteria.js'
import { MAX_RESPONSE_DELAY_MS, ROLE_VALUES, TIME_OUT_MS } from '../../../src/flows/election/defaults.js'
import { delayRange, likelihoodOf, responseDelayMs, type LastElection } from '../../../src/flows/election/role-value.js'
import { peerIdFromPublicKey, sha256, utf8 } from '../../../src/base/index.js'
import { alice, bob, carol, dave } from '../../support/people.js'

const BEST = [
  [LEVEL.internetAccess, 2],
  [LEVEL.bandwidth, 14],
  [LEVEL.uptime, 11],
  [LEVEL.power, 2],
  [LEVEL.processor, 5],
  [LEVEL.operatingSystem, 2]
] as const
const LAST: LastElection = { author: alice.peer, criteria: criteriaFrom(BEST), backup: bob.peer }

function roleWith(level: number, value: number): number {
  const criteria = criteriaFrom(BEST.map(([known, best]) => [known, known === level ? value : best] as const))
  return likelihoodOf({ author: carol.peer, criteria }, LAST).role
}

test('the later it falls short of the last winner, the higher', () => {
  expect(BEST.map(([level]) => roleWith(level, 1))).toEqual([0, 1, 2, 3, 4, 5])
  expect(roleWith(LEVEL.bandwidth, 15)).toBe(7)
})

test('last winner, its backup, who ties', () => {
  const criteria = criteriaFrom([])
  expect(likelihoodOf({ author: alice.peer, criteria }, LAST).role).toBe(7)
  expect(likelihoodOf({ author: bob.peer, criteria }, LAST).role).toBe(6)
  const tied = [carol, dave].map(({ peer }) => likelihoodOf({ author: peer, criteria: LAST.criteria }, LAST).role)
  expect(Math.min(...tied)).toBeGreaterThanOrEqual(6)
})

test('where nobody has won yet: internet access, then bandwidth', () => {
  const role = (access: number, bandwidth: number): number => {
    const values = [
      [LEVEL.internetAccess, access],
      [LEVEL.bandwidth, bandwidth]
    ] as const
    return likelihoodOf({ author: carol.peer, criteria: criteriaFrom(values) }, undefined).role
  }
  expect([role(0, 20), role(1, 20), role(2, 0), role(2, 9), role(2, 14), role(2, 40)]).toEqual([0, 1, 2, 5, 6, 7])
})

test('ranges: a higher role value has an earlier one, none overlaps another, all end before the time-out', () => {
  const ranges = Array.from({ length: ROLE_VALUES }, (_, role) => delayRange(role))
  expect(ranges.at(-1)).toEqual({ fromMs: 0, toMs: 250 })
  expect(ranges[0]).toEqual({ fromMs: 1_750, toMs: MAX_RESPONSE_DELAY_MS })
  for (let role = 1; role < ROLE_VALUES; role++) expect(ranges[role]!.toMs).toBe(ranges[role - 1]!.fromMs)
  expect(MAX_RESPONSE_DELAY_MS).toBeLessThan(TIME_OUT_MS)
})

test('a delay lies in the range of its role, however many are here', () => {
  const inRange = fc.record({ role: fc.nat(ROLE_VALUES - 1), from: fc.double({ min: 0, max: 0.5, noNaN: true }) })
  fc.assert(
    fc.property(inRange, fc.nat(1_000), fc.integer({ min: 1, max: 100_000 }), ({ role, from }, name, members) => {
      const { fromMs, toMs } = delayRange(role)
      const delayMs = responseDelayMs(
        { role, from, to: 1 },
        peerIdFromPublicKey(sha256(utf8(`candidate ${name}`))),
        members
      )
      expect(delayMs >= fromMs && delayMs <= toMs).toBe(true)
    })
  )
})
