// One crossing over real content servers: five members, one slow origin.
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { claimRecordId, claimType, needRecordId, needType, PLAIN_NEED, readClaim } from '../../src/content/claims.js'
import { LEAF_BYTES, urlKey, type FetchedContent, type FetchResult } from '../../src/content/index.js'
import { locationRecordId, locationType, NOTHING_SAID } from '../../src/content/location.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin, type SlowOriginInit } from '../support/slow-origin.js'

const CONTENT = seededRandom(3).bytes(37 * LEAF_BYTES + 1234)
const DIGEST = createHash('sha256').update(CONTENT).digest('hex')

let group: ContentNodes
let origin: SlowOrigin

beforeEach(() => {
  group = new ContentNodes()
})

afterEach(async () => {
  await group.close()
  await origin.close()
})

async function begin(members: number, init: Omit<SlowOriginInit, 'content'> = {}): Promise<ContentNode[]> {
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: 100_000, ...init })
  const nodes: ContentNode[] = []
  for (let index = 0; index < members; index++) nodes.push(await group.add(`member ${index}`))
  return nodes
}

/** Reads all of it, as a user would, and checks it. */
async function whole(fetched: FetchedContent): Promise<FetchResult> {
  const hash = createHash('sha256')
  for await (const chunk of fetched.body) hash.update(chunk as Uint8Array)
  const result = await fetched.done
  expect(hash.digest('hex')).toBe(result.digest)
  return result
}

async function get(node: ContentNode, url = origin.url): Promise<FetchResult> {
  return whole(await node.content.fetch(url))
}

function uplinkBytes(nodes: readonly ContentNode[]): number {
  return nodes.reduce((sum, { ledger }) => sum + ledger.snapshot().uplink.bytesIn, 0)
}

