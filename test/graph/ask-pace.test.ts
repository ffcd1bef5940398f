import { describe, expect, test } from 'vitest'
import { AskPace, askIntervalMs } from '../../src/graph/ask-pace.js'
import { seededRandom } from '../../src/base/index.js'
import { FEW_NEIGHBOURS, WANTED_NEIGHBOURS } from '../../src/graph/defaults.js'

describe('the LAN is asked', () => {
  test.each([
    ['alone', 0, 1, 10_000],
    ['with few neighbours, however many are present', 3, 500, 10_000],
    ['in a small graph', 4, 10, 10_000],
    ['in proportion to the peers above ten', 4, 40, 40_000],
    ['six times less often with neighbours enough', WANTED_NEIGHBOURS, 20, 120_000],
    ['never less often than every 5 minutes', 12, 1000, 300_000]
  ])('%s', (_, neighbours, present, intervalMs) => {
    expect(askIntervalMs({ neighbours, present })).toBe(intervalMs)
  })

  test('so that up to 300 peers, who all answer all, send each a packet a second for each peer at most', () => {
    for (const present of [50, 100, 200, 300]) {
      for (const neighbours of [FEW_NEIGHBOURS, WANTED_NEIGHBOURS]) {
        const asksASecond = (present * 1000) / askIntervalMs({ neighbours, present })
        expect(asksASecond * present).toBeLessThanOrEqual(present)
      }
    }
  })
})

describe('a node', () => {
  const company = { neighbours: 8, present: 9 }

  test('asks at once, then again after its interval, stretched by a quarter at most', () => {
    const pace = new AskPace(seededRandom(1))
    expect(pace.isDue(0, company)).toBe(true)
    pace.asked(0)
    expect(pace.isDue(44_999, company)).toBe(false)
    expect(pace.isDue(75_000, company)).toBe(true)
  })

  test('does not wait out the interval that it had when it lost its neighbours', () => {
    const pace = new AskPace(seededRandom(1))
    pace.asked(0)
    expect(pace.isDue(13_000, company)).toBe(false)
    expect(pace.isDue(13_000, { ...company, neighbours: 2 })).toBe(true)
  })

  test('asks at once when it is hurried', () => {
    const pace = new AskPace(seededRandom(1))
    pace.asked(0)
    pace.hurry()
    expect(pace.isDue(1, company)).toBe(true)
  })
})
