// Drop folders on a disk, with a double of the queue: each file goes out once, whatever its name, and wherever a crash came.
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLogger, seededRandom, type LogEntry } from '../../src/base/index.js'
import { FlowError, type UploadReceipt } from '../../src/flows/index.js'
import { DROP_LOOK_MS, DROP_RETRY_MS, DROP_WATCH_MS } from '../../src/gateway/drop-folder-defaults.js'
import { DropFolderDriver } from '../../src/gateway/drop-folder-driver.js'
import { DropFolderFiles } from '../../src/gateway/drop-folder-files.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { FakeUploads } from '../support/fake-uploads.js'

const ID = 'ab'.repeat(16)
const RECEIPT: UploadReceipt = {
  ...{ atMs: 5, by: undefined, status: 201, proof: 'receipt', keyId: 'key', signedAtMs: 4 },
  request: { method: 'POST', targetUri: 'https://vendor.example/reports', headers: [] },
  ...{ headers: [['signature', 'potluck=:AA==:']], body: Buffer.from('stored') }
}

let home: string
let folder: string
let clock: FakeClock
let uploads: FakeUploads
let entries: LogEntry[]
let driver: DropFolderDriver | undefined

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-drop-'))
  folder = join(home, 'uploads')
  clock = new FakeClock()
  uploads = new FakeUploads(readFile)
  entries = []
})
afterEach(async () => {
  await driver?.close()
  driver = undefined
  await rm(home, { recursive: true })
})

async function open(name = 'uploads', seed = 1): Promise<DropFolderDriver> {
  await driver?.close()
  const logger = createLogger((entry) => entries.push(entry), 'debug')
  const init = { home, url: 'https://vendor.example/reports', folder: name, uploads, clock, logger }
  return (driver = await DropFolderDriver.open({ ...init, random: seededRandom(seed) }))
}

/** Looks, and looks, until what `check` says holds. */
async function looking(check: () => unknown): Promise<void> {
  await eventually(async () => {
    clock.advance(DROP_LOOK_MS)
    await check()
  })
}

async function filesIn(of: 'sent' | 'failed' | 'sending'): Promise<string[]> {
  const names = await readdir(join(folder, of), { recursive: true })
  return names.sort()
}

async function settled(of: 'sent' | 'failed', endings: readonly string[]): Promise<void> {
  await eventually(async () => {
    clock.advance(DROP_WATCH_MS)
    const found = await filesIn(of)
    expect(found.map((name) => name.replace(/^(\d{8}T\d{6}Z-)?[0-9a-f]{8}/, ''))).toEqual(endings)
    expect(await filesIn('sending')).toEqual([])
  })
}

test('a file goes out by itself, and lies with its receipt where people find it', async () => {
  await open()
  await writeFile(join(folder, 'report.xml'), '<report/>')
  await looking(() => expect(uploads.list()).toHaveLength(1))
  const [{ id, ...upload }] = uploads.list() as [ReturnType<FakeUploads['list']>[0]]
  expect(upload).toMatchObject({ name: 'report.xml', contentType: 'application/xml', owner: 'folder' })
  expect(String(uploads.bodies.get(id))).toBe('<report/>')
  expect(uploads.announced.get(id)).toBe(9)
  uploads.receipts.set(id, RECEIPT)
  uploads.change(id, { state: 'delivered', outcome: RECEIPT })
  await settled('sent', ['', '.http', '/report.xml'])
  const [sent, receipt] = await filesIn('sent')
  expect(await readFile(join(folder, 'sent', receipt!), 'utf8')).toContain('HTTP/1.1 201 Created\r\nsignature:')
  expect((await lstat(join(folder, 'sent', sent!))).mode & 0o077).toBe(0)
  await looking(() => expect(uploads.list()).toHaveLength(1))
})

test.each(['a b.xml', 'line\nbreak', `-rf *;'"$(x)`, 'é'.repeat(127) + 'x', 'receipt.http'])(
  'the name %j',
  async (name) => {
    await open()
    await writeFile(join(folder, name), 'bytes')
    await looking(() => expect(uploads.list()).toMatchObject([{ name }]))
    uploads.change(uploads.list()[0]!.id, { state: 'delivered' })
    await settled('sent', ['', `/${name}`])
  }
)

