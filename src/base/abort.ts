// Every wait takes a signal and has a budget.
import { delay, type Clock } from './clock.js'

export interface AbortOptions {
  /** Aborting rejects with `signal.reason` and leaves things as before the call. */
  signal?: AbortSignal | undefined
}

/** `promise`, unless `signal` aborts first: then rejects with `signal.reason`. */
export function raceSignal<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return promise
  promise.catch(() => {}) // Whoever loses the race must not become an unhandled rejection.
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

/** `promise`, unless `budgetMs` pass first: then rejects with what `expired` makes. */
export async function withBudget<T>(
  clock: Clock,
  budgetMs: number,
  promise: Promise<T>,
  expired: () => Error
): Promise<T> {
  const done = new AbortController()
  promise.catch(() => {}) // Whoever loses the race must not become an unhandled rejection.
  const timer = delay(clock, budgetMs, done.signal).then(() => {
    throw expired()
  })
  timer.catch(() => {})
  try {
    return await Promise.race([promise, timer])
  } finally {
    done.abort()
  }
}
