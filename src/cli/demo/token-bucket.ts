// A rate shared by everybody behind one uplink, as a machine: who wants to send says how much and is told when.

export class TokenBucket {
  readonly #bytesPerMs: number
  readonly #burstBytes: number
  /** When the bucket is full again, if nothing more is sent. */
  #fullAtMs = 0

  /** @param rateMbit megabits a second @param burstBytes what may go at once after a pause */
  constructor(rateMbit: number, burstBytes: number) {
    this.#bytesPerMs = (rateMbit * 1e6) / 8 / 1000
    this.#burstBytes = burstBytes
  }

  /** Takes `bytes` and returns how long to wait before sending them. Takers are served in the order they ask. */
  take(bytes: number, nowMs: number): number {
    const emptyAtMs = Math.max(this.#fullAtMs, nowMs)
    this.#fullAtMs = emptyAtMs + bytes / this.#bytesPerMs
    return Math.max(0, this.#fullAtMs - nowMs - this.#burstBytes / this.#bytesPerMs)
  }
}
