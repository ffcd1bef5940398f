// So many at a time, the others in turn, and no more than so many of these of one for whom it is: who wants much hinders nobody else. For work
// that ends soon and may be declined. Where work goes on for hours, and one may not have all places, it is ForwardTurns (receipt), which looks for
// the next by several limits; nested, each would hold a place of one while it waits for another.
export class FewAtOnce {
  readonly #most: number
  readonly #mostWaiting: number
  #running = 0
  /** By for whom; whose turn is next comes first. */
  readonly #waiting = new Map<string, (() => void)[]>()

  /** @param mostWaiting of each for whom it is */
  constructor(most: number, mostWaiting: number) {
    this.#most = most
    this.#mostWaiting = mostWaiting
  }

  /** What `work` gives; undefined, and nothing begun, where too many wait already for the same. */
  async run<Result>(work: () => Promise<Result>, forWhom = ''): Promise<Result | undefined> {
    if (this.#running < this.#most) this.#running++
    else {
      const others = this.#waiting.get(forWhom) ?? []
      if (others.length >= this.#mostWaiting) return undefined
      this.#waiting.set(forWhom, others)
      await new Promise<void>((resolve) => others.push(resolve))
    }
    try {
      return await work()
    } finally {
      const next = this.#next()
      if (next === undefined) this.#running--
      else next() // Which takes over its place.
    }
  }

  #next(): (() => void) | undefined {
    for (const [forWhom, waiting] of this.#waiting) {
      const next = waiting.shift()
      this.#waiting.delete(forWhom)
      if (waiting.length > 0) this.#waiting.set(forWhom, waiting)
      return next
    }
    return undefined
  }
}
