import { expect, test, vi } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import { RecordIndex } from '../../src/store/record-index.js'
import { testRecord } from '../support/changes.js'
import { alice, bob } from '../support/people.js'

function filled(): RecordIndex {
  const index = new RecordIndex()
  index.indexAttributes('test.note', ['color', 'size', 'day'])
  index.set(testRecord(alice, 'a', { attributes: { color: 'red', size: 7, day: new Date(5), other: 'x' } }))
  index.set(testRecord(alice, 'b', { attributes: { color: 'blue' } }))
  index.set(testRecord(bob, 'c', { attributes: { color: 'red' }, type: 'test.other' }))
  index.set(testRecord(bob, 'd', { attributes: { color: 'red' } }))
  return index
}

const names = (records: { data: Uint8Array }[]): string =>
  records
    .map(({ data }) => Buffer.from(data).toString())
    .sort()
    .join()

test('finds by type, creator and declared attributes, alone and together, in the order of ids', () => {
  const index = filled()
  expect(names(index.find({}))).toBe('a,b,c,d')
  expect(names(index.find({ type: 'test.note' }))).toBe('a,b,d')
  expect(names(index.find({ creator: bob.peer }))).toBe('c,d')
  expect(names(index.find({ attribute: { name: 'color', value: 'red' } }))).toBe('a,d') // c: not declared for its type
  expect(names(index.find({ type: 'test.note', creator: bob.peer, attribute: { name: 'color', value: 'red' } }))).toBe(
    'd'
  )
  expect(names(index.find({ attribute: { name: 'size', value: '7' } }))).toBe('a')
  expect(names(index.find({ attribute: { name: 'day', value: '5' } }))).toBe('a')
  expect(names(index.find({ attribute: { name: 'other', value: 'x' } }))).toBe('')
  expect(names(index.find({ type: 'none' }))).toBe('')
  const ids = index.find({}).map(({ id }) => id)
  expect(ids).toEqual([...ids].sort())
})

test('a record that changes is found as it is now, one that is gone not at all', () => {
  const index = filled()
  index.set(testRecord(alice, 'a', { attributes: { color: 'blue' }, data: utf8('a2') }))
  expect(names(index.find({ attribute: { name: 'color', value: 'blue' } }))).toBe('a2,b')
  expect(names(index.find({ attribute: { name: 'color', value: 'red' } }))).toBe('d')
  index.delete(testRecord(alice, 'a').id)
  index.delete('unknown')
  expect(names(index.find({ creator: alice.peer }))).toBe('b')
  expect(index.size).toBe(3)
})

test('a name and a value are not taken for another name and value', () => {
  const index = new RecordIndex()
  index.indexAttributes('test.note', ['a', 'a1:b'])
  index.set(testRecord(alice, 'x', { attributes: { 'a1:b': 'c' } }))
  expect(index.find({ attribute: { name: 'a', value: '1:bc' } })).toEqual([])
  expect(index.find({ attribute: { name: 'a1:b', value: 'c' } })).toHaveLength(1)
})

test('a page of many is found without putting all of them in order', () => {
  const index = new RecordIndex()
  for (let i = 0; i < 2000; i++) index.set(testRecord(i % 2 === 0 ? alice : bob, `${i}`))
  const all = index.find({ creator: alice.peer })
  const sorted = vi.spyOn(Array.prototype, 'sort')
  const paged: GroupRecord[] = []
  for (let after = ''; ; after = paged.at(-1)!.id) {
    const page = index.find({ creator: alice.peer, after, limit: 100 })
    if (page.length === 0) break
    paged.push(...page)
  }
  const most = Math.max(...sorted.mock.contexts.map((records) => (records as unknown[]).length))
  sorted.mockRestore()
  expect(paged).toEqual(all)
  expect(most).toBeLessThan(300)
})
