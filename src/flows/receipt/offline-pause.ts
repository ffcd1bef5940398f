// A machine that had no way out at all takes no more uploads for a while.
import type { Clock } from '../../base/index.js'
import { OFFLINE_MS } from './carried-defaults.js'

/**
 * No judge of the line (`OwnLine` of the content room is): where members lead says nothing of it but the kernel's word that there is no way,
 * and that not for long, since this machine's own programs are not to wait for what a member met.
 */
export class OfflinePause {
  readonly #clock: Clock
  #sinceMs = -Infinity

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isOn(): boolean {
    return this.#clock.monotonicMs() - this.#sinceMs < OFFLINE_MS
  }

  begin(): void {
    this.#sinceMs = this.#clock.monotonicMs()
  }

  end(): void {
    this.#sinceMs = -Infinity
  }
}
