// A store whose files are really damaged: it is repaired and opened, and what is lost comes back from others.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createLogger, seededRandom, utf8 } from '../../src/base/index.js'
import { namedRecordId, type RecordId } from '../../src/record/index.js'
import { createMemoryStorage, openLevelStorage } from '../../src/store/index.js'
import { ALL_CHANGES, ALL_HEADS } from '../../src/store/log-keys.js'
import { openStore, openWithHistory } from '../../src/store/open-store.js'
import type { HistoryInit } from '../../src/store/store-init.js'
import { isDamage, repairLevel } from '../../src/store/storage-repair.js'
import { TEST_GROUP } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { contents, noteType, openTestStore, synchronise, TestPolicy, type TestStore } from '../support/store-peers.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-repair-'))
afterAll(() => rm(home, { recursive: true }))

/** What stores say, that are opened by their folder. */
const warnings: string[] = []
const logger = createLogger(({ level, message }) => void (level === 'warn' && warnings.push(message)), 'debug')

async function openFolder(folder: string, seed: number, init: Partial<HistoryInit> = {}): Promise<TestStore> {
  const policy = new TestPolicy([alice, bob])
  const clock = new FakeClock()
  const { keyPair } = alice
  const random = seededRandom(seed)
  const components = { keyPair, policy, clock, random, logger }
  const store = await openWithHistory(components, { group: TEST_GROUP, folder, ...init })
  store.declare(noteType)
  return { person: alice, store, clock, policy, storage: createMemoryStorage(), flooded: [], events: [] }
}

/** A closed store of alice's with 60 notes of hers and 60 of bob's in one table; bob has all of it too. */
const whole = join(home, 'whole')
const other = await openTestStore(bob)
{
  const mine = await openFolder(whole, 1)
  const random = seededRandom(2)
  const text = (): string => Buffer.from(random.bytes(600)).toString('hex') // Nothing that a table would pack away.
  for (let note = 0; note < 60; note++) {
    await mine.store.add(noteType, { data: text() })
    await other.store.add(noteType, { data: text() })
  }
  expect((await synchronise(mine, other)).refusals).toEqual([[], []])
  await mine.store.close()
  await (await openLevelStorage(whole)).close() // Makes a table of the log.
}

let copies = 0
async function copy(): Promise<string> {
  const folder = join(home, `copy-${++copies}`)
  await cp(whole, folder, { recursive: true })
  return folder
}

async function file(folder: string, pattern: RegExp): Promise<string> {
  const names = (await readdir(folder)).filter((name) => pattern.test(name))
  expect(names).toHaveLength(1)
  return join(folder, names[0]!)
}

/** Inverts some bytes. @param at negative: from the end */
async function damage(path: string, at: number, length: number): Promise<void> {
  const bytes = await readFile(path)
  const from = at < 0 ? bytes.byteLength + at : at
  expect(from + length).toBeLessThanOrEqual(bytes.byteLength)
  await writeFile(
    path,
    bytes.map((byte, i) => (i >= from && i < from + length ? byte ^ 0xff : byte))
  )
}

/** How much of 120 notes is left on the disk at least. */
const DAMAGES: [what: string, harm: (folder: string) => Promise<void>, left: number][] = [
  ['the manifest', async (folder) => damage(await file(folder, /^MANIFEST/), 30, 1), 120],
  ['CURRENT', (folder) => writeFile(join(folder, 'CURRENT'), 'x'), 120],
  ['CURRENT, which is gone', (folder) => rm(join(folder, 'CURRENT')), 120],
  [
    'a repair that was cut off',
    async (folder) => {
      await mkdir(join(folder, 'lost'))
      await rename(await file(folder, /^MANIFEST/), join(folder, 'lost', 'MANIFEST-000009'))
      await mkdir(`${folder}.repair`)
      await writeFile(join(`${folder}.repair`, 'LOCK'), '')
    },
    120
  ],
  ['the middle of a table', async (folder) => damage(await file(folder, /ldb$/), 60_000, 9_000), 1],
  ['the end of a table', async (folder) => damage(await file(folder, /ldb$/), -10, 5), 0],
  ['a table, which is gone', async (folder) => rm(await file(folder, /ldb$/)), 0]
]

describe.each(DAMAGES)('damaged: %s', (_what, harm, left) => {
  test('the store opens, says so, has everything after synchronising, and can be written', async () => {
    const folder = await copy()
    await harm(folder)
    await expect(reading(folder)).rejects.toSatisfy(isDamage)
    warnings.length = 0
    const mine = await openFolder(folder, 3)
    expect(warnings[0]).toBe(`${folder} is damaged; it is repaired, and what is lost is synchronised again`)
    const kept = contents(mine)
    expect(kept.length).toBeGreaterThanOrEqual(left)
    expect(contents(other)).toEqual(expect.arrayContaining(kept))
    // Whoever has nothing yet takes what was left.
    const fresh = await openTestStore(bob, { seed: 4 })
    expect((await synchronise(mine, fresh)).refusals).toEqual([[], []])
    expect(contents(fresh)).toEqual(kept)
    expect((await synchronise(mine, other)).refusals).toEqual([[], []])
    expect(contents(mine)).toEqual(contents(other))
    await mine.store.add(noteType, { data: 'after the repair' })
    const before = contents(mine)
    await mine.store.close()
    warnings.length = 0
    const again = await openFolder(folder, 5)
    expect(contents(again)).toEqual(before)
    expect(warnings).toEqual([])
    await again.store.close()
    expect((await readdir(home)).filter((name) => name.endsWith('.repair'))).toEqual([])
  })
})

