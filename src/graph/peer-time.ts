// What time it is for all nodes of a graph, as a machine: the median of what neighbours and we take it for, near our own clock (design
// section 4; reference section 1.9). Records never move it. Spec: docs/protocols/link.md.
import type { Clock, PeerId } from '../base/index.js'
import {
  AGREED_TIME_MS,
  MAX_OPINION_RTT_MS,
  MAX_PEER_TIME_OFFSET_MS,
  OPINIONS_TO_COUNT,
  PEER_TIME_LOOK_MS,
  PEER_TIME_SLEW,
  PEER_TIME_TOLERANCE_MS,
  SLEPT_MS
} from './defaults.js'

/** One moment of our machine. */
export interface Moment {
  /** Our own clock. */
  readonly wallMs: number
  readonly monotonicMs: number
}

export class PeerTimeMachine {
  /** What it cannot be earlier than, less monotonic time: both go on alike. */
  readonly #boundAheadMs: number
  /** What each neighbour takes for peer time, less monotonic time here: stays as it is while nobody sets a clock. */
  readonly #opinions = new Map<PeerId, number>()
  #offsetMs = 0
  /** The same, sorted; undefined since one changed. */
  #sorted: number[] | undefined
  #last: Moment | undefined
  #isNews = false
  /** Nothing was heard since we began, or since the clock was set: what is heard next counts at once. */
  #isUntold = true
  /** Our own clock less monotonic time, at most what neighbours said, when they last agreed. */
  #agreedAheadMs = -Infinity
  #agreedMs: number | undefined

  /** @param lowerBoundMs it could not be earlier than that at `monotonicMs` */
  constructor(lowerBoundMs: number, monotonicMs: number) {
    this.#boundAheadMs = lowerBoundMs - monotonicMs
  }

