// How long a record lasts by what its creator and others say: nobody makes another's record last for ever.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineRecordType, namedRecordId, type GroupRecord } from '../../src/record/index.js'
import { ADOPT_AFTER_MS, MAX_AHEAD_MS, MAX_OTHERS_LIFE_MS } from '../../src/store/defaults.js'
import { encodeItem } from '../../src/store/store-item.js'
import { chooseVersion, type Judge } from '../../src/store/view.js'
import { ShardWriter, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { alice, bob, carol, dave } from '../support/people.js'
import { eventually, FIRST_NAMED_VERSION, noteType, openTestStore, type TestStore } from '../support/store-peers.js'

const HOUR_MS = 3_600_000
/** The last that a date can be. */
const FOR_EVER_MS = 8.64e15
const openType = { ...noteType, name: 'test.open', changeableBy: 'members' as const }
const boardType = defineRecordType<string>({ ...openType, name: 'test.board', lifetime: 'collaborative' })
const id = namedRecordId(alice.peer, 'list')
const everybody: Judge = { recordsUntilMs: () => Infinity, mayChange: () => true, accepts: () => true }

async function give({ store }: TestStore, record: Partial<GroupRecord>): Promise<void> {
  const writer = new ShardWriter(dave)
  const change = writer.write('list', { id, creator: alice.peer, ...record })
  const update = encodeItem({ type: 'shard-update', head: writer.sign(1).bytes, change })
  expect(await store.receive(update)).toEqual({ outcome: 'applied' })
}

/** Of dave, who may change the record. */
const change = { type: openType.name, version: FIRST_NAMED_VERSION + 1, expiresAtMs: FOR_EVER_MS }

function contribution(changed: Partial<GroupRecord> = {}): Partial<GroupRecord> {
  const modifiedAtMs = changed.modifiedAtMs ?? FAKE_NOW_MS
  const edits = [{ name: 'color', version: 1, modifiedAtMs, removed: false, overwrites: [] }]
  const says = { attributes: { color: 'black' }, data: new Uint8Array(), edits }
  return { type: boardType.name, version: 1, expiresAtMs: FOR_EVER_MS, ...says, ...changed }
}

test('what another says lasts five years, or as long as the creator says', () => {
  const own = { record: testRecord(alice, 'list', { expiresAtMs: FAKE_NOW_MS + HOUR_MS }), hash: 'aa' }
  const others = {
    record: testRecord(alice, 'list', { ...change, type: own.record.type, lastModifiedBy: bob.peer }),
    hash: 'bb'
  }
  expect(chooseVersion([own, others], everybody, FAKE_NOW_MS)?.untilMs).toBe(FAKE_NOW_MS + MAX_OTHERS_LIFE_MS)
  const long = { ...own, record: { ...own.record, expiresAtMs: FAKE_NOW_MS + 2 * MAX_OTHERS_LIFE_MS } }
  expect(chooseVersion([long, others], everybody, FAKE_NOW_MS)?.untilMs).toBe(long.record.expiresAtMs)
  const lateMs = FAKE_NOW_MS + 2 * MAX_OTHERS_LIFE_MS
  const renewed = { ...others, record: { ...others.record, renewals: 1, renewedAtMs: lateMs } }
  expect(chooseVersion([own, renewed], everybody, lateMs)?.untilMs).toBe(lateMs + MAX_OTHERS_LIFE_MS)
})

test('whatever others say, it ends five years from now, and is the same in any order', () => {
  const anyTime = fc.oneof(fc.constant(FAKE_NOW_MS), fc.integer({ min: FAKE_NOW_MS, max: 8e15 }))
  const others = fc.record({
    author: fc.constantFrom(bob, carol, dave),
    saidAtMs: anyTime,
    version: fc.integer({ min: 1, max: 9 })
  })
  const own = { record: testRecord(alice, 'list', { version: 5, expiresAtMs: FAKE_NOW_MS + HOUR_MS }), hash: 'aa' }
  fc.assert(
    fc.property(
      fc.uniqueArray(others, { selector: ({ author }) => author.peer }),
      fc.nat(HOUR_MS * 2),
      (said, afterMs) => {
        const versions = said.map(({ author, saidAtMs, version }, i) => {
          const changed = { lastModifiedBy: author.peer, modifiedAtMs: saidAtMs, version, expiresAtMs: FOR_EVER_MS }
          return { record: testRecord(alice, 'list', changed), hash: `${i}` }
        })
        const nowMs = FAKE_NOW_MS + afterMs
        const view = chooseVersion([own, ...versions], everybody, nowMs)
        expect(view?.expiresAtMs ?? 0).toBeLessThanOrEqual(nowMs + MAX_AHEAD_MS + MAX_OTHERS_LIFE_MS)
        expect(chooseVersion([...versions, own].reverse(), everybody, nowMs)).toEqual(view)
      }
    )
  )
})

test('the creator’s store repeats what counts, not what was claimed', async () => {
  const a = await openTestStore(alice)
  a.store.declare(openType)
  await a.store.add(openType, { id, data: 'milk', autoRefresh: true, ttlMs: HOUR_MS })
  await give(a, change)
  expect(a.store.get(id)?.lastModifiedBy).toBe(dave.peer)
  a.clock.advance(ADOPT_AFTER_MS)
  await eventually(() => a.store.get(id)?.lastModifiedBy === alice.peer)
  expect(a.store.get(id)!.expiresAtMs).toBeLessThanOrEqual(FAKE_NOW_MS + MAX_OTHERS_LIFE_MS)
  const updated = await a.store.update(openType, id, { data: 'bread' })
  expect(updated.expiresAtMs).toBeLessThanOrEqual(FAKE_NOW_MS + MAX_OTHERS_LIFE_MS)
})

test.each([
  ['durable', openType, change],
  ['collaborative', boardType, contribution()]
])('a %s record that another claims to last for ever expires everywhere', async (_what, type, claim) => {
  const clock = new FakeClock()
  const stores = [await openTestStore(alice, { clock }), await openTestStore(bob, { clock })] as const
  const [a, b] = stores
  for (const { store } of stores) store.declare(type)
  await a.store.add(type, { id, data: 'milk' })
  await b.store.receive(a.flooded[0]!)
  for (const store of stores) await give(store, claim)
  for (const { store } of stores) expect(store.get(id)).toBeDefined()
  clock.advance(MAX_OTHERS_LIFE_MS + MAX_AHEAD_MS)
  for (const { store } of stores) expect(store.get(id)).toBeUndefined()
})

test.each([
  ['durable', openType, change],
  ['collaborative', boardType, contribution()]
])('what says that it was written later keeps a %s record from then on', async (_what, type, claim) => {
  const a = await openTestStore(alice)
  a.store.declare(type)
  await a.store.add(type, { id, data: 'milk', ttlMs: HOUR_MS })
  const lateMs = FAKE_NOW_MS + 24 * HOUR_MS
  const late = type === boardType ? contribution({ modifiedAtMs: lateMs }) : { ...claim, modifiedAtMs: lateMs }
  await give(a, late)
  expect(a.store.get(id)).toBeDefined()
  a.clock.advance(HOUR_MS)
  expect(a.store.get(id)).toBeUndefined()
  a.clock.advance(23 * HOUR_MS - MAX_AHEAD_MS)
  expect(a.store.get(id)?.lastModifiedBy).toBe(dave.peer)
})
