// What a member knows of content that it does not fetch: what its origin said, and where it is.
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256, toHex } from '../../src/base/index.js'
import { LEAF_BYTES } from '../../src/content/index.js'
import { CachedGroup } from '../support/cached-group.js'
import type { CachedOrigin } from '../support/cached-origin.js'
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

describe('what is known of content, without its bytes', () => {
  test('is what a member says that holds it: nothing is copied, and no origin asked', async () => {
    const [alice] = await group.members('alice')
    expect(await alice.content.head(origin.url)).toBeUndefined()
    await group.get(alice)
    const [bob] = await group.members('bob')
    await group.settledAt(alice, bob)
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
    const [alice] = await group.members('alice')
    await group.get(alice)
    const [bob] = await group.members('bob')
    await group.settledAt(alice, bob)
    group.clock.putForward(2 * MINUTE_MS)
    expect((await bob.content.head(origin.url, { freshness: 'held' }))?.freshness.stale).toBe(true)
    expect(origin.answers).toEqual(['GET 200'])
    origin.headers = { 'cache-control': 'max-age=600' }
    expect(await bob.content.head(origin.url)).toMatchObject({
      facts: { cacheControl: 'max-age=600' },
      freshness: { stale: false, revalidated: true, ageMs: 0 }
    })
    origin.status = 503
    group.clock.putForward(18 * MINUTE_MS)
    expect(await bob.content.head(origin.url)).toMatchObject({ freshness: { stale: true, revalidated: false } })
    origin.status = undefined
    Object.assign(origin, { content: NEW, etag: '"v2"', sentBytes: 0 })
    expect(await bob.content.head(origin.url, { freshness: 'revalidate' })).toBeUndefined()
    expect(bob.content.transfers()).toEqual([])
    expect(origin.sentBytes).toBe(0)
  })

  test('is all that who has it is given', async () => {
    const [alice] = await group.members('alice')
    await group.get(alice)
    const [bob] = await group.members('bob')
    await group.settledAt(alice, bob)
    group.clock.putForward(2 * MINUTE_MS)
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
    expect((await group.get(bob, { unless: () => false })).bytes.equals(OLD)).toBe(true)
  })

  test('is nothing for who refuses redirects, where it came by one', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.redirects['/file'] = '/elsewhere'
    await group.get(alice)
    await group.settledAt(alice, bob)
    expect(await bob.content.head(origin.url)).toBeDefined()
    expect(await bob.content.head(origin.url, { redirects: 'refuse' })).toBeUndefined()
  })
})

describe('where content is', () => {
  test('how whole, how near and how busy each is, and since when it is known to be right', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    const { fetched } = await group.get(alice)
    const { digest } = await fetched.done
    await eventually(() => expect(bob.content.locate({ digest })).not.toHaveLength(0))
    await eventually(() => {
      const [location] = bob.content.locate({ digest }).filter(({ self }) => !self)
      expect(location).toMatchObject({ complete: true, heldBytes: OLD.byteLength, bytes: OLD.byteLength, load: 0 })
      expect(location?.roundTripMs).toBeGreaterThan(0)
      expect(location?.roundTripMs).toBeLessThan(1_000)
    })
    group.clock.putForward(MINUTE_MS / 2)
    const askedAtMs = group.clock.nowMs()
    await group.get(alice)
    const own = alice.content.locate({ digest }).find(({ self }) => self)
    expect(own).toMatchObject({ self: true, present: true, roundTripMs: 0 })
    expect(own?.verifiedAtMs).toBeGreaterThanOrEqual(askedAtMs)
  })

  test('what is being downloaded is there in part, and whole when it is whole', async () => {
    const [alice, bob] = await group.members('alice', 'bob')
    origin.holdAtBytes = LEAF_BYTES + 1
    const getting = group.get(alice)
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
