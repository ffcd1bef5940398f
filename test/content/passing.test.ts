import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, sha256, toHex, type Logger } from '../../src/base/index.js'
import { LEAF_BYTES, openBlobStore, type BlobStore, type PartialBlob } from '../../src/content/index.js'
import { PASSING_SHARED_BYTES, PASSING_STALL_MS, PASSING_WINDOW_BYTES } from '../../src/content/defaults.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { mockOpenFile, openReally } from '../support/mock-open-file.js'

const openFile = mockOpenFile()
const WINDOW_LEAVES = PASSING_WINDOW_BYTES / LEAF_BYTES
const CONTENT = seededRandom(5).bytes(4 * PASSING_WINDOW_BYTES + 77)
const QUOTA_BYTES = 3 * LEAF_BYTES
let directory: string
let clock: FakeClock
let store: BlobStore
let logged: string[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-passing-'))
  clock = new FakeClock()
  logged = []
  const log = ((text: string) => void logged.push(text)) as unknown as Logger
  store = await openBlobStore({ directory, maxBytes: QUOTA_BYTES, clock, logger: log })
})

afterEach(async () => {
  openFile.mockReset() // To what it was made with: opening really.
  await store.close()
  await rm(directory, { recursive: true })
})

/** Appends until it is told to wait. @returns settled when all is appended */
async function write(partial: PartialBlob, content: Uint8Array): Promise<void> {
  for (let at = partial.bytes; at < content.byteLength; at = partial.bytes) {
    await partial.append(content.subarray(at, at + LEAF_BYTES))
  }
}

/** Reads to the end of `content`, as fast as it comes. */
async function readAll(partial: PartialBlob, totalBytes = CONTENT.byteLength): Promise<Buffer> {
  const reader = partial.openReader(0)
  const chunks: Uint8Array[] = []
  let offset = 0
  while (offset < totalBytes) {
    while (offset >= partial.bytes) await new Promise<void>((resolve) => void onceChanged(partial, resolve))
    const chunk = await reader.read(offset, 2 * LEAF_BYTES)
    chunks.push(chunk)
    offset += chunk.byteLength
  }
  reader.close()
  return Buffer.concat(chunks)
}

function onceChanged(partial: PartialBlob, then: () => void): void {
  const stop = partial.onChange(() => {
    stop()
    then()
  })
}

/** The next file that is opened takes `writes` writes, and no more; nor fsync, where it is 0 of `syncs`. */
function failingDisk(
  { writes = Infinity, syncs = Infinity }: { writes?: number; syncs?: number },
  code = 'ENOSPC'
): void {
  openFile.mockImplementationOnce(async (...args) => {
    const file = await openReally(...args)
    const error = Object.assign(new Error(`${code}: no`), { code })
    const [writeReally, syncReally] = [file.write.bind(file) as (...all: unknown[]) => unknown, file.sync.bind(file)]
    Object.assign(file, {
      write: (...all: unknown[]) => (writes-- > 0 ? writeReally(...all) : Promise.reject(error)),
      sync: () => (syncs-- > 0 ? syncReally() : Promise.reject(error))
    })
    return file
  })
}

