// Notices when one wait lasts too long. One timer that is set rarely: chunks come by the ten thousand a second.
import type { Clock, Timer } from '../base/index.js'

export class IdleWatch {
  readonly #clock: Clock
  readonly #idleMs: number
  readonly #expired: () => void
  #waitingSinceMs: number | undefined
  #timer: Timer | undefined

  constructor(clock: Clock, idleMs: number, expired: () => void) {
    this.#clock = clock
    this.#idleMs = idleMs
    this.#expired = expired
  }

  wait(): void {
    this.#waitingSinceMs = this.#clock.monotonicMs()
    this.#timer ??= this.#clock.setTimer(this.#idleMs, () => this.#look())
  }

  rest(): void {
    this.#waitingSinceMs = undefined
  }

  close(): void {
    this.#timer?.cancel()
  }

  #look(): void {
    this.#timer = undefined
    if (this.#waitingSinceMs === undefined) return // The next wait sets a new one.
    const leftMs = this.#waitingSinceMs + this.#idleMs - this.#clock.monotonicMs()
    if (leftMs <= 0) this.#expired()
    else this.#timer = this.#clock.setTimer(leftMs, () => this.#look())
  }
}
