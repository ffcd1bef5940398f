// A group as one cache that speaks HTTP (RFC 9111): an origin that counts what it is asked, members with real stores and servers.
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256, systemClock, toHex } from '../../src/base/index.js'
import {
  LEAF_BYTES,
  locationType,
  NO_FACTS,
  urlKey,
  type FetchedContent,
  type FetchOptions
} from '../../src/content/index.js'
import { locationRecordId } from '../../src/content/location.js'
import { openCachedOrigin, type CachedOrigin } from '../support/cached-origin.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'

const OLD = Buffer.alloc(3 * LEAF_BYTES + 17, 'old ')
const NEW = Buffer.alloc(2 * LEAF_BYTES + 5, 'new ')
const MINUTE_MS = 60_000

let origin: CachedOrigin
let group: ContentNodes
/** How far the clock of all has been put forward. */
let laterMs: number

beforeEach(async () => {
  laterMs = 0
  origin = await openCachedOrigin(OLD, { 'cache-control': 'max-age=60' })
  group = new ContentNodes({ clock: { ...systemClock, nowMs: () => systemClock.nowMs() + laterMs } })
})
afterEach(async () => {
  await group.close()
  await origin.close()
})

async function members<Names extends string[]>(...names: Names): Promise<{ [Index in keyof Names]: ContentNode }> {
  const nodes: ContentNode[] = []
  for (const name of names) nodes.push(await group.add(name))
  return nodes as { [Index in keyof Names]: ContentNode }
}

async function get(node: ContentNode, options?: FetchOptions): Promise<{ bytes: Buffer; fetched: FetchedContent }> {
  const fetched = await node.content.fetch(origin.url, options)
  const bytes = await buffer(fetched.body)
  const { digest } = await fetched.done
  // All is here before it is told.
  await eventually(() => expect(node.content.locate({ digest }).map(({ self }) => self)).toContain(true))
  return { bytes, fetched }
}

/** Everybody's index knows everybody's copy; what a finished download leaves behind is over. */
async function settled(...nodes: ContentNode[]): Promise<void> {
  const digest = toHex(sha256(origin.content))
  await eventually(() => {
    for (const node of nodes) {
      expect(node.content.locate({ digest })).toHaveLength(nodes.length)
      expect(node.content.transfers()).toEqual([])
    }
  }, 15_000)
}

describe('content that is fresh', () => {
  test('is asked of nobody, and says how old it is', async () => {
    const [alice, bob] = await members('alice', 'bob')
    const first = await get(alice)
    expect(first.fetched.freshness).toMatchObject({ hit: false, stale: false, ageMs: 0 })
    expect(first.fetched.facts).toMatchObject({ etag: '"v1"', cacheControl: 'max-age=60', redirected: false })
    laterMs = 30_000
    const again = await get(alice)
    expect(again.fetched.digest).toBe(toHex(sha256(OLD)))
    expect(again.fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: false })
    expect(again.fetched.freshness.ageMs).toBeGreaterThanOrEqual(30_000)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    const copied = await get(bob)
    expect(copied.fetched.freshness).toMatchObject({ hit: true, stale: false })
    expect(copied.fetched.facts.cacheControl).toBe('max-age=60')
    expect(copied.bytes.equals(OLD)).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is as old to who joins a copy though nobody who holds it is to be seen any more', async () => {
    let isAliceSeen = true
    await group.close()
    group = new ContentNodes({
      clock: { ...systemClock, nowMs: () => systemClock.nowMs() + laterMs },
      sees: () => isAliceSeen
    })
    const [alice] = await members('alice')
    await get(alice)
    const [bob] = await members('bob') // He cannot have fetched it for alice.
    await settledAt(alice, bob)
    laterMs = 30_000
    const first = bob.content.fetch(origin.url)
    isAliceSeen = false
    const joined = await bob.content.fetch(origin.url)
    expect(joined.freshness).toMatchObject({ hit: true, stale: false })
    expect(joined.freshness.ageMs).toBeGreaterThanOrEqual(30_000)
    for (const { body } of [await first, joined]) expect((await buffer(body)).equals(OLD)).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is asked for all the same by who wants the origin’s word', async () => {
    const [alice] = await members('alice')
    await get(alice)
    const { fetched } = await get(alice, { freshness: 'revalidate' })
    expect(fetched.freshness).toMatchObject({ hit: true, revalidated: true, ageMs: 0 })
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
  })
})

