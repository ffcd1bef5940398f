// Whatever comes in whatever order, changes, the removal and the invitation again: everybody shows the same in the end, which is what the
// author said last where it is back, and what stands under the cut where it is not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namedRecordId, sealRecord } from '../../src/record/index.js'
import { spellKey } from '../../src/store/change-check.js'
import { signHead } from '../../src/store/signed-head.js'
import { decodeItem, encodeItem } from '../../src/store/store-item.js'
import { checked, forged, TEST_GROUP, testRecord } from '../support/changes.js'
import { alice, bob, carol, dave } from '../support/people.js'
import { noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'

const NAMES = ['a', 'b', 'c', 'd', 'e']

/** `undefined`: deleted. */
interface Write {
  readonly name: number
  readonly deletes: boolean
}

const write: fc.Arbitrary<Write> = fc.record({
  name: fc.nat(NAMES.length - 1),
  deletes: fc.boolean().map((says) => says)
})
const writes = fc.array(write, { minLength: 1, maxLength: 14 })

const history = fc.record({
  early: writes,
  late: writes,
  again: writes,
  isBack: fc.boolean(),
  endsHistory: fc.boolean(),
  /** The order in which carol hears of things. */
  order: fc.array(fc.nat(1_000_000), { minLength: 80, maxLength: 80 }),
  /** Of how many changes somebody with bob's key makes another one in their place. */
  rivals: fc.nat(3)
})

type Model = Map<string, string>

async function carryOut(peer: TestStore, all: readonly Write[], model: Model, when: string): Promise<void> {
  for (const [at, { name: number, deletes }] of all.entries()) {
    const name = NAMES[number]!
    const id = namedRecordId(bob.peer, name)
    if (deletes && peer.store.get(id) !== undefined && model.has(name)) {
      await peer.store.delete(id)
      model.delete(name)
    } else {
      await peer.store.add(noteType, { id, data: `${name} ${when}${at}` })
      model.set(name, `${name} ${when}${at}`)
    }
  }
}

function shown(peer: TestStore): string[] {
  return peer.store
    .find({ creator: bob.peer })
    .map(({ data }) => Buffer.from(data).toString())
    .filter((text) => !text.startsWith('rival'))
    .sort()
}

/** A change in the place of one of bob's, as whoever has its key could make it; undefined: the item holds none. */
function rivalOf(item: Uint8Array, number: number): Uint8Array | undefined {
  const honest = decodeItem(item)
  if (honest?.type !== 'shard-update' || honest.change === undefined) return undefined
  const record = testRecord(bob, `rival ${number}`)
  const value = sealRecord(record, TEST_GROUP, bob.keyPair)
  const change = forged(honest.change, { key: spellKey(record.id, record.version), value })
  const { hash, startOperation } = checked(change)
  // One writer: as many lie at or below it as its operation says.
  const said = { shard: 1, firstLivingShard: 1, changes: startOperation, heads: [hash] }
  return encodeItem({ type: 'shard-update', head: signHead(said, TEST_GROUP, bob.keyPair).bytes, change })
}

async function happens({
  early,
  late,
  again,
  isBack,
  endsHistory,
  order,
  rivals
}: typeof history extends fc.Arbitrary<infer H> ? H : never): Promise<void> {
  const small = { shardClosesAtChanges: 6 }
  const [alices, bobs, carols, daves] = [
    await openTestStore(alice, small),
    await openTestStore(bob, { ...small, endsHistory }),
    await openTestStore(carol, small),
    await openTestStore(dave, small)
  ]
  const model: Model = new Map()
  await carryOut(bobs, early, model, 'early')
  await synchronise(bobs, alices)
  const cut = alices.store.cutOf(bob.peer)
  const under = new Map(model)
  await carryOut(bobs, late, model, 'late')
  await synchronise(bobs, daves)
  for (const { policy } of [alices, daves]) policy.remove(bob.peer, 'removal', cut)
  if (isBack) {
    bobs.policy.remove(bob.peer, 'removal', cut)
    for (const { policy } of [alices, bobs, daves]) policy.takeBack(bob.peer)
    await synchronise(bobs, alices)
    for (let turn = 0; turn < 50; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
    await carryOut(bobs, again, model, 'again')
  }
  const forgedOnes = bobs.flooded.slice(0, rivals).flatMap((item, number) => rivalOf(item, number) ?? [])
  const events: (() => Promise<unknown>)[] = [...bobs.flooded, ...forgedOnes].map(
    (item) => () => carols.store.receive(item)
  )
  let [isRemoved, hasCertificate] = [false, false]
  events.push(async () => {
    carols.policy.remove(bob.peer, 'removal', cut)
    isRemoved = true
    if (hasCertificate) carols.policy.takeBack(bob.peer)
  })
  if (isBack) {
    events.push(async () => {
      hasCertificate = true
      if (isRemoved) carols.policy.takeBack(bob.peer)
    })
  }
  const ranked = events.map((event, at) => ({ event, rank: order[at % order.length]! + at / 1000 }))
  for (const { event } of ranked.sort((a, b) => a.rank - b.rank)) await event()
  for (const peer of [alices, daves, ...(isBack ? [bobs] : []), alices, daves]) {
    expect((await synchronise(carols, peer)).refusals).toEqual([[], []])
  }
  await synchronise(alices, daves)
  const expected = [...(isBack ? model : under).values()].sort()
  for (const peer of [carols, alices, daves]) expect(shown(peer)).toEqual(expected)
  const reopened = await openTestStore(carol, { ...small, storage: carols.storage, policy: carols.policy, seed: 9 })
  expect(shown(reopened)).toEqual(expected)
  if (isBack) expect(shown(bobs)).toEqual(expected)
}

test('any order of changes, removal and invitation again gives the same view', { timeout: 120_000 }, async () => {
  await fc.assert(fc.asyncProperty(history, happens), {
    seed: Number(process.env.SEED ?? 7),
    numRuns: Number(process.env.RUNS ?? 12)
  })
})
