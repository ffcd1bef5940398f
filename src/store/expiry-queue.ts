// What falls due when: a binary heap. Whoever is told that something is due looks again.

interface Look {
  readonly atMs: number
  readonly id: string
}

export class ExpiryQueue {
  /** Those of {@link #next} and needless ones: these go when they are due, or all at once when they are most. */
  #heap: Look[] = []
  /** When each id is looked at next. Asking for a later look costs nothing, so renewing cannot fill the heap. */
  readonly #next = new Map<string, Look>()

  /** Looks that are kept, needless ones too. */
  get size(): number {
    return this.#heap.length
  }

  /** Nothing is due before. */
  get nextAtMs(): number | undefined {
    return this.#heap[0]?.atMs
  }

  /** Has `id` looked at at `atMs`, or earlier where an earlier look is due: then ask again. */
  add(atMs: number, id: string): void {
    if ((this.#next.get(id)?.atMs ?? Infinity) <= atMs) return
    const look = { atMs, id }
    this.#next.set(id, look)
    this.#forgetNeedless()
    const heap = this.#heap
    let at = heap.length
    heap.push(look)
    for (let parent = (at - 1) >> 1; at > 0 && heap[parent]!.atMs > heap[at]!.atMs; parent = (at - 1) >> 1) {
      this.#swap(at, parent)
      at = parent
    }
  }

  /** Takes out everything due at `nowMs`, earliest first. */
  takeDue(nowMs: number): string[] {
    const due: string[] = []
    while (this.#heap.length > 0 && this.#heap[0]!.atMs <= nowMs) {
      const look = this.#takeFirst()
      if (this.#next.get(look.id) !== look) continue
      this.#next.delete(look.id)
      due.push(look.id)
    }
    return due
  }

  /** Has `id` looked at no more, until it is added again. */
  drop(id: string): void {
    if (this.#next.delete(id)) this.#forgetNeedless()
  }

  /** So that memory follows what is waited for, not all that ever was: authors end what they said would last for ever. */
  #forgetNeedless(): void {
    if (this.#heap.length <= 2 * this.#next.size) return
    const needed = this.#heap.filter((look) => this.#next.get(look.id) === look)
    this.#heap = needed.sort((a, b) => a.atMs - b.atMs) // What is sorted is a heap.
  }

  #takeFirst(): Look {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (heap.length > 0) heap[0] = last
    for (let at = 0; ;) {
      let least = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && heap[child]!.atMs < heap[least]!.atMs) least = child
      }
      if (least === at) return first
      this.#swap(at, least)
      at = least
    }
  }

  #swap(a: number, b: number): void {
    const kept = this.#heap[a]!
    this.#heap[a] = this.#heap[b]!
    this.#heap[b] = kept
  }
}
