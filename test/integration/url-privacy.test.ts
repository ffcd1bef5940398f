// What members hear of URLs that patterns name, over real stores and content servers: nothing, or the key alone.
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EventSource, seededRandom } from '../../src/base/index.js'
import { claimType, needType, PLAIN_NEED, readClaim, readNeed } from '../../src/content/claims.js'
import {
  urlKey,
  urlPrivacyOf,
  type FetchedContent,
  type FetchResult,
  type PrivatePatterns
} from '../../src/content/index.js'
import { locationType, readLocation, type Location } from '../../src/content/location.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = seededRandom(3).bytes(300_000)
const HOST = '127.0.0.1'
const HEADERS = { 'content-disposition': 'attachment; filename=secret.pdf', 'cache-control': 'max-age=3600' }

let origin: SlowOrigin
let group: ContentNodes
let nodes: [ContentNode, ContentNode]
let settings: PrivatePatterns
const events = new EventSource<{ 'settings:change': undefined }>()
const known = new Map<string, string[]>()

const PRIVACY = urlPrivacyOf({ settings: () => settings, on: events.on.bind(events) })

beforeEach(async () => {
  settings = { neverShare: [], doNotName: [] }
  known.clear()
  group = new ContentNodes({ privacy: PRIVACY, knownUrls: () => known, usesUplink: (name) => name !== 'carol' })
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: 300_000, headers: HEADERS })
  nodes = [await group.add('alice'), await group.add('bob')]
})

afterEach(async () => {
  await group.close()
  await origin.close()
})

function set(changed: Partial<PrivatePatterns>): void {
  settings = { neverShare: [], doNotName: [], ...changed }
  events.emit('settings:change', undefined)
}

async function whole(fetched: FetchedContent): Promise<FetchResult> {
  for await (const chunk of fetched.body) void chunk
  return await fetched.done
}

/** Of a URL whose first in rank is not `asker`, so that it asks the group before it goes. */
function urlOf(asker: ContentNode): string {
  const peers = nodes.map(({ person }) => person.peer)
  for (let i = 0; ; i++) {
    const url = `${origin.url}?${i}`
    if (rankPeers(urlKey(URL_HASH_KEY, url), peers)[0] !== asker.person.peer) return url
  }
}

/** Records about content that `node` has heard of, by their types. */
function heardBy({ store }: ContentNode): string[] {
  return [needType, claimType, locationType].flatMap(({ name }) => store.find({ type: name }).map(() => name))
}

/** Locations that `node` has heard of from others: what it has copied itself it tells too. */
function toldTo({ store }: ContentNode): Location[] {
  const byOthers = store.find({ type: locationType.name }).filter(({ creator }) => creator !== store.author)
  return byOthers.flatMap((record) => readLocation(record) ?? [])
}

test('a URL that is shared is named to those who are asked to fetch it (the control)', async () => {
  const [alice, bob] = nodes
  const url = urlOf(alice)
  await whole(await alice.content.fetch(url))
  const needs = bob.store.find({ type: needType.name }).flatMap((record) => readNeed(record) ?? [])
  expect(needs.map((need) => need.url)).toEqual([url])
  await eventually(() => expect(toldTo(alice)).toHaveLength(1))
  const [{ url: told, contentDisposition }] = toldTo(alice) as [Location]
  expect([told, contentDisposition]).toEqual([undefined, 'attachment; filename=secret.pdf'])
})

test('of one that is never shared nobody hears, and nothing of it is kept', async () => {
  const [alice, bob] = nodes
  set({ neverShare: [HOST] })
  const url = urlOf(alice)
  const result = await whole(await alice.content.fetch(url))
  expect(result).toMatchObject({ bytes: CONTENT.length, kept: false, sources: { uplink: CONTENT.length } })
  expect([heardBy(alice), heardBy(bob), alice.blobs.usage().blobs]).toEqual([[], [], 0])
  expect(alice.content.privacy(url)).toBe('never')
  expect(() => alice.content.locate({ url })).toThrow(expect.objectContaining({ code: 'PRIVATE_URL' }))
  await expect(alice.content.fetch(url, { freshness: 'held' })).rejects.toMatchObject({ code: 'NOT_HELD' })
  await expect(alice.content.publish(Readable.from([CONTENT]), { url })).rejects.toMatchObject({ code: 'PRIVATE_URL' })
  expect(await alice.content.head(url)).toBeUndefined()
  expect((await alice.content.explain(url)).next).toEqual({ step: 'direct' })
})

