import { describe, expect, test } from 'vitest'
import { MAX_OPINION_RTT_MS, MAX_PEER_TIME_OFFSET_MS } from '../../src/graph/defaults.js'
import { PeerClock, PeerTimeMachine, type Moment } from '../../src/graph/peer-time.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const BOUND_MS = FAKE_NOW_MS - 365 * 24 * HOUR_MS

/** Our clock is right, unless it is off by so much; `afterMs` later. */
const at = (afterMs = 0, offMs = 0): Moment => ({ wallMs: FAKE_NOW_MS + afterMs + offMs, monotonicMs: afterMs })

/** Neighbours whose clocks are off by so much. */
function machine(...offMs: number[]): PeerTimeMachine {
  const made = new PeerTimeMachine(BOUND_MS)
  for (const [number, off] of offMs.entries()) made.heard(`neighbour ${number}`, FAKE_NOW_MS + off, 0, at())
  return made
}

describe('peer time', () => {
  test.each<[string, number[], number]>([
    ['nobody', [], 0],
    ['two, who are too few', [MINUTE_MS, MINUTE_MS], 0],
    ['three who are ahead', [MINUTE_MS, MINUTE_MS, MINUTE_MS], MINUTE_MS],
    ['three of whom one lies', [0, 0, 9 * HOUR_MS], 0],
    ['as many ahead as behind', [-MINUTE_MS, -MINUTE_MS, MINUTE_MS, MINUTE_MS], 0],
    ['all who are far ahead: ten minutes at most', [HOUR_MS, HOUR_MS, HOUR_MS], MAX_PEER_TIME_OFFSET_MS]
  ])('with %s', (_who, off, expected) => {
    expect(machine(...off).offsetMs(at())).toBe(expected)
  })

  test('goes on at once, and comes back by a second a minute', () => {
    const time = machine(-MINUTE_MS, -MINUTE_MS, -MINUTE_MS)
    expect(time.offsetMs(at())).toBe(-MINUTE_MS) // Nothing was written yet.
    time.gone('neighbour 0')
    expect(time.offsetMs(at(1_000))).toBe(0)
    for (let number = 0; number < 3; number++) {
      time.heard(`neighbour ${number}`, FAKE_NOW_MS - 30_000, 0, at(0))
    }
    expect(time.offsetMs(at(61_000))).toBe(-1_000)
    expect(time.offsetMs(at(121_000))).toBe(-2_000)
  })

  test('is not moved by the noise of measuring, nor by an answer that took long', () => {
    const time = machine(1_900, 1_900, 1_900)
    expect(time.offsetMs(at())).toBe(0)
    const slow = new PeerTimeMachine(BOUND_MS)
    for (const peer of ['a', 'b', 'c']) slow.heard(peer, FAKE_NOW_MS + MINUTE_MS, MAX_OPINION_RTT_MS + 1, at())
    expect(slow.offsetMs(at())).toBe(0)
  })

  test('is half a round trip later than what the answer says', () => {
    const time = new PeerTimeMachine(BOUND_MS)
    for (const peer of ['a', 'b', 'c']) time.heard(peer, FAKE_NOW_MS + MINUTE_MS, 1_000, at())
    expect(time.offsetMs(at())).toBe(MINUTE_MS + 500)
  })

  test('of a machine whose clock was never set is what neighbours say, or the bound', () => {
    const neverSet: Moment = { wallMs: 0, monotonicMs: 0 }
    const alone = new PeerTimeMachine(BOUND_MS)
    expect(alone.offsetMs(neverSet)).toBe(BOUND_MS)
    expect(machine(0, 0, 0).offsetMs(neverSet)).toBe(FAKE_NOW_MS)
    expect(machine(0, 0, 0).offsetMs(at())).toBe(0)
    const liars = machine(-9_000 * 24 * HOUR_MS, -9_000 * 24 * HOUR_MS, -9_000 * 24 * HOUR_MS)
    expect(liars.offsetMs(neverSet)).toBe(BOUND_MS)
  })

  test('follows our own clock when that is set', () => {
    const time = machine(0, 0, 0)
    expect(time.offsetMs(at(0, HOUR_MS))).toBe(-MAX_PEER_TIME_OFFSET_MS)
    expect(time.offsetMs(at(1_000))).toBe(0)
  })
})

test('the clock of peer time runs on the timers of the machine', () => {
  const system = new FakeClock()
  const clock = new PeerClock(system, BOUND_MS)
  for (const peer of ['a', 'b', 'c']) clock.heard(peer, FAKE_NOW_MS + MINUTE_MS, 0)
  expect([clock.nowMs(), clock.offsetMs, clock.monotonicMs()]).toEqual([FAKE_NOW_MS + MINUTE_MS, MINUTE_MS, 0])
  let fired = 0
  clock.setTimer(5, () => (fired += 1))
  system.advance(5)
  expect([fired, clock.nowMs()]).toEqual([1, FAKE_NOW_MS + MINUTE_MS + 5])
})
