// Criteria: classes, the order of candidates, who is clearly better, what a claim is worth.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  capCriteria,
  compareCandidates,
  comparePeers,
  criteriaFrom,
  criteriaOf,
  isClearlyBetter,
  isCriteria,
  LEVEL,
  valueOf,
  type Candidate
} from '../../../src/flows/election/criteria.js'
import { compareBytes, peerIdFromPublicKey } from '../../../src/base/index.js'
import type { Measured } from '../../../src/flows/election/measure.js'
import { alice, bob, carol, dave } from '../../support/people.js'

const MEASURED: Measured = {
  ...{ internet: 'yes', bytesPerSecond: 12_500_000, uptimeMs: 24 * 3_600_000 },
  ...{ power: 'mains', megahertz: 12_000, system: 'linux' }
}
const PEERS = [alice, bob, carol, dave].map(({ peer }) => peer)

const criteria = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(3)), { selector: ([level]) => level })
  .map((values) => criteriaFrom(values))
const candidate = fc.record({ author: fc.constantFrom(...PEERS), criteria })

test('what was measured, in classes', () => {
  const values = criteriaOf(MEASURED, criteriaFrom([[7, 3]])).map(({ level, value }) => [level, value])
  expect(values).toEqual([
    [1, 2],
    [2, 14],
    [3, 11],
    [4, 2],
    [5, 5],
    [6, 2],
    [7, 3]
  ])
})

test('what is not known is nothing, and no application says what is measured', () => {
  const least: Measured = {
    internet: 'no',
    bytesPerSecond: undefined,
    uptimeMs: 0,
    power: 'battery',
    megahertz: 0,
    system: ''
  }
  expect(criteriaOf(least, criteriaFrom([[LEVEL.internetAccess, 9]]))).toEqual([
    { level: LEVEL.operatingSystem, value: 1 }
  ])
})

test('what is measured a little differently is the same', () => {
  expect(criteriaOf({ ...MEASURED, bytesPerSecond: 9_000_000, megahertz: 15_000 })).toEqual(criteriaOf(MEASURED))
})

test.each([
  [
    'the first level that differs decides',
    [
      [1, 2],
      [2, 1]
    ],
    [
      [1, 1],
      [2, 9]
    ]
  ],
  [
    'a level that is not named has 0',
    [
      [1, 2],
      [7, 1]
    ],
    [[1, 2]]
  ],
  [
    'a level of the application decides after ours',
    [
      [6, 2],
      [7, 0]
    ],
    [
      [6, 1],
      [7, 9]
    ]
  ]
] as [string, [number, number][], [number, number][]][])('%s', (_, better, worse) => {
  const [a, b] = [criteriaFrom(better), criteriaFrom(worse)]
  expect(compareCandidates({ author: bob.peer, criteria: a }, { author: alice.peer, criteria: b })).toBeLessThan(0)
  expect(compareCandidates({ author: alice.peer, criteria: b }, { author: bob.peer, criteria: a })).toBeGreaterThan(0)
})

describe('the order of candidates', () => {
  test('is total: whoever are not the same, one of them wins, whatever order they come in', () => {
    fc.assert(
      fc.property(candidate, candidate, (a, b) => {
        const order = compareCandidates(a, b)
        expect(Math.sign(order)).toBe(-Math.sign(compareCandidates(b, a)) + 0)
        if (a.author !== b.author) expect(order).not.toBe(0)
      })
    )
  })

  test('has no circles', () => {
    fc.assert(
      fc.property(candidate, candidate, candidate, (a, b, c) => {
        if (compareCandidates(a, b) < 0 && compareCandidates(b, c) < 0) expect(compareCandidates(a, c)).toBeLessThan(0)
      })
    )
  })
})

test('peer ids stand in the order of the keys that they spell', () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
  const few = fc
    .tuple(fc.constantFrom(0, 1, 254, 255), fc.nat(31))
    .map(([byte, at]) => new Uint8Array(32).fill(byte, at))
  fc.assert(
    fc.property(fc.oneof(key, few), fc.oneof(key, few), (a, b) => {
      const order = comparePeers(peerIdFromPublicKey(a), peerIdFromPublicKey(b))
      expect(Math.sign(order)).toBe(Math.sign(compareBytes(a, b)))
    }),
    { numRuns: 1_000 }
  )
})

test('who is clearly better wins; noise and the key make nobody so', () => {
  fc.assert(
    fc.property(candidate, candidate, (a, b) => {
      if (isClearlyBetter(a.criteria, b.criteria)) expect(compareCandidates(a, b)).toBeLessThan(0)
    })
  )
  const by = (bandwidth: number, power = 2): Candidate['criteria'] =>
    criteriaFrom([
      [LEVEL.bandwidth, bandwidth],
      [LEVEL.power, power]
    ])
  expect(isClearlyBetter(by(11), by(10))).toBe(false)
  expect(isClearlyBetter(by(12), by(10))).toBe(true)
  expect(isClearlyBetter(by(10, 2), by(10, 1))).toBe(true)
  expect(isClearlyBetter(by(10), by(10))).toBe(false)
})

test('a claim counts up to one class above what was measured', () => {
  const claimed = criteriaFrom([
    [LEVEL.internetAccess, 2],
    [LEVEL.bandwidth, 30]
  ])
  expect(valueOf(capCriteria(claimed, 12), LEVEL.bandwidth)).toBe(15)
  expect(capCriteria(claimed, undefined)).toEqual(claimed)
  expect(capCriteria(claimed, 29)).toEqual(claimed)
  fc.assert(
    fc.property(criteria, fc.nat(40), (said, measured) => {
      expect(isCriteria(capCriteria(said, measured))).toBe(true)
    })
  )
})
