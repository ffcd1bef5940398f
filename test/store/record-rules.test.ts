// What writing refuses, what it promises, and what readers of a store are told.
import { describe, expect, test, vi } from 'vitest'
import { namedRecordId, sealRecord } from '../../src/record/index.js'
import { DurableRecords } from '../../src/store/durable-records.js'
import { OWN_ROOM_BYTES } from '../../src/store/defaults.js'
import { RESERVED_ATTRIBUTES, type ChangedRecord } from '../../src/store/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import {
  contents,
  FIRST_NAMED_VERSION,
  noteType,
  openTestStore,
  signalType,
  synchronise
} from '../support/store-peers.js'

const id = namedRecordId(alice.peer, 'list')

describe('a write', () => {
  test('never lets a record expire earlier than it was promised, only later', async () => {
    const here = await openTestStore(alice)
    const first = await here.store.add(noteType, { id, data: 'a', ttlMs: 10_000 })
    expect((await here.store.update(noteType, id, { data: 'b', ttlMs: 1000 })).expiresAtMs).toBe(first.expiresAtMs)
    const later = await here.store.update(noteType, id, { data: 'c', ttlMs: 20_000 })
    expect(later.expiresAtMs - later.modifiedAtMs).toBe(20_000)
    await here.store.delete(id)
    await here.clock.advanceAsync(1000)
    const named = await here.store.add(noteType, { id, data: 'd', ttlMs: 5000 })
    expect(named.version).toBe(FIRST_NAMED_VERSION + 4)
  })

  test("of a type of the store's own is refused, and what another member wrote of one is never shown", async () => {
    const here = await openTestStore(alice)
    const own = { ...noteType, name: 'store.note' }
    for (const lifetime of ['durable', 'ephemeral', 'collaborative'] as const) {
      const written = here.store.add({ ...own, lifetime }, { data: 'a' })
      await expect(written, lifetime).rejects.toMatchObject({ code: 'BAD_RECORD' })
    }
    expect(() => here.store.declare(own)).toThrow(/store's own/)
    const writer = new ShardWriter(bob)
    const change = writer.write('hidden', { type: own.name })
    const item = encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
    expect(await here.store.receive(item)).toEqual({ outcome: 'applied' })
    const signal = testRecord(bob, 'signal', { type: own.name, version: FAKE_NOW_MS, expiresAtMs: FAKE_NOW_MS + 1000 })
    const envelope = sealRecord(signal, TEST_GROUP, bob.keyPair)
    expect(await here.store.receive(encodeItem({ type: 'ephemeral', envelope }))).toEqual({ outcome: 'applied' })
    expect(contents(here)).toEqual([])
    expect(here.events).toEqual([])
  })

  test('of another type is refused: that is for the life of a record', async () => {
    const here = await openTestStore(alice)
    await here.store.add(noteType, { id, data: 'a' })
    const other = { ...noteType, name: 'test.other' }
    await expect(here.store.update(other, id, { data: 'b' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
  })

  test.each(Object.keys(RESERVED_ATTRIBUTES))('of an attribute named %s is refused', async (name) => {
    const here = await openTestStore(alice)
    const written = here.store.add(noteType, { data: 'a', attributes: { [name]: 'x' } })
    await expect(written).rejects.toMatchObject({ code: 'BAD_RECORD' })
    expect(contents(here)).toEqual([])
  })

  test.each<[string, object, string]>([
    ['half a number', { attributes: { size: 1.5 } }, 'attribute "size" is no text, whole number within 2^53 or date'],
    ['no number', { attributes: { size: NaN } }, 'attribute "size" is no'],
    ['no date', { attributes: { due: new Date(NaN) } }, 'attribute "due" is no'],
    ['a date before 1970', { attributes: { due: new Date(-1) } }, 'attribute "due" is no'],
    ['half a letter', { attributes: { name: '\ud800' } }, 'attribute "name" is no'],
    ['nothing as an attribute', { attributes: { size: null } }, 'attribute "size" is no'],
    ['no life', { ttlMs: 0 }, 'whole number of milliseconds above 0, not 0'],
    ['a life that is over', { ttlMs: -1 }, 'not -1'],
    ['half a millisecond', { ttlMs: 0.5 }, 'not 0.5'],
    ['a life of no length', { ttlMs: NaN }, 'not NaN']
  ])('of %s is refused in words, whatever lifetime its type has', async (_what, given, message) => {
    const here = await openTestStore(alice)
    for (const lifetime of ['durable', 'ephemeral', 'collaborative'] as const) {
      const type = { ...noteType, name: `test.${lifetime}`, lifetime }
      const refused = { code: 'BAD_RECORD', message: expect.stringContaining(message) as string }
      await expect(here.store.add(type, { data: 'a', ...given }), lifetime).rejects.toMatchObject(refused)
      const { id } = await here.store.add(type, { data: 'a' })
      await expect(here.store.update(type, id, { data: 'a', ...given }), lifetime).rejects.toMatchObject(refused)
    }
  })

  test('where our own room is full is refused before others would, and deleting still works', async () => {
    const here = await openTestStore(alice)
    await here.store.add(noteType, { id, data: 'a' })
    const ownBytes = vi.spyOn(DurableRecords.prototype, 'ownBytes', 'get').mockReturnValue(OWN_ROOM_BYTES - 4)
    await here.store.update(noteType, id, { data: 'four' })
    await expect(here.store.update(noteType, id, { data: 'fives' })).rejects.toMatchObject({ code: 'FULL' })
    await here.store.delete(id)
    expect(contents(here)).toEqual([])
    ownBytes.mockRestore()
  })
})

describe('a record deleted here only', () => {
  test('is gone here until the next round of synchronising, and nobody else notices', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    for (const type of [noteType, signalType]) await there.store.add(type, { data: type.name })
    for (const item of there.flooded) await here.store.receive(item)
    for (const { id } of here.store.find({})) await here.store.delete(id, { localOnly: true })
    expect(contents(here)).toEqual([])
    expect(here.events.slice(2).sort()).toEqual(['delete test.note', 'delete test.signal'])
    expect(here.flooded).toEqual([])
    const [note] = there.store.find({ type: noteType.name })
    await expect(here.store.delete(note!.id, { localOnly: true })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await there.store.update(noteType, note!.id, { data: 'newer' })
    await here.store.receive(there.flooded.at(-1)!)
    expect(contents(here)).toEqual([])
    await synchronise(here, there)
    expect(contents(here)).toEqual(contents(there))
    expect(here.events.slice(4).sort()).toEqual(['add newer', 'add test.signal'])
  })
})

describe('adding under the id of a record deleted here only', () => {
  const collaborative = { ...noteType, name: 'test.list', lifetime: 'collaborative' } as const

  test.each([noteType, signalType, collaborative])('of $name is seen here, at once', async (type) => {
    const here = await openTestStore(alice)
    await here.store.add(type, { id, data: 'first' })
    await here.store.delete(id, { localOnly: true })
    const added = await here.store.add(type, { id, data: 'again' })
    expect(here.store.get(id)).toEqual(added)
    expect(here.events.slice(-2)).toEqual(['delete first', 'add again'])
    await here.store.update(type, id, { data: 'third' })
    expect(here.events.at(-1)).toBe('update third')
  })

  test('with another type is refused, and nobody is told', async () => {
    const here = await openTestStore(alice)
    for (const type of [noteType, signalType, collaborative]) {
      const { id } = await here.store.add(type, { data: 'one' })
      await here.store.delete(id, { localOnly: true })
      expect(here.store.standing(id)).toMatchObject({ type: type.name })
      const { length } = here.flooded
      const other = { ...type, name: 'test.other' }
      await expect(here.store.add(other, { id, data: 'two' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
      expect([here.flooded.length, here.store.get(id)]).toEqual([length, undefined])
    }
  })

  test('no update or edit of a collaborative one finds it, but one that founds it', async () => {
    const here = await openTestStore(alice)
    await here.store.add(collaborative, { id, data: 'first' })
    await here.store.delete(id, { localOnly: true })
    for (const written of [
      here.store.update(collaborative, id, { data: 'second' }),
      here.store.edit(collaborative, id, { attributes: { a: 1 } })
    ]) {
      await expect(written).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    expect(here.store.conflicts(id)).toEqual([])
    await here.store.edit(collaborative, id, { creator: alice.peer, attributes: { a: 1 } })
    expect(here.store.get(id)?.attributes).toEqual({ a: 1 })
  })
})

describe('an enumeration', () => {
  test('says how many there are, and reads them as they were', async () => {
    const here = await openTestStore(alice)
    const names = ['a', 'b', 'c', 'd', 'e']
    for (const data of names) await here.store.add(noteType, { data })
    await here.store.add(signalType, { data: 'not asked for' })
    const found = here.store.enumerate({ type: noteType.name })
    for (const { id } of here.store.find({ type: noteType.name }).slice(1)) await here.store.delete(id)
    await here.store.add(noteType, { data: 'late' })
    expect(found.count).toBe(5)
    const read = found.next(2)
    expect(read).toHaveLength(2)
    for await (const record of found) {
      read.push(record)
      if (read.length === 4) break
    }
    expect(found.count).toBe(5)
    read.push(...found.next(100))
    expect(read.map(({ data }) => Buffer.from(data).toString()).sort()).toEqual(names)
    expect(found.next(1)).toEqual([])
  })

  test('that is ended has no more, and says still how many there were', async () => {
    const here = await openTestStore(alice)
    for (const data of ['a', 'b', 'c']) await here.store.add(noteType, { data })
    const found = here.store.enumerate({ type: noteType.name })
    expect(found.next(1)).toHaveLength(1)
    found.end()
    expect(found.next(9)).toEqual([])
    for await (const record of found) expect(record).toBeUndefined()
    expect(found.count).toBe(3)
  })
})

describe('a watch', () => {
  test('tells of the types and changes that it asks for, until it ends', async () => {
    const here = await openTestStore(alice)
    const heard: string[] = []
    const hear = ({ change, record }: ChangedRecord): void => {
      heard.push(`${change} ${Buffer.from(record.data).toString()}`)
    }
    const all: string[] = []
    here.store.watch({}, ({ change }) => all.push(change))
    const end = here.store.watch({ types: [noteType.name], changes: ['updated', 'deleted', 'deleted'] }, hear)
    await here.store.add(noteType, { id, data: 'a' })
    await here.store.update(noteType, id, { data: 'b' })
    await here.store.add(signalType, { data: 'other', ttlMs: 10 })
    await here.store.delete(id)
    await here.clock.advanceAsync(10)
    expect(heard).toEqual(['updated b', 'deleted b'])
    expect(all).toEqual(['added', 'updated', 'added', 'deleted', 'expired'])
    end()
    await here.store.add(noteType, { id, data: 'c' })
    await here.store.delete(id)
    expect(heard).toHaveLength(2)
  })
})