describe('five members', () => {
  test('ask in the same instant: the origin sends every byte once', async () => {
    const nodes = await begin(5)
    const results = await Promise.all(nodes.map((node) => get(node)))
    expect(results.map(({ digest }) => digest)).toEqual(nodes.map(() => DIGEST))
    expect(origin.sentBytes).toBe(CONTENT.byteLength)
    expect(uplinkBytes(nodes)).toBe(CONTENT.byteLength)
    expect(origin.requests).toHaveLength(1)
    expect(results.filter(({ askedInVain }) => askedInVain)).toEqual([])
    for (const { sources, bytes } of results) {
      const members = Object.values(sources.members).reduce((sum, count) => sum + count, 0)
      expect(sources.uplink + members).toBe(bytes)
    }
  })

  test('one who asks later has its first byte before the first download ends, and asks the origin for nothing', async () => {
    const [first, ...others] = (await begin(5, { holdAtBytes: CONTENT.byteLength / 2 })) as [
      ContentNode,
      ...ContentNode[]
    ]
    const early = await first.content.fetch(origin.url)
    // Whoever was first in rank leads, perhaps without having asked itself.
    const second = others.find(({ content }) => content.transfers().length === 0)!
    const late = await second.content.fetch(origin.url)
    const firstByte = late.body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
    const firstChunk: unknown = (await firstByte.next()).value
    expect(firstChunk).toBeInstanceOf(Uint8Array)
    expect(origin.sentBytes).toBeLessThan(CONTENT.byteLength)
    origin.release()
    const [, result] = await Promise.all([whole(early), late.done])
    expect(result.digest).toBe(DIGEST)
    expect(result.sources.uplink).toBe(0)
    expect(origin.sentBytes).toBe(CONTENT.byteLength)
  })

  test('one who comes when all is done copies it, and so does one who asks twice from its own cache', async () => {
    const nodes = await begin(3, { headers: { 'content-type': 'text/x-story' } })
    await Promise.all(nodes.map((node) => get(node)))
    const newcomer = await group.add('newcomer')
    const fetched = await newcomer.content.fetch(origin.url)
    expect(fetched.contentType).toBe('text/x-story')
    expect((await whole(fetched)).sources.uplink).toBe(0)
    expect((await get(newcomer)).sources).toEqual({ uplink: 0, members: {}, cache: CONTENT.byteLength })
    expect(origin.sentBytes).toBe(CONTENT.byteLength)
    await eventually(() => expect(newcomer.content.locate({ digest: DIGEST })).toHaveLength(4))
  })

  test('while it runs, everybody says from whom its bytes came so far, and whether somebody here asked', async () => {
    const [first, second] = (await begin(2, { holdAtBytes: CONTENT.byteLength / 2 })) as [ContentNode, ContentNode]
    const results = [get(first), get(second)]
    await eventually(() => {
      const running = [first, second].map(({ content }) => content.transfers()[0])
      const leading = running.findIndex((one) => one?.state === 'leading')
      const [leader, reader] = [running[leading], running[1 - leading]]
      const leaderPeer = [first, second][leading]!.person.peer
      expect(leader).toMatchObject({ sources: { members: {}, cache: 0 }, forOthers: false, from: undefined })
      expect(leader!.sources.uplink).toBeGreaterThanOrEqual(leader!.bytes)
      expect(reader).toMatchObject({ sources: { uplink: 0 }, forOthers: false, from: leaderPeer })
      expect(reader!.bytes).toBeGreaterThan(CONTENT.byteLength / 3)
      expect(reader!.sources.members[leaderPeer]).toBeGreaterThanOrEqual(reader!.bytes)
    })
    origin.release()
    await Promise.all(results)
  })

  test('when the downloader dies, the others finish', async () => {
    const nodes = await begin(5, { holdAtBytes: CONTENT.byteLength / 2 })
    const results = nodes.map((node) => get(node))
    for (const result of results) result.catch(() => {})
    await eventually(() => {
      for (const { content } of nodes) expect(content.transfers()[0]?.bytes).toBeGreaterThan(CONTENT.byteLength / 3)
    })
    const dead = nodes.findIndex(({ content }) => content.transfers()[0]?.state === 'leading')
    await nodes[dead]!.kill()
    await nodes[dead]!.content.close()
    origin.release()
    const others = results.filter((_result, index) => index !== dead)
    expect((await Promise.all(others)).map(({ digest }) => digest)).toEqual(others.map(() => DIGEST))
    expect(origin.requests).toHaveLength(2)
    // A begun leaf, and what comes within 10 ms at 80 Mbit/s and is not signed yet; more where the machine is busy.
    expect(origin.sentBytes - CONTENT.byteLength).toBeLessThanOrEqual(8 * LEAF_BYTES)
  })

  test('its origin has something else by now: all begin anew at once, and one reads it', async () => {
    const before = seededRandom(4).bytes(CONTENT.byteLength)
    let first: ServerResponse | undefined
    const nodes = await begin(3, {
      answer: (_request, response) => {
        const headers = { 'content-length': CONTENT.byteLength, 'cache-control': 'max-age=60' }
        response.writeHead(200, { ...headers, etag: first === undefined ? '"v1"' : '"v2"' })
        if (first !== undefined) return (void response.end(CONTENT), true)
        first = response
        return (response.write(before.subarray(0, 4 * LEAF_BYTES)), true)
      }
    })
    const fetched = await Promise.all(nodes.map((node) => node.content.fetch(origin.url)))
    await eventually(() => {
      for (const { content } of nodes) expect(content.transfers()[0]?.bytes).toBe(4 * LEAF_BYTES)
    })
    first!.destroy()
    await Promise.all(fetched.map(({ done }) => done)) // Who reads before that sees the old beginning, and an error.
    const results = await Promise.all(fetched.map((each) => whole(each)))
    expect(results.map(({ digest }) => digest)).toEqual(nodes.map(() => DIGEST))
    expect(origin.requests).toHaveLength(3) // The first, the one that it was found by, and the one for all.
  })

  test('an answer for its asker alone reaches each by its own request, and is kept and told nowhere', async () => {
    const nodes = await begin(3, { headers: { 'cache-control': 'private' }, bytesPerTick: Infinity })
    const results = await Promise.all(nodes.map((node) => get(node)))
    expect(results.map(({ digest }) => digest)).toEqual([DIGEST, DIGEST, DIGEST])
    for (const { blobs, content } of nodes) {
      expect(blobs.info(DIGEST)).toBeUndefined()
      expect(content.locate({ url: origin.url })).toEqual([])
      await eventually(() => expect(blobs.usage().bytes).toBe(0))
    }
    expect(results.map(({ sources }) => sources.uplink)).toEqual([1, 1, 1].map(() => CONTENT.byteLength))
    const again = await nodes[0]!.content.fetch(origin.url)
    expect(again.shared).toBe(false)
    again.body.destroy()
  })

  test('an error of the origin reaches every asker as the origin’s', async () => {
    const nodes = await begin(3, {
      answer: (_request, response) => {
        response.writeHead(404).end()
        return true
      }
    })
    for (const node of nodes) {
      await expect(node.content.fetch(origin.url)).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 404 })
    }
    const together = nodes.map((node) => node.content.fetch(origin.url))
    for (const result of await Promise.allSettled(together)) expect(result).toMatchObject({ reason: { status: 404 } })
    expect(nodes.map(({ content }) => content.transfers())).toEqual([[], [], []])
  })
})

