// Who may change whose records, and what the creator makes of it.
import { expect, test } from 'vitest'
import { MAX_DURABLE_VERSION, namedRecordId } from '../../src/record/index.js'
import { ADOPT_AFTER_MS, MAX_STRANGERS_VERSION, MIN_TOMBSTONE_MS } from '../../src/store/defaults.js'
import { encodeItem } from '../../src/store/store-item.js'
import { ShardWriter } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'
import {
  contents,
  FIRST_NAMED_VERSION,
  noteType,
  openTestStore,
  signalType,
  type TestStore
} from '../support/store-peers.js'

const DAY_MS = 86_400_000
const sharedType = { ...noteType, name: 'test.shared', changeableBy: 'members' as const }
const ownType = { ...noteType, name: 'test.own', changeableBy: 'creator' as const }
const id = namedRecordId(alice.peer, 'list')

/** In the n-th version. */
function says(nth: number, text: string): unknown {
  return expect.stringMatching(new RegExp(` ${FIRST_NAMED_VERSION + nth - 1} ${text}$`))
}

/** Gives everybody what everybody flooded since the last time. */
function meeting(...stores: TestStore[]): () => Promise<void> {
  const given = new Map(stores.map((store) => [store, 0]))
  for (const { store } of stores) [sharedType, ownType, signalType].forEach((type) => store.declare(type))
  return async () => {
    for (const from of stores) {
      const items = from.flooded.slice(given.get(from))
      given.set(from, from.flooded.length)
      for (const item of items) for (const to of stores) if (to !== from) await to.store.receive(item)
    }
  }
}

test.each([
  ['members change where the type lets them', sharedType, false, true],
  ['administrators change unless the type says otherwise', noteType, true, true],
  ['members do not, then', noteType, false, false],
  ['administrators do not where it is the creator’s alone', ownType, true, false]
])('%s', async (_what, type, isAdministrator, mayChange) => {
  const [alices, bobs, carols] = [await openTestStore(alice), await openTestStore(bob), await openTestStore(carol)]
  const meet = meeting(alices, bobs, carols)
  for (const { policy } of [alices, bobs, carols]) policy.setAdministrator(bob.peer, isAdministrator)
  const { createdAtMs } = await alices.store.add(type, { id, data: 'milk' })
  await meet()
  const update = bobs.store.update(type, id, { data: 'bread' })
  if (!mayChange) return expect(update).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  expect(await update).toMatchObject({
    creator: alice.peer,
    lastModifiedBy: bob.peer,
    version: FIRST_NAMED_VERSION + 1,
    createdAtMs
  })
  await meet()
  for (const store of [alices, bobs, carols]) expect(contents(store)).toEqual([says(2, 'bread')])
})

test('a member whose code lets it change what it may not is seen by nobody', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  await alices.store.add(ownType, { id, data: 'milk' })
  await meet()
  await bobs.store.update({ ...ownType, changeableBy: 'members' }, id, { data: 'mine' })
  await meet()
  expect(contents(alices)).toEqual([says(1, 'milk')])
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  expect(alices.flooded).toHaveLength(1)
})

test('who may not change a record does not use up its versions either', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  await alices.store.add(ownType, { id, data: 'milk' })
  const writer = new ShardWriter(bob)
  const highest = {
    id,
    creator: alice.peer,
    lastModifiedBy: bob.peer,
    type: ownType.name,
    version: MAX_DURABLE_VERSION
  }
  const change = writer.write('none', highest)
  const item = encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
  expect(await alices.store.receive(item)).toEqual({ outcome: 'applied' })
  await bobs.store.receive(item)
  await alices.store.update(ownType, id, { data: 'bread' })
  await meet()
  for (const store of [alices, bobs]) expect(contents(store)).toEqual([says(2, 'bread')])
})

test('changes that were made before their type was declared here count as it says', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  await alices.store.add(sharedType, { id, data: 'milk' })
  bobs.store.declare(sharedType)
  await bobs.store.receive(alices.flooded[0]!)
  await bobs.store.update(sharedType, id, { data: 'bread' })
  const late = await openTestStore(carol)
  for (const item of [...alices.flooded, ...bobs.flooded]) await late.store.receive(item)
  expect(contents(late)).toEqual([says(1, 'milk')])
  late.store.declare(sharedType)
  expect(contents(late)).toEqual([says(2, 'bread')])
})

test('an administrator’s change is gone with the role, unless the creator adopted it', async () => {
  const [alices, bobs, carols] = [await openTestStore(alice), await openTestStore(bob), await openTestStore(carol)]
  const meet = meeting(alices, bobs, carols)
  const everybody = [alices, bobs, carols]
  for (const { policy } of everybody) policy.setAdministrator(bob.peer, true)
  await alices.store.add(noteType, { id, data: 'milk', attributes: { color: 'white' } })
  await meet()
  await bobs.store.update(noteType, id, { data: 'bread', ttlMs: 5 * DAY_MS })
  await meet()
  for (const { policy } of [bobs, carols]) policy.setAdministrator(bob.peer, false)
  expect(contents(carols)).toEqual([says(1, 'milk')])
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  const adopted = alices.store.get(id)!
  expect(adopted).toMatchObject({ version: FIRST_NAMED_VERSION + 2, lastModifiedBy: alice.peer, attributes: {} })
  expect(adopted.expiresAtMs - adopted.createdAtMs).toBe(5 * DAY_MS)
  await meet()
  for (const store of [alices, carols]) expect(contents(store)).toEqual([says(3, 'bread')])
  await alices.clock.advanceAsync(DAY_MS)
  expect(alices.flooded).toHaveLength(2) // Once, and the others adopt nothing.
  expect([bobs.flooded.length, carols.flooded.length]).toEqual([1, 0])
})

