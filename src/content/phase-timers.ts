// Timers of a crossing's phase: what is set in one phase means nothing in the next.
import { ASK_DEADLINE_MS, OFFLINE_DEADLINE_MS, RANK_DELAY_MS, REPEAT_NEED_MS } from './crossing-defaults.js'
import type { CrossingOutput, CrossingTimer } from './crossing-events.js'

export class PhaseTimers {
  #round = 0

  nextPhase(): void {
    this.#round++
  }

  isNow(timer: CrossingTimer): boolean {
    return timer.round === this.#round
  }

  in(inMs: number, type: CrossingTimer['type']): CrossingOutput {
    return { type: 'set-timer', inMs, then: { type, round: this.#round } }
  }

  /**
   * Until when somebody else may speak up, and what is done meanwhile.
   * @param isOffline this member cannot go itself
   */
  whileOthersMayGo(rank: number, isOffline: boolean): CrossingOutput[] {
    if (isOffline) return [this.in(OFFLINE_DEADLINE_MS, 'deadline'), this.in(REPEAT_NEED_MS, 'repeat-need')]
    return [this.in(ASK_DEADLINE_MS, 'deadline'), ...this.forRank(rank)]
  }

  /** When it is that rank's turn to speak up, where there is time for it. */
  forRank(rank: number): CrossingOutput[] {
    return rank > 0 && rank * RANK_DELAY_MS <= ASK_DEADLINE_MS ? [this.in(rank * RANK_DELAY_MS, 'rank-due')] : []
  }
}
