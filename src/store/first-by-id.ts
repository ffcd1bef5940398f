// The first so many of some records, in the order of their ids: what a page of an answer needs.
import type { GroupRecord } from '../record/index.js'

/** Keeps the first by id, each once: little more than the limit is in memory, and each is sorted a few times at most. */
export class FirstById {
  readonly #limit: number
  #records: GroupRecord[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  add(record: GroupRecord): void {
    this.#records.push(record)
    if (this.#records.length >= 2 * this.#limit + 64) this.end()
  }

  end(): GroupRecord[] {
    const sorted = this.#records.sort(byId).filter(({ id }, i, all) => id !== all[i - 1]?.id)
    return (this.#records = sorted.slice(0, this.#limit))
  }
}

function byId(a: GroupRecord, b: GroupRecord): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
