// Notices that a member gives no sign of life: no connection, no sign soon after it was asked, or none for long after the last.
import { afterPendingInput, type Clock, type Timer } from '../base/index.js'
import { BUSY_LATE_MS, CONNECT_SIGN_MS, FIRST_SIGN_MS, SILENCE_MS } from './crossing-defaults.js'

export class SilenceWatch {
  readonly #clock: Clock
  readonly #expired: () => void
  #limitMs = CONNECT_SIGN_MS
  #lastSignMs: number
  #timer: Timer
  #isClosed = false

  /** Begins now. @param expired called once at most */
  constructor(clock: Clock, expired: () => void) {
    this.#clock = clock
    this.#expired = expired
    this.#lastSignMs = clock.monotonicMs()
    this.#timer = this.#look(this.#limitMs)
  }

  /** The next step is due: the request is on its way, or the head of the answer is here. After a sign: nothing. */
  connected(): void {
    if (this.#limitMs === SILENCE_MS) return
    this.#timer.cancel()
    this.#lastSignMs = this.#clock.monotonicMs()
    this.#limitMs = FIRST_SIGN_MS
    this.#timer = this.#look(FIRST_SIGN_MS)
  }

  sign(): void {
    this.#lastSignMs = this.#clock.monotonicMs()
    this.#limitMs = SILENCE_MS
  }

  close(): void {
    this.#isClosed = true
    this.#timer.cancel()
  }

  #look(inMs: number): Timer {
    const dueMs = this.#clock.monotonicMs() + inMs
    return this.#clock.setTimer(inMs, () => {
      const isLate = this.#clock.monotonicMs() - dueMs > BUSY_LATE_MS
      // A sign that came in time may lie in the receive buffer: of a busy process, or one that was stopped, for long.
      if (this.#leftMs > 0 || isLate) this.#timer = this.#look(this.#leftMs > 0 ? this.#leftMs : this.#limitMs)
      else afterPendingInput(() => this.#judge())
    })
  }

  #judge(): void {
    if (this.#isClosed) return
    if (this.#leftMs > 0) this.#timer = this.#look(this.#leftMs)
    else this.#expired()
  }

  get #leftMs(): number {
    return this.#lastSignMs + this.#limitMs - this.#clock.monotonicMs()
  }
}
