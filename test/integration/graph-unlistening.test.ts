// A graph over real libp2p that dials before it listens: who has not synchronised yet takes nobody in.
import { afterEach, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import { startGraph } from '../../src/graph/open-graph.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import type { Store } from '../../src/store/index.js'
import { eventually } from '../support/eventually.js'
import { GROUP_ID, startNode, testGate, testStore } from '../support/graphs.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const members = [alice, bob, carol]
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

async function start(who: Person): Promise<{ graph: StartedGraph; store: Store }> {
  const store = await testStore(who, members)
  opened.push(store)
  const logger = silentLogger
  const graph = await startGraph(
    {
      store,
      gate: testGate(who, { members }),
      keyPair: who.keyPair,
      clock: systemClock,
      random: systemRandom,
      logger
    },
    { groupId: toHex(GROUP_ID), mdns: false }
  )
  opened.push(graph)
  return { graph, store }
}

test('it links with who listens, is present only once it listens, and can be dialled from then on', async () => {
  const a = await startNode(alice, { members })
  opened.push(a)
  const { graph, store } = await start(bob)
  expect([graph.port, graph.addresses()]).toEqual([0, []])
  await graph.find(a.graph.addresses())
  await eventually(() => expect(graph.synchronised).toBe(true))
  expect(a.graph.neighbours()).toMatchObject([{ peer: bob.peer, direction: 'inbound' }])
  expect(a.graph.present().map(({ peer }) => peer)).toEqual([alice.peer])
  expect(store.find({ type: 'graph.presence', creator: bob.peer })).toEqual([])

  await graph.listen({ port: 0, hosts: ['127.0.0.1'], scope: 'loopback' })
  await eventually(() => expect(a.graph.present().map(({ peer }) => peer)).toContain(bob.peer))
  const c = await startNode(carol, { members, admits: [bob], knownAddresses: graph.addresses() })
  opened.push(c)
  await eventually(() => expect(c.graph.neighbours()).toMatchObject([{ peer: bob.peer }]))
})

test('a port that is taken is said, and another may be tried', async () => {
  const a = await startNode(alice, { members })
  opened.push(a)
  const { graph } = await start(bob)
  const taken = graph.listen({ port: a.graph.port, hosts: ['127.0.0.1'], scope: 'loopback' })
  await expect(taken).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
  expect(graph.port).toBe(0)
  await graph.listen({ port: 0, hosts: ['127.0.0.1'], scope: 'loopback' })
  expect(graph.port).toBeGreaterThan(0)
})
