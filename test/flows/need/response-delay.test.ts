// How long holders wait: within the range, few early ones, later where much was served.
import { describe, expect, test } from 'vitest'
import { seededRandom, toHex, type PeerId } from '../../../src/base/index.js'
import { DELAY_STEEPNESS, SERVED_HALF_LIFE_MS, SERVED_UNIT_BYTES } from '../../../src/flows/need/defaults.js'
import {
  answerTimes,
  orderFor,
  placeAmong,
  responseDelayMs,
  ServedLately,
  type DelayInit
} from '../../../src/flows/need/response-delay.js'
import { person } from '../../support/people.js'

const INIT: DelayInit = { shape: 'exponential', maxDelayMs: 2_000, place: { rank: 0, of: 200 }, servedBytes: 0 }

/** By all members alike, unless a place is given. */
function drawn({ members = 200, ...init }: Partial<DelayInit> & { members?: number }, count = 20_000): number[] {
  const random = seededRandom(1)
  const of = members
  return Array.from({ length: count }, (_, index) => {
    return responseDelayMs({ ...INIT, place: { rank: index % of, of }, ...init }, random)
  }).sort((a, b) => a - b)
}

function mean(delays: readonly number[]): number {
  return delays.reduce((sum, delayMs) => sum + delayMs, 0) / delays.length
}

test.each([
  { shape: 'uniform' } as const,
  {},
  { members: 1 },
  { members: 1e12, servedBytes: 1e15 },
  { servedBytes: -1 },
  { maxDelayMs: 0 }
])('a delay is never longer than askers wait, nor negative: %o', (init) => {
  const delays = drawn(init, 1_000)
  expect(delays.every((delayMs) => delayMs >= 0 && delayMs <= (init.maxDelayMs ?? 2_000))).toBe(true)
})

test('the first member at one end of chance, and the last at the other, have the ends of the range', () => {
  const at = (rank: number, fraction: number): number => {
    const place = { rank, of: 200 }
    return responseDelayMs({ ...INIT, place }, { fraction: () => fraction, bytes: () => new Uint8Array() })
  }
  expect(at(0, 0)).toBe(0)
  expect(at(199, 1 - 2 ** -48)).toBeCloseTo(2_000, 6)
})

test('the exponential one has the mean that RFC 5401 gives it; the uniform one, and any of few members, half of the range', () => {
  // Of the density proportional to exp(L t / T) on [0, T]: T (1 / (1 - exp(-L)) - 1 / L).
  const lambda = DELAY_STEEPNESS * Math.log(200 / 10)
  expect(mean(drawn({})) / (2_000 * (1 / -Math.expm1(-lambda) - 1 / lambda))).toBeCloseTo(1, 2)
  expect(mean(drawn({ shape: 'uniform' })) / 1_000).toBeCloseTo(1, 1)
  for (const members of [1, 10]) expect(mean(drawn({ members })) / 1_000).toBeCloseTo(1, 1)
})

test('of twice as many, or of who served one unit lately, far fewer are early', () => {
  const early = (init: Parameters<typeof drawn>[0]): number => drawn(init).filter((delayMs) => delayMs < 500).length
  const before = early({})
  for (const change of [{ members: 400 }, { servedBytes: SERVED_UNIT_BYTES }]) {
    expect(early(change)).toBeGreaterThan(0)
    expect(early(change)).toBeLessThan(before / 2)
  }
})

test('where all are busy nobody waits without end: more than so much counts as so much', () => {
  expect(drawn({ servedBytes: 1e15 }, 100)).toEqual(drawn({ servedBytes: 3 * SERVED_UNIT_BYTES }, 100))
})

test('members with places draw from parts of their own, in order, and of all together as by chance', () => {
  const of = 50
  const parts = Array.from({ length: of }, (_, rank) => drawn({ place: { rank, of } }, 400))
  for (const [rank, part] of parts.entries()) {
    if (rank > 0) expect(part[0]).toBeGreaterThanOrEqual(parts[rank - 1]!.at(-1)!)
  }
  expect(mean(parts.flat()) / mean(drawn({ members: of }))).toBeCloseTo(1, 2)
})

test.each([
  [1, 2_000, 200],
  [200, 2_000, 200],
  [201, 2_005, 201],
  [400, 2_650, 300],
  [1_000, 3_509, 432],
  [1_050, 3_555, 439]
])(
  'in a group of %i the longest delay is %i ms, and the way takes %i ms: up to 200 as in the source',
  (members, maxDelayMs, transmissionMs) => {
    expect(answerTimes('exponential', members)).toEqual({ maxDelayMs, transmissionMs })
    expect(answerTimes('uniform', members)).toEqual({ maxDelayMs: 2_000, transmissionMs: 200 })
  }
)

describe('places', () => {
  const members = Array.from({ length: 40 }, (_, index) => person(`member ${index}`).peer)
  const places = (needId: string): number[] => members.map((peer) => placeAmong(needId, peer, members).rank)

  test('are one for each member, whether it counts itself or not', () => {
    expect(places('0123456789abcdef'.repeat(2)).sort((a, b) => a - b)).toEqual(members.map((_, index) => index))
    const [self, ...others] = members as [PeerId, ...PeerId[]]
    expect(placeAmong('01'.repeat(16), self, others)).toEqual(placeAmong('01'.repeat(16), self, members))
    expect(placeAmong('01'.repeat(16), self, [])).toEqual({ rank: 0, of: 1 })
  })

  test('are others for each need, so that nobody is first more often than chance has it', () => {
    const random = seededRandom(2)
    const first = new Map<number, number>()
    for (let need = 0; need < 2_000; need++) {
      const needId = toHex(random.bytes(16))
      const order = members.map((peer) => orderFor(needId, peer))
      const at = order.indexOf(Math.min(...order))
      first.set(at, (first.get(at) ?? 0) + 1)
    }
    // 50 times each in the mean; five times the deviation of chance.
    for (let member = 0; member < members.length; member++) {
      expect(Math.abs((first.get(member) ?? 0) - 50)).toBeLessThan(5 * Math.sqrt(50))
    }
  })
})

test('what was served counts half after a while', () => {
  const served = new ServedLately()
  expect(served.bytes(5)).toBe(0)
  served.add(1_000, 5)
  expect(served.bytes(5 + SERVED_HALF_LIFE_MS)).toBe(500)
  served.add(500, 5 + SERVED_HALF_LIFE_MS)
  expect(served.bytes(5 + 2 * SERVED_HALF_LIFE_MS)).toBe(500)
})
