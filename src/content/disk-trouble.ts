// That the disk takes nothing more: since when, why, and said once in a while, not by every download that meets it.
import type { Clock, Logger } from '../base/index.js'
import type { BlobUsage } from './blob-store.js'
import { DISK_LOG_EVERY_MS } from './defaults.js'
import type { ContentError } from './errors.js'

export class DiskTrouble {
  readonly #directory: string
  readonly #clock: Clock
  readonly #logger: Logger
  #full: BlobUsage['full']
  #loggedMs = -Infinity
  /** How often something was kept. */
  #kept = 0

  constructor(init: { directory: string; clock: Clock; logger: Logger }) {
    this.#directory = init.directory
    this.#clock = init.clock
    this.#logger = init.logger
  }

  /** Undefined while it takes what comes. */
  get full(): BlobUsage['full'] {
    return this.#full
  }

  /** Something was kept. */
  over(): void {
    this.#kept++
    this.#full = undefined
  }

  /**
   * Something is to be written. A disk may take its time to say that it does not take it: if something else was kept meanwhile, that
   * says nothing of what it takes now.
   * @returns to be told if it was not kept
   */
  tries(): (error: ContentError) => void {
    const kept = this.#kept
    return (error) => this.#failed(error, kept === this.#kept)
  }

  #failed(error: ContentError, isNow: boolean): void {
    if (error.code !== 'DISK') return
    if (isNow) this.#full ??= { sinceMs: this.#clock.nowMs(), reason: error.message }
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - this.#loggedMs < DISK_LOG_EVERY_MS) return
    this.#loggedMs = nowMs
    this.#logger(`${this.#directory}: ${error.message}: what comes now reaches who asks, and is not kept`)
  }
}
