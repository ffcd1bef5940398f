// What members may hear of a URL: a pure verdict over patterns of the group and of the machine.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventSource } from '../../src/base/index.js'
import { urlPrivacyOf, urlVerdict, type PrivatePatterns, type UrlVerdict } from '../../src/content/url-privacy.js'

const HOSTS = ['a.example', 'b.example', 'www.a.example', 'a.example.b.example']
const PATTERNS = [...HOSTS, '*.a.example', '*.example', 'a.example/x', 'a.example/x*', 'b.example/*', 'no pattern', '*']
const URLS = HOSTS.flatMap((host) => ['', 'x', 'x/y', 'z?x'].map((rest) => new URL(`http://${host}/${rest}`)))

const patterns = fc.record({
  neverShare: fc.subarray(PATTERNS),
  doNotName: fc.subarray(PATTERNS)
})
const RANK: { readonly [verdict in UrlVerdict]: number } = { share: 0, unnamed: 1, never: 2 }

test('the stricter of all sources wins, in whatever order, and more patterns never open what fewer closed', () => {
  fc.assert(
    fc.property(fc.array(patterns, { maxLength: 3 }), patterns, fc.constantFrom(...URLS), (sources, more, url) => {
      const verdict = urlVerdict(url, sources)
      const strictest = Math.max(0, ...sources.map((one) => RANK[urlVerdict(url, [one])]))
      expect(RANK[verdict]).toBe(strictest)
      expect(urlVerdict(url, [...sources].reverse())).toBe(verdict)
      expect(RANK[urlVerdict(url, [...sources, more])]).toBeGreaterThanOrEqual(RANK[verdict])
      expect(urlVerdict(url, [...sources, { neverShare: [url.host], doNotName: [] }])).toBe('never')
    }),
    { numRuns: 60 }
  )
})

test('it depends on host and path alone: not on scheme, port, query, fragment or how the host is written', () => {
  fc.assert(
    fc.property(patterns, fc.constantFrom(...URLS), fc.constantFrom(80, 443, 8080), (one, url, port) => {
      const spelt = new URL(`https://${url.hostname.toUpperCase()}.:${port}${url.pathname}?secret#there`)
      expect(urlVerdict(spelt, [one])).toBe(urlVerdict(url, [one]))
    }),
    { numRuns: 60 }
  )
})

test('nothing is private where nothing is named', () => {
  for (const url of URLS) expect(urlVerdict(url, [{ neverShare: [], doNotName: [] }])).toBe('share')
})

test('patterns are read once of the settings that have them, however many URLs are judged', () => {
  let reads = 0
  const counted = (patterns: readonly string[]): readonly string[] =>
    new Proxy(patterns, { get: (target, name) => (reads++, Reflect.get(target, name) as unknown) })
  const settings = { neverShare: counted(['a.example', '*.b.example']), doNotName: counted(['c.example']) }
  const privacy = urlPrivacyOf({ settings: () => settings, on: () => () => {} })
  expect(privacy.verdict('http://x.b.example/')).toBe('never')
  const once = reads
  for (let i = 0; i < 100; i++) expect(privacy.verdict(`http://c.example/${i}`)).toBe('unnamed')
  expect(reads).toBe(once)
})

test('of a group and this machine both, as they are at the time; what is no URL is never told', () => {
  const events = new EventSource<{ 'settings:change': undefined }>()
  let settings: PrivatePatterns = { neverShare: [], doNotName: [] }
  const group = { settings: () => settings, on: events.on.bind(events) }
  const privacy = urlPrivacyOf(group, { neverShare: [], doNotName: ['own.example'] })
  let changes = 0
  const end = privacy.onChange(() => changes++)
  expect(privacy.verdict('http://own.example/')).toBe('unnamed')
  expect(privacy.verdict('http://group.example/')).toBe('share')
  settings = { neverShare: ['group.example', 'own.example'], doNotName: [] }
  events.emit('settings:change', undefined)
  expect(privacy.verdict('http://group.example/')).toBe('never')
  expect(privacy.verdict('http://own.example/')).toBe('never')
  expect(privacy.verdict('no URL')).toBe('never')
  expect(changes).toBe(1)
  end()
  events.emit('settings:change', undefined)
  expect(changes).toBe(1)
})