describe('content that cannot be kept reaches its readers whole', () => {
  test.each<[string, string, () => Promise<PartialBlob>]>([
    [
      'the quota is known to be too small',
      'TOO_LARGE',
      () => store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    ],
    ['the quota turns out to be too small', 'TOO_LARGE', () => store.createPartial({ mayPass: true })],
    ['the disk is full', 'DISK', () => (failingDisk({ writes: 0 }), store.createPartial({ mayPass: true }))],
    ['the disk gets full', 'DISK', () => (failingDisk({ writes: 2 }), store.createPartial({ mayPass: true }))],
    [
      'the user’s share of the disk is used up',
      'DISK',
      () => (failingDisk({ writes: 1 }, 'EDQUOT'), store.createPartial({ mayPass: true }))
    ],
    ['the disk fails', 'DISK', () => (failingDisk({ writes: 1 }, 'EIO'), store.createPartial({ mayPass: true }))],
    [
      'no file can be made',
      'DISK',
      () => {
        openFile.mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'ENOSPC' }))
        return store.createPartial({ mayPass: true })
      }
    ]
  ])('where %s', async (_why, code, create) => {
    const partial = await create()
    const readers = [readAll(partial), readAll(partial)]
    await write(partial, CONTENT)
    expect((await partial.seal()).digest).toBe(toHex(sha256(CONTENT)))
    for (const read of await Promise.all(readers)) expect(read.equals(CONTENT)).toBe(true)
    expect(partial.unkept).toMatchObject({ code })
    expect(partial.leafHashes(0)).toHaveLength(Math.ceil(CONTENT.byteLength / LEAF_BYTES) * 32)
    await expect(partial.finish()).rejects.toMatchObject({ code })
    partial.letGo()
    await expect.poll(() => readdir(join(directory, 'partial'))).toEqual([])
    await expect.poll(() => store.usage()).toMatchObject({ blobs: 0, bytes: 0 })
  })

  test('and what the disk did not take does not count as taken', async () => {
    failingDisk({ writes: 1 })
    const partial = await store.createPartial({ mayPass: true })
    await write(partial, CONTENT.subarray(0, 2 * LEAF_BYTES))
    expect(partial.unkept).toMatchObject({ code: 'DISK' })
    expect(store.usage().bytes).toBe(LEAF_BYTES)
    await partial.discard()
    expect(store.usage().bytes).toBe(0)
  })

  test('where it turns out at the very end', async () => {
    failingDisk({ syncs: 0 })
    const partial = await store.createPartial({ mayPass: true })
    const content = CONTENT.subarray(0, 2 * LEAF_BYTES)
    await write(partial, content)
    await expect(partial.finish()).rejects.toMatchObject({ code: 'DISK' })
    expect(partial.unkept).toMatchObject({ code: 'DISK' })
    expect((await readAll(partial, content.byteLength)).equals(content)).toBe(true)
    expect(store.info(toHex(sha256(content)))).toBeUndefined()
    partial.letGo()
    await expect.poll(() => store.usage().bytes).toBe(0)
  })
})

