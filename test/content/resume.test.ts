import { appendFile, mkdtemp, open, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, sha256, silentLogger, toHex } from '../../src/base/index.js'
import { LEAF_BYTES, openBlobStore, type BlobStore, NO_FACTS, type PartialBlob } from '../../src/content/index.js'
import { KEPT_PARTIAL_TTL_MS, MAX_KEPT_PARTIALS, NOTE_EVERY_LEAVES } from '../../src/content/defaults.js'
import { FakeClock } from '../support/fake-clock.js'

const KEY = 'ab'.repeat(32)
const FACTS = {
  ...NO_FACTS,
  contentType: 'text/plain',
  etag: '"é\\"1"',
  lastModified: undefined,
  expectedBytes: 99 * LEAF_BYTES
}
const chance = seededRandom(3)
let directory: string
let clock: FakeClock
const opened: BlobStore[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-resume-'))
  clock = new FakeClock()
})

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
  await rm(directory, { recursive: true })
})

/** As after a start; of an earlier store nothing is closed, as after a crash. */
async function start(maxBytes = 100 * LEAF_BYTES): Promise<BlobStore> {
  const store = await openBlobStore({ directory, maxBytes, clock, logger: silentLogger })
  opened.push(store)
  return store
}

function keyOf(number: number): string {
  return toHex(sha256(Uint8Array.of(number)))
}

/** Left half done after `content`, whose leaves are noted on disk. */
async function leave(store: BlobStore, content: Uint8Array, key = KEY): Promise<void> {
  const partial = await store.createPartial({ resume: { key } })
  partial.remember(FACTS)
  await append(partial, content)
  await partial.suspend()
}

async function append(partial: PartialBlob, content: Uint8Array): Promise<void> {
  for (let at = 0; at < content.byteLength; at += LEAF_BYTES)
    await partial.append(content.subarray(at, at + LEAF_BYTES))
}

function partialFiles(): Promise<string[]> {
  return readdir(join(directory, 'partial'))
}

function pathOf(key: string): string {
  return join(directory, 'partial', key)
}

describe('a download that was suspended', () => {
  test('goes on where it was, in this run and in the next, and becomes the same blob', async () => {
    const content = chance.bytes(6 * LEAF_BYTES + 7)
    const first = await start()
    await leave(first, content.subarray(0, 2 * LEAF_BYTES + 5))
    expect(first.resumable(KEY)).toEqual({ bytes: 2 * LEAF_BYTES, facts: FACTS })
    const here = await first.createPartial({ resume: { key: KEY } })
    expect(here.bytes).toBe(2 * LEAF_BYTES)
    await append(here, content.subarray(2 * LEAF_BYTES, 4 * LEAF_BYTES))
    await first.close()

    const second = await start()
    expect(second.resumable(KEY)).toEqual({ bytes: 4 * LEAF_BYTES, facts: FACTS })
    const there = await second.createPartial({ resume: { key: KEY } })
    expect(there.leafHashes(0)).toHaveLength(4 * 32)
    expect(Buffer.from(await there.read(0, LEAF_BYTES)).equals(content.subarray(0, LEAF_BYTES))).toBe(true)
    await append(there, content.subarray(4 * LEAF_BYTES))
    const { digest } = await there.finish()
    expect(digest).toBe(toHex(sha256(content)))
    expect((await buffer(second.read(digest))).equals(content)).toBe(true)
    expect(await partialFiles()).toEqual([])
    expect(second.resumable(KEY)).toBeUndefined()
    expect(second.usage()).toMatchObject({ blobs: 1, bytes: content.byteLength })
  })

  test('is to its readers as one that was given up, and is no blob', async () => {
    const store = await start()
    const partial = await store.createPartial({ resume: { key: KEY } })
    await append(partial, new Uint8Array(LEAF_BYTES))
    await Promise.all([partial.suspend(), partial.suspend()])
    expect(partial.state).toBe('discarded')
    await expect(partial.read(0, 1)).rejects.toMatchObject({ code: 'CLOSED' })
    expect(store.info(toHex(sha256(new Uint8Array(LEAF_BYTES))))).toBeUndefined()
    expect(store.usage()).toMatchObject({ blobs: 0, bytes: LEAF_BYTES })
  })

  test.each<[string, (partial: PartialBlob) => Promise<unknown> | void]>([
    ['less than a leaf is here', () => {}],
    [
      'it must not be resumed',
      async (partial) => (await append(partial, chance.bytes(LEAF_BYTES)), partial.remember(undefined))
    ],
    [
      'it is sealed, and may be wrong',
      async (partial) => (await append(partial, chance.bytes(LEAF_BYTES)), partial.seal())
    ]
  ])('leaves nothing where %s', async (_when, make) => {
    const store = await start()
    const partial = await store.createPartial({ resume: { key: KEY } })
    await make(partial)
    await partial.suspend()
    expect(store.resumable(KEY)).toBeUndefined()
    expect(await partialFiles()).toEqual([])
    expect(store.usage().bytes).toBe(0)
  })

  test('takes the facts that were remembered last', async () => {
    const store = await start()
    await leave(store, chance.bytes(5 * LEAF_BYTES))
    const partial = await store.createPartial({ resume: { key: KEY } })
    partial.remember({ ...FACTS, etag: '"2"' })
    await partial.suspend()
    expect((await start()).resumable(KEY)?.facts).toEqual({ ...FACTS, etag: '"2"' })
  })

  test('has its key alone: a second one of that key begins with nothing and leaves nothing', async () => {
    const store = await start()
    await leave(store, chance.bytes(2 * LEAF_BYTES))
    const first = await store.createPartial({ resume: { key: KEY } })
    const second = await store.createPartial({ resume: { key: KEY } })
    expect([first.bytes, second.bytes]).toEqual([2 * LEAF_BYTES, 0])
    await append(second, chance.bytes(LEAF_BYTES))
    await second.suspend()
    await first.suspend()
    expect(store.resumable(KEY)?.bytes).toBe(2 * LEAF_BYTES)
  })

  test('can be waited for while it is being suspended', async () => {
    const store = await start()
    const partial = await store.createPartial({ resume: { key: KEY } })
    await append(partial, chance.bytes(2 * LEAF_BYTES))
    const suspending = partial.suspend()
    expect(store.resumable(KEY)).toBeUndefined()
    await store.suspended(KEY)
    expect(store.resumable(KEY)?.bytes).toBe(2 * LEAF_BYTES)
    expect(clock.pendingTimers).toBe(0)
    await suspending
    const again = await store.createPartial({ resume: { key: KEY } })
    await store.suspended(KEY) // Nobody waits for one that grows.
    await again.discard()
  })

  test('is gone when it is discarded', async () => {
    const store = await start()
    await leave(store, chance.bytes(LEAF_BYTES))
    await (await store.createPartial({ resume: { key: KEY } })).discard()
    expect(store.resumable(KEY)).toBeUndefined()
    expect(await partialFiles()).toEqual([])
  })
})

