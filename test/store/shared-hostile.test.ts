// Collaborative records in whole stores beside a member who may write them, and lies; and beside one who may not.
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId, type GroupRecord } from '../../src/record/index.js'
import { createMemoryStorage, type Storage } from '../../src/store/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { checked, ShardWriter } from '../support/changes.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { alice, bob, dave } from '../support/people.js'
import { openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const boardType = defineRecordType<string>({
  name: 'test.board',
  lifetime: 'collaborative',
  codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() },
  ttlMs: 86_400_000,
  changeableBy: 'members',
  maxBytes: 100_000
})
const id = namedRecordId(alice.peer, 'board')
const HIGHEST = 2 ** 31

async function openBoard(...people: (typeof alice)[]): Promise<TestStore[]> {
  const clock = new FakeClock()
  const stores = await Promise.all(people.map((person) => openTestStore(person, { clock })))
  for (const { store } of stores) store.declare(boardType)
  await stores[0]!.store.add(boardType, { id, data: 'plan', attributes: { color: 'red' } })
  for (const other of stores.slice(1)) await synchronise(stores[0]!, other)
  return stores
}

/** A contribution that says one color, and saw nothing. */
function colored(color: string, version: number, changed: Partial<GroupRecord> = {}): Partial<GroupRecord> {
  return {
    ...{ id, type: 'test.board', creator: alice.peer, version, data: new Uint8Array(), attributes: { color } },
    edits: [{ name: 'color', version, modifiedAtMs: FAKE_NOW_MS, removed: false, overwrites: [] }],
    ...changed
  }
}

async function give({ store }: TestStore, writer: ShardWriter, contribution: Partial<GroupRecord>): Promise<void> {
  const change = writer.write('board', contribution)
  const update = encodeItem({ type: 'shard-update', head: writer.sign(1).bytes, change })
  expect(await store.receive(update)).toEqual({ outcome: 'applied' })
}

describe('a shared record', () => {
  test('is deleted though somebody gave an edit of it the highest version', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await give(a, new ShardWriter(dave), colored('black', HIGHEST))
    expect(a.store.get(id)?.attributes['color']).toBe('black')
    await a.store.delete(id)
    expect(a.store.get(id)).toBeUndefined()
    await synchronise(a, b)
    expect(b.store.get(id)).toBeUndefined()
  })

  test('that an edit kept while it was being deleted says so', async () => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    await a.store.edit(boardType, id, { attributes: { color: 'green' } })
    const edit = a.flooded.at(-1)
    b.store.on('item:local', () => void b.store.receive(edit!)) // After the tombstone was made, before it is confirmed.
    await expect(b.store.delete(id)).rejects.toMatchObject({ code: 'NOT_DELETED' })
    expect(b.store.get(id)?.attributes['color']).toBe('green')
  })
})

describe('the type of a shared record', () => {
  const office = namedRecordId(bob.peer, 'test.office')

  test.each([
    ['that nobody declared', namedRecordId(bob.peer, 'office'), 'x'],
    ['that is declared too, where the id is named after the other', office, 'test.board']
  ])('is not taken away by an older contribution of a type %s', async (_what, id, type) => {
    const a = await openTestStore(alice)
    const officeType = { ...boardType, name: 'test.office', changeableBy: 'administrators' } as const
    a.policy.administrators.add(alice.peer).add(dave.peer)
    for (const one of [boardType, officeType]) a.store.declare(one)
    await a.store.edit(officeType, id, { creator: bob.peer, attributes: { color: 'red' } })
    await give(a, new ShardWriter(dave), colored('black', 1, { id, type, creator: bob.peer, createdAtMs: 1 }))
    await a.store.edit(officeType, id, { creator: bob.peer, attributes: { color: 'green' } })
    expect(a.store.get(id)).toMatchObject({ type: 'test.office', attributes: { color: 'green' } })
  })

  test('is the same for ever, whoever writes it', async () => {
    const [a] = (await openBoard(alice)) as [TestStore]
    const other = { ...boardType, name: 'test.other' }
    const refused = { code: 'BAD_RECORD' }
    await expect(a.store.update(other, id, { data: 'x' })).rejects.toMatchObject(refused)
    await expect(a.store.edit(other, id, { data: 'x' })).rejects.toMatchObject(refused)
    await expect(a.store.add(other, { id, data: 'x' })).rejects.toMatchObject(refused)
    const signal = { ...boardType, name: 'test.signal', lifetime: 'ephemeral' } as const
    await expect(a.store.add(signal, { id, data: 'x' })).rejects.toMatchObject(refused)
    await a.store.delete(id)
    await expect(a.store.add(other, { id, data: 'x' })).rejects.toMatchObject(refused)
  })
})

