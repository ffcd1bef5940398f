// A group as one cache that speaks HTTP (RFC 9111): an origin that counts what it is asked, members with real stores and servers.
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256, toHex } from '../../src/base/index.js'
import { LEAF_BYTES, locationType, NO_FACTS, urlKey } from '../../src/content/index.js'
import { MAX_ANEW_BYTES } from '../../src/content/crossing-defaults.js'
import { locationRecordId } from '../../src/content/location.js'
import { CachedGroup } from '../support/cached-group.js'
import type { CachedOrigin } from '../support/cached-origin.js'
import { URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'

const OLD = Buffer.alloc(3 * LEAF_BYTES + 17, 'old ')
const NEW = Buffer.alloc(2 * LEAF_BYTES + 5, 'new ')
const MINUTE_MS = 60_000

let group: CachedGroup
let origin: CachedOrigin
beforeEach(async () => {
  group = await CachedGroup.open(OLD)
  origin = group.origin
})
afterEach(() => group.close())

describe('content that is fresh', () => {
  test('is asked of nobody, and says how old it is', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    const first = await group.get(alice)
    expect(first.fetched.freshness).toMatchObject({ hit: false, stale: false, ageMs: 0 })
    expect(first.fetched.facts).toMatchObject({ etag: '"v1"', cacheControl: 'max-age=60', redirected: false })
    group.clock.putForward(30_000)
    const again = await group.get(alice)
    expect(again.fetched.digest).toBe(toHex(sha256(OLD)))
    expect(again.fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: false })
    expect(again.fetched.freshness.ageMs).toBeGreaterThanOrEqual(30_000)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    const copied = await group.get(bob)
    expect(copied.fetched.freshness).toMatchObject({ hit: true, stale: false })
    expect(copied.fetched.facts.cacheControl).toBe('max-age=60')
    expect(copied.bytes.equals(OLD)).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is as old to who joins a copy though nobody who holds it is to be seen any more', async () => {
    let isAliceSeen = true
    await group.close()
    group = await CachedGroup.open(OLD, { sees: () => isAliceSeen })
    origin = group.origin
    const [alice] = await group.members('alice')
    await group.get(alice)
    const [bob] = await group.members('bob') // He cannot have fetched it for alice.
    await group.settledAt(alice, bob)
    group.clock.putForward(30_000)
    const first = bob.content.fetch(origin.url)
    isAliceSeen = false
    const joined = await bob.content.fetch(origin.url)
    expect(joined.freshness).toMatchObject({ hit: true, stale: false })
    expect(joined.freshness.ageMs).toBeGreaterThanOrEqual(30_000)
    for (const { body } of [await first, joined]) expect((await buffer(body)).equals(OLD)).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is asked for all the same by who wants the origin’s word', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    const { fetched } = await group.get(alice, { freshness: 'revalidate' })
    expect(fetched.freshness).toMatchObject({ hit: true, revalidated: true, ageMs: 0 })
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
  })
})

