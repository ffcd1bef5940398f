// Time in the page: the only file that asks the browser for it.

export function nowMs(): number {
  return Date.now() // eslint-disable-line no-restricted-properties
}

/** Resolves after `delayMs`, or at once when `signal` aborts: who waits looks at the signal again. */
export function delay(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const timer = setTimeout(resolve, delayMs) // eslint-disable-line no-restricted-globals
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
