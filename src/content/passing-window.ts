// Bytes of a download that cannot be kept, on their way from its writer to its readers: a bounded window in memory. The writer
// waits for the slowest reader that still moves; one that stands still is left behind, and hears so.
import type { Clock } from '../base/index.js'
import { PASSING_STALL_MS } from './defaults.js'
import { ContentError } from './errors.js'
import { Notifier } from './notifier.js'

/** One that reads a growing blob. */
export interface WindowReader {
  /** What lies before it has been taken. */
  readonly offset: number
  /** When it came to stand there, monotonic. */
  readonly sinceMs: number
  /** It gets nothing more. */
  leaveBehind(): void
}

export class PassingWindow {
  readonly #clock: Clock
  readonly #readers: ReadonlySet<WindowReader>
  readonly #roomBytes: () => number
  readonly #chunks: { offset: number; bytes: Uint8Array }[] = []
  readonly #changed = new Notifier()
  #start: number
  #end: number
  #isClosed = false

  /**
   * @param readers of the growing blob, at any time; who changes them tells by {@link moved}
   * @param roomBytes what it may hold now
   */
  constructor(clock: Clock, offset: number, readers: ReadonlySet<WindowReader>, roomBytes: () => number) {
    this.#clock = clock
    this.#roomBytes = roomBytes
    this.#readers = readers
    this.#start = this.#end = offset
  }

  /** Of the first byte that is still here. */
  get start(): number {
    return this.#start
  }

  /** Resolves when there was room. @throws {ContentError} `CLOSED` */
  async add(chunk: Uint8Array): Promise<void> {
    while (!this.#isClosed && this.#start < this.#end && this.#isOver(chunk.byteLength)) {
      if (!this.#forgetTaken()) await this.#movement()
    }
    if (this.#isClosed) throw new ContentError('CLOSED', 'this download was given up')
    this.#chunks.push({ offset: this.#end, bytes: new Uint8Array(chunk) }) // Ours: the caller may write to its own.
    this.#end += chunk.byteLength
  }

  #isOver(moreBytes: number): boolean {
    return this.#end - this.#start + moreBytes > this.#roomBytes()
  }

  /** At least one byte. @throws {ContentError} `PASSED` where these bytes are gone */
  read(offset: number, maxBytes: number): Uint8Array {
    for (const chunk of this.#chunks) {
      const from = offset - chunk.offset
      if (from >= 0 && from < chunk.bytes.byteLength) return chunk.bytes.subarray(from, from + maxBytes)
    }
    throw passed()
  }

  /** A reader came, went on, or left. */
  moved(): void {
    this.#changed.notify()
  }

  /** Whoever waits to add is refused. */
  close(): void {
    this.#isClosed = true
    this.#changed.notify()
  }

  /** Lets go what every reader has taken; without readers nothing: somebody may be on the way. @returns whether there was any */
  #forgetTaken(): boolean {
    const taken = Math.min(...[...this.#readers].map(({ offset }) => offset))
    if (!Number.isFinite(taken)) return false
    const before = this.#start
    for (let [first] = this.#chunks; first !== undefined; [first] = this.#chunks) {
      if (first.offset + first.bytes.byteLength > taken) break
      this.#chunks.shift()
      this.#start = first.offset + first.bytes.byteLength
    }
    return this.#start > before
  }

  /** Resolves when something changed, or who held all up was left behind. */
  async #movement(): Promise<void> {
    const timer = this.#clock.setTimer(PASSING_STALL_MS, () => {
      const standingSinceMs = this.#clock.monotonicMs() - PASSING_STALL_MS
      const [first] = this.#chunks
      const oldestEnd = first === undefined ? 0 : first.offset + first.bytes.byteLength
      for (const reader of [...this.#readers]) {
        if (reader.offset < oldestEnd && reader.sinceMs <= standingSinceMs) reader.leaveBehind()
      }
      this.#changed.notify()
    })
    try {
      await this.#changed.next()
    } finally {
      timer.cancel()
    }
  }
}

export function passed(): ContentError {
  return new ContentError('PASSED', 'its bytes went by and could not be kept: get it again')
}
