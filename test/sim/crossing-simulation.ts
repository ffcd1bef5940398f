// Many URLs, many members, one shared uplink, and things that go wrong: what must hold for crossings whatever happens.
import { drawFaults, applyFaults, type FaultKind } from './faults.js'
import { SimulationFailure } from './checkers.js'
import { CrossingGroup, type CrossingGroupInit, type UrlStory } from './crossing-group.js'
import type { Line } from './crossing-member.js'
import { Crossing } from '../../src/content/download.js'
import type { NeedMode } from '../../src/content/ports.js'
import { HARMS, type Harm } from './crossing-hostile.js'
import { drawUrl, type OriginManner, type SimUrl } from './crossing-origin.js'
import { demandRules } from './crossing-rules.js'
import type { Scenario, Simulation } from './simulation.js'
import { below, oneOf, randomStream } from './streams.js'
import { World } from './world.js'

export interface CrossingKind {
  readonly name: string
  readonly faults: { readonly [kind in FaultKind]?: number }
  readonly manners: readonly OriginManner[]
  readonly hostile: number
  /** How many have no uplink of their own, and say so. */
  readonly withoutUplink: number
  /** Part of the others that each took for silent just before: it would not choose them, until it hears them. @default 0 */
  readonly silentPart?: number
  /** @default the one of download.ts */
  readonly machine?: typeof Crossing
  /** @default false */
  readonly isCredulous?: boolean
  /** How members ask for what no record tells. @default not at all */
  readonly mode?: NeedMode
  /** Members that have all of each URL from the start and tell nobody. @default 0 */
  readonly quiet?: number
  /** Whether one was elected to fetch for all. @default false */
  readonly hasProvider?: boolean
}

const SOUND: readonly OriginManner[] = ['sound', 'sound', 'late']
const ANY_MANNER: readonly OriginManner[] = [...SOUND, 'missing', 'flaky', 'breaks', 'stalls', 'private', 'changes']
const NOTHING = { faults: {}, manners: SOUND, hostile: 0, withoutUplink: 0 }

const WEATHER = {
  name: 'weather',
  faults: { kill: 6, pause: 6, split: 1, loss: 1, clock: 1 },
  manners: [...SOUND, ...ANY_MANNER],
  hostile: 0,
  withoutUplink: 2,
  silentPart: 0.4
}

const MIXED = {
  name: 'mixed',
  faults: { kill: 3, pause: 3, unplug: 2, split: 1, loss: 1, uplink: 1, clock: 1 },
  manners: ANY_MANNER,
  hostile: 1,
  withoutUplink: 2,
  silentPart: 0.4
}

/** One kind of trouble each, then all together. */
export const KINDS = {
  none: { ...NOTHING, name: 'none' },
  kill: { ...NOTHING, name: 'kill', faults: { kill: 6 } },
  pause: { ...NOTHING, name: 'pause', faults: { pause: 6 } },
  unplug: { ...NOTHING, name: 'unplug', faults: { unplug: 6 } },
  split: { ...NOTHING, name: 'split', faults: { split: 2 } },
  loss: { ...NOTHING, name: 'loss', faults: { loss: 3 } },
  uplink: { ...NOTHING, name: 'uplink', faults: { uplink: 4 } },
  origins: { ...NOTHING, name: 'origins', manners: ANY_MANNER },
  hostile: { ...NOTHING, name: 'hostile', hostile: 2 },
  offline: { ...NOTHING, name: 'offline', withoutUplink: 8 },
  views: { ...NOTHING, name: 'views', silentPart: 0.4 },
  /** What is held and told nobody, beside the download and before it; then with all that may happen. */
  alongside: { ...NOTHING, name: 'alongside', mode: 'alongside', quiet: 1 },
  'ask-first': { ...NOTHING, name: 'ask-first', mode: 'ask-first', quiet: 1 },
  nobody: { ...NOTHING, name: 'nobody', mode: 'ask-first' },
  off: { ...NOTHING, name: 'off', mode: 'off' },
  provider: { ...NOTHING, name: 'provider', hasProvider: true, faults: { kill: 3 }, silentPart: 0.4 },
  'alongside-weather': { ...WEATHER, name: 'alongside-weather', mode: 'alongside', quiet: 2, hasProvider: true },
  'ask-first-weather': { ...WEATHER, name: 'ask-first-weather', mode: 'ask-first', quiet: 2 },
  /** All that every rule can be asked of: no line is cut, and nobody means harm. */
  weather: WEATHER,
  mixed: MIXED,
  'alongside-mixed': { ...MIXED, name: 'alongside-mixed', mode: 'alongside', quiet: 2, hasProvider: true },
  'ask-first-mixed': { ...MIXED, name: 'ask-first-mixed', mode: 'ask-first', quiet: 2, hasProvider: true }
} satisfies { [name: string]: CrossingKind }