test('a member alone gets it from the origin without waiting for anybody', async () => {
  const [alone] = (await begin(1)) as [ContentNode]
  const result = await get(alone)
  expect(result).toMatchObject({
    digest: DIGEST,
    askedInVain: false,
    kept: true,
    sources: { uplink: CONTENT.byteLength, members: {} }
  })
})

test('content without a byte crosses too', async () => {
  const nodes = await begin(3)
  await origin.close()
  origin = await openSlowOrigin({ content: new Uint8Array() })
  const results = await Promise.all(nodes.map((node) => get(node)))
  expect(results.map(({ bytes }) => bytes)).toEqual([0, 0, 0])
  expect(origin.requests).toHaveLength(1)
})

test('what was published is found by URL and by digest, and copied with no origin', async () => {
  const [publisher, reader] = (await begin(2)) as [ContentNode, ContentNode]
  const url = 'https://intranet.example/handbook.pdf'
  const location = await publisher.content.publish(Readable.from([CONTENT]), { url, contentType: 'application/pdf' })
  expect(location).toMatchObject({ digest: DIGEST, url, self: true, present: true, contentType: 'application/pdf' })
  await eventually(() => expect(reader.content.locate({ url })).toHaveLength(1))
  expect(reader.content.locate({ digest: DIGEST })[0]).toMatchObject({ holder: publisher.person.peer, self: false })
  const result = await get(reader, url)
  expect(result.sources).toEqual({ uplink: 0, members: { [publisher.person.peer]: CONTENT.byteLength }, cache: 0 })
})

test('several readers of one node share its crossing, and one that stops does not stop the others', async () => {
  const [node] = (await begin(2)) as [ContentNode]
  const [one, two] = await Promise.all([node.content.fetch(origin.url), node.content.fetch(origin.url)])
  one.body.destroy()
  expect((await whole(two)).digest).toBe(DIGEST)
  await expect(one.done).rejects.toMatchObject({ code: 'CLOSED' })
  expect(origin.sentBytes).toBe(CONTENT.byteLength)
})

test('closing ends what runs: who waits is told, and no half blob shows', async () => {
  const [node] = (await begin(2)) as [ContentNode]
  const fetched = await node.content.fetch(origin.url)
  await node.content.close()
  await expect(fetched.done).rejects.toMatchObject({ code: 'CLOSED' })
  await expect(node.content.fetch(origin.url)).rejects.toMatchObject({ code: 'CLOSED' })
  expect(node.blobs.usage()).toMatchObject({ blobs: 0 })
})