test('attributes of shared records have no reserved names', async () => {
  const [a] = (await openBoard(alice)) as [TestStore]
  const attributes = { peercreatorid: 'x' }
  const refused = { code: 'BAD_RECORD' }
  await expect(a.store.edit(boardType, id, { attributes })).rejects.toMatchObject(refused)
  await expect(a.store.update(boardType, id, { data: 'x', attributes })).rejects.toMatchObject(refused)
  await expect(a.store.add(boardType, { data: 'x', attributes })).rejects.toMatchObject(refused)
})

test.each([
  ['falls', false],
  ['stays', true]
])(
  'of two histories of one author everybody sees the same, where the one that replaces something %s',
  async (_what, stays) => {
    const stores = (await openBoard(alice, bob)) as [TestStore, TestStore]
    const first = colored('black', 1, { modifiedAtMs: FAKE_NOW_MS })
    const replaces = [{ version: 1, modifiedAtMs: FAKE_NOW_MS }]
    const sized = { attributes: { size: 2 }, edits: [{ ...colored('', 2).edits![0]!, name: 'size' }], replaces }
    const shaped = { attributes: { shape: 'round' }, edits: [{ ...colored('', 3).edits![0]!, name: 'shape' }] }
    const [base, ...rest] = histories(stays, first, colored('', 2, sized), colored('', 3, shaped))
    for (const { store } of stores) await store.receive(base)
    for (const item of rest) await stores[0].store.receive(item)
    for (const item of rest.reverse()) await stores[1].store.receive(item)
    // What fell replaces nothing any more: its author's first contribution counts again.
    const left = stays ? { size: 2 } : { color: 'black', shape: 'round' }
    for (const { store } of stores) expect(store.get(id)?.attributes).toMatchObject(left)
    expect(stores[0].store.get(id)).toEqual(stores[1].store.get(id))
    expect(stores[0].store.conflicts(id)).toEqual(stores[1].store.conflicts(id))
  }
)

