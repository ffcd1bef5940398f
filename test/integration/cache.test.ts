// What a node keeps, and what it says of it, over real content servers: a quota smaller than the content, eviction, damage.
import { createHash } from 'node:crypto'
import { open, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger, systemClock } from '../../src/base/index.js'
import { PASSING_WINDOW_BYTES } from '../../src/content/defaults.js'
import { LEAF_BYTES, type ContentGroup, type FetchedContent, type FetchResult } from '../../src/content/index.js'
import { NOTHING_SAID } from '../../src/content/location.js'
import { LocationBook } from '../../src/content/location-book.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const LARGE = seededRandom(4).bytes(PASSING_WINDOW_BYTES + 37 * LEAF_BYTES + 1234)
const SMALL = LARGE.subarray(0, 3 * LEAF_BYTES)
const SMALL_QUOTA_BYTES = 5 * LEAF_BYTES

let group: ContentNodes
let origin: SlowOrigin

beforeEach(() => {
  group = new ContentNodes()
})

afterEach(async () => {
  await group.close()
  await origin.close()
})

async function begin(content: Uint8Array, quotas: readonly number[], bytesPerTick = 400_000): Promise<ContentNode[]> {
  origin = await openSlowOrigin({ content, bytesPerTick })
  const nodes: ContentNode[] = []
  for (const [index, quota] of quotas.entries()) nodes.push(await group.add(`member ${index}`, quota))
  return nodes
}

async function read(fetched: FetchedContent): Promise<FetchResult> {
  const hash = createHash('sha256')
  for await (const chunk of fetched.body) hash.update(chunk as Uint8Array)
  const result = await fetched.done
  expect(hash.digest('hex')).toBe(result.digest)
  return result
}

async function get(node: ContentNode, url = origin.url): Promise<FetchResult> {
  return read(await node.content.fetch(url))
}

describe('content larger than the quota', () => {
  test('reaches everybody with one crossing though nobody can keep it, and nobody says so', async () => {
    const nodes = await begin(LARGE, [SMALL_QUOTA_BYTES, SMALL_QUOTA_BYTES, SMALL_QUOTA_BYTES])
    const results = await Promise.all(nodes.map((node) => get(node)))
    expect(results.map(({ digest }) => digest)).toEqual(
      nodes.map(() => createHash('sha256').update(LARGE).digest('hex'))
    )
    expect(results.map(({ kept }) => kept)).toEqual([false, false, false])
    expect(results[0]?.notKeptBecause).toMatch(/do not fit/)
    expect(origin.sentBytes).toBe(LARGE.byteLength)
    for (const { content } of nodes) {
      expect(content.locate({ url: origin.url }).filter(({ complete }) => complete)).toEqual([])
    }
    await eventually(() => expect(nodes.map(({ blobs }) => blobs.usage().bytes)).toEqual([0, 0, 0]))
  })

  test('of one member is kept by the others, and told', async () => {
    const nodes = await begin(LARGE, [SMALL_QUOTA_BYTES, 2 ** 30, 2 ** 30])
    const results = await Promise.all(nodes.map((node) => get(node)))
    expect(results.map(({ kept }) => kept)).toEqual([false, true, true])
    await eventually(() => {
      const whole = nodes[0]?.content.locate({ url: origin.url }).filter(({ complete }) => complete)
      const holders = whole?.map(({ holder }) => holder)
      expect(holders?.sort()).toEqual(
        nodes
          .slice(1)
          .map(({ person }) => person.peer)
          .sort()
      )
    })
  })

  test('is got once more, from the origin, by who asks here when its first bytes have gone by', async () => {
    const [alice] = await begin(LARGE, [SMALL_QUOTA_BYTES])
    const first = await get(alice!)
    const late = await get(alice!)
    expect([first, late]).toMatchObject([{ kept: false }, { kept: false, digest: first.digest }])
    expect(late.sources.uplink).toBe(LARGE.byteLength)
  })
})

