// Whether a neighbour brings enough for the time that it keeps a round waiting: one that sends a byte now and then, or answers
// of old rounds, would otherwise keep a round open for ever. A machine: the time is given, and what to do comes out.
import { SYNC_LEAST_BYTES_PER_MINUTE, SYNC_PATIENCE_MS } from './defaults.js'

export class SyncProgress {
  #leftMs = SYNC_PATIENCE_MS
  #waitingSinceMs: number | undefined
  #wasSlow = false

  /** From now on the neighbour has to say something. @returns for how long at most, ms */
  wait(nowMs: number): number {
    this.#waitingSinceMs = nowMs
    return Math.max(0, this.#leftMs)
  }

  /** Something came, and we work it off: our own work is no time that the neighbour takes. */
  stop(nowMs: number): void {
    if (this.#waitingSinceMs !== undefined) this.#leftMs -= nowMs - this.#waitingSinceMs
    this.#waitingSinceMs = undefined
  }

  /** Bytes of an answer to the round that runs. What is brought fast buys no slowness later. */
  bring(bytes: number): void {
    this.#leftMs = Math.min(SYNC_PATIENCE_MS, this.#leftMs + (bytes * 60_000) / SYNC_LEAST_BYTES_PER_MINUTE)
  }

  roundEnded(): void {
    this.#leftMs = SYNC_PATIENCE_MS
    this.#wasSlow = false
  }

  /** `anew`: the round is begun again with new patience; `refuse`: that has happened, and it was no better. */
  verdict(): 'enough' | 'anew' | 'refuse' {
    if (this.#leftMs > 0) return 'enough'
    if (this.#wasSlow) return 'refuse'
    this.#leftMs = SYNC_PATIENCE_MS
    this.#wasSlow = true
    return 'anew'
  }
}
