// Results of one kind, one a member, and which of them counts.
import type { PeerId } from '../../base/index.js'
import { capCriteria, compareCandidates } from './criteria.js'
import { FRESH_MS, MAX_CLOCK_AHEAD_MS, MAX_RESULTS } from './defaults.js'
import type { ElectionId, ElectionResult } from './election-records.js'

/**
 * The order in which results count, the first first: by the time of their election, the latest first; in one election the best values (so two
 * who both think that they won it agree). The time of an election is that of its latest result; results of one id that are further apart than
 * {@link FRESH_MS} are of different ones, so that nobody lends an old result a new time. Total: depends on the results alone, and on
 * what was measured here. *Why the latest and not the best*: parts of a healed partition hold the same results and so agree at once
 * either way; but a member that comes back with an old result would take the office back each time it comes.
 */
export function rankResults(
  results: readonly ElectionResult[],
  measured: (peer: PeerId) => number | undefined
): ElectionResult[] {
  const times = new Map<ElectionResult, number>()
  const latest = new Map<ElectionId, number>()
  for (const result of [...results].sort((a, b) => b.electedAtMs - a.electedAtMs)) {
    const { electionId, electedAtMs } = result
    const atMs = latest.get(electionId)
    if (atMs === undefined || atMs - electedAtMs > FRESH_MS) latest.set(electionId, electedAtMs)
    times.set(result, latest.get(electionId) ?? electedAtMs)
  }
  const timeOf = (result: ElectionResult): number => times.get(result) ?? 0
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
  /** It claims what its author did not stand with: it does not count at all. */
  forged: boolean
}

export class ResultBook {
  readonly #measured: (peer: PeerId) => number | undefined
  readonly #results = new Map<PeerId, Entry>()
  #seenMs = 0

  constructor(measured: (peer: PeerId) => number | undefined) {
    this.#measured = measured
  }

  /** When the latest was elected that was seen, whether it counts or not; 0: none. What is from further ahead than clocks differ is left out. */
  latestMs(nowMs: number): number {
    const times = [this.#seenMs, ...this.all().map(({ electedAtMs }) => electedAtMs)]
    return times.reduce((latest, atMs) => (atMs > latest && atMs <= nowMs + MAX_CLOCK_AHEAD_MS ? atMs : latest), 0)
  }

  /** It is there, though it is not kept, so that whoever wins after it says so. */
  saw({ electedAtMs }: ElectionResult): void {
    this.#seenMs = Math.max(this.#seenMs, electedAtMs)
  }

  /** Whether it would be the one that counts, among those that do. */
  wouldLead(result: ElectionResult, ranked: readonly ElectionResult[]): boolean {
    const others = ranked.filter(({ author }) => author !== result.author)
    return rankResults([...others, result], this.#measured)[0] === result
  }

  /** It claims other values than its author stood with. */
  hasForged(electionId: ElectionId): boolean {
    return [...this.#results.values()].some(({ result, forged }) => forged && result.electionId === electionId)
  }

  forge(author: PeerId): void {
    const entry = this.#results.get(author)
    if (entry !== undefined) entry.forged = true
  }

  /** @param refuted it should not have won, by what is heard in the election that runs: it does not count until that is over */
  keep(result: ElectionResult, nowMs: number, refuted = false): void {
    this.#results.set(result.author, { result, heardAtMs: nowMs, refuted, forged: false })
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
    const living = [...this.#results.values()].filter(
      ({ result, refuted, forged }) => !refuted && !forged && counts(result)
    )
    return rankResults(
      living.map(({ result }) => result),
      this.#measured
    )
  }
}