test('damage anywhere in a store whose history ends brings nothing back for good, and it goes on ending', async () => {
  const small = { shardClosesAtChanges: 10 }
  const before = join(home, 'ends')
  const neighbour = await openTestStore(bob, { seed: 6 })
  const random = seededRandom(7)
  const idOf = (name: number): RecordId => namedRecordId(alice.peer, `${name}`)
  const update = async ({ store }: TestStore, times: number): Promise<void> => {
    for (let turn = 0; turn < times; turn++) {
      const init = { id: idOf(turn % 7), data: Buffer.from(random.bytes(500)).toString('hex') }
      if (store.get(init.id) === undefined) await store.add(noteType, init)
      else await store.update(noteType, init.id, init)
    }
  }
  const first = await openFolder(before, 8, small)
  for (let name = 100; name < 120; name++) await first.store.add(noteType, { id: idOf(name), data: 'deleted later' })
  await update(first, 60)
  for (let name = 100; name < 120; name++) await first.store.delete(idOf(name))
  await update(first, 60)
  expect(first.store.status().firstLivingShard).toBeGreaterThan(3)
  expect((await synchronise(first, neighbour)).refusals).toEqual([[], []])
  await first.store.close()
  await (await openLevelStorage(before)).close()
  let repairs = 0
  for (let round = 0; round < 12; round++) {
    const folder = join(home, `ends-${round}`)
    await cp(before, folder, { recursive: true })
    const tables = (await readdir(folder)).filter((name) => name.endsWith('.ldb'))
    const table = join(folder, tables[Math.floor(random.fraction() * tables.length)]!)
    const { byteLength } = await readFile(table)
    await damage(table, Math.floor((random.fraction() * byteLength) / 2), Math.floor(byteLength / 4))
    warnings.length = 0
    const mine = await openFolder(folder, 20 + round, small)
    repairs += warnings.some((warning) => warning.includes('is repaired')) ? 1 : 0
    expect((await synchronise(mine, neighbour)).refusals).toEqual([[], []])
    expect(contents(mine), `round ${round}`).toEqual(contents(neighbour))
    expect(mine.store.get(idOf(100))).toBeUndefined()
    const { firstLivingShard } = mine.store.status()
    await update(mine, 60)
    expect(mine.store.status().firstLivingShard).toBeGreaterThan(firstLivingShard)
    expect((await synchronise(mine, neighbour)).refusals).toEqual([[], []])
    expect(contents(mine)).toEqual(contents(neighbour))
    await mine.store.close()
  }
  expect(repairs).toBeGreaterThan(3)
})

/** Everything in the folder's database. */
async function reading(folder: string): Promise<void> {
  const storage = await openLevelStorage(folder)
  try {
    for await (const entry of storage.entries({ from: new Uint8Array(), to: utf8('z') })) void entry
  } finally {
    await storage.close()
  }
}

test('what another process has open is not repaired', async () => {
  const folder = await copy()
  const script = `const db = new (require('classic-level').ClassicLevel)(${JSON.stringify(folder)})
    db.open().then(() => console.log('open')); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(child.stdout, 'data')
    await writeFile(join(folder, 'CURRENT'), 'x')
    const before = (await readdir(folder)).sort()
    await expect(openFolder(folder, 3)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
    await expect(repairLevel(folder)).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
    expect((await readdir(folder)).sort()).toEqual(before)
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const mine = await openFolder(folder, 3)
  expect(contents(mine)).toHaveLength(120)
  await mine.store.close()
})

test('a folder that cannot be repaired is DISK', async () => {
  const folder = join(home, 'not-a-folder')
  await writeFile(folder, 'a file')
  await expect(repairLevel(folder)).rejects.toMatchObject({ code: 'DISK' })
})

test('damaged changes and heads are counted, also one that stands under the key of another', async () => {
  const storage = createMemoryStorage()
  const mine = await openTestStore(alice, { storage: { ...unclosable(storage) } })
  for (let note = 0; note < 5; note++) await mine.store.add(noteType, { data: `${note}` })
  await mine.store.close()
  const entries: [Uint8Array, Uint8Array][] = []
  for await (const entry of storage.entries(ALL_CHANGES)) entries.push(entry)
  for await (const entry of storage.entries(ALL_HEADS)) entries.push(entry)
  const flipped = (bytes: Uint8Array): Uint8Array => bytes.with(bytes.byteLength - 1, bytes.at(-1)! ^ 1)
  const [, , , fourth, fifth, head] = entries
  await storage.write(
    [
      { key: fourth![0], value: undefined },
      { key: flipped(fourth![0]), value: fourth![1] },
      { key: fifth![0], value: flipped(fifth![1]) },
      { key: head![0], value: flipped(head![1]) }
    ],
    { sync: true }
  )
  const said: object[] = []
  const counting = createLogger(({ level, fields }) => void (level === 'warn' && said.push(fields)), 'debug')
  const { keyPair } = alice
  const policy = new TestPolicy([alice])
  const again = await openStore(
    { keyPair, policy, clock: new FakeClock(), random: seededRandom(2), logger: counting, storage },
    { group: TEST_GROUP }
  )
  expect(said).toEqual([{ damaged: 3 }])
  expect(again.find({}).map(({ data }) => Buffer.from(data).toString())).toEqual(
    expect.arrayContaining(['0', '1', '2'])
  )
  expect(again.find({})).toHaveLength(3)
})

function unclosable(storage: ReturnType<typeof createMemoryStorage>): ReturnType<typeof createMemoryStorage> {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: async () => {}
  }
}
