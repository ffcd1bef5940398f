import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { PUBLISH_WITHIN_MS, WITHDRAW_AFTER_MS, WITHDRAW_WITHIN_MS } from '../../src/graph/defaults.js'
import { PresencePolicy } from '../../src/graph/presence-policy.js'

function listening(present: number, max: number, seed = 1): PresencePolicy {
  const policy = new PresencePolicy(seededRandom(seed))
  policy.handle({ type: 'count', present, max, nowMs: 0 })
  policy.handle({ type: 'listening', nowMs: 0 })
  return policy
}

test.each([
  [-1, 5_000, true],
  [0, 0, false],
  [100, 0, true],
  [100, 49, true],
  [100, 50, false],
  [100, 100, false],
  [1, 0, true]
])('of at most %i wanted, with %i there: who comes publishes at once: %s', (max, present, isPublished) => {
  expect(listening(present, max).isPublished).toBe(isPublished)
})

test('who does not listen has none, whatever is wanted', () => {
  const policy = new PresencePolicy(seededRandom(1))
  expect(policy.handle({ type: 'count', present: 0, max: -1, nowMs: 0 })).toEqual([])
  expect(policy.handle({ type: 'forced', isForced: true, nowMs: 0 })).toEqual([])
  expect(policy.handle({ type: 'listening', nowMs: 0 })).toEqual(['publish'])
})

test('who is forced stays, and goes back to what the graph wants', () => {
  const policy = listening(0, 0)
  expect(policy.handle({ type: 'forced', isForced: true, nowMs: 1 })).toEqual(['publish'])
  expect(policy.handle({ type: 'forced', isForced: false, nowMs: 2 })).toEqual(['withdraw'])
})

describe('who is looked for', () => {
  test.each([0, 100])('publishes for that time where %i are wanted, and then as the others do', (max) => {
    const policy = listening(200, max)
    expect(policy.isPublished).toBe(false)
    expect(policy.handle({ type: 'sought', untilMs: 1_000, nowMs: 0 })).toEqual(['publish'])
    expect(policy.wakeAtMs).toBe(1_000)
    expect(policy.handle({ type: 'count', present: 201, max, nowMs: 500 })).toEqual([])
    expect(policy.handle({ type: 'tick', nowMs: 999 })).toEqual([])
    expect(policy.handle({ type: 'tick', nowMs: 1_000 })).toEqual(max === 0 ? ['withdraw'] : [])
    if (max === 0) return
    const { wakeAtMs } = policy
    expect(wakeAtMs).toBeGreaterThanOrEqual(1_000 + WITHDRAW_AFTER_MS)
    expect(policy.handle({ type: 'tick', nowMs: wakeAtMs })).toEqual(['withdraw'])
  })

  test('again meanwhile stays for longer', () => {
    const policy = listening(200, 0)
    policy.handle({ type: 'sought', untilMs: 1_000, nowMs: 0 })
    policy.handle({ type: 'sought', untilMs: 1_500, nowMs: 500 })
    expect(policy.handle({ type: 'tick', nowMs: 1_000 })).toEqual([])
    expect(policy.handle({ type: 'tick', nowMs: 1_500 })).toEqual(['withdraw'])
    expect(policy.wakeAtMs).toBe(Infinity)
  })

  test('before it listens publishes when it does', () => {
    const policy = new PresencePolicy(seededRandom(1))
    policy.handle({ type: 'count', present: 200, max: 100, nowMs: 0 })
    expect(policy.handle({ type: 'sought', untilMs: 1_000, nowMs: 0 })).toEqual([])
    expect(policy.handle({ type: 'listening', nowMs: 10 })).toEqual(['publish'])
  })
})

describe('with too many', () => {
  test('it waits 30 to 180 s, looks again, and takes its own back', () => {
    const policy = listening(0, 10)
    expect(policy.handle({ type: 'count', present: 20, max: 10, nowMs: 0 })).toEqual([])
    expect(policy.wakeAtMs).toBe(Infinity)
    policy.handle({ type: 'count', present: 21, max: 10, nowMs: 0 })
    const { wakeAtMs } = policy
    expect(wakeAtMs).toBeGreaterThanOrEqual(WITHDRAW_AFTER_MS)
    expect(wakeAtMs).toBeLessThanOrEqual(WITHDRAW_WITHIN_MS)
    expect(policy.handle({ type: 'tick', nowMs: wakeAtMs - 1 })).toEqual([])
    expect(policy.handle({ type: 'tick', nowMs: wakeAtMs })).toEqual(['withdraw'])
  })

  test('it stays when others went first', () => {
    const policy = listening(0, 10)
    policy.handle({ type: 'count', present: 30, max: 10, nowMs: 0 })
    policy.handle({ type: 'count', present: 20, max: 10, nowMs: 1_000 })
    expect(policy.wakeAtMs).toBe(Infinity)
    expect(policy.handle({ type: 'tick', nowMs: WITHDRAW_WITHIN_MS })).toEqual([])
  })
})

test('with somewhat few it publishes within half a minute, by chance', () => {
  const delays = Array.from({ length: 20 }, (_, seed) => {
    const policy = listening(100, 100, seed)
    policy.handle({ type: 'count', present: 99, max: 100, nowMs: 0 })
    const { wakeAtMs } = policy
    expect(policy.handle({ type: 'tick', nowMs: wakeAtMs })).toEqual(['publish'])
    return wakeAtMs
  })
  expect(Math.max(...delays)).toBeLessThanOrEqual(PUBLISH_WITHIN_MS)
  expect(new Set(delays).size).toBe(20)
})

test.each([
  [1_000, 100, 100],
  [1_000, 0, 100],
  [2_000, 100, 1_000]
])(
  'of %i, when the sample of %i is gone or far too small for the %i wanted now, not all publish at once',
  (nodes, before, max) => {
    const floodMs = 500
    const policies = Array.from({ length: nodes }, (_, seed) => {
      const policy = new PresencePolicy(seededRandom(seed))
      policy.handle({ type: 'count', present: before, max: before, nowMs: 0 })
      policy.handle({ type: 'listening', nowMs: 0 })
      return policy
    })
    const published: number[] = []
    let writes = 0
    for (let nowMs = 0; nowMs <= 2 * PUBLISH_WITHIN_MS; nowMs += 100) {
      const present = published.at(-floodMs / 100) ?? 0
      for (const policy of policies) writes += policy.handle({ type: 'count', present, max, nowMs }).length
      published.push(policies.filter(({ isPublished }) => isPublished).length)
    }
    expect(Math.max(...published)).toBeLessThanOrEqual(1.3 * max)
    expect(writes).toBeLessThanOrEqual(1.3 * max)
    expect(published.at(-1)).toBeGreaterThanOrEqual(max)
  }
)

test('of a thousand that see each other at once, about as many as are wanted are left', () => {
  const policies = Array.from({ length: 1_000 }, (_, seed) => listening(0, -1, seed))
  const count = (): number => policies.filter(({ isPublished }) => isPublished).length
  const tellAll = (nowMs: number): void => {
    const present = count()
    for (const policy of policies) policy.handle({ type: 'count', present, max: 100, nowMs })
  }
  tellAll(0)
  for (let nowMs = 100; nowMs <= 2 * WITHDRAW_WITHIN_MS; nowMs += 100) tellAll(nowMs)
  expect(count()).toBeGreaterThanOrEqual(100)
  expect(count()).toBeLessThanOrEqual(110)
})
