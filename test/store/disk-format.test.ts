// The version of the disk layout: today's stores bear none, a newer one is left alone.
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { toHex, utf8 } from '../../src/base/index.js'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, openLevelStorage, type Storage } from '../../src/store/index.js'
import { FORMAT_KEY } from '../../src/store/disk-format.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol, dave } from '../support/people.js'
import { contents, noteType, openTestStore, synchronise } from '../support/store-peers.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-format-'))
afterAll(() => rm(home, { recursive: true }))

/**
 * A copy of what version 0.1.0 left on its disk before there was a format key: notes 0 to 39 of alice, of which 0 to 9 were
 * changed and 10 to 14 deleted, a large one written by her next process, and twelve of bob's that synchronising had brought.
 */
function firstFormat(name: string): Promise<string> {
  return copyOf('store-format-1', name)
}

async function copyOf(fixture: string, name: string): Promise<string> {
  const folder = join(home, name)
  await cp(join(import.meta.dirname, 'fixtures', fixture), folder, { recursive: true })
  return folder
}

async function everything(storage: Storage): Promise<string[]> {
  const entries: string[] = []
  for await (const [key, value] of storage.entries({ from: new Uint8Array(), to: Uint8Array.of(255) })) {
    entries.push(`${toHex(key)} ${toHex(value)}`)
  }
  return entries
}

test('every record of a store without a format key is there, and the store is stamped', async () => {
  const folder = await firstFormat('upgraded')
  const before = await openLevelStorage(folder)
  const written = await everything(before)
  await before.close()
  for (const start of ['first', 'second']) {
    const storage = await openLevelStorage(folder)
    const opened = await openTestStore(alice, { storage })
    const { store } = opened
    expect(opened.store.find({})).toHaveLength(48)
    const text = (name: string): string | undefined => {
      const record = store.get(namedRecordId(alice.peer, name))
      return record && Buffer.from(record.data).toString()
    }
    for (let note = 0; note < 40; note++) {
      const now = note < 10 ? `alice's ${note}, again` : `alice's ${note}`
      expect(text(`note ${note}`), start).toBe(note >= 10 && note < 15 ? undefined : now)
    }
    expect(text('large')).toBe('a large one '.repeat(2000))
    expect(store.find({ type: noteType.name, attribute: { name: 'color', value: 'red' } })).toHaveLength(6)
    expect(store.find({ creator: bob.peer })).toHaveLength(12)
    expect(Buffer.from(storage.get(FORMAT_KEY) ?? []).toString()).toBe('1')
    expect((await everything(storage)).filter((entry) => !entry.startsWith(toHex(FORMAT_KEY)))).toEqual(written)
    await store.close()
  }
})

test('a store that was upgraded goes on: it writes, and synchronises', async () => {
  const other = await openTestStore(bob)
  const opened = await openTestStore(alice, { storage: await openLevelStorage(await firstFormat('goes-on')), seed: 9 })
  await opened.store.add(noteType, { data: 'after the upgrade' })
  const { refusals } = await synchronise(opened, other)
  expect(refusals).toEqual([[], []])
  expect(contents(other)).toEqual(contents(opened))
  await opened.store.close()
})

/**
 * What is there since there is a format key, as alice's store left it with shards that close at ten changes: her five notes,
 * changed until shards 1 to 4 had ended, of which the statement in a later one says so; a board that she and bob changed apart;
 * a note that was renewed after half its day and one that was deleted; bob's note; and the proof that carol signed two histories.
 */
