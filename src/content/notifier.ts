// Waiting for something to change, by many at once.
import { raceSignal } from '../base/index.js'

export class Notifier {
  #promise: Promise<void> | undefined
  #resolve: (() => void) | undefined

  /** Resolves at the next `notify`. @throws the signal's reason */
  next(signal?: AbortSignal): Promise<void> {
    this.#promise ??= new Promise((resolve) => (this.#resolve = resolve))
    return raceSignal(this.#promise, signal)
  }

  notify(): void {
    this.#resolve?.()
    this.#promise = undefined
    this.#resolve = undefined
  }
}
