import { describe, expect, test } from 'vitest'
import { NO_FACTS, type ContentFacts } from '../../src/content/content-facts.js'
import { MAX_CLOCK_AHEAD_MS, UNDATED_LIFETIME_MS } from '../../src/content/crossing-defaults.js'
import { judgeFreshness, publishedFreshness } from '../../src/content/freshness.js'

const SECOND = 1000
const DAY = 24 * 3_600_000
/** Seconds. */
const MONTH = (30 * DAY) / SECOND
/** When the origin said so. */
const SAID = Date.UTC(2026, 10, 21, 12)

function http(atMs: number): string {
  return new Date(atMs).toUTCString()
}

function judge(facts: Partial<ContentFacts>, laterMs: number): ReturnType<typeof judgeFreshness> {
  return judgeFreshness({ ...NO_FACTS, date: http(SAID), ...facts }, SAID, SAID + laterMs)
}

describe('for how long what an origin said is good (RFC 9111 4.2)', () => {
  const cases: [string, Partial<ContentFacts>, number][] = [
    ['max-age', { cacheControl: 'max-age=60' }, 60],
    ['max-age among others, in capitals', { cacheControl: 'Public, Max-Age=60' }, 60],
    ['s-maxage counts before max-age, for many', { cacheControl: 'max-age=60, s-maxage=600' }, 600],
    ['max-age counts before Expires', { cacheControl: 'max-age=60', expires: http(SAID + DAY) }, 60],
    ['Expires, from Date on', { expires: http(SAID + 90 * SECOND) }, 90],
    ['Expires of an origin whose clock is wrong', { date: http(SAID + DAY), expires: http(SAID + DAY + 90_000) }, 90],
    ['Expires that is no date', { expires: '0' }, 0],
    ['Expires in the past', { expires: http(SAID - SECOND) }, 0],
    ['a tenth of how long it has not changed', { lastModified: http(SAID - 1000 * SECOND) }, 100],
    ['no tenth where the origin says itself', { cacheControl: 'max-age=5', lastModified: http(SAID - DAY) }, 5],
    ['nothing but a date', {}, 0],
    ['no-cache', { cacheControl: 'no-cache, max-age=60' }, 0],
    ['no-cache for a field', { cacheControl: 'no-cache="set-cookie", max-age=60' }, 0],
    ['must-revalidate says nothing of what is fresh', { cacheControl: 'max-age=60, must-revalidate' }, 60],
    ['nor does proxy-revalidate', { cacheControl: 'max-age=60, proxy-revalidate' }, 60],
    ['immutable, without an age of its own', { cacheControl: 'immutable' }, DAY / SECOND],
    ['immutable, with one', { cacheControl: 'max-age=86401, immutable' }, 86_401],
    ['for a location’s life at most: a year', { cacheControl: 'max-age=31536000' }, MONTH],
    ['for a location’s life at most: 3,168 years', { cacheControl: 'max-age=99999999999' }, MONTH],
    ['for a location’s life at most: Expires in 2099', { expires: http(Date.UTC(2099, 0, 1)) }, MONTH],
    ['a tenth of 56 years is a day at most', { lastModified: http(0) }, DAY / SECOND],
    ['max-age twice: the first', { cacheControl: 'max-age=60, max-age=600' }, 60],
    ['max-age that is no number', { cacheControl: 'max-age=soon' }, 0]
  ]
  test.each(cases)('%s', (_what, facts, lifetimeSeconds) => {
    expect(judge(facts, 0).lifetimeMs / SECOND).toBe(lifetimeSeconds)
    if (lifetimeSeconds > 0) expect(judge(facts, lifetimeSeconds * SECOND - 1)).toMatchObject({ isFresh: true })
    expect(judge(facts, lifetimeSeconds * SECOND)).toMatchObject({ isFresh: false })
  })

  test('time in caches between counts', () => {
    expect(judge({ cacheControl: 'max-age=60', age: '50' }, 5 * SECOND)).toMatchObject({ isFresh: true, ageMs: 55_000 })
    expect(judge({ cacheControl: 'max-age=60', age: '50' }, 10 * SECOND)).toMatchObject({ isFresh: false })
  })

  test('what says nothing at all is good for a day', () => {
    const none = { ...NO_FACTS, etag: '"1"' }
    expect(judgeFreshness(none, SAID, SAID + UNDATED_LIFETIME_MS - 1).isFresh).toBe(true)
    expect(judgeFreshness(none, SAID, SAID + UNDATED_LIFETIME_MS).isFresh).toBe(false)
  })
})

describe('when it was said', () => {
  const facts = { ...NO_FACTS, cacheControl: 'max-age=60' }
  test.each([
    ['nobody knows', undefined, false],
    ['a little ahead of this clock', SAID + MAX_CLOCK_AHEAD_MS, true],
    ['further ahead than clocks differ', SAID + MAX_CLOCK_AHEAD_MS + 1, false],
    ['just now', SAID, true]
  ])('%s', (_what, saidAtMs, isFresh) => {
    expect(judgeFreshness(facts, saidAtMs, SAID)).toMatchObject({ isFresh, ageMs: 0 })
  })
})

test.each([
  [undefined, true],
  ['max-age=60', true],
  ['max-age=60, must-revalidate', false],
  ['max-age=60, Must-Revalidate', false],
  ['max-age=60, proxy-revalidate', false],
  ['s-maxage=60', false],
  ['no-cache', false],
  ['no-cache="x"', false],
  ['public, stale-if-error=0', true]
])('what says %s may be used stale: %s', (cacheControl, mayServeStale) => {
  expect(judge({ cacheControl }, DAY)).toMatchObject({ mayServeStale })
})

test('what was published on purpose is good as long as its record', () => {
  expect(publishedFreshness(SAID, SAID + 29 * DAY)).toMatchObject({ isFresh: true, ageMs: 29 * DAY })
})
