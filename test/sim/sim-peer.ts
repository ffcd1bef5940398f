// One simulated peer: a process that can be stopped, killed and started again, on a machine with a clock and a disk.
import type { PeerId, Random, Timer } from '../../src/base/index.js'
import { person } from '../support/people.js'
import type { Pipe } from './bandwidth.js'
import { PeerClock } from './peer-clock.js'

/** What a peer asks of the world around it. */
export interface PeerSurroundings {
  elapsedMs: () => number
  queue: (inMs: number, run: () => void) => Timer
  /** A peer was killed, started, …: the world tells whoever listens. */
  changed: (peer: SimPeer, what: PeerChange) => void
}

export type PeerChange = 'paused' | 'resumed' | 'killed' | 'started' | 'unplugged' | 'plugged' | 'uplink'

export interface SimPeerInit {
  index: number
  random: Random
  clockOffsetMs: number
  clockRate: number
  portOut: Pipe
  portIn: Pipe
}

interface Late {
  readonly boot: number
  readonly run: () => void
}

export class SimPeer {
  readonly index: number
  readonly id: PeerId
  /** Its own stream of chance. */
  readonly random: Random
  readonly clock: PeerClock
  /** Its LAN port, one pipe for each direction. */
  readonly portOut: Pipe
  readonly portIn: Pipe
  /** Counts its processes: what belonged to an earlier one never runs. */
  boots = 1
  state: 'running' | 'paused' | 'dead' = 'running'
  /** Whether its cable is in. */
  isPlugged = true
  /** Whether it reaches what is outside the LAN. */
  hasUplink = true
  /** Called when its process starts again. Its memory is gone; what the model calls its disk is not. */
  onStart: () => void = () => {}
  /** Called when its process ends without a word. */
  onKilled: () => void = () => {}
  readonly #surroundings: PeerSurroundings
  /** While it is paused: timers that fell due, and what arrived. */
  #lateTimers: Late[] = []
  #lateInput: Late[] = []

  constructor(surroundings: PeerSurroundings, init: SimPeerInit) {
    this.#surroundings = surroundings
    this.index = init.index
    this.id = idOf(init.index)
    this.random = init.random
    this.portOut = init.portOut
    this.portIn = init.portIn
    this.clock = new PeerClock({
      elapsedMs: surroundings.elapsedMs,
      fireIn: (inMs, fire) => {
        const boot = this.boots
        return surroundings.queue(inMs, () => this.#whenRunning(this.#lateTimers, boot, fire))
      },
      offsetMs: init.clockOffsetMs,
      rate: init.clockRate
    })
  }

  get isAlive(): boolean {
    return this.state !== 'dead'
  }

  /** Something arrives from outside; a paused process reads it later, a later process of the same peer never. */
  input(boot: number, run: () => void): void {
    this.#whenRunning(this.#lateInput, boot, run)
  }

  /** What `afterPendingInput` of base does: `run` comes after all that has arrived by now. */
  afterPendingInput(run: () => void): void {
    const boot = this.boots
    this.#surroundings.queue(0, () => this.#whenRunning(this.#lateInput, boot, run))
  }

  /** SIGSTOP: it neither runs timers nor answers; its connections stay. */
  pause(): void {
    if (this.state !== 'running') return
    this.state = 'paused'
    this.#surroundings.changed(this, 'paused')
  }

  /** SIGCONT: late timers fire first, as in Node, then it reads what has arrived. */
  resume(): void {
    if (this.state !== 'paused') return
    this.state = 'running'
    const late = [...this.#lateTimers, ...this.#lateInput]
    this.#lateTimers = []
    this.#lateInput = []
    for (const { boot, run } of late) this.#surroundings.queue(0, () => this.input(boot, run))
    this.#surroundings.changed(this, 'resumed')
  }

  /** SIGKILL. */
  kill(): void {
    if (this.state === 'dead') return
    this.state = 'dead'
    this.boots++
    this.#lateTimers = []
    this.#lateInput = []
    this.onKilled()
    this.#surroundings.changed(this, 'killed')
  }

  restart(): void {
    if (this.state !== 'dead') return
    this.state = 'running'
    this.onStart()
    this.#surroundings.changed(this, 'started')
  }

  plug(isPlugged: boolean): void {
    if (this.isPlugged === isPlugged) return
    this.isPlugged = isPlugged
    this.#surroundings.changed(this, isPlugged ? 'plugged' : 'unplugged')
  }

  setUplink(hasUplink: boolean): void {
    if (this.hasUplink === hasUplink) return
    this.hasUplink = hasUplink
    this.#surroundings.changed(this, 'uplink')
  }

  #whenRunning(late: Late[], boot: number, run: () => void): void {
    if (boot !== this.boots || this.state === 'dead') return
    if (this.state === 'running') return run()
    late.push({ boot, run })
  }
}

const ids: PeerId[] = []

/** Keys cost more than a whole small run: made once for all worlds of a process. */
function idOf(index: number): PeerId {
  return (ids[index] ??= person(`simulated ${index}`).peer)
}
