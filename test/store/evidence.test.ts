// A member that signs two histories is caught, with a proof that anybody can check, and harms nobody.
import { describe, expect, test } from 'vitest'
import { namedRecordId, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { MAX_EVIDENCE_PER_AUTHOR } from '../../src/store/defaults.js'
import { spellKey } from '../../src/store/change-check.js'
import {
  createMemoryStorage,
  encodeEvidence,
  verifyEvidence,
  type Evidence,
  type Storage
} from '../../src/store/index.js'
import { ALL_CHANGES } from '../../src/store/log-keys.js'
import { shardsStatementRecord } from '../../src/store/shards-statement.js'
import { signHead } from '../../src/store/signed-head.js'
import { decodeItem, encodeItem } from '../../src/store/store-item.js'
import { actorOf, checked, forged, ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

/** A change of shard 1 by a process of its own, in the place of `honest`. */
function rivalOf(honest: Uint8Array, author: Person, name: string, changed: Partial<GroupRecord> = {}): Uint8Array {
  const record = testRecord(author, name, changed)
  const value = sealRecord(record, TEST_GROUP, author.keyPair)
  return forged(honest, { key: spellKey(record.id, record.version), value })
}

function itemOf(author: Person, change: Uint8Array, changes: number, shard = 1): Uint8Array {
  const statement = { shard, firstLivingShard: 1, changes, heads: [checked(change).hash] }
  return encodeItem({ type: 'shard-update', head: signHead(statement, TEST_GROUP, author.keyPair).bytes, change })
}

function heard({ store }: TestStore): Evidence[] {
  const all: Evidence[] = []
  store.on('evidence', (evidence) => all.push(evidence))
  return all
}

describe('a member that signs two histories', () => {
  test('is caught with a proof, and harms nobody', async () => {
    const storages = [createMemoryStorage(), createMemoryStorage()]
    const [a, b] = [
      await openTestStore(bob, { storage: storages[0]! }),
      await openTestStore(dave, { storage: storages[1]! })
    ]
    const events = [heard(a), heard(b)]
    await a.store.add(noteType, { data: 'of bob' })
    const other = new ShardWriter(carol, 'other')
    const aside = other.write('aside')
    const otherItem = encodeItem({ type: 'shard-update', head: other.sign(2).bytes, change: aside })
    const writer = new ShardWriter(carol)
    const [root, honest, above] = [writer.write('root'), writer.write('next'), writer.write('above')]
    const rival = rivalOf(honest, carol, 'another')
    for (const item of [otherItem, itemOf(carol, root, 1)]) {
      for (const { store } of [a, b]) expect((await store.receive(item)).outcome).toBe('applied')
    }
    for (const item of [itemOf(carol, honest, 2), itemOf(carol, above, 3)]) await a.store.receive(item)
    await b.store.receive(itemOf(carol, rival, 2))
    for (let round = 0; round < 2; round++) expect((await synchronise(a, b)).refusals).toEqual([[], []])
    expect(contents(a)).toEqual(contents(b))
    expect(contents(a).join()).toMatch(/aside/)
    expect(contents(a).join()).toMatch(/root/)
    expect(contents(a).join()).toMatch(/of bob/)
    const caught = events.flat()
    expect(caught.length).toBeGreaterThan(0)
    for (const evidence of caught) {
      expect(evidence).toMatchObject({ author: carol.peer, shard: 1 })
      expect(verifyEvidence(encodeEvidence(evidence), TEST_GROUP)).toEqual(evidence)
      expect(verifyEvidence(encodeEvidence(evidence), new Uint8Array(32))).toBeUndefined()
    }
    const at = [a, b][events[0]!.length > 0 ? 0 : 1]!
    const again = await openTestStore(at.person, { storage: at.storage, seed: 3 })
    expect(again.store.evidence(carol.peer)).toEqual(at === a ? events[0] : events[1])
    expect(again.store.evidence()).toEqual(again.store.evidence(carol.peer))
    expect(again.store.evidence(alice.peer)).toEqual([])
    expect(contents(again)).toEqual(contents(at))
  })

  test('is heard further where the disk has lost what it wrote before', async () => {
    const here = await openTestStore(bob)
    const first = forged(new ShardWriter(carol).write('again'), { actor: actorOf('twice') })
    const rivals = [1, 2].map((i) => rivalOf(first, carol, 'again', { data: Buffer.from(`${i}`) }))
    const [loses, wins] = rivals.sort((x, y) => (checked(x).hash < checked(y).hash ? 1 : -1)) as [
      Uint8Array,
      Uint8Array
    ]
    const elsewhere = new ShardWriter(carol, 'elsewhere').write('again')
    for (const [shard, change] of [elsewhere, loses].entries()) {
      expect((await here.store.receive(itemOf(carol, change, 1, 2 - shard))).outcome).toBe('applied')
    }
    for await (const [key] of here.storage.entries(ALL_CHANGES)) {
      await here.storage.write([{ key, value: undefined }], { sync: true })
    }
    expect((await here.store.receive(itemOf(carol, wins, 1))).outcome).toBe('applied')
    expect(here.store.evidence(carol.peer)).toEqual([])
    expect(contents(here)).toHaveLength(1)
  })

  test('is caught by what a right head says, though the same came before under a wrong one', async () => {
    const here = await openTestStore(bob)
    const events = heard(here)
    const writer = new ShardWriter(carol)
    const [root, honest] = [writer.write('root'), writer.write('next')]
    let rival = rivalOf(honest, carol, 'rival 0')
    for (let i = 1; checked(rival).hash > checked(honest).hash; i++) rival = rivalOf(honest, carol, `rival ${i}`)
    for (const item of [itemOf(carol, root, 1), itemOf(carol, honest, 2)]) await here.store.receive(item)
    const counted = { outcome: 'refused', reason: 'head-count' }
    expect(await here.store.receive(itemOf(carol, rival, 7))).toEqual(counted)
    expect(await here.store.receive(itemOf(carol, rival, 2))).toEqual({ outcome: 'applied' })
    expect(events).toHaveLength(1)
    expect(here.store.evidence(carol.peer)).toEqual(events)
  })

  test('again and again fills no disk, and has nobody read what else it wrote', async () => {
    const inner = createMemoryStorage()
    let reads = 0
    const storage: Storage = {
      get: (key) => (reads++, inner.get(key)),
      entries: (range) => inner.entries(range),
      write: (batch, options) => inner.write(batch, options),
      snapshot: () => inner.snapshot(),
      close: () => inner.close()
    }
    const here = await openTestStore(bob, { storage })
    const past = new ShardWriter(carol, 'past')
    const changes = Array.from({ length: 100 }, (_, i) => past.write(`past ${i}`))
    for (const [i, change] of changes.entries()) {
      const head = signHead(
        { shard: 2, firstLivingShard: 1, changes: i + 1, heads: [checked(change).hash] },
        TEST_GROUP,
        carol.keyPair
      )
      await here.store.receive(encodeItem({ type: 'shard-update', head: head.bytes, change }))
    }
    const first = forged(new ShardWriter(carol).write('again'), { actor: actorOf('twice') })
    const rivals = Array.from({ length: 40 }, (_, i) => {
      return rivalOf(first, carol, 'again', { data: Buffer.from(`${i}`) })
    }).sort((x, y) => (checked(x).hash < checked(y).hash ? 1 : -1))
    reads = 0
    for (const rival of rivals) {
      expect((await here.store.receive(itemOf(carol, rival, 1))).outcome).toBe('applied')
    }
    expect(reads).toBeLessThan(3 * rivals.length)
    expect(here.store.evidence(carol.peer)).toHaveLength(MAX_EVIDENCE_PER_AUTHOR)
    expect(contents(here)).toHaveLength(101)
  })

  test('of which one ended its shards: whoever saw that takes it back, and all show the same', async () => {
    const [b, c] = [await openTestStore(bob), await openTestStore(dave)]
    for (const shard of [1, 2]) {
      const writer = new ShardWriter(carol, `${shard}`)
      const change = writer.write(`of shard ${shard}`)
      const item = encodeItem({ type: 'shard-update', head: writer.sign(shard).bytes, change })
      for (const { store } of [b, c]) await store.receive(item)
    }
    const retired = new Map([1, 2].map((shard) => [shard, new Map([[actorOf(`carol ${shard}`), 1]])]))
    const ending = { firstLivingShard: 3, living: new Map<number, never>(), retired }
    const record = shardsStatementRecord(ending, carol.peer, 1, FAKE_NOW_MS)
    const one = forged(new ShardWriter(carol, 'x').write('y'), { actor: actorOf('twice') })
    const value = sealRecord(record, TEST_GROUP, carol.keyPair)
    const statement = forged(one, { key: spellKey(record.id, 1), value })
    let rival = rivalOf(one, carol, 'rival 0')
    for (let i = 1; checked(rival).hash > checked(statement).hash; i++) rival = rivalOf(one, carol, `rival ${i}`)
    await b.store.receive(itemOf(carol, statement, 1, 3))
    expect(contents(b)).toEqual([])
    for (const { store } of [b, c]) expect((await store.receive(itemOf(carol, rival, 1, 3))).outcome).toBe('applied')
    for (let round = 0; round < 2; round++) await synchronise(b, c)
    expect(contents(b)).toEqual(contents(c))
    expect(contents(b)).toHaveLength(3)
  })
})

test('nothing is a proof that proves nothing: two changes in a row, one twice, of two authors', () => {
  const writer = new ShardWriter(carol)
  const [first, second] = [writer.write('first'), writer.write('second')]
  const head = writer.sign().bytes
  const sides = (one: Uint8Array[], two: Uint8Array[], heads = [head, head]): Uint8Array =>
    encodeEvidence({ author: carol.peer, shard: 1, heads: heads as [Uint8Array, Uint8Array], changes: [one, two] })
  expect(verifyEvidence(sides([second], [second, first]), TEST_GROUP)).toBeUndefined()
  expect(verifyEvidence(sides([second], [second]), TEST_GROUP)).toBeUndefined()
  expect(verifyEvidence(sides([second], [first]), TEST_GROUP)).toBeUndefined()
  expect(verifyEvidence(sides([], []), TEST_GROUP)).toBeUndefined()
  expect(verifyEvidence(Uint8Array.of(1, 2, 3), TEST_GROUP)).toBeUndefined()
})

test('what fell of an honest author its own node adds again', async () => {
  const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
  const heardAt = heard(a)
  await a.store.add(noteType, { id: namedRecordId(alice.peer, 'mine'), data: 'mine' })
  const change = decodeItem(a.flooded[0]!)
  if (change?.type !== 'shard-update') throw new Error('no update')
  let rival = rivalOf(change.change!, alice, 'stolen 0')
  for (let i = 1; checked(rival).hash > checked(change.change!).hash; i++) {
    rival = rivalOf(change.change!, alice, `stolen ${i}`)
  }
  await b.store.receive(a.flooded[0]!)
  for (const { store } of [a, b]) expect((await store.receive(itemOf(alice, rival, 1))).outcome).toBe('applied')
  expect(heardAt).toHaveLength(1)
  await eventually(() => contents(a).length === 2)
  await synchronise(a, b)
  expect(contents(b)).toEqual(contents(a))
  expect(contents(b).join()).toMatch(/mine/)
})
