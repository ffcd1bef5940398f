// A home on a disk of a few MiB, a real one: what does not fit reaches who asks, and with room again all is as before. Needs
// root, to mount a tmpfs.
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLevelStorage } from '../../src/store/index.js'
import { eventually } from '../support/eventually.js'
import {
  potluckProcess,
  startNode,
  WITH_OWN_ORIGINS,
  type CommandResult,
  type RunningNode
} from '../support/potluck-command.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const DISK_BYTES = 8 * 2 ** 20
const LARGE = randomBytes(30 * 2 ** 20)
const SMALL = randomBytes(100_000)
const folder = mkdtempSync(join(tmpdir(), 'potluck-full-'))
const disk = join(folder, 'disk')
const home = join(disk, 'home')
const isMounted = mount()
const env = { POTLUCK_HOME: home, ...WITH_OWN_ORIGINS }
let large: SlowOrigin
let small: SlowOrigin
let node: RunningNode

function mount(): boolean {
  try {
    execFileSync('mkdir', [disk])
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

function run(...args: string[]): Promise<CommandResult> {
  return potluckProcess([...args, '--json'], { env })
}

async function ok(...args: string[]): Promise<CommandResult['json']> {
  const { code, json, stderr } = await run(...args)
  expect([code, stderr]).toEqual([0, ''])
  return json
}

/** Takes all room that is left. @returns the file to remove */
async function fill(): Promise<string> {
  const path = join(disk, 'filler')
  const file = await open(path, 'w')
  for (let bytes = 2 ** 16; bytes > 0;) {
    await file.write(Buffer.alloc(bytes, 1)).then(
      ({ bytesWritten }) => (bytesWritten < bytes ? (bytes >>= 1) : bytes),
      () => (bytes >>= 1)
    )
  }
  await file.close()
  return path
}

async function isFull(): Promise<boolean> {
  const { cache } = (await ok('status')) as { cache: { full?: { reason: string } } }
  return cache.full !== undefined
}

describe.skipIf(!isMounted)('a home on a full disk', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    large = await openSlowOrigin({ content: LARGE })
    small = await openSlowOrigin({ content: SMALL })
    await ok('init', '--name', 'alice')
    await ok('group', 'create', 'home')
    node = await startNode([], { env })
  })
  afterAll(async () => {
    await node.stop('SIGKILL')
    await Promise.all([large.close(), small.close()])
  })

  test('what is larger than the disk reaches who asks, at once or later, and is said not to be kept', async () => {
    const path = join(folder, 'large')
    const [first, second] = await Promise.all([
      run('get', large.url, '-o', path),
      run('get', large.url, '-o', `${path}2`)
    ])
    for (const result of [first, second]) {
      expect(result).toMatchObject({ code: 0, json: { kept: false, digest: digestOf(LARGE) } })
      expect(result.stderr).toMatch(/^potluck: not kept in the cache: the disk is full \(ENOSPC\)\n$|it came straight/)
    }
    expect((await readFile(path)).equals(LARGE)).toBe(true)
    expect((await readFile(`${path}2`)).equals(LARGE)).toBe(true)
    expect(await isFull()).toBe(true)
    expect(await ok('locate', large.url)).toMatchObject({ results: [{ locations: [] }] })
  })

  test('its room is free again', async () => {
    await eventually(async () => {
      expect(await ok('get', small.url)).toMatchObject({ kept: true })
    })
    await eventually(async () => expect(await isFull()).toBe(false)) // Who asks does not wait for the disk.
  })

  test('with no room for a single file content still comes, and what was kept is still served', async () => {
    const filler = await fill()
    const [one, two] = [await run('get', `${small.url}?1`, '-o', join(folder, 'small')), await run('get', small.url)]
    expect(one).toMatchObject({ code: 0, json: { kept: false, digest: digestOf(SMALL) } })
    expect((await readFile(join(folder, 'small'))).equals(SMALL)).toBe(true)
    expect(two).toMatchObject({ code: 0, json: { sources: { cache: SMALL.byteLength } } })
    const file = join(folder, 'published')
    await writeFile(file, randomBytes(200_000))
    expect(await run('publish', file)).toMatchObject({ code: 1, json: { error: { code: 'DISK' } } })
    await rm(filler)
  })

  test('with room again it keeps and tells again, without a restart', async () => {
    const file = join(folder, 'published')
    const published = await ok('publish', file)
    expect(published['digest']).toBe(digestOf(await readFile(file)))
    await eventually(async () => {
      expect(await ok('get', `${small.url}?2`)).toMatchObject({ kept: true })
      const { results } = (await ok('locate', `${small.url}?2`)) as { results: { locations: unknown[] }[] }
      expect(results[0]?.locations).toHaveLength(1)
    })
    await eventually(async () => expect(await isFull()).toBe(false)) // Who asks does not wait for the disk.
  })

  test('starts again, and has what it confirmed', async () => {
    expect(await node.stop()).toBe(0)
    node = await startNode([], { env })
    const digest = digestOf(await readFile(join(folder, 'published')))
    expect(await ok('locate', digest)).toMatchObject({ results: [{ locations: [{ self: true }] }] })
  })
})

describe.skipIf(!isMounted)('a store on a full disk', () => {
  test('keeps what it confirms once there is room again, though writes had failed before', async () => {
    const path = join(disk, 'store')
    const storage = await openLevelStorage(path)
    const put = (name: string): Promise<void> =>
      storage.write([{ key: Buffer.from(name), value: Buffer.alloc(9000, name) }], { sync: true })
    await put('before')
    const filler = await fill()
    for (const name of ['x', 'y', 'z']) await expect(put(name)).rejects.toMatchObject({ code: 'DISK' })
    expect(storage.get(Buffer.from('before'))).toHaveLength(9000)
    await rm(filler)
    for (const name of ['after', 'and more']) await put(name)
    await storage.close()
    const again = await openLevelStorage(path)
    for (const name of ['before', 'after', 'and more']) expect(again.get(Buffer.from(name))).toHaveLength(9000)
    expect(again.get(Buffer.from('x'))).toBeUndefined()
    await again.close()
  })
})

afterAll(() => {
  if (isMounted) execFileSync('umount', ['-l', disk])
  rmSync(folder, { recursive: true, force: true })
})
