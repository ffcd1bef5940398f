// Asking several members for the same small thing: the next one is asked besides where the ones before have not begun to
// answer, and all are given up when none has after the time that an asker waits for its group, or for a connection ("hedged
// requests": Dean and Barroso, The Tail at Scale, 2013).
import { afterPendingInput, setRepeating, type Clock } from '../base/index.js'
import { BUSY_LATE_MS, CONNECT_SIGN_MS, FIRST_SIGN_MS, HEDGE_MS } from './crossing-defaults.js'

export interface HedgeInit<Item, Answer> {
  readonly clock: Clock
  /** Best first. */
  readonly items: readonly Item[]
  /** Rejects where this one cannot. */
  ask(item: Item, signal: AbortSignal, signs: Signs): Promise<Answer>
  onFailed(item: Item, cause: unknown): void
  readonly signal: AbortSignal
}

/** To be called by who asks. */
export interface Signs {
  /** The question is on its way, over a connection that had to be opened first, or was open. */
  connected(): void
  /** The answer begins. */
  alive(): void
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
    /** Since when. */
    const connecting = new Map<Item, number>()
    let asked = 0
    let failed = 0
    let silentSinceMs = clock.monotonicMs()
    const askNext = (): void => {
      const item = items[asked]
      if (item === undefined) return
      asked++
      const askedAtMs = clock.monotonicMs()
      connecting.set(item, askedAtMs)
      const signs: Signs = {
        connected: () => {
          // Over one that was open, it may not take longer than all the others have taken already.
          if (connecting.delete(item) && clock.monotonicMs() - askedAtMs > BUSY_LATE_MS)
            silentSinceMs = clock.monotonicMs()
        },
        alive: () => alive.add(item)
      }
      ask(item, signal, signs).then(
        (answer) => resolve({ item, answer }),
        (cause: unknown) => {
          if (signal.aborted) return
          connecting.delete(item)
          onFailed(item, cause)
          if (alive.delete(item)) silentSinceMs = clock.monotonicMs()
          if (++failed === items.length) reject(cause)
          else if (asked === failed) askNext()
        }
      )
    }
    const isSilent = (): boolean => {
      const nowMs = clock.monotonicMs()
      if (alive.size > 0 || nowMs - silentSinceMs < FIRST_SIGN_MS) return false
      return [...connecting.values()].every((sinceMs) => nowMs - sinceMs >= CONNECT_SIGN_MS)
    }
    const hedge = setRepeating(clock, HEDGE_MS, () => {
      if (alive.size > 0) return
      if (!isSilent()) return askNext()
      afterPendingInput(() => {
        if (isSilent()) reject(new SilenceError('no member gave a sign of life'))
      })
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
