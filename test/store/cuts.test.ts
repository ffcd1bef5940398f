// A removal takes effect in the store: what it lets count shows, at whoever hears of it whenever; nothing else ever does.
import { describe, expect, test } from 'vitest'
import { defineRecordType, namedRecordId, sealRecord } from '../../src/record/index.js'
import { spellKey } from '../../src/store/change-check.js'
import { createMemoryStorage, type ShardCut } from '../../src/store/index.js'
import { shardsStatementRecord } from '../../src/store/shards-statement.js'
import { signHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import { actorOf, checked, forged, ShardWriter, TEST_GROUP, testRecord } from '../support/changes.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import {
  contents,
  eventually,
  linkStores,
  noteType,
  openTestStore,
  synchronise,
  type TestStore
} from '../support/store-peers.js'

const boardType = defineRecordType<string>({
  ...noteType,
  name: 'test.board',
  lifetime: 'collaborative',
  changeableBy: 'administrators'
})

async function put({ store }: TestStore, names: readonly string[], data = ''): Promise<void> {
  for (const name of names) await store.add(noteType, { id: namedRecordId(store.author, name), data: `${name}${data}` })
}

function said(peer: TestStore): string[] {
  return contents(peer)
    .map((line) => line.split(' ')[2]!)
    .sort()
}

function remove(peers: readonly TestStore[], { peer }: Person, cut: readonly ShardCut[], name = 'first'): void {
  for (const { policy } of peers) policy.remove(peer, name, cut)
}

/** Bob wrote before; dave has more of it than alice, who removes him. */
async function removed(): Promise<{ alices: TestStore; bobs: TestStore; daves: TestStore; cut: ShardCut[] }> {
  const [alices, bobs, daves] = [await openTestStore(alice), await openTestStore(bob), await openTestStore(dave)]
  await put(bobs, ['one', 'two'])
  await synchronise(bobs, alices)
  await put(bobs, ['late'])
  await put(bobs, ['one'], '-changed')
  await synchronise(bobs, daves)
  return { alices, bobs, daves, cut: alices.store.cutOf(bob.peer) }
}

describe('of a member that was removed', () => {
  test('what is under the cut shows everywhere, and what is beyond nowhere, however late the removal comes', async () => {
    const { alices, daves, cut } = await removed()
    expect(cut).toMatchObject([{ shard: 1, heads: [expect.any(String)] }])
    remove([alices], bob, cut)
    expect(said(alices)).toEqual(['one', 'two'])
    expect(said(daves)).toEqual(['late', 'one-changed', 'two'])
    remove([daves], bob, cut)
    expect(said(daves)).toEqual(['one', 'two'])
    const again = await openTestStore(dave, { storage: daves.storage, policy: daves.policy, seed: 2 })
    expect(said(again)).toEqual(['one', 'two'])
  })

  test('what is beyond is neither taken nor blamed on who passes it on', async () => {
    const { alices, bobs, daves, cut } = await removed()
    remove([alices], bob, cut)
    for (const item of bobs.flooded) expect(['known', 'ignored']).toContain((await alices.store.receive(item)).outcome)
    expect((await synchronise(alices, daves)).refusals).toEqual([[], []])
    const kept = alices.store.cutOf(bob.peer)
    expect(kept).toEqual(cut)
    expect(said(alices)).toEqual(['one', 'two'])
  })

  test('who hides something and who never took it differ for good, and ask each other for nothing', async () => {
    const { alices, daves, cut } = await removed()
    remove([alices, daves], bob, cut)
    const asked: string[] = []
    const link = linkStores(alices, daves, (frame) => {
      asked.push(frame.type)
      return frame
    })
    for (const session of link.sessions) session.startRound()
    await eventually(() => Math.min(...link.synchronised) > 0)
    link.close()
    expect(asked).toContain('shard-entries')
    expect(asked).not.toContain('shard-want')
  })

  test('who has nothing yet gets what is under the cut, also from who has more', async () => {
    const { daves, cut } = await removed()
    const carols = await openTestStore(carol)
    remove([daves, carols], bob, cut)
    await synchronise(carols, daves)
    expect(said(carols)).toEqual(['one', 'two'])
    expect(carols.store.cutOf(bob.peer)).toEqual(cut)
  })

  test('where the head is not here, the extent says what shows until it is', async () => {
    const { bobs, cut } = await removed()
    const carols = await openTestStore(carol)
    remove([carols], bob, cut)
    await carols.store.receive(bobs.flooded[0]!)
    expect(said(carols)).toEqual(['one'])
    expect((await carols.store.receive(bobs.flooded[2]!)).outcome).toBe('ignored')
    await carols.store.receive(bobs.flooded[1]!)
    expect(said(carols)).toEqual(['one', 'two'])
  })

  test('without an extent, for which there was no room, nothing shows until the head is here, and then all under it', async () => {
    const { alices, bobs, cut } = await removed()
    const carols = await openTestStore(carol)
    await carols.store.receive(bobs.flooded[0]!)
    remove(
      [alices, carols],
      bob,
      cut.map((one) => ({ ...one, extent: new Map() }))
    )
    expect(said(carols)).toEqual([])
    await synchronise(alices, carols)
    expect(said(carols)).toEqual(['one', 'two'])
  })

  test('nothing shows where nothing is trusted', async () => {
    const { alices } = await removed()
    remove([alices], bob, [{ shard: 1, heads: [], extent: new Map() }])
    expect(said(alices)).toEqual([])
  })

  test('of two removals that did not know of each other, what both let count does', async () => {
    const { alices, daves, cut } = await removed()
    const more = daves.store.cutOf(bob.peer)
    for (const one of [alices, daves]) {
      remove([one], bob, one === alices ? cut : more, one === alices ? 'a' : 'b')
      remove([one], bob, one === alices ? more : cut, one === alices ? 'b' : 'a')
      expect(said(one)).toEqual(['one', 'two'])
    }
  })

  test('a removal that counts no more gives back what it hid', async () => {
    const { daves, cut } = await removed()
    remove([daves], bob, cut)
    daves.policy.cuts.delete(bob.peer)
    daves.policy.setMember(bob.peer, Number.MAX_SAFE_INTEGER)
    expect(said(daves)).toEqual(['late', 'one-changed', 'two'])
  })
})

