// Who provides by the results that are known, and when an election is due (seed 001, before Fig. 8: "periodically, when a node cannot
// locate a designated service provider", …).
import type { PeerId } from '../../base/index.js'
import { agedCriteria, isClearlyBetter, LEVEL, valueOf, withUptime, type Criteria } from './criteria.js'
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
import { claimOf, remember, type Verification } from './verification.js'

export class Office {
  readonly #self: PeerId
  readonly #view: ElectionView
  readonly #verification: Verification
  #calls = OWN_STARTS_BURST
  #callsAtMs = -Infinity
  #startPauseMs = START_PAUSE_MS
  #nextStartMs = -Infinity
  #winnerAtStart: PeerId | undefined
  /** The result that counts, and since when another author's does not; -Infinity: since this node knows. All times here are monotonic. */
  #seen: { readonly result: ElectionResult | undefined; readonly sinceMs: number; readonly isLost: boolean } | undefined
  /** Claims against which this node called an election for what it measured: once for each. */
  readonly #testified = new Map<string, number>()

  constructor({ self, view }: { self: PeerId; view: ElectionView }, verification: Verification) {
    this.#self = self
    this.#view = view
    this.#verification = verification
  }

  /** After every input from when this node has heard what there is. */
  look(): void {
    const { standing: result, monotonicMs } = this.#verification
    const before = this.#seen
    if (before === undefined) this.#seen = { result, sinceMs: -Infinity, isLost: false }
    else if (before.result?.author !== result?.author)
      this.#seen = { result, sinceMs: monotonicMs, isLost: this.#isLoss(before.result, result) }
    else if (before.result?.electedAtMs !== result?.electedAtMs) this.#seen = { ...before, result, isLost: false }
  }

  /** A better one is gone, and nobody was elected since it spoke: the next best stands in. */
  #isLoss(before: ElectionResult | undefined, now: ElectionResult | undefined): boolean {
    // What was taken back was not lost.
    if (before === undefined || now === undefined || this.#verification.results.of(before.author) !== before)
      return false
    return this.#verification.beats(before, now) && this.#verification.spokeAfter(before, now)
  }

  /** Nobody else is here: who is alone is its own provider and tells nobody, or each that comes back would have won meanwhile. */
  get isAlone(): boolean {
    return this.#view.presentCount() <= 1
  }

  /** The author of the first result whose author is here; else the first backup who is. @param own undefined: we do not stand */
  provider(own: Criteria | undefined): PeerId | undefined {
    if (this.isAlone) return own === undefined ? undefined : this.#self
    const { standing } = this.#verification
    if (standing !== undefined) return standing.author
    const backups = this.#verification.ranked().map(({ backup }) => backup)
    return backups.find((backup): backup is PeerId => {
      return backup !== undefined && this.#view.mayProvide(backup) && this.#isHere(backup, own)
    })
  }

