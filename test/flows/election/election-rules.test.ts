// What the figures leave open: which result counts, who stands in, when an election is called, elections at once, and members that mean harm.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../../src/base/index.js'
import {
  AUTHOR_FAILURES_BURST,
  AUTHOR_START_REFILL_MS,
  AUTHOR_STARTS_BURST,
  BETTER_HOLD_MS,
  FAILED_MS,
  LIFE_SIGN_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_REFUSALS_SHOWN,
  MUTE_MS,
  RE_ELECTION_MS,
  START_PAUSE_MS,
  ROUND_TRIP_MS,
  TERM_MS,
  TIME_OUT_MS,
  WISH_MS
} from '../../../src/flows/election/defaults.js'
import { criteriaFrom, LEVEL } from '../../../src/flows/election/criteria.js'
import { meritOf } from '../../../src/flows/election/merit.js'
import type { ElectionInput, ElectionOutput } from '../../../src/flows/election/election-events.js'
import {
  ALMOST,
  BEST,
  BETTER,
  criteriaWith,
  ElectionStory,
  LARGER_ID,
  MALLORY,
  SELF,
  SMALLER_ID,
  words,
  WORSE
} from '../../support/election-story.js'

const MINUTE_MS = 60_000

function timerMs(outputs: readonly ElectionOutput[], type: string): number | undefined {
  const timer = outputs.find((output) => output.type === 'set-timer' && output.then.type === type)
  return timer?.type === 'set-timer' ? timer.inMs : undefined
}