describe('content past its life', () => {
  test('costs one small request, and the group knows again for how long it is good', async () => {
    const [alice, bob] = await members('alice', 'bob')
    await get(alice)
    await settledAt(alice, bob)
    laterMs = 2 * MINUTE_MS
    origin.headers = { 'cache-control': 'max-age=600' }
    const { bytes, fetched } = await get(alice)
    expect(bytes.equals(OLD)).toBe(true)
    expect(fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: true, ageMs: 0 })
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
    laterMs = 5 * MINUTE_MS
    await eventually(() =>
      expect(locationOf(bob, alice)?.verifiedAtMs).toBeGreaterThan(systemClock.nowMs() + MINUTE_MS)
    )
    expect((await get(bob)).fetched).toMatchObject({ freshness: { hit: true, stale: false, revalidated: false } })
    expect(origin.answers).toHaveLength(2)
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('is asked for once by all who want it here at the same time', async () => {
    const [alice] = await members('alice')
    await get(alice)
    laterMs = 2 * MINUTE_MS
    const all = await Promise.all([1, 2, 3, 4].map(() => get(alice)))
    expect(all.map(({ fetched }) => fetched.freshness.revalidated)).toEqual([true, true, true, true])
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
  })

  test.each([
    ['HEAD is not allowed', 405, ['HEAD 405', 'GET 304']],
    ['HEAD fails', 500, ['HEAD 500', 'GET 304']],
    ['HEAD knows no conditions', 200, ['HEAD 200']]
  ])('where %s', async (_what, headStatus, answers) => {
    const [alice] = await members('alice')
    await get(alice)
    laterMs = 2 * MINUTE_MS
    origin.headStatus = headStatus
    expect((await get(alice)).fetched.freshness).toMatchObject({ hit: true, revalidated: true })
    expect(origin.answers.slice(1)).toEqual(answers)
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('is replaced where the origin has other: one crossing for two who ask in the same instant', async () => {
    const [alice, bob] = await members('alice', 'bob')
    await get(alice)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    await get(bob)
    await settled(alice, bob)
    laterMs = 2 * MINUTE_MS
    Object.assign(origin, { content: NEW, etag: '"v2"', sentBytes: 0 })
    const [one, two] = await Promise.all([get(alice), get(bob)])
    expect(one.bytes.equals(NEW) && two.bytes.equals(NEW)).toBe(true)
    expect(one.fetched.freshness.hit || two.fetched.freshness.hit).toBe(false)
    expect(origin.answers.filter((answer) => answer === 'GET 200')).toHaveLength(2)
    expect(origin.sentBytes).toBe(NEW.byteLength)
    await settled(alice, bob)
    expect((await get(bob)).fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: false })
  })

  test('is replaced at once though what went before is still being told', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.headers = { 'cache-control': 'max-age=0' }
    await get(alice)
    for (const version of ['"v2"', '"v3"']) {
      const content = Buffer.concat([Buffer.from(version), NEW])
      Object.assign(origin, { content, etag: version })
      expect((await get(bob)).bytes.equals(content)).toBe(true)
      expect((await get(alice)).bytes.equals(content)).toBe(true)
    }
    expect(origin.answers.filter((answer) => answer === 'GET 200')).toHaveLength(3)
  })

  test('is other content where a 304 names another than the one that is held', async () => {
    const [alice] = await members('alice')
    await get(alice)
    laterMs = 2 * MINUTE_MS
    Object.assign(origin, { content: NEW, etag: '"v2"', isAlwaysSame: true })
    const { bytes, fetched } = await get(alice)
    expect(bytes.equals(NEW)).toBe(true)
    expect(fetched).toMatchObject({ facts: { etag: '"v2"' }, freshness: { hit: false, revalidated: false } })
    origin.etag = 'W/"v2"'
    expect((await get(alice, { freshness: 'revalidate' })).fetched.freshness.revalidated).toBe(true)
  })

  test.each([
    ['does not answer', 0],
    ['is in trouble', 503]
  ])('is served, and says so, where the origin %s', async (_what, status) => {
    const [alice] = await members('alice')
    await get(alice)
    laterMs = 2 * MINUTE_MS
    origin.status = status
    const { bytes, fetched } = await get(alice)
    expect(bytes.equals(OLD)).toBe(true)
    expect(fetched.freshness).toMatchObject({ hit: true, stale: true, revalidated: false })
    expect(fetched.freshness.ageMs).toBeGreaterThanOrEqual(2 * MINUTE_MS)
  })

  test('is served by who may not use its uplink', async () => {
    await group.close()
    group = new ContentNodes({
      clock: { ...systemClock, nowMs: () => systemClock.nowMs() + laterMs },
      usesUplink: (name) => name !== 'offline'
    })
    const [alice, offline] = await members('alice', 'offline')
    await get(alice)
    await eventually(() => expect(offline.content.locate({ url: origin.url })).toHaveLength(1))
    laterMs = 2 * MINUTE_MS
    expect((await get(offline)).fetched.freshness).toMatchObject({ hit: true, stale: true })
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is not served where that is forbidden', async () => {
    const [alice] = await members('alice')
    origin.headers = { 'cache-control': 'max-age=60, must-revalidate' }
    await get(alice)
    laterMs = 2 * MINUTE_MS
    origin.status = 503
    await expect(alice.content.fetch(origin.url)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect((await get(alice, { freshness: 'held' })).fetched.freshness).toMatchObject({ hit: true, stale: true })
    origin.status = undefined
    expect((await get(alice)).fetched.freshness.revalidated).toBe(true)
  })

  test('is gone where the origin has nothing there any more', async () => {
    const [alice] = await members('alice')
    await get(alice)
    laterMs = 2 * MINUTE_MS
    origin.status = 404
    await expect(alice.content.fetch(origin.url)).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 404 })
  })
})

