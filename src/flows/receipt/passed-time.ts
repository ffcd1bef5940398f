// Time as it passes for others too: while a machine sleeps, Linux and macOS stop the monotonic clock.
import type { Clock } from '../../base/index.js'

export class PassedTime {
  readonly #clock: Clock
  #aheadMs = -Infinity

  constructor(clock: Clock) {
    this.#clock = clock
    this.nowMs()
  }

  /** ms; never goes back. A clock that is set forward counts as sleep: more time has passed than anybody watched. */
  nowMs(): number {
    const monotonicMs = this.#clock.monotonicMs()
    this.#aheadMs = Math.max(this.#aheadMs, this.#clock.nowMs() - monotonicMs)
    return monotonicMs + this.#aheadMs
  }
}
