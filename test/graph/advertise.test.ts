import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogger, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import { Discovery, knockRendezvous, rendezvousTag } from '../../src/graph/discovery.js'
import type { GraphNetwork } from '../../src/graph/graph-network.js'
import { startNetwork } from '../../src/graph/libp2p-network.js'
import { GROUP_ID, testGate } from '../support/graphs.js'
import { alice } from '../support/people.js'

let announced: Set<Discovery>
let network: GraphNetwork | undefined
beforeEach(() => {
  announced = new Set()
  vi.spyOn(Discovery.prototype, 'start').mockImplementation(async function (this: Discovery) {
    announced.add(this)
  })
  vi.spyOn(Discovery.prototype, 'stop').mockImplementation(async function (this: Discovery) {
    announced.delete(this)
  })
})
afterEach(async () => {
  await network?.stop()
  vi.restoreAllMocks()
})

async function start(mdns: boolean): Promise<GraphNetwork> {
  network = await startNetwork({
    groupId: toHex(GROUP_ID),
    gate: testGate(alice, { members: [alice] }),
    keyPair: alice.keyPair,
    mdns,
    events: {
      onStream: () => {},
      onDirectStream: () => {},
      onMessageStream: () => {},
      onFound: () => {},
      company: () => ({ neighbours: 0, present: 1 }),
      onDeaf: () => {}
    },
    clock: systemClock,
    random: systemRandom,
    logger: createLogger(() => {}, 'warn')
  })
  return network
}

test('a node is found under a second tag while it is told to, once it looks for peers itself', async () => {
  const node = await start(true)
  node.advertise?.(knockRendezvous())
  expect(announced.size).toBe(0)
  await node.discover()
  expect(announced.size).toBe(2)
  node.advertise?.(knockRendezvous())
  expect(announced.size).toBe(2)
  node.advertise?.(undefined)
  expect(announced.size).toBe(1)
  node.advertise?.(knockRendezvous())
  expect(announced.size).toBe(2)
  await node.stop()
  expect(announced.size).toBe(0)
  node.advertise?.(undefined)
  node.advertise?.(knockRendezvous())
  expect(announced.size).toBe(0)
})

test('a node without multicast is found under none', async () => {
  const node = await start(false)
  node.advertise?.(knockRendezvous())
  await node.discover()
  expect(announced.size).toBe(0)
})

test('the tag of all who can be knocked at is the same everywhere', () => {
  expect(rendezvousTag(knockRendezvous())).toBe('_fc3ebd448f419e01._udp.local')
})