describe('after a crash', () => {
  /** As the disk is when the process is killed; what was appended is there, and noted but for the last leaves. */
  async function crash(content: Uint8Array): Promise<void> {
    const store = await start()
    const partial = await store.createPartial({ resume: { key: KEY } })
    partial.remember(FACTS)
    const noteBytes = NOTE_EVERY_LEAVES * LEAF_BYTES
    for (let at = 0; at < content.byteLength; at += noteBytes) {
      await append(partial, content.subarray(at, at + noteBytes))
      const leaves = Math.floor(partial.bytes / noteBytes) * NOTE_EVERY_LEAVES
      await expect.poll(async () => (await stat(`${pathOf(KEY)}.resume`)).size).toBe(4096 + leaves * 32)
    }
  }

  test('what was noted is resumed', async () => {
    const content = chance.bytes(2 * NOTE_EVERY_LEAVES * LEAF_BYTES + 5)
    await crash(content)
    const store = await start()
    const noted = 2 * NOTE_EVERY_LEAVES * LEAF_BYTES
    expect(store.resumable(KEY)).toEqual({ bytes: noted, facts: FACTS })
    expect(store.usage()).toMatchObject({ blobs: 0, bytes: noted })
    const partial = await store.createPartial({ resume: { key: KEY } })
    expect(Buffer.from(await partial.read(noted - 9, 99)).equals(content.subarray(noted - 9, noted))).toBe(true)
  })

  test.each<[string, number, () => Promise<void>]>([
    ['a leaf that was torn is cut off', 2, async () => flip(pathOf(KEY), 2 * LEAF_BYTES + 17)],
    ['a hash that was torn is cut off', 3, async () => flip(`${pathOf(KEY)}.resume`, 4096 + 3 * 32 + 1)],
    ['bytes that are missing are not there', 2, async () => truncate(pathOf(KEY), 3 * LEAF_BYTES - 1)],
    ['hashes that are missing are not there', 1, async () => truncate(`${pathOf(KEY)}.resume`, 4096 + 2 * 32 - 1)],
    ['bytes behind the last hash are cut off', 4, async () => appendFile(pathOf(KEY), chance.bytes(3 * LEAF_BYTES))]
  ])('%s', async (_what, leaves, damage) => {
    const content = chance.bytes(NOTE_EVERY_LEAVES * LEAF_BYTES)
    await crash(content)
    await damage()
    const store = await start()
    const partial = await store.createPartial({ resume: { key: KEY } })
    expect(partial.bytes).toBe(leaves * LEAF_BYTES)
    await append(partial, content.subarray(partial.bytes))
    expect((await partial.finish()).digest).toBe(toHex(sha256(content)))
  })

  test.each<[string, () => Promise<void>]>([
    ['no notes', async () => rm(`${pathOf(KEY)}.resume`)],
    ['notes that are none', async () => writeFile(`${pathOf(KEY)}.resume`, 'x'.repeat(5000))],
    ['notes with a header that is none', async () => noteEtag('a\nb')],
    ['no bytes', async () => rm(pathOf(KEY))]
  ])('with %s it begins with nothing', async (_what, damage) => {
    await crash(chance.bytes(NOTE_EVERY_LEAVES * LEAF_BYTES))
    await damage()
    const store = await start()
    expect(store.resumable(KEY)).toBeUndefined()
    expect(await partialFiles()).toEqual([])
    expect((await store.createPartial({ resume: { key: KEY } })).bytes).toBe(0)
  })

  test('files are for their owner only, and what is not ours in the folder goes', async () => {
    await crash(chance.bytes(NOTE_EVERY_LEAVES * LEAF_BYTES))
    await writeFile(join(directory, 'partial', '17'), 'fleeting')
    await start()
    expect((await partialFiles()).sort()).toEqual([KEY, `${KEY}.resume`])
    for (const name of await partialFiles()) expect((await stat(pathOf(name))).mode & 0o077).toBe(0)
  })
})

