// One node of a large graph: the product's machines, and what they work on. What they say is carried out in the files beside this.
import type { Random, Timer } from '../../src/base/index.js'
import { AskPace } from '../../src/graph/ask-pace.js'
import { PROGRAM_WRITTEN_MS } from '../../src/graph/defaults.js'
import { FloodMachine } from '../../src/graph/flood.js'
import type { LinkHealth } from '../../src/graph/link-health.js'
import { NeighbourMachine } from '../../src/graph/neighbours.js'
import { PeerClock } from '../../src/graph/peer-time.js'
import { PresencePolicy } from '../../src/graph/presence-policy.js'
import type { WakeWatch } from '../../src/graph/wake-watch.js'
import { AwakeTime, type SimulatedTime } from './awake-time.js'
import { PeerClock as MachineClock } from './peer-clock.js'
import type { PresenceItem } from './scale-items.js'

export interface ScaleLink {
  readonly rttMs: number
  /** Nothing will ever cross it again; an end that does not know it yet finds out by pings. */
  isCut: boolean
}

/** One node's side of a link. */
export interface LinkEnd {
  readonly node: ScaleNode
  readonly other: ScaleNode
  readonly link: ScaleLink
  readonly isOutbound: boolean
  readonly health: LinkHealth
  healthTick: Timer | undefined
  nextRound: Timer | undefined
  /** A round that the other side asked for; at most one a second. */
  waitingPull: Timer | undefined
  lastPullMs: number
  /** The other side of it. */
  twin: LinkEnd
}

/** What lives as long as a process does. */
interface Run {
  readonly time: AwakeTime
  readonly clock: MachineClock
  readonly peerClock: PeerClock
  readonly neighbours: NeighbourMachine
  readonly flood: FloodMachine
  readonly policy: PresencePolicy
  readonly pace: AskPace
  wakeWatch: WakeWatch | undefined
  tick: Timer | undefined
  tickAtMs: number
  policyTick: Timer | undefined
  renewal: Timer | undefined
}

export class ScaleNode {
  readonly peer: string
  /** `/ip4/…/tcp/…`, as everybody names it. */
  readonly address: string
  /** How far it is from the others, ms. */
  readonly distanceMs: number
  /** Where it hears of others: machines in different segments do not reach each other. */
  segment = 0
  isUp = false
  isAsleep = false
  /** How far its own clock is ahead. */
  clockOffsetMs = 0
  /** On its disk. */
  readonly records = new Set<string>()
  /** Over what is held: equal nodes have equal ones. */
  recordsDigest = 0
  presencesDigest = 0
  /** In its memory, by peer; its own, too, and what was taken back. */
  readonly presences = new Map<string, PresenceItem>()
  /** Of them, those of others that were not taken back. */
  present = 0
  readonly links = new Map<string, LinkEnd>()
  run!: Run
  /** On its disk: when neighbours and its own clock last agreed. */
  #agreedMs = PROGRAM_WRITTEN_MS
  #trustsOwnClock = false

  constructor(number: number, distanceMs: number) {
    this.peer = `peer${String(number).padStart(4, '0')}`
    this.address = `/ip4/10.0.${number >> 8}.${number & 255}/tcp/1967`
    this.distanceMs = distanceMs
  }

  get isRunning(): boolean {
    return this.isUp && !this.isAsleep
  }

  /** Monotonic, of its machine: stands still while it sleeps. */
  get nowMs(): number {
    return this.run.clock.monotonicMs()
  }

  /** What it takes for the time of all. */
  get peerTimeMs(): number {
    return (this.#trustsOwnClock ? this.run.clock : this.run.peerClock).nowMs()
  }

  /**
   * A process begins, with nothing in its memory.
   * @param trustsOwnClock broken on purpose: it does not listen to what others take for the time
   */
  start(world: SimulatedTime, random: Random, trustsOwnClock: boolean): void {
    this.#trustsOwnClock = trustsOwnClock
    const time = new AwakeTime(world)
    const clock = new MachineClock({
      elapsedMs: () => time.elapsedMs,
      fireIn: (inMs, fire) => time.fireIn(inMs, fire),
      offsetMs: this.clockOffsetMs,
      rate: 1
    })
    this.run = {
      time,
      clock,
      peerClock: new PeerClock(clock, this.#agreedMs, (agreedMs) => (this.#agreedMs = agreedMs)),
      neighbours: new NeighbourMachine({ self: this.peer, random, nowMs: clock.monotonicMs() }),
      flood: new FloodMachine(),
      policy: new PresencePolicy(random),
      pace: new AskPace(random),
      wakeWatch: undefined,
      tick: undefined,
      tickAtMs: Infinity,
      policyTick: undefined,
      renewal: undefined
    }
    this.isUp = true
    this.presences.clear()
    this.presencesDigest = 0
    this.present = 0
  }

  end(): void {
    this.isUp = false
    this.isAsleep = false
    this.links.clear()
    this.run.wakeWatch?.close()
    this.run.time.end()
  }

  sleep(): void {
    this.isAsleep = true
    this.run.time.sleep()
  }

  /** Its own clock went on meanwhile. */
  wake(): void {
    this.isAsleep = false
    this.run.clock.jump(this.run.time.wake())
  }

  /** Its own clock is set anew. */
  setClock(offsetMs: number): void {
    if (this.isUp) this.run.clock.jump(offsetMs - this.clockOffsetMs)
    this.clockOffsetMs = offsetMs
  }
}
