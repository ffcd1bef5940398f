// What the deletion of a collaborative record hides: what it saw, and nothing that was written apart from it.
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId } from '../../src/record/index.js'
import { alice, bob } from '../support/people.js'
import { Writer } from '../support/shared.js'
import { noteType, openTestStore, synchronise } from '../support/store-peers.js'

const boardType = defineRecordType<string>({
  ...noteType,
  name: 'test.board',
  lifetime: 'collaborative',
  changeableBy: 'members'
})
const id = namedRecordId(alice.peer, 'board')

describe('an edit that a deletion did not see survives it', () => {
  test.each([0, 1, 2, 5])('where the deleter had edited %i times more', async (more) => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    for (const { store } of [here, there]) store.declare(boardType)
    await here.store.add(boardType, { id, data: 'x', attributes: { title: 'shopping' } })
    await synchronise(here, there)
    await there.store.edit(boardType, id, { attributes: { bread: 'two loaves' } })
    for (let i = 0; i < more; i++) await here.store.edit(boardType, id, { attributes: { title: `shopping ${i}` } })
    await here.store.delete(id)
    expect(here.store.get(id)).toBeUndefined()
    await synchronise(here, there)
    for (const { store } of [here, there]) expect(store.get(id)?.attributes).toEqual({ bread: 'two loaves' })
    await there.store.delete(id)
    await synchronise(here, there)
    for (const { store } of [here, there]) expect(store.get(id)).toBeUndefined()
  })

  test('where another machine of its author wrote more, which the deletion saw', () => {
    const [first, second, b] = [new Writer(alice), new Writer(alice), new Writer(bob)]
    first.edit({ '': Buffer.from('data') })
    second.hear(first)
    for (let size = 0; size < 5; size++) first.edit({ size })
    second.nowMs += 1_000
    second.edit({ shape: 'round' })
    b.hear(first)
    b.delete()
    expect(b.sees.values).toBeUndefined()
    b.hear(second)
    expect(b.sees.values).toEqual({ '': 'data', size: 4, shape: 'round' })
  })

  test('and what the deletion saw stays hidden when nobody writes beside it, in whatever order all comes', () => {
    const [a, b, late] = [new Writer(alice), new Writer(bob), new Writer(alice)]
    a.edit({ '': Buffer.from('data'), size: 1 })
    for (let size = 2; size < 5; size++) a.edit({ size })
    b.hear(a)
    b.delete()
    for (const one of [...b.held].reverse()) {
      late.hear(one)
      expect(late.sees.values).toBeUndefined()
    }
  })
})