describe('which result counts', () => {
  test('the best values, whenever they were elected: neither a later date nor an earlier one gains anything', () => {
    for (const laterMs of [-31_000, -1, 0, 1, 9 * MINUTE_MS]) {
      const story = ElectionStory.provided(BEST)
      const electedAtMs = story.nowMs - MINUTE_MS + laterMs
      story.result(BETTER, { electionId: SMALLER_ID, electedAtMs })
      expect(story.machine.provider).toBe(BEST)
      story.gone(BEST)
      expect(story.machine.provider).toBe(BETTER)
    }
  })

  test('who lends an old election a new time brings nobody back, and gains nothing', () => {
    const story = ElectionStory.provided(BEST)
    story.result(BETTER, { electionId: SMALLER_ID, electedAtMs: story.nowMs - 300 * MINUTE_MS })
    story.result(MALLORY, { electionId: SMALLER_ID, electedAtMs: story.nowMs - 31_000, criteria: [] })
    for (let minute = 0; minute < 60; minute++) {
      expect(story.machine.provider).toBe(BEST)
      story.nowMs += MINUTE_MS
      story.give({ type: 'view' })
    }
    const refused = [BETTER, MALLORY].map((author) => ({ author, why: 'beaten' }))
    expect(story.machine.snapshot()).toMatchObject({ state: 'idle', refusals: refused })
  })

  test('who is back after a restart takes its own result back, and stands like all', () => {
    const story = new ElectionStory()
    expect(words(story.result(SELF, { electedAtMs: story.nowMs - MINUTE_MS }))).toEqual(['withdraw-result'])
    story.start()
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'start', result: undefined })
  })

  test('an old claim outdoes nobody: who does not provide takes it back when it has clearly less', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    story.nowMs += MINUTE_MS
    story.result(BEST)
    expect(story.machine.provider).toBe(BEST)
    expect(story.give({ type: 'values', criteria: criteriaWith(9) })).toEqual([])
    expect(words(story.give({ type: 'values', criteria: criteriaWith(8) }))).toContain('withdraw-result')
    const uptime = criteriaFrom([
      [LEVEL.internetAccess, 2],
      [LEVEL.bandwidth, 10],
      [LEVEL.uptime, 9]
    ])
    const provider = ElectionStory.standing()
    provider.give({ type: 'values', criteria: uptime })
    provider.fire('time-out', provider.begun)
    expect(words(provider.give({ type: 'values', criteria: criteriaWith(3) }))).not.toContain('withdraw-result')
  })

  test('a result that comes before the right, or from ahead, counts when that has come', () => {
    const story = ElectionStory.provided(BETTER)
    story.withoutRight.add(BEST)
    expect(words(story.result(BEST))).toContain('result right')
    story.withoutRight.clear()
    expect(words(story.give({ type: 'view' }))).toContain('provider best')
    const slow = ElectionStory.provided(BETTER)
    const heard = slow.result(BEST, { electedAtMs: slow.nowMs + MAX_CLOCK_AHEAD_MS + 10_000 })
    expect([words(heard), timerMs(heard, 'review-due')]).toEqual([['result time', 'review-due'], 10_000])
    expect(words(slow.fire('review-due'))).toContain('provider best')
  })

  test("its author's last word: also a worse one, and an older", () => {
    const story = ElectionStory.provided(BETTER)
    story.result(BEST)
    story.result(BEST, { criteria: criteriaWith(12), electedAtMs: story.nowMs - MINUTE_MS })
    expect(story.machine.provider).toBe(BETTER)
  })

  test('parts of a healed partition name the same one at once, whichever result each had', () => {
    const elected = { [BETTER]: 3 * MINUTE_MS, [BEST]: 2 * MINUTE_MS }
    const provider = (order: readonly PeerId[]): PeerId | undefined => {
      const story = new ElectionStory()
      story.start()
      for (const [i, peer] of order.entries()) {
        const electionId = peer === BEST ? SMALLER_ID : LARGER_ID
        story.result(peer, { electionId, electedAtMs: story.nowMs - elected[peer]! })
        expect(story.machine.provider).toBe(i === 0 ? order[0] : BEST)
      }
      return story.machine.provider
    }
    expect(provider([BETTER, BEST])).toBe(provider([BEST, BETTER]))
  })

  test('of two who won the same election the better one', () => {
    const story = ElectionStory.provided(BEST)
    story.result(BETTER, { electedAtMs: story.nowMs })
    expect(story.machine.provider).toBe(BEST)
  })

  test('not one from further ahead than clocks differ, nor one whose term is over, nor of who may not provide', () => {
    const story = ElectionStory.provided(BETTER)
    expect(words(story.result(BEST, { electedAtMs: story.nowMs + 11 * MINUTE_MS }))).toContain('result time')
    expect(words(story.result(BEST, { electedAtMs: story.nowMs - TERM_MS }))).toContain('result time')
    story.withoutRight.add(BEST)
    expect(words(story.result(BEST))).toContain('result right')
    expect(story.machine.provider).toBe(BETTER)
    story.withoutRight.add(BETTER)
    expect(words(story.give({ type: 'view' }))).toContain('provider nobody')
  })

  test('the backup stands in while the winner is away, and goes when it is back', () => {
    const story = ElectionStory.provided(BEST, { backup: WORSE })
    expect(words(story.gone(BEST))).toContain('provider worse')
    expect(words(story.gone(WORSE))).toContain('provider nobody')
    expect(words(story.back(BEST))).toContain('provider best')
    expect(story.machine.state).toBe('idle')
  })

  test('its record is deleted: it counts no more', () => {
    const story = ElectionStory.provided(BEST)
    expect(words(story.give({ type: 'result-gone', author: BEST }))).toContain('provider nobody')
  })

  test('who is alone is its own provider, and tells nobody', () => {
    const story = ElectionStory.provided(BEST)
    for (const peer of [WORSE, ALMOST, BETTER, MALLORY]) story.gone(peer)
    expect(words(story.gone(BEST))).toContain('provider self')
    expect(story.machine.state).toBe('idle')
  })

  test('who must not, or will not, stand any more takes its result back', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    expect(words(story.give({ type: 'values', criteria: undefined }))).toEqual(['withdraw-result', 'provider nobody'])
  })
})

