import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { LEAF_BYTES, leafRoot, openBlobStore, type BlobInfo, type BlobStore } from '../../src/content/index.js'
import { FakeClock } from '../support/fake-clock.js'

const chance = seededRandom(7)
let directory: string
let clock: FakeClock
const opened: BlobStore[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-blobs-'))
  clock = new FakeClock()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  await rm(directory, { recursive: true })
})

async function open(maxBytes = 10 * LEAF_BYTES): Promise<BlobStore> {
  const store = await openBlobStore({ directory, maxBytes, clock, logger: silentLogger })
  opened.push(store)
  return store
}

async function keep(store: BlobStore, content: Uint8Array): Promise<BlobInfo> {
  const partial = await store.createPartial()
  await partial.append(content)
  return partial.finish()
}

function bytes(count: number): Uint8Array {
  return chance.bytes(count)
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function pathOf(digest: string): string {
  return join(directory, digest.slice(0, 2), digest)
}

describe('a blob', () => {
  test('is named by its SHA-256 and reads back, whole and in ranges', async () => {
    const store = await open()
    const content = bytes(2 * LEAF_BYTES + 1000)
    const info = await keep(store, content)
    expect(info).toMatchObject({ digest: digestOf(content), bytes: content.byteLength })
    expect(store.info(info.digest)).toEqual(info)
    expect((await buffer(store.read(info.digest))).equals(content)).toBe(true)
    const part = await buffer(store.read(info.digest, { start: LEAF_BYTES - 3, end: LEAF_BYTES + 5 }))
    expect(new Uint8Array(part)).toEqual(content.slice(LEAF_BYTES - 3, LEAF_BYTES + 5))
    const hashes = await store.leafHashes(info.digest)
    expect(hashes.byteLength).toBe(3 * 32)
    expect(leafRoot(hashes, info.bytes)).toEqual(info.leafRoot)
  })

  test('may be empty', async () => {
    const store = await open()
    const info = await (await store.createPartial()).finish()
    expect(info).toMatchObject({ digest: digestOf(new Uint8Array(0)), bytes: 0 })
    expect(await buffer(store.read(info.digest))).toHaveLength(0)
    expect(await store.leafHashes(info.digest)).toHaveLength(0)
  })

  test('that is not here cannot be read, nor a range outside one that is', async () => {
    const store = await open()
    const none = digestOf(bytes(1))
    expect(store.info(none)).toBeUndefined()
    expect(() => store.read(none)).toThrow(expect.objectContaining({ code: 'NOT_HELD' }))
    await expect(store.leafHashes(none)).rejects.toMatchObject({ code: 'NOT_HELD' })
    const { digest } = await keep(store, bytes(10))
    expect(() => store.read(digest, { start: 5, end: 11 })).toThrow(RangeError)
  })

  test('is kept once however often it arrives, also at the same moment', async () => {
    const store = await open()
    const content = bytes(LEAF_BYTES)
    const [a, b] = await Promise.all([keep(store, content), keep(store, content)])
    expect(a).toEqual(b)
    await keep(store, content)
    expect(store.usage()).toMatchObject({ blobs: 1, bytes: LEAF_BYTES })
    expect(await readdir(join(directory, 'partial'))).toEqual([])
  })
})

describe('a restart', () => {
  test('finds the blobs that were finished and forgets what still grew', async () => {
    const first = await open()
    const content = bytes(LEAF_BYTES + 1)
    const info = await keep(first, content)
    const growing = await first.createPartial()
    await growing.append(bytes(100))
    const second = await open()
    expect(second.info(info.digest)).toEqual(info)
    expect(second.usage()).toMatchObject({ blobs: 1, bytes: content.byteLength })
    expect(await readdir(join(directory, 'partial'))).toEqual([])
  })

  test.each([
    ['is shorter than it was', async (path: string) => truncate(path, 5)],
    ['has no hash list', async (path: string) => rm(`${path}.leaves`)],
    ['has a hash list that is cut off', async (path: string) => truncate(`${path}.leaves`, 50)],
    ['has a hash list with a flipped bit', async (path: string) => flipBit(`${path}.leaves`)],
    ['is missing beside its hash list', async (path: string) => rm(path)]
  ])('discards a blob that %s', async (_what, damage) => {
    const { digest } = await keep(await open(), bytes(LEAF_BYTES + 1))
    await damage(pathOf(digest))
    const store = await open()
    expect(store.info(digest)).toBeUndefined()
    expect(store.usage()).toMatchObject({ blobs: 0, bytes: 0 })
    expect(await readdir(join(directory, digest.slice(0, 2)))).toEqual([])
  })

  test('leaves files alone that are not its own', async () => {
    await mkdir(join(directory, 'ab'))
    await writeFile(join(directory, 'ab', 'notes.txt'), 'mine')
    const store = await open()
    expect(store.usage().blobs).toBe(0)
    expect(await readFile(join(directory, 'ab', 'notes.txt'), 'utf8')).toBe('mine')
  })

  test('knows when a blob came by the clock of the store, whatever the machine’s says', async () => {
    clock = new FakeClock(Date.UTC(2001, 0, 1))
    const first = await keep(await open(), bytes(10))
    clock.advance(1)
    const second = await keep(await open(), bytes(20))
    const atMs = clock.nowMs()
    expect((await open()).list()).toMatchObject([
      { digest: second.digest, lastUsedAtMs: atMs },
      { digest: first.digest, lastUsedAtMs: atMs - 1 }
    ])
  })

  test('with a smaller quota lets the least recently used go', async () => {
    const first = await open()
    const old = await keep(first, bytes(LEAF_BYTES))
    clock.advance(3_600_000)
    const young = await keep(first, bytes(LEAF_BYTES))
    clock.advance(3_600_000)
    first.info(old.digest)
    await expect.poll(async () => (await stat(pathOf(old.digest))).mtimeMs).toBe(clock.nowMs())
    const second = await open(LEAF_BYTES)
    expect(second.info(young.digest)).toBeUndefined()
    expect(second.info(old.digest)).toEqual(old)
  })
})

describe('the quota', () => {
  test('makes the least recently used go, and tells', async () => {
    const store = await open(3 * LEAF_BYTES)
    const evicted: string[] = []
    store.onEvict((digest) => evicted.push(digest))
    const a = await keep(store, bytes(LEAF_BYTES))
    const b = await keep(store, bytes(LEAF_BYTES))
    const c = await keep(store, bytes(LEAF_BYTES))
    store.info(a.digest)
    await keep(store, bytes(1))
    expect(evicted).toEqual([b.digest])
    expect(store.info(b.digest)).toBeUndefined()
    expect(store.info(a.digest)).toEqual(a)
    expect(store.info(c.digest)).toEqual(c)
    expect(await readdir(join(directory, b.digest.slice(0, 2)))).not.toContain(b.digest)
  })

  test('refuses what is larger, when it is known and when it shows', async () => {
    const store = await open(LEAF_BYTES)
    await expect(store.createPartial({ expectedBytes: LEAF_BYTES + 1 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
    const partial = await store.createPartial()
    await partial.append(bytes(LEAF_BYTES))
    await expect(partial.append(bytes(1))).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(partial.state).toBe('discarded')
    expect(store.usage()).toMatchObject({ blobs: 0, bytes: 0 })
  })

  test('holds for blobs and what still grows together', async () => {
    const store = await open(2 * LEAF_BYTES)
    await keep(store, bytes(LEAF_BYTES))
    const partial = await store.createPartial()
    await partial.append(bytes(LEAF_BYTES + 1))
    expect(store.usage()).toMatchObject({ blobs: 0, bytes: LEAF_BYTES + 1 })
  })

  test('lets a reader finish a blob that goes meanwhile', async () => {
    const store = await open(4 * LEAF_BYTES)
    const content = bytes(4 * LEAF_BYTES)
    const { digest } = await keep(store, content)
    const reading = store.read(digest)
    await keep(store, bytes(LEAF_BYTES))
    expect(store.info(digest)).toBeUndefined()
    expect((await buffer(reading)).equals(content)).toBe(true)
  })

  test('keeps a blob whole that is evicted and arrives again at the same moment', async () => {
    const store = await open(2 * LEAF_BYTES)
    const content = bytes(LEAF_BYTES)
    await keep(store, content)
    const again = await store.createPartial()
    await again.append(content)
    const other = await store.createPartial()
    const [info] = await Promise.all([again.finish(), other.append(bytes(LEAF_BYTES))])
    if (store.info(info.digest) !== undefined) expect(await buffer(store.read(info.digest))).toHaveLength(LEAF_BYTES)
  })
})

describe('people', () => {
  test('see what is kept, the most recently used first', async () => {
    const store = await open()
    const first = await keep(store, bytes(10))
    clock.advance(60_000)
    const second = await keep(store, bytes(20))
    const [atMs, beforeMs] = [clock.nowMs(), clock.nowMs() - 60_000]
    expect(store.list()).toEqual([
      { digest: second.digest, bytes: 20, lastUsedAtMs: atMs, pinned: false },
      { digest: first.digest, bytes: 10, lastUsedAtMs: beforeMs, pinned: false }
    ])
    store.info(first.digest)
    expect(store.list().map(({ digest, lastUsedAtMs }) => [digest, lastUsedAtMs])).toEqual([
      [first.digest, atMs],
      [second.digest, atMs]
    ])
  })

  test('pin what must stay: it outlives a restart and whatever comes', async () => {
    const store = await open(4 * LEAF_BYTES)
    const pinned = await keep(store, bytes(2 * LEAF_BYTES))
    await store.pin(pinned.digest)
    await store.pin(pinned.digest)
    const other = await keep(store, bytes(2 * LEAF_BYTES))
    await keep(store, bytes(LEAF_BYTES))
    expect([store.has(pinned.digest), store.has(other.digest)]).toEqual([true, false])
    await store.close()
    const again = await open(2 * LEAF_BYTES + 100)
    expect(again.list()).toMatchObject([{ digest: pinned.digest, pinned: true }])
    expect(again.usage().bytes).toBe(2 * LEAF_BYTES)
  })

  test('pin no more than there is room for: what comes is refused, not what is pinned', async () => {
    const store = await open(4 * LEAF_BYTES)
    const pinned = await keep(store, bytes(3 * LEAF_BYTES))
    await store.pin(pinned.digest)
    const message = `${2 * LEAF_BYTES} bytes do not fit a blob store of ${4 * LEAF_BYTES}, of which ${3 * LEAF_BYTES} are pinned`
    await expect(store.createPartial({ expectedBytes: 2 * LEAF_BYTES })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message
    })
    await expect(keep(store, bytes(2 * LEAF_BYTES))).rejects.toMatchObject({ code: 'TOO_LARGE' })
    await store.unpin(pinned.digest)
    await keep(store, bytes(2 * LEAF_BYTES))
    expect(store.has(pinned.digest)).toBe(false)
  })

  test('remove what they will, pinned or not, and whoever tells of it hears so', async () => {
    const store = await open()
    const gone: string[] = []
    store.onEvict((digest) => gone.push(digest))
    const { digest } = await keep(store, bytes(10))
    await store.pin(digest)
    await store.remove(digest)
    expect([store.has(digest), gone, store.usage().bytes]).toEqual([false, [digest], 0])
    await expect(stat(pathOf(digest))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(store.remove(digest)).rejects.toMatchObject({ code: 'NOT_HELD' })
    await expect(store.pin(digest)).rejects.toMatchObject({ code: 'NOT_HELD' })
    await store.unpin(digest)
  })

  test('find nothing pinned where the list was damaged, and pin again', async () => {
    const store = await open()
    const { digest } = await keep(store, bytes(10))
    await store.pin(digest)
    await store.close()
    for (const damage of ['', '{"version":1,"digests":["x"]}', '[]']) {
      await writeFile(join(directory, 'pins.json'), damage)
      const again = await open()
      expect(again.list()).toMatchObject([{ pinned: false }])
      await again.close()
    }
    const last = await open()
    await last.pin(digest)
    expect(last.list()).toMatchObject([{ pinned: true }])
  })

  test('hear where a pin cannot be written, and then it does not count', async () => {
    const store = await open()
    const { digest } = await keep(store, bytes(10))
    await mkdir(join(directory, 'pins.json'))
    await expect(store.pin(digest)).rejects.toMatchObject({ code: 'DISK' })
    expect(store.list()).toMatchObject([{ pinned: false }])
  })
})

test('a blob whose file somebody removed is not here any longer', async () => {
  const store = await open()
  const evicted: string[] = []
  store.onEvict((digest) => evicted.push(digest))
  const { digest } = await keep(store, bytes(10))
  await rm(pathOf(digest))
  expect(() => store.read(digest)).toThrow(expect.objectContaining({ code: 'NOT_HELD' }))
  expect(store.info(digest)).toBeUndefined()
  expect(evicted).toEqual([digest])
})

test('files are for their owner only', async () => {
  const { digest } = await keep(await open(), bytes(10))
  expect((await stat(pathOf(digest))).mode & 0o077).toBe(0)
  expect((await stat(`${pathOf(digest)}.leaves`)).mode & 0o077).toBe(0)
})

test('closing discards what grows and takes nothing new', async () => {
  const store = await open()
  const partial = await store.createPartial()
  await partial.append(bytes(10))
  await store.close()
  expect(partial.state).toBe('discarded')
  await expect(store.createPartial()).rejects.toMatchObject({ code: 'CLOSED' })
  await store.close()
})

async function flipBit(path: string): Promise<void> {
  const content = await readFile(path)
  content[20] = (content[20] ?? 0) ^ 1
  await writeFile(path, content)
}