test('who leaves early, having read nothing or a little, leaves no file open', async () => {
  const [alice] = await begin(LARGE.subarray(0, 20 * LEAF_BYTES), [2 ** 30])
  await get(alice!)
  await eventually(async () => expect(await openFiles(alice!.directory)).toEqual([]))
  const unread = await alice!.content.fetch(origin.url)
  const begun = await alice!.content.fetch(origin.url)
  await begun.body[Symbol.asyncIterator]().next()
  expect(await openFiles(alice!.directory)).toHaveLength(2)
  for (const { body } of [unread, begun]) body.destroy()
  await eventually(async () => expect(await openFiles(alice!.directory)).toEqual([]), 2_000)
})

/** What this process has open below a folder. */
async function openFiles(folder: string): Promise<string[]> {
  const handles = await readdir('/proc/self/fd')
  const paths = await Promise.all(handles.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')))
  return paths.filter((path) => path.startsWith(folder))
}

test('what is evicted is told no more', async () => {
  const [alice, bob] = await begin(SMALL, [SMALL_QUOTA_BYTES, 2 ** 30])
  const { digest } = await alice!.content.publish(Readable.from([SMALL]))
  await eventually(() => expect(bob!.content.locate({ digest })).toHaveLength(1))
  await alice!.content.publish(Readable.from([Buffer.alloc(3 * LEAF_BYTES, 1)]))
  await eventually(() => {
    expect(alice!.content.locate({ digest })).toEqual([])
    expect(bob!.content.locate({ digest })).toEqual([])
  })
  expect(alice!.blobs.usage().bytes).toBe(3 * LEAF_BYTES)
})

describe('a blob that a bit was flipped in', () => {
  async function flip({ directory }: ContentNode, digest: string): Promise<void> {
    const file = await open(join(directory, digest.slice(0, 2), digest), 'r+')
    await file.write(Buffer.from([~SMALL[LEAF_BYTES + 5]!]), 0, 1, LEAF_BYTES + 5)
    await file.close()
  }

  test('is never read: its reader gets an error, and who asks again gets it anew', async () => {
    const [alice] = await begin(SMALL, [2 ** 30])
    const { digest } = await get(alice!)
    await eventually(() => expect(alice!.content.locate({ digest })).toHaveLength(1))
    await flip(alice!, digest)
    await expect(get(alice!)).rejects.toMatchObject({ code: 'NOT_HELD' })
    expect(await get(alice!)).toMatchObject({ digest, sources: { uplink: SMALL.byteLength, cache: 0 } })
  })

  test('is taken by no member', async () => {
    const [alice, bob] = await begin(SMALL, [2 ** 30, 2 ** 30])
    const { digest } = await alice!.content.publish(Readable.from([SMALL]), { url: origin.url })
    await eventually(() => expect(bob!.content.locate({ digest })).toHaveLength(1))
    await flip(alice!, digest)
    expect(await get(bob!)).toMatchObject({ digest, kept: true })
    expect(bob!.ledger.snapshot().uplink.bytesIn).toBeGreaterThan(0)
  })
})

describe('at a start', () => {
  test('a location without its blob is withdrawn, one with its blob stays', async () => {
    const [alice] = await begin(SMALL, [2 ** 30])
    const { store, blobs, person } = alice!
    const book = new LocationBook({
      group: { store, self: person.peer } as unknown as ContentGroup,
      blobs,
      clock: systemClock,
      logger: silentLogger
    })
    const held = await alice!.content.publish(Readable.from([Buffer.from('here')]))
    const gone = 'ab'.repeat(32)
    await book.write({ digest: gone, bytes: 5, leafRoot: new Uint8Array(32) }, undefined, NOTHING_SAID)
    await book.renewOwn()
    expect(book.isShared(gone)).toBe(false)
    expect(book.isShared(held.digest)).toBe(true)
  })

  test('a blob without its location is not told, and told by who asks for it again', async () => {
    const [alice] = await begin(SMALL, [2 ** 30])
    const partial = await alice!.blobs.createPartial()
    await partial.append(SMALL)
    const { digest } = await partial.finish()
    expect(alice!.content.locate({ digest })).toEqual([])
    await get(alice!)
    await eventually(() => expect(alice!.content.locate({ digest })).toHaveLength(1))
    expect(alice!.blobs.usage()).toMatchObject({ blobs: 1, bytes: SMALL.byteLength })
  })
})