describe('an election is called', () => {
  test('when nobody who was elected is here, after a moment', () => {
    const story = ElectionStory.provided(BEST)
    story.gone(BEST)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'absence' })
    story.back(BEST)
    expect(story.machine.state).toBe('idle')
  })

  test('not before this node has heard what there is', () => {
    const story = new ElectionStory()
    story.gone(BEST)
    expect(story.machine.state).toBe('idle')
  })

  test('by who has been clearly better for a minute', () => {
    const story = ElectionStory.provided(WORSE)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'better' })
    const other = ElectionStory.provided(ALMOST, { criteria: criteriaWith(9) })
    expect(other.machine.state).toBe('idle')
    const [swings, waits] = [ElectionStory.provided(ALMOST, { criteria: criteriaWith(9) }), criteriaWith(11)]
    const outputs = swings.give({ type: 'values', criteria: waits })
    expect(timerMs(outputs, 'start-due')).toBeGreaterThanOrEqual(2_000)
    swings.give({ type: 'values', criteria: criteriaWith(10) })
    expect(swings.machine.state).toBe('idle')
    swings.nowMs += 10 * MINUTE_MS
    expect(timerMs(swings.give({ type: 'values', criteria: waits }), 'start-due')).toBe(BETTER_HOLD_MS)
  })

  test('by who is likeliest to win first: who knows of better ones lets them begin', () => {
    const waitMs = (merits: readonly number[]): number | undefined => {
      const story = new ElectionStory()
      story.others = merits.map((bandwidth) => ({ peer: BETTER, merit: meritOf(criteriaWith(bandwidth)) }))
      story.start()
      return timerMs(story.fire('start-due'), 'start-due')
    }
    expect([waitMs([]), waitMs([9, 9]), waitMs([9, 13]), waitMs([13, 16])]).toEqual([undefined, undefined, 400, 800])
    const told = new ElectionStory()
    told.start()
    told.others = [{ peer: BETTER, merit: meritOf(criteriaWith(13)) }]
    expect(words(told.fire('start-due'))).toEqual(['start-due'])
    expect(words(told.fire('start-due'))).toEqual(['publish-packet', 'time-out'])
  })

  test('when a better one is gone and nobody was elected since it spoke, though the next best stands in', () => {
    const story = ElectionStory.provided(BEST)
    story.result(BETTER, { electedAtMs: story.nowMs - 10 * MINUTE_MS })
    story.gone(BEST)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'absence', provider: BETTER })
    story.result(BETTER)
    expect(story.machine.state).toBe('idle')
    story.back(BEST)
    expect([story.machine.provider, story.machine.state]).toEqual([BEST, 'idle'])
    story.gone(BEST)
    expect([story.machine.provider, story.machine.state]).toEqual([BETTER, 'idle'])
  })

  test('by the provider itself, from time to time', () => {
    const story = ElectionStory.standing()
    const won = story.fire('time-out')
    expect(timerMs(won, 'review-due')).toBe(RE_ELECTION_MS)
    story.fire('review-due', won)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'periodic' })
  })

  test('by a provider that has clearly not had for a minute what it was elected for', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    const swings = story.give({ type: 'values', criteria: criteriaWith(9) })
    expect([swings, story.machine.state]).toEqual([[], 'idle'])
    const outputs = story.give({ type: 'values', criteria: criteriaWith(3) })
    expect(timerMs(outputs, 'start-due')).toBeGreaterThanOrEqual(BETTER_HOLD_MS)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'worse', provider: SELF })
    story.give({ type: 'values', criteria: criteriaWith(10) })
    expect(story.machine.state).toBe('idle')
  })

  test('and won by nobody who slept while it stood', () => {
    const story = ElectionStory.standing()
    story.nowMs += 60 * MINUTE_MS
    expect(words(story.fire('time-out'))).not.toContain('publish-result')
  })

  test('when a term ends', () => {
    const story = ElectionStory.provided(BEST)
    story.nowMs += TERM_MS
    story.give({ type: 'view' })
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'absence' })
  })

  test('by one node twice as long after its last one each time, while they change nothing', () => {
    const story = ElectionStory.provided(BEST)
    const pauses = ['22', '33', '44'].map((digits) => {
      const electionId = digits.repeat(16)
      const waitMs = timerMs(story.give({ type: 'start', reason: 'asked' }), 'start-due')
      story.fire('start-due')
      story.packet(BEST, { electionId })
      story.result(BEST, { electionId })
      return waitMs
    })
    expect(pauses).toEqual([0, START_PAUSE_MS, 2 * START_PAUSE_MS])
  })
})

