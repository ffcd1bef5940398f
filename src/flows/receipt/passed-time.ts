// Time as it passes for others too: while a machine sleeps, Linux and macOS stop the monotonic clock.
import type { Clock } from '../../base/index.js'

export class PassedTime {
  readonly #clock: Clock
  #passedMs = 0
  #wallMs: number
  #monotonicMs: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#wallMs = clock.nowMs()
    this.#monotonicMs = clock.monotonicMs()
  }

  /** ms since this was made. A clock that is set forward counts as sleep: more time has passed than anybody watched. */
  nowMs(): number {
    const [wallMs, monotonicMs] = [this.#clock.nowMs(), this.#clock.monotonicMs()]
    this.#passedMs += Math.max(wallMs - this.#wallMs, monotonicMs - this.#monotonicMs)
    this.#wallMs = wallMs
    this.#monotonicMs = monotonicMs
    return this.#passedMs
  }
}
