// Collaborative records through whole stores: synchronised, restarted, judged by the policy.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId, type RecordType } from '../../src/record/index.js'
import { createMemoryStorage, openLevelStorage } from '../../src/store/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { ShardWriter } from '../support/changes.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory } from '../support/people.js'
import { openTestStore, synchronise, TestPolicy, type TestStore } from '../support/store-peers.js'

const DAY_MS = 86_400_000
const boardType: RecordType<string> = defineRecordType({
  name: 'test.board',
  lifetime: 'collaborative',
  codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() },
  ttlMs: DAY_MS,
  changeableBy: 'members',
  indexed: ['color'],
  maxBytes: 100_000
})

const id = namedRecordId(alice.peer, 'board')

async function open(...people: (typeof alice)[]): Promise<TestStore[]> {
  const clock = new FakeClock()
  const stores = await Promise.all(people.map((person) => openTestStore(person, { clock })))
  for (const { store } of stores) store.declare(boardType)
  return stores
}

async function openBoard(...people: (typeof alice)[]): Promise<TestStore[]> {
  const stores = await open(...people)
  await stores[0]!.store.add(boardType, { id, data: 'plan', attributes: { color: 'red', size: 1 } })
  for (const other of stores.slice(1)) await synchronise(stores[0]!, other)
  return stores
}

function says({ store }: TestStore): unknown {
  const record = store.get(id)
  return record && { data: Buffer.from(record.data).toString(), ...record.attributes }
}