export const PEERS = 20
/** Everything that goes wrong does so by then. */
const HEALED_AT_MS = 12_000
/** After that, whoever lives and can reach an origin or a holder has it within this time. */
const FINISHED_WITHIN_MS = 360_000
const UPLINK_BYTES_PER_MS = 6_250 // 50 Mbit/s
const PORT_BYTES_PER_MS = 110_000 // A gigabit, less its framing.

/** @param told hears how each URL of a run went */
export function crossingSimulation(kind: CrossingKind, told: (story: UrlStory) => void = () => {}): Simulation {
  return {
    name: `crossing-${kind.name}`,
    file: 'crossing',
    draw: (seed): Scenario => ({
      seed,
      peers: PEERS,
      faults: drawFaults(randomStream(seed, 'faults'), {
        peers: PEERS,
        untilMs: HEALED_AT_MS,
        count: kind.faults,
        forMs: [200, 6_000]
      }),
      healedAtMs: HEALED_AT_MS,
      endMs: HEALED_AT_MS + FINISHED_WITHIN_MS
    }),
    run: (scenario) => {
      const group = runCrossings(kind, scenario)
      for (const story of group.stories.values()) told(story)
    }
  }
}

/** @throws {SimulationFailure} */
export function runCrossings(kind: CrossingKind, { seed, peers, faults, healedAtMs, endMs }: Scenario): CrossingGroup {
  const random = randomStream(seed, 'crossing')
  const world = new World({
    seed,
    peers,
    latencyMs: [1, 20],
    jitterMs: 4,
    uplinkBytesPerMs: UPLINK_BYTES_PER_MS,
    portBytesPerMs: PORT_BYTES_PER_MS,
    clockOffsetMs: [-60_000, 60_000],
    clockRate: [0.9995, 1.0005]
  })
  const hostile = new Map<number, Harm>()
  for (let drawn = 0; drawn < kind.hostile; drawn++) hostile.set(below(random, peers), oneOf(random, HARMS))
  const lines = new Map<number, Line>()
  for (let drawn = 0; drawn < kind.withoutUplink; drawn++) {
    lines.set(below(random, peers), oneOf(random, ['off', 'no-route']))
  }
  const urls = [0, 1, 2].map((index) => drawUrl(random, index, oneOf(random, kind.manners)))
  const group = new CrossingGroup({
    world,
    urls,
    hostile,
    lines,
    machine: kind.machine ?? Crossing,
    isCredulous: kind.isCredulous ?? false,
    ...drawKnowledge(kind, seed, urls)
  })
  drawViews(group, kind.silentPart ?? 0)
  for (const url of urls) drawAskers(group, url, seed)
  applyFaults(world, faults)
  demandRules(group, faults)
  try {
    for (let untilMs = healedAtMs; untilMs < endMs && !isOver(group, healedAtMs); untilMs += 5_000)
      world.runUntil(untilMs)
    world.checkers.atTheEnd()
  } catch (error) {
    throw new SimulationFailure(
      'crossing',
      `${textOf(error)} at ${world.nowMs}\n${world.history.tail(40).join('\n')}`,
      {
        cause: error
      }
    )
  }
  return group
}

/** Who has what and tells nobody, and whom all elected: a stream of its own, so that seeds of other kinds stay what they were. */
function drawKnowledge(kind: CrossingKind, seed: number, urls: readonly SimUrl[]): Partial<CrossingGroupInit> {
  const random = randomStream(seed, 'knowledge')
  const drawn = Array.from({ length: kind.quiet ?? 0 }, () => below(random, PEERS))
  const current = urls.filter(({ manner }) => manner !== 'private' && manner !== 'missing' && manner !== 'changes')
  return {
    ...(kind.mode !== undefined && { mode: kind.mode }),
    quiet: new Map(current.map(({ urlKey }) => [urlKey, drawn])),
    ...(kind.hasProvider === true && { provider: below(random, PEERS) })
  }
}

/** Members that would not choose the same one. All can be reached. */
function drawViews(group: CrossingGroup, silentPart: number): void {
  const random = randomStream(group.world.seed, 'views')
  for (const member of group.members) {
    const others = group.world.peers.filter(({ index }) => index !== member.index)
    member.wereSilent(others.filter(() => random.fraction() < silentPart).map(({ id }) => id))
  }
}

/** All at the same instant, or over some seconds. */
function drawAskers(group: CrossingGroup, url: SimUrl, seed: number): void {
  const random = randomStream(seed, 'askers', url.urlKey)
  const withinMs = oneOf(random, [0, 20, 1_000, 6_000])
  const startMs = random.fraction() * 2_000
  const part = oneOf(random, [0.1, 0.6, 1])
  for (const { index } of group.members) {
    const [asks, afterMs] = [random.fraction() < part, random.fraction() * withinMs]
    if (asks && !group.hostile.has(index)) group.askAt(startMs + afterMs, index, url)
  }
}

/** Nobody waits, and no crossing runs. */
function isOver(group: CrossingGroup, afterMs: number): boolean {
  if (group.world.nowMs < afterMs) return false
  return group.members.every(
    ({ waiting, crossings, peer }) => !peer.isAlive || (waiting.size === 0 && crossings.size === 0)
  )
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
