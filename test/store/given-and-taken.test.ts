// What a program holds of a record, before it is written and after it was read, changes nothing of what others see.
import { describe, expect, test } from 'vitest'
import { defineRecordType, type AttributeValue, type GroupRecord, type RecordType } from '../../src/record/index.js'
import { noteType, openTestStore, signalType, type TestStore } from '../support/store-peers.js'
import { alice } from '../support/people.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'

/** Data are the very bytes that are given. */
const bytesCodec = { encode: (bytes: Uint8Array) => bytes, decode: (bytes: Uint8Array) => bytes }
const types = [noteType, signalType, { ...noteType, name: 'test.board', lifetime: 'collaborative' as const }].map(
  (type) => defineRecordType<Uint8Array>({ ...type, codec: bytesCodec })
)

describe.each(types.map((type) => ({ lifetime: type.lifetime, type })))('of a $lifetime record', ({ type }) => {
  test.each(['add', 'update'] as const)('%s writes what its caller had at the call', async (method) => {
    const { store } = await openTestStore(alice)
    store.declare(type)
    const first = await store.add(type, { data: Buffer.from('before') })
    const data = Buffer.from('given')
    const due = new Date(FAKE_NOW_MS)
    const attributes: { [name: string]: AttributeValue } = { color: 'red', due }
    const init = { data, attributes, ttlMs: 60_000 }
    const earlier = store.add(type, { data: Buffer.from('takes its time') })
    const writing = method === 'add' ? store.add(type, init) : store.update(type, first.id, init)
    data.write('taken')
    due.setTime(1)
    Object.assign(attributes, { color: 'blue', more: 1 })
    Object.assign(init, { ttlMs: 1, data: Buffer.from('other') })
    await earlier
    const { id } = await writing
    expect(plain(store.get(id)!)).toEqual({ data: 'given', attributes: { color: 'red', due: new Date(FAKE_NOW_MS) } })
    expect(store.get(id)!.expiresAtMs).toBeGreaterThanOrEqual(FAKE_NOW_MS + 60_000)
  })

  test('nobody who gets it can change it', async () => {
    const opened = await openTestStore(alice)
    const { store } = opened
    store.declare(type)
    const seen: GroupRecord[] = []
    store.on('record:add', (record) => seen.push(record))
    const due = new Date(FAKE_NOW_MS)
    const written = await store.add(type, { data: Buffer.from('text'), attributes: { color: 'red', due } })
    const { id } = written
    const handedOut = [...seen, written, store.get(id)!, ...store.find({ type: type.name }), ...searched(opened, type)]
    expect(handedOut).toHaveLength(5)
    for (const record of handedOut) {
      expect(() => Object.assign(record, { version: 99 })).toThrow(TypeError)
      expect(() => Object.assign(record.attributes, { color: 'blue' })).toThrow(TypeError)
      expect(() => Object.assign(record.attributes, { more: 1 })).toThrow(TypeError)
      ;(record.attributes['due'] as Date).setTime(1)
      record.data.fill(0)
    }
    expect(plain(store.get(id)!)).toEqual({ data: 'text', attributes: { color: 'red', due: new Date(FAKE_NOW_MS) } })
    expect(plain(seen[0]!)).toEqual(plain(store.get(id)!))
  })
})

test('an edit writes what its caller had at the call', async () => {
  const { store } = await openTestStore(alice)
  const type = types[2]!
  const { id } = await store.add(type, { data: Buffer.from('plan'), attributes: { color: 'red', size: 1 } })
  const due = new Date(FAKE_NOW_MS)
  const data = Buffer.from('given')
  const attributes: { [name: string]: AttributeValue | null } = { due, color: null }
  const earlier = store.add(type, { data: Buffer.from('takes its time') })
  const editing = store.edit(type, id, { attributes, data })
  due.setTime(1)
  data.write('taken')
  Object.assign(attributes, { color: 'blue', size: null })
  await Promise.all([earlier, editing])
  expect(plain(store.get(id)!)).toEqual({ data: 'given', attributes: { size: 1, due: new Date(FAKE_NOW_MS) } })
})

test('what is taken apart and put together again has its data', async () => {
  const { store } = await openTestStore(alice)
  const { id } = await store.add(noteType, { data: 'text' })
  expect(Buffer.from({ ...store.get(id)! }.data).toString()).toBe('text')
})

test('an attribute without a name is refused, and is not taken for the data', async () => {
  const { store } = await openTestStore(alice)
  const type = types[2]!
  const { id } = await store.add(type, { data: Buffer.from('plan') })
  await expect(store.edit(type, id, { attributes: { '': 'x' } })).rejects.toMatchObject({ code: 'BAD_RECORD' })
})

function searched({ store }: TestStore, type: RecordType<Uint8Array>): GroupRecord[] {
  return store.search({ attribute: 'due', compare: 'greater', value: new Date(1) }, { types: [type.name] }).next(9)
}

/** Apart from how its attributes are held. */
function plain({ data, attributes }: GroupRecord): unknown {
  return { data: Buffer.from(data).toString(), attributes: { ...attributes } }
}
