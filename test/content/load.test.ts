import { expect, test } from 'vitest'
import { BUSY_ANSWERS, LOAD_LOOK_MS } from '../../src/content/crossing-defaults.js'
import { AnswerTime, LoadJudge } from '../../src/content/load.js'
import { OwnLine } from '../../src/content/own-line.js'
import { Reach } from '../../src/content/reach.js'
import type { AnnouncedPresence } from '../../src/graph/index.js'
import { FakeClock } from '../support/fake-clock.js'

test('the time of answers that run at once adds up, and stands still without any', () => {
  const time = new AnswerTime()
  expect(time.totalMs(1_000)).toBe(0)
  time.began(1_000)
  time.began(1_500)
  expect(time.totalMs(2_000)).toBe(1_500)
  time.ended(2_000)
  time.ended(2_500)
  expect(time.totalMs(99_000)).toBe(2_000)
})

/** Answers that run on average between two looks, and the load told then. */
test.each<[string, [running: number, load: number][]]>([
  ['nothing is idle', [[0, 0]]],
  ['one answer is not yet a load', [[1, 0]]],
  ['as many as a busy node has are all of it', [[BUSY_ANSWERS, 100]]],
  ['more cannot be said', [[10 * BUSY_ANSWERS, 100]]],
  ['it rises and falls in steps', [[4, 25], [8, 50], [12, 75], [16, 100], [12, 75], [0, 0]]], // prettier-ignore
  ['between two steps it stays as it was told', [[4, 25], [6, 25], [5, 25], [7, 25], [8, 50], [6, 50], [5, 50], [4, 25]]] // prettier-ignore
])('%s', (_what, looks) => {
  const judge = new LoadJudge(0, 0)
  let nowMs = 0
  let answeredMs = 0
  for (const [running, load] of looks) {
    nowMs += LOAD_LOOK_MS
    answeredMs += running * LOAD_LOOK_MS
    expect([running, judge.look(answeredMs, nowMs)]).toEqual([running, load])
  }
})

test('a thousand short answers are no load', () => {
  const judge = new LoadJudge(0, 0)
  expect(judge.look(1_000 * 5, LOAD_LOOK_MS)).toBe(0)
})

test('is told when it has changed, and not otherwise', () => {
  const clock = new FakeClock()
  const time = new AnswerTime()
  const told: Partial<AnnouncedPresence>[] = []
  const reach = new Reach({
    ...{ clock, line: new OwnLine({ clock, isUsed: true }), aliasClient: { warm: async () => true } },
    aliasServer: { answeredMs: () => time.totalMs(clock.monotonicMs()) },
    ...({
      group: { self: 'alice' },
      view: { presentPeers: () => new Set(['alice']) },
      teller: { presence: (change: Partial<AnnouncedPresence>) => void told.push(change) }
    } as object as Pick<ConstructorParameters<typeof Reach>[0], 'group' | 'view' | 'teller'>)
  })
  reach.start()
  clock.advance(10 * LOAD_LOOK_MS)
  expect(told).toEqual([])
  for (let count = 0; count < BUSY_ANSWERS; count++) time.began(clock.monotonicMs())
  clock.advance(10 * LOAD_LOOK_MS)
  expect(told).toEqual([{ load: 100 }])
  for (let count = 0; count < BUSY_ANSWERS; count++) time.ended(clock.monotonicMs())
  clock.advance(10 * LOAD_LOOK_MS)
  expect(told).toEqual([{ load: 100 }, { load: 0 }])
  reach.stop()
  expect(clock.pendingTimers).toBe(0)
})