test('links, folders and what is not complete stay where they are', async () => {
  await writeFile(join(home, 'identity.key'), 'secret')
  await open()
  await symlink(join(home, 'identity.key'), join(folder, 'link.xml'))
  await link(join(home, 'identity.key'), join(folder, 'hard.xml'))
  await mkdir(join(folder, 'more'))
  for (const name of ['more/inner.xml', 'a.part', 'empty', '.hidden']) {
    await writeFile(join(folder, name), name === 'empty' ? '' : 'bytes')
  }
  await writeFile(join(folder, 'good'), 'bytes')
  await looking(() => expect(uploads.list()).toMatchObject([{ name: 'good' }]))
  await looking(async () => expect(uploads.list()).toHaveLength(1))
  expect((await readdir(folder)).sort()).toEqual([
    '.hidden',
    'a.part',
    'empty',
    'failed',
    'hard.xml',
    'link.xml',
    'more',
    'sending',
    'sent'
  ])
})

describe('a program that pauses while it writes', () => {
  const HALF = 'a'.repeat(1_000)
  let writer: Awaited<ReturnType<typeof openFile>>

  beforeEach(async () => {
    await open()
    writer = await openFile(join(folder, 'slow.csv'), 'a')
    await writer.write(HALF)
    await looking(() => expect(uploads.list()).toHaveLength(1))
  })
  afterEach(() => writer.close())

  /** The half was under way as `first`. */
  async function wholeGoes(first: string): Promise<void> {
    await looking(() => expect(uploads.list()).toHaveLength(2))
    const { id } = uploads.list().find((upload) => upload.id !== first)!
    expect(String(uploads.bodies.get(id))).toBe(HALF + HALF)
    uploads.receipts.set(id, RECEIPT)
    uploads.change(id, { state: 'delivered', outcome: RECEIPT })
    await settled('sent', ['', '.http', '/slow.csv'])
    expect(await filesIn('failed')).toEqual([])
    expect((await filesIn('sent'))[0]).toContain(id.slice(0, 8))
    expect(entries.filter(({ level }) => level === 'warn')).toHaveLength(1)
  }

  test('half of it is under way: that is cancelled, and the whole goes', async () => {
    const [{ id }] = uploads.list() as [ReturnType<FakeUploads['list']>[0]]
    await writer.write(HALF)
    await looking(() => expect(uploads.get(id)?.state).toBe('cancelled'))
    await wholeGoes(id)
  })

  test('half of it is delivered: it is not in sent, and the whole goes', async () => {
    const [{ id }] = uploads.list() as [ReturnType<FakeUploads['list']>[0]]
    uploads.receipts.set(id, RECEIPT)
    uploads.change(id, { state: 'delivered', outcome: RECEIPT })
    await writer.write(HALF)
    await wholeGoes(id)
  })

  test('the node stopped meanwhile', async () => {
    const [{ id }] = uploads.list() as [ReturnType<FakeUploads['list']>[0]]
    uploads.change(id, { state: 'delivered', outcome: RECEIPT })
    await driver?.close()
    await writer.write(HALF)
    await open('uploads', 2)
    await wholeGoes(id)
  })

  test('another of its name lies there by now: that one is not written over', async () => {
    await writeFile(join(folder, 'slow.csv'), 'another')
    await writer.write(HALF)
    await looking(() => expect(uploads.list()).toHaveLength(3))
    const bodies = uploads.list().map(({ id }) => String(uploads.bodies.get(id)))
    expect(bodies.sort()).toEqual([HALF, HALF + HALF, 'another'].sort())
  })
})

describe('where others could say what goes out', () => {
  test('a folder that everybody writes to has the sticky bit, or is none', async () => {
    await mkdir(folder)
    await chmod(folder, 0o777)
    await expect(open()).rejects.toThrow('chmod +t')
    await chmod(folder, 0o1777)
    await open()
  })

  test("sending is this user's alone", async () => {
    await mkdir(join(folder, 'sending'), { recursive: true })
    await chmod(join(folder, 'sending'), 0o777)
    await expect(open()).rejects.toThrow('others can write to')
  })

  test('a link that stands in the place of what was taken is not followed', async () => {
    const files = await DropFolderFiles.open(folder, home)
    await writeFile(join(home, 'identity.key'), 'secret')
    await mkdir(join(folder, 'sending', ID))
    await symlink(join(home, 'identity.key'), join(folder, 'sending', ID, 'report.xml'))
    await expect(files.bytes(ID).next()).rejects.toThrow('no regular file')
    files.fileOf = async () => ({
      name: 'report.xml',
      path: join(folder, 'sending', ID, 'report.xml'),
      isRegular: true
    })
    await expect(files.bytes(ID).next()).rejects.toMatchObject({ code: 'ELOOP' })
  })
})