test('only what the group holds, for who wants no origin asked', async () => {
  const [alice] = await members('alice')
  await expect(alice.content.fetch(origin.url, { freshness: 'held' })).rejects.toMatchObject({ code: 'NOT_HELD' })
  expect(origin.answers).toEqual([])
})

describe('where what counts cannot be had', () => {
  /** Says that it holds what nobody has. */
  async function pretend(node: ContentNode, aheadMs = 0): Promise<void> {
    const digest = 'ef'.repeat(32)
    const key = urlKey(URL_HASH_KEY, origin.url)
    const fetchedFromOriginAtMs = systemClock.nowMs() + laterMs + aheadMs
    const said = { ...NO_FACTS, cacheControl: 'max-age=600', validatedAtMs: undefined, url: undefined }
    await node.store.add(locationType, {
      id: locationRecordId(node.person.peer, key, digest),
      attributes: { digest, urlKey: key },
      data: { ...said, bytes: 5, leafRoot: new Uint8Array(32), fetchedFromOriginAtMs }
    })
  }

  test('who wants what is held gets nothing from an origin where its holder does not give it', async () => {
    const [alice, bob] = await members('alice', 'bob')
    await pretend(bob)
    await eventually(() => expect(locationOf(alice, bob)).toBeDefined())
    await expect(alice.content.fetch(origin.url, { freshness: 'held' })).rejects.toMatchObject({ code: 'NOT_HELD' })
    expect(origin.answers).toEqual([])
    expect((await get(alice)).bytes.equals(OLD)).toBe(true)
  })

  test('what was before is served, and says so, while its origin is silent', async () => {
    const [alice] = await members('alice')
    await get(alice)
    const [bob] = await members('bob')
    await settledAt(alice, bob)
    laterMs = 2 * MINUTE_MS
    Object.assign(origin, { content: NEW, etag: '"v2"' })
    alice.announced = { ...alice.announced, uplink: 'no' } // Bob goes himself.
    await get(bob)
    await eventually(() => expect(locationOf(alice, bob)).toBeDefined())
    bob.isDead = true
    await bob.kill()
    for (const status of [0, 503]) {
      origin.status = status
      for (const freshness of ['default', 'held'] as const) {
        const { bytes, fetched } = await get(alice, { freshness })
        expect(bytes.equals(OLD)).toBe(true)
        expect(fetched.freshness).toMatchObject({ hit: true, stale: true })
      }
    }
  })

  test('a copy that is fresh is used, whatever a member says that nobody can get', async () => {
    const [alice] = await members('alice')
    await get(alice)
    const [mallory] = await members('mallory')
    await pretend(mallory, 9 * MINUTE_MS)
    await eventually(() => expect(locationOf(alice, mallory)).toBeDefined())
    expect((await get(alice, { freshness: 'held' })).bytes.equals(OLD)).toBe(true)
    for (let times = 0; times < 3; times++) {
      await pretend(mallory, 9 * MINUTE_MS + times)
      expect((await get(alice)).fetched.freshness).toMatchObject({ hit: true, stale: false })
    }
    expect(origin.answers).toEqual(['GET 200'])
  })
})

