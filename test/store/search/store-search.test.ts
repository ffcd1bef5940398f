import { expect, test } from 'vitest'
import { noteType, openTestStore } from '../../support/store-peers.js'
import { alice } from '../../support/people.js'

const textOf = ({ data }: { data: Uint8Array }): string => Buffer.from(data).toString()

test('a search is a snapshot with a count, taken a few at a time or by for await', async () => {
  const { store } = await openTestStore(alice)
  for (const [data, color] of [
    ['a', 'red'],
    ['b', 'red'],
    ['c', 'blue'],
    ['d', 'red']
  ] as const) {
    await store.add(noteType, { data, attributes: { color } })
  }
  const isRed = { attribute: 'color', value: 'red' }
  const found = store.search(isRed)
  const [first] = found.next(1)
  await store.delete(first!.id)
  await store.add(noteType, { data: 'e', attributes: { color: 'red' } })
  const rest: string[] = []
  for await (const record of found) rest.push(textOf(record))
  expect(found.count).toBe(3)
  expect([textOf(first!), ...rest].sort()).toEqual(['a', 'b', 'd'])
  expect(found.next(10)).toEqual([])
  expect(store.search(isRed).next(10).map(textOf).sort()).toEqual(
    ['a', 'b', 'd', 'e'].filter((one) => one !== textOf(first!))
  )
  const page = store.search(isRed, { limit: 2 })
  expect(page.count).toBe(2)
  const ids = page.next(5).map(({ id }) => id)
  expect(store.search(isRed, { after: ids[1]! }).count).toBe(1)
  expect(store.search(isRed, { types: ['test.signal'] }).count).toBe(0)
  await store.close()
})

test('criteria come as XML too, and bad ones are refused before anything is searched', async () => {
  const { store } = await openTestStore(alice)
  await store.add(noteType, { data: 'a', attributes: { color: 'red' } })
  const text = '<peersearch><clause attrib="color" type="string">r?d</clause></peersearch>'
  expect(store.search(text).next(1).map(textOf)).toEqual(['a'])
  expect(() => store.search('<peersearch/>')).toThrow(expect.objectContaining({ code: 'INVALID_SEARCH' }))
  await store.close()
})