test('a store that was cleaned is read as it was left: statement, contributions, a renewal and evidence', async () => {
  const folder = await copyOf('store-format-1-cleaned', 'cleaned')
  const before = await openLevelStorage(folder)
  const written = await everything(before)
  await before.close()
  const board = namedRecordId(alice.peer, 'board')
  const clock = new FakeClock()
  clock.advance(43_201_311) // When it was closed.
  const storage = await openLevelStorage(folder)
  const { store, ...opened } = await openTestStore(alice, { storage, clock, endsHistory: false })
  expect(await everything(storage)).toEqual(written)
  expect(store.status()).toMatchObject({ records: 9, authors: 3, shards: 3, firstLivingShard: 5, ownLivingBytes: 3736 })
  expect(
    contents({ store, ...opened })
      .map((line) => line.replace(/^\S+ \d+ /, ''))
      .sort()
  ).toEqual(['26', '27', '28', '29', '30'].map((turn) => `alice's ${turn}`).concat('better', "bob's", 'one', 'renewed'))
  store.declare({ ...noteType, name: 'test.board', lifetime: 'collaborative', changeableBy: 'members' })
  expect(store.get(board)).toMatchObject({ version: 2, attributes: { color: 'green' } })
  expect(store.conflicts(board)).toMatchObject([{ name: 'color', value: 'blue', author: bob.peer, why: 'overruled' }])
  expect(store.get(namedRecordId(alice.peer, 'renewed'))).toMatchObject({
    renewals: 1,
    renewedAtMs: FAKE_NOW_MS + 43_201_001,
    expiresAtMs: FAKE_NOW_MS + 43_201_001 + 86_400_000
  })
  expect(store.evidence()).toMatchObject([{ author: carol.peer, shard: 1 }])
  const other = await openTestStore(dave, { clock })
  expect((await synchronise({ store, ...opened }, other)).refusals).toEqual([[], []])
  expect(contents(other)).toEqual(contents({ store, ...opened }))
  expect(other.store.status()).toMatchObject({ records: 9, shards: 3 })
  await store.close()
})

test('a store of a newer format is refused, and not a key of it is changed', async () => {
  const folder = await firstFormat('newer')
  const storage = await openLevelStorage(folder)
  await storage.write([{ key: FORMAT_KEY, value: utf8('2') }], { sync: true })
  const before = await everything(storage)
  await storage.close()
  await expect(openTestStore(alice, { storage: await openLevelStorage(folder) })).rejects.toMatchObject({
    code: 'NEWER_FORMAT',
    message: expect.stringContaining('format 2 and this program knows 1') as string
  })
  const after = await openLevelStorage(folder)
  expect(await everything(after)).toEqual(before)
  await after.close()
})

test.each(['', '0', '-1', '1.5', 'two', '1\0', '99999999999999999999'])(
  'a format key that says %j is DISK',
  async (text) => {
    const storage = createMemoryStorage()
    await storage.write([{ key: FORMAT_KEY, value: utf8(text) }], { sync: true })
    await expect(openTestStore(alice, { storage })).rejects.toMatchObject({ code: 'DISK' })
  }
)

test('a disk too full for the key does not keep a store from being read', async () => {
  const folder = await firstFormat('full')
  const storage = await openLevelStorage(folder)
  const full: Storage = {
    get: (key) => storage.get(key),
    write: () => Promise.reject(new Error('ENOSPC')),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: () => storage.close()
  }
  const { store } = await openTestStore(alice, { storage: full })
  expect(store.find({})).toHaveLength(48)
  await store.close()
})

test('heads whose signatures were damaged on the disk are signed again or fetched again, and never passed on', async () => {
  const storage = createMemoryStorage()
  const other = await openTestStore(bob)
  await other.store.add(noteType, { data: 'of bob' })
  const mine = await openTestStore(alice, { storage: unclosable(storage) })
  await mine.store.add(noteType, { data: 'of alice' })
  await synchronise(mine, other)
  await mine.store.close()
  for await (const [key, value] of storage.entries({ from: utf8('h'), to: utf8('i') })) {
    const damaged = value.with(value.byteLength - 1, value.at(-1)! ^ 1)
    await storage.write([{ key, value: damaged }], { sync: true })
  }
  const again = await openTestStore(alice, { storage, seed: 8 })
  expect(again.store.find({}).map(({ creator }) => creator)).toEqual([alice.peer])
  const { refusals } = await synchronise(again, other)
  expect(refusals).toEqual([[], []])
  expect(contents(again)).toEqual(contents(other))
  expect(contents(again)).toHaveLength(2)
})

function unclosable(storage: Storage): Storage {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: async () => {}
  }
}
