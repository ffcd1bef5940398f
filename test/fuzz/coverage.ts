// What of our code ran, counted by V8 itself: which inputs reach new blocks, and how much work one was.
import { Session } from 'node:inspector'

/** Whose work counts: what reads foreign bytes, and the libraries that it reads them with. */
const COUNTED = /\/src\/(?:record|store|base)\/|\/node_modules\/(?!vitest|@vitest|vite|fast-check|@automerge)/

interface CoverageResult {
  result: {
    url: string
    functions: {
      functionName: string
      isBlockCoverage: boolean
      ranges: { startOffset: number; endOffset: number; count: number }[]
    }[]
  }[]
}

/** Reset the counters by taking them. One at a time in a process. */
export class Coverage {
  readonly #session = new Session()
  #seen = new Set<string>()

  constructor() {
    this.#session.connect()
    this.#post('Profiler.enable')
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  /** From here on everything is new again. */
  forget(): void {
    this.take()
    this.#seen = new Set()
  }

  /** @returns how often blocks of our code ran since the last call, and whether one did for the first time */
  take(): { operations: number; isNew: boolean } {
    const { result } = this.#post('Profiler.takePreciseCoverage') as CoverageResult
    const before = this.#seen.size
    let operations = 0
    for (const { url, functions } of result) {
      if (!COUNTED.test(url)) continue
      for (const { ranges } of functions) {
        for (const { startOffset, endOffset, count } of ranges) {
          if (count === 0) continue
          operations += count
          this.#seen.add(`${url} ${startOffset} ${endOffset}`)
        }
      }
    }
    return { operations, isNew: this.#seen.size > before }
  }

  get blocks(): number {
    return this.#seen.size
  }

  close(): void {
    this.#post('Profiler.stopPreciseCoverage')
    this.#post('Profiler.disable')
    this.#session.disconnect()
  }

  /** Answers at once: the inspector runs in this thread. */
  #post(method: string, parameters: object = {}): unknown {
    let answer: unknown
    this.#session.post(method, parameters, (error, result) => {
      if (error !== null) throw error
      answer = result
    })
    return answer
  }
}
