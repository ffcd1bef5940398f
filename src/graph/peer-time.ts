// What time it is for all nodes of a graph, as a machine: the median of what neighbours and we take it for, near our own clock (design
// section 4; reference section 1.9). Records never move it. Spec: docs/protocols/link.md.
import type { Clock, PeerId } from '../base/index.js'
import {
  MAX_OPINION_RTT_MS,
  MAX_PEER_TIME_OFFSET_MS,
  OPINIONS_TO_COUNT,
  PEER_TIME_SLEW,
  PEER_TIME_TOLERANCE_MS
} from './defaults.js'

/** One moment of our machine. */
export interface Moment {
  /** Our own clock. */
  readonly wallMs: number
  readonly monotonicMs: number
}

export class PeerTimeMachine {
  readonly #lowerBoundMs: number
  /** What each neighbour takes for peer time, less monotonic time here: stays as it is while nobody sets a clock. */
  readonly #opinions = new Map<PeerId, number>()
  #offsetMs = 0
  #atMonotonicMs = -Infinity

  /** @param lowerBoundMs it cannot be earlier than that */
  constructor(lowerBoundMs: number) {
    this.#lowerBoundMs = lowerBoundMs
  }

  /** A neighbour said what it takes for peer time; the answer took `rttMs` there and back. */
  heard(peer: PeerId, peerTimeMs: number, rttMs: number, { monotonicMs }: Moment): void {
    if (rttMs <= MAX_OPINION_RTT_MS) this.#opinions.set(peer, peerTimeMs + rttMs / 2 - monotonicMs)
  }

  /** It is no neighbour any more. */
  gone(peer: PeerId): void {
    this.#opinions.delete(peer)
  }

  /** How far peer time is ahead of our own clock, ms, whole. `monotonicMs` must never go back. */
  offsetMs(now: Moment): number {
    const elapsedMs = now.monotonicMs - this.#atMonotonicMs
    this.#atMonotonicMs = now.monotonicMs
    const targetMs = Math.round(this.#targetMs(now))
    const wayMs = targetMs - this.#offsetMs
    // What we wrote bears our time: it goes on at once, and comes back so slowly that nothing we wrote is far ahead.
    if (this.#isBeforeBound(now.wallMs) || wayMs > PEER_TIME_TOLERANCE_MS) this.#offsetMs = targetMs
    else if (wayMs < -PEER_TIME_TOLERANCE_MS) this.#offsetMs -= Math.min(-wayMs, Math.floor(elapsedMs * PEER_TIME_SLEW))
    if (now.wallMs + this.#offsetMs < this.#lowerBoundMs) this.#offsetMs = this.#lowerBoundMs - now.wallMs
    return this.#offsetMs
  }

  #targetMs(now: Moment): number {
    const { wallMs } = now
    const medianMs = this.#medianMs(now)
    if (this.#isBeforeBound(wallMs)) return Math.max(medianMs ?? 0, this.#lowerBoundMs) - wallMs
    if (medianMs === undefined) return 0
    return Math.min(Math.max(medianMs - wallMs, -MAX_PEER_TIME_OFFSET_MS), MAX_PEER_TIME_OFFSET_MS)
  }

  /** Of neighbours and our own clock; undefined: too few to say anything. */
  #medianMs({ wallMs, monotonicMs }: Moment): number | undefined {
    if (this.#opinions.size < OPINIONS_TO_COUNT) return undefined
    const times = [...this.#opinions.values()].map((aheadMs) => aheadMs + monotonicMs)
    const sorted = [...times, wallMs].sort((a, b) => a - b)
    return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2
  }

  /** Nobody has set our own clock yet. */
  #isBeforeBound(wallMs: number): boolean {
    return wallMs < this.#lowerBoundMs
  }
}

/** The driver: a clock that shows peer time. Timers and monotonic time are those of the clock below. */
export class PeerClock implements Clock {
  readonly #clock: Clock
  readonly #machine: PeerTimeMachine

  constructor(clock: Clock, lowerBoundMs: number) {
    this.#clock = clock
    this.#machine = new PeerTimeMachine(lowerBoundMs)
  }

  heard(peer: PeerId, peerTimeMs: number, rttMs: number): void {
    this.#machine.heard(peer, peerTimeMs, rttMs, this.#moment())
  }

  gone(peer: PeerId): void {
    this.#machine.gone(peer)
  }

  /** How far peer time is ahead of our own clock, ms. */
  get offsetMs(): number {
    return this.#machine.offsetMs(this.#moment())
  }

  nowMs(): number {
    const moment = this.#moment()
    return moment.wallMs + this.#machine.offsetMs(moment)
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs()
  }

  setTimer: Clock['setTimer'] = (delayMs, fire) => this.#clock.setTimer(delayMs, fire)

  #moment(): Moment {
    return { wallMs: this.#clock.nowMs(), monotonicMs: this.#clock.monotonicMs() }
  }
}
