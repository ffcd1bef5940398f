// Whose clock is wrong goes by what three neighbours say.
import { afterEach, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, toHex, type Clock } from '../../src/base/index.js'
import { MemoryNetwork } from '../../src/graph/index.js'
import { PeerClock } from '../../src/graph/peer-time.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import { eventually } from '../support/eventually.js'
import { GROUP_ID, testGate, testStore } from '../support/graphs.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'

const BEHIND_MS = 5 * 60_000
const members = [alice, bob, carol, dave]
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})

test('a node five minutes behind knows it once it has three neighbours, and these do not follow it', async () => {
  const network = new MemoryNetwork()
  const start = async (who: Person, clock: Clock): Promise<{ graph: StartedGraph; peerClock: PeerClock }> => {
    const peerClock = new PeerClock(clock, 0)
    const logger = silentLogger
    const store = await testStore(who, members)
    const gate = testGate(who, { members })
    const components = { store, gate, keyPair: who.keyPair, clock, random: systemRandom, logger }
    const graph = await network.startGraph(components, { groupId: toHex(GROUP_ID), peerClock })
    opened.push(graph)
    await graph.listen({ port: 0, scope: 'site' })
    return { graph, peerClock }
  }
  const right = await Promise.all([alice, bob, carol].map((who) => start(who, systemClock)))
  const behind = { ...systemClock, nowMs: () => systemClock.nowMs() - BEHIND_MS }
  const { graph, peerClock } = await start(dave, behind)
  expect(peerClock.offsetMs).toBe(0)
  await graph.find(right.flatMap((other) => other.graph.addresses()))
  await eventually(() => expect(Math.abs(peerClock.nowMs() - systemClock.nowMs())).toBeLessThan(2_000))
  for (const other of right) expect(other.peerClock.offsetMs).toBe(0)
  await graph.close()
  expect(peerClock.offsetMs).toBeGreaterThan(0) // It comes back slowly.
})
