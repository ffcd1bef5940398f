// What cleaning must not end yet: what counts once a member that was away, or a program that knows the type, comes.
import { expect, test } from 'vitest'
import { defineRecordType, namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage } from '../../src/store/index.js'
import { EXPIRED_NEEDED_MS, MIN_TOMBSTONE_MS } from '../../src/store/defaults.js'
import { ALL_CHANGES, ALL_HEADS } from '../../src/store/log-keys.js'
import { alice, bob, carol } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const SMALL = { shardClosesAtChanges: 20 }
const HOUR_MS = 3_600_000
const openType = defineRecordType<string>({ ...noteType, name: 'test.open', changeableBy: 'members' })
const ownType = defineRecordType<string>({ ...noteType, name: 'test.own', changeableBy: 'creator' })

/** Until the shards that are here now have ended. */
async function clean({ store }: TestStore): Promise<void> {
  const first = store.status().firstLivingShard
  const id = namedRecordId(store.author, 'busy')
  for (let i = 0; i < 100; i++) await store.add(noteType, { id, data: `${i}` })
  await eventually(() => store.status().firstLivingShard > first + 2)
}

const shown = (peers: readonly TestStore[], text: string): number[] =>
  peers.map((peer) => contents(peer).filter((line) => line.endsWith(text)).length)

test('an update by a member that was away counts, though what it changed has expired and its creator has cleaned', async () => {
  const here = await openTestStore(alice, SMALL)
  const there = await openTestStore(bob, { clock: here.clock })
  for (const peer of [here, there]) peer.store.declare(openType)
  const { id } = await here.store.add(openType, { data: 'first', ttlMs: HOUR_MS })
  await synchronise(here, there)
  await there.store.update(openType, id, { data: 'for ten hours', ttlMs: 10 * HOUR_MS })
  here.clock.advance(2 * HOUR_MS)
  await clean(here)
  await synchronise(here, there)
  await synchronise(here, there)
  expect(shown([here, there], 'for ten hours')).toEqual([1, 1])
})

test('the same where its creator deleted it meanwhile, and the deletion has ended', async () => {
  const here = await openTestStore(alice, SMALL)
  const there = await openTestStore(bob, { clock: here.clock })
  for (const peer of [here, there]) peer.store.declare(openType)
  const { id } = await here.store.add(openType, { data: 'first', ttlMs: HOUR_MS })
  await synchronise(here, there)
  await here.store.delete(id)
  for (const data of ['again', 'for a hundred days']) {
    await there.store.update(openType, id, { data, ttlMs: 2400 * HOUR_MS })
  }
  here.clock.advance(MIN_TOMBSTONE_MS + HOUR_MS)
  await clean(here)
  await synchronise(here, there)
  await synchronise(here, there)
  expect(shown([here, there], 'for a hundred days')).toEqual([1, 1])
})

test("a change of another member's record counts, though it has expired and is cleaned, where the record lasts longer", async () => {
  const here = await openTestStore(alice)
  const there = await openTestStore(bob, { ...SMALL, clock: here.clock })
  for (const peer of [here, there]) peer.store.declare(openType)
  const { id } = await here.store.add(openType, { data: 'first', ttlMs: HOUR_MS })
  await synchronise(here, there)
  await here.store.update(openType, id, { data: 'for ten hours', ttlMs: 10 * HOUR_MS })
  here.clock.advance(1000)
  await there.store.update(openType, id, { data: 'later', ttlMs: HOUR_MS })
  here.clock.advance(2 * HOUR_MS)
  await clean(there)
  await synchronise(here, there)
  await synchronise(here, there)
  expect(shown([here, there], 'later')).toEqual([1, 1])
})

test('what has expired stays for thirty days where others may change it, and goes at once where nobody may', async () => {
  const here = await openTestStore(alice, SMALL)
  for (const type of [openType, ownType]) {
    here.store.declare(type)
    for (let i = 0; i < 10; i++) await here.store.add(type, { data: `${i} ${'x'.repeat(1000)}`, ttlMs: HOUR_MS })
  }
  here.clock.advance(2 * HOUR_MS)
  await clean(here)
  expect(here.store.status().ownBytes).toBeGreaterThan(10_000)
  expect(here.store.status().ownLivingBytes).toBeLessThan(20_000)
  here.clock.advance(EXPIRED_NEEDED_MS)
  await clean(here)
  expect(here.store.status().ownLivingBytes).toBeLessThan(5000)
})

test('what counts still is not cleaned away because its type was not declared yet', async () => {
  const storage = createMemoryStorage()
  const here = await openTestStore(alice, { storage })
  const there = await openTestStore(bob, { clock: here.clock })
  for (const peer of [here, there]) peer.store.declare(openType)
  const { id } = await here.store.add(openType, { data: 'first', ttlMs: HOUR_MS })
  await synchronise(here, there)
  await there.store.update(openType, id, { data: 'by bob', ttlMs: 1000 * HOUR_MS })
  await here.store.update(openType, id, { data: 'second', ttlMs: HOUR_MS })
  await here.store.update(openType, id, { data: 'third', ttlMs: HOUR_MS })
  await synchronise(here, there)
  here.clock.advance(EXPIRED_NEEDED_MS + 2 * HOUR_MS)
  expect(shown([here], 'third')).toEqual([1]) // Bob's version stretches it.
  const disk = createMemoryStorage()
  for (const range of [ALL_CHANGES, ALL_HEADS])
    for await (const [key, value] of storage.entries(range)) await disk.write([{ key, value }], { sync: true })
  const again = await openTestStore(alice, { ...SMALL, storage: disk, clock: here.clock, seed: 5 })
  await clean(again)
  again.store.declare(openType)
  expect(shown([again], 'third')).toEqual([1])
})

test('an update by a member that was away counts, where what expired long ago was in force by another’s losing version', async () => {
  const here = await openTestStore(alice, SMALL)
  const there = await openTestStore(bob, { clock: here.clock })
  const away = await openTestStore(carol, { clock: here.clock })
  for (const peer of [here, there, away]) peer.store.declare(openType)
  const { id } = await here.store.add(openType, { data: 'first', ttlMs: HOUR_MS })
  await synchronise(here, there)
  await there.store.update(openType, id, { data: 'by bob', ttlMs: 2400 * HOUR_MS })
  for (const data of ['second', 'third']) await here.store.update(openType, id, { data, ttlMs: HOUR_MS })
  await synchronise(here, there)
  await synchronise(here, away)
  here.clock.advance(2300 * HOUR_MS)
  expect(shown([here, away], 'third')).toEqual([1, 1])
  await away.store.update(openType, id, { data: 'in time', ttlMs: 2400 * HOUR_MS })
  here.clock.advance(101 * HOUR_MS)
  await clean(here)
  await synchronise(here, away)
  await synchronise(here, away)
  expect(shown([here, away], 'in time')).toEqual([1, 1])
})
