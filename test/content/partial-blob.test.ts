import { existsSync } from 'node:fs'
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256, silentLogger, toHex } from '../../src/base/index.js'
import { LEAF_BYTES, openBlobStore, type BlobStore, type PartialBlob } from '../../src/content/index.js'
import { diskError } from '../../src/content/errors.js'
import { FakeClock } from '../support/fake-clock.js'
import { mockOpenFile } from '../support/mock-open-file.js'

const openFile = mockOpenFile()
let directory: string
let store: BlobStore
let partial: PartialBlob

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-partial-'))
  store = await openBlobStore({ directory, maxBytes: 2 ** 22, clock: new FakeClock(), logger: silentLogger })
  partial = await store.createPartial()
})

afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true })
})

const LEAF = new Uint8Array(LEAF_BYTES).fill(5)

describe('a blob that grows', () => {
  test('can be read up to what is written, and no further', async () => {
    await partial.append(Buffer.from('hello'))
    expect(partial.bytes).toBe(5)
    expect(Buffer.from(await partial.read(0, 100)).toString()).toBe('hello')
    expect(Buffer.from(await partial.read(1, 3)).toString()).toBe('ell')
    await expect(partial.read(5, 1)).rejects.toMatchObject({ code: 'NOT_HELD' })
  })

  test('keeps the order of appends that nobody waited for', async () => {
    const words = ['one ', 'two ', 'three ', 'four ']
    await Promise.all(words.map((word) => partial.append(Buffer.from(word))))
    expect(Buffer.from(await partial.read(0, 100)).toString()).toBe('one two three four ')
  })

  test('has hashes of whole leaves only, until it is finished', async () => {
    await partial.append(LEAF.subarray(0, LEAF_BYTES - 1))
    expect(partial.leafHashes(0)).toHaveLength(0)
    await partial.append(LEAF.subarray(0, 2))
    expect(partial.leafHashes(0)).toEqual(sha256(LEAF))
    await partial.finish()
    expect(partial.leafHashes(0)).toHaveLength(64)
    expect(partial.leafHashes(1)).toEqual(sha256(LEAF.subarray(0, 1)))
  })

  test('never shows a hash of a leaf that is not written', async () => {
    const seen: number[] = []
    partial.onChange(() => seen.push(partial.leafHashes(0).byteLength / 32 - Math.floor(partial.bytes / LEAF_BYTES)))
    const appended = partial.append(LEAF)
    expect(partial.leafHashes(0)).toHaveLength(0)
    await appended
    expect(seen).toEqual([0])
  })

  test('tells of each append and of its end', async () => {
    const seen: [string, number][] = []
    const stop = partial.onChange(() => seen.push([partial.state, partial.bytes]))
    await partial.append(LEAF)
    await partial.append(LEAF)
    await partial.finish()
    stop()
    expect(seen).toEqual([
      ['growing', LEAF_BYTES],
      ['growing', 2 * LEAF_BYTES],
      ['finished', 2 * LEAF_BYTES]
    ])
  })

  test('is no blob before it is finished, and nothing else afterwards', async () => {
    await partial.append(LEAF)
    expect(store.info(toHex(sha256(LEAF)))).toBeUndefined()
    const info = await partial.finish()
    expect(info.digest).toBe(toHex(sha256(LEAF)))
    expect(store.info(info.digest)).toEqual(info)
    expect(await partial.finish()).toEqual(info)
    expect(await readdir(join(directory, 'partial'))).toEqual([])
  })

  test('waits with its finish for appends that still run', async () => {
    const appended = partial.append(LEAF)
    const info = await partial.finish()
    await appended
    expect(info.bytes).toBe(LEAF_BYTES)
  })

  test('can be read after it is finished, until it is evicted', async () => {
    await partial.append(LEAF)
    const reading = partial.read(0, LEAF_BYTES)
    await partial.finish()
    expect(await reading).toHaveLength(LEAF_BYTES)
    expect(Buffer.compare(await partial.read(10, 20), LEAF.subarray(0, 20))).toBe(0)
    const large = await store.createPartial()
    await large.append(new Uint8Array(2 ** 22))
    await expect(partial.read(0, 1)).rejects.toMatchObject({ code: 'NOT_HELD' })
  })

  test('takes nothing more once it is finished or discarded', async () => {
    await partial.finish()
    await expect(partial.append(LEAF)).rejects.toMatchObject({ code: 'CLOSED' })
    const other = await store.createPartial()
    await other.discard()
    await expect(other.append(LEAF)).rejects.toMatchObject({ code: 'CLOSED' })
    await expect(other.finish()).rejects.toMatchObject({ code: 'CLOSED' })
    await expect(other.read(0, 1)).rejects.toMatchObject({ code: 'CLOSED' })
  })

  test('leaves nothing behind when it is discarded, however often', async () => {
    await partial.append(LEAF)
    await Promise.all([partial.discard(), partial.discard()])
    expect(partial.state).toBe('discarded')
    expect(await readdir(join(directory, 'partial'))).toEqual([])
    expect(store.usage().bytes).toBe(0)
  })

  test('stays a blob when it is discarded after it was finished', async () => {
    await partial.append(LEAF)
    const { digest } = await partial.finish()
    await partial.discard()
    expect(partial.state).toBe('finished')
    expect(await buffer(store.read(digest))).toHaveLength(LEAF_BYTES)
  })
})

describe('a disk', () => {
  test.skipIf(!existsSync('/dev/full'))('that is full ends what grows, keeps the rest, and is said to be', async () => {
    await partial.append(LEAF)
    const { digest } = await partial.finish()
    openFile.mockImplementationOnce(() => open('/dev/full', 'r+')) // Answers every write with ENOSPC.
    const unlucky = await store.createPartial()
    const appended = unlucky.append(LEAF)
    const next = unlucky.append(LEAF)
    await expect(appended).rejects.toMatchObject({ code: 'DISK', message: expect.stringMatching(/full/) as string })
    await expect(next).rejects.toMatchObject({ code: 'CLOSED' })
    expect(unlucky.state).toBe('discarded')
    expect(store.usage()).toMatchObject({ blobs: 1, bytes: LEAF_BYTES })
    expect(await buffer(store.read(digest))).toHaveLength(LEAF_BYTES)
  })

  test.each([
    ['ENOSPC', /the disk is full/],
    ['EDQUOT', /the disk is full/],
    ['EIO', /the disk failed/]
  ])('error %s keeps its cause', (code, message) => {
    const cause = Object.assign(new Error('written by the system'), { code })
    expect(diskError(cause)).toMatchObject({ code: 'DISK', cause })
    expect(diskError(cause).message).toMatch(message)
  })
})