describe('a member that was removed and hears of it', () => {
  test('is told when it writes, whatever that is', async () => {
    const { bobs, cut } = await removed()
    remove([bobs], bob, cut)
    const id = namedRecordId(bob.peer, 'one')
    const { store } = bobs
    const writes = [
      store.add(noteType, { data: 'x' }),
      store.update(noteType, id, { data: 'x' }),
      store.delete(id),
      store.edit(boardType, id, { attributes: { a: 'x' }, creator: bob.peer })
    ]
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'NOT_A_MEMBER' })
    expect(said(bobs)).toEqual(['one', 'two'])
  })

  test('back again, it writes above the cut, and what it wrote outside once more when it has met somebody', async () => {
    const { alices, bobs, daves, cut } = await removed()
    remove([alices, bobs, daves], bob, cut)
    for (const { policy } of [alices, bobs, daves]) policy.takeBack(bob.peer)
    expect(said(bobs)).toEqual(['one', 'two'])
    await put(bobs, ['again'])
    await synchronise(bobs, alices)
    await eventually(() => said(bobs).length === 4)
    await synchronise(bobs, alices)
    await synchronise(alices, daves)
    for (const peer of [bobs, alices, daves]) expect(said(peer)).toEqual(['again', 'late', 'one-changed', 'two'])
    expect(alices.store.cutOf(bob.peer).map(({ shard }) => shard)).toEqual([1, 2])
    expect(alices.store.cutOf(bob.peer)[0]).toEqual(cut[0])
  })

  test('and what nobody trusts it does not write again', async () => {
    const { alices, bobs } = await removed()
    remove([alices, bobs], bob, [{ shard: 1, heads: [], extent: new Map() }])
    for (const { policy } of [alices, bobs]) policy.takeBack(bob.peer)
    await put(bobs, ['again'])
    await synchronise(bobs, alices)
    await synchronise(bobs, alices)
    expect([said(bobs), said(alices)]).toEqual([['again'], ['again']])
  })
})

