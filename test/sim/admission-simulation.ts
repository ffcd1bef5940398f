// Coming in by code, under faults: what is drawn, and bugs that must be noticed.
import { AdmissionGroup, MADE_BY_MS, type AdmissionStory } from './admission-group.js'
import type { PlantedBug } from './admission-issuer.js'
import { drawFaults, type Fault } from './faults.js'
import type { Scenario, Simulation } from './simulation.js'
import { randomStream } from './streams.js'

/**
 * So long after the last fault everybody is in or knows why not: two times that somebody waits (8 s) and asks in vain (12 s),
 * once for the fault and once for a clock that is wrong, and then asks.
 */
export const SETTLED_WITHIN_MS = 60_000

const PEERS = 10
const FAULTY_MS = 30_000
/** A fault's clock is off by up to ten minutes, which joiners need not notice: these are off by up to an hour. */
const CLOCK_FACTOR = 6

export function admissionSimulation(
  onStory: (story: AdmissionStory) => void = () => {},
  plant?: PlantedBug
): Simulation {
  return {
    name: 'admission',
    draw,
    run: async (scenario) => onStory(await new AdmissionGroup(scenario, plant).run())
  }
}

export const admission = admissionSimulation()

/** The issuer's process ends often, and always starts again: else nobody could come in. */
function draw(seed: number): Scenario {
  const all = drawFaults(randomStream(seed, 'faults'), {
    ...{ peers: PEERS, untilMs: FAULTY_MS, forMs: [500, 12_000], partKilledForGood: 0 },
    count: { pause: 3, kill: 4, unplug: 2, split: 2, loss: 2, clock: 5 }
  })
  const issuers = drawFaults(randomStream(seed, 'issuer faults'), {
    ...{ peers: 1, untilMs: FAULTY_MS, forMs: [50, 3_000], partKilledForGood: 0 },
    count: { pause: 2, kill: 8 }
  })
  const faults = [...all.flatMap(asDrawn), ...issuers]
    .map((fault) => ({ ...fault, atMs: MADE_BY_MS + fault.atMs }))
    .sort((a, b) => a.atMs - b.atMs)
  const healedAtMs = MADE_BY_MS + FAULTY_MS
  return { seed, peers: PEERS, faults, healedAtMs, endMs: healedAtMs + SETTLED_WITHIN_MS }
}

function asDrawn(fault: Fault): Fault[] {
  if (fault.type !== 'clock') return [fault]
  return fault.peer === 0 ? [] : [{ ...fault, byMs: fault.byMs * CLOCK_FACTOR }]
}

/** Answers while the use is still being written. */
export const hasty: PlantedBug = (storage) => ({
  ...storage,
  save: async (codes) => void storage.save(codes).catch(() => {})
})

/** Answers although the use was not written. */
export const careless: PlantedBug = (storage) => ({ ...storage, save: (codes) => storage.save(codes).catch(() => {}) })

/** Believes what it reads at a start, though a process that was killed may not have synced it. */
export const hopeful: PlantedBug = (storage, read) => ({ ...storage, load: async () => read() })

/** Begins to count anew whenever it starts, though it loses nobody. */
export const forgetful: PlantedBug = (storage, read) => ({
  load: async () => (await storage.load()).map((code) => ({ ...code, redeemedBy: [] })),
  save: async (codes) => {
    const before = new Map(read().map(({ id, redeemedBy }) => [id, redeemedBy]))
    const all = codes.map((code) => {
      return { ...code, redeemedBy: [...new Set([...(before.get(code.id) ?? []), ...code.redeemedBy])] }
    })
    return storage.save(all)
  }
})

/** Forgets at a start what was taken back. */
export const lenient: PlantedBug = (storage) => ({
  ...storage,
  load: async () => (await storage.load()).map((code) => ({ ...code, revoked: false }))
})

/** Waits for ever where a write failed. */
export const stuck: PlantedBug = (storage) => ({
  ...storage,
  save: (codes) => storage.save(codes).catch(() => new Promise<never>(() => {}))
})