  /** Why an election is due; undefined: none is. */
  due(own: Criteria): ElectionReason | undefined {
    const { standing, results, nowMs } = this.#verification
    if (this.isAlone) return undefined
    if (standing === undefined) return results.isEmpty ? 'start' : 'absence'
    if (this.#seen?.isLost === true || this.#verification.isSilenced) return 'absence'
    if (standing.author !== this.#self) {
      const aged = (criteria: Criteria): Criteria => agedCriteria(criteria, nowMs - standing.electedAtMs)
      if (isClearlyBetter(own, aged(claimOf(standing)))) return 'better'
      const mayTestify = !this.#testified.has(claimName(standing))
      if (mayTestify && isClearlyBetter(own, aged(this.#verification.capped(standing)))) return 'better'
    }
    // Its uptime has grown since, and is not to hide what has not.
    const then = withUptime(standing.criteria, valueOf(own, LEVEL.uptime))
    if (standing.author === this.#self && isClearlyBetter(then, own)) return 'worse'
    return this.#periodic(standing)
  }

  /** Only by who wishes it: so that a wish is said again, and ends with who has it. Who does not provide leaves it to the provider first. */
  #periodic({ author, electedAtMs }: ElectionResult): 'periodic' | undefined {
    const { nowMs, wishes } = this.#verification
    return wishes.isOwn && nowMs >= electedAtMs + this.#periodMs(author) ? 'periodic' : undefined
  }

  #periodMs(provider: PeerId): number {
    return RE_ELECTION_MS + (provider === this.#self ? 0 : BETTER_HOLD_MS)
  }

  /** How long this node waits before it calls one, ms; {@link isShared}: its delay besides. */
  waitMs(reason: ElectionReason): number {
    const missing = 1 - this.#callsLeft()
    const pauseMs = Math.max(0, this.#nextStartMs - this.#verification.monotonicMs, missing * OWN_START_REFILL_MS)
    return Math.ceil(Math.max(this.#holdMs(reason) ?? 0, pauseMs))
  }

  /** Whether others have the same reason now. */
  isShared(reason: ElectionReason): boolean {
    return this.#holdMs(reason) !== undefined
  }

  /** How long the reason must hold; undefined: it is one at once, and ours alone. */
  #holdMs(reason: ElectionReason): number | undefined {
    if (reason === 'start' || reason === 'absence') return ABSENCE_GRACE_MS
    const { standing, monotonicMs } = this.#verification
    if (reason === 'periodic') return standing?.author === this.#self ? undefined : 0
    if (reason === 'worse') return BETTER_HOLD_MS
    if (reason !== 'better') return undefined
    // Somebody else a moment ago: a better one has gone, and this one stands in; or it was elected by who did not hear us, or meant harm.
    const isNew = (this.#seen?.sinceMs ?? -Infinity) > monotonicMs - FRESH_MS
    return isNew ? ABSENCE_GRACE_MS : BETTER_HOLD_MS
  }

  /** Others do not hear who calls too many: this node calls fewer. */
  #callsLeft(): number {
    const passedMs = Math.max(0, this.#verification.monotonicMs - this.#callsAtMs)
    return Math.min(OWN_STARTS_BURST, this.#calls + passedMs / OWN_START_REFILL_MS)
  }

  /** One is called: the next one twice as long after it as this one after the last. */
  calls(): void {
    const { monotonicMs, standing } = this.#verification
    this.#calls = Math.max(0, this.#callsLeft() - 1)
    this.#callsAtMs = monotonicMs
    if (monotonicMs > this.#nextStartMs + MAX_START_PAUSE_MS) this.#startPauseMs = START_PAUSE_MS
    this.#nextStartMs = monotonicMs + this.#startPauseMs
    if (standing !== undefined) remember(this.#testified, claimName(standing), monotonicMs)
    this.#startPauseMs = Math.min(MAX_START_PAUSE_MS, this.#startPauseMs * 2)
    this.#winnerAtStart = standing?.author
  }

  /** One is over. Where it brought another winner it was worth it. */
  concludes(): void {
    if (this.#verification.standing?.author !== this.#winnerAtStart) this.#startPauseMs = START_PAUSE_MS
  }

  /**
   * When something changes without an input, monotonic: a result begins or ends to count, we are due to call an election, a sign of life is
   * old, who was to speak has not.
   */
  nextReviewMs(): number {
    const { standing, nowMs, monotonicMs } = this.#verification
    const periodicMs = standing === undefined ? Infinity : standing.electedAtMs + this.#periodMs(standing.author)
    const dates = [this.#verification.nextJudgedMs(), periodicMs].filter((atMs) => atMs > nowMs)
    return Math.min(this.#verification.nextHereMs(), ...dates.map((atMs) => monotonicMs + atMs - nowMs))
  }

  #isHere(peer: PeerId, own: Criteria | undefined): boolean {
    return peer === this.#self ? own !== undefined : this.#verification.isHere(peer)
  }
}

/** By whom, and how much: who claims another value is measured anew. */
function claimName(result: ElectionResult): string {
  return `${result.author}/${valueOf(claimOf(result), LEVEL.bandwidth)}`
}
