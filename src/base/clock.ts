// Time as an input: machines and drivers are given a Clock and never ask the system themselves.

/** A timer that can be taken back. */
export interface Timer {
  cancel(): void
}

export interface Clock {
  /** Milliseconds since 1970-01-01, as this machine believes. May jump. */
  nowMs(): number
  /** Milliseconds since some fixed moment; never goes back. For durations. */
  monotonicMs(): number
  /** Calls `fire` once after `delayMs` (at least one turn later). Does not keep the process alive. */
  setTimer(delayMs: number, fire: () => void): Timer
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer: (delayMs, fire) => {
    const timer = setTimeout(fire, delayMs)
    timer.unref()
    return { cancel: () => clearTimeout(timer) }
  }
}

/** The same, for a command whose work it is to wait: what it waits for keeps the process alive. */
export const wakefulClock: Clock = {
  ...systemClock,
  setTimer: (delayMs, fire) => {
    const timer = setTimeout(fire, delayMs)
    return { cancel: () => clearTimeout(timer) }
  }
}

/** Calls `fire` every `periodMs` until cancelled. */
export function setRepeating(clock: Clock, periodMs: number, fire: () => void): Timer {
  let cancelled = false
  let timer = clock.setTimer(periodMs, again)
  function again(): void {
    if (cancelled) return
    timer = clock.setTimer(periodMs, again)
    fire()
  }
  return {
    cancel: () => {
      cancelled = true
      timer.cancel()
    }
  }
}

/** Resolves after `delayMs`; rejects with `signal.reason` as soon as `signal` aborts. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason)
    const timer = clock.setTimer(delayMs, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    function onAbort(): void {
      timer.cancel()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/**
 * Calls `run` after input that has arrived by now was read: Node runs timers before it reads sockets, so a process that was
 * busy would decide "nobody answered" with the answer lying in its receive buffer.
 */
export function afterPendingInput(run: () => void): void {
  setImmediate(() => setImmediate(run))
}
