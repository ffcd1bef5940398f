// Cleaning where the disk has lost changes of ours while the store runs.
import { expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { checkChange } from '../../src/store/change-check.js'
import { ALL_CHANGES, ALL_HEADS, shardOfKey } from '../../src/store/log-keys.js'
import { alice, bob } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const idOf = (name: string) => namedRecordId(alice.peer, name)

/** @param version undefined: all */
async function damage({ storage }: TestStore, name: string, version?: number): Promise<void> {
  for await (const [key, value] of storage.entries(ALL_CHANGES)) {
    const verdict = checkChange(value)
    if (!verdict.ok || verdict.change.recordId !== idOf(name)) continue
    if (version === undefined || verdict.change.version === version)
      await storage.write([{ key, value: new Uint8Array(10) }], { sync: true })
  }
}

async function writeNotes({ store }: TestStore, data: (note: number) => string): Promise<void> {
  for (let note = 0; note < 10; note++) await store.add(noteType, { id: idOf(`note ${note}`), data: data(note) })
}

/** Until what is here now has ended. */
async function clean({ store }: TestStore): Promise<void> {
  for (let i = 0; i < 100; i++) await store.add(noteType, { id: idOf('busy'), data: `${i} ${'y'.repeat(2000)}` })
  await eventually(() => store.status().firstLivingShard > 3)
}

test('a small record whose change is damaged is sealed again from memory', async () => {
  const [here, there] = [await openTestStore(alice, { shardClosesAtChanges: 20 }), await openTestStore(bob)]
  await writeNotes(here, (note) => `note ${note}`)
  await damage(here, 'note 3')
  await clean(here)
  await synchronise(here, there)
  expect(contents(here)).toHaveLength(11)
  expect(contents(there)).toEqual(contents(here))
})

test('a large one is left to those who have it, and written again when they bring it; all else goes on', async () => {
  const [here, there] = [await openTestStore(alice, { shardClosesAtChanges: 20 }), await openTestStore(bob)]
  await writeNotes(here, (note) => `note ${note} ${'x'.repeat(5000)}`)
  await synchronise(here, there)
  const before = contents(there)
  await damage(here, 'note 3')
  await clean(here)
  expect(contents(here).filter((line) => line.includes('note'))).toHaveLength(9)
  await synchronise(here, there)
  expect(contents(there).filter((line) => line.includes('note'))).toEqual(before)
  expect(contents(here)).toEqual(contents(there))
  await eventually(() => here.store.status().shards <= 4)
  await synchronise(here, there)
  expect(contents(there).filter((line) => line.includes('note'))).toEqual(before)
  expect(contents(here)).toEqual(contents(there))
  expect(there.store.status().shards).toBe(here.store.status().shards)
})

test('of a large record that is lost no earlier version comes back, and what is written next is above the lost one', async () => {
  const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
  const there = await openTestStore(bob, { clock: here.clock })
  const id = idOf('note')
  await here.store.add(noteType, { id, data: `early ${'x'.repeat(5000)}` })
  const late = await here.store.update(noteType, id, { data: `late ${'x'.repeat(5000)}` })
  await synchronise(here, there)
  await damage(here, 'note', late.version)
  here.events.length = 0
  await clean(here)
  expect(here.store.get(id)).toBeUndefined()
  expect(here.events.filter((event) => !/ \d+ y+$/.test(event))).toEqual(['delete ']) // Its data are lost.
  const { version } = await here.store.add(noteType, { id, data: 'anew' })
  expect(version).toBeGreaterThan(late.version)
  await synchronise(here, there)
  await synchronise(here, there)
  expect(contents(here).filter((line) => line.includes('anew'))).toHaveLength(1)
  expect(contents(there)).toEqual(contents(here))
})

test('what a shard with a damaged change had held is on the disk no more, and stays ended after a start', async () => {
  const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
  await writeNotes(here, (note) => `note ${note} ${'x'.repeat(5000)}`)
  await damage(here, 'note 3')
  await clean(here)
  const before = contents(here)
  const { firstLivingShard } = here.store.status()
  const { clock, storage } = here
  const again = await openTestStore(alice, { clock, storage, seed: 5, shardClosesAtChanges: 20 })
  expect(contents(again)).toEqual(before)
  const left: number[] = []
  for (const range of [ALL_CHANGES, ALL_HEADS]) {
    for await (const [key] of storage.entries(range)) left.push(shardOfKey(key)!.shard)
  }
  expect(left.filter((shard) => shard < firstLivingShard)).toEqual([])
})
