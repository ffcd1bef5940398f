// The simulations of the rooms store and graph: what each draws, and what must be true.
import { drawFaults, type Fault, type FaultPlan } from './faults.js'
import type { Scenario, Simulation } from './simulation.js'
import { StoreGroup } from './store-group.js'
import { randomStream } from './streams.js'

/**
 * So long after the last fault everything is good: links that nobody answers on are noticed (20 s), dialled again (60 s at
 * the slowest, twice), a round that stalled is begun anew (20 s).
 */
export const GOOD_WITHIN_MS = 180_000
/** A presence outlives its peer by so much, and is looked at every so often. */
export const ABSENT_WITHIN_MS = GOOD_WITHIN_MS + 60_000

/** The first thirty seeds are of small groups, so that the ordinary suite stays quick. */
const SMALL_SEEDS = 30

const WORLD = { loss: 0.02, clockOffsetMs: [-30_000, 30_000], clockRate: [0.999, 1.001] } as const

function draw(seed: number, count: FaultPlan['count'], untilMs = 30_000): Scenario {
  const peers = seed <= SMALL_SEEDS ? 8 : 20
  const faults = drawFaults(randomStream(seed, 'faults'), { peers, untilMs, count, forMs: [500, 25_000] })
  const endMs = untilMs + GOOD_WITHIN_MS
  return { seed, peers, faults: faults.map(clockWithinMinutes), healedAtMs: untilMs, endMs }
}

/** Ephemeral records count for minutes: a clock that is off by more hides its peer's, which is not asked here. */
function clockWithinMinutes(fault: Fault): Fault {
  return fault.type === 'clock' ? { ...fault, byMs: fault.byMs / 20 } : fault
}

/** How a run went: told, not demanded. */
export interface FloodStory {
  readonly fingerprint: string
  /** After the last fault. */
  readonly equalAfterMs: number
  /** Of each item, how often an honest node sent it. */
  readonly sentPerItemAndNode: number
}

/** Everything goes wrong, and two members mean harm. */
export function floodingSimulation(onStory: (story: FloodStory) => void = () => {}): Simulation {
  return {
    name: 'flooding',
    draw: (seed) => draw(seed, { pause: 3, kill: 3, unplug: 2, split: 2, loss: 2, clock: 2 }),
    run: async (scenario) => onStory(await flood(scenario))
  }
}

export const flooding = floodingSimulation()

export async function flood(scenario: Scenario): Promise<FloodStory> {
  const hostile = scenario.peers > 3 ? 2 : 0
  const group = new StoreGroup({ scenario, hostile, writes: 5, world: WORLD })
  const equalAfterMs = await group.runUntilGood(() => group.stores(), GOOD_WITHIN_MS)
  const { floodedItems, items } = group.truth
  const sentPerItemAndNode = floodedItems / Math.max(1, items) / (scenario.peers - hostile)
  return { fingerprint: group.world.history.fingerprint, equalAfterMs, sentPerItemAndNode }
}

/** Splits and lost power, so that floods miss many and rounds must bring it. */
export const synchronising: Simulation = {
  name: 'synchronising',
  draw: (seed) => draw(seed, { kill: 4, unplug: 4, split: 4, loss: 1 }),
  run: async (scenario) => {
    const group = new StoreGroup({ scenario, writes: 8, world: WORLD })
    await group.runUntilGood(() => group.stores() ?? group.agreement(), GOOD_WITHIN_MS)
  }
}

/** Whoever lives finds its way into one network again, though each was told of few. */
export const neighbours: Simulation = {
  name: 'neighbours',
  draw: (seed) => draw(seed, { pause: 3, kill: 6, unplug: 3, split: 3 }),
  run: async (scenario) => {
    const group = new StoreGroup({ scenario, writes: 0, knows: 1, world: WORLD })
    await group.runUntilGood(() => group.links(), GOOD_WITHIN_MS)
  }
}

export const presence: Simulation = {
  name: 'presence',
  draw: (seed) => draw(seed, { pause: 2, kill: 3, unplug: 3, split: 1, clock: 3 }),
  run: async (scenario) => {
    const group = new StoreGroup({ scenario, writes: 0, world: WORLD })
    await group.runUntilGood(() => group.presences(), ABSENT_WITHIN_MS)
  }
}

/** To see that the simulation notices: one peer shows what nobody signed. */
export const credulity: Simulation = {
  ...flooding,
  run: async (scenario) => {
    const group = new StoreGroup({ scenario, hostile: 2, writes: 5, world: WORLD, credulous: 0 })
    await group.runUntilGood(() => group.stores(), GOOD_WITHIN_MS)
  }
}
