// Whose fault it is that something was thrown where nobody catches it: what a service package has begun, however much later, is known by its
// asynchronous context. So one that forgets a `catch` fails, and not the node.
import { AsyncLocalStorage } from 'node:async_hooks'

export interface ServiceScope {
  /** Hears what nobody caught. */
  uncaught(error: unknown): void
}

const scopes = new AsyncLocalStorage<ServiceScope>()

/** Runs `work`, and all that it begins, as that service's. */
export function inScope<Result>(scope: ServiceScope, work: () => Result): Result {
  return scopes.run(scope, work)
}

/** Runs `work` as nobody's: what the node begins when a service calls it is its own. */
export function outOfScope<Result>(work: () => Result): Result {
  return scopes.exit(work)
}

/**
 * For the process's listeners of `uncaughtException` and `unhandledRejection`. What is thrown in a microtask that was queued by hand
 * (`queueMicrotask`) is nobody's in Node 20.
 * @returns whether a service has it now; false: it is the node's own
 */
export function blameService(error: unknown): boolean {
  const scope = scopes.getStore()
  if (scope !== undefined) outOfScope(() => scope.uncaught(error))
  return scope !== undefined
}