  /** A neighbour said what it takes for peer time; the answer took `rttMs` there and back. */
  heard(peer: PeerId, peerTimeMs: number, rttMs: number, now: Moment): void {
    if (rttMs > MAX_OPINION_RTT_MS) return
    if (this.#last !== undefined) this.offsetMs(now) // Where the clock was set meanwhile, what was heard before goes, and this stays.
    this.#opinions.set(peer, peerTimeMs + rttMs / 2 - now.monotonicMs)
    this.#isNews = true
  }

  /** It is no neighbour any more. */
  gone(peer: PeerId): void {
    this.#isNews = this.#opinions.delete(peer) || this.#isNews
  }

  /** What was peer time when enough neighbours last agreed with our own clock; undefined: they have not. */
  get agreedMs(): number | undefined {
    return this.#agreedMs
  }

  /** How far peer time is ahead of our own clock, ms, whole. `monotonicMs` must never go back. */
  offsetMs(now: Moment): number {
    const elapsedMs = now.monotonicMs - (this.#last?.monotonicMs ?? -Infinity)
    const wasSet = this.#last !== undefined && Math.abs(now.wallMs - this.#last.wallMs - elapsedMs) > SLEPT_MS
    if (!wasSet && !this.#isNews && elapsedMs < PEER_TIME_LOOK_MS) return this.#offsetMs
    this.#last = now
    if (this.#isNews || wasSet) this.#sorted = undefined
    this.#isNews = false
    if (wasSet) this.#opinions.clear() // Or the machine slept: what it heard is as old as that, and soon it hears more.
    const medianMs = this.#medianMs(now)
    const isBeforeBound = this.#isBeforeBound(now)
    const targetMs = Math.round(isBeforeBound ? this.#unboundMs(now, medianMs) : boundMs(now, medianMs))
    const wayMs = targetMs - this.#offsetMs
    const isTold = medianMs !== undefined
    // What we wrote bears our time: it goes on at once, and comes back slower than time goes, so that we are never behind that.
    const isAtOnce = isTold && (wayMs > 0 || this.#isUntold)
    this.#isUntold = wasSet || (this.#isUntold && !isTold)
    if (isBeforeBound || wasSet) this.#offsetMs = targetMs
    else if (Math.abs(wayMs) > PEER_TIME_TOLERANCE_MS) {
      const stepMs = isAtOnce ? Infinity : Math.floor(elapsedMs * PEER_TIME_SLEW)
      this.#offsetMs += Math.sign(wayMs) * Math.min(Math.abs(wayMs), stepMs)
    }
    if (medianMs !== undefined && !isBeforeBound) this.#noteAgreed(now, medianMs)
    return this.#offsetMs
  }

  /** Of a clock that nobody set: what neighbours say, and no earlier than it can be. */
  #unboundMs(now: Moment, medianMs = -Infinity): number {
    return Math.max(medianMs, this.#lowerBoundMs(now)) - now.wallMs
  }

  /** Our own clock, kept between the opinions in the middle: a median of theirs and ours. Undefined: too few to say anything. */
  #medianMs({ wallMs, monotonicMs }: Moment): number | undefined {
    if (this.#opinions.size < OPINIONS_TO_COUNT) return undefined
    this.#sorted ??= [...this.#opinions.values()].sort((a, b) => a - b)
    const half = this.#sorted.length / 2
    const [lowest, highest] = [this.#sorted[Math.floor(half) - 1]!, this.#sorted[Math.ceil(half)]!]
    return Math.min(Math.max(wallMs, lowest + monotonicMs), highest + monotonicMs)
  }

  #lowerBoundMs({ monotonicMs }: Moment): number {
    return Math.max(this.#boundAheadMs, this.#agreedAheadMs) + monotonicMs
  }

  /** Nobody has set our own clock yet, or it was set wrong: by more than neighbours could put right. */
  #isBeforeBound(now: Moment): boolean {
    return now.wallMs < this.#lowerBoundMs(now) - MAX_PEER_TIME_OFFSET_MS
  }

  /** The earlier of both: what neighbours say alone must never make our own clock one that nobody set. */
  #noteAgreed({ wallMs, monotonicMs }: Moment, medianMs: number): void {
    if (Math.abs(medianMs - wallMs) > MAX_PEER_TIME_OFFSET_MS) return
    this.#agreedMs = Math.floor(Math.min(medianMs, wallMs))
    this.#agreedAheadMs = this.#agreedMs - monotonicMs
  }
}

/** Of a clock that was set: its own word, and neighbours' where that is near. */
function boundMs({ wallMs }: Moment, medianMs = wallMs): number {
  return Math.min(Math.max(medianMs - wallMs, -MAX_PEER_TIME_OFFSET_MS), MAX_PEER_TIME_OFFSET_MS)
}

/** The driver: a clock that shows peer time. Timers and monotonic time are those of the clock below. */
export class PeerClock implements Clock {
  readonly #clock: Clock
  readonly #machine: PeerTimeMachine
  readonly #onAgreed: (agreedMs: number) => void
  #toldAtMs = -Infinity

  /** @param onAgreed told of the last agreement, at most once an hour, and by `close` */
  constructor(clock: Clock, lowerBoundMs: number, onAgreed: (agreedMs: number) => void = () => {}) {
    this.#clock = clock
    this.#machine = new PeerTimeMachine(lowerBoundMs, clock.monotonicMs())
    this.#onAgreed = onAgreed
  }

  heard(peer: PeerId, peerTimeMs: number, rttMs: number): void {
    this.#machine.heard(peer, peerTimeMs, rttMs, this.#moment())
  }

  gone(peer: PeerId): void {
    this.#machine.gone(peer)
  }

  /** How far peer time is ahead of our own clock, ms. */
  get offsetMs(): number {
    return this.#offsetAt(this.#moment())
  }

  nowMs(): number {
    const moment = this.#moment()
    return moment.wallMs + this.#offsetAt(moment)
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs()
  }

  setTimer: Clock['setTimer'] = (delayMs, fire) => this.#clock.setTimer(delayMs, fire)

  close(): void {
    const { agreedMs } = this.#machine
    if (agreedMs !== undefined) this.#onAgreed(agreedMs)
  }

  #offsetAt(moment: Moment): number {
    const offsetMs = this.#machine.offsetMs(moment)
    const { agreedMs } = this.#machine
    if (agreedMs !== undefined && moment.monotonicMs - this.#toldAtMs >= AGREED_TIME_MS) {
      this.#toldAtMs = moment.monotonicMs
      this.#onAgreed(agreedMs)
    }
    return offsetMs
  }

  #moment(): Moment {
    return { wallMs: this.#clock.nowMs(), monotonicMs: this.#clock.monotonicMs() }
  }
}