describe('who does not wish a kind', () => {
  test('stands where a member wishes it, also where an answer came before its packet', () => {
    const story = new ElectionStory(true, false)
    story.start()
    story.packet(WORSE, { wished: false })
    expect(story.machine.state).toBe('awaiting-result')
    story.packet(MALLORY)
    expect(story.machine.state).toBe('delaying')
    expect(story.fire('delay-over')[0]).toMatchObject({ type: 'publish-packet', packet: { wished: false } })
    story.fire('time-out')
    story.gone(SELF)
    expect(story.machine.provider).toBe(SELF)
  })

  test('calls none when who provided is gone, unless a member wishes it, here now or not', () => {
    const [unwished, wished] = [new ElectionStory(true, false), new ElectionStory(true, false)]
    wished.packet(WORSE)
    for (const story of [unwished, wished]) {
      story.start()
      story.result(BEST)
      story.gone(BEST)
    }
    expect([unwished.machine.state, wished.machine.state]).toEqual(['idle', 'about-to-start'])
    wished.gone(WORSE)
    expect(wished.machine.state).toBe('about-to-start')
    wished.withoutRight.add(WORSE)
    wished.give({ type: 'view' })
    expect(wished.machine.state).toBe('idle')
  })

  test('knows of a wish, where it comes up later, by the result of who had it', () => {
    const story = new ElectionStory(true, false)
    story.result(BEST, { electedAtMs: story.nowMs - 60 * MINUTE_MS, wished: true })
    story.start()
    story.gone(BEST)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'absence' })
    story.nowMs += WISH_MS
    story.give({ type: 'view' })
    expect(story.machine.state).toBe('idle')
  })

  test('does not call the next one: who wishes it does, a minute after the provider should have', () => {
    const story = ElectionStory.standing()
    const other = ElectionStory.provided(BEST)
    other.nowMs += RE_ELECTION_MS - MINUTE_MS
    expect(other.give({ type: 'view' })).toEqual([])
    other.nowMs += BETTER_HOLD_MS
    other.give({ type: 'view' })
    expect(other.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'periodic' })
    expect(story.begun[0]).toMatchObject({ packet: { wished: true } })
  })
})

describe('elections at once', () => {
  test('are one: all packets compare, and the smaller id names it', () => {
    const story = ElectionStory.standing()
    story.packet(WORSE, { electionId: '00'.repeat(16) })
    expect(story.machine.state).toBe('standing')
    const result = story.fire('time-out', story.begun).find(({ type }) => type === 'publish-result')
    expect(result).toMatchObject({ result: { electionId: '00'.repeat(16), backup: WORSE } })
  })

  test('a packet of one that has its result begins nothing', () => {
    const story = ElectionStory.standing()
    story.packet(BETTER)
    story.result(BETTER)
    expect(words(story.packet(WORSE))).toEqual(['packet over'])
    expect(story.packet(BETTER)).toEqual([])
    expect(story.machine.state).toBe('idle')
  })

  test('nor does one that was said before the result, of another that was merged into it', () => {
    const story = ElectionStory.standing()
    story.packet(BETTER)
    const early = story.packetOf(WORSE, { electionId: '22'.repeat(16) })
    story.nowMs += 1_000
    story.result(BETTER)
    expect(words(story.give({ type: 'packet', packet: early }))).toEqual(['packet over'])
  })

  test('a packet that comes after the result, and wins: its own result counts when it comes, and the first until then', () => {
    const story = ElectionStory.standing()
    story.packet(BETTER)
    story.result(BETTER)
    expect(words(story.packet(BEST))).toEqual(['wait-over'])
    expect(story.machine.provider).toBe(BETTER)
    expect(words(story.result(BEST))).toContain('provider best')
  })
})

