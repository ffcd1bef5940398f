// Writing our own records: what is asked for at the same time shares an fsync.
import { describe, expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, StoreError, type Storage } from '../../src/store/index.js'
import { alice, bob } from '../support/people.js'
import { contents, FIRST_NAMED_VERSION, noteType, openTestStore } from '../support/store-peers.js'

/** A storage that counts synced batches, and refuses writes on request. */
function countingStorage() {
  const storage = createMemoryStorage()
  const disk = {
    synced: 0,
    failing: false,
    storage: {
      get: (key) => storage.get(key),
      entries: (range) => storage.entries(range),
      snapshot: () => storage.snapshot(),
      close: () => storage.close(),
      write: async (batch, options) => {
        if (disk.failing) throw new StoreError('DISK', 'no space left')
        if (options.sync) disk.synced++
        await storage.write(batch, options)
      }
    } satisfies Storage
  }
  return disk
}

describe('records added at the same time', () => {
  test('are one batch on the disk, each confirmed after it, in their order', async () => {
    const disk = countingStorage()
    const [here, there] = [await openTestStore(alice, { storage: disk.storage }), await openTestStore(bob)]
    disk.synced = 0
    const names = Array.from({ length: 50 }, (_, i) => `note ${i}`)
    const syncedBefore: number[] = []
    await Promise.all(
      names.map((data) => here.store.add(noteType, { data }).then(() => syncedBefore.push(disk.synced)))
    )
    expect(disk.synced).toBe(1)
    expect(syncedBefore).toEqual(names.map(() => 1))
    expect(here.events).toEqual(names.map((name) => `add ${name}`))
    // Each floods with a head of its own, and fits above the one before.
    expect(here.flooded).toHaveLength(50)
    for (const item of here.flooded) expect(await there.store.receive(item)).toEqual({ outcome: 'applied' })
    expect(contents(there)).toEqual(contents(here))
  })

  test('of one id follow each other, also when they begin the next shard', async () => {
    const here = await openTestStore(alice)
    const id = namedRecordId(alice.peer, 'list')
    const big = 'x'.repeat(700 * 1024)
    const written = await Promise.all(
      ['a', big, big, 'b', big, big, big, big].map((data) => here.store.add(noteType, { id, data }))
    )
    expect(written.map(({ version }) => version - FIRST_NAMED_VERSION)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    const others = await Promise.all(Array.from({ length: 8 }, () => here.store.add(noteType, { data: big })))
    const { records, shards, firstLivingShard } = here.store.status() // What is dead may have ended already.
    expect([records, shards + firstLivingShard > 3]).toEqual([9, true])
    expect(new Set(others.map((other) => here.store.get(other.id)?.data.byteLength))).toEqual(new Set([big.length]))
  })

  test('are all refused where the disk refuses them, and none is there; one that breaks a limit harms no other', async () => {
    const disk = countingStorage()
    const here = await openTestStore(alice, { storage: disk.storage })
    disk.failing = true
    const lost = await Promise.allSettled(['a', 'b'].map((data) => here.store.add(noteType, { data })))
    expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([contents(here), here.flooded]).toEqual([[], []])
    disk.failing = false
    const attributes = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`a${i}`, i]))
    const mixed = await Promise.allSettled([
      here.store.add(noteType, { data: 'good' }),
      here.store.add(noteType, { data: 'bad', attributes }),
      here.store.add(noteType, { data: 'fine' })
    ])
    expect(mixed.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(here.events).toEqual(['add good', 'add fine'])
  })
})

test('a shard closes after as many changes as the store was told', async () => {
  const here = await openTestStore(alice, { shardClosesAtChanges: 3 })
  await Promise.all(Array.from({ length: 7 }, (_, i) => here.store.add(noteType, { data: `note ${i}` })))
  expect(here.store.status()).toMatchObject({ records: 7, shards: 3 })
})
