import { afterEach, expect, test } from 'vitest'
import { seededRandom, silentLogger, toHex, type Random } from '../../src/base/index.js'
import { MemoryNetwork } from '../../src/graph/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { GROUP_ID, testGate, testStore } from '../support/graphs.js'
import { alice, bob, type Person } from '../support/people.js'

const members = [alice, bob]
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

test('who slept dials at once whom it could not reach for long', async () => {
  const clock = new FakeClock()
  const random = seededRandom(1)
  const network = new MemoryNetwork()
  await open(network, bob, { clock, random, knownAddresses: [] })
  const graph = await open(network, alice, { clock, random, knownAddresses: ['/ip4/10.0.0.1/tcp/1967'] })
  network.setReachable(bob.peer, false)
  await clock.advanceAsync(600_000)
  network.setReachable(bob.peer, true)
  await clock.advanceAsync(1_000)
  expect(graph.neighbours()).toEqual([])
  clock.jump(3600_000)
  await clock.advanceAsync(6_000) // To the next look, and the second in which it dials.
  expect(graph.neighbours()).toHaveLength(1)
})

interface Open {
  clock: FakeClock
  random: Random
  knownAddresses: string[]
}

async function open(network: MemoryNetwork, who: Person, { clock, random, knownAddresses }: Open) {
  const store = await testStore(who, members)
  opened.push(store)
  const gate = testGate(who, { members })
  const graph = await network.openGraph(
    { store, gate, keyPair: who.keyPair, clock, random, logger: silentLogger },
    { groupId: toHex(GROUP_ID), listenPort: 0, mdns: false, knownAddresses }
  )
  opened.push(graph)
  return graph
}
