// Time as a machine counts it that may sleep: meanwhile it stands still, and so do the timers of what runs there.
import type { Timer } from '../../src/base/index.js'

export interface SimulatedTime {
  readonly nowMs: number
  at(atMs: number, run: () => void): Timer
}

class Waiting implements Timer {
  /** As this machine counts. */
  readonly dueMs: number
  fire: (() => void) | undefined
  queued: Timer | undefined

  constructor(dueMs: number, fire: () => void) {
    this.dueMs = dueMs
    this.fire = fire
  }

  cancel(): void {
    this.fire = undefined
    this.queued?.cancel()
  }
}

export class AwakeTime {
  readonly #world: SimulatedTime
  readonly #late: Waiting[] = []
  #sleptMs = 0
  #asleepSinceMs: number | undefined
  #isOver = false

  constructor(world: SimulatedTime) {
    this.#world = world
  }

  /** Simulated time less what it slept. */
  get elapsedMs(): number {
    return (this.#asleepSinceMs ?? this.#world.nowMs) - this.#sleptMs
  }

  fireIn(inMs: number, fire: () => void): Timer {
    const waiting = new Waiting(this.elapsedMs + inMs, fire)
    this.#queue(waiting)
    return waiting
  }

  sleep(): void {
    this.#asleepSinceMs = this.#world.nowMs
  }

  /** @returns how long it slept, ms */
  wake(): number {
    const sleptMs = this.#world.nowMs - this.#asleepSinceMs!
    this.#sleptMs += sleptMs
    this.#asleepSinceMs = undefined
    for (const waiting of this.#late.splice(0)) this.#queue(waiting)
    return sleptMs
  }

  /** The process is gone, and its timers with it. */
  end(): void {
    this.#isOver = true
  }

  #queue(waiting: Waiting): void {
    const sleptMs = this.#sleptMs
    waiting.queued = this.#world.at(waiting.dueMs + sleptMs, () => {
      if (this.#isOver) return
      if (this.#asleepSinceMs !== undefined) this.#late.push(waiting)
      else if (this.#sleptMs !== sleptMs) this.#queue(waiting)
      else waiting.fire?.()
    })
  }
}