describe('what is left half done', () => {
  test('counts in the quota, and goes before blobs, the oldest first', async () => {
    const store = await start(5 * LEAF_BYTES)
    const blob = await (async () => {
      const partial = await store.createPartial()
      await partial.append(chance.bytes(LEAF_BYTES))
      return partial.finish()
    })()
    for (const number of [1, 2, 3]) await leave(store, chance.bytes(LEAF_BYTES), keyOf(number))
    const growing = await store.createPartial()
    await growing.append(chance.bytes(2 * LEAF_BYTES))
    expect([1, 2, 3].map((number) => store.resumable(keyOf(number)) !== undefined)).toEqual([false, true, true])
    expect(store.usage().bytes).toBe(5 * LEAF_BYTES)
    await growing.append(chance.bytes(2 * LEAF_BYTES))
    expect([2, 3].map((number) => store.resumable(keyOf(number)))).toEqual([undefined, undefined])
    expect(store.has(blob.digest)).toBe(true)
    expect(store.usage().bytes).toBe(5 * LEAF_BYTES)
    expect(await partialFiles()).toHaveLength(1)
  })

  test('over a quota that was made smaller goes at the start', async () => {
    await leave(await start(), chance.bytes(3 * LEAF_BYTES))
    const store = await start(2 * LEAF_BYTES)
    expect(store.resumable(KEY)).toBeUndefined()
    expect(await partialFiles()).toEqual([])
  })

  test('is kept for some days', async () => {
    const store = await start()
    await leave(store, chance.bytes(LEAF_BYTES))
    clock.advance(KEPT_PARTIAL_TTL_MS)
    expect(store.resumable(KEY)).toBeDefined()
    clock.advance(1)
    expect(store.resumable(KEY)).toBeUndefined()
    expect((await store.createPartial({ resume: { key: KEY } })).bytes).toBe(0)
    expect(store.usage().bytes).toBe(0)
  })

  test('is kept for some days also over a restart', async () => {
    await leave(await start(), chance.bytes(LEAF_BYTES))
    const old = new Date(clock.nowMs() - KEPT_PARTIAL_TTL_MS - 1000)
    await utimes(pathOf(KEY), old, old)
    const store = await start()
    expect(store.resumable(KEY)).toBeUndefined()
    expect(await partialFiles()).toEqual([])
  })

  test('is of so many downloads at most', async () => {
    const store = await start()
    for (let number = 0; number <= MAX_KEPT_PARTIALS; number++) {
      await leave(store, chance.bytes(LEAF_BYTES), keyOf(number))
    }
    await store.createPartial()
    expect(store.resumable(keyOf(0))).toBeUndefined()
    expect(store.resumable(keyOf(1))).toBeDefined()
    expect(store.usage().bytes).toBe(MAX_KEPT_PARTIALS * LEAF_BYTES)
  })
})

async function flip(path: string, position: number): Promise<void> {
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, position)
  byte[0] = (byte[0] ?? 0) ^ 1
  await file.write(byte, 0, 1, position)
  await file.close()
}

async function noteEtag(etag: string): Promise<void> {
  const notes = await readFile(`${pathOf(KEY)}.resume`)
  const head = JSON.stringify({ version: 1, etag }).padEnd(4096)
  await writeFile(`${pathOf(KEY)}.resume`, Buffer.concat([Buffer.from(head), notes.subarray(4096)]))
}
