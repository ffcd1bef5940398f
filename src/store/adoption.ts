// A change of our record by somebody else, who may, lasts only as long as that member: we write it as our own next version.
import type { PeerId } from '../base/index.js'
import type { RecordId } from '../record/index.js'
import { ADOPT_AFTER_MS, UPKEEP_RETRY_MS } from './defaults.js'
import { ExpiryQueue } from './expiry-queue.js'
import type { View } from './view.js'

/** Whether `author` has to write again what `view` shows. Contributions to collaborative records are merged instead. */
export function isToAdopt({ winner: { record } }: View, author: PeerId): boolean {
  return record.creator === author && record.lastModifiedBy !== author && record.edits === undefined
}

/** Which of our records are adopted when. Inputs: what counts of each record, time. */
export class Adoption {
  readonly #author: PeerId
  readonly #due = new ExpiryQueue()

  constructor(author: PeerId) {
    this.#author = author
  }

  get nextAtMs(): number | undefined {
    return this.#due.nextAtMs
  }

  /** @param view undefined: nothing of it counts now */
  see(id: RecordId, view: View | undefined, nowMs: number): void {
    if (view !== undefined && isToAdopt(view, this.#author)) this.#due.add(nowMs + ADOPT_AFTER_MS, id)
  }

  failed(id: RecordId, nowMs: number): void {
    this.#due.add(nowMs + UPKEEP_RETRY_MS, id)
  }

  /** To be adopted now, unless that has become needless. */
  takeDue(nowMs: number): RecordId[] {
    return this.#due.takeDue(nowMs)
  }
}
