import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factsFromWire, factsOf, factsToWire, HEADER_FACTS, NO_FACTS } from '../../src/content/content-facts.js'
import { MAX_CLOCK_AHEAD_MS, MAX_FACTS_CHARACTERS, MAX_HEADER_CHARACTERS } from '../../src/content/crossing-defaults.js'
import { potluck } from '../../src/content/content-pb.js'
import {
  contentVersions,
  currentLocations,
  locationRecordId,
  locationType,
  NOTHING_SAID,
  readLocation,
  type Location,
  type LocationData,
  type Wanted
} from '../../src/content/location.js'
import type { GroupRecord } from '../../src/record/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'

const DIGEST = 'd1'.repeat(32)
const URL_KEY = 'ab'.repeat(32)
const DATA: LocationData = {
  ...NOTHING_SAID,
  bytes: 5_000_000_000,
  leafRoot: new Uint8Array(32).fill(3),
  contentType: 'application/x-iso9660-image',
  etag: '"v1"',
  lastModified: 'Sat, 21 Nov 2026 00:00:00 GMT',
  fetchedFromOriginAtMs: FAKE_NOW_MS
}

function record(data: Uint8Array, change: Partial<GroupRecord> = {}): GroupRecord {
  return {
    id: locationRecordId(alice.peer, URL_KEY, DIGEST),
    type: locationType.name,
    creator: alice.peer,
    lastModifiedBy: alice.peer,
    version: 1,
    createdAtMs: FAKE_NOW_MS,
    modifiedAtMs: FAKE_NOW_MS,
    expiresAtMs: FAKE_NOW_MS + 1,
    deleted: false,
    autoRefresh: false,
    renewals: 0,
    renewedAtMs: 0,
    attributes: { digest: DIGEST, urlKey: URL_KEY },
    data,
    ...change
  }
}

function location(holder: string, digest: string, change: Partial<Location> = {}): Location {
  return {
    ...DATA,
    fetchedFromOriginAtMs: undefined,
    recordId: '',
    holder,
    digest,
    urlKey: URL_KEY,
    writtenAtMs: FAKE_NOW_MS,
    ...change
  }
}

test('a location is read as it was written', () => {
  const { id } = record(new Uint8Array())
  const expected = {
    ...DATA,
    recordId: id,
    holder: alice.peer,
    digest: DIGEST,
    urlKey: URL_KEY,
    writtenAtMs: FAKE_NOW_MS
  }
  expect(readLocation(record(locationType.codec.encode(DATA)))).toEqual(expected)
  const file = record(locationType.codec.encode({ ...DATA, url: 'http://a.example/' }), {
    attributes: { digest: DIGEST }
  })
  expect(readLocation(file)).toMatchObject({ urlKey: undefined, url: 'http://a.example/' })
})

test.each([
  ['no digest', { attributes: { urlKey: URL_KEY } }],
  ['a digest that is none', { attributes: { digest: 'D1'.repeat(32), urlKey: URL_KEY } }],
  ['a URL key that is none', { attributes: { digest: DIGEST, urlKey: 7 } }],
  ['another author than its holder', { lastModifiedBy: bob.peer }]
])('a record with %s is no location', (_what, change) => {
  expect(readLocation(record(locationType.codec.encode(DATA), change))).toBeUndefined()
})

test('foreign data never throw, and no header can be smuggled in', () => {
  const encode = potluck.content.v1.Location.encode.bind(potluck.content.v1.Location)
  const root = { bytes: 1, leafRoot: new Uint8Array(32) }
  expect(readLocation(record(encode({ ...root, contentType: 'text/plain' }).finish()))).toBeDefined()
  expect(readLocation(record(encode({ ...root, contentType: 'a\r\nset-cookie: b' }).finish()))).toBeUndefined()
  expect(readLocation(record(encode({ ...root, etag: 'x'.repeat(513) }).finish()))).toBeUndefined()
  expect(readLocation(record(encode({ ...root, leafRoot: new Uint8Array(31) }).finish()))).toBeUndefined()
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readLocation(record(bytes))))
})

test('what an origin says and a record cannot carry is left out', () => {
  expect(factsOf({ 'content-type': 'a/b', etag: 'x'.repeat(600), 'last-modified': 'gestern – früh' })).toEqual({
    ...NO_FACTS,
    contentType: 'a/b'
  })
})

describe('rules that a record cannot carry', () => {
  const long = 'x-some-header, '.repeat(40)

  test('are taken for the strictest there are', () => {
    const facts = factsOf({ vary: `${long}accept-language`, 'cache-control': `${long}max-age=60` })
    expect(facts).toEqual({ ...NO_FACTS, vary: '*', cacheControl: 'no-cache' })
  })

  test('are none that fit, whatever else is said', () => {
    const most = 'x'.repeat(MAX_HEADER_CHARACTERS)
    const names = ['content-type', 'etag', 'last-modified', 'expires', 'content-disposition', 'content-language']
    const others = Object.fromEntries(names.map((name) => [name, most]))
    const rules = { vary: most, 'cache-control': most, age: '60', date: new Date(FAKE_NOW_MS).toUTCString() }
    const facts = factsOf({ ...others, ...rules })
    expect(facts).toMatchObject({ vary: most, cacheControl: most, age: '60', date: rules.date })
    const sum = HEADER_FACTS.reduce((characters, name) => characters + (facts[name]?.length ?? 0), 0)
    expect(sum).toBeLessThanOrEqual(MAX_FACTS_CHARACTERS)
    // What a member writes so, the others read.
    expect(factsFromWire(factsToWire(facts))).toEqual(facts)
  })
})

