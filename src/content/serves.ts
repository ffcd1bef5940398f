// Whether members can reach this machine's content port (design section 4: `serves` in presence). Every member opens, and
// keeps looking after, a connection to each other one; so who is reached by nobody though others are here, is not reachable:
// a dial-back that needs no message.
import type { Answer } from '../graph/index.js'
import { SERVES_DOUBT_MS } from './crossing-defaults.js'

export class ServesJudge {
  #reachedMs: number | undefined
  #companySinceMs: number | undefined

  /** A member's request came in. */
  reached(nowMs: number): void {
    this.#reachedMs = nowMs
  }

  /** @param others members present besides us */
  present(others: number, nowMs: number): void {
    this.#companySinceMs = others === 0 ? undefined : (this.#companySinceMs ?? nowMs)
  }

  answer(nowMs: number): Answer {
    const since = Math.max(this.#companySinceMs ?? nowMs, this.#reachedMs ?? -Infinity)
    if (nowMs - since > SERVES_DOUBT_MS) return 'no'
    return this.#reachedMs === undefined ? 'unknown' : 'yes'
  }
}