describe('who provides says so', () => {
  const LATER_ID = '22'.repeat(16)

  test('at a later result that loses against its own, whatever its machine does; of many at most once in 30 s, and of the last one, too', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    story.nowMs += MINUTE_MS
    const { result } = story.machine.snapshot()
    const said = story.result(WORSE, { electionId: SMALLER_ID })
    expect(words(said)).toEqual(['result beaten', 'publish-packet'])
    expect(said[1]).toMatchObject({ packet: { electionId: result!.electionId, criteria: criteriaWith(10) } })
    story.nowMs += 1_000
    const waits = story.result(WORSE, { electionId: LATER_ID })
    expect(words(waits)).toEqual(['result beaten', 'review-due'])
    expect(timerMs(waits, 'review-due')).toBe(LIFE_SIGN_MS - 1_000)
    expect(words(story.fire('review-due', waits))).toContain('publish-packet')
    story.nowMs += LIFE_SIGN_MS
    expect(words(story.give({ type: 'view' }))).not.toContain('publish-packet')
    expect([story.machine.provider, story.machine.state]).toEqual([SELF, 'idle'])
  })

  test('also where an election ran when it came, as soon as that is over', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    story.nowMs += MINUTE_MS
    const waits = story.packet(BEST)
    expect(words(story.result(WORSE))).not.toContain('publish-packet')
    expect(words(story.fire('wait-over', waits))).toContain('publish-packet')
  })

  test('unless it loses by what it has now: then it takes its result back', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    story.nowMs += MINUTE_MS
    story.give({ type: 'values', criteria: criteriaWith(9) })
    expect(words(story.result(MALLORY))).toContain('publish-packet')
    const between = criteriaFrom([
      [LEVEL.internetAccess, 2],
      [LEVEL.bandwidth, 9],
      [LEVEL.uptime, 5]
    ])
    expect(words(story.result(WORSE, { criteria: between }))).toContain('withdraw-result')
    expect(story.machine.provider).toBe(WORSE)
  })

  test('also where nobody wishes the kind any more', () => {
    const story = new ElectionStory(true, false)
    story.start()
    story.packet(MALLORY)
    story.fire('delay-over')
    story.fire('time-out')
    story.withoutRight.add(MALLORY)
    story.nowMs += MINUTE_MS
    expect(words(story.result(WORSE))).toContain('publish-packet')
  })

  test('an answer that was heard before what it answers counts', () => {
    const story = ElectionStory.provided(BEST)
    const later = story.resultOf(BETTER, { electionId: SMALLER_ID })
    story.nowMs += 1_000
    story.packet(BEST)
    story.nowMs += 10_000
    story.give({ type: 'result', result: later })
    story.nowMs += 2 * LIFE_SIGN_MS
    story.give({ type: 'view' })
    expect(story.machine.provider).toBe(BEST)
  })

  test('who is lost after it answered another is missed by an election, whichever result is the later', () => {
    const story = ElectionStory.provided(BEST)
    story.result(BETTER, { electionId: SMALLER_ID })
    story.nowMs += 100
    story.packet(BEST)
    story.nowMs += MINUTE_MS
    story.gone(BEST)
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'absence', provider: BETTER })
  })

  test('who does not is gone 1 s after the result, or after it may speak again, until it speaks or tells its presence anew', () => {
    const story = ElectionStory.provided(BEST)
    const asked = story.result(BETTER, { electionId: SMALLER_ID })
    expect([story.machine.provider, timerMs(asked, 'review-due')]).toEqual([BEST, ROUND_TRIP_MS])
    expect(words(story.fire('review-due', asked))).toContain('provider better')
    expect(words(story.packet(BEST))).toEqual(['provider best', 'review-due'])
    const spokeMs = story.nowMs
    const at = (ms: number): PeerId | undefined => {
      story.nowMs = spokeMs + ms
      story.give({ type: 'view' })
      return story.machine.provider
    }
    story.nowMs += 5_000
    story.result(BETTER, { electionId: LATER_ID })
    const goneMs = LIFE_SIGN_MS + ROUND_TRIP_MS
    expect([goneMs - 1, goneMs, goneMs + 600 * MINUTE_MS].map(at)).toEqual([BEST, BETTER, BETTER])
    expect([story.machine.misses(BEST), story.machine.misses(BETTER)]).toEqual([true, false])
    story.back(BEST)
    expect([story.machine.provider, story.machine.misses(BEST)]).toEqual([BEST, false])
  })
})