test('of many changes in a row the last is adopted; of those that the creator overtook, none', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  await alices.store.add(sharedType, { id, data: 'milk' })
  await meet()
  for (const data of ['a', 'b', 'c']) await bobs.store.update(sharedType, id, { data })
  await meet()
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  expect(contents(alices)).toEqual([says(5, 'c')])
  await meet()
  await bobs.store.update(sharedType, id, { data: 'd' })
  await meet()
  await alices.store.update(sharedType, id, { data: 'mine' })
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  expect(contents(alices)).toEqual([says(7, 'mine')])
})

test('a deletion by another member is adopted too, and what waits for it after a restart', async () => {
  const bobs = await openTestStore(bob)
  const alices = await openTestStore(alice)
  const meet = meeting(alices, bobs)
  await alices.store.add(sharedType, { id, data: 'milk', ttlMs: 1000 })
  await meet()
  await bobs.store.delete(id)
  await meet()
  expect(alices.events).toEqual(['add milk', 'delete milk'])
  const { storage, clock } = alices
  const again = await openTestStore(alice, { storage, clock, seed: 7 })
  again.store.declare(sharedType)
  await clock.advanceAsync(ADOPT_AFTER_MS)
  expect(again.flooded.length + alices.flooded.length).toBeGreaterThan(1)
  const late = await openTestStore(carol)
  for (const item of [...alices.flooded, ...again.flooded]) await late.store.receive(item)
  late.policy.setMember(bob.peer, undefined)
  await late.clock.advanceAsync(500)
  expect(contents(late)).toEqual([])
})

test('a tombstone lasts 30 days, and as long as what it hides', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  const long = namedRecordId(alice.peer, 'long')
  await alices.store.add(sharedType, { id, data: 'short', ttlMs: 1000 })
  await alices.store.add(sharedType, { id: long, data: 'long', ttlMs: 2 * MIN_TOMBSTONE_MS })
  await meet()
  // bob, apart, lets both live on; alice deletes them, and her version is the higher one.
  await bobs.store.update(sharedType, id, { data: 'longer', ttlMs: 29 * DAY_MS })
  await bobs.store.update(sharedType, long, { data: 'longer', ttlMs: 59 * DAY_MS })
  for (const name of [id, long]) {
    await alices.store.update(sharedType, name, { data: 'again' })
    await alices.store.delete(name)
  }
  await meet()
  for (const store of [alices, bobs]) {
    await store.clock.advanceAsync(59 * DAY_MS)
    expect(contents(store)).toEqual([])
    expect(store.events.filter((event) => event.startsWith('add'))).toHaveLength(2)
  }
})

