// What a node holds and no record tells, over real stores and content servers: found here, offered, and served to members.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger, systemClock } from '../../src/base/index.js'
import {
  createAliasClient,
  urlKey,
  urlPrivacyOf,
  type HoldOptions,
  type Location,
  type PrivatePatterns
} from '../../src/content/index.js'
import { locationType } from '../../src/content/location.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = seededRandom(8).bytes(300_000)
const HOST = '127.0.0.1'

let origin: SlowOrigin
let group: ContentNodes
let alice: ContentNode
let settings: PrivatePatterns
const events = new EventSource<{ 'settings:change': undefined }>()

beforeEach(async () => {
  settings = { neverShare: [], doNotName: [] }
  const privacy = urlPrivacyOf({ settings: () => settings, on: events.on.bind(events) })
  group = new ContentNodes({ privacy })
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: 300_000 })
  alice = await group.add('alice')
})

afterEach(async () => {
  await group.close()
  await origin.close()
})

function set(changed: Partial<PrivatePatterns>): void {
  settings = { neverShare: [], doNotName: [], ...changed }
  events.emit('settings:change', undefined)
}

function hold(content: Uint8Array, options?: HoldOptions): Promise<Location> {
  return alice.content.hold(origin.url, Readable.from([content]), options)
}

function offer(newerThanMs = 0, url = origin.url): Location | undefined {
  return alice.content.offer({ url, urlKey: urlKey(URL_HASH_KEY, url), newerThanMs })
}

/** By the alias path of its digest, as a member does. */
async function readBy(member: ContentNode, { digest, bytes }: Location): Promise<string> {
  const client = createAliasClient({ keyPair: member.person.keyPair, clock: systemClock, logger: silentLogger })
  const groupId = 'a1'.repeat(32)
  const address = { groupId, peer: alice.person.peer, hosts: [HOST], port: alice.announced.contentPort }
  try {
    const hash = createHash('sha256')
    for await (const chunk of await client.blobRange(address, digest, { start: 0, end: bytes })) hash.update(chunk)
    return hash.digest('hex')
  } finally {
    client.close()
  }
}

describe('what a local source has', () => {
  test('is found here and by members, told by no record, and crosses no uplink', async () => {
    const held = await hold(CONTENT, {
      contentType: 'text/plain',
      facts: { lastModified: 'Tue, 03 Nov 2026 10:00:00 GMT' }
    })
    expect(held).toMatchObject({ holder: alice.person.peer, bytes: CONTENT.byteLength, contentType: 'text/plain' })
    expect(alice.store.find({ type: locationType.name })).toEqual([])
    expect(offer()).toEqual(held)
    const bob = await group.add('bob')
    expect(await readBy(bob, held)).toBe(held.digest)
    const fetched = await alice.content.fetch(origin.url)
    for await (const chunk of fetched.body) void chunk
    expect(await fetched.done).toMatchObject({ digest: held.digest, sources: { uplink: 0 } })
    expect(origin.sentBytes).toBe(0)
  })

  test('is read once for each of its states, and what it was before is given up', async () => {
    const first = await hold(CONTENT, { version: 'file 1' })
    const unread = Readable.from([Buffer.from('not read')])
    expect(await alice.content.hold(origin.url, unread, { version: 'file 1' })).toEqual(first)
    const second = await hold(Buffer.from('another'), { version: 'file 2' })
    expect(offer()?.digest).toBe(second.digest)
    expect(alice.content.locate({ digest: first.digest })).toEqual([])
  })

  test('is not offered to who wants newer, nor once its blob is gone', async () => {
    const asOfMs = systemClock.nowMs() - 60_000
    const { digest } = await hold(CONTENT, { asOfMs })
    expect([offer(asOfMs), offer(asOfMs - 1)?.digest]).toEqual([undefined, digest])
    await alice.blobs.remove(digest)
    expect(offer()).toBeUndefined()
    expect(alice.content.locate({ digest })).toEqual([])
  })

  test('is offered only for its URL as it is written, under its own key', async () => {
    await hold(CONTENT)
    const key = urlKey(URL_HASH_KEY, origin.url)
    const offers = ['no url', origin.url.toUpperCase(), `${origin.url}#x`, `${origin.url}?other`].map((url) => {
      return alice.content.offer({ url, urlKey: key, newerThanMs: 0 })
    })
    expect(offers).toEqual([undefined, undefined, undefined, undefined])
  })

  test('is given up when a pattern forbids it, and not taken', async () => {
    const held = await hold(CONTENT)
    set({ neverShare: [HOST] })
    expect(offer()).toBeUndefined()
    const bob = await group.add('bob')
    await expect(readBy(bob, held)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 404 })
    await expect(hold(CONTENT)).rejects.toMatchObject({ code: 'PRIVATE_URL' })
  })

  test('is offered by nobody who may not serve', async () => {
    await hold(CONTENT)
    group.limit(alice, { mayServe: false })
    expect(offer()).toBeUndefined()
  })

  test('takes its room in the cache as any other content, and no more', async () => {
    const small = await group.add('small', 2 * CONTENT.byteLength)
    const held: Location[] = []
    for (const name of ['a', 'b', 'c']) {
      const content = Buffer.concat([CONTENT, Buffer.from(name)]).subarray(1)
      held.push(await small.content.hold(`${origin.url}?${name}`, Readable.from([content])))
    }
    expect(held.map(({ digest }) => small.blobs.has(digest))).toEqual([false, true, true])
    const large = Readable.from([Buffer.alloc(3 * CONTENT.byteLength)])
    const options = { bytes: 3 * CONTENT.byteLength }
    await expect(small.content.hold(origin.url, large, options)).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(small.blobs.usage().blobs).toBe(2)
    for (const bytes of [4, 6]) {
      await expect(
        small.content.hold(origin.url, Readable.from([Buffer.from('12345')]), { bytes })
      ).rejects.toMatchObject({
        code: 'NOT_HELD'
      })
    }
  })

  test('is taken within limits, or not at all', async () => {
    await expect(hold(CONTENT, { maxBytes: CONTENT.byteLength - 1 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await expect(hold(CONTENT, { facts: { etag: 'a\nb' } })).rejects.toMatchObject({ code: 'BAD_CONTENT_TYPE' })
    await expect(hold(CONTENT, { facts: { cacheControl: 'private' } })).rejects.toMatchObject({ code: 'PRIVATE_URL' })
    expect(alice.blobs.usage()).toMatchObject({ blobs: 0, bytes: 0 })
  })
})
