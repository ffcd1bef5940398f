// What the figures leave open: which result counts, who stands in, when an election is called, elections at once, and members that mean harm.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../../src/base/index.js'
import {
  AUTHOR_FAILURES_BURST,
  AUTHOR_STARTS_BURST,
  BETTER_HOLD_MS,
  FAILED_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_REFUSALS_SHOWN,
  MISSED_MS,
  MUTE_MS,
  RE_ELECTION_MS,
  START_PAUSE_MS,
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
    expect(story.machine.snapshot()).toMatchObject({ state: 'idle', refusals: [{ author: MALLORY, why: 'beaten' }] })
  })

  test('who is back after a restart takes its own result back, and stands like all', () => {
    const story = new ElectionStory()
    expect(words(story.result(SELF, { electedAtMs: story.nowMs - MINUTE_MS }))).toEqual(['withdraw-result'])
    story.start()
    expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'start', result: undefined })
  })

  test('a provider that has a little less by now, where an election has compared that: its old claim outdoes nobody', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    story.give({ type: 'values', criteria: criteriaWith(9) })
    story.nowMs += 10 * MINUTE_MS
    const between = criteriaFrom([
      [LEVEL.internetAccess, 2],
      [LEVEL.bandwidth, 9],
      [LEVEL.uptime, 5]
    ])
    story.packet(WORSE, { electionId: SMALLER_ID, criteria: between })
    expect(words(story.result(WORSE, { electionId: SMALLER_ID, criteria: between }))).toContain('withdraw-result')
    expect(story.machine.provider).toBe(WORSE)
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
    const pauses = [1, 2, 3].map(() => {
      const waitMs = timerMs(story.give({ type: 'start', reason: 'asked' }), 'start-due')
      story.fire('start-due')
      story.packet(BEST, { electionId: '22'.repeat(16) })
      story.result(BEST, { electionId: '22'.repeat(16) })
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
    expect(words(story.packet(BETTER))).toEqual(['packet over'])
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

  test('a packet that comes after the result, and wins, sets it aside until its own comes', () => {
    const story = ElectionStory.standing()
    story.packet(BETTER)
    story.result(BETTER)
    expect(words(story.packet(BEST))).toEqual(expect.arrayContaining(['result beaten', 'wait-over', 'provider nobody']))
    expect(words(story.result(BEST))).toContain('provider best')
  })

  test('and if its own never comes, the first counts again', () => {
    const story = ElectionStory.standing()
    story.packet(BETTER)
    story.result(BETTER)
    story.packet(BEST)
    expect(words(story.fire('wait-over'))).toContain('provider better')
  })
})

describe('a member that means harm', () => {
  test('a result that loses does not count: the provider stays, and answers', () => {
    const story = ElectionStory.provided(BEST)
    expect(words(story.result(MALLORY, { electionId: SMALLER_ID }))).toContain('result beaten')
    expect([story.machine.provider, story.machine.state]).toEqual([BEST, 'idle'])
    const provider = ElectionStory.standing()
    provider.fire('time-out')
    provider.nowMs += MINUTE_MS
    expect(words(provider.result(MALLORY, { electionId: SMALLER_ID }))).toEqual(['result beaten', 'delay-over'])
    expect(provider.machine.provider).toBe(SELF)
    const objects = { state: 'delaying', reason: 'objection', electionId: SMALLER_ID }
    expect(provider.machine.snapshot()).toMatchObject(objects)
  })

  test('where nobody better provides, who would have won answers: nobody is provider until that is over', () => {
    const story = new ElectionStory()
    story.start()
    story.nowMs += 1
    expect(words(story.result(MALLORY))).toEqual(expect.arrayContaining(['result beaten', 'delay-over']))
    expect(story.machine.provider).toBeUndefined()
  })

  test('who does not speak at a result that it would beat is gone, long before its presence ends; unless it then speaks', () => {
    const story = ElectionStory.provided(BEST)
    story.packet(BETTER, { electionId: SMALLER_ID })
    expect(story.machine.provider).toBe(BEST)
    story.nowMs += TIME_OUT_MS
    expect(words(story.result(BETTER, { electionId: SMALLER_ID }))).toContain('provider better')
    story.nowMs += 1_000
    expect(words(story.packet(BEST, { electionId: SMALLER_ID }))).toContain('provider best')
    const unheard = ElectionStory.provided(BEST)
    const asked = unheard.result(BETTER, { electionId: SMALLER_ID })
    expect([unheard.machine.provider, timerMs(asked, 'review-due')]).toEqual([BEST, TIME_OUT_MS])
    expect(words(unheard.fire('review-due', asked))).toContain('provider better')
    unheard.nowMs += MISSED_MS
    unheard.give({ type: 'view' })
    expect(unheard.machine.provider).toBe(BEST)
  })

  test('a result that claims more than its author said in that election is held against it, though the order stays that of claims', () => {
    const story = ElectionStory.delaying()
    story.fire('delay-over')
    story.packet(ALMOST)
    const refused: string[] = []
    for (let i = 0; i <= AUTHOR_FAILURES_BURST; i++) {
      story.packet(WORSE, { electionId: `${10 + i}`.repeat(16), expiresAtMs: story.nowMs + 120_000 + i })
      refused.push(...words(story.result(WORSE, { criteria: criteriaWith(60), electedAtMs: story.nowMs + i })))
      story.nowMs += 1_000
    }
    expect(refused).toContain('result beaten')
    expect(story.machine.provider).toBe(WORSE)
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

  test('a provider answers a member without end so often, and stays provider', () => {
    const story = ElectionStory.standing()
    story.fire('time-out')
    let answers = 0
    for (let i = 0; i < 40; i++) {
      story.nowMs += 10_000
      story.result(MALLORY, { electionId: `${10 + i}`.repeat(16) })
      if (story.machine.state === 'delaying') {
        answers++
        story.fire('delay-over')
        story.fire('time-out')
      }
      expect(story.machine.provider).toBe(SELF)
    }
    expect(answers).toBeGreaterThanOrEqual(AUTHOR_FAILURES_BURST)
    expect(answers).toBeLessThanOrEqual(AUTHOR_FAILURES_BURST + 2)
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