test('an ephemeral record is its creator’s, whatever its type says', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  const loud = { ...signalType, changeableBy: 'members' as const }
  await alices.store.add(loud, { id, data: 'hello' })
  await meet()
  await expect(bobs.store.update(loud, id, { data: 'x' })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(bobs.store.delete(id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
})

test('nobody makes a record in another’s name, nor leaves the rules of a type by naming another', async () => {
  const [alices, carols] = [await openTestStore(alice), await openTestStore(carol)]
  for (const { store } of [alices, carols]) [sharedType, ownType].forEach((type) => store.declare(type))
  await alices.store.add(ownType, { id, data: 'mine' })
  await carols.store.receive(alices.flooded[0]!)
  const forger = new ShardWriter(bob)
  const forged = { creator: alice.peer, lastModifiedBy: bob.peer, type: sharedType.name, version: 9 }
  for (const name of [id, namedRecordId(alice.peer, 'never made')]) {
    const change = forger.write('forged', { ...forged, id: name })
    const item = encodeItem({ type: 'shard-update', head: forger.sign().bytes, change })
    for (const { store } of [alices, carols]) expect(await store.receive(item)).toEqual({ outcome: 'applied' })
  }
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  for (const store of [alices, carols]) expect(contents(store)).toEqual([says(1, 'mine')])
  expect(alices.flooded).toHaveLength(1)
})

test('what is to be renewed is adopted with its life, however little was left when the creator came back', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  const ttlMs = 10 * 60_000
  await alices.store.add(sharedType, { id, data: 'milk', ttlMs, autoRefresh: true })
  await meet()
  await bobs.store.update(sharedType, id, { data: 'bread', ttlMs })
  alices.clock.jump(8 * 60_000)
  await meet()
  await alices.clock.advanceAsync(60_000) // As soon as a jump of the clock is noticed.
  expect(alices.store.get(id)).toMatchObject({ lastModifiedBy: alice.peer, autoRefresh: true })
  await alices.clock.advanceAsync(3_600_000)
  expect(contents(alices)).toEqual([expect.stringMatching(/bread$/)])
})

test('who may change a record does not use up its versions', async () => {
  const alices = await openTestStore(alice)
  meeting(alices)
  const { createdAtMs } = await alices.store.add(sharedType, { id, data: 'milk' })
  const writer = new ShardWriter(bob)
  const highest = { id, type: sharedType.name, creator: alice.peer, version: MAX_DURABLE_VERSION - 1, createdAtMs }
  const change = writer.write('x', highest)
  await alices.store.receive(encodeItem({ type: 'shard-update', head: writer.sign().bytes, change }))
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  await alices.store.update(sharedType, id, { data: 'bread' })
  expect(contents(alices)).toEqual([says(2, 'bread')])
})

test('who says a version that cannot count takes back nothing of what it said before', async () => {
  const alices = await openTestStore(alice)
  meeting(alices)
  const { createdAtMs, version } = await alices.store.add(sharedType, { id, data: 'milk' })
  const writer = new ShardWriter(bob)
  const changed = { id, type: sharedType.name, creator: alice.peer, createdAtMs, data: Buffer.from('bread') }
  const gone = { ...changed, version: MAX_STRANGERS_VERSION + 1, deleted: true, data: new Uint8Array() }
  for (const record of [{ ...changed, version: version + 1 }, gone]) {
    const change = writer.write(`${record.version}`, record)
    await alices.store.receive(encodeItem({ type: 'shard-update', head: writer.sign().bytes, change }))
    expect(contents(alices)).toEqual([says(2, 'bread')])
  }
})

test('where another member used up the versions that others may write, they are refused, and the creator goes on', async () => {
  const [alices, carols] = [await openTestStore(alice), await openTestStore(carol)]
  const meet = meeting(alices, carols)
  const { createdAtMs } = await alices.store.add(sharedType, { id, data: 'milk' })
  await meet()
  const writer = new ShardWriter(bob)
  const highest = { id, type: sharedType.name, creator: alice.peer, version: MAX_STRANGERS_VERSION, createdAtMs }
  const change = writer.write('x', highest)
  const item = encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
  for (const { store } of [alices, carols]) await store.receive(item)
  await expect(carols.store.update(sharedType, id, { data: 'cake' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
  await alices.store.update(sharedType, id, { data: 'bread' })
  await meet()
  for (const store of [alices, carols]) expect(contents(store)).toEqual([expect.stringMatching(/bread$/)])
})

test('what its creator deleted does not come back when the creator leaves', async () => {
  const [alices, bobs] = [await openTestStore(alice), await openTestStore(bob)]
  const meet = meeting(alices, bobs)
  for (const { policy } of [alices, bobs]) policy.setAdministrator(bob.peer, true)
  await alices.store.add(noteType, { id, data: 'milk' })
  await meet()
  await bobs.store.update(noteType, id, { data: 'bread' })
  await meet()
  await alices.store.delete(id)
  await meet()
  bobs.policy.setMember(alice.peer, undefined)
  expect(contents(bobs)).toEqual([])
})

test('what is deleted and changed in one breath stays deleted', async () => {
  const alices = await openTestStore(alice)
  await alices.store.add(noteType, { id, data: 'milk' })
  const deleted = alices.store.delete(id)
  await expect(alices.store.update(noteType, id, { data: 'bread' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await deleted
  await expect(alices.store.delete(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(contents(alices)).toEqual([])
})

test('whether a record is renewed stays its creator’s to say when it is changed', async () => {
  const alices = await openTestStore(alice)
  meeting(alices)
  const { createdAtMs, expiresAtMs } = await alices.store.add(sharedType, { id, data: 'milk' })
  const writer = new ShardWriter(bob)
  const changed = {
    id,
    type: sharedType.name,
    creator: alice.peer,
    version: FIRST_NAMED_VERSION + 1,
    createdAtMs,
    autoRefresh: true
  }
  const change = writer.write('x', { ...changed, expiresAtMs: expiresAtMs + DAY_MS })
  await alices.store.receive(encodeItem({ type: 'shard-update', head: writer.sign().bytes, change }))
  await alices.clock.advanceAsync(ADOPT_AFTER_MS)
  expect(alices.store.get(id)).toMatchObject({
    lastModifiedBy: alice.peer,
    version: FIRST_NAMED_VERSION + 2,
    autoRefresh: false
  })
})

test('a record whose id was chosen can be changed by others in the next century too', async () => {
  const clock = new FakeClock()
  const [alices, bobs] = [await openTestStore(alice, { clock }), await openTestStore(bob, { clock })]
  const meet = meeting(alices, bobs)
  clock.advance(Date.UTC(2150, 0) - clock.nowMs())
  await alices.store.add(sharedType, { id, data: 'milk' })
  await meet()
  await bobs.store.update(sharedType, id, { data: 'bread' })
  await meet()
  for (const { store } of [alices, bobs]) expect(Buffer.from(store.get(id)!.data).toString()).toBe('bread')
})
