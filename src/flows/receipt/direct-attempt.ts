// Which uploads may try this machine's own line first, and to which origins (Fig. 9, before 552).
import type { OwnLine } from '../../content/index.js'
import { LINE_DOWN_MS, MAX_ORIGINS_REMEMBERED } from './upload-defaults.js'

/**
 * So that of a thousand files not each waits for a line that is down, or for an origin that says nothing. No judge of the line: what comes
 * over a good one may be the word of a load balancer, and then members are better all the same.
 */
export class DirectAttempts {
  readonly #line: Pick<OwnLine, 'state'>
  /** Origins to which the last attempt failed, the oldest first: when they may be tried again. */
  readonly #failed = new Map<string, number>()
  /** Of those: to which an attempt is under way. */
  readonly #probed = new Set<string>()
  /** Where it is known not to work one upload tries it now and then. */
  #triedMs = -Infinity

  constructor(line: Pick<OwnLine, 'state'>) {
    this.#line = line
  }

  mayTry(origin: string, nowMs: number): boolean {
    const { state } = this.#line
    if (state === 'off') return false
    if (this.#failed.has(origin) && (nowMs < this.#failed.get(origin)! || this.#probed.has(origin))) return false
    if (state !== 'no') return true
    if (nowMs - this.#triedMs < LINE_DOWN_MS) return false
    this.#triedMs = nowMs
    return true
  }

  /** @returns to be called when that attempt is over, after what it showed */
  began(origin: string): () => void {
    if (!this.#failed.has(origin)) return () => {}
    this.#probed.add(origin)
    return () => void this.#probed.delete(origin)
  }

  /** @param isOfBackend something came that is the backend's own word */
  showed(origin: string, isOfBackend: boolean, nowMs: number): void {
    this.#failed.delete(origin)
    if (isOfBackend) return
    this.#failed.set(origin, nowMs + LINE_DOWN_MS)
    const [oldest] = this.#failed.keys()
    if (this.#failed.size > MAX_ORIGINS_REMEMBERED) this.#failed.delete(oldest!)
  }

  /** Somebody wants it tried now. */
  forget(): void {
    this.#failed.clear()
    this.#triedMs = -Infinity
  }
}
