// How fast this node uploads, by what its uploads for members took: for the wait that an asker computes (seed 000, Fig. 9, 560).
import { MAX_FORWARDED_OF_MEMBER, RATE_MIN_BYTES, RATES_REMEMBERED, SMALL_UPLOAD_MS } from './carried-defaults.js'
import { UNKNOWN_RATE } from './upload-defaults.js'

export class UploadRate {
  /** Bytes a second, of large ones. */
  readonly #rates: number[] = []
  /** Of small ones, ms. */
  readonly #times: number[] = []

  /** @param sentMs from its first byte until the backend answered */
  note(bytes: number, sentMs: number): void {
    if (bytes >= RATE_MIN_BYTES) keep(this.#rates, (bytes / Math.max(1, sentMs)) * 1_000)
    else keep(this.#times, sentMs)
  }

  /** Undefined: no large upload yet. */
  get bytesPerSecond(): number | undefined {
    return median(this.#rates)
  }

  /** What an upload takes of the line, in bytes: a small one the time of connecting and waiting, shared among those of one member that go at once. */
  workBytes(bytes: number): number {
    const rate = this.bytesPerSecond ?? UNKNOWN_RATE
    const waitedMs = (median(this.#times) ?? SMALL_UPLOAD_MS) / MAX_FORWARDED_OF_MEMBER
    return Math.ceil(bytes + (rate * waitedMs) / 1_000)
  }
}

function keep(values: number[], value: number): void {
  values.push(value)
  if (values.length > RATES_REMEMBERED) values.shift()
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}
