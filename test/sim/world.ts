// Many peers in one process under simulated time: no waiting, and one seed replays a run. See README.md beside this.
import type { Timer } from '../../src/base/index.js'
import { Bandwidth, type Flow, type FlowInit, type Pipe } from './bandwidth.js'
import { Checkers, SimulationFailure } from './checkers.js'
import { EventQueue } from './event-queue.js'
import { History } from './history.js'
import { Network } from './network.js'
import { SimPeer, type PeerChange } from './sim-peer.js'
import { between, randomStream } from './streams.js'

export interface WorldInit {
  seed: number
  peers: number
  /** One-way delay between two peers, drawn once per pair. @default 1 to 30 */
  latencyMs?: readonly [number, number]
  /** Up to so much is added to each message. @default 0 */
  jitterMs?: number
  /** Part of the messages that is lost. @default 0 */
  loss?: number
  /** Width of each peer's LAN port, in and out. @default no limit */
  portBytesPerMs?: number
  /** Width of the line that all share. @default no limit */
  uplinkBytesPerMs?: number
  /** How far peers' times of day are off. @default 0 */
  clockOffsetMs?: readonly [number, number]
  /** Peers' milliseconds for each simulated one. @default 1 */
  clockRate?: readonly [number, number]
  /** Something that never ends is a failure, not a hang. @default 5,000,000 */
  maxSteps?: number
}

export type FlowThrough = Omit<FlowInit, 'pipes' | 'stepBytes'> & {
  stepBytes?: number
  /** Further pipes, beside ports and uplink. */
  pipes?: readonly Pipe[]
}

/** What a flow tells of unless told otherwise: a leaf. */
const STEP_BYTES = 128 * 1024

export class World {
  readonly seed: number
  readonly peers: readonly SimPeer[]
  readonly network: Network
  readonly bandwidth: Bandwidth
  /** The line out of the LAN that all peers share. */
  readonly uplink: Pipe
  readonly checkers = new Checkers()
  readonly history = new History()
  readonly #queue = new EventQueue()
  readonly #listeners: ((change: PeerChange | 'split' | 'whole', peer: SimPeer | undefined) => void)[] = []
  readonly #maxSteps: number
  #nowMs = 0
  #steps = 0

  constructor(init: WorldInit) {
    this.seed = init.seed
    this.#maxSteps = init.maxSteps ?? 5_000_000
    const clocks = randomStream(init.seed, 'clocks')
    const widthBytesPerMs = init.portBytesPerMs ?? Infinity
    const peers: SimPeer[] = []
    const nowMs = (): number => this.#nowMs
    const queue = (inMs: number, run: () => void): Timer => this.in(inMs, run)
    const changed = (peer: SimPeer, what: PeerChange): void => this.#changed(what, peer)
    for (let index = 0; index < init.peers; index++) {
      peers.push(
        new SimPeer(
          { elapsedMs: nowMs, queue, changed },
          {
            index,
            random: randomStream(init.seed, 'peer', index),
            clockOffsetMs: between(clocks, init.clockOffsetMs ?? [0, 0]),
            clockRate: between(clocks, init.clockRate ?? [1, 1]),
            portOut: { name: `out ${index}`, bytesPerMs: widthBytesPerMs },
            portIn: { name: `in ${index}`, bytesPerMs: widthBytesPerMs }
          }
        )
      )
    }
    this.peers = peers
    this.uplink = { name: 'uplink', bytesPerMs: init.uplinkBytesPerMs ?? Infinity }
    const { seed, latencyMs = [1, 30], jitterMs = 0, loss = 0 } = init
    this.network = new Network({ nowMs, queue, peers }, { seed, latencyMs, jitterMs, loss })
    this.bandwidth = new Bandwidth({ nowMs, queue, isOpen: (from, to) => this.#bytesPass(from, to) })
  }

  /** Simulated milliseconds since the start. */
  get nowMs(): number {
    return this.#nowMs
  }

  get steps(): number {
    return this.#steps
  }

  peer(index: number): SimPeer {
    return this.peers[index]!
  }

  /** Something the world does, whatever its peers are up to. What a peer does in time goes over its clock. */
  in(inMs: number, run: () => void): Timer {
    return this.#queue.add(this.#nowMs + inMs, run)
  }

  at(atMs: number, run: () => void): Timer {
    return this.#queue.add(Math.max(atMs, this.#nowMs), run)
  }

  /** A message over the link from one to the other; `deliver` runs when and if `to` reads it. */
  send(from: SimPeer, to: SimPeer, deliver: () => void, bytes = 0): void {
    if (from.state === 'running') this.network.send(from, to, bytes, deliver)
  }

  /** A stream of bytes, through both ports, or through the uplink where nobody here sends it. */
  flow(init: FlowThrough): Flow {
    const { from, to, pipes = [], stepBytes = STEP_BYTES } = init
    const first = from === undefined ? [this.uplink] : [from.portOut]
    return this.bandwidth.open({ ...init, stepBytes, pipes: [...first, to.portIn, ...pipes] })
  }

  /** `sides[i]`: which side of the cut peer i is on. */
  split(sides: readonly number[]): void {
    this.network.split(sides)
    this.#changed('split', undefined)
  }

  heal(): void {
    this.network.split(undefined)
    this.#changed('whole', undefined)
  }

  /** Called after any peer or the network has changed in a way that others could notice. */
  onChange(listener: (change: PeerChange | 'split' | 'whole', peer: SimPeer | undefined) => void): void {
    this.#listeners.push(listener)
  }

  note(line: string): void {
    this.history.add(`${this.#nowMs.toFixed(1)} ${line}`)
  }

  /** @returns whether nothing was left to do @throws {SimulationFailure} */
  runUntil(untilMs: number): boolean {
    while (this.#step(untilMs)) continue
    return this.#queue.nextAtMs === undefined
  }

  /** @returns whether nothing was left to do */
  runFor(forMs: number): boolean {
    return this.runUntil(this.#nowMs + forMs)
  }

  /**
   * As {@link runUntil}, for machines whose drivers use promises: they run between any two events.
   * @param settled where something waits for IO too, what lets that happen @default promises alone
   */
  async runUntilAsync(untilMs: number, settled = promisesRun): Promise<boolean> {
    await settled()
    while (this.#step(untilMs)) await settled()
    return this.#queue.nextAtMs === undefined
  }

  #step(untilMs: number): boolean {
    const atMs = this.#queue.nextAtMs
    if (atMs === undefined || atMs > untilMs) {
      this.#nowMs = Math.max(this.#nowMs, untilMs === Infinity ? this.#nowMs : untilMs)
      return false
    }
    if (++this.#steps > this.#maxSteps) throw new SimulationFailure('ends', `still busy after ${this.#maxSteps} steps`)
    this.#nowMs = atMs
    this.#queue.take()!()
    this.checkers.afterStep()
    return true
  }

  #changed(what: PeerChange | 'split' | 'whole', peer: SimPeer | undefined): void {
    this.note(`${peer === undefined ? 'network' : `peer ${peer.index}`} ${what}`)
    this.bandwidth.changed()
    for (const listener of this.#listeners) listener(what, peer)
  }

  #bytesPass(from: SimPeer | undefined, to: SimPeer): boolean {
    if (to.state !== 'running') return false
    if (from === undefined) return to.hasUplink && to.isPlugged
    return from.state === 'running' && this.network.reaches(from, to)
  }
}

/** Lets every promise that can run, run: ticks come when none is left. Turns of the event loop cost more than a step. */
function promisesRun(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}
