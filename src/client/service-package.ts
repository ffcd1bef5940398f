// What an npm package is that runs inside the node as a service (docs/services.md): types alone, for those who write one.
import type { PotluckClient } from './client.js'

/** The default export of such a package. */
export interface ServicePackage {
  /**
   * Resolves when the service does what it is for, within 30 s. Throws what keeps it from that, in words for people: it is tried again. Called
   * for every run, in the process of the node; the module is loaded once.
   */
  start(context: ServiceContext): void | RunningService | Promise<void | RunningService>
}

export interface RunningService {
  /** Resolves when nothing of it runs any more, within 5 s. For those to whom {@link ServiceContext.signal} is not enough. */
  stop?(): void | Promise<void>
  /** Asked every 30 s, answered within 5 s. Three times unhealthy, one after the other: it is started anew. @default healthy */
  health?(): ServiceHealth | Promise<ServiceHealth>
}

export interface ServiceHealth {
  readonly healthy: boolean
  /** What is wrong, for people; logged and shown. */
  readonly words?: string | undefined
  /** False: only people can mend it; it is left running, and shown as unhealthy. @default true */
  readonly restartHelps?: boolean | undefined
}

/** What a run is given. */
export interface ServiceContext {
  /** The npm package, as the settings name it. */
  readonly name: string
  /** Aborts when this run ends, before `stop` is called. */
  readonly signal: AbortSignal
  /** A folder of its own, which only the user of the node can enter. What lies in it stays. */
  readonly folder: string
  /** What `services/NAME.yaml` in the home says; empty where there is none. Read at each start. */
  readonly settings: { readonly [name: string]: unknown }
  readonly log: ServiceLog
  /** Asks this node with a token of its own: all rights but `administer`, records of its own namespace; good for this run. */
  readonly client: PotluckClient
  /** Says, between health checks, that this run has failed and why: it is started anew. */
  failed(error: unknown): void
}

/** The node's log. Never a token, a password or a whole URL. */
export interface ServiceLog {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}