describe('a member that means harm', () => {
  test('a result that loses does not count: the provider stays', () => {
    const story = ElectionStory.provided(BEST)
    expect(words(story.result(MALLORY, { electionId: SMALLER_ID }))).toContain('result beaten')
    expect([story.machine.provider, story.machine.state]).toEqual([BEST, 'idle'])
  })

  test('where nobody better provides, who would have won answers: nobody is provider until that is over', () => {
    const story = new ElectionStory()
    story.start()
    story.nowMs += 1
    expect(words(story.result(MALLORY))).toEqual(expect.arrayContaining(['result beaten', 'delay-over']))
    expect(story.machine.provider).toBeUndefined()
  })

  test.each([
    ['more', 60],
    ['less', 6]
  ])(
    'a result that claims %s than its author said in that election is held against it, and ends nothing',
    (_, claimed) => {
      const story = ElectionStory.provided(BEST)
      const refused: string[] = []
      for (let i = 0; i <= AUTHOR_FAILURES_BURST; i++) {
        story.packet(WORSE, {
          electionId: `${10 + i}`.repeat(16),
          expiresAtMs: story.nowMs + 120_000 + i,
          criteria: criteriaWith(30)
        })
        story.nowMs += 2_100
        refused.push(...words(story.result(WORSE, { criteria: criteriaWith(claimed) })))
        expect([story.machine.provider, refused[0]]).toEqual([BEST, 'result beaten'])
        if (i === 0) expect(story.machine.state).toBe('awaiting-result')
      }
      expect(refused).toContain('result muted')
    }
  )

  test('who stood and waited may lose once: it has not heard a better one; who goes on so is not heard', () => {
    const muted = (results: number): boolean => {
      const story = ElectionStory.provided(BEST)
      const said: string[] = []
      for (let i = 0; i < 3 * AUTHOR_FAILURES_BURST; i++) {
        // Nobody needs its elections either: these have their own pace.
        story.nowMs += AUTHOR_START_REFILL_MS
        story.packet(ALMOST, { electionId: `${50 + i}`.repeat(16) })
        story.nowMs += TIME_OUT_MS
        for (let n = 0; n < results; n++) {
          story.nowMs += 10
          said.push(...words(story.result(ALMOST, { electionId: `${50 + i}`.repeat(16) })))
        }
        story.result(BEST, { electionId: `${50 + i}`.repeat(16) })
      }
      return said.includes('result muted')
    }
    expect([1, 2].map(muted)).toEqual([false, true])
  })

  test('who is seen to claim more than it has is stood against once, whatever comes of it', () => {
    const story = new ElectionStory()
    story.measured.set(BEST, 4)
    story.result(BEST, { electedAtMs: story.nowMs - MINUTE_MS })
    story.start()
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'better' })
    story.fire('start-due')
    story.packet(BEST, { electionId: SMALLER_ID })
    story.give({ type: 'result', result: story.resultOf(BEST, { electionId: SMALLER_ID }) })
    for (let minute = 0; minute < 60; minute++) {
      story.nowMs += MINUTE_MS
      story.give({ type: 'view' })
    }
    expect(story.machine.state).not.toBe('about-to-start')
  })

  test('a clock that is set ends no mute and no pause, and begins none', () => {
    const story = ElectionStory.provided(BEST)
    let monotonicMs = 0
    const give = (input: ElectionInput): string[] => words(story.machine.handle(input, story.nowMs, monotonicMs))
    for (let i = 0; i <= AUTHOR_STARTS_BURST; i++) {
      give({ type: 'packet', packet: story.packetOf(MALLORY, { electionId: `${10 + i}`.repeat(16) }) })
      give({ type: 'result', result: story.resultOf(BEST, { electionId: `${10 + i}`.repeat(16) }) })
      story.nowMs += 1_000
      monotonicMs += 1_000
    }
    story.nowMs += MUTE_MS
    expect(give({ type: 'packet', packet: story.packetOf(MALLORY) })).toContain('packet muted')
    story.nowMs -= 3 * MUTE_MS
    monotonicMs += MUTE_MS
    expect(give({ type: 'packet', packet: story.packetOf(MALLORY) })).not.toContain('packet muted')
  })

  test('a claim above what we measured does not silence us', () => {
    const story = new ElectionStory()
    story.start()
    story.measured.set(BEST, 5)
    story.packet(BEST)
    expect(story.machine.state).toBe('delaying')
  })

  test('who would have won and told nothing does not count for a minute', () => {
    const story = ElectionStory.provided(WORSE, { criteria: criteriaWith(10) })
    story.packet(MALLORY, { criteria: criteriaWith(40), electionId: '01'.repeat(16) })
    story.fire('wait-over')
    const again = { criteria: criteriaWith(40), electionId: '02'.repeat(16) }
    expect(words(story.packet(MALLORY, again))).toEqual(['packet failed'])
    story.nowMs += FAILED_MS
    story.packet(MALLORY, again)
    expect(story.machine.state).toBe('awaiting-result')
  })

  test('who begins elections without end is not heard for a while', () => {
    const story = ElectionStory.provided(BEST)
    const said: string[] = []
    for (let i = 0; i <= AUTHOR_STARTS_BURST; i++) {
      said.push(...words(story.packet(MALLORY, { electionId: `${10 + i}`.repeat(16) })))
      story.nowMs += 1_000
      story.result(BEST, { electionId: `${10 + i}`.repeat(16) })
      story.nowMs += 1_000
    }
    expect(said).toContain('packet muted')
    expect(words(story.packet(MALLORY, { electionId: SMALLER_ID }))).toEqual(['packet muted'])
    expect(words(story.result(MALLORY, { electionId: SMALLER_ID }))).toEqual(['result muted'])
    story.nowMs += MUTE_MS
    expect(words(story.packet(MALLORY, { electionId: SMALLER_ID }))).not.toContain('packet muted')
  })

  test('who takes back what it won just now, or claims less, has won nothing: its packets do not count for a minute', () => {
    for (const takeBack of [
      (story: ElectionStory): ElectionOutput[] => story.give({ type: 'result-gone', author: BEST }),
      (story: ElectionStory): ElectionOutput[] => story.result(BEST, { criteria: [] })
    ]) {
      const story = ElectionStory.standing()
      story.result(BEST)
      expect([story.machine.provider, story.machine.state]).toEqual([BEST, 'standing'])
      expect(words(takeBack(story))).toContain('packet failed')
      expect(words(story.packet(BEST, { electionId: SMALLER_ID }))).toEqual(['packet failed'])
      expect(words(story.fire('time-out', story.begun))).toContain('publish-result')
      story.nowMs += 10 * MINUTE_MS
      const later = ElectionStory.provided(BEST)
      later.nowMs += 2 * MINUTE_MS
      expect(words(takeBack(later))).not.toContain('packet failed')
    }
  })

  test('nor is who begins them by two ids in turn', () => {
    const story = ElectionStory.provided(BEST)
    const said: string[] = []
    for (let i = 0; i <= AUTHOR_STARTS_BURST; i++) {
      const electionId = [SMALLER_ID, LARGER_ID][i % 2]!
      said.push(...words(story.packet(MALLORY, { electionId })))
      story.nowMs += 1_000
      story.result(BEST, { electionId })
      story.nowMs += 1_000
    }
    expect(said).toContain('packet muted')
  })

  test('a provider that a member never leaves alone answers twice a minute at most, and stays provider', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    let answers = 0
    for (let i = 0; i < 40; i++) {
      story.nowMs += 15_000
      const said = words(story.result(MALLORY, { electionId: `${10 + i}`.repeat(16) }))
      if (said.includes('publish-packet')) answers++
      expect([story.machine.provider, story.machine.state]).toEqual([SELF, 'idle'])
    }
    expect(answers).toBe(20)
  })
})

