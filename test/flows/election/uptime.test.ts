// Uptime grows while a result says what it was: nobody is outbid by his own old words.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agedCriteria,
  criteriaFrom,
  criteriaOf,
  isClearlyBetter,
  LEVEL,
  valueOf,
  type Criteria
} from '../../../src/flows/election/criteria.js'
import { BETTER_HOLD_MS } from '../../../src/flows/election/defaults.js'
import { BETTER, ElectionStory } from '../../support/election-story.js'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

function upFor(minutes: number, power: 'battery' | 'mains' = 'mains'): Criteria {
  const measured = { internet: 'yes', bytesPerSecond: 12_500_000, megahertz: 12_000, system: 'linux' } as const
  return criteriaOf({ ...measured, power, uptimeMs: minutes * MINUTE_MS })
}

/** What the node is worth as its uptime grows, said as its class changes. @returns whether it ever was about to call an election */
function runsOn(story: ElectionStory, fromMinutes: number, toMinutes: number, power?: 'battery'): boolean {
  let said = ''
  for (let minutes = fromMinutes; minutes < toMinutes; minutes++) {
    story.nowMs += MINUTE_MS
    const criteria = upFor(minutes, power)
    if (JSON.stringify(criteria) === said) story.give({ type: 'view' })
    else story.give({ type: 'values', criteria })
    said = JSON.stringify(criteria)
    if (story.machine.state !== 'idle') return true
  }
  return false
}

test('who came up together with the provider never takes itself to be better by the time that passed', () => {
  const minutes = fc.double({ min: 0, max: 60 * DAY_MINUTES, noNaN: true })
  fc.assert(
    fc.property(minutes, minutes, (then, passed) => {
      expect(isClearlyBetter(upFor(then + passed), agedCriteria(upFor(then), passed * MINUTE_MS))).toBe(false)
    })
  )
})

test('a group that comes up together and changes in nothing elects once: nobody calls until the periodic one', () => {
  const story = ElectionStory.provided(BETTER, { criteria: upFor(0) })
  expect(runsOn(story, 1, 5 * 60)).toBe(false)
})

test('who was up for hours when another was elected that had just come up calls one', () => {
  const story = ElectionStory.provided(BETTER, { criteria: upFor(0) })
  expect(runsOn(story, 5 * 60, 5 * 60 + 1)).toBe(true)
  expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'better' })
})

test("a provider's growing uptime does not hide that it lost its mains", () => {
  const story = new ElectionStory()
  story.give({ type: 'values', criteria: upFor(1) })
  story.start()
  story.fire('start-due')
  story.fire('time-out')
  expect(runsOn(story, 2, 60)).toBe(false)
  expect(runsOn(story, 60, 61, 'battery')).toBe(true)
  expect(story.machine.snapshot()).toMatchObject({ state: 'about-to-start', reason: 'worse' })
})

test('sixteen criteria without uptime are compared like any', () => {
  const levels = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]
  const full = criteriaFrom(levels.map((level) => [level, 1]))
  const aged = agedCriteria(full, BETTER_HOLD_MS)
  expect([valueOf(aged, LEVEL.uptime), aged.map(({ level }) => level)]).toEqual([
    1,
    [...levels, 3].sort((a, b) => a - b)
  ])
})
