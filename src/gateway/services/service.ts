// What a part of the node is that can be stopped and started by itself while the node runs (000 Fig. 8: the services 504 to 514
// that the agent service manager 502 manages).

/**
 * The manager promises:
 * - one call of {@link start} and {@link stop} at a time; `start` again only after `stop` has ended, or its budget has (of a package; uploads
 *   and the relay have files open, and wait for it);
 * - `stop` exactly once after each `start`, whether that resolved, threw or took too long. It then is called 1 s after the
 *   signal aborted although `start` has not ended yet: what was begun is to be taken back all the same;
 * - `health` only between a `start` that resolved and the `stop` after it, never twice at a time in one run: what hung in an
 *   earlier one is not waited for.
 *
 * A service may be started any number of times, and keeps what it needs for that.
 */
export interface Service {
  /**
   * Resolves when the service can be used. Throws what keeps it from that, in words for people; it is then tried again, at last
   * every 5 minutes.
   * @param signal of this run: aborts when it ends, also where it took too long, before {@link stop} is called
   * @param failed says, once the service has started, that it has failed and why: it is stopped and started anew. For those who
   *   know before they are asked; of an earlier run, it does nothing
   */
  start(signal: AbortSignal, failed: (error: unknown) => void): Promise<void>
  /**
   * Resolves when nothing of the service runs any more. What it throws is told, and changes nothing: the run is over.
   * Budget: 5 s, then it is over all the same.
   */
  stop(): Promise<void>
  /**
   * Asked every 30 s. Budget: 5 s; what takes longer, or throws, is `unhealthy`. Three times so one after the other: it has failed, and is
   * started anew, unless it says that this would not help.
   */
  health(): ServiceHealth | Promise<ServiceHealth>
}

export interface ServiceHealth {
  readonly healthy: boolean
  /** What is wrong, for people. Never a token or a whole URL: it is logged. @default nothing is said */
  readonly words?: string | undefined
  /** False: only people can mend it (a disk that is full), and it does what it can until then. @default true */
  readonly restartHelps?: boolean | undefined
}

/**
 * - `failed`: its run is being taken down; then it is `waiting-to-restart`
 * - `unhealthy`: it runs, and said lately that something is wrong
 */
export type ServiceState =
  'stopped' | 'starting' | 'running' | 'unhealthy' | 'failed' | 'waiting-to-restart' | 'stopping'

/** Whether it does what it is for, or is about to. */
export function isUp(state: ServiceState): boolean {
  return state === 'running' || state === 'starting' || state === 'unhealthy'
}
