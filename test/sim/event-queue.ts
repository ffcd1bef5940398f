// What will happen, ordered by simulated time and then by when it was queued: a binary heap.
import type { Timer } from '../../src/base/index.js'

class Queued implements Timer {
  readonly atMs: number
  readonly order: number
  run: (() => void) | undefined

  constructor(atMs: number, order: number, run: () => void) {
    this.atMs = atMs
    this.order = order
    this.run = run
  }

  cancel(): void {
    this.run = undefined
  }
}

export class EventQueue {
  readonly #heap: Queued[] = []
  #order = 0

  /** @returns takes it back; harmless once it has run */
  add(atMs: number, run: () => void): Timer {
    const queued = new Queued(atMs, this.#order++, run)
    this.#heap.push(queued)
    this.#up(this.#heap.length - 1)
    return queued
  }

  /** When the next thing happens; undefined where nothing is left. */
  get nextAtMs(): number | undefined {
    while (this.#heap.length > 0 && this.#heap[0]!.run === undefined) this.#pop()
    return this.#heap[0]?.atMs
  }

  /** Takes out what {@link nextAtMs} tells of. */
  take(): (() => void) | undefined {
    return this.nextAtMs === undefined ? undefined : this.#pop().run
  }

  #pop(): Queued {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) {
      heap[0] = last
      this.#down(0)
    }
    return first
  }

  #up(index: number): void {
    const heap = this.#heap
    const moved = heap[index]!
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (isBefore(heap[parent]!, moved)) break
      heap[index] = heap[parent]!
      index = parent
    }
    heap[index] = moved
  }

  #down(index: number): void {
    const heap = this.#heap
    const moved = heap[index]!
    for (;;) {
      let child = 2 * index + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++
      if (isBefore(moved, heap[child]!)) break
      heap[index] = heap[child]!
      index = child
    }
    heap[index] = moved
  }
}

function isBefore(a: Queued, b: Queued): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}
