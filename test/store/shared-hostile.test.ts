// Collaborative records in whole stores beside a member who may write them, and lies; and beside one who may not.
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId, type GroupRecord } from '../../src/record/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { ShardWriter } from '../support/changes.js'
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