describe('what was published for a URL', () => {
  const PUBLISHED = Buffer.from('what an application says that stands there')
  const publish = (node: ContentNode): Promise<unknown> =>
    node.content.publish(Readable.from([PUBLISHED]), { url: origin.url })

  test('does not outdo what its origin said', async () => {
    const [alice, bob] = await members('alice', 'bob')
    await get(alice)
    await publish(bob)
    await eventually(() => expect(locationOf(alice, bob)).toBeDefined())
    for (const node of [alice, bob]) expect((await get(node)).bytes.equals(OLD)).toBe(true)
    laterMs = 2 * MINUTE_MS
    Object.assign(origin, { content: NEW, etag: '"v2"' })
    expect((await get(alice)).bytes.equals(NEW)).toBe(true)
  })

  test('is not asked of an origin that may know nothing of it', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.status = 404
    await publish(alice)
    await eventually(() => expect(locationOf(bob, alice)).toBeDefined())
    for (const node of [alice, bob]) {
      const { bytes, fetched } = await get(node, { freshness: 'revalidate' })
      expect(bytes.equals(PUBLISHED)).toBe(true)
      expect(fetched.freshness).toMatchObject({ hit: true, stale: false, revalidated: false })
    }
    expect(origin.answers).toEqual([])
  })

  test('takes back nothing its origin said of the same bytes', async () => {
    const [alice] = await members('alice')
    await get(alice)
    await alice.content.publish(Readable.from([OLD]), { url: origin.url })
    laterMs = 2 * MINUTE_MS
    expect((await get(alice)).fetched.freshness).toMatchObject({ revalidated: true })
  })
})

