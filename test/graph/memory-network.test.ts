// Direct connections, and finding out where a peer is, over the network in memory: as over libp2p, for tests of applications.
import { expect, test } from 'vitest'
import { silentLogger, systemRandom, toHex } from '../../src/base/index.js'
import type { DirectChange } from '../../src/graph/index.js'
import { MemoryNetwork } from '../../src/graph/memory-network.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { GROUP_ID, testGate, testStore } from '../support/graphs.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const members = [alice, bob, carol]

async function graphOf(who: Person, network: MemoryNetwork, clock: FakeClock, presenceMax = -1): Promise<StartedGraph> {
  const store = await testStore(who, members)
  const gate = testGate(who, { members })
  const components = { store, gate, keyPair: who.keyPair, clock, random: systemRandom, logger: silentLogger }
  const graph = await network.startGraph(components, { groupId: toHex(GROUP_ID), presenceMax: () => presenceMax })
  await graph.listen({ port: 1967, scope: 'site' })
  return graph
}

test('messages go to neighbours and over direct connections, which end with the reachability of a peer', async () => {
  const network = new MemoryNetwork()
  const clock = new FakeClock()
  const a = await graphOf(alice, network, clock)
  const b = await graphOf(bob, network, clock)
  const heard: string[] = []
  const changes: DirectChange['change'][] = []
  a.direct.register({ onChange: ({ change }) => changes.push(change) })
  b.direct.register({
    onChange: ({ change }) => changes.push(change),
    onData: async ({ type }) => void heard.push(type)
  })
  const id = a.direct.openDirect(bob.peer, { address: b.addresses()[0]! })
  await settle()
  await a.direct.sendData(id, 'direct', new Uint8Array())
  await a.find(b.addresses())
  await clock.advanceAsync(2_000)
  const [neighbour] = a.core.connections().filter(({ kind }) => kind === 'neighbour')
  await a.direct.sendData(neighbour!.id, 'neighbour', new Uint8Array())
  expect([heard, changes]).toEqual([
    ['direct', 'neighbour'],
    ['connected', 'connected']
  ])
  network.setReachable(bob.peer, false)
  await settle()
  expect(changes.slice(2)).toEqual(['disconnected', 'disconnected'])
  const late = a.direct.openDirect(bob.peer)
  await settle()
  expect([late, changes.at(-1)]).toEqual([late, 'failed'])
  await Promise.all([a.close(), b.close()].map((closing) => clock.run(closing)))
})

test('a message goes to a neighbour and to another member, not to one that is cut off', async () => {
  const network = new MemoryNetwork()
  const clock = new FakeClock()
  const [a, b, c] = (await Promise.all([alice, bob, carol].map((who) => graphOf(who, network, clock)))) as [
    StartedGraph,
    StartedGraph,
    StartedGraph
  ]
  await Promise.all([a, c].map((graph) => graph.find(b.addresses())))
  await clock.advanceAsync(2_000)
  const heard: string[] = []
  for (const graph of [b, c]) graph.onMessage((peer, bytes) => (heard.push(`${peer} ${bytes.join()}`), 'taken'))
  await clock.run(a.send(bob.peer, Uint8Array.of(1)))
  await clock.run(a.send(carol.peer, Uint8Array.of(2)))
  expect(heard).toEqual([`${alice.peer} 1`, `${alice.peer} 2`])
  network.setReachable(carol.peer, false)
  await expect(clock.run(a.send(carol.peer, Uint8Array.of(3)))).rejects.toMatchObject({ code: 'UNREACHABLE' })
  await Promise.all([a, b, c].map((graph) => clock.run(graph.close())))
  expect(clock.pendingTimers).toBe(0)
})

test('a peer that does not announce itself is found where it is, and one that is cut off is not', async () => {
  const network = new MemoryNetwork()
  const clock = new FakeClock()
  const a = await graphOf(alice, network, clock, 0)
  const b = await graphOf(bob, network, clock)
  const c = await graphOf(carol, network, clock, 0)
  await Promise.all([a.find(b.addresses()), c.find(b.addresses())])
  await clock.advanceAsync(2_000)
  expect(a.neighbours().map(({ peer }) => peer)).toEqual([bob.peer])
  network.setReachable(carol.peer, false)
  await expect(clock.run(a.resolve(carol.peer))).rejects.toMatchObject({ code: 'NODE_NOT_FOUND' })
  const askedMs = clock.monotonicMs()
  network.setReachable(carol.peer, true) // The record that asks for it waits at bob.
  const [address] = await clock.run(a.resolve(carol.peer, { waitMs: 60_000 }))
  expect(`${address}/p2p/${carol.peer}`).toBe(c.addresses()[0])
  expect(clock.monotonicMs() - askedMs).toBeLessThan(10_000)
  await Promise.all([a.close(), b.close(), c.close()].map((closing) => clock.run(closing)))
  expect(clock.pendingTimers).toBe(0)
})

test('a peer is not where nobody answered, over a direct connection or a link; mDNS is believed where nobody else knows', async () => {
  const network = new MemoryNetwork()
  const clock = new FakeClock()
  const [a, b, c] = await Promise.all([alice, bob, carol].map((who) => graphOf(who, network, clock)))
  await a!.find([...b!.addresses(), ...c!.addresses()])
  await clock.advanceAsync(2_000)
  for (const { peer } of [bob, carol]) network.setReachable(peer, false)
  await settle()
  const isKnown = (peer: string): Promise<boolean> =>
    a!.resolve(peer, { waitMs: 0 }).then(
      () => true,
      () => false
    )
  expect(await Promise.all([isKnown(bob.peer), isKnown(carol.peer)])).toEqual([true, true])
  a!.direct.register({ onChange: () => {} })
  a!.direct.openDirect(bob.peer)
  await settle()
  expect(await Promise.all([isKnown(bob.peer), isKnown(carol.peer)])).toEqual([false, true])
  const address = c!.addresses()[0]!.replace(/\/p2p\/.*/, '')
  a!.core.connect({ peer: carol.peer, address })
  await settle()
  expect(await isKnown(carol.peer)).toBe(false)
  a!.core.foundPeer(carol.peer, [address], 'mdns')
  expect(await a!.resolve(carol.peer, { waitMs: 0 })).toEqual([address])
  await Promise.all([a!, b!, c!].map((graph) => clock.run(graph.close())))
})

test('who connects to itself by a bare address is told that there is no need to', async () => {
  const network = new MemoryNetwork()
  const clock = new FakeClock()
  const a = await graphOf(alice, network, clock)
  const told: unknown[] = []
  a.on('connection', (change) => told.push(change))
  const id = a.core.connect({ peer: undefined, address: a.addresses()[0]!.replace(/\/p2p\/.*/, '') })
  await settle()
  expect(told).toEqual([{ change: 'failed', id, peer: alice.peer, reason: 'already-connected', nextId: undefined }])
  await clock.run(a.close())
})
