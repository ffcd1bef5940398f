// How much a line brings, by what real transfers brought: never a test of its own. What is slow for other reasons (a slow origin, a
// small file) must not count against the line, and one burst out of a buffer not for it.
import { RATE_BEST_WINDOWS, RATE_PERIOD_MS, RATE_PERIODS, RATE_WINDOW_MS } from './defaults.js'

interface Period {
  readonly sinceMs: number
  /** Bytes of its fullest windows, most first: {@link RATE_BEST_WINDOWS} at most. */
  readonly best: number[]
}

/**
 * The third fastest second of the best hour of the last day: so a rate that was held for three seconds. Bounded: 24 hours of three
 * numbers.
 */
export class RateMeter {
  /** The oldest first. */
  readonly #periods: Period[] = []
  #window: { fromMs: number; bytes: number } | undefined

  /** @param nowMs of a clock that never goes back */
  count(bytes: number, nowMs: number): void {
    if (this.#window !== undefined && nowMs - this.#window.fromMs >= RATE_WINDOW_MS) this.#close(this.#window)
    this.#window ??= { fromMs: nowMs, bytes: 0 }
    this.#window.bytes += bytes
  }

  /** Bytes a second; undefined: no {@link RATE_BEST_WINDOWS} seconds of transfers in any hour of the last day. */
  estimate(nowMs: number): number | undefined {
    if (this.#window !== undefined && nowMs - this.#window.fromMs >= RATE_WINDOW_MS) this.#close(this.#window)
    this.#forget(nowMs)
    const held = this.#periods.flatMap(({ best }) => best[RATE_BEST_WINDOWS - 1] ?? [])
    return held.length === 0 ? undefined : (Math.max(...held) * 1000) / RATE_WINDOW_MS
  }

  #close({ fromMs, bytes }: { fromMs: number; bytes: number }): void {
    this.#window = undefined
    this.#forget(fromMs)
    let period = this.#periods.at(-1)
    if (period === undefined || fromMs - period.sinceMs >= RATE_PERIOD_MS) {
      period = { sinceMs: fromMs, best: [] }
      this.#periods.push(period)
    }
    period.best.push(bytes)
    period.best.sort((a, b) => b - a)
    period.best.length = Math.min(period.best.length, RATE_BEST_WINDOWS)
  }

  #forget(nowMs: number): void {
    const keptMs = RATE_PERIODS * RATE_PERIOD_MS
    while (this.#periods[0] !== undefined && nowMs - this.#periods[0].sinceMs >= keptMs) this.#periods.shift()
  }
}
