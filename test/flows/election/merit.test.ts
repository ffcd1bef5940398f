// What a presence says of its member's worth, and how likely that makes it to win.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCandidates, criteriaFrom, LEVEL, type Criteria } from '../../../src/flows/election/criteria.js'
import { meritOf, rankAmong } from '../../../src/flows/election/merit.js'
import { person } from '../../support/people.js'

const people = ['a', 'b', 'c', 'd', 'e'].map((name) => person(name).peer)
const criteria = fc
  .tuple(fc.nat(2), fc.nat(40), fc.nat(30), fc.nat(3), fc.nat(20), fc.nat(2))
  .map((values): Criteria => criteriaFrom(values.map((value, i) => [i + 1, Math.min(value, BEST[i]!)] as const)))
const BEST = [2, 30, 24, 2, 16, 2]

test('a merit is larger where the levels that all fill win, and never says nothing', () => {
  fc.assert(
    fc.property(criteria, criteria, (a, b) => {
      const order = Math.sign(meritOf(a) - meritOf(b))
      const wins = compareCandidates({ author: people[0]!, criteria: a }, { author: people[0]!, criteria: b })
      expect(order + Math.sign(wins)).toBe(0)
    })
  )
  expect(meritOf([])).toBe(1)
  expect(meritOf(criteriaFrom(BEST.map((_, i) => [i + 1, 65_535] as const)))).toBeLessThan(2 ** 21)
  expect(meritOf(criteriaFrom([[LEVEL.uptime, 65_535]]))).toBeLessThan(meritOf(criteriaFrom([[LEVEL.bandwidth, 1]])))
})

test('each of those who know of each other has a rank of its own, by the order in which they win', () => {
  fc.assert(
    fc.property(fc.array(criteria, { minLength: 5, maxLength: 5 }), (all) => {
      const candidates = people.map((author, i) => ({ author, criteria: all[i]! }))
      const ranks = candidates.map((candidate) => {
        const others = candidates.filter((other) => other !== candidate)
        return rankAmong(
          candidate,
          others.map((other) => ({ peer: other.author, merit: meritOf(other.criteria) }))
        )
      })
      const sorted = candidates.toSorted(compareCandidates)
      expect(ranks).toEqual(candidates.map((candidate) => sorted.indexOf(candidate)))
    })
  )
})

test('who does not know of others is taken to be anywhere among them: each elsewhere', () => {
  const names = Array.from({ length: 200 }, (_, i) => person(`member ${i}`).peer)
  const ranks = names.map((author) => {
    const others = names.filter((peer) => peer !== author).map((peer) => ({ peer, merit: undefined }))
    return rankAmong({ author, criteria: [] }, others)
  })
  for (const from of [0, 50, 100, 150]) {
    const within = ranks.filter((rank) => rank >= from && rank < from + 50)
    expect(within.length).toBeGreaterThan(25)
    expect(within.length).toBeLessThan(75)
  }
})
