// Of how many authors a store keeps durable records.
import { beforeEach, describe, expect, test } from 'vitest'
import { createMemoryStorage } from '../../src/store/storage-memory.js'
import type { ReceiveOutcome } from '../../src/store/index.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import { noteType, openTestStore, synchronise, TestPolicy, type TestStore } from '../support/store-peers.js'

const PLACES = 2
let policy: TestPolicy
let here: TestStore

beforeEach(async () => {
  policy = new TestPolicy([alice, bob, carol, dave])
  policy.maxAuthors = PLACES
  here = await openTestStore(alice, { policy })
})

async function writing(person: Person, data: string): Promise<TestStore> {
  const theirs = await openTestStore(person)
  await theirs.store.add(noteType, { data })
  return theirs
}

const flood = (from: TestStore): Promise<ReceiveOutcome> => here.store.receive(from.flooded.at(-1)!)
const authors = (): Set<string> => new Set(here.store.find({}).map(({ creator }) => creator))

describe('with a place for each of two', () => {
  test('those who come first have it, and write on; others find none, our own is always there', async () => {
    const [bobs, carols, daves] = [await writing(bob, '1'), await writing(carol, '2'), await writing(dave, '3')]
    expect(await flood(bobs)).toMatchObject({ outcome: 'applied' })
    await synchronise(here, carols)
    expect(await flood(daves)).toMatchObject({ outcome: 'ignored' })
    await synchronise(here, daves)
    await carols.store.add(noteType, { data: '4' })
    expect(await flood(carols)).toMatchObject({ outcome: 'applied' })
    await here.store.add(noteType, { data: '5' })
    expect(authors()).toEqual(new Set([alice.peer, bob.peer, carol.peer]))
  })

  test('who has one has it over a restart', async () => {
    const storage = createMemoryStorage()
    storage.close = async () => {} // What is in it stays.
    here = await openTestStore(alice, { policy, storage })
    const [bobs, carols] = [await writing(bob, '1'), await writing(carol, '2')]
    for (const each of [bobs, carols]) await flood(each)
    await here.store.close()
    here = await openTestStore(alice, { policy, storage })
    expect(await flood(await writing(dave, '3'))).toMatchObject({ outcome: 'ignored' })
    await bobs.store.add(noteType, { data: '4' })
    expect(await flood(bobs)).toMatchObject({ outcome: 'applied' })
  })

  test('what is refused takes none, nor does what an author announces and nobody brings', async () => {
    const [bobs, carols, daves] = [await writing(bob, '1'), await writing(carol, '2'), await writing(dave, '3')]
    const broken = bobs.flooded.at(-1)!.slice()
    broken[broken.length - 1]! ^= 1
    expect(await here.store.receive(broken)).toMatchObject({ outcome: 'refused' })
    await bobs.store.add(noteType, { data: '4' })
    expect(await flood(bobs)).toMatchObject({ outcome: 'held' })
    for (const each of [carols, daves]) expect(await flood(each)).toMatchObject({ outcome: 'applied' })
  })
})
