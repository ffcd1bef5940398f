// Who provides by the results that are known, and when an election is due (seed 001, before Fig. 8: "periodically, when a node cannot
// locate a designated service provider", …).
import type { PeerId } from '../../base/index.js'
import { isClearlyBetter, type Criteria } from './criteria.js'
import {
  ABSENCE_GRACE_MS,
  BETTER_HOLD_MS,
  FRESH_MS,
  MAX_START_PAUSE_MS,
  OWN_START_REFILL_MS,
  OWN_STARTS_BURST,
  RE_ELECTION_MS,
  START_PAUSE_MS
} from './defaults.js'
import type { ElectionReason, ElectionView } from './election-events.js'
import type { ElectionResult } from './election-records.js'
import type { Verification } from './verification.js'

export class Office {
  readonly #self: PeerId
  readonly #view: ElectionView
  readonly #verification: Verification
  readonly #hereSinceMs: number
  #calls = OWN_STARTS_BURST
  #callsAtMs: number
  #startPauseMs = START_PAUSE_MS
  #nextStartMs = 0
  #winnerAtStart: PeerId | undefined

  constructor({ self, view, nowMs }: { self: PeerId; view: ElectionView; nowMs: number }, verification: Verification) {
    this.#self = self
    this.#view = view
    this.#hereSinceMs = nowMs
    this.#callsAtMs = nowMs
    this.#verification = verification
  }

  /** Nobody else is here: who is alone is its own provider and tells nobody, or each that comes back would have won meanwhile. */
  get isAlone(): boolean {
    return this.#view.presentCount() <= 1
  }

  /** The author of the result that counts, while it is here; else its backup, while that is. @param own undefined: we do not stand */
  provider(own: Criteria | undefined): PeerId | undefined {
    if (this.isAlone) return own === undefined ? undefined : this.#self
    const { standing } = this.#verification
    if (standing === undefined) return undefined
    if (this.#isHere(standing.author, own)) return standing.author
    const { backup } = standing
    const mayStandIn = backup !== undefined && this.#view.mayProvide(backup) && this.#isHere(backup, own)
    return mayStandIn ? backup : undefined
  }

  /** Why an election is due; undefined: none is. */
  due(own: Criteria): ElectionReason | undefined {
    const { standing, results, nowMs, isContested } = this.#verification
    if (this.isAlone) return undefined
    if (standing === undefined) return results.latestMs(nowMs) === 0 ? 'start' : 'absence'
    if (!this.#isHere(standing.author, own)) return 'absence'
    if (standing.author !== this.#self) {
      return isClearlyBetter(own, this.#verification.capped(standing)) ? 'better' : this.#periodic(standing)
    }
    if (isContested) return 'objection'
    return isClearlyBetter(standing.criteria, own) ? 'worse' : this.#periodic(standing)
  }

  /** Only by who wishes it: so that a wish is said again, and ends with who has it. Who does not provide leaves it to the provider first. */
  #periodic({ author, electedAtMs }: ElectionResult): 'periodic' | undefined {
    const { nowMs, wishes } = this.#verification
    return wishes.isOwn && nowMs >= electedAtMs + this.#periodMs(author) ? 'periodic' : undefined
  }

  #periodMs(provider: PeerId): number {
    return RE_ELECTION_MS + (provider === this.#self ? 0 : BETTER_HOLD_MS)
  }

  /** How long this node waits before it calls one, ms. */
  waitMs(reason: ElectionReason, responseDelayMs: number): number {
    const { nowMs } = this.#verification
    const holdMs = this.#holdMs(reason)
    const missing = 1 - this.#callsLeft()
    const pauseMs = Math.max(0, this.#nextStartMs - nowMs, missing * OWN_START_REFILL_MS)
    return Math.ceil(Math.max(holdMs === undefined ? 0 : holdMs + responseDelayMs, pauseMs))
  }

  /** How long the reason must hold, the response delay besides; undefined: it is one at once. */
  #holdMs(reason: ElectionReason): number | undefined {
    if (reason === 'start' || reason === 'absence') return ABSENCE_GRACE_MS
    const { standing, results, nowMs } = this.#verification
    if (reason === 'periodic') return standing?.author === this.#self ? undefined : 0
    if (reason === 'worse') return BETTER_HOLD_MS
    if (reason !== 'better') return undefined
    // Heard just now, and elected when we were here, who would clearly have won: by who did not hear us, or meant harm.
    const isNew = standing !== undefined && results.heardAtMs(standing.author) > nowMs - FRESH_MS
    return isNew && standing.electedAtMs > this.#hereSinceMs ? ABSENCE_GRACE_MS : BETTER_HOLD_MS
  }

  /** Others do not hear who calls too many: this node calls fewer. */
  #callsLeft(): number {
    const passedMs = Math.max(0, this.#verification.nowMs - this.#callsAtMs)
    return Math.min(OWN_STARTS_BURST, this.#calls + passedMs / OWN_START_REFILL_MS)
  }

  /** One is called: the next one twice as long after it as this one after the last. */
  calls(): void {
    const { nowMs, standing } = this.#verification
    this.#calls = Math.max(0, this.#callsLeft() - 1)
    this.#callsAtMs = nowMs
    if (nowMs > this.#nextStartMs + MAX_START_PAUSE_MS) this.#startPauseMs = START_PAUSE_MS
    this.#nextStartMs = nowMs + this.#startPauseMs
    this.#startPauseMs = Math.min(MAX_START_PAUSE_MS, this.#startPauseMs * 2)
    this.#winnerAtStart = standing?.author
  }

  /** One is over. Where it brought another winner it was worth it. */
  concludes(): void {
    if (this.#verification.standing?.author !== this.#winnerAtStart) this.#startPauseMs = START_PAUSE_MS
  }

  /** When something changes without an input, peer time: a term ends, we are due to call an election, a sign of life is old. */
  nextReviewMs(): number {
    const { standing, nowMs } = this.#verification
    if (standing === undefined) return Infinity
    const times = [
      standing.untilMs,
      standing.electedAtMs + this.#periodMs(standing.author),
      this.#verification.lifeSignUntilMs(standing.author)
    ]
    return Math.min(...times.filter((atMs) => atMs > nowMs))
  }

  #isHere(peer: PeerId, own: Criteria | undefined): boolean {
    return peer === this.#self ? own !== undefined : this.#verification.isHere(peer)
  }
}
