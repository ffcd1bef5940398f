// How much of one member counts: who begins elections without end, or claims to have won what it did not, is not heard for a while.
// So nobody keeps a group electing. Judged by each node for itself, of what all hear. All times are monotonic: a clock that is set mutes nobody.
import { setNewest, type PeerId } from '../../base/index.js'
import {
  AUTHOR_FAILURE_REFILL_MS,
  AUTHOR_FAILURES_BURST,
  AUTHOR_START_REFILL_MS,
  AUTHOR_STARTS_BURST,
  MAX_PACED_AUTHORS,
  MUTE_MS
} from './defaults.js'

interface Account {
  starts: number
  failures: number
  atMs: number
  mutedUntilMs: number
}

const FULL: Account = {
  starts: AUTHOR_STARTS_BURST,
  failures: AUTHOR_FAILURES_BURST,
  atMs: -Infinity,
  mutedUntilMs: -Infinity
}

export class AuthorPace {
  readonly #accounts = new Map<PeerId, Account>()

  isMuted(author: PeerId, nowMs: number): boolean {
    return nowMs < (this.#accounts.get(author) ?? FULL).mutedUntilMs
  }

  /** It began an election. @returns whether that was one too many: then it is muted */
  began(author: PeerId, nowMs: number): boolean {
    const account = this.#account(author, nowMs)
    account.starts -= 1
    return this.#judge(account, nowMs)
  }

  /** It told a result that lost against a packet, or none where it had won. @returns as {@link began} */
  failed(author: PeerId, nowMs: number): boolean {
    const account = this.#account(author, nowMs)
    account.failures -= 1
    return this.#judge(account, nowMs)
  }

  #judge(account: Account, nowMs: number): boolean {
    if (account.starts >= 0 && account.failures >= 0) return false
    account.starts = Math.max(0, account.starts)
    account.failures = Math.max(0, account.failures)
    account.mutedUntilMs = nowMs + MUTE_MS
    return true
  }

  #account(author: PeerId, nowMs: number): Account {
    const known = this.#accounts.get(author)
    const account = known ?? { ...FULL, atMs: nowMs }
    const passedMs = Math.max(0, nowMs - account.atMs)
    account.starts = Math.min(AUTHOR_STARTS_BURST, account.starts + passedMs / AUTHOR_START_REFILL_MS)
    account.failures = Math.min(AUTHOR_FAILURES_BURST, account.failures + passedMs / AUTHOR_FAILURE_REFILL_MS)
    account.atMs = nowMs
    setNewest(this.#accounts, author, account, MAX_PACED_AUTHORS)
    return account
  }
}
