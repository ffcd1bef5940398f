// An author's history that comes back while it ends: after a lost disk, or from a second machine of the author.
import { expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, type Storage } from '../../src/store/index.js'
import { ALL_CHANGES, ALL_HEADS, shardOfKey } from '../../src/store/log-keys.js'
import { shardsStatementRecord } from '../../src/store/shards-statement.js'
import { signHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import { actorOf, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../support/people.js'
import {
  contents,
  eventually,
  linkStores,
  noteType,
  openTestStore,
  synchronise,
  type TestStore,
  type TestStoreInit
} from '../support/store-peers.js'

const SMALL = { shardClosesAtChanges: 20, endsHistory: true }
const QUIET = { shardClosesAtChanges: 20, endsHistory: false }

async function put({ store }: TestStore, names: readonly string[], data: string): Promise<void> {
  for (const name of names)
    await store.add(noteType, { id: namedRecordId(store.author, name), data: `${name} ${data}` })
}
const names = (of: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${of}${i}`)

/** Lets what is under way go on for so many turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** Only some shards. */
async function copyShards(from: Storage, to: Storage, keeps: (shard: number) => boolean): Promise<void> {
  for (const range of [ALL_CHANGES, ALL_HEADS]) {
    for await (const [key, value] of from.entries(range)) {
      if (keeps(shardOfKey(key)!.shard)) await to.write([{ key, value }], { sync: true })
    }
  }
}

async function copyOf(from: Storage): Promise<Storage> {
  const copy = createMemoryStorage()
  await copyShards(from, copy, () => true)
  return copy
}

async function openCopy(person: Person, from: Storage, init: TestStoreInit): Promise<TestStore> {
  return openTestStore(person, { ...init, storage: await copyOf(from) })
}

test('a lost disk: cleaning while own history comes back in any order ends nothing that has not come yet', async () => {
  const before = await openTestStore(alice, QUIET)
  const keep = names('keep', 60)
  await put(before, keep, 'precious') // Shards 1 to 3: all of it lives.
  for (let turn = 0; turn < 6; turn++) await put(before, names('busy', 10), `${turn}`) // Shards 4 to 6.
  const there = await openTestStore(bob, QUIET)
  await synchronise(before, there)
  expect(contents(there)).toHaveLength(70)
  // The new machine has got shards 4 and 6 so far (buckets bring them in any order).
  const storage = createMemoryStorage()
  await copyShards(before.storage, storage, (shard) => shard === 4 || shard >= 5)
  const after = await openTestStore(alice, { ...SMALL, storage, seed: 77 })
  await turns(500)
  await synchronise(after, there)
  await turns(200)
  await synchronise(after, there)
  await turns(200)
  const here = contents(after).filter((line) => line.includes('precious')).length
  const others = contents(there).filter((line) => line.includes('precious')).length
  expect([here, others]).toEqual([60, 60])
})

test('two ended shards that came back with more: both are written again before either is retired', async () => {
  // Both machines share shards 1 to 3.
  const storage1 = createMemoryStorage()
  const machine1 = await openTestStore(alice, { ...QUIET, storage: storage1 })
  await put(machine1, names('busy', 10), 'old') // 10 of 20 in shard 1
  // Machine 2: a copy of the disk of that time; writes the rest of shard 1, shard 2 and a bit more, apart.
  const storage2 = createMemoryStorage()
  await copyShards(storage1, storage2, () => true)
  const machine2 = await openTestStore(alice, { ...QUIET, storage: storage2, seed: 22 })
  await put(machine2, names('apart', 25), 'confirmed') // shards 1 (10) and 2 (15)
  // Machine 1 goes on, and ends shards 1 to 3 or more.
  const again = createMemoryStorage()
  await copyShards(storage1, again, () => true)
  const first = await openTestStore(alice, { ...SMALL, storage: again, seed: 11 })
  for (let turn = 0; turn < 30; turn++) await put(first, names('busy', 10), `${turn}`)
  await eventually(() => first.store.status().shards <= 4)
  expect(first.store.status().firstLivingShard).toBeGreaterThan(3)
  // They meet; machine 1 is slow to clean (here: it only begins at its next start), so that both shards have come.
  const reopened = createMemoryStorage()
  await copyShards(again, reopened, () => true)
  const slow = await openTestStore(alice, { ...QUIET, storage: reopened, seed: 12 })
  await synchronise(slow, machine2)
  const cleaning = createMemoryStorage()
  await copyShards(reopened, cleaning, () => true)
  const last = await openTestStore(alice, { ...SMALL, storage: cleaning, seed: 13 })
  expect(contents(last).filter((line) => line.includes('confirmed'))).toHaveLength(25)
  await turns(500)
  await synchronise(last, machine2)
  await turns(500)
  const carols = await openTestStore(carol, SMALL)
  await synchronise(last, carols)
  const count = (peer: TestStore): number => contents(peer).filter((line) => line.includes('confirmed')).length
  expect({ last: count(last), machine2: count(machine2), carol: count(carols) }).toEqual({
    last: 25,
    machine2: 25,
    carol: 25
  })
})

test('what ended is not retired before what took its place there is written again, be that in another ended shard', async () => {
  const storage = createMemoryStorage()
  const machine2 = await openTestStore(alice, { ...QUIET, storage, seed: 22 })
  for (const data of ['first', 'second']) await put(machine2, ['note'], data)
  await put(machine2, names('apart', 18), 'confirmed') // Shard 1 is full.
  const there = await openTestStore(bob, QUIET)
  await synchronise(machine2, there)
  await put(machine2, ['note'], 'third')
  // Machine 1 knows nothing of that, has one version of the note, and ends shards 1 and 2.
  const first = createMemoryStorage()
  const machine1 = await openTestStore(alice, { ...SMALL, storage: first, seed: 11 })
  await put(machine1, ['note'], 'old')
  for (let turn = 0; turn < 30; turn++) await put(machine1, names('busy', 10), `${turn}`)
  await eventually(() => machine1.store.status().shards <= 4)
  await synchronise(await openCopy(alice, first, { ...QUIET, seed: 15 }), there) // It has heard of that.
  const met = await openCopy(alice, first, { ...QUIET, seed: 12 })
  await synchronise(met, machine2)
  const { firstLivingShard } = met.store.status()
  // It writes again and states. Whoever of those who have shard 1 hears of that from one that has the living shards alone shows no
  // older version than the second one, which it has seen.
  const kept = await copyOf(met.storage)
  const disks: Storage[] = []
  const noting: Storage = {
    get: (key) => kept.get(key),
    entries: (range) => kept.entries(range),
    snapshot: () => kept.snapshot(),
    close: () => kept.close(),
    write: async (batch, options) => {
      await kept.write(batch, options)
      disks.push(await copyOf(kept))
    }
  }
  const last = await openTestStore(alice, { ...SMALL, storage: noting, seed: 13 })
  await turns(500)
  expect(disks.length).toBeGreaterThan(2)
  for (const disk of disks) {
    const living = createMemoryStorage()
    await copyShards(disk, living, (shard) => shard >= firstLivingShard)
    const between = await openTestStore(carol, { ...QUIET, storage: living })
    const reader = await openCopy(bob, there.storage, QUIET)
    await synchronise(between, reader)
    expect(contents(reader).filter((line) => line.includes('note'))).toEqual([expect.stringMatching(/second$|third$/)])
  }
  const reader = await openCopy(bob, there.storage, QUIET)
  await synchronise(last, reader)
  expect(contents(reader).filter((line) => line.includes('note'))).toEqual([expect.stringMatching(/third$/)])
})

test('a lost disk: what was confirmed before the first meeting is written again, though its shard ended too long ago to say', async () => {
  const storage = createMemoryStorage()
  const before = await openTestStore(alice, { ...QUIET, storage })
  await put(before, ['note'], 'confirmed') // Into shard 1, as on an empty disk.
  // What the machine before had said: a million changes ago shard 1 ended.
  const first = 1200
  const retired = new Map(
    Array.from({ length: 1000 }, (_, i) => [first - 1000 + i, new Map([[actorOf('before'), 20]])])
  )
  const said = shardsStatementRecord(
    { firstLivingShard: first, living: new Map(), retired },
    alice.peer,
    7,
    FAKE_NOW_MS
  )
  const writer = new ShardWriter(alice, 'before')
  const change = writer.write('', said)
  const statement = { shard: first, firstLivingShard: first, changes: 1, heads: writer.document.heads() }
  const head = signHead(statement, TEST_GROUP, alice.keyPair).bytes
  expect(await before.store.receive(encodeItem({ type: 'shard-update', head, change }))).toEqual({ outcome: 'applied' })
  expect(contents(before)).toHaveLength(1)
  // Its process ends before it could write it again.
  const disk = createMemoryStorage()
  await copyShards(storage, disk, () => true)
  const [after, there] = [await openTestStore(alice, { ...SMALL, storage: disk, seed: 5 }), await openTestStore(bob)]
  await eventually(() => after.store.status().shards === 1)
  await synchronise(after, there)
  expect([contents(after), contents(there)]).toEqual([contents(before), contents(before)])
})

test('what has been dropped is not offered, and is not remembered', async () => {
  const here = await openTestStore(alice, SMALL)
  for (let turn = 0; turn < 30; turn++) await put(here, names('busy', 10), `${turn}`)
  await eventually(() => here.store.status().shards <= 4)
  const there = await openTestStore(bob, SMALL)
  await synchronise(here, there)
  await synchronise(here, there)
  // Equal stores: no shard entries any more.
  const entries: number[] = []
  const link = linkStores(here, there, (frame) => {
    if (frame.type === 'shard-entries') entries.push(frame.entries.length)
    return frame
  })
  for (const session of link.sessions) session.startRound()
  await eventually(() => link.synchronised[0] > 0 && link.synchronised[1] > 0)
  link.close()
  expect(entries).toEqual([0, 0])
})

test('what a lost machine wrote into a shard that its backup ended travels by others, too, until its author has it', async () => {
  const backup = createMemoryStorage()
  const before = await openTestStore(alice, { ...QUIET, storage: backup })
  await put(before, names('busy', 10), 'old') // 10 of 20 in shard 1
  const storage = createMemoryStorage()
  await copyShards(backup, storage, () => true)
  const lost = await openTestStore(alice, { ...QUIET, storage, seed: 22 })
  await put(lost, ['last'], 'word') // Shard 1 still, which its backup knows nothing of.
  const bobs = await openTestStore(bob, SMALL)
  await synchronise(lost, bobs)
  const restored = await openTestStore(alice, { ...SMALL, storage: backup, seed: 11 })
  for (let turn = 0; turn < 30; turn++) await put(restored, names('busy', 10), `${turn}`)
  await eventually(() => restored.store.status().shards <= 4)
  const carols = await openTestStore(carol, SMALL)
  await synchronise(restored, carols)
  expect(contents(carols).filter((line) => line.includes('word'))).toEqual([])
  // Bob and the author never meet.
  await synchronise(carols, bobs)
  await synchronise(carols, bobs)
  expect(contents(bobs).filter((line) => line.includes('word'))).toHaveLength(1)
  expect(contents(carols)).toEqual(contents(bobs))
  await synchronise(restored, carols)
  await turns(500) // The author writes it again, and says so.
  for (const other of [carols, bobs]) await synchronise(other === carols ? restored : carols, other)
  for (const one of [restored, carols, bobs]) {
    expect(contents(one)).toEqual(contents(restored))
    expect(contents(one).filter((line) => line.includes('word'))).toHaveLength(1)
    expect(one.store.status().shards).toBe(restored.store.status().shards) // Shard 1 is gone everywhere.
  }
})

test('what was deleted, and ended, in a shard that statements name no more does not come back by who was away', async () => {
  const before = await openTestStore(alice, QUIET)
  await put(before, ['secret'], 'deleted since')
  const bobs = await openTestStore(bob)
  await synchronise(before, bobs) // Then bob is away; the record is deleted, its tombstone ends, shards 1 to 19 end.
  const first = 20
  const named = (shard: number): [number, Map<string, number>] => [shard, new Map([[actorOf('before'), 20]])]
  const retired = new Map(Array.from({ length: 18 }, (_, i) => named(i + 2))) // Of shard 1: no room.
  const said = { firstLivingShard: first, living: new Map(), retired }
  const writer = new ShardWriter(alice, 'later')
  const change = writer.write('', shardsStatementRecord(said, alice.peer, 7, FAKE_NOW_MS))
  const statement = { shard: first, firstLivingShard: first, changes: 1, heads: writer.document.heads() }
  const head = signHead(statement, TEST_GROUP, alice.keyPair).bytes
  const carols = await openTestStore(carol)
  expect(await carols.store.receive(encodeItem({ type: 'shard-update', head, change }))).toEqual({ outcome: 'applied' })
  await synchronise(carols, bobs)
  await synchronise(carols, bobs)
  expect(contents(carols)).toEqual([])
})

test('a round in which a neighbour sends nothing of a shard that it says outlives its end is not whole', async () => {
  const carols = await openTestStore(carol, SMALL)
  const restored = await openTestStore(alice, SMALL)
  for (let turn = 0; turn < 30; turn++) await put(restored, names('busy', 10), `${turn}`)
  await eventually(() => restored.store.status().shards <= 4)
  await synchronise(restored, carols)
  const outlives = { author: alice.peer, shard: 2, heads: ['cd'.repeat(32)], outlivesEnd: true }
  const link = linkStores(carols, await openTestStore(bob), (frame) =>
    frame.type === 'shard-entries' ? { ...frame, entries: [outlives] } : frame
  )
  link.sessions[0].startRound()
  await turns(500)
  expect([link.synchronised[0], link.refusals]).toEqual([0, [[], []]])
  link.close()
})
