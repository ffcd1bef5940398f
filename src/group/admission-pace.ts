// How often strangers are heard, without clock and IO: by address, where wrong tokens cost time, and in all.
import {
  ADMISSION_BUSY_MS,
  ADMISSIONS_BURST,
  ADMISSIONS_PER_SECOND,
  MAX_WRONG_ADDRESSES,
  WRONG_TOKEN_FORGET_MS,
  WRONG_TOKEN_MAX_MS,
  WRONG_TOKEN_MIN_MS
} from './defaults.js'

interface Wrong {
  readonly count: number
  readonly lastMs: number
  readonly silentUntilMs: number
}

export class AdmissionPace {
  /** The oldest first. */
  readonly #wrong = new Map<string, Wrong>()
  #places = ADMISSIONS_BURST
  #filledMs = 0

  /** Takes a place for a request. @returns how long the address has to wait instead; 0: it is heard. @param atMs monotonic */
  take(address: string, atMs: number): number {
    const waitMs = (this.#wrong.get(address)?.silentUntilMs ?? 0) - atMs
    if (waitMs > 0) return Math.ceil(waitMs) // Takes no place: one that only knocks keeps nobody else out.
    const refilled = this.#places + ((atMs - this.#filledMs) / 1000) * ADMISSIONS_PER_SECOND
    this.#places = Math.min(refilled, ADMISSIONS_BURST)
    this.#filledMs = atMs
    if (this.#places < 1) return ADMISSION_BUSY_MS
    this.#places--
    return 0
  }

  /** The address sent a token of no code. */
  wrong(address: string, atMs: number): void {
    const before = this.#wrong.get(address)
    const recent = before !== undefined && atMs - before.lastMs < WRONG_TOKEN_FORGET_MS
    const count = recent ? before.count + 1 : 1
    const silentMs = Math.min(WRONG_TOKEN_MIN_MS * 2 ** (count - 1), WRONG_TOKEN_MAX_MS)
    this.#wrong.delete(address) // Moves it to the end.
    this.#wrong.set(address, { count, lastMs: atMs, silentUntilMs: atMs + silentMs })
    const [oldest] = this.#wrong.keys()
    if (this.#wrong.size > MAX_WRONG_ADDRESSES && oldest !== undefined) this.#wrong.delete(oldest)
  }
}
