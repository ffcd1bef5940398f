// What members said that they hold to this node alone, when it asked (design section 7). Beside the location book: for minutes, and
// no record tells it.
import type { Clock, PeerId } from '../base/index.js'
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
    this.#byUrlKey.delete(urlKey)
    this.#byUrlKey.set(urlKey, kept)
    kept.delete(`${holder}/${digest}`)
    kept.set(`${holder}/${digest}`, { location, untilMs: this.#clock.monotonicMs() + OFFER_LIFE_MS })
    if (kept.size > MAX_OFFERS_PER_URL) dropOldest(kept)
    if (this.#byUrlKey.size > MAX_OFFERED_URLS) dropOldest(this.#byUrlKey)
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

function dropOldest(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) return void map.delete(oldest)
}
