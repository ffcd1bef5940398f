import { describe, expect, test } from 'vitest'
import { seededRandom, utf8 } from '../../src/base/index.js'
import { createRecordId, namedRecordId, readData } from '../../src/record/index.js'
import {
  createMemoryStorage,
  StoreError,
  type Storage,
  type StoragePut,
  type WriteOptions
} from '../../src/store/index.js'
import { signHead } from '../../src/store/signed-head.js'
import { decodeItem, encodeItem } from '../../src/store/store-item.js'
import { checked, ShardWriter } from '../support/changes.js'
import { alice, bob } from '../support/people.js'
import {
  contents,
  FIRST_NAMED_VERSION,
  noteType,
  openTestStore,
  signalType,
  synchronise,
  TestPolicy,
  type TestStore
} from '../support/store-peers.js'

const DAY_MS = 86_400_000

/** Gives `to` everything that `from` has flooded so far. */
async function flood(from: TestStore, to: TestStore): Promise<string[]> {
  const outcomes: string[] = []
  for (const item of from.flooded) outcomes.push((await to.store.receive(item)).outcome)
  return outcomes
}

describe('our own records', () => {
  test('are there at once, with everything a reader needs, and the item to flood leaves', async () => {
    const here = await openTestStore(alice)
    const record = await here.store.add(noteType, { data: 'milk', attributes: { color: 'red' } })
    expect(here.store.get(record.id)).toEqual(record)
    expect(record).toMatchObject({ creator: alice.peer, lastModifiedBy: alice.peer, version: 1, type: 'test.note' })
    expect(record.expiresAtMs - record.modifiedAtMs).toBe(DAY_MS)
    expect(readData(noteType, record)).toBe('milk')
    expect(here.store.find({ attribute: { name: 'color', value: 'red' } })).toEqual([record])
    expect(here.events).toEqual(['add milk'])
    expect(here.flooded).toHaveLength(1)
    await here.store.close()
  })

  test('are updated with the next version, keeping when they were created', async () => {
    const here = await openTestStore(alice)
    const { id, createdAtMs } = await here.store.add(noteType, { data: 'milk', attributes: { color: 'red' } })
    here.clock.advance(5000)
    const updated = await here.store.update(noteType, id, { data: 'bread', attributes: { color: 'blue' } })
    expect(updated).toMatchObject({ version: 2, createdAtMs, modifiedAtMs: createdAtMs + 5000 })
    expect(here.store.find({ attribute: { name: 'color', value: 'red' } })).toEqual([])
    expect(here.events).toEqual(['add milk', 'update bread'])
    await here.store.close()
  })

  test('are deleted by a tombstone: the next record of that name has a higher version', async () => {
    const here = await openTestStore(alice)
    const id = namedRecordId(alice.peer, 'list')
    await here.store.add(noteType, { id, data: 'milk' })
    await here.store.delete(id)
    expect(here.store.get(id)).toBeUndefined()
    await expect(here.store.update(noteType, id, { data: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(here.store.delete(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await here.store.add(noteType, { id, data: 'bread' })).toMatchObject({ version: FIRST_NAMED_VERSION + 2 })
    expect(here.events).toEqual(['add milk', 'delete milk', 'add bread'])
    await here.store.close()
  })

  test('written at the same instant get versions one after the other', async () => {
    const here = await openTestStore(alice)
    const id = namedRecordId(alice.peer, 'list')
    const written = await Promise.all(['a', 'b', 'c'].map((data) => here.store.add(noteType, { id, data })))
    expect(written.map(({ version }) => version - FIRST_NAMED_VERSION)).toEqual([0, 1, 2])
    expect(contents(here)).toEqual([expect.stringMatching(/ c$/)])
    await here.store.close()
  })

  test('are refused where they break a limit, and nothing is written', async () => {
    const here = await openTestStore(alice)
    const small = { ...noteType, maxBytes: 3 }
    await expect(here.store.add(small, { data: 'four' })).rejects.toMatchObject({ code: 'TOO_LARGE' })
    const id = createRecordId(bob.peer, seededRandom(1))
    await expect(here.store.add(noteType, { id, data: 'x' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
    expect(here.flooded).toEqual([])
    expect(here.store.status()).toMatchObject({ records: 0, shards: 0 })
    await here.store.close()
  })

  test("another member's record cannot be changed or deleted", async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    const { id } = await here.store.add(noteType, { data: 'milk' })
    await flood(here, there)
    await expect(there.store.update(noteType, id, { data: 'x' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(there.store.delete(id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  })

  test('fill one shard after the other', async () => {
    const here = await openTestStore(alice)
    for (let i = 0; i < 1001; i++) await here.store.add(noteType, { data: `${i}` })
    expect(here.store.status()).toMatchObject({ records: 1001, shards: 2, authors: 1 })
    const there = await openTestStore(bob)
    expect(new Set(await flood(here, there))).toEqual(new Set(['applied']))
    expect(contents(there)).toEqual(contents(here))
  })

  test('of 768 KiB flood as a head alone, rest on disk, and are read from there', async () => {
    const here = await openTestStore(alice)
    const data = 'x'.repeat(768 * 1024)
    const { id } = await here.store.add(noteType, { data })
    expect(here.flooded[0]!.byteLength).toBeLessThan(1024)
    expect(readData(noteType, here.store.get(id)!)).toBe(data)
    const there = await openTestStore(bob)
    expect(await there.store.receive(here.flooded[0]!)).toEqual({ outcome: 'held', author: alice.peer, shard: 1 })
  })

  test('are what was signed, whatever becomes of the objects they were made from', async () => {
    const { store } = await openTestStore(alice)
    const given = { due: new Date(5), color: 'blue' }
    const bytes = utf8('data')
    const type = { ...noteType, codec: { encode: () => bytes, decode: () => '' } }
    const { id } = await store.add(type, { data: '', attributes: given })
    given.due.setTime(6)
    given.color = 'red'
    bytes.fill(0)
    expect(store.get(id)).toMatchObject({ attributes: { due: new Date(5), color: 'blue' }, data: utf8('data') })
  })

  test('a closed store says so', async () => {
    const here = await openTestStore(alice)
    await here.store.close()
    await here.store.close()
    await expect(here.store.add(noteType, { data: 'x' })).rejects.toMatchObject({ code: 'CLOSED' })
    expect(await here.store.receive(Uint8Array.of(1))).toEqual({ outcome: 'ignored' })
    expect(here.clock.pendingTimers).toBe(0)
  })
})

describe('flooded records', () => {
  test('are applied once, then known', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    await here.store.add(noteType, { data: 'milk' })
    await here.store.add(signalType, { data: 'hello' })
    expect(await flood(here, there)).toEqual(['applied', 'applied'])
    expect(await flood(here, there)).toEqual(['known', 'known'])
    expect(there.events).toEqual(['add milk', 'add hello'])
    expect(contents(there)).toEqual(contents(here))
  })

  test('that come before their predecessors are held, and fit in as soon as these are there', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    for (const data of ['a', 'b', 'c', 'd']) await here.store.add(noteType, { data })
    const [a, b, c, d] = here.flooded as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    expect(await there.store.receive(d)).toEqual({ outcome: 'held', author: alice.peer, shard: 1 })
    expect(await there.store.receive(c)).toMatchObject({ outcome: 'held' })
    expect(await there.store.receive(a)).toEqual({ outcome: 'applied' })
    expect(there.events).toEqual(['add a'])
    expect(await there.store.receive(b)).toEqual({ outcome: 'applied', released: [c, d] }) // Nobody passed them on while they were held.
    expect(there.events).toEqual(['add a', 'add b', 'add c', 'add d'])
    expect(await there.store.receive(d)).toEqual({ outcome: 'known' })
  })

  test('orphans are held in bounded number and never reach a document', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    for (let i = 0; i < 200; i++) await here.store.add(noteType, { data: `${i}` })
    const outcomes = new Map<string, number>()
    for (const item of here.flooded.slice(1)) {
      const { outcome } = await there.store.receive(item)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    expect(outcomes).toEqual(
      new Map([
        ['held', 199] // Each asks for the gap; the newest 64 are kept.
      ])
    )
    expect(there.store.status()).toEqual({
      records: 0,
      authors: 0,
      shards: 0,
      ownBytes: 0,
      ownLivingBytes: 0,
      firstLivingShard: 1
    })
    await there.clock.advanceAsync(100)
    expect(there.events).toEqual([])
    for (const item of here.flooded.slice(0, 136)) await there.store.receive(item)
    expect(there.store.status()).toMatchObject({ records: 200, shards: 1 })
  })

  test('of an author nobody vouched for are ignored without blame, and taken later', async () => {
    const policy = new TestPolicy([alice])
    const [here, there] = [await openTestStore(bob), await openTestStore(alice, { policy })]
    await here.store.add(noteType, { data: 'milk' })
    expect(await flood(here, there)).toEqual(['ignored'])
    policy.setMember(bob.peer, Number.MAX_SAFE_INTEGER)
    expect(await flood(here, there)).toEqual(['applied'])
  })

  test('that are not authentic or not well formed are refused', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    await here.store.add(noteType, { data: 'milk' })
    const item = decodeItem(here.flooded[0]!)
    if (item?.type !== 'shard-update') throw new Error('not an update')
    const refused = async (head: Uint8Array, change: Uint8Array | undefined): Promise<string> => {
      const outcome = await there.store.receive(encodeItem({ type: 'shard-update', head, change }))
      return outcome.outcome === 'refused' ? outcome.reason : outcome.outcome
    }
    const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
    const writer = new ShardWriter(alice)
    const other = writer.write('other')
    const ofBob = new ShardWriter(bob)
    ofBob.write('foreign', { lastModifiedBy: bob.peer })
    const { head, change } = item
    expect(await refused(flipped(head, head.byteLength - 1), change)).toBe('head-signature')
    expect(await refused(flipped(head, 12), change)).toMatch(/^(head|ignored)/)
    expect(await refused(head.subarray(1), change)).toBe('head-malformed')
    expect(await refused(head, flipped(change!, 200))).toBe('change-checksum')
    expect(await refused(head, other)).toBe('head-of-another-change')
    expect(await refused(head, ofBob.changes[0])).toBe('record-of-other-author')
    expect(await refused(flipped(head, head.byteLength - 1), undefined)).toBe('head-signature')
    expect(await there.store.receive(utf8('garbage'))).toMatchObject({ outcome: 'refused' })
    expect(await there.store.receive(new Uint8Array())).toMatchObject({ outcome: 'refused' })
    expect(there.store.status()).toEqual({
      records: 0,
      authors: 0,
      shards: 0,
      ownBytes: 0,
      ownLivingBytes: 0,
      firstLivingShard: 1
    })
    expect(await refused(head, change)).toBe('applied')
  })

  test('with a record that is not what its key says are refused', async () => {
    const there = await openTestStore(bob)
    const writer = new ShardWriter(alice)
    const record = checked(writer.write('first'))
    writer.document.write(`${record.recordId}00000002`, record.value)
    const bytes = writer.document.write(`${record.recordId}00000003`, record.value)
    const head = writer.sign(1, 1).bytes
    expect(await there.store.receive(encodeItem({ type: 'shard-update', head, change: bytes }))).toEqual({
      outcome: 'refused',
      reason: 'record-not-as-key'
    })
  })

  test('of another group are refused', async () => {
    const there = await openTestStore(bob)
    const writer = new ShardWriter(alice)
    const change = writer.write('first')
    const statement = { shard: 1, firstLivingShard: 1, changes: 1, heads: writer.document.heads() }
    const head = signHead(statement, new Uint8Array(32), alice.keyPair).bytes
    expect(await there.store.receive(encodeItem({ type: 'shard-update', head, change }))).toEqual({
      outcome: 'refused',
      reason: 'head-signature'
    })
  })
})

test('a store that cannot be opened leaves nobody listening to the policy', async () => {
  const policy = new TestPolicy([alice])
  const entries = (): never => {
    throw new StoreError('DISK', 'unreadable')
  }
  const storage = { ...unclosable(createMemoryStorage()), entries }
  await expect(openTestStore(alice, { policy, storage })).rejects.toMatchObject({ code: 'DISK' })
  expect(policy.listeners).toBe(0)
})

describe('who sees what', () => {
  test("a member's records vanish when it is removed, and come back with it", async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    await here.store.add(noteType, { data: 'milk' })
    await here.store.add(signalType, { data: 'hello' })
    await flood(here, there)
    there.policy.setMember(alice.peer, undefined)
    expect(contents(there)).toEqual([])
    expect(there.events.slice(2).sort()).toEqual(['expire hello', 'expire milk'])
    there.policy.setMember(alice.peer, Number.MAX_SAFE_INTEGER)
    expect(contents(there)).toEqual(contents(here))
  })

  test('a removed member still counts as known: its changes are kept and passed on, unseen', async () => {
    const [here, there] = [await openTestStore(alice), await openTestStore(bob)]
    there.policy.setMember(alice.peer, undefined)
    await here.store.add(noteType, { data: 'milk' })
    expect(await flood(here, there)).toEqual(['applied'])
    expect(contents(there)).toEqual([])
  })

  test('a record lives until the latest expiry of its versions, but no longer than its author is a member', async () => {
    const here = await openTestStore(alice)
    const id = namedRecordId(alice.peer, 'list')
    await here.store.add(noteType, { id, data: 'long', ttlMs: 10_000 })
    await here.store.add(noteType, { id, data: 'short', ttlMs: 1000 })
    await here.clock.advanceAsync(9_999)
    expect(contents(here)).toEqual([expect.stringContaining('short')])
    await here.clock.advanceAsync(1)
    expect(here.events).toEqual(['add long', 'update short', 'expire short'])
    here.policy.setMember(alice.peer, here.clock.nowMs() + 500)
    await here.store.add(noteType, { data: 'member' })
    await here.clock.advanceAsync(500)
    expect(here.events.at(-1)).toBe('expire member')
  })

  test('an expiry far away is noticed when the clock is set', async () => {
    const here = await openTestStore(alice)
    await here.store.add(noteType, { data: 'milk' })
    here.clock.jump(2 * DAY_MS)
    await here.clock.advanceAsync(60_000)
    expect(here.events).toEqual(['add milk', 'expire milk'])
  })

  test('a deleted record does not come back when the tombstone could expire before it', async () => {
    const here = await openTestStore(alice)
    const id = namedRecordId(alice.peer, 'list')
    await here.store.add(noteType, { id, data: 'long', ttlMs: 10 * DAY_MS })
    await here.store.add(noteType, { id, data: 'short', ttlMs: 1000 })
    await here.store.delete(id)
    await here.clock.advanceAsync(9 * DAY_MS)
    expect(contents(here)).toEqual([])
    expect(here.events).toEqual(['add long', 'update short', 'delete short'])
  })

  test('attributes declared later are found in records that are here already', async () => {
    const here = await openTestStore(alice)
    const sized = { ...noteType, name: 'test.sized', indexed: [] }
    await here.store.add(sized, { data: 'x', attributes: { size: 7 } })
    const query = { attribute: { name: 'size', value: '7' } }
    expect(here.store.find(query)).toEqual([])
    here.store.declare({ ...sized, indexed: ['size'] })
    expect(here.store.find(query)).toHaveLength(1)
  })
})

describe('a restart', () => {
  test('finds every durable record again, and none of the ephemeral ones', async () => {
    const storage = createMemoryStorage()
    const here = await openTestStore(alice, { storage: unclosable(storage) })
    const there = await openTestStore(bob)
    for (const data of ['a', 'b', 'c']) await there.store.add(noteType, { data })
    await flood(there, here)
    for (const data of ['d', 'e']) await here.store.add(noteType, { data, attributes: { color: 'red' } })
    await here.store.add(signalType, { data: 'hello' })
    const before = contents(here).filter((line) => !line.endsWith('hello'))
    await here.store.close()
    const again = await openTestStore(alice, { storage, seed: 99 })
    expect(contents(again)).toEqual(before)
    expect(again.store.find({ attribute: { name: 'color', value: 'red' } })).toHaveLength(2)
    // And it goes on where it stopped, as another actor of the same shard.
    await again.store.add(noteType, { data: 'f' })
    expect(again.store.status()).toMatchObject({ records: 6, shards: 2 })
    expect((await there.store.receive(again.flooded[0]!)).outcome).toBe('held')
  })

  test('nothing whose item left is lost with the unsynced batches', async () => {
    const disk = losingStorage()
    const here = await openTestStore(alice, { storage: disk.storage })
    const there = await openTestStore(bob)
    const confirmed: string[] = []
    here.store.on('item:local', () => confirmed.push(disk.durableCount().toString()))
    for (let i = 0; i < 20; i++) {
      await there.store.add(noteType, { data: `there ${i}` })
      await flood(there, here) // Foreign changes: not synced each.
      await here.store.add(noteType, { data: `here ${i}` })
    }
    expect(confirmed).toHaveLength(20)
    const again = await openTestStore(alice, { storage: disk.afterPowerLoss(), seed: 5 })
    const kept = again.store.find({ creator: alice.peer }).map(({ data }) => Buffer.from(data).toString())
    expect(kept.sort()).toEqual(Array.from({ length: 20 }, (_, i) => `here ${i}`).sort())
  })

  test('a write that the disk refused is not confirmed, not flooded, not visible; the next one works', async () => {
    const disk = losingStorage()
    const here = await openTestStore(alice, { storage: disk.storage })
    const there = await openTestStore(bob)
    await here.store.add(noteType, { data: 'before' })
    disk.failing = true
    await expect(here.store.add(noteType, { data: 'lost' })).rejects.toMatchObject({ code: 'DISK' })
    disk.failing = false
    await here.store.add(noteType, { data: 'after' })
    expect(here.events).toEqual(['add before', 'add after'])
    expect(await flood(here, there)).toEqual(['applied', 'applied'])
  })

  test('while the disk refuses, foreign records are still taken and shown', async () => {
    const disk = losingStorage()
    const [here, there] = [await openTestStore(alice, { storage: disk.storage }), await openTestStore(bob)]
    await there.store.add(noteType, { data: 'milk' })
    disk.failing = true
    expect(await flood(there, here)).toEqual(['applied'])
    expect(here.events).toEqual(['add milk'])
  })

  test.each([
    ['foreign', false],
    ['own', true]
  ])('what the disk refused goes with the next %s write: no restart finds a hole', async (_, ownLast) => {
    const disk = losingStorage()
    const [here, there] = [await openTestStore(alice, { storage: disk.storage }), await openTestStore(bob)]
    const big = 'x'.repeat(20_000) // Rests on disk, so reading it meanwhile needs the refused bytes.
    for (const data of ['1', big, '3', '4', '5']) await there.store.add(noteType, { data })
    const last = ownLast ? 2 : 5
    for (const [i, item] of there.flooded.slice(0, last).entries()) {
      disk.failing = i === 1
      expect(await here.store.receive(item)).toEqual({ outcome: 'applied' })
    }
    disk.failing = false
    expect(here.store.find({}).map((record) => readData(noteType, record)?.length)).toContain(20_000)
    await here.store.add(noteType, { data: 'mine' }) // Synced: with everything before it.
    const again = await openTestStore(alice, { storage: disk.afterPowerLoss(), seed: 5 })
    expect(contents(again)).toEqual(contents(here))
    expect(contents(again)).toHaveLength(last + 1)
  })

  test('damage to one change on disk costs ours only what lies above it, and what a neighbour can bring again', async () => {
    const disk = losingStorage()
    const here = await openTestStore(alice, { storage: disk.storage })
    const there = await openTestStore(bob)
    for (const data of ['a', 'b']) await there.store.add(noteType, { data })
    await flood(there, here)
    for (const data of ['c', 'd', 'e']) await here.store.add(noteType, { data })
    await flood(here, there)
    let damaged = 0
    const storage = disk.afterPowerLoss((key, value) => {
      const isSecondChange = key[0] === 'c'.charCodeAt(0) && key[1 + 32 + 4 + 3] === 2
      if (!isSecondChange) return value
      damaged++
      return value.map((byte, i) => (i === 100 ? byte ^ 1 : byte))
    })
    const again = await openTestStore(alice, { storage, seed: 5 })
    expect(damaged).toBe(2)
    expect(again.store.find({}).map(({ data }) => Buffer.from(data).toString())).toEqual(['c'])
    await again.store.add(noteType, { data: 'f' })
    const link = await synchronise(again, there)
    expect(link.refusals).toEqual([[], []])
    expect(contents(again)).toHaveLength(6)
    expect(contents(there)).toEqual(contents(again))
  })
})

/** A storage whose close does nothing: for a process that is killed, or a disk that is opened again. */
function unclosable(storage: Storage): Storage {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: async () => {}
  }
}

/** A disk that keeps what was synced, and what came before it, and loses the rest with the power. */
function losingStorage() {
  const all: StoragePut[] = []
  let durable = 0
  const storage = createMemoryStorage()
  const disk = {
    failing: false,
    durableCount: () => durable,
    storage: {
      ...unclosable(storage),
      write: async (batch: readonly StoragePut[], options: WriteOptions) => {
        if (disk.failing) throw new StoreError('DISK', 'no space left')
        await storage.write(batch, options)
        all.push(...batch)
        if (options.sync) durable = all.length
      }
    },
    afterPowerLoss(damage: (key: Uint8Array, value: Uint8Array) => Uint8Array = (_, value) => value): Storage {
      const kept = createMemoryStorage()
      const batch = all.slice(0, durable).map(({ key, value }) => ({ key, value: value && damage(key, value) }))
      void kept.write(batch, { sync: true })
      return kept
    }
  }
  return disk
}
