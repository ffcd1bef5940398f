// History ends: what is dead goes, at its author and everywhere else; nothing that was confirmed is lost, nothing comes back.
import { describe, expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { alice, bob } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const SMALL = { shardClosesAtChanges: 20, endsHistory: true }

async function put({ store }: TestStore, names: readonly string[], data: string): Promise<void> {
  for (const name of names)
    await store.add(noteType, { id: namedRecordId(store.author, name), data: `${name} ${data}` })
}

const names = Array.from({ length: 10 }, (_, i) => `note${i}`)

describe('an author that updates its records', () => {
  test('keeps no more than it needs, and so does everybody who synchronises with it', async () => {
    const [here, there] = [await openTestStore(alice, SMALL), await openTestStore(bob, SMALL)]
    for (let turn = 0; turn < 30; turn++) await put(here, names, `${turn}`)
    await eventually(() => here.store.status().shards <= 4)
    const status = here.store.status()
    expect(status.firstLivingShard).toBeGreaterThan(10)
    expect(status.ownBytes).toBeLessThan(6 * status.ownLivingBytes)
    expect(contents(here).map((line) => line.split(' ').at(-1))).toEqual(names.map(() => '29'))
    await synchronise(here, there)
    expect(contents(there)).toEqual(contents(here))
    expect(there.store.status().shards).toBe(here.store.status().shards)
  })
})
