// When a watch opens its stream of events again, as a machine: waits that double and are spread by chance, an end to trying.
import { RECONNECT_BUDGET_MS, RECONNECT_FIRST_MS, RECONNECT_MAX_MS } from './defaults.js'

export type ReconnectInput =
  | { type: 'start' }
  /** The node answered with a stream. */
  | { type: 'opened' }
  /** Something came over it. `retryMs`: how long the node wants to be left alone, where it said so. */
  | { type: 'heard'; retryMs: number | undefined }
  /** It ended or broke, or there was none. `final`: asking again would not help. `chance`: in [0, 1). */
  | { type: 'lost'; final: boolean; nowMs: number; chance: number }
  /** The timer is due. */
  | { type: 'due' }

export type ReconnectOutput =
  | { type: 'connect' }
  | { type: 'set-timer'; inMs: number }
  /** The last error is what the caller gets. */
  | { type: 'give-up' }

export interface ReconnectLimits {
  firstMs: number
  maxMs: number
  /** From the first loss on, without anything heard in between. */
  budgetMs: number
}

export class Reconnecting {
  readonly #limits: ReconnectLimits
  #phase: 'new' | 'connecting' | 'open' | 'waiting' | 'over' = 'new'
  #hasBeenOpen = false
  #lostAtMs: number | undefined
  #tries = 0
  #retryMs = 0

  constructor(limits: Partial<ReconnectLimits> = {}) {
    this.#limits = {
      firstMs: RECONNECT_FIRST_MS,
      maxMs: RECONNECT_MAX_MS,
      budgetMs: RECONNECT_BUDGET_MS,
      ...limits
    }
  }

  handle(input: ReconnectInput): ReconnectOutput[] {
    switch (input.type) {
      case 'start':
        return this.#phase === 'new' ? this.#connect() : []
      case 'due':
        return this.#phase === 'waiting' ? this.#connect() : []
      case 'opened':
        if (this.#phase !== 'connecting') return []
        this.#phase = 'open'
        this.#hasBeenOpen = true
        return []
      case 'heard':
        // Not when it was opened: a server that accepts and hangs up at once is still gone.
        this.#lostAtMs = undefined
        this.#tries = 0
        this.#retryMs = Math.min(input.retryMs ?? 0, this.#limits.maxMs)
        return []
      case 'lost':
        return this.#lost(input.final, input.nowMs, input.chance)
    }
  }

  #connect(): ReconnectOutput[] {
    this.#phase = 'connecting'
    return [{ type: 'connect' }]
  }

  #lost(final: boolean, nowMs: number, chance: number): ReconnectOutput[] {
    if (this.#phase !== 'connecting' && this.#phase !== 'open') return []
    this.#lostAtMs ??= nowMs
    // Who never had a stream learns at once that there is no node.
    const isOver = final || !this.#hasBeenOpen || nowMs - this.#lostAtMs >= this.#limits.budgetMs
    if (isOver) {
      this.#phase = 'over'
      return [{ type: 'give-up' }]
    }
    this.#phase = 'waiting'
    const ceilingMs = Math.min(this.#limits.maxMs, this.#limits.firstMs * 2 ** this.#tries)
    this.#tries = Math.min(this.#tries + 1, 30)
    // Between half and all of it: not all clients of a node that restarts come at once, and none at once again.
    return [{ type: 'set-timer', inMs: Math.max(this.#retryMs, Math.round((ceilingMs * (1 + chance)) / 2)) }]
  }
}
