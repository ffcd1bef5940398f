// What happened in a run: a hash over all of it, and the last lines for the report of a failure.

/** Lines kept for a report. */
const KEPT_LINES = 400

/** Says in a line which bytes they were: another choice of as many shows. FNV-1a. */
export function digestOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16)
}

export class History {
  readonly #last: string[] = []
  #hash = 0x811c9dc5
  #lines = 0

  add(line: string): void {
    // FNV-1a over UTF-16 units: quick, and any difference in order or content shows.
    let hash = this.#hash
    for (let index = 0; index < line.length; index++) hash = Math.imul(hash ^ line.charCodeAt(index), 0x01000193)
    this.#hash = Math.imul(hash ^ 10, 0x01000193)
    this.#last[this.#lines++ % KEPT_LINES] = line
  }

  /** Equal for runs in which the same lines came in the same order. */
  get fingerprint(): string {
    return `${this.#lines}:${(this.#hash >>> 0).toString(16)}`
  }

  get lines(): number {
    return this.#lines
  }

  /** The last lines, oldest first. */
  tail(count = KEPT_LINES): string[] {
    const kept = Math.min(count, KEPT_LINES, this.#lines)
    return Array.from({ length: kept }, (_, index) => this.#last[(this.#lines - kept + index) % KEPT_LINES]!)
  }
}
