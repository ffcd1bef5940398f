// Results of one kind, one a member, and which of them counts.
import type { PeerId } from '../../base/index.js'
import { capCriteria, compareCandidates } from './criteria.js'
import { MAX_RESULTS } from './defaults.js'
import type { ElectionId, ElectionResult } from './election-records.js'

/**
 * The order in which results count, the first first: by the time of their election, which is that of its latest result, the latest election
 * first; in one election the best values (so two who both think that they won it agree). Total: depends on the results alone, and on
 * what was measured here. *Why the latest and not the best*: parts of a healed partition hold the same results and so agree at once
 * either way; but a member that comes back with an old result would take the office back each time it comes.
 */
export function rankResults(
  results: readonly ElectionResult[],
  measured: (peer: PeerId) => number | undefined
): ElectionResult[] {
  const electedAtMs = new Map<ElectionId, number>()
  for (const { electionId, electedAtMs: atMs } of results) {
    electedAtMs.set(electionId, Math.max(atMs, electedAtMs.get(electionId) ?? 0))
  }
  const timeOf = ({ electionId }: ElectionResult): number => electedAtMs.get(electionId) ?? 0
  const capped = ({ author, criteria }: ElectionResult) => ({
    author,
    criteria: capCriteria(criteria, measured(author))
  })
  return [...results].sort((a, b) => {
    if (timeOf(a) !== timeOf(b)) return timeOf(b) - timeOf(a)
    if (a.electionId !== b.electionId) return a.electionId < b.electionId ? -1 : 1
    return compareCandidates(capped(a), capped(b))
  })
}

interface Entry {
  readonly result: ElectionResult
  readonly heardAtMs: number
  refuted: boolean
}

export class ResultBook {
  readonly #measured: (peer: PeerId) => number | undefined
  readonly #results = new Map<PeerId, Entry>()
  #latestMs = 0

  constructor(measured: (peer: PeerId) => number | undefined) {
    this.#measured = measured
  }

  /** When the latest was elected that was ever seen, whether it counts or not; 0: none. */
  get latestMs(): number {
    return this.#latestMs
  }

  /** It is there, so that whoever wins after it says so. */
  saw({ electedAtMs }: ElectionResult): void {
    this.#latestMs = Math.max(this.#latestMs, electedAtMs)
  }

  /** @param refuted it should not have won, by what is heard in the election that runs: it does not count until that is over */
  keep(result: ElectionResult, nowMs: number, refuted = false): void {
    this.saw(result)
    this.#results.set(result.author, { result, heardAtMs: nowMs, refuted })
    if (this.#results.size <= MAX_RESULTS) return
    const [earliest] = this.all().sort((a, b) => a.electedAtMs - b.electedAtMs)
    if (earliest !== undefined) this.#results.delete(earliest.author)
  }

  of(author: PeerId): ElectionResult | undefined {
    return this.#results.get(author)?.result
  }

  /** The election is over: by its result, or its end without one, the order of results says again which counts. */
  restore(): void {
    for (const entry of this.#results.values()) entry.refuted = false
  }

  /** 0: it is not known. */
  heardAtMs(author: PeerId): number {
    return this.#results.get(author)?.heardAtMs ?? 0
  }

  forget(author: PeerId): void {
    this.#results.delete(author)
  }

  all(): ElectionResult[] {
    return [...this.#results.values()].map(({ result }) => result)
  }

  /** Those that count, the first first. */
  ranked(counts: (result: ElectionResult) => boolean): ElectionResult[] {
    const living = [...this.#results.values()].filter(({ result, refuted }) => !refuted && counts(result))
    return rankResults(
      living.map(({ result }) => result),
      this.#measured
    )
  }
}
