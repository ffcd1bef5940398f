// The LAN between simulated peers: who reaches whom, and messages that arrive late, in order on each link, or not at all.
import type { Random, Timer } from '../../src/base/index.js'
import type { SimPeer } from './sim-peer.js'
import { between, randomStream } from './streams.js'

export interface NetworkInit {
  seed: number
  /** One-way delay between two peers, drawn once per pair, in ms. */
  latencyMs: readonly [number, number]
  /** Up to so much is added to each message. */
  jitterMs: number
  /** Part of the messages that is lost. */
  loss: number
}

interface Surroundings {
  nowMs: () => number
  queue: (inMs: number, run: () => void) => Timer
  peers: readonly SimPeer[]
}

interface Direction {
  readonly random: Random
  readonly latencyMs: number
  /** When the last message arrives: the next one not before. */
  lastMs: number
}

export class Network {
  readonly #init: NetworkInit
  readonly #surroundings: Surroundings
  readonly #directions = new Map<number, Direction>()
  /** When each peer's port has sent what it was given so far. */
  readonly #sentByMs: number[] = []
  /** Which side of a partition a peer is on. */
  #sides: readonly number[] | undefined
  /** Part of the messages that is lost; a fault may change it. */
  loss: number

  constructor(surroundings: Surroundings, init: NetworkInit) {
    this.#surroundings = surroundings
    this.#init = init
    this.loss = init.loss
  }

  latencyMs(a: SimPeer, b: SimPeer): number {
    return this.#direction(a, b).latencyMs
  }

  /** Whether packets get from one to the other; a paused or dead process does not matter here. */
  reaches(a: SimPeer, b: SimPeer): boolean {
    if (!a.isPlugged || !b.isPlugged) return a === b
    return this.#sides === undefined || this.#sides[a.index] === this.#sides[b.index]
  }

  /** `sides[i]`: which side peer i is on. Undefined: whole again. */
  split(sides: readonly number[] | undefined): void {
    this.#sides = sides
  }

  /** `deliver` runs at `to` when the message arrives, if it does. */
  send(from: SimPeer, to: SimPeer, bytes: number, deliver: () => void): void {
    const nowMs = this.#surroundings.nowMs()
    const direction = this.#direction(from, to)
    // Drawn whether it is needed or not, so that a fault elsewhere shifts nothing here.
    const isLost = direction.random.fraction() < this.loss
    const jitterMs = direction.random.fraction() * this.#init.jitterMs
    if (isLost || !this.reaches(from, to)) return
    const sentMs = Math.max(nowMs, this.#sentByMs[from.index] ?? 0) + bytes / from.portOut.bytesPerMs
    this.#sentByMs[from.index] = sentMs
    direction.lastMs = Math.max(direction.lastMs, sentMs + direction.latencyMs + jitterMs)
    const { boots } = to
    this.#surroundings.queue(direction.lastMs - nowMs, () => {
      if (this.reaches(from, to)) to.input(boots, deliver)
    })
  }

  #direction(from: SimPeer, to: SimPeer): Direction {
    const key = from.index * 65_536 + to.index
    let direction = this.#directions.get(key)
    if (direction === undefined) {
      const [low, high] = from.index < to.index ? [from.index, to.index] : [to.index, from.index]
      direction = {
        random: randomStream(this.#init.seed, 'link', from.index, to.index),
        latencyMs: between(randomStream(this.#init.seed, 'latency', low, high), this.#init.latencyMs),
        lastMs: 0
      }
      this.#directions.set(key, direction)
    }
    return direction
  }
}
