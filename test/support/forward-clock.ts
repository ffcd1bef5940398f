// The system's clock, which a test can put forward: real sockets keep their pace, and nobody waits for minutes.
import { systemClock, type Clock, type Timer } from '../../src/base/index.js'

interface Waiting {
  readonly dueMs: number
  readonly fire: () => void
}

export class ForwardClock implements Clock {
  #aheadMs = 0
  readonly #waiting = new Set<Waiting>()

  nowMs(): number {
    return systemClock.nowMs() + this.#aheadMs
  }

  monotonicMs(): number {
    return systemClock.monotonicMs() + this.#aheadMs
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    const waiting = {
      dueMs: this.monotonicMs() + delayMs,
      fire: () => {
        timer.cancel()
        if (this.#waiting.delete(waiting)) fire()
      }
    }
    const timer = systemClock.setTimer(delayMs, waiting.fire)
    this.#waiting.add(waiting)
    return {
      cancel: () => {
        timer.cancel()
        this.#waiting.delete(waiting)
      }
    }
  }

  /** From now on it is so much later: what was due until then is done at once, the earliest first. */
  putForward(byMs: number): void {
    this.#aheadMs += byMs
    const due = [...this.#waiting].filter(({ dueMs }) => dueMs <= this.monotonicMs())
    for (const { fire } of due.sort((a, b) => a.dueMs - b.dueMs)) fire()
  }
}