describe('what is known of content, without its bytes', () => {
  test('is what a member says that holds it: nothing is copied, and no origin asked', async () => {
    const [alice] = await members('alice')
    expect(await alice.content.head(origin.url)).toBeUndefined()
    await get(alice)
    const [bob] = await members('bob')
    await settledAt(alice, bob)
    const digest = toHex(sha256(OLD))
    for (const freshness of ['default', 'held'] as const) {
      expect(await bob.content.head(origin.url, { freshness })).toMatchObject({
        ...{ bytes: OLD.byteLength, digest, facts: { etag: '"v1"', cacheControl: 'max-age=60' } },
        freshness: { hit: true, stale: false, revalidated: false }
      })
    }
    expect(bob.content.transfers()).toEqual([])
    expect(bob.content.locate({ digest }).map(({ self }) => self)).toEqual([false])
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is judged as a fetch judges it', async () => {
    const [alice] = await members('alice')
    await get(alice)
    const [bob] = await members('bob')
    await settledAt(alice, bob)
    laterMs = 2 * MINUTE_MS
    expect((await bob.content.head(origin.url, { freshness: 'held' }))?.freshness.stale).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
    origin.headers = { 'cache-control': 'max-age=600' }
    expect(await bob.content.head(origin.url)).toMatchObject({
      facts: { cacheControl: 'max-age=600' },
      freshness: { stale: false, revalidated: true, ageMs: 0 }
    })
    origin.status = 503
    laterMs = 20 * MINUTE_MS
    expect(await bob.content.head(origin.url)).toMatchObject({ freshness: { stale: true, revalidated: false } })
    origin.status = undefined
    Object.assign(origin, { content: NEW, etag: '"v2"', sentBytes: 0 })
    expect(await bob.content.head(origin.url, { freshness: 'revalidate' })).toBeUndefined()
    expect(bob.content.transfers()).toEqual([])
    expect(origin.sentBytes).toBe(0)
  })

  test('is all that who has it is given', async () => {
    const [alice] = await members('alice')
    await get(alice)
    const [bob] = await members('bob')
    await settledAt(alice, bob)
    laterMs = 2 * MINUTE_MS
    origin.headers = { 'cache-control': 'max-age=600' }
    const asked: unknown[] = []
    const { body, facts, freshness, done } = await bob.content.fetch(origin.url, {
      offset: 5,
      unless: ({ etag, cacheControl }) => asked.push(etag, cacheControl) > 0
    })
    expect(asked).toEqual(['"v1"', 'max-age=600'])
    expect((await buffer(body)).byteLength).toBe(0)
    expect([facts.cacheControl, freshness.revalidated]).toEqual(['max-age=600', true])
    expect(await done).toMatchObject({ bytes: OLD.byteLength, sources: { uplink: 0, members: {}, cache: 0 } })
    expect(bob.ledger.snapshot().lan.bytesIn).toBe(0)
    expect(origin.answers).toEqual(['GET 200', 'HEAD 304'])
    expect((await get(bob, { unless: () => false })).bytes.equals(OLD)).toBe(true)
  })

  test('is nothing for who refuses redirects, where it came by one', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    await get(alice)
    await settledAt(alice, bob)
    expect(await bob.content.head(origin.url)).toBeDefined()
    expect(await bob.content.head(origin.url, { redirects: 'refuse' })).toBeUndefined()
  })
})

describe('an offset', () => {
  const offsets = [
    0,
    1,
    LEAF_BYTES - 1,
    LEAF_BYTES,
    LEAF_BYTES + 1,
    2 * LEAF_BYTES + 7,
    OLD.byteLength - 1,
    OLD.byteLength
  ]

  test('is where each of eight readers begins, of one crossing', async () => {
    const [alice] = await members('alice')
    const all = await Promise.all(offsets.map((offset) => get(alice, { offset })))
    for (const [index, { bytes, fetched }] of all.entries()) {
      expect(bytes.equals(OLD.subarray(offsets[index]))).toBe(true)
      expect(fetched.bytes).toBe(OLD.byteLength)
    }
    expect(origin.answers).toEqual(['GET 200'])
  })

  test('is where a copy begins, of this node’s own and of a member’s', async () => {
    const [alice, bob] = await members('alice', 'bob')
    await get(alice)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    for (const node of [alice, bob]) {
      for (const offset of offsets) expect((await get(node, { offset })).bytes.equals(OLD.subarray(offset))).toBe(true)
    }
    expect(origin.answers).toEqual(['GET 200'])
  })

  test.each([OLD.byteLength + 1, -1, 0.5, NaN])('of %d is refused', async (offset) => {
    const [alice] = await members('alice')
    await expect(alice.content.fetch(origin.url, { offset })).rejects.toMatchObject({ code: 'BAD_OFFSET' })
    await get(alice)
    await expect(alice.content.fetch(origin.url, { offset })).rejects.toMatchObject({ code: 'BAD_OFFSET' })
  })
})

