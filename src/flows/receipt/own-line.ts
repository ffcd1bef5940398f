// Whether this machine has a way out at all, by what its uploads for members met: one that has none takes no more for a while.
import type { Clock } from '../../base/index.js'
import { OFFLINE_MS } from './carried-defaults.js'

export class OwnLine {
  readonly #clock: Clock
  #downSinceMs = -Infinity

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isOffline(): boolean {
    return this.#clock.monotonicMs() - this.#downSinceMs < OFFLINE_MS
  }

  isDown(): void {
    this.#downSinceMs = this.#clock.monotonicMs()
  }

  works(): void {
    this.#downSinceMs = -Infinity
  }
}
