// When to ask by mDNS again: less often the more peers there are and the more neighbours we have. Spec: docs/protocols/discovery.md.
import type { Random } from '../base/index.js'
import {
  FEW_NEIGHBOURS,
  MDNS_ENOUGH_FACTOR,
  MDNS_FAST_PEERS,
  MDNS_INTERVAL_MAX_MS,
  MDNS_INTERVAL_MS,
  WANTED_NEIGHBOURS
} from './defaults.js'

/** What a node knows of its graph. */
export interface Company {
  readonly neighbours: number
  /** Ourselves included. */
  readonly present: number
}

export function askIntervalMs({ neighbours, present }: Company): number {
  if (neighbours < FEW_NEIGHBOURS) return MDNS_INTERVAL_MS
  const many = Math.max(1, present / MDNS_FAST_PEERS)
  const enough = neighbours < WANTED_NEIGHBOURS ? 1 : MDNS_ENOUGH_FACTOR
  return Math.min(MDNS_INTERVAL_MS * many * enough, MDNS_INTERVAL_MAX_MS)
}

export class AskPace {
  readonly #random: Random
  #askedMs = -Infinity
  #stretch = 1

  constructor(random: Random) {
    this.#random = random
  }

  /** `nowMs` is monotonic. What is due was not asked before `asked`. */
  isDue(nowMs: number, company: Company): boolean {
    return nowMs - this.#askedMs >= askIntervalMs(company) * this.#stretch
  }

  asked(nowMs: number): void {
    this.#askedMs = nowMs
    this.#stretch = 0.75 + this.#random.fraction() / 2 // Those who started together do not go on asking together.
  }

  /** Due now: this machine slept, or moved. */
  hurry(): void {
    this.#askedMs = -Infinity
  }
}
