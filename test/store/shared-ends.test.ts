// What cleaning makes of collaborative records: those that have ended go, those that others keep alive stay.
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId, type RecordType } from '../../src/record/index.js'
import { shardsStatementRecord } from '../../src/store/shards-statement.js'
import { signHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import { actorOf, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../support/people.js'
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

const redBoard = (version: number, replaces: readonly { version: number; modifiedAtMs: number }[]) => ({
  ...{ id: boards[0]!, type: boardType.name, creator: alice.peer, version, data: new Uint8Array() },
  ...{ attributes: { color: `red ${version}` }, replaces },
  edits: [{ name: 'color', version, modifiedAtMs: FAKE_NOW_MS, removed: false, overwrites: [] }]
})

describe('a contribution that stands', () => {
  test('counts once the one that replaced it has ended, for those who had that and for who never saw it', async () => {
    const open = async (person: Person): Promise<TestStore> => {
      const peer = await openTestStore(person)
      peer.store.declare(boardType)
      return peer
    }
    const [here, there] = [await open(alice), await open(carol)]
    /** One change of bob's in a shard of its own. */
    const give = async (shard: number, process: string, said: object, ...peers: TestStore[]): Promise<void> => {
      const writer = new ShardWriter(bob, process)
      const change = writer.write('board', said)
      const firstLivingShard = shard === 4 ? 3 : 1
      const head = signHead(
        { shard, firstLivingShard, changes: 1, heads: writer.document.heads() },
        TEST_GROUP,
        bob.keyPair
      )
      const update = encodeItem({ type: 'shard-update', head: head.bytes, change })
      for (const { store } of peers) expect(await store.receive(update)).toEqual({ outcome: 'applied' })
    }
    const shown = ({ store }: TestStore): unknown[] => [
      store.get(boards[0]!)?.attributes['color'],
      store.conflicts(boards[0]!).map(({ value }) => value)
    ]
    await give(3, 'old', redBoard(2, []), here, there) // A machine that was apart had written it again.
    await give(2, 'middle', redBoard(3, [{ version: 2, modifiedAtMs: FAKE_NOW_MS }]), here)
    await give(3, 'new', redBoard(4, [{ version: 3, modifiedAtMs: FAKE_NOW_MS }]), here, there)
    expect(shown(here)).toEqual(['red 4', []])
    const retired = new Map([[2, new Map([[actorOf(`${bob.name} middle`), 1]])]])
    const ending = { firstLivingShard: 3, living: new Map(), retired }
    await give(4, 'end', shardsStatementRecord(ending, bob.peer, 1, FAKE_NOW_MS), here, there)
    expect(shown(there)).toEqual(['red 4', ['red 2']])
    expect(shown(here)).toEqual(shown(there))
  })
})

describe('cleaning', () => {
  test('ends collaborative records that have expired, thirty days later', async () => {
    const here = await open()
    const { ownBytes } = here.store.status()
    here.clock.advance(29 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().firstLivingShard > 4)
    expect(here.store.status().ownBytes).toBeGreaterThan(ownBytes)
    here.clock.advance(3 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().ownBytes < ownBytes)
  })

  test('ends those that were deleted, thirty days after their tombstones', async () => {
    const here = await open()
    const { ownBytes } = here.store.status()
    for (const id of boards) await here.store.delete(id)
    here.clock.advance(61 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().ownBytes < ownBytes)
  })

  test('keeps what another member’s edit made last longer', async () => {
    const here = await open()
    const there = await openTestStore(bob, { clock: here.clock })
    there.store.declare(boardType)
    await synchronise(here, there)
    await there.store.edit(boardType, boards[0]!, { attributes: { color: 'red' }, ttlMs: 100 * DAY_MS })
    await synchronise(here, there)
    const { ownBytes } = here.store.status()
    here.clock.advance(50 * DAY_MS)
    await writeNotes(here)
    await eventually(() => here.store.status().ownBytes < ownBytes)
    const again = await openTestStore(alice, { clock: here.clock, storage: here.storage, seed: 3 })
    again.store.declare(boardType)
    expect(Buffer.from(again.store.get(boards[0]!)!.data).toString()).toBe('x'.repeat(200))
    expect(again.store.get(boards[1]!)).toBeUndefined()
  })

  for (const [who, apart] of [
    ['a member that was away', 1],
    ['another one, after a third’s had ended,', 100]
  ] as const) {
    test(`keeps what the edit of ${who} made last longer before it expired`, async () => {
      const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
      const [there, away] = [
        await openTestStore(bob, { clock: here.clock }),
        await openTestStore(carol, { clock: here.clock })
      ]
      for (const { store } of [here, there, away]) store.declare(boardType)
      await here.store.add(boardType, { id: boards[0]!, data: 'by alice' })
      await synchronise(here, there)
      if (apart > 1) await there.store.edit(boardType, boards[0]!, { attributes: { a: 'bob' }, ttlMs: apart * DAY_MS })
      await synchronise(here, there)
      await synchronise(here, away)
      here.clock.advance((apart - 0.5) * DAY_MS)
      await away.store.edit(boardType, boards[0]!, { attributes: { color: 'red' }, ttlMs: 100 * DAY_MS })
      here.clock.advance(DAY_MS)
      expect(here.store.get(boards[0]!)).toBeUndefined()
      await writeNotes(here)
      await eventually(() => here.store.status().firstLivingShard > 2)
      await synchronise(here, away)
      await synchronise(here, away)
      for (const { store } of [here, away]) {
        expect(store.get(boards[0]!)?.attributes['color']).toBe('red')
        expect(Buffer.from(store.get(boards[0]!)!.data).toString()).toBe('by alice')
      }
    })
  }

  test('leaves data that rest on disk where here and there they are read, and edited', async () => {
    const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
    const there = await openTestStore(bob, { clock: here.clock })
    for (const { store } of [here, there]) store.declare(boardType)
    await here.store.add(boardType, { id: boards[0]!, data: 'x'.repeat(5000) })
    await synchronise(here, there)
    await writeNotes(here)
    await eventually(() => here.store.status().firstLivingShard > 2)
    await synchronise(here, there)
    for (const { store } of [here, there]) {
      expect(store.get(boards[0]!)!.data.byteLength).toBe(5000)
      await store.edit(boardType, boards[0]!, { attributes: { color: 'red' } })
    }
  })

  test('leaves data readable that a later contribution says again, of which nothing else shows', async () => {
    const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
    const { clock } = here
    const [there, late] = [await openTestStore(bob, { clock }), await openTestStore(carol, { clock })]
    for (const { store } of [here, there, late]) store.declare(boardType)
    await here.store.add(boardType, { id: boards[0]!, data: 'x'.repeat(5000) })
    await synchronise(here, late)
    await here.store.edit(boardType, boards[0]!, { attributes: { color: 'red' } })
    await synchronise(here, there)
    await there.store.edit(boardType, boards[0]!, { attributes: { color: 'green' } })
    for (const item of there.flooded) await late.store.receive(item)
    const shown = late.store.get(boards[0]!)
    expect(shown?.attributes).toEqual({ color: 'green' })
    await synchronise(here, late)
    await writeNotes(here)
    await eventually(() => here.store.status().firstLivingShard > 2)
    await synchronise(here, late)
    expect(late.store.get(boards[0]!)).toBe(shown)
    expect(shown?.data.byteLength).toBe(5000)
  })

  test('keeps what the edit of a member whose certificate ran out shows again once that is renewed', async () => {
    const here = await openTestStore(alice, { shardClosesAtChanges: 20 })
    const there = await openTestStore(bob, { clock: here.clock })
    for (const { store } of [here, there]) store.declare(boardType)
    await here.store.add(boardType, { id: boards[0]!, data: 'by alice' })
    await synchronise(here, there)
    await there.store.edit(boardType, boards[0]!, { attributes: { color: 'red' }, ttlMs: 100 * DAY_MS })
    await synchronise(here, there)
    here.clock.advance(50 * DAY_MS)
    here.policy.setMember(bob.peer, here.clock.nowMs() - 1)
    await writeNotes(here)
    await eventually(() => here.store.status().firstLivingShard > 2)
    here.policy.setMember(bob.peer, Number.MAX_SAFE_INTEGER)
    expect(here.store.get(boards[0]!)?.attributes['color']).toBe('red')
    expect(Buffer.from(here.store.get(boards[0]!)!.data).toString()).toBe('by alice')
  })
})