describe('content past its life', () => {
  test('costs one small request, and the group knows again for how long it is good', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    await group.get(alice)
    await group.settledAt(alice, bob)
    group.clock.putForward(2 * MINUTE_MS)
    const askedAtMs = group.clock.nowMs()
    origin.headers = { 'cache-control': 'max-age=600' }
    const { bytes, fetched } = await group.get(alice)
    expect(bytes.equals(OLD)).toBe(true)
    expect(fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: true, ageMs: 0 })
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
    group.clock.putForward(3 * MINUTE_MS)
    await eventually(() => expect(group.locationOf(bob, alice)?.verifiedAtMs).toBeGreaterThanOrEqual(askedAtMs))
    expect((await group.get(bob)).fetched).toMatchObject({ freshness: { hit: true, stale: false, revalidated: false } })
    expect(origin.answers).toHaveLength(2)
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('is asked for once by all who want it here at the same time', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    group.clock.putForward(2 * MINUTE_MS)
    const all = await Promise.all([1, 2, 3, 4].map(() => group.get(alice)))
    expect(all.map(({ fetched }) => fetched.freshness.revalidated)).toEqual([true, true, true, true])
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
  })

  test.each([
    ['HEAD is not allowed', 405, ['HEAD 405', 'GET 304']],
    ['HEAD fails', 500, ['HEAD 500', 'GET 304']],
    ['HEAD knows no conditions', 200, ['HEAD 200']]
  ])('where %s', async (_what, headStatus, answers) => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    group.clock.putForward(2 * MINUTE_MS)
    origin.headStatus = headStatus
    expect((await group.get(alice)).fetched.freshness).toMatchObject({ hit: true, revalidated: true })
    expect(origin.answers.slice(1)).toEqual(answers)
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('is replaced where the origin has other: one crossing for two who ask in the same instant', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    await group.get(alice)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    await group.get(bob)
    await group.settled(alice, bob)
    group.clock.putForward(2 * MINUTE_MS)
    Object.assign(origin, { content: NEW, etag: '"v2"', sentBytes: 0 })
    const [one, two] = await Promise.all([group.get(alice), group.get(bob)])
    expect(one.bytes.equals(NEW) && two.bytes.equals(NEW)).toBe(true)
    expect(one.fetched.freshness.hit || two.fetched.freshness.hit).toBe(false)
    expect(origin.answers.filter((answer) => answer === 'GET 200')).toHaveLength(2)
    expect(origin.sentBytes).toBe(NEW.byteLength)
    await group.settled(alice, bob)
    expect((await group.get(bob)).fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: false })
  })

  test('is replaced at once though what went before is still being told', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.headers = { 'cache-control': 'max-age=0' }
    await group.get(alice)
    for (const version of ['"v2"', '"v3"']) {
      const content = Buffer.concat([Buffer.from(version), NEW])
      Object.assign(origin, { content, etag: version })
      expect((await group.get(bob)).bytes.equals(content)).toBe(true)
      expect((await group.get(alice)).bytes.equals(content)).toBe(true)
    }
    expect(origin.answers.filter((answer) => answer === 'GET 200')).toHaveLength(3)
  })

  test('is other content where a 304 names another than the one that is held', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    group.clock.putForward(2 * MINUTE_MS)
    Object.assign(origin, { content: NEW, etag: '"v2"', isAlwaysSame: true })
    const { bytes, fetched } = await group.get(alice)
    expect(bytes.equals(NEW)).toBe(true)
    expect(fetched).toMatchObject({ facts: { etag: '"v2"' }, freshness: { hit: false, revalidated: false } })
    origin.etag = 'W/"v2"'
    expect((await group.get(alice, { freshness: 'revalidate' })).fetched.freshness.revalidated).toBe(true)
  })

  test.each([
    ['does not answer', 0],
    ['is in trouble', 503]
  ])('is served, and says so, where the origin %s', async (_what, status) => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    group.clock.putForward(2 * MINUTE_MS)
    origin.status = status
    const { bytes, fetched } = await group.get(alice)
    expect(bytes.equals(OLD)).toBe(true)
    expect(fetched.freshness).toMatchObject({ hit: true, stale: true, revalidated: false })
    expect(fetched.freshness.ageMs).toBeGreaterThanOrEqual(2 * MINUTE_MS)
  })

  describe('of who may not use its uplink', () => {
    /** Both hold what is past its life by now. */
    async function begin(content = OLD): Promise<{ alice: ContentNode; offline: ContentNode }> {
      await group.close()
      group = await CachedGroup.open(content, { usesUplink: (name) => name !== 'offline' })
      origin = group.origin
      origin.headers = headers
      const [alice, offline] = await group.members('alice', 'offline')
      await group.get(alice)
      await group.settledAt(alice, offline)
      await group.get(offline)
      await group.settled(alice, offline)
      group.clock.putForward(2 * MINUTE_MS)
      return { alice, offline }
    }
    let headers: CachedOrigin['headers']
    beforeEach(() => {
      headers = { 'cache-control': 'max-age=60' }
    })

    test('is used where nobody else could go', async () => {
      const { alice, offline } = await begin()
      alice.announced = { ...alice.announced, uplink: 'no' }
      expect((await group.get(offline)).fetched.freshness).toMatchObject({ hit: true, stale: true })
      expect(origin.answers).toEqual(['GET 200'])
    })

    test.each(['max-age=60', 'max-age=60, must-revalidate'])(
      'is replaced by another member: %s',
      async (cacheControl) => {
        headers = { 'cache-control': cacheControl }
        const { offline } = await begin()
        Object.assign(origin, { content: NEW, etag: '"v2"' })
        const { bytes, fetched } = await group.get(offline)
        expect(bytes.equals(NEW)).toBe(true)
        expect(fetched.facts.etag).toBe('"v2"')
        expect(fetched.freshness.stale).toBe(false)
        expect(origin.sentBytes).toBe(OLD.byteLength + NEW.byteLength)
      }
    )

    test('is used at once where it is large, and may be: it would cross again though it is the same', async () => {
      const { offline } = await begin(Buffer.alloc(MAX_ANEW_BYTES + 1, 'large '))
      expect((await group.get(offline)).fetched.freshness).toMatchObject({ hit: true, stale: true })
      expect(origin.answers).toEqual(['GET 200'])
    })

    test('is good again where another member finds the same', async () => {
      const { offline } = await begin()
      expect((await group.get(offline)).fetched.freshness.stale).toBe(false)
      const again = await group.get(offline)
      expect(again.bytes.equals(OLD)).toBe(true)
      expect(again.fetched.freshness).toMatchObject({ hit: true, stale: false })
    })

    test.each([503, 0])('is used where the origin answers another member with %d (0: not at all)', async (status) => {
      const { offline } = await begin()
      origin.status = status
      const { bytes, fetched } = await group.get(offline)
      expect(bytes.equals(OLD)).toBe(true)
      expect(fetched.freshness).toMatchObject({ hit: true, stale: true })
    })

    test('is an error where it must not be used, and the origin does not answer another member either', async () => {
      headers = { 'cache-control': 'max-age=60, must-revalidate' }
      const { offline } = await begin()
      origin.status = 503
      await expect(offline.content.fetch(origin.url)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    })
  })

  test('is not served where that is forbidden', async () => {
    const [alice] = await group.members('alice')
    origin.headers = { 'cache-control': 'max-age=60, must-revalidate' }
    await group.get(alice)
    group.clock.putForward(2 * MINUTE_MS)
    origin.status = 503
    await expect(alice.content.fetch(origin.url)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect((await group.get(alice, { freshness: 'held' })).fetched.freshness).toMatchObject({ hit: true, stale: true })
    origin.status = undefined
    expect((await group.get(alice)).fetched.freshness.revalidated).toBe(true)
  })

  test('is gone where the origin has nothing there any more', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    group.clock.putForward(2 * MINUTE_MS)
    origin.status = 404
    await expect(alice.content.fetch(origin.url)).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 404 })
  })
})

