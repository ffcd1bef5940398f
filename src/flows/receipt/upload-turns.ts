// Whose turn it is: so many uploads are sent at a time, and members have so many. Origins take turns, so that one that is slow holds up nothing
// else; of each those that were tried go first, then the oldest. Not by promises, as ForwardTurns and FewAtOnce: what counts is where an upload
// stands, which its machine says; one that a member has for hours takes a place of another kind, and none when it is put off.
import { MAX_UNDER_WAY, MAX_UNDER_WAY_OF_ORIGIN, MAX_WAITING, MAX_WAITING_OF_ORIGIN } from './upload-defaults.js'
import type { UploadRun } from './upload-run.js'

/** What is looked at of an upload. */
export interface Turn extends Pick<UploadRun, 'origin' | 'place'> {
  readonly record: Pick<UploadRun['record'], 'attemptCount'>
}

const UNDER_WAY: ReadonlySet<string> = new Set(['direct', 'asking', 'forwarding'])

/** By origin; whose turn is next comes first. */
type Line<Run> = Map<string, Set<Run>>

export class UploadTurns<Run extends Turn> {
  readonly #give: (run: Run) => void
  /** Those that begin; those that were tried go before them. */
  readonly #fresh: Line<Run> = new Map()
  readonly #again: Line<Run> = new Map()
  readonly #underWay = new Set<Run>()
  readonly #waiting = new Set<Run>()
  #isPumping = false
  #isClosed = false

  /** @param give its turn has come */
  constructor(give: (run: Run) => void) {
    this.#give = give
  }

  want(run: Run): void {
    const line = run.record.attemptCount > 0 ? this.#again : this.#fresh
    line.set(run.origin, (line.get(run.origin) ?? new Set()).add(run))
    this.#pumpSoon()
  }

  /** It stands elsewhere now. */
  changed(run: Run): void {
    const { state } = run.place
    set(this.#underWay, run, UNDER_WAY.has(state))
    set(this.#waiting, run, state === 'waiting')
    if (state !== 'queued') this.#forget(run)
    this.#pumpSoon()
  }

  close(): void {
    this.#isClosed = true
  }

  #forget(run: Run): void {
    for (const line of [this.#fresh, this.#again]) {
      const runs = line.get(run.origin)
      runs?.delete(run)
      if (runs?.size === 0) line.delete(run.origin)
    }
  }

  /** Not at once: who wants a turn is in the middle of saying so. */
  #pumpSoon(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    queueMicrotask(() => {
      this.#isPumping = false
      while (!this.#isClosed && this.#underWay.size < MAX_UNDER_WAY && this.#waiting.size < MAX_WAITING) {
        const next = this.#next(this.#again) ?? this.#next(this.#fresh)
        if (next === undefined) return
        this.#give(next)
        this.changed(next)
      }
    })
  }

  /** Taken out of it. */
  #next(line: Line<Run>): Run | undefined {
    for (const [origin, runs] of line) {
      if (countTo(origin, this.#underWay) >= MAX_UNDER_WAY_OF_ORIGIN) continue
      if (countTo(origin, this.#waiting) >= MAX_WAITING_OF_ORIGIN) continue
      const [run] = runs
      line.delete(origin)
      if (runs.size > 1) line.set(origin, runs)
      if (run !== undefined) this.#forget(run)
      return run
    }
    return undefined
  }
}

function countTo(origin: string, runs: Iterable<Turn>): number {
  let count = 0
  for (const run of runs) if (run.origin === origin) count++
  return count
}

function set<Entry>(entries: Set<Entry>, entry: Entry, isIn: boolean): void {
  if (isIn) entries.add(entry)
  else entries.delete(entry)
}
