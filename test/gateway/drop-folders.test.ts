// All folders of the settings: each on its own, and one that cannot be used stops no other.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLogger, seededRandom, type LogEntry } from '../../src/base/index.js'
import { DROP_LOOK_MS, DROP_RETRY_MS } from '../../src/gateway/drop-folder-defaults.js'
import { DropFolders } from '../../src/gateway/drop-folders.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { FakeUploads } from '../support/fake-uploads.js'

let home: string
let clock: FakeClock
let uploads: FakeUploads
let entries: LogEntry[]
let folders: DropFolders | undefined

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-drops-'))
  clock = new FakeClock()
  uploads = new FakeUploads(readFile)
  entries = []
})
afterEach(async () => {
  await folders?.close()
  await rm(home, { recursive: true })
})

async function open(...settings: string[]): Promise<DropFolders> {
  const logger = createLogger((entry) => entries.push(entry), 'debug')
  return (folders = await DropFolders.open({ home, settings, uploads, clock, random: seededRandom(1), logger }))
}

test('each folder has its URL', async () => {
  await open('https://one.example/=uploads', 'https://two.example/in?a=b=uploads-two')
  await writeFile(join(home, 'uploads', 'a'), 'bytes')
  await writeFile(join(home, 'uploads-two', 'b'), 'bytes')
  await eventually(() => {
    clock.advance(DROP_LOOK_MS)
    const sent = uploads.list().map(({ url, name }) => `${url} ${name}`)
    expect(sent.sort()).toEqual(['https://one.example/ a', 'https://two.example/in?a=b b'])
  })
})

test('one that is no folder now is said once, tried again, and stops no other', async () => {
  const at = (name: string): string => join(home, name)
  await writeFile(at('uploads-none'), 'no folder')
  await mkdir(at('uploads-real'))
  await symlink('uploads-none', at('uploads-file'))
  const opened = await open('https://one.example/=uploads-file', 'https://two.example/=uploads')
  expect(opened.status()).toMatchObject([
    { folder: 'uploads-file', problem: expect.any(String) as string },
    { folder: join(home, 'uploads'), problem: undefined }
  ])
  clock.advance(DROP_RETRY_MS)
  await symlink('uploads-real', at('uploads-new'))
  await rename(at('uploads-new'), at('uploads-file'))
  await eventually(() => {
    clock.advance(DROP_RETRY_MS)
    expect(opened.status().map(({ problem }) => problem)).toEqual([undefined, undefined])
  })
  expect(entries.filter(({ level }) => level === 'warn')).toHaveLength(1)
})

test('two URLs cannot share one, nor can what holds keys be one', async () => {
  await symlink('uploads', join(home, 'uploads-link'))
  const opened = await open(
    'https://one.example/=uploads',
    `https://two.example/=${join(home, 'uploads')}`,
    'https://three.example/=groups',
    'https://four.example/=uploads-link'
  )
  expect(opened.status().map(({ problem }) => problem)).toEqual([
    undefined,
    'another URL has this folder: name one for each',
    'of the home, only `uploads`, or what begins so, is for uploads',
    'another URL has this folder: name one for each'
  ])
  expect((await readdir(home)).sort()).toEqual(['uploads', 'uploads-link'])
})
