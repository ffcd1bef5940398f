// Export files and history that ends: what was exported before and after a cleaning, and while one runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { concatBytes, seededRandom } from '../../src/base/index.js'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, openLevelStorage, type Storage } from '../../src/store/index.js'
import { ALL_CHANGES, shardOfKey } from '../../src/store/log-keys.js'
import { settle } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-export-cleaning-'))
afterAll(() => rm(home, { recursive: true }))

const SMALL = { shardClosesAtChanges: 10 }
const NAMES = Array.from({ length: 8 }, (_, index) => `note ${index}`)
const idOf = ({ store }: TestStore, name: string): ReturnType<typeof namedRecordId> => namedRecordId(store.author, name)

/** Updates the notes again and again, until shards up to `first` have ended. */
async function writeUntilEnded(mine: TestStore, first: number, dataBytes = 10): Promise<void> {
  const random = seededRandom(first)
  for (let turn = 0; mine.store.status().firstLivingShard < first; turn++) {
    const id = idOf(mine, NAMES[turn % NAMES.length]!)
    const data = `${first} ${turn} ${Buffer.from(random.bytes(dataBytes)).toString('hex')}`
    if (mine.store.get(id) === undefined) await mine.store.add(noteType, { id, data })
    else await mine.store.update(noteType, id, { data })
  }
}

/** Lets cleaning come to its end. */
async function cleaned(...stores: TestStore[]): Promise<void> {
  for (const { store } of stores) {
    await eventually(() => store.status().ownBytes < 4 * store.status().ownLivingBytes)
    for (let turn = 0; turn < 20; turn++) await settle()
  }
}

async function exported({ store }: TestStore): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.exportRecords()) chunks.push(chunk)
  return concatBytes(chunks)
}

function source(bytes: Uint8Array): () => AsyncGenerator<Uint8Array> {
  return async function* () {
    yield bytes
  }
}

async function shardsOnDisk(storage: Storage): Promise<string[]> {
  const names = new Set<string>()
  for await (const [key] of storage.entries(ALL_CHANGES)) {
    const { author, shard } = shardOfKey(key)!
    names.add(`${author} ${shard}`)
  }
  return [...names]
}

/** Alice and bob with a history of some cleanings each, both here, and two exports of alice's: long ago, and now. */
const mine = await openTestStore(alice, SMALL)
const other = await openTestStore(bob, SMALL)
await writeUntilEnded(mine, 3)
await writeUntilEnded(other, 3)
await mine.store.add(noteType, { id: idOf(mine, 'deleted later'), data: 'deleted later' })
await cleaned(mine, other)
await synchronise(mine, other)
const atFirst = contents(mine)
const old = await exported(mine)
await mine.store.delete(idOf(mine, 'deleted later'))
await writeUntilEnded(mine, 12)
await writeUntilEnded(other, 12)
await cleaned(mine, other)
await synchronise(mine, other)
const now = await exported(mine)

describe('an old export', () => {
  test('brings nothing back where its shards have ended, and none of them counts as left out', async () => {
    const storage = createMemoryStorage()
    const again = await openTestStore(alice, { ...SMALL, storage: { ...bound(storage), close: async () => {} } })
    await again.store.importRecords(source(now))
    expect(contents(again)).toEqual(contents(mine))
    const [status, shards, events] = [again.store.status(), await shardsOnDisk(storage), [...again.events]]
    const report = await again.store.importRecords(source(old))
    expect(report).toMatchObject({ newShards: 0, leftOutShards: 0 })
    expect(report.shards).toBeGreaterThan(2)
    expect(again.store.status()).toEqual(status)
    expect(await shardsOnDisk(storage)).toEqual(shards)
    expect(again.events).toEqual(events)
    await again.store.close()
    const restarted = await openTestStore(alice, { ...SMALL, storage, seed: 5 })
    expect(contents(restarted)).toEqual(contents(mine))
    expect((await synchronise(restarted, other)).refusals).toEqual([[], []])
    expect(contents(restarted)).toEqual(contents(other))
  })

  test('in a fresh home is what there was then, and is overtaken by the new one and by synchronising', async () => {
    for (const overtaken of ['by a file', 'by a neighbour']) {
      const storage = createMemoryStorage()
      const again = await openTestStore(alice, { ...SMALL, storage, seed: 6 })
      const report = await again.store.importRecords(source(old))
      expect(report).toMatchObject({ newShards: report.shards, leftOutShards: 0 })
      expect(contents(again)).toEqual(atFirst)
      if (overtaken === 'by a file') await again.store.importRecords(source(now))
      expect((await synchronise(again, other)).refusals).toEqual([[], []])
      expect(contents(again), overtaken).toEqual(contents(other))
      expect(again.store.get(idOf(mine, 'deleted later'))).toBeUndefined()
      const { firstLivingShard } = mine.store.status()
      expect(again.store.status().firstLivingShard).toBe(firstLivingShard)
      const ofAlice = (await shardsOnDisk(storage)).filter((name) => name.startsWith(alice.peer))
      for (const name of ofAlice) expect(Number(name.split(' ')[1])).toBeGreaterThanOrEqual(firstLivingShard)
    }
  })

  test('restored on the next machine, that one goes on cleaning', async () => {
    const neighbour = await openTestStore(bob, { seed: 9 })
    const again = await openTestStore(alice, { ...SMALL, seed: 7 })
    await again.store.importRecords(source(now))
    await writeUntilEnded(again, 20)
    await cleaned(again)
    expect((await synchronise(again, neighbour)).refusals).toEqual([[], []])
    expect(contents(neighbour)).toEqual(contents(again))
    expect(neighbour.store.status().shards).toBe(again.store.status().shards)
  })
})

test.each([
  ['in memory', async () => createMemoryStorage()],
  ['on disk', () => openLevelStorage(join(home, 'cleaned'))]
] as const)('what is exported while shards end is what was there when it began: %s', async (_where, open) => {
  const busy = await openTestStore(alice, { ...SMALL, storage: await open() })
  await writeUntilEnded(busy, 3, 1500)
  for (let note = 0; note < 60; note++) await busy.store.add(noteType, { data: `${note} `.repeat(700) }) // Many chunks.
  const before = contents(busy)
  const { firstLivingShard } = busy.store.status()
  const chunks: Uint8Array[] = []
  for await (const chunk of busy.store.exportRecords()) {
    chunks.push(chunk)
    await writeUntilEnded(busy, busy.store.status().firstLivingShard + 2, 1500)
  }
  expect(chunks.length).toBeGreaterThan(1)
  expect(busy.store.status().firstLivingShard).toBeGreaterThan(firstLivingShard)
  const again = await openTestStore(alice, { ...SMALL, seed: 8 })
  const report = await again.store.importRecords(source(concatBytes(chunks)))
  expect(report.leftOutShards).toBe(0)
  expect(contents(again)).toEqual(before)
  await busy.store.close()
})

function bound(storage: Storage): Storage {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: () => storage.close()
  }
}