describe('a crash', () => {
  const steps: [where: string, (files: DropFolderFiles) => Promise<unknown>][] = [
    ['before it was taken', async () => {}],
    ['while it was taken', (files) => mkdir(join(files.path, 'sending', ID))],
    ['after it was taken', (files) => take(files)],
    ['after the queue had it', async (files) => await add(await take(files))],
    ['after it was delivered', async (files) => await deliver(await add(await take(files)))],
    [
      'while its receipt was written',
      async (files) => {
        await deliver(await add(await take(files)))
        await writeFile(join(files.path, 'sent', `19700101T000001Z-${ID.slice(0, 8)}.http`), 'HTTP/1.1 201 Cre')
      }
    ]
  ]

  async function take(files: DropFolderFiles): Promise<DropFolderFiles> {
    const {
      files: [file]
    } = await files.look()
    expect(await files.take(file!, ID)).toBe(true)
    return files
  }
  async function add(files: DropFolderFiles): Promise<void> {
    const { path } = (await files.fileOf(ID))!
    await uploads.add({ id: ID, url: 'https://vendor.example/', source: { file: path }, name: 'a', owner: 'folder' })
  }
  async function deliver(_added: void): Promise<void> {
    uploads.receipts.set(ID, RECEIPT)
    uploads.change(ID, { state: 'delivered', outcome: RECEIPT })
  }

  test.each(steps)('%s: it goes out once, and is not lost', async (_where, run) => {
    const files = await DropFolderFiles.open(folder, home)
    await writeFile(join(folder, 'report.xml'), '<report/>')
    await run(files)
    await open()
    await looking(() => expect(uploads.list()).toHaveLength(1))
    const [{ id, state }] = uploads.list() as [ReturnType<FakeUploads['list']>[0]]
    uploads.receipts.set(id, RECEIPT)
    if (state !== 'delivered') uploads.change(id, { state: 'delivered', outcome: RECEIPT })
    await settled('sent', ['', '.http', '/report.xml'])
    expect(await readFile(join(folder, 'sent', (await filesIn('sent'))[1]!), 'utf8')).toMatch(/stored$/)
    await open('uploads', 2)
    await looking(() => expect(uploads.list()).toHaveLength(1))
    expect(String(uploads.bodies.get(id))).toBe('<report/>')
  })
})

describe('what does not go', () => {
  test('lies in failed, with the reason', async () => {
    await open()
    await writeFile(join(folder, 'report.xml'), 'bytes')
    await looking(() => expect(uploads.list()).toHaveLength(1))
    const [{ id }] = uploads.list() as [ReturnType<FakeUploads['list']>[0]]
    uploads.change(id, { state: 'refused', outcome: { ...RECEIPT, status: 422 } })
    await settled('failed', ['', '.txt', '/report.xml'])
    const [, note] = await filesIn('failed')
    expect(await readFile(join(folder, 'failed', note!), 'utf8')).toBe(
      'the backend of https://vendor.example/reports refuses it with status 422\n'
    )
  })

  test('where the queue will never take it, too', async () => {
    await open()
    uploads.failure = new FlowError('UPLOAD_TOO_LARGE', 'it has more than an upload may have')
    await writeFile(join(folder, 'report.xml'), 'bytes')
    await looking(async () => expect(await filesIn('sending')).toHaveLength(2))
    await settled('failed', ['', '.txt', '/report.xml'])
    const note = (await filesIn('failed')).find((name) => name.endsWith('.txt'))
    const [said] = entries.filter(({ level }) => level === 'warn').map(({ message }) => message)
    expect(said).toBe(`a file in ${driver?.path} was not sent: see failed/${note}`)
    expect(await readFile(join(folder, 'failed', note!), 'utf8')).toBe(
      'it has more than an upload may have (UPLOAD_TOO_LARGE)\n'
    )
  })

  test('where the queue is full it waits, that is said once, and it goes when there is room', async () => {
    const { path } = await open()
    uploads.failure = new FlowError('TOO_MANY_UPLOADS', 'as many wait as may')
    await writeFile(join(folder, 'report.xml'), 'bytes')
    await looking(() => expect(driver?.problem).toBe('as many wait as may'))
    clock.advance(DROP_RETRY_MS)
    await looking(async () => expect(await filesIn('sending')).toHaveLength(2))
    const said = entries.filter(({ level }) => level === 'warn').map(({ message }) => message)
    expect(said).toEqual([`files in ${path} do not go out: as many wait as may`])
    uploads.failure = undefined
    clock.advance(DROP_RETRY_MS)
    await looking(() => expect(uploads.list()).toHaveLength(1))
    await looking(() => expect(driver?.problem).toBeUndefined())
  })
})

test.each([['.'], ['..'], ['blobs'], ['/']])('%s cannot be a drop folder', async (name) => {
  await expect(open(name)).rejects.toThrow(/for uploads/)
  expect(await readdir(home)).toEqual([])
})