test('one that is not named crosses once for both, and no member is told its name', async () => {
  const [alice, bob] = nodes
  set({ doNotName: [HOST] })
  const url = urlOf(alice)
  await whole(await alice.content.fetch(url))
  expect(bob.store.find({ type: needType.name })).toEqual([])
  const claims = bob.store.find({ type: claimType.name }).flatMap((record) => readClaim(record) ?? [])
  expect(claims.map((claim) => claim.urlKey)).toEqual([urlKey(URL_HASH_KEY, url)])
  await eventually(() => expect(toldTo(bob)).toHaveLength(1))
  const [{ url: told, contentDisposition }] = toldTo(bob) as [Location]
  expect([told, contentDisposition]).toEqual([undefined, undefined])
  const { sources } = await whole(await bob.content.fetch(url))
  expect(sources).toMatchObject({ uplink: 0, members: { [alice.person.peer]: CONTENT.length } })
  await expect(alice.content.publish(Readable.from([CONTENT]), { url })).rejects.toMatchObject({ code: 'PRIVATE_URL' })
})

test('for one that is not named nobody is waited for: nobody else can go', async () => {
  const carol = await group.add('carol') // Who may not use the uplink.
  set({ doNotName: [HOST] })
  const url = `${origin.url}?unnamed`
  // Where somebody may go she waits for 8 s.
  const signal = AbortSignal.timeout(6_000)
  await expect(carol.content.fetch(url, { signal })).rejects.toMatchObject({ code: 'NO_UPLINK' })
  expect(heardBy(nodes[0])).toEqual([])
  await whole(await nodes[0].content.fetch(url))
  await eventually(() => expect(toldTo(carol)).toHaveLength(1))
  expect((await whole(await carol.content.fetch(url))).sources.uplink).toBe(0)
})

test("others' wishes for what a pattern names are left to them", async () => {
  const [alice, bob] = nodes
  const url = urlOf(alice)
  set({ neverShare: [HOST] })
  await alice.store.add(needType, {
    attributes: {},
    data: { ...PLAIN_NEED, needId: '11'.repeat(16), url, excluded: [], newerThanMs: 0, refusesRedirects: false }
  })
  await eventually(() => expect(bob.store.find({ type: needType.name })).toHaveLength(1))
  expect(bob.content.transfers()).toEqual([])
})

test('a pattern that is added while it is fetched: who reads it has it all, and members hear no more of it', async () => {
  const [alice, bob] = nodes
  await origin.close()
  origin = await openSlowOrigin({ content: CONTENT, holdAtBytes: 150_000, headers: HEADERS })
  const fetched = await alice.content.fetch(urlOf(alice))
  set({ neverShare: [HOST] })
  origin.release()
  expect(await whole(fetched)).toMatchObject({ bytes: CONTENT.length })
  await alice.content.publish(Readable.from([Buffer.from('later')]))
  await eventually(() => expect(toldTo(bob)).toHaveLength(1))
  expect(toldTo(bob)[0]).toMatchObject({ bytes: 5 }) // What was told after it.
})

test('a pattern that is added takes back what was told, as far as the URL is known, and nothing else', async () => {
  const [alice, bob] = nodes
  const url = urlOf(alice)
  const { digest } = await whole(await alice.content.fetch(url))
  await alice.content.publish(Readable.from([Buffer.from('other')]), { url: 'http://other.example/file' })
  await alice.content.publish(Readable.from([Buffer.from('published')]), { url: 'http://private.example/file' })
  const told = (): string[] =>
    bob.store.find({ type: locationType.name, creator: alice.person.peer }).map(({ id }) => id)
  await eventually(() => expect(told().length).toBe(3))
  set({ neverShare: ['private.example', HOST] })
  await eventually(() => expect(told().length).toBe(2)) // What was published says its URL itself.
  known.set(digest, [origin.url]) // Without the query, as it is kept on the disk.
  set({ neverShare: ['private.example', HOST] })
  await eventually(() => expect(told().length).toBe(1))
  expect(bob.content.locate({ url: 'http://other.example/file' })).toHaveLength(1)
  set({ doNotName: ['other.example'] }) // Its record says the name.
  await eventually(() => expect(told()).toEqual([]))
  expect(alice.blobs.usage().blobs).toBe(3)
})
