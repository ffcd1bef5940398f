// Results of one kind, the last that each member wrote, and their order: the best values that they claim first, and then the smaller key.
// Total, and depends on the records alone: who holds the same results has the same order, whenever they were elected and whatever
// election they name. Kept sorted: it is asked at each input, and only a new result changes it.
import type { PeerId } from '../../base/index.js'
import { capCriteria, compareCandidates, type Candidate } from './criteria.js'
import { MAX_RESULTS } from './defaults.js'
import type { ElectionResult } from './election-records.js'

interface Entry {
  readonly result: ElectionResult
  /** What it claims, as far as machines go. */
  readonly claim: Candidate
  readonly heardAtMs: number
  refuted: boolean
}

export class ResultBook {
  readonly #measured: (peer: PeerId) => number | undefined
  readonly #entries = new Map<PeerId, Entry>()
  /** The first first. */
  readonly #order: Entry[] = []

  /** @param measured what testifies against a claim here (criteria.ts); undefined of all: the order that all share */
  constructor(measured: (peer: PeerId) => number | undefined) {
    this.#measured = measured
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  /** Instead of what its author said before, whatever times either names. @param nowMs peer time */
  keep(result: ElectionResult, nowMs: number, counts: (result: ElectionResult) => boolean): void {
    const { author, criteria } = result
    this.forget(author)
    const claim = { author, criteria: capCriteria(criteria, undefined) }
    const entry = { result, claim, heardAtMs: nowMs, refuted: false }
    this.#entries.set(author, entry)
    insert(this.#order, entry, (one) => one.claim)
    if (this.#entries.size <= MAX_RESULTS) return
    const useless = this.all().find((one) => !counts(one)) ?? this.#order.at(-1)?.result
    if (useless !== undefined) this.forget(useless.author)
  }

  of(author: PeerId): ElectionResult | undefined {
    return this.#entries.get(author)?.result
  }

  /** It should not have won, by what is heard in the election that runs: it does not count until that is over. */
  refute(author: PeerId): void {
    const entry = this.#entries.get(author)
    if (entry !== undefined) entry.refuted = true
  }

  /** The election is over: by its result, or its end without one, the order of results says again which counts. */
  restore(): void {
    for (const entry of this.#order) entry.refuted = false
  }

  /** Peer time; 0: it is not known. */
  heardAtMs(author: PeerId): number {
    return this.#entries.get(author)?.heardAtMs ?? 0
  }

  forget(author: PeerId): void {
    const entry = this.#entries.get(author)
    if (entry === undefined) return
    this.#entries.delete(author)
    this.#order.splice(this.#order.indexOf(entry), 1)
  }

  /** By who was heard last. */
  all(): ElectionResult[] {
    return [...this.#entries.values()].map(({ result }) => result)
  }

  /** Those that count, the first first, as this node sees it: where it was measured that a claim is too much, that one further down. */
  ranked(counts: (result: ElectionResult) => boolean): ElectionResult[] {
    const ranked: Entry[] = []
    const doubted: { entry: Entry; counted: Candidate }[] = []
    for (const entry of this.#order) {
      if (entry.refuted || !counts(entry.result)) continue
      const { author, criteria } = entry.claim
      const measured = this.#measured(author)
      const counted = measured === undefined ? criteria : capCriteria(criteria, measured)
      if (counted === criteria) ranked.push(entry)
      else doubted.push({ entry, counted: { author, criteria: counted } })
    }
    if (doubted.length === 0) return ranked.map(({ result }) => result)
    const all = ranked.map((entry) => ({ entry, counted: entry.claim }))
    for (const one of doubted) insert(all, one, ({ counted }) => counted)
    return all.map(({ entry }) => entry.result)
  }
}

/** Where it belongs. @param sorted the best first */
function insert<Item>(sorted: Item[], item: Item, candidateOf: (item: Item) => Candidate): void {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (compareCandidates(candidateOf(sorted[middle]!), candidateOf(item)) < 0) from = middle + 1
    else to = middle
  }
  sorted.splice(from, 0, item)
}
