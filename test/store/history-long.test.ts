// History that ends over a long time, at several machines, and in the middle of a crash.
import { expect, test } from 'vitest'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, type Storage } from '../../src/store/index.js'
import { ALL_CHANGES, ALL_HEADS } from '../../src/store/log-keys.js'
import { alice, bob, carol } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const SMALL = { shardClosesAtChanges: 20 }
const DAY_MS = 86_400_000
const idOf = (name: string) => namedRecordId(alice.peer, name)
const texts = (peer: TestStore): string[] =>
  contents(peer)
    .map((line) => line.split(' ')[2]!)
    .sort()

async function put({ store }: TestStore, name: string, data: string, days = 3650): Promise<void> {
  await store.add(noteType, { id: idOf(name), data, ttlMs: days * DAY_MS })
}

/** So much that what is here now has ended. */
async function turnOver(peer: TestStore, data: string): Promise<void> {
  const first = peer.store.status().firstLivingShard
  for (let i = 0; i < 60; i++) await put(peer, 'busy', `busy-${data}-${i}`)
  await eventually(() => peer.store.status().firstLivingShard > first + 1)
}

async function copyOf(from: Storage): Promise<Storage> {
  const to = createMemoryStorage()
  for (const range of [ALL_CHANGES, ALL_HEADS])
    for await (const [key, value] of from.entries(range)) await to.write([{ key, value }], { sync: true })
  return to
}

test('a peer that comes back after a year of turnover has what everybody has, and brings nothing back', async () => {
  const here = await openTestStore(alice, SMALL)
  const [away, near] = [
    await openTestStore(bob, { clock: here.clock }),
    await openTestStore(carol, { clock: here.clock })
  ]
  for (let note = 0; note < 10; note++) await put(here, `note ${note}`, `note-${note}`)
  await put(here, 'deleted', 'deleted')
  for (const peer of [away, near]) await synchronise(here, peer)
  await here.store.delete(idOf('deleted'))
  for (let month = 0; month < 12; month++) {
    here.clock.advance(30 * DAY_MS)
    await put(here, 'note 0', `month-${month}`)
    await turnOver(here, `${month}`)
    await synchronise(here, near)
  }
  await synchronise(away, near) // First from one that is not the author.
  expect(contents(away)).toEqual(contents(here))
  await synchronise(away, here)
  for (const peer of [here, away, near]) {
    expect(texts(peer)).toEqual(texts(here))
    expect(texts(peer)).toHaveLength(11)
    expect(peer.store.get(idOf('deleted'))).toBeUndefined()
    expect(peer.store.status().shards).toBe(here.store.status().shards)
  }
})

test('when a deletion has ended, nothing comes back from a peer that was away for less long than it lived', async () => {
  const here = await openTestStore(alice, SMALL)
  const away = await openTestStore(bob, { clock: here.clock })
  await put(here, 'deleted', 'deleted', 40)
  await put(here, 'kept', 'kept')
  await synchronise(here, away)
  await here.store.delete(idOf('deleted'))
  here.clock.advance(39 * DAY_MS)
  await synchronise(here, away) // What it was away for.
  here.clock.advance(40 * DAY_MS) // The deletion has expired, and is kept no longer.
  await turnOver(here, 'a')
  await turnOver(here, 'b')
  const left = here.store.status().ownLivingBytes
  await synchronise(here, away)
  const fresh = await openTestStore(carol, { clock: here.clock })
  await synchronise(fresh, away)
  await synchronise(fresh, here)
  for (const peer of [here, away, fresh]) {
    expect(peer.store.get(idOf('deleted'))).toBeUndefined()
    expect(peer.store.get(idOf('kept'))).toBeDefined()
    const told = peer.events.filter((event) => event.endsWith(' deleted'))
    expect(told).toEqual(peer === fresh ? [] : ['add deleted', 'delete deleted'])
  }
  expect(left).toBeLessThan(5000)
})

test('after a crash at any single write of a cleaning nothing is lost, nothing comes back, and the cleaning goes on', async () => {
  const before = await openTestStore(alice, { ...SMALL, endsHistory: false })
  for (let note = 0; note < 8; note++) await put(before, `note ${note}`, `note-${note}`)
  await put(before, 'deleted', 'deleted')
  await before.store.delete(idOf('deleted'))
  for (let i = 0; i < 25; i++) await put(before, 'busy', `busy-${i}`)
  const expected = texts(before)
  let at = 0
  for (; ; at++) {
    const disk = await copyOf(before.storage)
    let left = at
    const crashing: Storage = {
      get: (key) => disk.get(key),
      entries: (range) => disk.entries(range),
      snapshot: () => disk.snapshot(),
      close: () => disk.close(),
      // The power goes before the write that is over; what comes after it never ends.
      write: (batch, options) => (left-- > 0 ? disk.write(batch, options) : new Promise(() => {}))
    }
    const opening = openTestStore(alice, { ...SMALL, storage: crashing, seed: 100 + at })
    for (let turn = 0; turn < 60; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
    const isOver = left >= 0
    void opening
    const after = await openTestStore(alice, { ...SMALL, storage: await copyOf(disk), seed: 500 + at })
    expect([at, ...texts(after)]).toEqual([at, ...expected])
    await eventually(() => after.store.status().firstLivingShard > 1)
    expect([at, ...texts(after)]).toEqual([at, ...expected])
    expect(after.store.get(idOf('deleted'))).toBeUndefined()
    if (isOver) break
  }
  expect(at).toBeGreaterThan(2) // Copies, a statement, a removal.
})

test('two machines of one identity that clean at once lose nothing, and bring nothing back', async () => {
  const first = await openTestStore(alice, { ...SMALL, endsHistory: false })
  for (let note = 0; note < 12; note++) await put(first, `note ${note}`, `note-${note}`)
  await put(first, 'deleted', 'deleted')
  await first.store.delete(idOf('deleted'))
  const [one, two] = [
    await openTestStore(alice, { ...SMALL, storage: await copyOf(first.storage), seed: 11 }),
    await openTestStore(alice, { ...SMALL, storage: await copyOf(first.storage), seed: 12 })
  ]
  await put(one, 'of one', 'of-one')
  await put(two, 'of two', 'of-two')
  const others = await openTestStore(bob)
  await Promise.all([turnOver(one, 'one'), turnOver(two, 'two'), synchronise(one, others), synchronise(two, others)])
  for (let round = 0; round < 3; round++)
    for (const [a, b] of [
      [one, two],
      [one, others],
      [two, others]
    ] as const)
      await synchronise(a, b)
  for (const peer of [one, two, others]) {
    expect(contents(peer)).toEqual(contents(one))
    expect(texts(peer).filter((text) => !text.startsWith('busy'))).toHaveLength(14)
    expect(peer.store.get(idOf('deleted'))).toBeUndefined()
  }
})
