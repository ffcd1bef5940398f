import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { MAX_OPINION_RTT_MS, MAX_PEER_TIME_OFFSET_MS, PROGRAM_WRITTEN_MS } from '../../src/graph/defaults.js'
import { agreedTimeFile, openPeerClock, type OpenedPeerClock } from '../../src/graph/open-peer-clock.js'
import { PeerClock, PeerTimeMachine, type Moment } from '../../src/graph/peer-time.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const BOUND_MS = FAKE_NOW_MS - 365 * 24 * HOUR_MS

/** Our clock is right, unless it is off by so much; `afterMs` later. */
const at = (afterMs = 0, offMs = 0): Moment => ({ wallMs: FAKE_NOW_MS + afterMs + offMs, monotonicMs: afterMs })

/** Neighbours whose clocks are off by so much. */
function machine(...offMs: number[]): PeerTimeMachine {
  const made = new PeerTimeMachine(BOUND_MS, 0)
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

  test('of two in the middle, or between them, is what our own clock is nearest to', () => {
    expect(machine(0, MINUTE_MS, MINUTE_MS).offsetMs(at())).toBe(0)
    expect(machine(0, -MINUTE_MS, -MINUTE_MS).offsetMs(at())).toBe(0)
    expect(machine(-9_000, 5_000, MINUTE_MS, 2 * MINUTE_MS).offsetMs(at())).toBe(5_000)
  })

  test('is what the first three say, at once; then it goes on at once, and comes back half as fast as time goes', () => {
    const time = machine(-MINUTE_MS, -MINUTE_MS)
    expect(time.offsetMs(at())).toBe(0)
    const say = (offMs: number, afterMs: number): void => {
      for (let number = 0; number < 3; number++) {
        time.heard(`neighbour ${number}`, FAKE_NOW_MS + afterMs + offMs, 0, at(afterMs))
      }
    }
    say(-MINUTE_MS, 0)
    expect(time.offsetMs(at())).toBe(-MINUTE_MS)
    say(MINUTE_MS, 1_000)
    expect(time.offsetMs(at(1_000))).toBe(MINUTE_MS)
    say(0, 1_000)
    expect(time.offsetMs(at(11_000))).toBe(MINUTE_MS - 5_000)
    expect(time.offsetMs(at(5 * MINUTE_MS))).toBe(0)
  })

  test('goes to our own clock as slowly where too few are left to say anything', () => {
    for (const offMs of [MINUTE_MS, -MINUTE_MS]) {
      const time = machine(offMs, offMs, offMs)
      expect(time.offsetMs(at())).toBe(offMs)
      time.gone('neighbour 0')
      expect(Math.abs(time.offsetMs(at(10_000)))).toBe(MINUTE_MS - 5_000)
    }
  })

  test('is what three say, at once, after our own clock was set, or we slept', () => {
    const time = machine(-MINUTE_MS, -MINUTE_MS, -MINUTE_MS)
    expect(time.offsetMs(at())).toBe(-MINUTE_MS)
    expect(time.offsetMs(at(1_000, HOUR_MS))).toBe(0)
    for (let number = 0; number < 3; number++) {
      time.heard(`neighbour ${number}`, FAKE_NOW_MS + HOUR_MS + 2_000 - MINUTE_MS, 0, at(2_000, HOUR_MS))
    }
    expect(time.offsetMs(at(2_000, HOUR_MS))).toBe(-MINUTE_MS)
  })

  test('is not moved by the noise of measuring, nor by an answer that took long', () => {
    const time = machine(1_900, 1_900, 1_900)
    expect(time.offsetMs(at())).toBe(0)
    const slow = new PeerTimeMachine(BOUND_MS, 0)
    for (const peer of ['a', 'b', 'c']) slow.heard(peer, FAKE_NOW_MS + MINUTE_MS, MAX_OPINION_RTT_MS + 1, at())
    expect(slow.offsetMs(at())).toBe(0)
  })

  test('is half a round trip later than what the answer says', () => {
    const time = new PeerTimeMachine(BOUND_MS, 0)
    for (const peer of ['a', 'b', 'c']) time.heard(peer, FAKE_NOW_MS + MINUTE_MS, 1_000, at())
    expect(time.offsetMs(at())).toBe(MINUTE_MS + 500)
  })

  test('of a machine whose clock was never set is what neighbours say, or the bound', () => {
    const neverSet: Moment = { wallMs: 0, monotonicMs: 0 }
    const alone = new PeerTimeMachine(BOUND_MS, 0)
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

  test('stays what it is when our own wrong clock is set right', () => {
    const behindMs = -5 * MINUTE_MS
    const time = machine(0, 0, 0)
    expect(time.offsetMs(at(0, behindMs))).toBe(-behindMs)
    expect(time.offsetMs(at(1_000))).toBe(0)
    for (let number = 0; number < 3; number++) time.heard(`neighbour ${number}`, FAKE_NOW_MS + 2_000, 0, at(2_000))
    expect(time.offsetMs(at(2_000))).toBe(0)
  })

  test('comes back however often it is asked', () => {
    const time = machine(-MINUTE_MS, -MINUTE_MS, -MINUTE_MS)
    time.offsetMs(at())
    for (let number = 0; number < 3; number++) time.gone(`neighbour ${number}`)
    for (let afterMs = 0; afterMs <= MINUTE_MS; afterMs += 10) time.offsetMs(at(afterMs))
    expect(time.offsetMs(at(MINUTE_MS))).toBe(-MINUTE_MS / 2)
  })

  test('goes on where nobody set the clock and nobody says anything', () => {
    const alone = new PeerTimeMachine(BOUND_MS, 0)
    const later: Moment = { wallMs: HOUR_MS, monotonicMs: HOUR_MS }
    expect(later.wallMs + alone.offsetMs(later)).toBe(BOUND_MS + HOUR_MS)
  })

  test('is that of a clock that is set right at last', () => {
    const time = machine(0, 0, 0)
    expect(time.offsetMs({ wallMs: 0, monotonicMs: 0 })).toBe(FAKE_NOW_MS)
    expect(time.offsetMs(at(1_000))).toBe(0)
  })

  describe('after an agreement', () => {
    test('a clock that is set back by more than ten minutes moves nothing, whether neighbours say anything or not', () => {
      const time = machine(0, 0, 0)
      time.offsetMs(at())
      expect(time.agreedMs).toBe(FAKE_NOW_MS)
      expect(time.offsetMs(at(2_000, -HOUR_MS))).toBe(HOUR_MS)
      for (const peer of ['a', 'b', 'c']) time.heard(peer, FAKE_NOW_MS + 5_000, 0, at(4_000, -HOUR_MS))
      expect(time.offsetMs(at(4_000, -HOUR_MS))).toBe(HOUR_MS + 1_000)
      expect(time.agreedMs).toBe(FAKE_NOW_MS) // Its own clock does not.
    })

    test('one that is set back by less counts', () => {
      const time = machine(0, 0, 0)
      time.offsetMs(at())
      expect(time.offsetMs(at(2_000, -MINUTE_MS))).toBe(0)
    })

    test('of three that lie, our own clock is none that nobody set', () => {
      const time = machine(9 * MINUTE_MS, 9 * MINUTE_MS, 9 * MINUTE_MS)
      expect(time.offsetMs(at())).toBe(9 * MINUTE_MS)
      expect(time.agreedMs).toBe(FAKE_NOW_MS)
      for (let number = 0; number < 3; number++) {
        time.heard(`neighbour ${number}`, FAKE_NOW_MS + 9_000 * HOUR_MS, 0, at(1_000))
      }
      expect(time.offsetMs(at(1_000))).toBe(MAX_PEER_TIME_OFFSET_MS)
    })

    test('there is none with those who are further off', () => {
      const time = machine(HOUR_MS, HOUR_MS, HOUR_MS)
      time.offsetMs(at())
      expect(time.agreedMs).toBeUndefined()
    })
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

test('agreements are told once an hour, and the last one at the end', () => {
  const system = new FakeClock()
  const told: number[] = []
  const clock = new PeerClock(system, BOUND_MS, (agreedMs) => told.push(agreedMs))
  clock.close()
  expect(told).toEqual([])
  for (const peer of ['a', 'b', 'c']) clock.heard(peer, FAKE_NOW_MS, 0)
  for (let minute = 0; minute <= 90; minute++, system.advance(MINUTE_MS)) clock.nowMs()
  expect(told).toEqual([FAKE_NOW_MS, FAKE_NOW_MS + HOUR_MS])
  clock.close()
  expect(told.at(-1)).toBe(FAKE_NOW_MS + 90 * MINUTE_MS)
})

test('the clock remembers the last agreement over a restart, and knows when the program was written', async () => {
  let kept: number | undefined = FAKE_NOW_MS
  const agreedTime = { load: async () => kept, save: async (agreedMs: number) => void (kept = agreedMs) }
  const open = (nowMs: number, lowerBoundMs?: number): Promise<OpenedPeerClock> =>
    openPeerClock({ clock: new FakeClock(nowMs), agreedTime, lowerBoundMs, logger: silentLogger })
  const { peerClock, close } = await open(FAKE_NOW_MS - HOUR_MS)
  expect(peerClock.nowMs()).toBe(FAKE_NOW_MS)
  for (const peer of ['a', 'b', 'c']) peerClock.heard(peer, FAKE_NOW_MS + MINUTE_MS, 0)
  expect(peerClock.nowMs()).toBe(FAKE_NOW_MS + MINUTE_MS)
  await close()
  expect(kept).toBe(FAKE_NOW_MS) // Its own clock was no witness.
  expect((await open(0, FAKE_NOW_MS + HOUR_MS)).peerClock.nowMs()).toBe(FAKE_NOW_MS + HOUR_MS)
  kept = undefined
  expect((await open(0)).peerClock.nowMs()).toBe(PROGRAM_WRITTEN_MS)
})

describe('the file of the last agreement', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-time-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('gives what was saved', async () => {
    const file = agreedTimeFile(join(folder, 'peer-time.json'))
    expect(await file.load()).toBeUndefined()
    await file.save(FAKE_NOW_MS)
    expect(await file.load()).toBe(FAKE_NOW_MS)
  })

  test.each(['', 'null', '[]', '{"agreedMs":"1"}', '{"agreedMs":1e300}'])(
    'says nothing where it is %j',
    async (text) => {
      const path = join(folder, 'peer-time.json')
      await writeFile(path, text)
      expect(await agreedTimeFile(path).load()).toBeUndefined()
    }
  )
})
