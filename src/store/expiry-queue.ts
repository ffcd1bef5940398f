// What falls due when: a binary heap. Nothing is taken out early; whoever is told that something is due looks again.

export class ExpiryQueue {
  readonly #heap: { readonly atMs: number; readonly id: string }[] = []
  /** When each id is looked at next. Asking for a later look costs nothing, so renewing cannot fill the heap. */
  readonly #nextAtMs = new Map<string, number>()

  get nextAtMs(): number | undefined {
    return this.#heap[0]?.atMs
  }

  /** Has `id` looked at at `atMs`, or earlier where an earlier look is due: then ask again. */
  add(atMs: number, id: string): void {
    if ((this.#nextAtMs.get(id) ?? Infinity) <= atMs) return
    this.#nextAtMs.set(id, atMs)
    const heap = this.#heap
    let at = heap.length
    heap.push({ atMs, id })
    for (let parent = (at - 1) >> 1; at > 0 && heap[parent]!.atMs > heap[at]!.atMs; parent = (at - 1) >> 1) {
      this.#swap(at, parent)
      at = parent
    }
  }

  /** Takes out everything due at `nowMs`, earliest first. */
  takeDue(nowMs: number): string[] {
    const due = new Set<string>()
    while (this.#heap.length > 0 && this.#heap[0]!.atMs <= nowMs) {
      const { atMs, id } = this.#takeFirst()
      if (this.#nextAtMs.get(id) === atMs) this.#nextAtMs.delete(id)
      due.add(id)
    }
    return [...due]
  }

  #takeFirst(): { readonly atMs: number; readonly id: string } {
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
