// Who may write a collaborative record may remove what others wrote in it, however much that is, and goes on writing.
import { describe, expect, test } from 'vitest'
import { defineRecordType, MAX_EDITS, namedRecordId } from '../../src/record/index.js'
import { alice, bob, person } from '../support/people.js'
import { Writer } from '../support/shared.js'
import { noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const boardType = defineRecordType<string>({
  ...noteType,
  name: 'test.board',
  lifetime: 'collaborative',
  changeableBy: 'members'
})
const id = namedRecordId(alice.peer, 'board')

function named<Value>(letter: string, count: number, value: Value): { [name: string]: Value } {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${letter}${i}`, value]))
}

async function openBoard(attributes: { [name: string]: string }): Promise<TestStore[]> {
  const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
  for (const { store } of [here, there]) store.declare(boardType)
  await here.store.add(boardType, { id, data: 'x', attributes })
  await synchronise(here, there)
  return [here, there]
}

describe('of a collaborative record', () => {
  test('all that others wrote is taken away, and as much written anew', async () => {
    const [here, there] = (await openBoard({})) as [TestStore, TestStore]
    await there.store.edit(boardType, id, { attributes: named('b', 20, 'x') })
    await synchronise(here, there)
    await here.store.update(boardType, id, { data: 'y', attributes: named('a', 20, 'x') })
    await synchronise(here, there)
    expect(there.store.get(id)!.attributes).toEqual(named('a', 20, 'x'))
  })

  test('a member that fills it keeps nobody from removing that, and from writing afterwards', async () => {
    const [here, there] = (await openBoard({ title: 'mine' })) as [TestStore, TestStore]
    await there.store.edit(boardType, id, { attributes: { ...named('b', 32, 'x'), title: null } })
    await synchronise(here, there)
    await here.store.edit(boardType, id, { attributes: named('b', 32, null) })
    await here.store.edit(boardType, id, { attributes: { title: 'mine' } })
    await here.store.update(boardType, id, { data: 'x', attributes: { title: 'still mine' } })
    await here.store.delete(id)
    await here.store.add(boardType, { id, data: 'x', attributes: { title: 'mine again' } })
    await synchronise(here, there)
    expect(there.store.get(id)!.attributes).toEqual({ title: 'mine again' })
  })

  test('where there is no room for all removals, the first of them fall, and what is written stands', () => {
    const writer = new Writer(alice)
    writer.edit({ '': Buffer.from('data') })
    const letters = ['b', 'c', 'd', 'e', 'f']
    for (const letter of letters) {
      const member = new Writer(person(`member ${letter}`))
      member.hear(writer)
      member.edit(named(letter, 30, 'x'))
      writer.hear(member)
      writer.edit(named(letter, 30, null))
    }
    const { edits } = writer.edit({ title: 'mine' })
    expect(edits).toHaveLength(MAX_EDITS)
    expect(edits.filter(({ name }) => /^[def]/.test(name))).toHaveLength(90)
    expect(writer.sees.values).toMatchObject({ title: 'mine' })
    expect(Object.keys(writer.sees.values!).filter((name) => /^[b-f]/.test(name))).toHaveLength(150 + 2 - MAX_EDITS)
  })
})
