// Members that ask each other for three items while lines are cut, messages lost and processes killed, and one of them forges: whoever
// asked hears what became of it.
import { applyFaults, drawFaults } from './faults.js'
import { NeedGroup } from './need-group.js'
import type { Scenario, Simulation } from './simulation.js'
import { below, between, oneOf, randomStream } from './streams.js'
import { World } from './world.js'

export interface NeedScenario extends Scenario {
  /** Of one hop. */
  readonly latencyMs: number
  readonly loss: number
}

const HEALED_AT_MS = 20_000
/** A download that is waited for may be silent for 100 s before the next source, and members may wait for each other. */
const END_MS = 900_000
const ITEMS = ['held by some', 'held by one', 'held by none'] as const
const NEEDS = 40

export const need: Simulation<NeedScenario> = {
  name: 'need',
  draw: (seed) => {
    const random = randomStream(seed, 'need')
    const peers = 8 + below(random, seed <= 30 ? 12 : 40)
    const count = { split: 2, kill: 2, pause: 2, unplug: 1, uplink: 1 }
    return {
      seed,
      peers,
      latencyMs: oneOf(random, [10, 50]),
      loss: between(random, [0, 0.2]),
      faults: drawFaults(random, { peers, untilMs: HEALED_AT_MS, count, forMs: [500, 8_000] }),
      healedAtMs: HEALED_AT_MS,
      endMs: END_MS
    }
  },
  run: (scenario) => {
    runNeeds(scenario)
  }
}

/** @returns how many asked, lived and had it in the end, and how many had to retrieve it themselves or could not */
export function runNeeds({ seed, peers, latencyMs, loss, faults, endMs }: NeedScenario): NeedGroup {
  const world = new World({ seed, peers, latencyMs: [latencyMs, latencyMs], jitterMs: latencyMs / 10, loss })
  const random = randomStream(seed, 'asking')
  const group = new NeedGroup(world, {
    shape: seed % 3 === 0 ? 'uniform' : 'exponential',
    itemBytes: 2 ** 20,
    waitsForDownload: seed % 4 !== 0,
    retells: true,
    has: (member, item) => (item === ITEMS[0] && member % 5 === 0) || (item === ITEMS[1] && member === 0)
  })
  applyNeeds(world, group, random)
  applyFaults(world, faults)
  world.checkers.always('nobody is answered twice, and "I found" cancels its own need alone', () => group.wrong)
  world.checkers.inTheEnd('whoever asked and lives hears what became of it', () => {
    const waiting = group.asked.find(({ asker, boot, outcome }) => {
      return outcome === undefined && world.peer(asker).boots === boot
    })
    return (
      waiting && `peer ${waiting.asker} still waits for what is ${waiting.item}, asked at ${waiting.atMs.toFixed(0)}`
    )
  })
  world.checkers.inTheEnd('holders let go of requests', () => {
    const holder = group.members.find(({ server, peer }) => peer.state === 'running' && server.size > 0)
    return holder && `peer ${holder.peer.index} works on ${holder.server.size}`
  })
  world.runUntil(endMs)
  world.checkers.atTheEnd()
  return group
}

function applyNeeds(world: World, group: NeedGroup, random: ReturnType<typeof randomStream>): void {
  const peers = world.peers.length
  for (let index = 0; index < NEEDS; index++) {
    const item = oneOf(random, ITEMS)
    const [asker, forger] = [below(random, peers), below(random, peers)]
    world.at(between(random, [0, HEALED_AT_MS + 5_000]), () => {
      const asked = group.ask(asker, item)
      if (asked !== undefined && forger !== asker) world.in(30, () => group.forgeFound(forger, asked.needId))
    })
  }
}
