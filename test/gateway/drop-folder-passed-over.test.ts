// A file that the node's user may not move or read stops no other, and is named.
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogger, seededRandom, type LogEntry } from '../../src/base/index.js'
import { DROP_LOOK_MS, DROP_PASSED_OVER_MS } from '../../src/gateway/drop-folder-defaults.js'
import { DropFolderDriver } from '../../src/gateway/drop-folder-driver.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { FakeUploads } from '../support/fake-uploads.js'

const NOBODY = 65_534
const IS_ROOT = process.getuid?.() === 0

let home: string
let folder: string
let clock: FakeClock
let uploads: FakeUploads
let entries: LogEntry[]
let driver: DropFolderDriver | undefined

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-passed-'))
  folder = join(home, 'uploads')
  await chmod(home, 0o755)
  await mkdir(folder, { mode: 0o700 })
  clock = new FakeClock()
  uploads = new FakeUploads(readFile)
  entries = []
})
afterEach(async () => {
  await driver?.close()
  if (IS_ROOT) process.seteuid?.(0)
  vi.restoreAllMocks()
  await rm(home, { recursive: true })
})

/** Where root runs the tests, somebody else runs the node: root may read and move everything. */
async function open(): Promise<DropFolderDriver> {
  if (IS_ROOT) {
    process.seteuid?.(NOBODY)
    vi.spyOn(process, 'getuid').mockReturnValue(NOBODY)
  }
  const logger = createLogger((entry) => entries.push(entry), 'warn')
  const init = { home, url: 'https://vendor.example/', folder: 'uploads', uploads, clock, logger }
  return (driver = await DropFolderDriver.open({ ...init, random: seededRandom(1) }))
}

async function asRoot(work: () => Promise<void>): Promise<void> {
  if (IS_ROOT) process.seteuid?.(0)
  await work()
  if (IS_ROOT) process.seteuid?.(NOBODY)
}

async function looking(check: () => unknown): Promise<void> {
  await eventually(async () => {
    clock.advance(DROP_LOOK_MS)
    await check()
  })
}

test('one that cannot be read stays where it is, is named, and goes once it can be', async () => {
  if (IS_ROOT) await chown(folder, NOBODY, NOBODY)
  await writeFile(join(folder, 'a\u001b.txt'), 'secret', { mode: 0 })
  const { path } = await open()
  await writeFile(join(folder, 'b.txt'), 'bytes')
  await looking(() => expect(uploads.list()).toMatchObject([{ name: 'b.txt' }]))
  await writeFile(join(folder, 'c.txt'), 'bytes')
  await looking(() => expect(uploads.list()).toHaveLength(2))
  expect(await readdir(folder)).toContain('a\u001b.txt')
  expect(driver?.problem).toBeUndefined()
  expect(driver?.passedOver).toMatch(/^"a\?\.txt" cannot be read: permission denied/)
  clock.advance(DROP_PASSED_OVER_MS)
  await looking(() => expect(entries).toHaveLength(1))
  expect(entries[0]?.message).toMatch(`a file in ${path} is passed over: "a?.txt" cannot be read`)
  await asRoot(() => chmod(join(folder, 'a\u001b.txt'), 0o644))
  clock.advance(DROP_PASSED_OVER_MS)
  await looking(() => expect(uploads.list()).toHaveLength(3))
  expect(driver?.passedOver).toBeUndefined()
})

test('one that cannot be moved, in a folder of everybody that is not ours', async () => {
  await chmod(folder, 0o1777)
  await writeFile(join(folder, 'a.txt'), 'bytes', { mode: IS_ROOT ? 0o644 : 0 })
  await open()
  await writeFile(join(folder, 'b.txt'), 'bytes')
  await looking(() => expect(uploads.list()).toMatchObject([{ name: 'b.txt' }]))
  const [warning] = entries.map(({ message }) => message)
  if (IS_ROOT) expect(warning).toContain('it has the sticky bit and belongs to another user (0)')
  const why = IS_ROOT ? 'moved: operation not permitted, and belongs to another user (0)' : 'read: permission denied'
  expect(driver?.passedOver).toBe(`"a.txt" cannot be ${why}`)
  expect(await readdir(join(folder, 'sending'))).toHaveLength(2)
  await asRoot(() => rm(join(folder, 'a.txt')))
  await looking(() => expect(driver?.passedOver).toBeUndefined())
})
