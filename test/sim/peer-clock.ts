// The clock of one simulated peer: its time of day may be wrong, and it may run too fast or too slow.
import type { Clock, Timer } from '../../src/base/index.js'

/** Where simulated time starts, in ms since 1970. */
export const START_MS = Date.UTC(2026, 10, 21, 12)

export interface PeerClockInit {
  /** Simulated milliseconds since the start. */
  elapsedMs: () => number
  /** Calls `fire` after so much simulated time, as something this peer does. */
  fireIn: (simulatedMs: number, fire: () => void) => Timer
  /** How far its time of day is off. */
  offsetMs: number
  /** Its milliseconds for each simulated one: 1 is right. */
  rate: number
}

export class PeerClock implements Clock {
  readonly #init: PeerClockInit
  #jumpedMs = 0

  constructor(init: PeerClockInit) {
    this.#init = init
  }

  /** Whole milliseconds, as the system gives them and records take them. */
  nowMs(): number {
    return Math.floor(START_MS + this.#init.offsetMs + this.#jumpedMs + this.monotonicMs())
  }

  monotonicMs(): number {
    return this.#init.elapsedMs() * this.#init.rate
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    // At least one millisecond, like the platform.
    return this.#init.fireIn(Math.max(1, delayMs) / this.#init.rate, fire)
  }

  /** Its time of day is set anew; timers do not notice. */
  jump(byMs: number): void {
    this.#jumpedMs += byMs
  }
}
