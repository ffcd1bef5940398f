// How often who comes is heard, without clock and IO: by address, where wrong tokens cost time, and in all. Who has a good
// token and who has none do not take each other's places: addresses are cheap, and strangers may come from any number.
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

interface Places {
  left: number
  filledMs: number
}

export class AdmissionPace {
  /** The oldest first. */
  readonly #wrong = new Map<string, Wrong>()
  readonly #places: { readonly [who in 'holder' | 'stranger']: Places } = {
    holder: { left: ADMISSIONS_BURST, filledMs: 0 },
    stranger: { left: ADMISSIONS_BURST, filledMs: 0 }
  }

  /**
   * Takes a place for a request.
   * @param who `holder`: of the token of a code that is good
   * @param atMs monotonic
   * @returns how long the address has to wait instead; 0: it is heard
   */
  take(who: 'holder' | 'stranger', address: string, atMs: number): number {
    const waitMs = (this.#wrong.get(address)?.silentUntilMs ?? 0) - atMs
    if (waitMs > 0) return Math.ceil(waitMs) // Takes no place: one that only knocks keeps nobody else out.
    const places = this.#places[who]
    const refilled = places.left + ((atMs - places.filledMs) / 1000) * ADMISSIONS_PER_SECOND
    places.left = Math.min(refilled, ADMISSIONS_BURST)
    places.filledMs = atMs
    if (places.left < 1) return ADMISSION_BUSY_MS
    places.left--
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
