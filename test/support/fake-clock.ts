// A clock that stands still until a test moves it.
import type { Clock, Timer } from '../../src/base/index.js'

/** Where fake clocks start unless told otherwise. */
export const FAKE_NOW_MS = Date.UTC(2026, 10, 21, 12)

interface Waiting {
  readonly dueMs: number
  readonly fire: () => void
}

export class FakeClock implements Clock {
  readonly #startMs: number
  #elapsedMs = 0
  #jumpedMs = 0
  /** Insertion order breaks ties, as in the platform's timers. */
  readonly #waiting = new Set<Waiting>()

  constructor(startMs = FAKE_NOW_MS) {
    this.#startMs = startMs
  }

  nowMs(): number {
    return this.#startMs + this.#elapsedMs + this.#jumpedMs
  }

  monotonicMs(): number {
    return this.#elapsedMs
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    // At least one millisecond, like the platform: a timer that renews itself at once must not hang `advance`.
    const waiting = { dueMs: this.#elapsedMs + Math.max(1, delayMs), fire }
    this.#waiting.add(waiting)
    return { cancel: () => void this.#waiting.delete(waiting) }
  }

  /** Timers that wait: a test that ends with some has found a leak. */
  get pendingTimers(): number {
    return this.#waiting.size
  }

  /** Moves the wall clock only, as when a machine's time is set. */
  jump(byMs: number): void {
    this.#jumpedMs += byMs
  }

  /** Lets `byMs` pass, firing what falls due in order of time, timers set on the way included. */
  advance(byMs: number): void {
    const untilMs = this.#elapsedMs + byMs
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) this.#fire(next)
    this.#elapsedMs = untilMs
  }

  /** As {@link advance}, and lets promises (and finished IO) run before, between and after the timers. */
  async advanceAsync(byMs: number): Promise<void> {
    const untilMs = this.#elapsedMs + byMs
    await settle()
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#fire(next)
      await settle()
    }
    this.#elapsedMs = untilMs
    await settle()
  }

  #next(untilMs: number): Waiting | undefined {
    let earliest: Waiting | undefined
    for (const waiting of this.#waiting) {
      if (waiting.dueMs <= untilMs && (earliest === undefined || waiting.dueMs < earliest.dueMs)) earliest = waiting
    }
    return earliest
  }

  #fire(waiting: Waiting): void {
    this.#waiting.delete(waiting)
    this.#elapsedMs = Math.max(this.#elapsedMs, waiting.dueMs)
    waiting.fire()
  }
}

/** Lets every promise that can run, run: two turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}