describe('the window', () => {
  test('holds so much, and its writer waits for the slowest reader', async () => {
    const partial = await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    const [slow, fast] = [partial.openReader(0), partial.openReader(0)]
    const writing = write(partial, CONTENT)
    await settle()
    expect(partial.bytes).toBe(PASSING_WINDOW_BYTES)
    for (let leaf = 0; leaf < WINDOW_LEAVES; leaf++) await fast.read(leaf * LEAF_BYTES, LEAF_BYTES)
    await settle()
    expect(partial.bytes).toBe(PASSING_WINDOW_BYTES)
    await slow.read(0, LEAF_BYTES)
    await settle()
    expect(partial.bytes).toBe(PASSING_WINDOW_BYTES + LEAF_BYTES)
    expect(partial.hasGap()).toBe(true)
    const refused = expect(writing).rejects.toMatchObject({ code: 'CLOSED' })
    expect([0, 1, 2].map((leaf) => partial.hasGap(leaf * LEAF_BYTES))).toEqual([true, false, false])
    await partial.discard()
    await refused
  })

  test('is smaller where many share the memory', async () => {
    const many = PASSING_SHARED_BYTES / PASSING_WINDOW_BYTES + 8
    const options = { mayPass: true, expectedBytes: CONTENT.byteLength }
    const partials = await Promise.all(Array.from({ length: many }, () => store.createPartial(options)))
    const writing = write(partials[0]!, CONTENT).catch(() => {})
    await settle()
    expect(partials[0]?.bytes).toBe(PASSING_SHARED_BYTES / many)
    await Promise.all(partials.map((partial) => partial.discard()))
    await writing
  })

  test('leaves a reader behind that stands still, and tells it', async () => {
    const partial = await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    const still = partial.openReader(0)
    const reading = readAll(partial)
    const writing = write(partial, CONTENT)
    await settle()
    await clock.advanceAsync(PASSING_STALL_MS - 1)
    expect(partial.bytes).toBe(PASSING_WINDOW_BYTES)
    await clock.advanceAsync(2)
    await writing
    await partial.seal()
    expect((await reading).equals(CONTENT)).toBe(true)
    await expect(still.read(1, 1)).rejects.toMatchObject({ code: 'PASSED' })
    expect(clock.pendingTimers).toBe(0)
  })

  test('has nothing for a reader who comes too late', async () => {
    const partial = await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    expect(partial.hasGap()).toBe(false)
    const reading = readAll(partial)
    await write(partial, CONTENT)
    await reading
    expect(partial.hasGap()).toBe(true)
    await expect(partial.openReader(0).read(0, 1)).rejects.toMatchObject({ code: 'PASSED' })
  })

  test('does not run on without readers: somebody may be on the way', async () => {
    const partial = await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    const writing = write(partial, CONTENT)
    await settle()
    await clock.advanceAsync(10 * PASSING_STALL_MS)
    expect(partial.bytes).toBe(PASSING_WINDOW_BYTES)
    const reading = readAll(partial)
    await writing
    expect((await reading).equals(CONTENT)).toBe(true)
  })

  test('keeps what it was given though the writer uses the chunk again', async () => {
    const partial = await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    const chunk = new Uint8Array(10).fill(1)
    await partial.append(chunk)
    chunk.fill(2)
    expect(await partial.read(0, 10)).toEqual(new Uint8Array(10).fill(1))
  })

  test('is there for a late reader as long as it holds all, and goes with its last one', async () => {
    const partial = await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    await write(partial, CONTENT.subarray(0, LEAF_BYTES))
    await partial.seal()
    const reader = partial.openReader(0)
    partial.letGo()
    expect((await reader.read(0, LEAF_BYTES)).byteLength).toBe(LEAF_BYTES)
    expect(partial.state).toBe('sealed')
    reader.close()
    await settle()
    expect(partial.state).toBe('discarded')
  })
})

describe('a disk that is full', () => {
  test('is said to be, once, until it takes something again', async () => {
    for (let time = 0; time < 3; time++) {
      failingDisk({ writes: 0 })
      const partial = await store.createPartial({ mayPass: true })
      await partial.append(CONTENT.subarray(0, 10))
      await partial.discard()
    }
    expect(store.usage().full).toEqual({ sinceMs: clock.nowMs(), reason: expect.stringMatching(/full/) as string })
    expect(logged).toHaveLength(1)
    const partial = await store.createPartial({ mayPass: true })
    await partial.append(CONTENT.subarray(0, 10))
    await partial.finish()
    expect(store.usage().full).toBeUndefined()
  })

  test('is not said to be by who waited for it while something else was kept', async () => {
    let refuse = (): void => {}
    openFile.mockImplementationOnce(async (...args) => {
      const file = await openReally(...args)
      const full = Object.assign(new Error('ENOSPC: no'), { code: 'ENOSPC' })
      return Object.assign(file, { sync: () => new Promise((_resolve, reject) => (refuse = () => reject(full))) })
    })
    const late = await store.createPartial({ mayPass: true })
    await late.append(CONTENT.subarray(0, 10))
    const finishing = late.finish()
    const other = await store.createPartial({ mayPass: true })
    await other.append(CONTENT.subarray(0, 20))
    await other.finish()
    refuse()
    await expect(finishing).rejects.toMatchObject({ code: 'DISK' })
    expect(store.usage().full).toBeUndefined()
    expect(logged).toHaveLength(1)
  })

  test('is an error for what must be kept', async () => {
    failingDisk({ writes: 0 })
    const partial = await store.createPartial()
    await expect(partial.append(CONTENT.subarray(0, 10))).rejects.toMatchObject({ code: 'DISK' })
    expect(partial.state).toBe('discarded')
  })

  test('is no matter of the quota', async () => {
    await store.createPartial({ mayPass: true, expectedBytes: CONTENT.byteLength })
    expect(store.usage().full).toBeUndefined()
    expect(logged).toEqual([])
  })
})