describe('content that was found by a redirect', () => {
  beforeEach(() => {
    origin.headers = { 'cache-control': 'max-age=31536000, immutable' }
    origin.redirects['/file'] = '/18'
  })

  test.each([
    ['says that it is good for a minute', { 'cache-control': 'max-age=60' }, 2 * MINUTE_MS],
    ['says nothing of how long it is good', {}, 0]
  ])('that %s: the group has the new content when it leads elsewhere', async (_what, headers, afterMs) => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.redirectHeaders = headers
    await group.get(alice)
    await group.settledAt(alice, bob)
    const answers = ['GET 302', 'GET 200']
    if (afterMs > 0) {
      expect((await group.get(alice)).fetched.freshness).toMatchObject({ hit: true, revalidated: false })
      expect(origin.answers).toEqual(answers)
      group.clock.putForward(afterMs)
    }
    expect((await group.get(alice)).fetched.freshness).toMatchObject({ hit: true, revalidated: true, stale: false })
    expect(origin.answers).toEqual([...answers, 'HEAD 302', 'HEAD 304'])
    group.clock.putForward(afterMs)
    Object.assign(origin, { content: NEW, etag: '"v2"' })
    origin.redirects['/file'] = '/19'
    for (const node of [alice, bob]) expect((await group.get(node)).bytes.equals(NEW)).toBe(true)
    expect(origin.sentBytes).toBe(OLD.byteLength + NEW.byteLength)
  })

  test('is served, and says so, where the origin does not answer', async () => {
    const [alice] = await group.members('alice')
    origin.redirectHeaders = {}
    await group.get(alice)
    origin.status = 503
    expect((await group.get(alice)).fetched.freshness).toMatchObject({ hit: true, stale: true })
  })
})

test('only what the group holds, for who wants no origin asked', async () => {
  const [alice] = await group.members('alice')
  await expect(alice.content.fetch(origin.url, { freshness: 'held' })).rejects.toMatchObject({ code: 'NOT_HELD' })
  expect(origin.answers).toEqual([])
})

