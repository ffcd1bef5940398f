// Items that wait for one neighbour: bounded, and handed out no faster than the neighbour takes them. Pure: time is given.
// Spec: docs/protocols/link.md.
import {
  ITEM_BYTES_BURST,
  ITEM_BYTES_PER_SECOND,
  ITEMS_BURST,
  ITEMS_PER_SECOND,
  MAX_QUEUED_ITEM_BYTES,
  MAX_QUEUED_ITEMS,
  SENT_PART
} from './defaults.js'
import { TrafficBudget, type TrafficRate } from './traffic-budget.js'

const SENT_RATE: TrafficRate = {
  itemsPerSecond: SENT_PART * ITEMS_PER_SECOND,
  itemsBurst: SENT_PART * ITEMS_BURST,
  bytesPerSecond: SENT_PART * ITEM_BYTES_PER_SECOND,
  bytesBurst: SENT_PART * ITEM_BYTES_BURST
}

export class ItemQueue {
  readonly #budget: TrafficBudget
  /** Encoded frames, the oldest first. */
  #frames: Uint8Array[] = []
  #bytes = 0

  /** @param nowMs monotonic; must never go back, here and in what follows */
  constructor(nowMs: number) {
    this.#budget = new TrafficBudget(SENT_RATE, nowMs)
  }

  get length(): number {
    return this.#frames.length
  }

  get bytes(): number {
    return this.#bytes
  }

  /** @returns false where it was full: then all are dropped, this one too */
  push(frame: Uint8Array): boolean {
    if (this.#frames.length >= MAX_QUEUED_ITEMS || this.#bytes + frame.byteLength > MAX_QUEUED_ITEM_BYTES) {
      this.clear()
      return false
    }
    this.#frames.push(frame)
    this.#bytes += frame.byteLength
    return true
  }

  /** When the first may be taken, ms from now; undefined: there is none. */
  waitMs(nowMs: number): number | undefined {
    const [first] = this.#frames
    return first === undefined ? undefined : this.#budget.waitMs(first.byteLength, nowMs)
  }

  /** The first, whether it may be taken or not. */
  take(nowMs: number): Uint8Array | undefined {
    const first = this.#frames.shift()
    if (first === undefined) return undefined
    this.#bytes -= first.byteLength
    this.#budget.spend(first.byteLength, nowMs)
    return first
  }

  clear(): void {
    this.#frames = []
    this.#bytes = 0
  }
}
