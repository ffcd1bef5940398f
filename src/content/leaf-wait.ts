// Notices that a transfer comes no further, whoever it is read from: heartbeats and single bytes alone hold nobody for ever.
import { MAX_LEAF_WAIT_MS } from './crossing-defaults.js'

export class LeafWait {
  #leaves = 0
  #bytes = 0
  /** Counted in looks, not by a clock: a process that was stopped meanwhile has looked once. */
  #waitedMs = 0

  /** @param leaves that the downloader has announced @param bytes that were checked and kept @param lookMs since the last look */
  look(leaves: number, bytes: number, lookMs: number): void {
    const isFurther = leaves > this.#leaves || bytes > this.#bytes
    this.#waitedMs = isFurther ? 0 : this.#waitedMs + lookMs
    this.#leaves = Math.max(leaves, this.#leaves)
    this.#bytes = Math.max(bytes, this.#bytes)
  }

  get isOver(): boolean {
    return this.#waitedMs >= MAX_LEAF_WAIT_MS
  }
}