describe('two histories of a removed member', () => {
  /** Bob's honest history at alice, and one with a smaller hash in its place. */
  async function rivals(): Promise<{ alices: TestStore; cut: ShardCut[]; honest: Uint8Array[]; rival: Uint8Array }> {
    const writer = new ShardWriter(bob)
    const items = ['root', 'next', 'above'].map((name) => {
      const change = writer.write(name)
      return encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
    })
    const alices = await openTestStore(alice)
    for (const item of items) await alices.store.receive(item)
    for (let i = 0; ; i++) {
      const record = testRecord(bob, `rival${i}`)
      const value = sealRecord(record, TEST_GROUP, bob.keyPair)
      const change = forged(writer.changes[1]!, { key: spellKey(record.id, record.version), value })
      const { hash } = checked(change)
      if (hash > checked(writer.changes[1]!).hash) continue
      const statement = { shard: 1, firstLivingShard: 1, changes: 2, heads: [hash] }
      const head = signHead(statement, TEST_GROUP, bob.keyPair).bytes
      const rival = encodeItem({ type: 'shard-update', head, change })
      return { alices, cut: alices.store.cutOf(bob.peer), honest: items, rival }
    }
  }

  test('a rival of what is under the cut takes nothing down, though its hash is smaller', async () => {
    const { alices, cut, rival } = await rivals()
    remove([alices], bob, cut)
    expect((await alices.store.receive(rival)).outcome).toBe('ignored')
    expect(said(alices)).toEqual(['above', 'next', 'root'])
  })

  test('who took it before gets back what it took down', async () => {
    const { alices, cut, honest, rival } = await rivals()
    const daves = await openTestStore(dave)
    await daves.store.receive(honest[0]!)
    await daves.store.receive(rival)
    expect(said(daves).join()).toMatch(/rival.*root/)
    remove([alices, daves], bob, cut)
    expect(said(daves).join()).toMatch(/rival.*root/) // By the extent: nobody has shown it the head.
    expect((await synchronise(alices, daves)).refusals).toEqual([[], []])
    for (const peer of [alices, daves]) expect(said(peer)).toEqual(['above', 'next', 'root'])
    const again = await openTestStore(dave, { storage: daves.storage, policy: daves.policy, seed: 3 })
    expect(said(again)).toEqual(['above', 'next', 'root'])
  })
})

describe('cleaning and a cut', () => {
  const SMALL = { shardClosesAtChanges: 10 }
  const names = ['a', 'b', 'c', 'd']

  test('what ended by a statement beyond the cut comes back', async () => {
    const [alices, bobs, daves] = [
      await openTestStore(alice, SMALL),
      await openTestStore(bob, { ...SMALL, endsHistory: false }),
      await openTestStore(dave, SMALL)
    ]
    await put(bobs, names, '-early')
    for (let i = 0; i < 4; i++) await put(bobs, ['busy', 'busier'], `${i}`)
    await synchronise(bobs, alices)
    const cut = alices.store.cutOf(bob.peer)
    const later = await openTestStore(bob, { ...SMALL, storage: bobs.storage, seed: 5 })
    for (let i = 0; i < 20; i++) await put(later, ['busy', 'busier'], `${i}`)
    await eventually(() => later.store.status().firstLivingShard > 2)
    await synchronise(later, daves)
    expect(daves.store.cutOf(bob.peer)[0]!.shard).toBeGreaterThan(2)
    remove([alices, daves], bob, cut)
    await synchronise(alices, daves)
    expect(said(daves)).toEqual(said(alices))
    expect(said(daves)).toEqual(expect.arrayContaining(names.map((name) => `${name}-early`)))
  })

  test('a statement under the cut ends nothing while what it says lives stands beyond', async () => {
    const writers = [1, 2, 3].map((shard) => new ShardWriter(bob, `in ${shard}`))
    const [first, second, third] = writers as [ShardWriter, ShardWriter, ShardWriter]
    first.write('a')
    second.write('a')
    const extentOf = (shard: number): Map<string, number> => new Map([[actorOf(`bob in ${shard}`), 1]])
    const statement = {
      firstLivingShard: 2,
      living: new Map([[2, extentOf(2)]]),
      retired: new Map([[1, extentOf(1)]])
    }
    third.write('', shardsStatementRecord(statement, bob.peer, 1, FAKE_NOW_MS))
    const items = writers.map((writer, at) => {
      return encodeItem({ type: 'shard-update', head: writer.sign(at + 1).bytes, change: writer.changes[0]! })
    })
    const [alices, daves] = [await openTestStore(alice), await openTestStore(dave)]
    for (const at of [0, 2]) await alices.store.receive(items[at]!)
    for (const item of items) await daves.store.receive(item)
    const shardsAt = ({ store }: TestStore): number[] => store.cutOf(bob.peer).map(({ shard }) => shard)
    expect([shardsAt(alices), shardsAt(daves)]).toEqual([
      [1, 3],
      [2, 3]
    ])
    remove([alices, daves], bob, alices.store.cutOf(bob.peer))
    expect([said(alices), said(daves)]).toEqual([['a'], []])
    await synchronise(alices, daves)
    expect([said(alices), said(daves)]).toEqual([['a'], ['a']])
  })

  test('back again its author cleans on, and everybody drops what ended', async () => {
    const [alices, bobs, daves] = [
      await openTestStore(alice, SMALL),
      await openTestStore(bob, SMALL),
      await openTestStore(dave, SMALL)
    ]
    await put(bobs, names, '-early')
    for (let i = 0; i < 4; i++) await put(bobs, ['busy'], `${i}`)
    await synchronise(bobs, alices)
    const cut = alices.store.cutOf(bob.peer)
    for (let i = 4; i < 8; i++) await put(bobs, ['busy'], `${i}`)
    await synchronise(bobs, daves)
    remove([alices, bobs, daves], bob, cut)
    for (const { policy } of [alices, bobs, daves]) policy.takeBack(bob.peer)
    await synchronise(bobs, alices)
    for (let i = 0; i < 40; i++) await put(bobs, ['busy', 'busier'], `${i}`)
    await eventually(() => bobs.store.status().firstLivingShard > 3)
    for (const peer of [alices, daves, alices]) await synchronise(bobs, peer)
    for (const peer of [alices, daves]) {
      expect(said(peer)).toEqual(said(bobs))
      expect(peer.store.cutOf(bob.peer)[0]!.shard).toBeGreaterThan(3)
    }
    expect(said(alices)).toEqual([...names.map((name) => `${name}-early`), 'busier39', 'busy39'].sort())
  })
})

