import { describe, expect, test } from 'vitest'
import { factsOf } from '../../src/content/content-facts.js'
import { judgeFreshness } from '../../src/content/freshness.js'
import { afterRedirect, underRedirects, type RedirectRules } from '../../src/content/redirect-rules.js'

const NOW = Date.UTC(2026, 10, 21, 12)
const DAY = 86_400
const DATE = { date: new Date(NOW).toUTCString() }

type Headers = { [name: string]: string }

function after(...chain: [status: number, headers: Headers][]): RedirectRules | undefined {
  return chain.reduce<RedirectRules | undefined>(
    (rules, [status, headers]) => afterRedirect(rules, status, { ...DATE, ...headers }, NOW),
    undefined
  )
}

describe('for how long a redirect is good', () => {
  test.each<[number, Headers, number]>([
    [302, {}, 0],
    [303, {}, 0],
    [307, {}, 0],
    [302, { 'last-modified': new Date(NOW - 1000 * DAY * 1000).toUTCString() }, 0],
    [302, { 'cache-control': 'public' }, 0],
    [302, { 'cache-control': 'max-age=60' }, 60],
    [307, { 'cache-control': 'max-age=60', age: '50' }, 10],
    [302, { 'cache-control': 'max-age=60', age: '70' }, 0],
    [302, { expires: new Date(NOW + 90_000).toUTCString() }, 90],
    [302, { 'cache-control': 'no-cache, max-age=60' }, 0],
    [301, {}, DAY],
    [308, {}, DAY],
    [301, { 'cache-control': 'no-cache' }, 0],
    [301, { 'cache-control': 'max-age=60' }, 60],
    [308, { expires: '0' }, 0]
  ])('%d %j: %d s', (status, headers, seconds) => {
    expect(after([status, headers])?.freshMs).toBe(seconds * 1000)
  })

  test('is of several the shortest, whichever comes first', () => {
    const [short, long] = [{ 'cache-control': 'max-age=60' }, { 'cache-control': 'max-age=600, must-revalidate' }]
    expect(after([302, short], [302, long])).toMatchObject({ freshMs: 60_000, mayServeStale: false })
    expect(after([302, long], [302, short])).toMatchObject({ freshMs: 60_000, mayServeStale: false })
  })
})

describe('what was found by a redirect that is good for a minute', () => {
  const rules = after([302, { 'cache-control': 'max-age=60' }])
  test.each([
    ['max-age=31536000', undefined, 'max-age=60'],
    ['public, Max-Age=31536000, immutable', undefined, 'public, max-age=60'],
    ['max-age=31536000', '1000', 'max-age=1060'],
    ['max-age=30', undefined, 'max-age=30'],
    ['max-age=1030', '1000', 'max-age=1030'],
    ['no-cache', undefined, 'no-cache'],
    ['s-maxage=600, max-age=5', undefined, 'max-age=60, must-revalidate'],
    ['max-age=600, must-revalidate', undefined, 'must-revalidate, max-age=60, must-revalidate'],
    [undefined, undefined, undefined]
  ])('%s, of age %s: %s', (cacheControl, age, expected) => {
    const headers = {
      ...DATE,
      ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }),
      ...(age === undefined ? {} : { age })
    }
    const facts = factsOf(underRedirects(headers, rules, NOW))
    expect(facts.cacheControl).toBe(expected)
    expect(judgeFreshness(facts, NOW, NOW + 60_000).isFresh).toBe(false)
  })

  test('is so too where it says nothing at all, or a date alone', () => {
    expect(underRedirects({}, rules, NOW)).toEqual({ 'cache-control': 'max-age=60' })
    const expires = new Date(NOW + 1000 * DAY).toUTCString()
    const facts = factsOf(underRedirects({ ...DATE, expires }, rules, NOW))
    expect(judgeFreshness(facts, NOW, NOW + 59_999).isFresh).toBe(true)
    expect(judgeFreshness(facts, NOW, NOW + 60_000).isFresh).toBe(false)
  })
})

test('what says nothing of how long it is good makes what it leads to be asked for each time', () => {
  const facts = factsOf(underRedirects({ ...DATE, 'cache-control': 'max-age=600' }, after([302, {}]), NOW))
  expect(judgeFreshness(facts, NOW, NOW)).toMatchObject({ isFresh: false, mayServeStale: true })
})

test('a redirect that must not be used stale forbids it of what it leads to', () => {
  const rules = after([302, { 'cache-control': 'max-age=600, must-revalidate' }])
  expect(underRedirects({ 'cache-control': 'max-age=60' }, rules, NOW)).toEqual({
    'cache-control': 'max-age=60, must-revalidate'
  })
})

test('by what a redirect varies, what it leads to varies too', () => {
  const rules = after([302, { vary: 'Accept-Language' }], [302, { vary: 'accept-language, DNT' }])
  expect(underRedirects({ vary: 'Accept' }, rules, NOW)['vary']).toBe('accept, accept-language, dnt')
})

test('what was found without one is as its origin said', () => {
  const headers = { 'cache-control': 'immutable', vary: 'Accept' }
  expect(underRedirects(headers, undefined, NOW)).toBe(headers)
})