/** What the store would do by itself has been done. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

const losers = ({ store }: TestStore): unknown[] => store.conflicts(id).map(({ name, value }) => [name, value])

describe('a collaborative record', () => {
  test('merges what members wrote apart, tells each change, and is found by what it says now', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await a.store.edit(boardType, id, { attributes: { color: 'green' } })
    await b.store.edit(boardType, id, { attributes: { size: null, shape: 'round' }, data: 'better' })
    await synchronise(a, b)
    expect(says(a)).toEqual({ data: 'better', color: 'green', shape: 'round' })
    expect(says(b)).toEqual(says(a))
    expect(a.events).toEqual(['add plan', 'update plan', 'update better'])
    expect(b.store.find({ type: 'test.board', attribute: { name: 'color', value: 'green' } })).toHaveLength(1)
    expect(b.store.find({ attribute: { name: 'color', value: 'red' } })).toHaveLength(0)
    expect(b.store.get(id)).toBe(b.store.get(id))
    expect(b.store.get(id)).toMatchObject({ creator: alice.peer, version: 2 })
  })

  test('says what lost, until somebody writes over it', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await a.store.edit(boardType, id, { attributes: { color: 'green' } })
    await b.store.edit(boardType, id, { attributes: { color: 'blue' } })
    await synchronise(a, b)
    const lost = a.store.conflicts(id)
    expect(lost).toHaveLength(1)
    expect(lost[0]).toMatchObject({ name: 'color', why: 'overruled' })
    expect([lost[0]!.value, a.store.get(id)!.attributes['color']].sort()).toEqual(['blue', 'green'])
    expect(b.store.conflicts(id)).toEqual(lost)
    await b.store.edit(boardType, id, { attributes: { color: 'white' } })
    await synchronise(a, b)
    expect(a.store.conflicts(id)).toEqual([])
    expect(says(a)).toMatchObject({ color: 'white' })
  })

  test('is the same after a restart, with what lost and with large data, which rest on the disk', async () => {
    const clock = new FakeClock()
    const folder = await mkdtemp(join(tmpdir(), 'potluck-shared-'))
    const a = await openTestStore(alice, { clock, storage: await openLevelStorage(folder) })
    const b = await openTestStore(bob, { clock })
    for (const { store } of [a, b]) store.declare(boardType)
    await a.store.add(boardType, { id, data: 'plan', attributes: { color: 'red', size: 1 } })
    await synchronise(a, b)
    const large = 'x'.repeat(50_000)
    await a.store.edit(boardType, id, { attributes: { color: 'green' } })
    await b.store.edit(boardType, id, { attributes: { color: 'blue' }, data: large })
    await synchronise(a, b)
    const before = [says(a), losers(a)]
    await a.store.close()
    const again = await openTestStore(alice, { clock, storage: await openLevelStorage(folder), seed: 5 })
    again.store.declare(boardType)
    expect([says(again), losers(again)]).toEqual(before)
    await again.store.edit(boardType, id, { attributes: { size: 3 } })
    await synchronise(again, b)
    expect(says(b)).toEqual({ data: large, color: again.store.get(id)!.attributes['color'], size: 3 })
    await again.store.close()
    await rm(folder, { recursive: true })
  })

  test('is deleted for everybody; an edit beside that survives', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await b.store.edit(boardType, id, { attributes: { shape: 'round' } })
    await synchronise(a, b)
    await b.store.delete(id)
    await synchronise(a, b)
    expect(says(a)).toBeUndefined()
    expect(a.events.at(-1)).toMatch(/^delete/)
    await expect(a.store.edit(boardType, id, { attributes: { size: 2 } })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await a.store.add(boardType, { id, data: 'anew' })
    await synchronise(a, b)
    expect(says(b)).toEqual({ data: 'anew' })
    await b.store.delete(id)
    await a.store.edit(boardType, id, { attributes: { size: 2 } })
    await synchronise(a, b)
    expect(says(b)).toEqual({ data: 'anew', size: 2 })
    expect(says(a)).toEqual(says(b))
  })

  test('is updated as a whole by who has no edits to tell', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await b.store.update(boardType, id, { data: 'whole', attributes: { color: 'red', shape: 'round' } })
    await a.store.edit(boardType, id, { attributes: { color: 'green' } })
    await synchronise(a, b)
    expect(says(a)).toEqual({ data: 'whole', color: 'green', shape: 'round' })
    expect(losers(a)).toEqual([])
  })

  test('was made at the same time for everybody, whoever was heard first', async () => {
    const [a, b, c] = (await open(alice, bob, carol)) as [TestStore, TestStore, TestStore]
    await b.store.edit(boardType, id, { creator: alice.peer, attributes: { size: 1 } })
    await synchronise(b, c)
    a.clock.advance(10)
    await c.store.delete(id)
    await synchronise(b, c)
    a.clock.advance(10)
    await b.store.edit(boardType, id, { creator: alice.peer, attributes: { shape: 'round' } })
    for (const { flooded } of [b, c]) for (const item of flooded) await a.store.receive(item)
    expect(a.store.get(id)).toEqual(b.store.get(id))
  })

  test('lives until the latest of those that count, and no edit shortens that', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await b.store.edit(boardType, id, { attributes: { size: 2 }, ttlMs: 3 * DAY_MS })
    await a.store.edit(boardType, id, { attributes: { color: 'green' }, ttlMs: 1 })
    await synchronise(a, b)
    a.clock.advance(2 * DAY_MS)
    expect(says(a)).toEqual({ data: 'plan', color: 'green', size: 2 })
    a.clock.advance(DAY_MS)
    expect(says(a)).toBeUndefined()
    expect(says(b)).toBeUndefined()
    expect(a.events.at(-1)).toMatch(/^expire/)
  })

  test('of two machines of one author has the edits of both; a restored backup loses nothing', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    const second = await openTestStore(alice, { clock: a.clock, storage: createMemoryStorage(), seed: 99 })
    second.store.declare(boardType)
    await synchronise(a, second)
    await a.store.edit(boardType, id, { attributes: { color: 'green' } })
    await a.store.edit(boardType, id, { attributes: { size: 5 } })
    a.clock.advance(1) // One version, and one millisecond, would be one contribution.
    await second.store.edit(boardType, id, { attributes: { shape: 'round' } })
    await synchronise(a, b)
    await synchronise(second, b)
    expect(says(b)).toEqual({ data: 'plan', color: 'green', size: 5, shape: 'round' })
    await synchronise(a, second)
    expect(says(a)).toEqual(says(b))
    expect(says(second)).toEqual(says(b))
    await a.store.edit(boardType, id, { attributes: { shape: 'square' } })
    await synchronise(a, b)
    expect(says(b)).toEqual({ data: 'plan', color: 'green', size: 5, shape: 'square' })
  })
})

describe('who may write', () => {
  const officeType = { ...boardType, name: 'test.office', changeableBy: 'administrators' } as const

  test('is up to the type: others are neither heard nor let write', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    const office = namedRecordId(alice.peer, 'office')
    const values = (of: TestStore): unknown => of.store.get(office)?.attributes['color']
    for (const { store } of [a, b]) store.declare(officeType)
    await a.store.add(officeType, { id: office, data: '', attributes: { color: 'red' } })
    await synchronise(a, b)
    await expect(b.store.edit(officeType, office, { attributes: { color: 'blue' } })).rejects.toMatchObject({
      code: 'NOT_ALLOWED'
    })
    await expect(b.store.delete(office)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    for (const { policy } of [a, b]) policy.setAdministrator(bob.peer, true)
    await b.store.edit(officeType, office, { attributes: { color: 'blue' } })
    await synchronise(a, b)
    expect(values(a)).toBe('blue')
    for (const { policy } of [a, b]) policy.setAdministrator(bob.peer, false)
    expect(values(b)).toBe('red')
    const sent = a.flooded.length
    await settle()
    expect(values(a)).toBe('red')
    expect(a.flooded).toHaveLength(sent) // Nobody says it in the place of one who may not.
    await a.store.edit(officeType, office, { attributes: { color: 'blue' } })
    await synchronise(a, b)
    expect(b.store.get(office)).toMatchObject({ attributes: { color: 'blue' }, lastModifiedBy: alice.peer })
  })

  test('nobody takes a record away by calling it a type that more may write', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    const freeType = { ...boardType, name: 'test.free' }
    const office = namedRecordId(carol.peer, 'office')
    for (const { store } of [a, b]) store.declare(officeType)
    for (const { policy } of [a, b]) policy.setAdministrator(alice.peer, true)
    await a.store.edit(officeType, office, { attributes: { color: 'red' }, creator: carol.peer })
    await b.store.edit(freeType, office, { attributes: { color: 'blue' }, creator: carol.peer })
    await synchronise(a, b)
    for (const { store } of [a, b]) {
      expect(store.get(office)).toMatchObject({
        type: 'test.office',
        creator: carol.peer,
        attributes: { color: 'red' }
      })
    }
  })

  test('an id can only be founded for the member that it is derived from', async () => {
    const [a] = (await open(alice)) as [TestStore]
    const init = { attributes: { color: 'red' }, creator: bob.peer }
    await expect(a.store.edit(boardType, id, init)).rejects.toMatchObject({ code: 'BAD_RECORD' })
  })
})

describe('when the membership of who wrote it ends', () => {
  test('what it said counts no more, at everybody, and nobody signs it in its place; who stays writes it again', async () => {
    const [a, b, c] = (await openBoard(alice, bob, carol)) as [TestStore, TestStore, TestStore]
    await b.store.edit(boardType, id, { attributes: { color: 'blue', size: null }, data: 'of bob' })
    await synchronise(a, b)
    await synchronise(b, c)
    await c.store.edit(boardType, id, { data: 'of carol' })
    await synchronise(a, c)
    const sent = a.flooded.length + c.flooded.length
    for (const { policy } of [a, c]) policy.setMember(bob.peer, undefined)
    await settle()
    await synchronise(a, c)
    for (const one of [a, c]) expect(says(one)).toEqual({ data: 'of carol', color: 'red', size: 1 })
    for (const one of [a, c]) expect(losers(one)).toEqual([])
    expect(a.flooded.length + c.flooded.length).toBe(sent)
    await c.store.edit(boardType, id, { attributes: { color: 'blue' } })
    await synchronise(a, c)
    for (const one of [a, c]) expect(says(one)).toEqual({ data: 'of carol', color: 'blue', size: 1 })
  })

  test('and begins again, nothing is lost of what it wrote while it did not know; while it knows, it is refused', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await b.store.edit(boardType, id, { attributes: { shape: 'round' } })
    b.policy.setMember(bob.peer, undefined)
    const refused = b.store.edit(boardType, id, { attributes: { weight: 4 } })
    await expect(refused).rejects.toMatchObject({ code: 'NOT_A_MEMBER' })
    b.policy.setMember(bob.peer, Infinity)
    a.policy.setMember(bob.peer, undefined)
    await b.store.edit(boardType, id, { attributes: { weight: 3 } })
    await synchronise(a, b)
    expect(says(a)).toEqual({ data: 'plan', color: 'red', size: 1 })
    a.policy.setMember(bob.peer, Infinity)
    for (const store of [a, b])
      expect(says(store)).toEqual({ data: 'plan', color: 'red', size: 1, shape: 'round', weight: 3 })
    a.policy.setMember(bob.peer, undefined)
    await b.store.update(boardType, id, { data: 'all of it' })
    await synchronise(a, b)
    a.policy.setMember(bob.peer, Infinity)
    for (const store of [a, b]) expect(says(store)).toEqual({ data: 'all of it' })
  })

  test('a deletion counts no more either', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await b.store.delete(id)
    await synchronise(a, b)
    expect(says(a)).toBeUndefined()
    a.policy.setMember(bob.peer, undefined)
    await settle()
    expect(says(a)).toEqual({ data: 'plan', color: 'red', size: 1 })
  })

  test('at a start nothing is signed for one who may not write, though types are declared only later', async () => {
    const ownType: RecordType<string> = { ...boardType, name: 'test.own', changeableBy: 'creator' }
    const own = namedRecordId(alice.peer, 'own')
    const policy = new TestPolicy([alice, dave])
    policy.administrators.add(dave.peer)
    const a = await openTestStore(alice, { policy })
    a.store.declare(ownType)
    await a.store.add(ownType, { id: own, data: '', attributes: { color: 'red' } })
    const edit = { name: 'color', version: 2, modifiedAtMs: FAKE_NOW_MS + 1, removed: false, overwrites: [] }
    const writer = new ShardWriter(dave)
    const change = writer.write('own', {
      ...{ id: own, type: ownType.name, creator: alice.peer, version: 2, modifiedAtMs: FAKE_NOW_MS + 1 },
      ...{ collaborative: true, edits: [edit], attributes: { color: 'black' }, data: new Uint8Array() }
    })
    const item = encodeItem({ type: 'shard-update', head: writer.sign(1).bytes, change })
    expect(await a.store.receive(item)).toMatchObject({ outcome: 'applied' })
    const again = await openTestStore(alice, { clock: a.clock, policy, storage: a.storage, seed: 9 })
    expect(again.store.get(own)?.attributes).toEqual({ color: 'black' }) // As of a type that nobody knows.
    again.store.declare(ownType)
    await settle()
    expect(again.store.get(own)?.attributes).toEqual({ color: 'red' })
    expect(again.flooded).toEqual([])
  })

  test('the bytes that an author needs are a sum that is kept, and right', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    const needed = a.store.status().ownLivingBytes
    expect(needed).toBe(a.store.status().ownBytes)
    for (const size of [2, 3, 4]) await a.store.edit(boardType, id, { attributes: { size } })
    expect(a.store.status().ownLivingBytes).toBeLessThan(2.5 * needed)
    expect(a.store.status().ownBytes).toBeGreaterThan(3 * needed)
    await b.store.edit(boardType, id, { attributes: { size: 5 } })
    await synchronise(a, b)
    const again = await openTestStore(alice, { clock: a.clock, storage: a.storage })
    expect(again.store.status()).toMatchObject({
      ownBytes: a.store.status().ownBytes,
      ownLivingBytes: a.store.status().ownLivingBytes
    })
  })

  test('a stranger counts for nothing', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    const m = await openTestStore(mallory, { clock: a.clock, policy: new TestPolicy([alice, bob, mallory]) })
    await synchronise(a, m)
    await m.store.edit(boardType, id, { attributes: { color: 'black' } })
    for (const item of m.flooded) await a.store.receive(item)
    b.policy.members.set(mallory.peer, undefined) // Was one once.
    for (const item of m.flooded) await b.store.receive(item)
    expect(says(a)).toEqual({ data: 'plan', color: 'red', size: 1 })
    expect(says(b)).toEqual(says(a))
  })
})