describe('a member that means harm', () => {
  test('claims and never delivers: the others finish, and the origin sends every byte once', async () => {
    const [liar, ...nodes] = (await begin(4)) as [ContentNode, ...ContentNode[]]
    const key = urlKey(URL_HASH_KEY, origin.url)
    await liar.store.add(claimType, {
      id: claimRecordId(liar.person.peer, key),
      attributes: { urlKey: key },
      data: {
        transferId: '00'.repeat(16),
        verifiedBytes: 2 ** 40,
        end: undefined,
        startedAtMs: 0,
        expectedBytes: undefined
      }
    })
    const results = await Promise.all(nodes.map((node) => get(node)))
    expect(results.map(({ digest }) => digest)).toEqual(nodes.map(() => DIGEST))
    expect(uplinkBytes(nodes)).toBeLessThanOrEqual(CONTENT.byteLength * 1.5)
  })

  test('claims with the transfer id of another: that one’s readers are served all the same', async () => {
    const answer: SlowOriginInit['answer'] = ({ url }, response) => {
      if (url === '/other') response.end('other')
      return url === '/other'
    }
    const nodes = await begin(4, { holdAtBytes: CONTENT.byteLength / 2, answer })
    const first = get(nodes[0]!)
    const isLeading = ({ content }: ContentNode): boolean => content.transfers()[0]?.state === 'leading'
    await eventually(() => expect(nodes.filter(isLeading)).toHaveLength(1))
    const leader = nodes.find(isLeading)!
    const [liar, late] = nodes.filter((node) => node !== leader && node !== nodes[0]) as [ContentNode, ContentNode]
    const { peer } = leader.person
    const claim = readClaim(leader.store.get(claimRecordId(peer, urlKey(URL_HASH_KEY, origin.url)))!)!

    const other = new URL('/other', origin.url).href
    const key = urlKey(URL_HASH_KEY, other)
    await liar.store.add(claimType, {
      id: claimRecordId(liar.person.peer, key),
      attributes: { urlKey: key },
      data: { transferId: claim.transferId, verifiedBytes: 0, end: undefined, startedAtMs: 0, expectedBytes: undefined }
    })
    await eventually(async () => expect((await leader.content.explain(other)).downloaders).toHaveLength(1))
    expect((await get(leader, other)).bytes).toBe(5)

    const asked = get(late)
    await eventually(() => expect(late.content.transfers()[0]?.bytes).toBeGreaterThan(CONTENT.byteLength / 3))
    origin.release()
    expect((await asked).sources.members[peer]).toBe(CONTENT.byteLength)
    await first
  })

  test('served wrong bytes: it is not left to it to go, and nobody waits for it', async () => {
    const [liar, second, asker] = (await begin(3)) as [ContentNode, ContentNode, ContentNode]
    await liar.content.publish(Readable.from([CONTENT]), { url: origin.url })
    const file = await open(join(liar.directory, DIGEST.slice(0, 2), DIGEST), 'r+')
    await file.write(new Uint8Array(1000), 0, 1000, 5000)
    await file.close()
    await eventually(() => expect(asker.content.locate({ url: origin.url })).toHaveLength(1))
    await get(asker)

    const inRank = [liar, second, asker].map(({ person: { peer } }) => peer)
    const isRanked = (url: string): boolean =>
      rankPeers(urlKey(URL_HASH_KEY, url), inRank).every((peer, rank) => peer === inRank[rank])
    const url = Array.from({ length: 1000 }, (_, index) => `${origin.url}?${index}`).find(isRanked)
    const { askedInVain, sources } = await get(asker, url)
    expect({ askedInVain, uplink: sources.uplink }).toEqual({ askedInVain: false, uplink: 0 })
    expect(sources.members).toEqual({ [second.person.peer]: CONTENT.byteLength })
  })

  test('says it holds what it does not: others are copied from', async () => {
    const [publisher, liar, reader] = (await begin(3)) as [ContentNode, ContentNode, ContentNode]
    const url = 'https://intranet.example/handbook.pdf'
    await publisher.content.publish(Readable.from([CONTENT]), { url })
    const key = urlKey(URL_HASH_KEY, url)
    const info = publisher.blobs.info(DIGEST)!
    const data = {
      ...NOTHING_SAID,
      bytes: info.bytes,
      leafRoot: info.leafRoot,
      fetchedFromOriginAtMs: 1,
      url: undefined
    }
    const id = locationRecordId(liar.person.peer, key, DIGEST)
    await liar.store.add(locationType, { id, attributes: { digest: DIGEST, urlKey: key }, data })
    await eventually(() => expect(reader.content.locate({ url })).toHaveLength(2))
    const { sources } = await get(reader, url)
    expect(sources.members).toEqual({ [publisher.person.peer]: CONTENT.byteLength })
  })

  test('asks for what is no URL, or one with credentials: nobody fetches it', async () => {
    const [liar, honest] = (await begin(2)) as [ContentNode, ContentNode]
    const ask = async (url: string): Promise<void> => {
      const key = urlKey(URL_HASH_KEY, url)
      const excluded = [liar.person.peer]
      const data = { ...PLAIN_NEED, needId: '00'.repeat(16), url, excluded, newerThanMs: 0, refusesRedirects: false }
      await liar.store.add(needType, { id: needRecordId(liar.person.peer, key), attributes: {}, data })
    }
    await ask(`${origin.url}#part`)
    await ask(origin.url.replace('http://', 'http://user:secret@'))
    await ask('file:///etc/passwd')
    // A need that is honest comes after them on the same way.
    await ask(origin.url)
    await eventually(() => expect(honest.content.locate({ url: origin.url })).toHaveLength(1))
    expect(origin.requests).toHaveLength(1)
  })
})
