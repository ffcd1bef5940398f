// History ends: what is dead goes, at its author and everywhere else; nothing that was confirmed is lost, nothing comes back.
import { describe, expect, test, vi } from 'vitest'
import { MAX_DURABLE_VERSION, namedRecordId } from '../../src/record/index.js'
import { OWN_ROOM_BYTES } from '../../src/store/defaults.js'
import { Liveness } from '../../src/store/liveness.js'
import { SHARDS_STATEMENT_TYPE, shardsStatementId } from '../../src/store/shards-statement.js'
import { encodeItem } from '../../src/store/store-item.js'
import { ShardWriter } from '../support/changes.js'
import { alice, bob } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const SMALL = { shardClosesAtChanges: 20 }

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

describe('a writer that outruns cleaning', () => {
  test('waits for it, in the order of what it asked for, and is not told that there is no room', async () => {
    const here = await openTestStore(alice)
    const big = 'x'.repeat(700 * 1024)
    const ids = names.map((name) => namedRecordId(alice.peer, name))
    const all = Array.from({ length: 100 }, (_, i) => i)
    await Promise.all(all.map((i) => here.store.add(noteType, { id: ids[i % ids.length]!, data: `${i} ${big}` })))
    const last = ids.map((id) => parseInt(Buffer.from(here.store.get(id)!.data.subarray(0, 4)).toString(), 10))
    expect(last).toEqual(all.slice(-ids.length))
    expect(here.store.status().ownBytes).toBeLessThan(OWN_ROOM_BYTES)
  })

  test('is told so where what lives fills the room', async () => {
    const here = await openTestStore(alice)
    const data = 'x'.repeat(700 * 1024)
    const added = await Promise.allSettled(Array.from({ length: 92 }, () => here.store.add(noteType, { data })))
    const refused = added.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []))
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.map(({ code }) => code)).toEqual(refused.map(() => 'FULL'))
    expect(here.store.status().ownLivingBytes).toBeGreaterThan(0.9 * OWN_ROOM_BYTES)
  })
})

describe('a member', () => {
  test('that writes under the id of my statement, with the highest version, does not stop my cleaning', async () => {
    const here = await openTestStore(alice, SMALL)
    const writer = new ShardWriter(bob)
    const id = shardsStatementId(alice.peer)
    const change = writer.write('x', {
      id,
      type: SHARDS_STATEMENT_TYPE,
      creator: alice.peer,
      version: MAX_DURABLE_VERSION
    })
    const item = encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
    expect(await here.store.receive(item)).toEqual({ outcome: 'applied' })
    for (let turn = 0; turn < 20; turn++) await put(here, names, `${turn}`)
    await eventually(() => here.store.status().firstLivingShard > 5)
  })
})

test('changes of another machine of ours, one by one, do not have all our records counted for each', async () => {
  const [first, other] = [await openTestStore(alice), await openTestStore(alice, { ...SMALL, seed: 9 })]
  const census = vi.spyOn(Liveness.prototype, 'census')
  for (let i = 0; i < 30; i++) {
    await first.store.add(noteType, { data: `${i}` })
    for (const item of first.flooded.splice(0)) await other.store.receive(item)
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  expect(contents(other)).toHaveLength(30)
  expect(census.mock.calls.length).toBeLessThan(3)
  census.mockRestore()
})
