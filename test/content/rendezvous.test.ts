import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareClaims, rankPeers, rendezvousHash, type ComparableClaim } from '../../src/content/rendezvous.js'
import { alice, bob, carol, dave, person } from '../support/people.js'

const KEY = '5e'.repeat(32)
const PEOPLE = [alice, bob, carol, dave].map(({ peer }) => peer)
const anyClaim: fc.Arbitrary<ComparableClaim> = fc.record({
  claimant: fc.constantFrom(...PEOPLE),
  transferId: fc.constantFrom('00'.repeat(16), '01'.repeat(16), 'ff'.repeat(16)),
  verifiedBytes: fc.constantFrom(0, 1, 4_194_304)
})

test('everybody ranks alike, whatever order members were heard of in', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(PEOPLE, { minLength: 4 }), (shuffled) => {
      expect(rankPeers(KEY, shuffled)).toEqual(rankPeers(KEY, PEOPLE))
    })
  )
})

test('who leaves changes nobody else’s order', () => {
  const [first, ...rest] = rankPeers(KEY, PEOPLE)
  expect(
    rankPeers(
      KEY,
      PEOPLE.filter((peer) => peer !== first)
    )
  ).toEqual(rest)
})

test('different URLs have different firsts', () => {
  const firsts = new Set(Array.from({ length: 40 }, (_, i) => rankPeers(i.toString(16).padStart(64, '0'), PEOPLE)[0]))
  expect(firsts.size).toBe(PEOPLE.length)
})

test('what is not a URL key or a peer id is our mistake', () => {
  expect(() => rendezvousHash('5e', alice.peer)).toThrow(RangeError)
  expect(() => rendezvousHash(KEY, 'somebody')).toThrow(RangeError)
})

test('more verified bytes win, then the natural first, then the smaller transfer id', () => {
  const [first, second] = rankPeers(KEY, PEOPLE) as [string, string]
  const claim = (claimant: string, verifiedBytes: number, transferId = 'aa'.repeat(16)): ComparableClaim => ({
    claimant,
    verifiedBytes,
    transferId
  })
  expect(compareClaims(KEY, claim(second, 4_194_304), claim(first, 0))).toBeLessThan(0)
  expect(compareClaims(KEY, claim(first, 0), claim(second, 0))).toBeLessThan(0)
  expect(compareClaims(KEY, claim(first, 0, '01'.repeat(16)), claim(first, 0, '02'.repeat(16)))).toBeLessThan(0)
})

test('claims are in one order, so that of two never both lose', () => {
  fc.assert(
    fc.property(anyClaim, anyClaim, anyClaim, (a, b, c) => {
      expect(Math.sign(compareClaims(KEY, a, b))).toBe(-Math.sign(compareClaims(KEY, b, a)) + 0)
      if (compareClaims(KEY, a, b) < 0 && compareClaims(KEY, b, c) < 0) {
        expect(compareClaims(KEY, a, c)).toBeLessThan(0)
      }
      const isSame = a.claimant === b.claimant && a.transferId === b.transferId && a.verifiedBytes === b.verifiedBytes
      expect(compareClaims(KEY, a, b) === 0).toBe(isSame)
    })
  )
})

test('a member unknown to the others ranks like anybody', () => {
  const newcomer = person('newcomer').peer
  expect(rankPeers(KEY, [...PEOPLE, newcomer]).filter((peer) => peer !== newcomer)).toEqual(rankPeers(KEY, PEOPLE))
})
