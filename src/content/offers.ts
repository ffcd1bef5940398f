// What members said that they hold to this node alone, when it asked (design section 7). Beside the location book: for minutes, and
// no record tells it.
import { setNewest, type Clock, type PeerId } from '../base/index.js'
import { MAX_OFFERED_URLS, MAX_OFFERS_PER_URL, OFFER_LIFE_MS } from './crossing-defaults.js'
import type { Location } from './location.js'

interface Kept {
  readonly location: Location
  /** Monotonic. */
  readonly untilMs: number
}

export class Offers {
  readonly #clock: Clock
  /** By URL key, then by holder and digest; the oldest first in both. */
  readonly #byUrlKey = new Map<string, Map<string, Kept>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(location: Location): void {
    const { urlKey, holder, digest } = location
    if (urlKey === undefined) return
    const kept = this.#byUrlKey.get(urlKey) ?? new Map<string, Kept>()
    const untilMs = this.#clock.monotonicMs() + OFFER_LIFE_MS
    setNewest(kept, `${holder}/${digest}`, { location, untilMs }, MAX_OFFERS_PER_URL)
    setNewest(this.#byUrlKey, urlKey, kept, MAX_OFFERED_URLS)
  }

  of(urlKey: string): Location[] {
    const nowMs = this.#clock.monotonicMs()
    const living = [...(this.#byUrlKey.get(urlKey)?.values() ?? [])].filter(({ untilMs }) => untilMs > nowMs)
    return living.map(({ location }) => location)
  }

  /** It is here no more, or (with a digest) did not give what it offered. */
  drop(holder: PeerId, digest?: string): void {
    for (const [urlKey, kept] of this.#byUrlKey) {
      for (const [id, { location }] of kept) {
        if (location.holder === holder && (digest === undefined || location.digest === digest)) kept.delete(id)
      }
      if (kept.size === 0) this.#byUrlKey.delete(urlKey)
    }
  }
}