test('whatever comes, in whatever order: nothing throws, and a node publishes few packets', () => {
  const peers = [WORSE, ALMOST, BETTER, BEST, MALLORY]
  const peer = fc.constantFrom(...peers)
  const electionId = fc.nat(20).map((id) => id.toString(16).padStart(32, '0'))
  const criteria = fc.nat(40).map(criteriaWith)
  const offset = fc.integer({ min: -20 * MINUTE_MS, max: 20 * MINUTE_MS })
  type Step = (story: ElectionStory) => ElectionOutput[]
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ peer, electionId, criteria, offset }).map((said): Step => (story) => {
      const expiresAtMs = story.nowMs + 2 * MINUTE_MS + said.offset
      return story.packet(said.peer, { electionId: said.electionId, criteria: said.criteria, expiresAtMs })
    }),
    fc.record({ peer, electionId, criteria, offset, backup: peer }).map((said): Step => (story) => {
      const { electionId: id, backup } = said
      return story.result(said.peer, {
        electionId: id,
        criteria: said.criteria,
        backup,
        electedAtMs: story.nowMs + said.offset
      })
    }),
    peer.map(
      (gone): Step =>
        (story) =>
          story.gone(gone)
    ),
    peer.map(
      (back): Step =>
        (story) =>
          story.back(back)
    ),
    criteria.map(
      (values): Step =>
        (story) =>
          story.give({ type: 'values', criteria: values })
    ),
    fc
      .constantFrom<ElectionInput>(
        { type: 'values', criteria: undefined },
        { type: 'view' },
        { type: 'start', reason: 'asked' }
      )
      .map(
        (input): Step =>
          (story) =>
            story.give(input)
      )
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(step, fc.nat(4_000)), { maxLength: 60 }), (steps) => {
      const story = new ElectionStory()
      const due: { atMs: number; input: ElectionInput }[] = []
      let packets = 0
      const take = (outputs: readonly ElectionOutput[]): void => {
        for (const output of outputs) {
          if (output.type === 'publish-packet') packets++
          if (output.type === 'set-timer') due.push({ atMs: story.nowMs + output.inMs, input: output.then })
        }
      }
      const startedMs = story.nowMs
      take(story.start())
      for (const [run, laterMs] of steps) {
        take(run(story))
        story.nowMs += laterMs
        for (const timer of due.splice(0)) {
          if (timer.atMs > story.nowMs) due.push(timer)
          else take(story.give(timer.input))
        }
      }
      // One for each election: the shortest lasts until the time-out, or until others' packets and results end it.
      expect(packets).toBeLessThanOrEqual(steps.length + (story.nowMs - startedMs) / 3_000 + 1)
      const { packets: heard, refusals } = story.machine.snapshot()
      expect(heard.length).toBeLessThanOrEqual(peers.length)
      expect(refusals.length).toBeLessThanOrEqual(MAX_REFUSALS_SHOWN)
    })
  )
})
