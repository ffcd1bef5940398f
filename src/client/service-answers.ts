// What the node answers of its services, as programs read it. See content-answers.ts.

export type ServiceState =
  | 'stopped'
  | 'starting'
  | 'running'
  /** It runs, and said lately that something is wrong. */
  | 'unhealthy'
  /** It is being taken down, then it waits to be started again. */
  | 'failed'
  | 'waiting-to-restart'
  | 'stopping'

export interface Service {
  /** `peering`, `upload`, `relay`, or the npm package. */
  readonly name: string
  readonly state: ServiceState
  /** ms since 1970. */
  readonly sinceMs: number
  /** How often it was started again after it failed, since the node started. */
  readonly restarts: number
  /** What went wrong last; forgotten when it has run well for 5 minutes, or somebody starts it. */
  readonly trouble?: { readonly words: string; readonly atMs: number } | undefined
  /** Of one that waits: when it is started again, ms since 1970. */
  readonly restartsAtMs?: number | undefined
}
