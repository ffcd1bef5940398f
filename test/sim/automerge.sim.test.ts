// Real stores, Automerge, signatures and all, in simulated nodes under faults: few seeds, since each costs seconds.
import { expect, test } from 'vitest'
import { addressText } from '../../src/graph/addresses.js'
import { silentLogger, utf8 } from '../../src/base/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import { openStore } from '../../src/store/index.js'
import { TEST_GROUP } from '../support/changes.js'
import { settle } from '../support/fake-clock.js'
import { person } from '../support/people.js'
import { noteType, TestPolicy } from '../support/store-peers.js'
import { SimulatedDisk } from './disk.js'
import { applyFaults, drawFaults } from './faults.js'
import { IS_SLOW_SUITE, seeds } from './seeds.js'
import { PORT, StoreNetwork } from './store-network.js'
import { StoreNode } from './store-node.js'
import { randomStream } from './streams.js'
import { World } from './world.js'

const PEERS = IS_SLOW_SUITE ? 50 : 8
const HEALED_AT_MS = 20_000
const EQUAL_WITHIN_MS = 180_000

for (const seed of seeds(1, 3)) {
  test(`${PEERS} real stores under faults end equal, and nothing confirmed is lost (SEED=${seed})`, async () => {
    const world = new World({ seed, peers: PEERS, latencyMs: [0.3, 30], loss: 0.01 })
    const network = new StoreNetwork(world)
    const people = world.peers.map(({ index }) => person(`simulated ${index}`))
    const disks = world.peers.map(({ index }) => new SimulatedDisk({ random: randomStream(seed, 'disk', index) }))
    const confirmed: GroupRecord[] = []
    const nodes = world.peers.map((peer) => {
      const inviter = world.peer(peer.index >> 1)
      const address = `${addressText(StoreNetwork.hostOf(inviter), PORT)}/p2p/${inviter.id}`
      return new StoreNode({
        peer,
        network,
        knownAddresses: inviter === peer ? [] : [address],
        openStore: async () => {
          const { keyPair } = people[peer.index]!
          const policy = new TestPolicy(people)
          const { clock, random } = peer
          const storage = disks[peer.index]!.open()
          const outside = { keyPair, policy, clock, random, storage, logger: silentLogger }
          const store = await openStore(outside, { group: TEST_GROUP })
          store.declare(noteType)
          return { store, credentials: () => utf8('member'), admit: async () => true, isMember: () => true }
        },
        onUp: () => {}
      })
    })
    world.onChange((change, peer) => {
      if (change === 'killed') disks[peer!.index]!.losePower()
    })
    const count = { pause: 1, kill: 2, unplug: 1, split: 1 }
    const plan = { peers: PEERS, untilMs: HEALED_AT_MS, count, forMs: [500, 8_000] as const, partKilledForGood: 0 }
    applyFaults(world, drawFaults(randomStream(seed, 'faults'), plan))
    const random = randomStream(seed, 'writes')
    for (const node of nodes) {
      node.start()
      for (let write = 0; write < 3; write++) {
        world.at(1_000 + random.fraction() * (HEALED_AT_MS - 1_000), () => {
          if (node.peer.state !== 'running') return
          const written = node.store?.add(noteType, { data: `${node.peer.index} ${write}` })
          written?.then((record) => confirmed.push(record)).catch(() => {}) // Its disk went with it.
        })
      }
    }
    const views = (): string[] =>
      nodes.map(({ store }) => (store?.find({ type: noteType.name }) ?? []).map(({ id }) => id).join())
    await world.runUntilAsync(HEALED_AT_MS, settle)
    while (new Set(views()).size > 1 && world.nowMs < HEALED_AT_MS + EQUAL_WITHIN_MS) {
      await world.runUntilAsync(world.nowMs + 1_000, settle) // Real stores wait for more than promises.
    }
    expect(new Set(views()).size).toBe(1)
    expect(confirmed.length).toBeGreaterThan(PEERS)
    for (const { id } of confirmed) expect(nodes[0]!.store?.get(id), `record ${id}`).toBeDefined()
  })
}
