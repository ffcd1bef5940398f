// Notices that a member gives no sign of life: none soon after it was asked, or none for long after the last.
import type { Clock, Timer } from '../base/index.js'
import { FIRST_SIGN_MS, SILENCE_MS } from './crossing-defaults.js'

/** A timer that comes so much too late tells of ourselves: this process was busy, or stopped, and has not read its input. */
const LATE_MS = 100

export class SilenceWatch {
  readonly #clock: Clock
  readonly #expired: () => void
  #limitMs = FIRST_SIGN_MS
  #lastSignMs: number
  #timer: Timer

  /** Begins now. @param expired called once at most */
  constructor(clock: Clock, expired: () => void) {
    this.#clock = clock
    this.#expired = expired
    this.#lastSignMs = clock.monotonicMs()
    this.#timer = this.#look(this.#limitMs)
  }

  sign(): void {
    this.#lastSignMs = this.#clock.monotonicMs()
    this.#limitMs = SILENCE_MS
  }

  close(): void {
    this.#timer.cancel()
  }

  #look(inMs: number): Timer {
    const dueMs = this.#clock.monotonicMs() + inMs
    return this.#clock.setTimer(inMs, () => {
      const nowMs = this.#clock.monotonicMs()
      const leftMs = this.#lastSignMs + this.#limitMs - nowMs
      if (leftMs <= 0 && nowMs - dueMs <= LATE_MS) this.#expired()
      else this.#timer = this.#look(leftMs > 0 ? leftMs : this.#limitMs)
    })
  }
}
