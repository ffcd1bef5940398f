// A clock that stands still until somebody moves it.
import type { Clock, Timer } from '../base/index.js'

/** Where fake clocks start unless told otherwise. */
export const FAKE_NOW_MS = Date.UTC(2026, 10, 21, 12)
/** How far the clock goes for one piece of work before that counts as never ending: budgets in here are a minute or two. */
const RUN_BUDGET_MS = 15 * 60_000
/** Turns of the event loop after which what could run has run: longer than any chain of ours between two timers. */
const TURNS = 4

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
  /** Work elsewhere, during which no time passes. */
  readonly #held = new Set<Promise<unknown>>()
  /** Work for which time passes, and until when at most. */
  readonly #wanted = new Map<object, number>()
  #isRunning = false

  constructor(startMs = FAKE_NOW_MS) {
    this.#startMs = startMs
  }

  nowMs(): number {
    return Math.floor(this.#startMs + this.#elapsedMs + this.#jumpedMs) // Whole, whatever timers were set to.
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
    await this.#quiet()
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#fire(next)
      await this.#quiet()
    }
    this.#elapsedMs = Math.max(this.#elapsedMs, untilMs)
    await this.#quiet()
  }

  /**
   * Lets time pass until `work` is done: from one timer to the next, as soon as nothing else is left to do.
   * @throws where nothing comes of it within a quarter of an hour on this clock
   */
  async run<T>(work: Promise<T>): Promise<T> {
    const endMs = this.#elapsedMs + RUN_BUDGET_MS
    let isDone = false
    const watched = work.finally(() => (isDone = true))
    watched.catch(() => {})
    await this.#runUntil(() => isDone, endMs)
    if (isDone) return watched
    throw new Error(`nothing came of it within ${RUN_BUDGET_MS} ms on the fake clock`)
  }

  /** As {@link run}, in the background; for what may never end. */
  runMeanwhile(work: Promise<unknown>): void {
    this.run(work).catch(() => {})
  }

  /** Lets time pass until the condition holds. @returns whether it does, after `budgetMs` at most */
  async runUntil(condition: () => boolean, budgetMs: number): Promise<boolean> {
    await this.#runUntil(condition, this.#elapsedMs + budgetMs)
    return condition()
  }

  /** No time passes until `work` has settled: it takes real time. */
  hold(work: Promise<unknown>): void {
    const held = work.then(
      () => void this.#held.delete(held),
      () => void this.#held.delete(held)
    )
    this.#held.add(held)
  }

  async #runUntil(condition: () => boolean, endMs: number): Promise<void> {
    const wish = {}
    this.#wanted.set(wish, endMs)
    const running = this.#isRunning ? undefined : this.#go()
    try {
      // One moves the clock for all who wish it; the others look after each of its turns.
      while (!condition() && this.#wanted.has(wish)) {
        if (!this.#isRunning) void this.#go()
        await turn()
      }
    } finally {
      this.#wanted.delete(wish)
    }
    await running
  }

  async #go(): Promise<void> {
    this.#isRunning = true
    try {
      for (;;) {
        await this.#quiet()
        for (const [wish, endMs] of this.#wanted) if (this.#elapsedMs >= endMs) this.#wanted.delete(wish)
        const next = this.#wanted.size === 0 ? undefined : this.#next(Infinity)
        if (next === undefined) return
        this.#fire(next)
      }
    } finally {
      this.#isRunning = false
    }
  }

  async #quiet(): Promise<void> {
    do {
      if (this.#held.size > 0) await Promise.race(this.#held)
      await settle()
    } while (this.#held.size > 0)
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

/** Lets every promise that can run, run: some turns of the event loop. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < TURNS; turns++) await turn()
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
