// Time and chance of a client, which needs nothing of Node: the rooms of a node have a Clock of their own (base/clock.ts).

export interface ClientClock {
  /** Milliseconds since some fixed moment; never goes back. */
  monotonicMs(): number
  /** Calls `fire` once. Does not keep a Node process alive. @returns a function that takes it back */
  setTimer(delayMs: number, fire: () => void): () => void
  /** Uniform in [0, 1): spreads reconnecting clients out, nothing secret. */
  fraction(): number
}

export const platformClock: ClientClock = {
  monotonicMs: () => performance.now(),
  setTimer: (delayMs, fire) => {
    const timer: unknown = setTimeout(fire, delayMs)
    // Outside Node timers are numbers.
    if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref()
    return () => clearTimeout(timer as number)
  },
  fraction: () => Math.random()
}
