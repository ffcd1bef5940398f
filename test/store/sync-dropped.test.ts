// Synchronising between members of whom some have dropped shards that ended, and some have not: equal, and quiet afterwards.
import { expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import type { SyncFrame } from '../../src/store/sync-frame.js'
import { alice, bob, carol, dave } from '../support/people.js'
import { contents, eventually, linkStores, noteType, openTestStore, type TestStore } from '../support/store-peers.js'

const SMALL = { shardClosesAtChanges: 20 }

/** One round each way. @returns the frames that were sent */
async function talk(a: TestStore, b: TestStore): Promise<SyncFrame[]> {
  const frames: SyncFrame[] = []
  const link = linkStores(a, b, (frame) => (frames.push(frame), frame))
  for (const session of link.sessions) session.startRound()
  await eventually(() => (link.synchronised[0] > 0 && link.synchronised[1] > 0) || link.refusals.flat().length > 0)
  expect(link.refusals).toEqual([[], []])
  link.close()
  return frames
}

/** Neither side names a shard: all 256 digests are equal. */
async function areQuiet(a: TestStore, b: TestStore): Promise<boolean> {
  return (await talk(a, b)).every((frame) => frame.type !== 'shard-entries' || frame.entries.length === 0)
}

async function write({ store }: TestStore, from: number, until: number): Promise<void> {
  for (let turn = from; turn < until; turn++) {
    for (let i = 0; i < 10; i++) {
      await store.add(noteType, { id: namedRecordId(store.author, `note${i}`), data: `${i} ${turn}` })
    }
  }
  await eventually(() => store.status().shards <= 4)
}

test('members that were away while shards ended, came late, or were restarted end equal, with equal digests', async () => {
  const author = await openTestStore(alice, SMALL)
  const [early, late] = [await openTestStore(bob, SMALL), await openTestStore(carol, SMALL)]
  await write(author, 0, 3)
  await talk(author, early)
  const firstLiving = author.store.status().firstLivingShard
  await write(author, 3, 12)
  expect(author.store.status().firstLivingShard).toBeGreaterThan(firstLiving)
  await talk(author, late) // Has never seen what ended.
  expect(await areQuiet(author, late)).toBe(true)
  await talk(late, early) // Drops what it has, told by somebody else than the author.
  const restarted = await openTestStore(carol, { ...SMALL, storage: late.storage })
  const all = [author, early, late, restarted]
  for (const store of all) {
    expect(contents(store)).toEqual(contents(author))
    expect(store.store.status().shards).toBe(author.store.status().shards)
    for (const other of all) expect(await areQuiet(store, other)).toBe(true)
  }
})

test('between one that has dropped and one that has not been told, each round asks for nothing of what ended', async () => {
  const author = await openTestStore(alice, SMALL)
  const [dropped, behind] = [await openTestStore(bob, SMALL), await openTestStore(dave, SMALL)]
  await write(author, 0, 2)
  await talk(author, behind)
  const { firstLivingShard } = author.store.status()
  await write(author, 2, 12)
  await talk(author, dropped)
  const wants: SyncFrame[] = []
  let named = 0
  const link = linkStores(dropped, behind, (frame) => {
    if (frame.type === 'shard-want') wants.push(frame)
    if (frame.type === 'shard-entries') named += frame.entries.length
    return frame
  })
  for (const round of [1, 2, 3]) {
    link.sessions[0].startRound()
    await eventually(() => link.synchronised[0] === round)
  }
  link.close()
  expect(author.store.status().firstLivingShard).toBeGreaterThan(firstLivingShard)
  expect(named).toBeGreaterThan(0)
  expect(wants).toEqual([])
  expect(contents(dropped)).toEqual(contents(author))
})
