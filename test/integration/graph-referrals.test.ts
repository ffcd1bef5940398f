// Who finds no place at a node is referred to others, also where all of them came before they listened.
import { afterEach, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import { MemoryNetwork, type NeighbourChange } from '../../src/graph/index.js'
import { MAX_INBOUND } from '../../src/graph/defaults.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import { eventually } from '../support/eventually.js'
import { GROUP_ID, testGate, testStore } from '../support/graphs.js'
import { person } from '../support/people.js'

const people = Array.from({ length: MAX_INBOUND + 2 }, (_, number) => person(`referred ${number}`))
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})

test('a full node names its neighbours, and one of these takes the newcomer', async () => {
  const network = new MemoryNetwork()
  const graphs: StartedGraph[] = []
  for (const who of people) {
    const components = { clock: systemClock, random: systemRandom, logger: silentLogger, keyPair: who.keyPair }
    const store = await testStore(who, people)
    const gate = testGate(who, { members: people })
    graphs.push(await network.startGraph({ ...components, store, gate }, { groupId: toHex(GROUP_ID) }))
  }
  opened.push(...graphs)
  const [hub, ...others] = graphs
  const newcomer = others.pop()!
  await hub!.listen({ port: 0, scope: 'site' })
  const address = '/ip4/10.0.0.1/tcp/1967'
  for (const graph of others) graph.core.connect({ peer: undefined, address })
  await eventually(() => expect(hub!.neighbours()).toHaveLength(MAX_INBOUND))
  for (const graph of others) await graph.listen({ port: 0, scope: 'site' })
  await eventually(() => expect(hub!.present()).toHaveLength(MAX_INBOUND + 1))

  const changes: NeighbourChange[] = []
  newcomer.on('connection', (change) => changes.push(change))
  const id = newcomer.core.connect({ peer: undefined, address })
  await eventually(() => expect(newcomer.neighbours().length).toBeGreaterThan(0))
  expect(changes[0]).toMatchObject({ change: 'failed', id, peer: hub!.peerId, reason: 'refused' })
  let last = changes[0]
  while (last?.change === 'failed') {
    const { nextId } = last
    last = changes.find((change) => change.id === nextId) // That one may be full as well.
  }
  expect(last?.change).toBe('connected')
})