describe('of several digests for one URL', () => {
  const [older, newer] = ['aa'.repeat(32), 'bb'.repeat(32)]

  test('the one last fetched from the origin counts, with all who copied it', () => {
    const locations = [
      location(alice.peer, older, { fetchedFromOriginAtMs: FAKE_NOW_MS }),
      location(bob.peer, newer, { fetchedFromOriginAtMs: FAKE_NOW_MS + 1 }),
      location(carol.peer, newer)
    ]
    expect(currentLocations(locations, FAKE_NOW_MS).map(({ holder }) => holder)).toEqual([bob.peer, carol.peer])
  })

  test('a late copy of an old one makes it no newer', () => {
    const locations = [
      location(alice.peer, newer, { fetchedFromOriginAtMs: FAKE_NOW_MS }),
      location(bob.peer, older, { writtenAtMs: FAKE_NOW_MS + 1_000 })
    ]
    expect(currentLocations(locations, FAKE_NOW_MS).map(({ digest }) => digest)).toEqual([newer])
  })

  test('what was published on purpose counts from when it was published, among its like', () => {
    const url = 'http://a.example/'
    const locations = [
      location(alice.peer, older, { url, writtenAtMs: FAKE_NOW_MS }),
      location(bob.peer, newer, { url, writtenAtMs: FAKE_NOW_MS + 1 }),
      location(carol.peer, newer)
    ]
    expect(currentLocations(locations, FAKE_NOW_MS).map(({ holder }) => holder)).toEqual([bob.peer, carol.peer])
  })

  test('what was published does not outdo what an origin said, even where nobody has that any more', () => {
    const locations = [
      location(alice.peer, older, { fetchedFromOriginAtMs: FAKE_NOW_MS }),
      location(bob.peer, newer, { url: 'http://a.example/', writtenAtMs: FAKE_NOW_MS + 1 }),
      location(carol.peer, newer)
    ]
    const digests = (wanted?: Wanted): string[][] =>
      contentVersions(locations, FAKE_NOW_MS, wanted).map((version) => version.map(({ digest }) => digest))
    expect(digests()).toEqual([[older]])
    expect(digests({ newerThanMs: FAKE_NOW_MS, notDigest: older })).toEqual([])
  })

  test('behind what counts comes what counted before it, and copies of which nobody knows the age come last', () => {
    const copied = 'cc'.repeat(32)
    const locations = [
      location(carol.peer, copied, { writtenAtMs: FAKE_NOW_MS + 5 }),
      location(alice.peer, older, { fetchedFromOriginAtMs: FAKE_NOW_MS - 1 }),
      location(bob.peer, newer, { fetchedFromOriginAtMs: FAKE_NOW_MS })
    ]
    const digests = (newerThanMs: number): (string | undefined)[] =>
      contentVersions(locations, FAKE_NOW_MS, { newerThanMs }).map(([first]) => first?.digest)
    expect(digests(0)).toEqual([newer, older, copied])
    expect(digests(FAKE_NOW_MS - 1)).toEqual([newer])
  })

  test('everybody chooses alike, whatever order the records came in', () => {
    const locations = [location(alice.peer, older), location(bob.peer, newer), location(carol.peer, newer)]
    fc.assert(
      fc.property(fc.shuffledSubarray(locations, { minLength: 3 }), (shuffled) => {
        expect(new Set(currentLocations(shuffled, FAKE_NOW_MS).map(({ digest }) => digest))).toEqual(new Set([older]))
      })
    )
    expect(currentLocations([], FAKE_NOW_MS)).toEqual([])
  })

  test('the one that the origin has confirmed last counts', () => {
    const locations = [
      location(alice.peer, newer, { fetchedFromOriginAtMs: FAKE_NOW_MS - 1 }),
      location(bob.peer, older, { fetchedFromOriginAtMs: FAKE_NOW_MS - 2, validatedAtMs: FAKE_NOW_MS })
    ]
    expect(currentLocations(locations, FAKE_NOW_MS).map(({ digest }) => digest)).toEqual([older])
  })

  test('a word from further ahead than clocks differ is none', () => {
    const locations = [
      location(alice.peer, newer, { fetchedFromOriginAtMs: FAKE_NOW_MS }),
      location(bob.peer, older, { fetchedFromOriginAtMs: FAKE_NOW_MS + MAX_CLOCK_AHEAD_MS + 1 })
    ]
    expect(currentLocations(locations, FAKE_NOW_MS).map(({ digest }) => digest)).toEqual([newer])
  })

  test('what is out of date does not count, nor what nobody had from the origin since; its copies count with it', () => {
    const locations = [
      location(alice.peer, older, { fetchedFromOriginAtMs: FAKE_NOW_MS - 10 }),
      location(bob.peer, older),
      location(carol.peer, newer)
    ]
    const current = (newerThanMs: number, notDigest?: string): string[] => {
      return currentLocations(locations, FAKE_NOW_MS, { newerThanMs, notDigest }).map(({ holder }) => holder)
    }
    expect(current(FAKE_NOW_MS - 10)).toEqual([])
    expect(current(FAKE_NOW_MS - 11)).toEqual([alice.peer, bob.peer])
    expect(current(FAKE_NOW_MS - 11, older)).toEqual([])
  })
})
