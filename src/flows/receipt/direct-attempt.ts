// What uploads know of this machine's own line: whether one may try it (Fig. 9, before 552).
import type { PeerId } from '../../base/index.js'
import { LINE_DOWN_MS, MAX_ORIGINS_REMEMBERED } from './upload-defaults.js'

export interface OwnLineInit {
  /** Whether it may be used at all. */
  readonly isUsed: boolean
  /** What presence says of it in any group: `no` where fetches have shown that it does not work. */
  uplink(): 'yes' | 'no' | 'unknown'
}

/** So that of a thousand files not each waits for a line that is down, or for an origin that says nothing. */
export class OwnLine {
  readonly #init: OwnLineInit
  /** Origins to which the last attempt failed, the oldest first: when they may be tried again. */
  readonly #failed = new Map<string, number>()
  /** Of those: to which an attempt is under way. */
  readonly #probed = new Set<string>()
  /** Where it is known not to work one upload tries it now and then. */
  #triedMs = -Infinity

  constructor(init: OwnLineInit) {
    this.#init = init
  }

  mayTry(origin: string, nowMs: number): boolean {
    if (!this.#init.isUsed) return false
    if (this.#failed.has(origin) && (nowMs < this.#failed.get(origin)! || this.#probed.has(origin))) return false
    if (this.#init.uplink() !== 'no') return true
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

/** Of this node in that group. */
export function ownUplink(
  self: PeerId,
  present: readonly { readonly peer: PeerId; readonly uplink: 'yes' | 'no' | 'unknown' }[]
): 'yes' | 'no' | 'unknown' {
  return present.find(({ peer }) => peer === self)?.uplink ?? 'unknown'
}
