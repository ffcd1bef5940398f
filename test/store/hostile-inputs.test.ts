// The hostile inputs of which Automerge's own entry points are known to be afraid, each at the store's door: in a shard whose
// document is open here, so that Automerge would meet what is let in. What each part says to them is tested with that part
// (change-check, shard-log, signed-head); test/fuzz draws more of their kind.
import { getBackend, init } from '@automerge/automerge'
import { deflateRawSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { concatBytes, fromHex, sha256, utf8 } from '../../src/base/index.js'
import { sealRecord } from '../../src/record/index.js'
import type { ReceiveOutcome } from '../../src/store/index.js'
import { encodeChange, spellKey, type ChangeContent } from '../../src/store/change-check.js'
import { APPLY_BATCH_MS, MAX_HELD_CHANGES_PER_AUTHOR } from '../../src/store/defaults.js'
import { signHead } from '../../src/store/signed-head.js'
import { decodeItem, encodeItem } from '../../src/store/store-item.js'
import { Coverage } from '../fuzz/coverage.js'
import { FuzzedStore } from '../fuzz/fuzzed-store.js'
import { actorOf, checked, ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { alice, bob, mallory, type Person } from '../support/people.js'
import { contents, noteType } from '../support/store-peers.js'

/** Blocks of our code that ran: what an honest change costs, several times over. None of these inputs has so many bytes that are looked at. */
const MAX_OPERATIONS = 3000

interface World {
  readonly victim: FuzzedStore
  /** Of the shard that alice writes here, in order. */
  readonly changes: readonly Uint8Array[]
  /** Alice's next, as another machine of hers would write it, with something changed. */
  next(changed?: Partial<ChangeContent>): Uint8Array
}

let coverage: Coverage
beforeAll(() => void (coverage = new Coverage()))
afterAll(() => coverage.close())

/** How often Automerge was given changes, by whatever door. */
let automerge: { readonly mock: { readonly calls: readonly unknown[] } }[]
beforeEach(() => {
  const handle = getBackend(init())
  const prototype = Object.getPrototypeOf(handle) as typeof handle
  automerge = (['applyChanges', 'loadIncremental', 'receiveSyncMessage'] as const).map((name) =>
    vi.spyOn(prototype, name)
  )
})
afterEach(() => void vi.restoreAllMocks())

const givenToAutomerge = (): number => automerge.reduce((sum, { mock }) => sum + mock.calls.length, 0)

async function world(): Promise<World> {
  const victim = await FuzzedStore.open(alice)
  for (const data of ['a', 'b', 'c']) await victim.peer.store.add(noteType, { data })
  const changes = victim.peer.flooded.map((item) => {
    const decoded = decodeItem(item)
    if (decoded?.type !== 'shard-update' || decoded.change === undefined) throw new Error('no change')
    return decoded.change
  })
  const last = checked(changes[2]!)
  const record = testRecord(alice, 'of the other machine')
  const content = {
    dependencies: [last.hash],
    actor: actorOf('the other machine'),
    sequence: 1,
    startOperation: 4,
    key: spellKey(record.id, 1),
    value: sealRecord(record, TEST_GROUP, alice.keyPair)
  }
  return { victim, changes, next: (changed = {}) => encodeChange({ ...content, ...changed }) }
}

interface HeadInit {
  changes?: number
  heads?: readonly string[]
  group?: Uint8Array
  signer?: Person
}

/** With a head of alice's over it, unless said otherwise. */
function item(
  change: Uint8Array,
  { changes = 4, heads, group = TEST_GROUP, signer = alice }: HeadInit = {}
): Uint8Array {
  const statement = { shard: 1, firstLivingShard: 1, changes, heads: heads ?? [checked(change).hash] }
  let head = signHead(statement, group, signer.keyPair).bytes
  if (signer !== alice) {
    // Under alice's name, by another's key.
    const at = Buffer.from(head).indexOf(signer.keyPair.publicKey)
    head = concatBytes([head.subarray(0, at), alice.keyPair.publicKey, head.subarray(at + 32)])
  }
  return encodeItem({ type: 'shard-update', head, change })
}

/** Of bytes that are no change: a head over something. */
function itemOf(change: Uint8Array): Uint8Array {
  return encodeItem({ type: 'shard-update', head: signHead(NO_CHANGE, TEST_GROUP, alice.keyPair).bytes, change })
}
const NO_CHANGE = { shard: 1, firstLivingShard: 1, changes: 4, heads: ['ab'.repeat(32)] }

const MAGIC = fromHex('856f4a83')!
function chunk(body: Uint8Array): Uint8Array {
  return concatBytes([MAGIC, sha256(body).subarray(0, 4), body])
}

/** Runs of 10^8 in every column: of its bytes Automerge makes 2.3 GB in 20 s. */
function hundredMillionOperations(): Uint8Array {
  const run = '80c2d72f'
  const columns = [`1508${run}036b6579`, `3404${run}`, `4205${run}01`, `5605${run}00`, `7005${run}00`]
  const heads = columns.map((column) => column.slice(0, 2) + (column.length / 2 - 2).toString(16).padStart(2, '0'))
  const data = columns.map((column) => column.slice(4))
  const body = fromHex(`0010${'aa'.repeat(16)}010100000005${heads.join('')}${data.join('')}`)!
  return chunk(concatBytes([Uint8Array.of(1, body.byteLength), body]))
}

/** What Automerge writes of alice's document when `edit` has its way with it. */
function written({ changes }: World, edit: (handle: ReturnType<typeof getBackend>, key: string) => void): Uint8Array {
  const handle = getBackend(init({ actor: actorOf('the other machine') }))
  handle.applyChanges([...changes])
  edit(handle, checked(changes[0]!).key)
  handle.commit(undefined, 0)
  const change = handle.getLastLocalChange()!
  handle.free()
  return change
}

function saved({ changes }: World, as: 'document' | 'bundle'): Uint8Array {
  const handle = getBackend(init({ actor: actorOf('the other machine') }))
  handle.applyChanges([...changes])
  const bytes = as === 'document' ? handle.save() : handle.saveBundle(changes.map((change) => checked(change).hash))
  handle.free()
  return bytes
}

const refused = (reason: string): ReceiveOutcome => ({ outcome: 'refused', reason })
const held: ReceiveOutcome = { outcome: 'held', author: alice.peer, shard: 1 }

const REFUSED_BY_FORM: [string, (world: World) => Uint8Array, ReceiveOutcome][] = [
  ['71 bytes that claim 10^8 operations', () => itemOf(hundredMillionOperations()), refused('change-malformed')],
  [
    'a decompression bomb (chunk type 2) of 64 MiB',
    () => itemOf(concatBytes([MAGIC, new Uint8Array(4), Uint8Array.of(2), deflateRawSync(new Uint8Array(2 ** 26))])),
    refused('change-not-plain')
  ],
  ['a whole document in the place of a change', (it) => itemOf(saved(it, 'document')), refused('change-not-plain')],
  ['a bundle in the place of a change', (it) => itemOf(saved(it, 'bundle')), refused('change-not-plain')],
  [
    'a flipped byte, so that the checksum is wrong',
    (it) => itemOf(it.next().map((byte, i) => (i === 300 ? byte ^ 1 : byte))),
    refused('change-checksum')
  ],
  ['a delete', (it) => itemOf(written(it, (handle, key) => handle.delete('_root', key))), refused('change-malformed')],
  [
    'an operation with predecessors',
    (it) => itemOf(written(it, (handle, key) => handle.put('_root', key, utf8('other'), 'bytes'))),
    refused('change-malformed')
  ]
]

const REFUSED_BY_PLACE: [string, (world: World) => Uint8Array, ReceiveOutcome][] = [
  ['a start operation too low', (it) => item(it.next({ startOperation: 3 })), refused('change-start-operation')],
  ['a start operation too high', (it) => item(it.next({ startOperation: 2000 })), refused('change-start-operation')],
  ['a sequence number that skips', (it) => item(it.next({ sequence: 2 })), refused('change-sequence')],
  [
    'a sequence number that does not depend on the one before',
    ({ changes, next }) => {
      const [root, second] = [checked(changes[0]!), checked(changes[1]!)]
      const { actor } = second
      return item(next({ actor, sequence: 3, dependencies: [root.hash], startOperation: 2 }), { changes: 2 })
    },
    refused('change-sequence')
  ],
  [
    'a key that is in use',
    ({ changes, next }) => {
      const { key, value } = checked(changes[0]!)
      return item(next({ key, value }))
    },
    refused('change-overwrites')
  ],
  [
    'an unsigned change: a head by another key',
    (it) => item(it.next(), { signer: mallory }),
    refused('head-signature')
  ],
  [
    'a head of another group',
    (it) => item(it.next(), { group: sha256(utf8('another group')) }),
    refused('head-signature')
  ],
  [
    'a head over other changes',
    (it) => item(it.next(), { heads: [checked(it.next({ startOperation: 9 })).hash] }),
    refused('head-of-another-change')
  ],
  [
    'a head over what is here already: the change under it is not looked at',
    (it) => item(it.next({ startOperation: 9 }), { changes: 3, heads: [checked(it.changes[2]!).hash] }),
    { outcome: 'known' }
  ],
  ['a head that counts too few', (it) => item(it.next(), { changes: 3 }), refused('head-count')],
  ['a head that counts too many', (it) => item(it.next(), { changes: 5 }), refused('head-count')]
]

/** True of some honest sender: its own copy may have come so. */
const NOT_BLAMED: [string, (world: World) => Uint8Array, ReceiveOutcome][] = [
  ['a dependency that does not exist', (it) => item(it.next({ dependencies: ['cd'.repeat(32)] })), held]
]

/** Stands where alice's third change stands, with a higher hash, or a smaller one. */
function rivalOf({ changes, next }: World, isRival: (rival: string, third: string) => boolean): Uint8Array {
  const { actor, hash, dependencies } = checked(changes[2]!)
  for (let i = 0; ; i++) {
    const record = testRecord(alice, `rival ${i}`)
    const value = sealRecord(record, TEST_GROUP, alice.keyPair)
    const rival = next({ actor, sequence: 3, startOperation: 3, dependencies, key: spellKey(record.id, 1), value })
    if (isRival(checked(rival).hash, hash)) return rival
  }
}

test.each([...REFUSED_BY_FORM, ...REFUSED_BY_PLACE, ...NOT_BLAMED])(
  '%s: Automerge never sees it, the work is bounded, nothing changes',
  async (_, make, expected) => {
    const it = await world()
    const { victim } = it
    const hostile = make(it)
    const before = [victim.fingerprint(), givenToAutomerge()]
    coverage.take()
    const outcome = await victim.peer.store.receive(hostile)
    expect(coverage.take().operations).toBeLessThan(MAX_OPERATIONS)
    expect(outcome).toEqual(expected)
    victim.peer.clock.advance(2 * APPLY_BATCH_MS)
    expect([victim.fingerprint(), givenToAutomerge()]).toEqual(before)
    // The document is as usable as it was, for us and for the other machine.
    expect(await victim.peer.store.receive(item(it.next()))).toEqual({ outcome: 'applied' })
    await victim.peer.store.add(noteType, { data: 'ours' })
    expect(givenToAutomerge()).toBeGreaterThan(before[1] as number) // What was let in it does see.
    expect(contents(victim.peer)).toHaveLength(5)
    await victim.expectWhole([])
  }
)

test('an actor and a sequence number that are here with a smaller hash: a proof is kept and what we signed is written again, once', async () => {
  const it = await world()
  const { victim } = it
  const before = [givenToAutomerge(), victim.counts.writes] as const
  const shown = contents(victim.peer)
  const contradicting = item(
    rivalOf(it, (rival, third) => rival > third),
    { changes: 3 }
  )
  coverage.take()
  expect(await victim.peer.store.receive(contradicting)).toEqual({ outcome: 'ignored' })
  expect(coverage.take().operations).toBeLessThan(MAX_OPERATIONS)
  victim.peer.clock.advance(2 * APPLY_BATCH_MS)
  expect(givenToAutomerge()).toBe(before[0])
  expect(victim.peer.store.evidence(alice.peer)).toHaveLength(1)
  // It bears our signature: a copy of this machine wrote it, and would have lost it. What stood here stands.
  expect(contents(victim.peer)).toEqual(expect.arrayContaining(shown))
  expect(contents(victim.peer)).toHaveLength(shown.length + 1)
  expect(victim.counts).toMatchObject({ writes: before[1] + 1, proofs: 1 })
  const after = victim.fingerprint()
  for (let again = 0; again < 3; again++) {
    expect(await victim.peer.store.receive(contradicting)).toEqual({ outcome: 'ignored' })
    victim.peer.clock.advance(2 * APPLY_BATCH_MS)
  }
  expect(victim.fingerprint()).toBe(after)
  expect(victim.counts.proofs).toBe(1)
  expect(await victim.peer.store.receive(item(it.next()))).toEqual({ outcome: 'applied' })
  await victim.expectWhole([])
})

test('the same of another author: nothing but the proof is kept', async () => {
  const it = await world()
  const victim = await FuzzedStore.open(bob)
  for (const bytes of it.victim.peer.flooded) await victim.peer.store.receive(bytes)
  victim.peer.clock.advance(2 * APPLY_BATCH_MS)
  const before = { ...victim.counts }
  const shown = contents(victim.peer)
  const contradicting = item(
    rivalOf(it, (rival, third) => rival > third),
    { changes: 3 }
  )
  for (let again = 0; again < 3; again++) {
    expect(await victim.peer.store.receive(contradicting)).toEqual({ outcome: 'ignored' })
    victim.peer.clock.advance(2 * APPLY_BATCH_MS)
  }
  expect(contents(victim.peer)).toEqual(shown)
  expect(victim.peer.store.evidence(alice.peer)).toHaveLength(1)
  expect(victim.counts).toEqual({ ...before, proofs: 1 })
  await victim.expectWhole([])
})

test('the same actor and number with two hashes: the smaller one takes the place of the other, whoever brings it', async () => {
  const it = await world()
  const { victim } = it
  const rival = rivalOf(it, (rival, third) => rival < third)
  expect(await victim.peer.store.receive(item(rival, { changes: 3 }))).toEqual({ outcome: 'applied' })
  victim.peer.clock.advance(2 * APPLY_BATCH_MS)
  expect(contents(victim.peer).filter((line) => line.includes('rival'))).toHaveLength(1)
  await victim.peer.store.add(noteType, { data: 'ours' })
  await victim.expectWhole([])
})

test('an unsigned orphan is not kept until it would fit', async () => {
  const { victim, next } = await world()
  const first = next()
  const record = testRecord(alice, 'orphan')
  const orphan = next({
    dependencies: [checked(first).hash],
    sequence: 2,
    startOperation: 5,
    key: spellKey(record.id, 1),
    value: sealRecord(record, TEST_GROUP, alice.keyPair)
  })
  const unsigned = item(orphan, { changes: 5, signer: mallory })
  expect(await victim.peer.store.receive(unsigned)).toEqual(refused('head-signature'))
  expect(await victim.peer.store.receive(item(first))).toEqual({ outcome: 'applied' })
  expect(contents(victim.peer).join()).not.toContain('orphan')
  expect(contents(victim.peer)).toHaveLength(4)
  await victim.expectWhole([])
})

test('of signed orphans without end a bounded number is kept, and the sender is asked for the gap each time', async () => {
  const victim = await FuzzedStore.open(alice)
  const writer = new ShardWriter(bob)
  const items = Array.from({ length: 3 * MAX_HELD_CHANGES_PER_AUTHOR }, (_, i) => {
    const change = writer.write(`change ${i}`)
    return encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
  })
  writer.document.free()
  const [root, ...orphans] = items
  for (const orphan of orphans.reverse()) {
    expect(await victim.peer.store.receive(orphan)).toEqual({ outcome: 'held', author: bob.peer, shard: 1 })
  }
  const released = items.slice(1, 1 + MAX_HELD_CHANGES_PER_AUTHOR) // What came last was kept.
  expect(await victim.peer.store.receive(root!)).toEqual({ outcome: 'applied', released })
  expect(contents(victim.peer)).toHaveLength(1 + MAX_HELD_CHANGES_PER_AUTHOR)
  await victim.expectWhole([])
})