describe('who repeats an edit of its own with another value', () => {
  const overwrites = [{ author: alice.peer, version: 1, modifiedAtMs: FAKE_NOW_MS }]
  const edit = { ...colored('', 1).edits![0]!, overwrites }
  const data = (bytes: number, letter: string): Partial<GroupRecord> => {
    return { attributes: {}, data: Buffer.alloc(bytes, letter), edits: [{ ...edit, name: '' }] }
  }

  test.each<[string, Partial<GroupRecord>, Partial<GroupRecord>]>([
    ['of an attribute', {}, { attributes: { color: 'green' } }],
    ['of another kind', {}, { attributes: { color: 7 } }],
    ['that is none', {}, { attributes: {}, edits: [{ ...edit, removed: true }] }],
    ['of small data', data(10, 'a'), data(10, 'b')],
    ['of data that rest on disk', data(10_000, 'a'), data(10_000, 'b')]
  ])('%s, shows the same to whoever has both, whichever came when', async (_what, one, other) => {
    const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
    for (let size = 1; size < 4; size++) await a.store.edit(boardType, id, { attributes: { size } })
    const writer = new ShardWriter(dave)
    await give(a, writer, colored('black', 1, { edits: [edit], ...one }))
    const updated: GroupRecord[] = []
    a.store.on('record:update', (record) => updated.push(record))
    const replaces = [{ version: 1, modifiedAtMs: FAKE_NOW_MS }]
    await give(a, writer, colored('black', 2, { edits: [edit], ...other, replaces }))
    await synchronise(a, b)
    expect({ ...a.store.get(id) }).toEqual({ ...b.store.get(id) })
    expect(a.store.get(id)?.lastModifiedBy).toBe(alice.peer)
    expect(updated).toEqual([a.store.get(id)])
  })

  test('in large data, again and again, has nobody read them from the disk', async () => {
    const storage = createMemoryStorage()
    let reads = 0
    const counted: Storage = {
      get: (key) => (reads++, storage.get(key)),
      write: (batch, options) => storage.write(batch, options),
      entries: (range) => storage.entries(range),
      snapshot: () => storage.snapshot(),
      close: async () => {} // It is opened again.
    }
    const clock = new FakeClock()
    const open = async (): Promise<TestStore> => {
      const opened = await openTestStore(alice, { clock, storage: counted })
      opened.store.declare(boardType)
      return opened
    }
    const a = await open()
    const readsOfOpening = reads
    await a.store.add(boardType, { id, data: 'plan' })
    for (const title of ['a plan', 'the plan']) await a.store.edit(boardType, id, { data: title })
    const writer = new ShardWriter(dave)
    for (let i = 0; i < 9; i++) {
      await give(a, writer, colored('', 100 + i, { ...data(10_000, `${i}`), modifiedAtMs: FAKE_NOW_MS + i }))
    }
    for (let i = 0; i < 10; i++) await give(a, writer, colored('black', 2 + i))
    expect(reads).toBe(readsOfOpening)
    const says = (of: TestStore): unknown => [of.store.get(id)?.attributes, of.store.conflicts(id)]
    const before = says(a)
    expect(a.store.conflicts(id).filter(({ name }) => name === '')).toHaveLength(9)
    expect(reads).toBeGreaterThan(readsOfOpening) // By whoever asks for them.
    await a.store.close()
    reads = 0
    const again = await open()
    expect(again.store.get(id)?.version).toBe(108)
    expect(reads).toBe(readsOfOpening)
    expect(says(again)).toEqual(before)
  })
})

test('a type that its creator says twice is the same to whoever has both', async () => {
  const [a, b] = (await openBoard(alice, bob)) as [TestStore, TestStore]
  const ofDave = namedRecordId(dave.peer, 'board')
  for (const type of ['test.board', 'test.aboard']) {
    for (const { store } of [a, b]) if (type !== boardType.name) store.declare({ ...boardType, name: type })
    await give(a, new ShardWriter(dave, type), colored('black', 1, { id: ofDave, type, creator: dave.peer }))
  }
  await synchronise(a, b)
  expect(a.store.get(ofDave)).toEqual(b.store.get(ofDave))
})

/** Items that say the first, and then in its second change the one, or the other. @param stays whether the one stays */
function histories(
  stays: boolean,
  first: Partial<GroupRecord>,
  one: Partial<GroupRecord>,
  other: Partial<GroupRecord>
): [Uint8Array, Uint8Array, Uint8Array] {
  for (let i = 0; ; i++) {
    // The smaller hash stays: each process name gives others.
    const writers = [new ShardWriter(dave, `process ${i}`), new ShardWriter(dave, `process ${i}`)] as const
    const item = (writer: ShardWriter, record: Partial<GroupRecord>): { item: Uint8Array; hash: string } => {
      const change = writer.write('board', record)
      return {
        item: encodeItem({ type: 'shard-update', head: writer.sign(1).bytes, change }),
        hash: checked(change).hash
      }
    }
    const [base] = [item(writers[0], first), item(writers[1], first)]
    const [left, right] = [item(writers[0], one), item(writers[1], other)]
    if (left.hash < right.hash === stays) return [base.item, left.item, right.item]
  }
}
