// How much is let through: so many items and bytes a second in the long run, and so many at once. Pure: time is given.
// Spec: docs/protocols/link.md.
import type { PeerId } from '../base/index.js'

export interface TrafficRate {
  readonly itemsPerSecond: number
  readonly itemsBurst: number
  readonly bytesPerSecond: number
  readonly bytesBurst: number
}

/** Tokens for items and bytes; refilled with time. */
export class TrafficBudget {
  readonly #rate: TrafficRate
  #items: number
  #bytes: number
  #atMs: number
  #excess = { items: 0, bytes: 0 }

  /** Full. @param nowMs monotonic; must never go back, here and in what follows */
  constructor(rate: TrafficRate, nowMs: number) {
    this.#rate = rate
    this.#items = rate.itemsBurst
    this.#bytes = rate.bytesBurst
    this.#atMs = nowMs
  }

  /** What was asked for and not there, since it was last full. */
  get excess(): { readonly items: number; readonly bytes: number } {
    return this.#excess
  }

  /** @returns whether there is enough for one item of so many bytes; then it is spent */
  spend(bytes: number, nowMs: number): boolean {
    if (this.waitMs(bytes, nowMs) > 0) {
      this.#excess.items += 1
      this.#excess.bytes += bytes
      return false
    }
    this.#items -= 1
    this.#bytes -= bytes
    return true
  }

  /** How long until there is enough for one item of so many bytes; 0: now. */
  waitMs(bytes: number, nowMs: number): number {
    this.#refill(nowMs)
    const { itemsPerSecond, bytesPerSecond } = this.#rate
    return Math.ceil(1000 * Math.max(0, (1 - this.#items) / itemsPerSecond, (bytes - this.#bytes) / bytesPerSecond))
  }

  /** The excess counts from nothing again. */
  forgive(): void {
    this.#excess = { items: 0, bytes: 0 }
  }

  #refill(nowMs: number): void {
    const seconds = (nowMs - this.#atMs) / 1000
    const { itemsPerSecond, itemsBurst, bytesPerSecond, bytesBurst } = this.#rate
    this.#items = Math.min(itemsBurst, this.#items + seconds * itemsPerSecond)
    this.#bytes = Math.min(bytesBurst, this.#bytes + seconds * bytesPerSecond)
    this.#atMs = nowMs
    if (this.#items >= itemsBurst && this.#bytes >= bytesBurst) this.forgive()
  }
}

/** One budget for each of many peers: of a bounded number, those that spent last. Who is not among them has a full one. */
export class TrafficBudgets {
  readonly #rate: TrafficRate
  readonly #max: number
  readonly #isKept: (peer: PeerId) => boolean
  /** Who spent last is last. */
  readonly #budgets = new Map<PeerId, TrafficBudget>()

  /** @param isKept whether a peer's budget stays, however many others spend @default none does */
  constructor(rate: TrafficRate, max: number, isKept: (peer: PeerId) => boolean = () => false) {
    this.#rate = rate
    this.#max = max
    this.#isKept = isKept
  }

  /** How many are kept: bounded, whoever comes and goes, but for those that stay. */
  get size(): number {
    return this.#budgets.size
  }

  /** That of a peer who is about to spend. */
  of(peer: PeerId, nowMs: number): TrafficBudget {
    const budget = this.#budgets.get(peer) ?? new TrafficBudget(this.#rate, nowMs)
    this.#budgets.delete(peer)
    this.#budgets.set(peer, budget)
    if (this.#budgets.size > this.#max) this.#forget(peer)
    return budget
  }

  #forget(spender: PeerId): void {
    for (const peer of this.#budgets.keys()) {
      if (this.#budgets.size <= this.#max) return
      if (peer !== spender && !this.#isKept(peer)) this.#budgets.delete(peer)
    }
  }
}