describe('where what counts cannot be had', () => {
  /** Says that it holds what nobody has. */
  async function pretend(node: ContentNode, aheadMs = 0): Promise<void> {
    const digest = 'ef'.repeat(32)
    const key = urlKey(URL_HASH_KEY, origin.url)
    const fetchedFromOriginAtMs = group.clock.nowMs() + aheadMs
    const said = { ...NO_FACTS, cacheControl: 'max-age=600', validatedAtMs: undefined, url: undefined }
    await node.store.add(locationType, {
      id: locationRecordId(node.person.peer, key, digest),
      attributes: { digest, urlKey: key },
      data: { ...said, bytes: 5, leafRoot: new Uint8Array(32), fetchedFromOriginAtMs }
    })
  }

  test('who wants what is held gets nothing from an origin where its holder does not give it', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    await pretend(bob)
    await eventually(() => expect(group.locationOf(alice, bob)).toBeDefined())
    await expect(alice.content.fetch(origin.url, { freshness: 'held' })).rejects.toMatchObject({ code: 'NOT_HELD' })
    expect(origin.answers).toEqual([])
    expect((await group.get(alice)).bytes.equals(OLD)).toBe(true)
  })

  test('what was before is served, and says so, while its origin is silent', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    const [bob] = await group.members('bob')
    await group.settledAt(alice, bob)
    group.clock.putForward(2 * MINUTE_MS)
    Object.assign(origin, { content: NEW, etag: '"v2"' })
    alice.announced = { ...alice.announced, uplink: 'no' } // Bob goes himself.
    await group.get(bob)
    await eventually(() => expect(group.locationOf(alice, bob)).toBeDefined())
    bob.isDead = true
    await bob.kill()
    for (const status of [0, 503]) {
      origin.status = status
      for (const freshness of ['default', 'held'] as const) {
        const { bytes, fetched } = await group.get(alice, { freshness })
        expect(bytes.equals(OLD)).toBe(true)
        expect(fetched.freshness).toMatchObject({ hit: true, stale: true })
      }
    }
  })

  test('a copy that is fresh is used, whatever a member says that nobody can get', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    const [mallory] = await group.members('mallory')
    await pretend(mallory, 9 * MINUTE_MS)
    await eventually(() => expect(group.locationOf(alice, mallory)).toBeDefined())
    expect((await group.get(alice, { freshness: 'held' })).bytes.equals(OLD)).toBe(true)
    for (let times = 0; times < 3; times++) {
      await pretend(mallory, 9 * MINUTE_MS + times)
      expect((await group.get(alice)).fetched.freshness).toMatchObject({ hit: true, stale: false })
    }
    expect(origin.answers).toEqual(['GET 200'])
  })
})

describe('what was published for a URL', () => {
  const PUBLISHED = Buffer.from('what an application says that stands there')
  const publish = (node: ContentNode): Promise<unknown> =>
    node.content.publish(Readable.from([PUBLISHED]), { url: origin.url })

  test('does not outdo what its origin said', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    await group.get(alice)
    await publish(bob)
    await eventually(() => expect(group.locationOf(alice, bob)).toBeDefined())
    for (const node of [alice, bob]) expect((await group.get(node)).bytes.equals(OLD)).toBe(true)
    group.clock.putForward(2 * MINUTE_MS)
    Object.assign(origin, { content: NEW, etag: '"v2"' })
    expect((await group.get(alice)).bytes.equals(NEW)).toBe(true)
  })

  test('is not asked of an origin that may know nothing of it', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.status = 404
    await publish(alice)
    await eventually(() => expect(group.locationOf(bob, alice)).toBeDefined())
    for (const node of [alice, bob]) {
      const { bytes, fetched } = await group.get(node, { freshness: 'revalidate' })
      expect(bytes.equals(PUBLISHED)).toBe(true)
      expect(fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: false })
    }
    expect(origin.answers).toEqual([])
  })

  test('takes back nothing its origin said of the same bytes', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    await alice.content.publish(Readable.from([OLD]), { url: origin.url })
    group.clock.putForward(2 * MINUTE_MS)
    expect((await group.get(alice)).fetched.freshness).toMatchObject({ revalidated: true })
  })
})
