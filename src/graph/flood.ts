// Flooding, as a machine: what is authentic goes to every neighbour but those who sent it; what is not costs its sender the
// link; what comes too early makes us ask for the gap; nobody floods more than its part. Spec: docs/protocols/link.md; design section 4.
import type { PeerId } from '../base/index.js'
import type { ReceiveOutcome } from '../store/index.js'
import {
  AUTHOR_BYTES_BURST,
  AUTHOR_BYTES_PER_SECOND,
  AUTHOR_ITEMS_BURST,
  AUTHOR_ITEMS_PER_SECOND,
  ITEM_BYTES_BURST,
  ITEM_BYTES_PER_SECOND,
  ITEMS_BURST,
  ITEMS_PER_SECOND,
  MAX_AUTHOR_BUDGETS,
  MAX_EXCESS_BYTES,
  MAX_EXCESS_ITEMS,
  MAX_KEPT_BUDGETS,
  MAX_SEEN_ITEMS,
  SEEN_TTL_MS
} from './defaults.js'
import { TrafficBudgets, type TrafficRate } from './traffic-budget.js'

/** SHA-256 of an item, hex. */
export type ItemHash = string

export type FloodInput =
  | { type: 'link-up' | 'link-down'; peer: PeerId; nowMs: number }
  /** `author`: of somebody else's, that was held until now. */
  | { type: 'local'; hash: ItemHash; item: Uint8Array; author?: PeerId | undefined; nowMs: number }
  | { type: 'received'; from: PeerId; hash: ItemHash; item: Uint8Array; nowMs: number }
  /** The store's answer to the output `judge`. `author`: of what was `applied`, where it has one. */
  | {
      type: 'judged'
      from: PeerId
      hash: ItemHash
      item: Uint8Array
      outcome: ReceiveOutcome
      author?: PeerId | undefined
      nowMs: number
    }

export type FloodOutput =
  | { type: 'judge'; from: PeerId; hash: ItemHash; item: Uint8Array }
  | { type: 'forward'; to: PeerId[]; item: Uint8Array }
  /** Good, and passed on to nobody: its author floods too much. Neighbours have to pull it. */
  | { type: 'withheld' }
  | { type: 'ask-gap'; peer: PeerId; author: PeerId; shard: number }
  | { type: 'cut'; peer: PeerId; reason: string }

interface Seen {
  atMs: number
  /** While the store judges: who sent it meanwhile and so needs no copy. */
  sources: Set<PeerId> | undefined
}

/** What one neighbour may make us judge. */
const NEIGHBOUR_RATE: TrafficRate = {
  itemsPerSecond: ITEMS_PER_SECOND,
  itemsBurst: ITEMS_BURST,
  bytesPerSecond: ITEM_BYTES_PER_SECOND,
  bytesBurst: ITEM_BYTES_BURST
}

/** What one author may make us pass on, whichever neighbours bring it: or one that floods to all would use up what each takes of each. */
const AUTHOR_RATE: TrafficRate = {
  itemsPerSecond: AUTHOR_ITEMS_PER_SECOND,
  itemsBurst: AUTHOR_ITEMS_BURST,
  bytesPerSecond: AUTHOR_BYTES_PER_SECOND,
  bytesBurst: AUTHOR_BYTES_BURST
}

export class FloodMachine {
  /** Oldest first: entries are only added at the end. */
  readonly #seen = new Map<ItemHash, Seen>()
  readonly #linked = new Set<PeerId>()
  /** Outlive the link: who redials goes on with what was left. */
  readonly #budgets = new TrafficBudgets(NEIGHBOUR_RATE, MAX_KEPT_BUDGETS, (peer) => this.#linked.has(peer))
  readonly #authors = new TrafficBudgets(AUTHOR_RATE, MAX_AUTHOR_BUDGETS)

  /** `nowMs` must never go back. */
  handle(input: FloodInput): FloodOutput[] {
    switch (input.type) {
      case 'link-up':
        this.#linked.add(input.peer)
        return []
      case 'link-down':
        this.#linked.delete(input.peer)
        return []
      case 'local':
        this.#remember(input.hash, input.nowMs, undefined)
        return this.#forward(input.item, [], input.author, input.nowMs)
      case 'received':
        return this.#received(input.from, input.hash, input.item, input.nowMs)
      case 'judged':
        return this.#judged(input)
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

  #received(from: PeerId, hash: ItemHash, item: Uint8Array, nowMs: number): FloodOutput[] {
    const seen = this.#seen.get(hash)
    if (seen !== undefined && nowMs - seen.atMs < SEEN_TTL_MS) {
      seen.sources?.add(from)
      return []
    }
    if (!this.#linked.has(from)) return [] // The link went down meanwhile.
    const budget = this.#budgets.of(from, nowMs)
    if (!budget.spend(item.byteLength, nowMs)) {
      // Over the budget: not judged, not remembered; synchronising brings it.
      if (budget.excess.items < MAX_EXCESS_ITEMS && budget.excess.bytes < MAX_EXCESS_BYTES) return []
      budget.forgive()
      return [{ type: 'cut', peer: from, reason: 'far more than it may send' }]
    }
    this.#remember(hash, nowMs, new Set([from]))
    return [{ type: 'judge', from, hash, item }]
  }

  #judged({ from, hash, item, outcome, author, nowMs }: Extract<FloodInput, { type: 'judged' }>): FloodOutput[] {
    const seen = this.#seen.get(hash)
    const sources = seen?.sources ?? new Set([from])
    if (seen !== undefined) seen.sources = undefined
    switch (outcome.outcome) {
      case 'applied':
        return this.#forward(item, [from, ...sources], author, nowMs)
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

  #forward(item: Uint8Array, except: readonly PeerId[], author: PeerId | undefined, nowMs: number): FloodOutput[] {
    const to = [...this.#linked].filter((peer) => !except.includes(peer)).sort()
    if (to.length === 0) return []
    const mayPass = author === undefined || this.#authors.of(author, nowMs).spend(item.byteLength, nowMs)
    return [mayPass ? { type: 'forward', to, item } : { type: 'withheld' }]
  }

  #remember(hash: ItemHash, nowMs: number, sources: Set<PeerId> | undefined): void {
    this.#seen.delete(hash)
    this.#seen.set(hash, { atMs: nowMs, sources })
    for (const [oldest, { atMs }] of this.#seen) {
      if (this.#seen.size <= MAX_SEEN_ITEMS && nowMs - atMs < SEEN_TTL_MS) break
      this.#seen.delete(oldest)
    }
  }
}
