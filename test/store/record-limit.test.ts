// How large a record may be to count, whoever wrote it.
import { describe, expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { MAX_RESTING_DATA_BYTES } from '../../src/store/defaults.js'
import { alice, bob, carol } from '../support/people.js'
import { noteType, openTestStore, signalType, synchronise, type TestStore } from '../support/store-peers.js'

const sharedType = { ...noteType, name: 'test.shared', changeableBy: 'members' as const }
const boardType = { ...sharedType, name: 'test.board', lifetime: 'collaborative' as const }
const LIMIT = 1024
const FITS = 'x'.repeat(LIMIT)
const TOO_LARGE = 'x'.repeat(LIMIT + 1)

async function open(person: typeof alice, limit?: number): Promise<TestStore> {
  const opened = await openTestStore(person)
  for (const type of [sharedType, boardType, signalType]) opened.store.declare(type)
  if (limit !== undefined) opened.store.limitRecordBytes(limit)
  return opened
}

/** What is told of a store from now on. */
function eventsOf({ store }: TestStore): string[] {
  const told: string[] = []
  for (const what of ['add', 'update', 'delete', 'expire'] as const) store.on(`record:${what}`, () => told.push(what))
  return told
}

const textsIn = ({ store }: TestStore): string[] => store.find({}).map(({ data }) => Buffer.from(data).toString())

describe('what others wrote larger than that', () => {
  test.each([noteType, signalType])('is kept and passed on, and not shown, be it $lifetime', async (type) => {
    const [hostile, here, beyond] = [await open(alice), await open(bob, LIMIT), await open(carol)]
    const told = eventsOf(here)
    await hostile.store.add(type, { data: TOO_LARGE })
    await synchronise(here, hostile)
    await synchronise(beyond, here)
    expect([textsIn(here), textsIn(beyond), told]).toEqual([[], [TOO_LARGE], []])
    await hostile.store.add(type, { data: FITS })
    await synchronise(here, hostile)
    expect([textsIn(here), told]).toEqual([[FITS], ['add']])
  })

  test('counts attributes, names included', async () => {
    const [hostile, here] = [await open(alice), await open(bob, LIMIT)]
    const attributes = (length: number) => ({ name: 'é'.repeat(length), size: 7, day: new Date(0) })
    await hostile.store.add(noteType, { data: 'x'.repeat(LIMIT - 27 - 40), attributes: attributes(20) })
    await hostile.store.add(noteType, { data: 'x'.repeat(LIMIT - 27 - 40), attributes: attributes(21) })
    await synchronise(here, hostile)
    expect(here.store.find({}).map((record) => record.attributes['name'])).toEqual(['é'.repeat(20)])
  })

  test('is no version of a record: what its creator said stands', async () => {
    const [here, hostile] = [await open(alice, LIMIT), await open(bob)]
    const { id } = await here.store.add(sharedType, { data: 'mine' })
    await synchronise(hostile, here)
    await hostile.store.update(sharedType, id, { data: TOO_LARGE })
    await synchronise(here, hostile)
    expect(textsIn(here)).toEqual(['mine'])
    await hostile.store.update(sharedType, id, { data: 'smaller' })
    await synchronise(here, hostile)
    expect(textsIn(here)).toEqual(['smaller'])
  })

  test('is no part of a collaborative record: those of others are shown', async () => {
    const [here, hostile] = [await open(alice, LIMIT), await open(bob)]
    const { id } = await here.store.add(boardType, { data: 'mine', attributes: { color: 'red' } })
    await synchronise(hostile, here)
    await hostile.store.edit(boardType, id, { attributes: { color: TOO_LARGE } })
    await synchronise(here, hostile)
    expect(here.store.get(id)?.attributes).toEqual({ color: 'red' })
  })

  test('is hidden when the limit becomes known, and shown when it ends', async () => {
    const [hostile, here] = [await open(alice), await open(bob)]
    await hostile.store.add(noteType, { data: TOO_LARGE })
    await hostile.store.add(signalType, { data: TOO_LARGE })
    await synchronise(here, hostile)
    const told = eventsOf(here)
    here.store.limitRecordBytes(LIMIT)
    expect(textsIn(here)).toEqual([])
    here.store.limitRecordBytes(LIMIT + 1)
    expect([textsIn(here), told]).toEqual([
      [TOO_LARGE, TOO_LARGE],
      ['delete', 'delete', 'add', 'add']
    ])
  })

  test('takes no look at the disk', async () => {
    const [hostile, here] = [await open(alice), await open(bob)]
    await hostile.store.add(noteType, { data: 'x'.repeat(MAX_RESTING_DATA_BYTES + 1) })
    await synchronise(here, hostile)
    const { get } = here.storage
    here.storage.get = () => {
      throw new Error('it looked')
    }
    here.store.limitRecordBytes(LIMIT)
    expect(here.store.find({})).toEqual([])
    here.storage.get = get
  })
})

describe('what is to be written here', () => {
  test('is refused where it is larger, with what was written before', async () => {
    const { store } = await open(alice, LIMIT)
    const refused = { code: 'TOO_LARGE' }
    for (const type of [noteType, signalType, boardType]) {
      await expect(store.add(type, { data: TOO_LARGE })).rejects.toMatchObject(refused)
    }
    const id = namedRecordId(alice.peer, 'board')
    await store.add(boardType, { id, data: 'x'.repeat(600) })
    await expect(store.edit(boardType, id, { attributes: { more: 'x'.repeat(600) } })).rejects.toMatchObject(refused)
    expect(store.get(id)?.attributes).toEqual({})
    await store.delete(id)
  })
})
