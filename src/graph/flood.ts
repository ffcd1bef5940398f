// Flooding, as a machine: what is authentic goes to every neighbour but those who sent it; what is not costs its sender the
// link; what comes too early makes us ask for the gap. Spec: docs/protocols/link.md; design section 4.
import type { PeerId } from '../base/index.js'
import type { ReceiveOutcome } from '../store/index.js'
import { ITEMS_BURST, ITEMS_PER_SECOND, MAX_KEPT_BUDGETS, MAX_SEEN_ITEMS, SEEN_TTL_MS } from './defaults.js'

/** SHA-256 of an item, hex. */
export type ItemHash = string

export type FloodInput =
  | { type: 'link-up' | 'link-down'; peer: PeerId; nowMs: number }
  | { type: 'local'; hash: ItemHash; item: Uint8Array; nowMs: number }
  | { type: 'received'; from: PeerId; hash: ItemHash; item: Uint8Array; nowMs: number }
  /** The store's answer to the output `judge`. */
  | { type: 'judged'; from: PeerId; hash: ItemHash; item: Uint8Array; outcome: ReceiveOutcome; nowMs: number }

export type FloodOutput =
  | { type: 'judge'; from: PeerId; hash: ItemHash; item: Uint8Array }
  | { type: 'forward'; to: PeerId[]; item: Uint8Array }
  | { type: 'ask-gap'; peer: PeerId; author: PeerId; shard: number }
  | { type: 'cut'; peer: PeerId; reason: string }

interface Seen {
  atMs: number
  /** While the store judges: who sent it meanwhile and so needs no copy. */
  sources: Set<PeerId> | undefined
}

/** Tokens for items; refilled with time. */
interface Budget {
  tokens: number
  atMs: number
}

export class FloodMachine {
  /** Oldest first: entries are only added at the end. */
  readonly #seen = new Map<ItemHash, Seen>()
  readonly #linked = new Set<PeerId>()
  /** Outlive the link: who redials goes on with what was left. Who went down last is last. */
  readonly #budgets = new Map<PeerId, Budget>()

  /** `nowMs` must never go back. */
  handle(input: FloodInput): FloodOutput[] {
    switch (input.type) {
      case 'link-up':
        this.#linked.add(input.peer)
        if (!this.#budgets.has(input.peer)) this.#budgets.set(input.peer, { tokens: ITEMS_BURST, atMs: input.nowMs })
        return []
      case 'link-down':
        this.#linkDown(input.peer)
        return []
      case 'local':
        this.#remember(input.hash, input.nowMs, undefined)
        return this.#forward(input.item, [])
      case 'received':
        return this.#received(input.from, input.hash, input.item, input.nowMs)
      case 'judged':
        return this.#judged(input.from, input.hash, input.item, input.outcome)
    }
  }

  /** Entries of the cache: bounded, whatever neighbours send. */
  get seenItems(): number {
    return this.#seen.size
  }

  /** Budgets that are kept: bounded, whoever comes and goes. */
  get keptBudgets(): number {
    return this.#budgets.size
  }

  #linkDown(peer: PeerId): void {
    this.#linked.delete(peer)
    const budget = this.#budgets.get(peer)
    if (budget === undefined) return
    this.#budgets.delete(peer)
    this.#budgets.set(peer, budget)
    for (const oldest of this.#budgets.keys()) {
      if (this.#budgets.size <= MAX_KEPT_BUDGETS) break
      if (!this.#linked.has(oldest)) this.#budgets.delete(oldest)
    }
  }

  #received(from: PeerId, hash: ItemHash, item: Uint8Array, nowMs: number): FloodOutput[] {
    const seen = this.#seen.get(hash)
    if (seen !== undefined && nowMs - seen.atMs < SEEN_TTL_MS) {
      seen.sources?.add(from)
      return []
    }
    // Over the budget: not judged, not remembered; synchronising brings it.
    if (!this.#spend(from, nowMs)) return []
    this.#remember(hash, nowMs, new Set([from]))
    return [{ type: 'judge', from, hash, item }]
  }

  #judged(from: PeerId, hash: ItemHash, item: Uint8Array, outcome: ReceiveOutcome): FloodOutput[] {
    const seen = this.#seen.get(hash)
    const sources = seen?.sources ?? new Set([from])
    if (seen !== undefined) seen.sources = undefined
    switch (outcome.outcome) {
      case 'applied':
        return this.#forward(item, [from, ...sources])
      case 'known':
        return []
      case 'ignored':
        this.#seen.delete(hash) // It may be judged better later.
        return []
      case 'held':
        this.#seen.delete(hash)
        return [{ type: 'ask-gap', peer: from, author: outcome.author, shard: outcome.shard }]
      case 'refused':
        // Whoever else sent the same bytes meanwhile did the same wrong.
        return [...new Set([from, ...sources])].sort().map((peer) => ({ type: 'cut', peer, reason: outcome.reason }))
    }
  }

  #forward(item: Uint8Array, except: readonly PeerId[]): FloodOutput[] {
    const to = [...this.#linked].filter((peer) => !except.includes(peer)).sort()
    return to.length === 0 ? [] : [{ type: 'forward', to, item }]
  }

  #remember(hash: ItemHash, nowMs: number, sources: Set<PeerId> | undefined): void {
    this.#seen.delete(hash)
    this.#seen.set(hash, { atMs: nowMs, sources })
    for (const [oldest, { atMs }] of this.#seen) {
      if (this.#seen.size <= MAX_SEEN_ITEMS && nowMs - atMs < SEEN_TTL_MS) break
      this.#seen.delete(oldest)
    }
  }

  #spend(peer: PeerId, nowMs: number): boolean {
    const budget = this.#budgets.get(peer)
    if (budget === undefined || !this.#linked.has(peer)) return false // The link went down meanwhile.
    const refilled = budget.tokens + ((nowMs - budget.atMs) * ITEMS_PER_SECOND) / 1000
    budget.tokens = Math.min(ITEMS_BURST, refilled)
    budget.atMs = nowMs
    if (budget.tokens < 1) return false
    budget.tokens -= 1
    return true
  }
}
