// Many URLs, many members, one shared uplink, and things that go wrong: what must hold for crossings whatever happens.
import { drawFaults, applyFaults, type Fault, type FaultKind } from './faults.js'
import { SimulationFailure } from './checkers.js'
import { CrossingGroup, type UrlStory } from './crossing-group.js'
import type { Line, SimMember } from './crossing-member.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { Crossing } from '../../src/content/download.js'
import { HARMS, type Harm } from './crossing-hostile.js'
import { drawUrl, type OriginManner, type SimUrl } from './crossing-origin.js'
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
}

const SOUND: readonly OriginManner[] = ['sound', 'sound', 'late']
const ANY_MANNER: readonly OriginManner[] = [...SOUND, 'missing', 'flaky', 'breaks', 'stalls', 'private', 'changes']
const NOTHING = { faults: {}, manners: SOUND, hostile: 0, withoutUplink: 0 }

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
  mixed: {
    name: 'mixed',
    faults: { kill: 3, pause: 3, unplug: 2, split: 1, loss: 1, uplink: 1, clock: 1 },
    manners: ANY_MANNER,
    hostile: 1,
    withoutUplink: 2
  }
} satisfies { [name: string]: CrossingKind }

export const PEERS = 20
/** Everything that goes wrong does so by then. */
const HEALED_AT_MS = 12_000
/** After that, whoever lives and can reach an origin or a holder has it within this time. */
const FINISHED_WITHIN_MS = 600_000
/** From a fault's end until everybody has heard what it hid: a few rounds of synchronising. */
const QUIET_AFTER_MS = 15_000
/** An asker that got an error asks again. */
const ASK_AGAIN_MS = 3_000
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
  const group = new CrossingGroup({ world, urls, hostile, lines, machine: kind.machine ?? Crossing })
  drawViews(group, kind.silentPart ?? 0)
  for (const url of urls) drawAskers(group, url, seed)
  applyFaults(world, faults)
  demandSafety(group, faults)
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

function demandSafety(group: CrossingGroup, faults: readonly Fault[]): void {
  const { world } = group
  const mayFail = ({ manner }: SimUrl): boolean =>
    !['sound', 'late', 'changes'].includes(manner) || faults.some(({ type }) => type === 'uplink' || type === 'unplug')
  let unearned: string | undefined
  group.onUnanswered = (member, url) => {
    if (!mayFail(url))
      unearned ??= `member ${member.index} was told an error of ${url.urlKey.slice(0, 4)} (${url.manner})`
    if (hasPath(group, member, url)) {
      world.in(ASK_AGAIN_MS, () => {
        if (member.peer.isAlive) member.ask(url)
        else member.waiting.add(url) // It asks when it is back.
      })
    }
  }
  world.checkers.always('nobody finishes with what is not the content', () => group.wrong)
  world.checkers.always('no asker hears an error while origin and uplinks are sound', () => unearned)
  let seenBytes = -1
  world.checkers.always('while all is quiet, one member at most reads more than a leaf of an origin for all', () => {
    const bytes = [...group.stories.values()].reduce((sum, { originBytes }) => sum + originBytes, 0)
    if (bytes === seenBytes || group.hostile.size > 0 || !isQuiet(faults, world.nowMs)) return undefined
    seenBytes = bytes
    for (const url of group.urls.values()) {
      const leaders = group.leadersOf(url)
      if (leaders.length > 1) return `${leaders.map(({ index }) => index).join(' and ')} of ${url.urlKey.slice(0, 4)}`
    }
    return undefined
  })
  world.checkers.always('nobody remembers more than there is', () => {
    const most = group.members.length * (3 * group.urls.size + 1)
    if (group.hostile.size > 0) return undefined
    const over = group.members.find(({ board, crossings }) => board.size > most || crossings.size > group.urls.size)
    return over && `member ${over.index}: ${over.board.size} records, ${over.crossings.size} crossings`
  })
  world.checkers.inTheEnd('content crosses the uplink once, and once more at most for each cut', () => {
    if (group.hostile.size > 0) return undefined
    return [...group.stories.values()].map((story) => tooOften(story, faults)).find((wrong) => wrong !== undefined)
  })
  world.checkers.inTheEnd('whoever lives and asked has it', () => {
    const waiting = group.stillWaiting((member, url) => hasPath(group, member, url))
    return waiting.length === 0 ? undefined : waiting.join('; ')
  })
  world.checkers.inTheEnd('nothing runs on for nobody', () => {
    const running = group.members.flatMap(({ crossings, index, peer }) =>
      peer.isAlive && group.hostile.size === 0
        ? [...crossings.values()].map(({ machine }) => `${index} ${machine.phase}`)
        : []
    )
    return running.length === 0 ? undefined : running.join('; ')
  })
}

/** Whether the member can be expected to get it, if it asks often enough. */
function hasPath({ hostile }: CrossingGroup, { line }: SimMember, { manner }: SimUrl): boolean {
  if (manner === 'missing') return false
  if (line === 'sound') return true
  // Known weakness: who claims more than there is stops every honest download in turn, and these cannot go themselves.
  return manner !== 'private' && ![...hostile.values()].includes('huge')
}

function isQuiet(faults: readonly Fault[], nowMs: number): boolean {
  return faults.every((fault) => {
    const endsAtMs = fault.atMs + ('forMs' in fault ? (fault.forMs ?? 0) : 0)
    return nowMs < fault.atMs || nowMs > endsAtMs + QUIET_AFTER_MS
  })
}

/**
 * A cut is what takes a reader of the origin from the others, or lets members not hear each other. Besides, each reader may
 * have had a leaf for nothing. While uplinks are cut, members find the origin out of reach: then each may go itself.
 */
function tooOften({ url, originBytes, readers, doneAtMs }: UrlStory, faults: readonly Fault[]): string | undefined {
  if (url.manner !== 'sound' && url.manner !== 'late') return undefined
  if (faults.some(({ type }) => type === 'uplink')) return undefined
  const untilMs = doneAtMs.size === 0 ? Infinity : Math.max(...doneAtMs.values())
  const cuts = faults.filter((fault) => {
    if (fault.type === 'clock' || fault.atMs > untilMs) return false
    return 'peer' in fault ? readers.has(fault.peer) : true
  })
  const most = (1 + cuts.length) * url.totalBytes + readers.size * LEAF_BYTES
  if (originBytes <= most) return undefined
  return `${(originBytes / url.totalBytes).toFixed(1)} times for ${cuts.length} cuts, ${url.urlKey.slice(0, 4)}`
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
