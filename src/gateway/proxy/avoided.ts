// What the group could not answer lately, so that the next request for it goes to its origin at once: sharing must not make
// anything slower for longer than it takes to notice. Bounded; the oldest goes first.
import { setNewest, type Clock } from '../../base/index.js'
import { MAX_AVOIDED } from '../defaults.js'

export class Avoided {
  readonly #clock: Clock
  readonly #untilMs = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param what a URL, or the origin of many: `http://host:port` */
  add(what: string, forMs: number): void {
    setNewest(this.#untilMs, what, this.#clock.monotonicMs() + forMs, MAX_AVOIDED)
  }

  has(url: URL): boolean {
    return this.#isAvoided(url.href) || this.#isAvoided(url.origin)
  }

  #isAvoided(what: string): boolean {
    const untilMs = this.#untilMs.get(what)
    if (untilMs === undefined) return false
    if (untilMs > this.#clock.monotonicMs()) return true
    this.#untilMs.delete(what)
    return false
  }
}
