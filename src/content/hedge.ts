// Asking several members for the same small thing: the next one is asked besides where the ones before have not begun to
// answer, and all are given up when none has after the time that an asker waits for its group ("hedged requests": Dean and
// Barroso, The Tail at Scale, 2013).
import { setRepeating, type Clock } from '../base/index.js'
import { FIRST_SIGN_MS, HEDGE_MS } from './crossing-defaults.js'

export interface HedgeInit<Item, Answer> {
  readonly clock: Clock
  /** Best first. */
  readonly items: readonly Item[]
  /** Rejects where this one cannot. @param alive to be called when it begins to answer */
  ask(item: Item, signal: AbortSignal, alive: () => void): Promise<Answer>
  onFailed(item: Item, cause: unknown): void
  readonly signal: AbortSignal
}

/** Nobody began to answer in time. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError'
}

/** Rejects with a {@link SilenceError}, with the last failure where all failed, or with the signal's reason. */
export function firstAnswer<Item, Answer>(init: HedgeInit<Item, Answer>): Promise<{ item: Item; answer: Answer }> {
  const { clock, items, ask, onFailed } = init
  const stop = new AbortController()
  const signal = AbortSignal.any([init.signal, stop.signal])
  if (signal.aborted) return Promise.reject(signal.reason as Error)
  return new Promise<{ item: Item; answer: Answer }>((resolve, reject) => {
    const alive = new Set<Item>()
    let asked = 0
    let failed = 0
    let silentSinceMs = clock.monotonicMs()
    const askNext = (): void => {
      const item = items[asked]
      if (item === undefined) return
      asked++
      ask(item, signal, () => alive.add(item)).then(
        (answer) => resolve({ item, answer }),
        (cause: unknown) => {
          if (signal.aborted) return
          onFailed(item, cause)
          if (alive.delete(item)) silentSinceMs = clock.monotonicMs()
          if (++failed === items.length) reject(cause)
          else if (asked === failed) askNext()
        }
      )
    }
    const hedge = setRepeating(clock, HEDGE_MS, () => {
      if (alive.size > 0) return
      if (clock.monotonicMs() - silentSinceMs < FIRST_SIGN_MS) askNext()
      else reject(new SilenceError('no member gave a sign of life'))
    })
    signal.addEventListener(
      'abort',
      () => {
        hedge.cancel()
        reject(signal.reason as Error)
      },
      { once: true }
    )
    askNext()
  }).finally(() => stop.abort(new Error('another one answered')))
}