describe('who refuses redirects', () => {
  const refusing: FetchOptions = { redirects: 'refuse' }

  test('is told of one at once, with its status', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    for (const node of [alice, bob]) {
      await expect(node.content.fetch(origin.url, refusing)).rejects.toMatchObject({
        code: 'ORIGIN_STATUS',
        status: 302
      })
    }
    expect(origin.sentBytes).toBe(0)
  })

  test('gets no copy that came by way of one, and who follows them does', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    expect((await get(alice)).fetched.facts.redirected).toBe(true)
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    for (const node of [alice, bob]) {
      await expect(node.content.fetch(origin.url, refusing)).rejects.toMatchObject({
        code: 'ORIGIN_STATUS',
        status: 302
      })
    }
    const copied = await get(bob)
    expect(copied.bytes.equals(OLD)).toBe(true)
    expect(copied.fetched.facts.redirected).toBe(true)
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('where one led is known at the node that went there alone, and told to nobody', async () => {
    const [alice] = await members('alice')
    origin.redirects['/file'] = '/elsewhere'
    const { fetched } = await get(alice)
    expect(fetched.facts).toMatchObject({ redirected: true, finalUrl: origin.at('/elsewhere') })
    expect((await get(alice)).fetched.facts).toMatchObject({ redirected: true, finalUrl: undefined })
  })

  test('and who follows them may ask in the same instant', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    const asked = [alice, bob].flatMap((node) => [node.content.fetch(origin.url, refusing), get(node)])
    const [refused, got, refusedToo, gotToo] = await Promise.allSettled(asked)
    expect([refused?.status, refusedToo?.status]).toEqual(['rejected', 'rejected'])
    expect([got?.status, gotToo?.status]).toEqual(['fulfilled', 'fulfilled'])
    expect(origin.sentBytes).toBe(OLD.byteLength)
  })

  test('gets what came by none like everybody', async () => {
    const [alice] = await members('alice')
    await get(alice, refusing)
    const [bob] = await members('bob')
    await eventually(() => expect(bob.content.locate({ url: origin.url })).not.toHaveLength(0))
    expect((await get(bob, refusing)).bytes.equals(OLD)).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
  })
})

describe('where content is', () => {
  test('how whole, how near and how busy each is, and since when it is known to be right', async () => {
    const [alice, bob] = await members('alice', 'bob')
    const { fetched } = await get(alice)
    const { digest } = await fetched.done
    await eventually(() => expect(bob.content.locate({ digest })).not.toHaveLength(0))
    await eventually(() => {
      const [location] = bob.content.locate({ digest }).filter(({ self }) => !self)
      expect(location).toMatchObject({ complete: true, heldBytes: OLD.byteLength, bytes: OLD.byteLength, load: 0 })
      expect(location?.roundTripMs).toBeGreaterThan(0)
      expect(location?.roundTripMs).toBeLessThan(1_000)
    })
    laterMs = MINUTE_MS / 2
    await get(alice)
    const own = alice.content.locate({ digest }).find(({ self }) => self)
    expect(own).toMatchObject({ self: true, present: true, roundTripMs: 0 })
    expect(own?.verifiedAtMs).toBeGreaterThan(systemClock.nowMs())
  })

  test('what is being downloaded is there in part, and whole when it is whole', async () => {
    const [alice, bob] = await members('alice', 'bob')
    origin.holdAtBytes = LEAF_BYTES + 1
    const getting = get(alice)
    for (const node of [alice, bob]) {
      await eventually(() => {
        const [location] = node.content.locate({ url: origin.url })
        expect(location).toMatchObject({ complete: false, digest: undefined, present: true })
      })
    }
    expect(alice.content.locate({ digest: toHex(sha256(OLD)) })).toEqual([])
    origin.release()
    await getting
    await eventually(() => {
      for (const node of [alice, bob]) {
        const found = node.content.locate({ url: origin.url })
        expect(found).not.toHaveLength(0)
        expect(found.every(({ complete }) => complete)).toBe(true)
      }
    })
  })
})

/** The holder's record is known to the other, and nothing runs any more. */
async function settledAt(holder: ContentNode, other: ContentNode): Promise<void> {
  await eventually(() => {
    expect(locationOf(other, holder)).toBeDefined()
    expect(holder.content.transfers()).toEqual([])
  }, 15_000)
}

function locationOf(viewer: ContentNode, holder: ContentNode): { verifiedAtMs: number | undefined } | undefined {
  return viewer.content.locate({ url: origin.url }).find((location) => location.holder === holder.person.peer)
}
