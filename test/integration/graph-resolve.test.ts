// Where is a peer? Three real nodes on a line, A - B - C, of which only B tells that it is present.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { presenceId } from '../../src/graph/presence.js'
import { soughtId, soughtType } from '../../src/graph/sought.js'
import { eventually } from '../support/eventually.js'
import { startNode, testStore, type TestNode } from '../support/graphs.js'
import { alice, bob, carol, dave, mallory } from '../support/people.js'

const members = [alice, bob, carol, dave]
const silent = { members, presenceMax: () => 0 }
let a: TestNode
let b: TestNode
let c: TestNode

beforeEach(async () => {
  b = await startNode(bob, { members })
  a = await startNode(alice, { ...silent, knownAddresses: b.graph.addresses() })
  c = await startNode(carol, { ...silent, knownAddresses: b.graph.addresses() })
  await eventually(() => {
    expect(b.graph.neighbours()).toHaveLength(2)
    for (const { graph } of [a, b, c]) expect(graph.synchronised).toBe(true)
  })
})

afterEach(async () => {
  await Promise.all([a, b, c].map((node) => node.close()))
})

/** Without who is there. */
const bare = (addresses: readonly string[]): string[] => addresses.map((address) => address.replace(/\/p2p\/.*/, ''))

describe('a node that does not announce itself', () => {
  test('says where it is to one who looks for it, and can be dialled', async () => {
    expect(a.graph.neighbours().map(({ peer }) => peer)).toEqual([bob.peer])
    expect(a.graph.present().map(({ peer }) => peer)).toEqual([alice.peer, bob.peer])
    await expect(a.graph.resolve(carol.peer, { waitMs: 0 })).rejects.toMatchObject({ code: 'NODE_NOT_FOUND' })
    expect(await a.graph.resolve(carol.peer)).toEqual(bare(c.graph.addresses()))
    expect(a.store.get(presenceId(carol.peer))).toBeDefined()
    expect(a.store.get(presenceId(alice.peer))).toBeUndefined()
    const record = b.store.get(soughtId(alice.peer, carol.peer))
    expect(record).toMatchObject({ type: soughtType.name, creator: alice.peer })
  })

  test('is found by who opens a direct connection to it', async () => {
    const changes: string[] = []
    c.graph.direct.register({ onChange: ({ change, peer }) => changes.push(`${change} ${peer}`) })
    a.graph.direct.register({ onChange: () => {} })
    a.graph.direct.openDirect(carol.peer)
    await eventually(() => expect(changes).toEqual([`connected ${alice.peer}`]))
  })

  test('that is not where it was any more is asked where it is, once nobody answered there', async () => {
    const before = '/ip4/127.0.0.1/tcp/1'
    a.graph.addKnownAddresses([`${before}/p2p/${carol.peer}`])
    await eventually(async () => expect(await a.graph.resolve(carol.peer)).toEqual(bare(c.graph.addresses())))
  })

  test('does not answer the word of one who is no member, nor what is not as it has to be', async () => {
    const forged = await testStore(mallory, [mallory])
    const items: Uint8Array[] = []
    forged.on('item:local', (item) => items.push(item))
    await forged.add(soughtType, { id: soughtId(mallory.peer, carol.peer), data: { peer: carol.peer } })
    for (const item of items) await c.store.receive(item)
    await b.store.add(
      { ...soughtType, codec: { ...soughtType.codec, encode: () => new Uint8Array(40) } },
      { id: soughtId(bob.peer, carol.peer), data: { peer: carol.peer } }
    )
    await b.store.add(soughtType, { id: soughtId(bob.peer, dave.peer), data: { peer: dave.peer } })
    await eventually(() => expect(c.store.get(soughtId(bob.peer, dave.peer))).toBeDefined())
    expect(c.store.get(presenceId(carol.peer))).toBeUndefined()
    await forged.close()
  })
})

test('neighbours and oneself are known, strangers and who does not answer are not', async () => {
  expect(await a.graph.resolve(bob.peer)).toEqual(bare(b.graph.addresses()))
  expect(await b.graph.resolve(alice.peer)).toEqual(bare(a.graph.addresses()))
  expect(await a.graph.resolve(alice.peer)).toEqual(bare(a.graph.addresses()))
  await expect(a.graph.resolve(mallory.peer)).rejects.toMatchObject({ code: 'NODE_NOT_FOUND' })
  expect(a.store.get(soughtId(alice.peer, mallory.peer))).toBeUndefined()
  await expect(a.graph.resolve(dave.peer, { waitMs: 50 })).rejects.toMatchObject({ code: 'NODE_NOT_FOUND' })
  for (const bad of [{ peer: 'nobody' }, { waitMs: -1 }, { waitMs: NaN }, { waitMs: 3_600_000 }]) {
    const asking = a.graph.resolve(bad.peer ?? bob.peer, bad)
    await expect(asking).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  }
  const stop = new AbortController()
  const stopped = a.graph.resolve(dave.peer, { signal: stop.signal })
  stop.abort(new Error('enough'))
  await expect(stopped).rejects.toThrow('enough')
  await expect(a.graph.resolve(bob.peer, { signal: stop.signal })).rejects.toThrow('enough')
  const waiting = a.graph.resolve(dave.peer)
  waiting.catch(() => {})
  await a.graph.close()
  await expect(waiting).rejects.toMatchObject({ code: 'CLOSED' })
  await expect(a.graph.resolve(bob.peer)).rejects.toMatchObject({ code: 'CLOSED' })
})
