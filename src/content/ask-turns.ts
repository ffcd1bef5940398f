// Who asks the group for hundreds of URLs at once asks for some at a time: each question costs every member some milliseconds,
// and a claim that comes after the deadline of a question is heard too late. A turn ends when its holder says so, or after a
// while: what is slow at its origin holds up nobody.
import { raceSignal, type Clock } from '../base/index.js'

export interface AskTurnsInit {
  clock: Clock
  /** Turns at the same time. */
  atOnce: number
  /** How long one lasts at most. */
  longestMs: number
}

export class AskTurns {
  readonly #init: AskTurnsInit
  #taken = 0
  /** First come, first served. */
  readonly #waiting = new Set<() => void>()

  constructor(init: AskTurnsInit) {
    this.#init = init
  }

  get waiting(): number {
    return this.#waiting.size
  }

  /** Where one is free: begins it at once. @returns ends it; may be called more than once */
  takeNow(): (() => void) | undefined {
    return this.#taken < this.#init.atOnce ? this.#begin() : undefined
  }

  /** Resolves when it is the caller's turn. @returns as {@link takeNow} */
  async take(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted()
    const now = this.takeNow()
    if (now !== undefined) return now
    let call = (): void => {}
    const turn = new Promise<() => void>((resolve) => {
      call = () => resolve(this.#begin())
    })
    this.#waiting.add(call)
    try {
      return await raceSignal(turn, signal)
    } catch (error) {
      // Unless it was called just now.
      if (!this.#waiting.delete(call)) void turn.then((end) => end())
      throw error
    }
  }

  #begin(): () => void {
    this.#taken++
    let isOver = false
    const end = (): void => {
      if (isOver) return
      isOver = true
      timer.cancel()
      this.#taken--
      const [next] = this.#waiting
      if (next === undefined) return
      this.#waiting.delete(next)
      next()
    }
    const timer = this.#init.clock.setTimer(this.#init.longestMs, end)
    return end
  }
}
