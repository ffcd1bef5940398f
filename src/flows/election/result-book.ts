// Results of one kind, the last that each member wrote, and their order.
import type { PeerId } from '../../base/index.js'
import { capCriteria, compareCandidates, type Candidate } from './criteria.js'
import { MAX_RESULTS } from './defaults.js'
import type { ElectionResult } from './election-records.js'

/**
 * The order in which results count, the first first: the best values that they claim, and then the smaller key. Total: depends on the
 * records alone, so who holds the same results has the same order, whenever they were elected and whatever election they name.
 * @param measured what testifies against a claim here (criteria.ts); undefined of all: the order that all share
 */
export function rankResults(
  results: readonly ElectionResult[],
  measured: (peer: PeerId) => number | undefined = () => undefined
): ElectionResult[] {
  return results
    .map((result) => ({ result, candidate: cappedOf(result, measured(result.author)) }))
    .sort((a, b) => compareCandidates(a.candidate, b.candidate))
    .map(({ result }) => result)
}

function cappedOf({ author, criteria }: Candidate, measured: number | undefined): Candidate {
  return { author, criteria: capCriteria(criteria, measured) }
}

interface Entry {
  readonly result: ElectionResult
  readonly heardAtMs: number
  refuted: boolean
}

export class ResultBook {
  readonly #measured: (peer: PeerId) => number | undefined
  readonly #results = new Map<PeerId, Entry>()

  constructor(measured: (peer: PeerId) => number | undefined) {
    this.#measured = measured
  }

  get isEmpty(): boolean {
    return this.#results.size === 0
  }

  /** Instead of what its author said before, whatever times either names. @param nowMs peer time */
  keep(result: ElectionResult, nowMs: number, counts: (result: ElectionResult) => boolean): void {
    this.#results.set(result.author, { result, heardAtMs: nowMs, refuted: false })
    if (this.#results.size <= MAX_RESULTS) return
    const useless = this.all().find((one) => !counts(one)) ?? rankResults(this.all()).at(-1)
    if (useless !== undefined) this.forget(useless.author)
  }

  of(author: PeerId): ElectionResult | undefined {
    return this.#results.get(author)?.result
  }

  /** It should not have won, by what is heard in the election that runs: it does not count until that is over. */
  refute(author: PeerId): void {
    const entry = this.#results.get(author)
    if (entry !== undefined) entry.refuted = true
  }

  /** The election is over: by its result, or its end without one, the order of results says again which counts. */
  restore(): void {
    for (const entry of this.#results.values()) entry.refuted = false
  }

  /** Peer time; 0: it is not known. */
  heardAtMs(author: PeerId): number {
    return this.#results.get(author)?.heardAtMs ?? 0
  }

  forget(author: PeerId): void {
    this.#results.delete(author)
  }

  all(): ElectionResult[] {
    return [...this.#results.values()].map(({ result }) => result)
  }

  /** Those that count, the first first, as this node sees it. */
  ranked(counts: (result: ElectionResult) => boolean): ElectionResult[] {
    const living = [...this.#results.values()].filter(({ result, refuted }) => !refuted && counts(result))
    return rankResults(
      living.map(({ result }) => result),
      this.#measured
    )
  }
}