describe('collaborative records', () => {
  test('what a removed administrator wrote under the cut counts, and what it wrote beyond never', async () => {
    const [alices, bobs, daves] = [await openTestStore(alice), await openTestStore(bob), await openTestStore(dave)]
    for (const { store, policy } of [alices, bobs, daves]) {
      store.declare(boardType)
      policy.setAdministrator(bob.peer, true)
    }
    const id = namedRecordId(alice.peer, 'board')
    await alices.store.add(boardType, { id, data: 'board', attributes: { title: 'first' } })
    await synchronise(alices, bobs)
    await bobs.store.edit(boardType, id, { attributes: { title: 'of bob' } })
    await synchronise(alices, bobs)
    const cut = alices.store.cutOf(bob.peer)
    await bobs.store.edit(boardType, id, { attributes: { title: 'of bob, late', more: 'late' } })
    await synchronise(bobs, daves)
    await synchronise(alices, daves)
    expect(daves.store.get(id)!.attributes).toEqual({ title: 'of bob, late', more: 'late' })
    remove([alices, daves], bob, cut)
    for (const { store } of [alices, daves]) expect(store.get(id)!.attributes).toEqual({ title: 'of bob' })
  })
})

describe('an export file', () => {
  test('brings nothing from beyond the cut, and back again its author gets what only the file has', async () => {
    const { alices, bobs, cut } = await removed()
    const file: Uint8Array[] = []
    for await (const bytes of bobs.store.exportRecords()) file.push(bytes)
    const storage = createMemoryStorage()
    const again = await openTestStore(bob, { storage, seed: 7 })
    await synchronise(again, alices)
    remove([alices, again], bob, cut)
    const source = async function* (): AsyncGenerator<Uint8Array> {
      yield* file
    }
    await again.store.importRecords(source)
    expect(said(again)).toEqual(['one', 'two'])
    for (const { policy } of [alices, again]) policy.takeBack(bob.peer)
    await again.store.importRecords(source)
    await eventually(() => said(again).length === 3)
    await synchronise(again, alices)
    for (const peer of [again, alices]) expect(said(peer)).toEqual(['late', 'one-changed', 'two'])
  })
})
