// What cleaning makes of collaborative records: those that have ended go, those that others keep alive stay.
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId, type RecordType } from '../../src/record/index.js'
import { alice, bob } from '../support/people.js'
import { eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const DAY_MS = 86_400_000
const boardType: RecordType<string> = defineRecordType({
  ...noteType,
  name: 'test.board',
  lifetime: 'collaborative',
  changeableBy: 'members'
})
const boards = Array.from({ length: 60 }, (_, i) => namedRecordId(alice.peer, `board ${i}`))

async function open(): Promise<TestStore> {
  const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
  here.store.declare(boardType)
  for (const id of boards) await here.store.add(boardType, { id, data: 'x'.repeat(200) })
  return here
}

/** As many changes as end the shards before, where those need no room. */
async function writeNotes({ store }: TestStore): Promise<void> {
  for (let i = 0; i < 100; i++) await store.add(noteType, { id: namedRecordId(alice.peer, 'note'), data: `${i}` })
}

describe('cleaning', () => {
  test('ends collaborative records that have expired', async () => {
    const here = await open()
    const { ownBytes } = here.store.status()
    here.clock.advance(2 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().ownBytes < ownBytes)
  })

  test('ends those that were deleted, once their tombstones have ended', async () => {
    const here = await open()
    const { ownBytes } = here.store.status()
    for (const id of boards) await here.store.delete(id)
    here.clock.advance(31 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().ownBytes < ownBytes)
  })

  test('keeps what another member’s edit made last longer', async () => {
    const here = await open()
    const there = await openTestStore(bob, { clock: here.clock })
    there.store.declare(boardType)
    await synchronise(here, there)
    await there.store.edit(boardType, boards[0]!, { attributes: { color: 'red' }, ttlMs: 10 * DAY_MS })
    await synchronise(here, there)
    const { ownBytes } = here.store.status()
    here.clock.advance(2 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().ownBytes < ownBytes)
    const again = await openTestStore(alice, { clock: here.clock, storage: here.storage, seed: 3 })
    again.store.declare(boardType)
    expect(Buffer.from(again.store.get(boards[0]!)!.data).toString()).toBe('x'.repeat(200))
    expect(again.store.get(boards[1]!)).toBeUndefined()
  })
})
