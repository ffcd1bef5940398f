// Renewing records that are to live as long as their writer runs (reference section 1.6: AUTOREFRESH). A machine: it is told
// what counts of each record, and says which of them to renew when.
import type { PeerId } from '../base/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { MIN_REFRESH_DELAY_MS, UPKEEP_RETRY_MS } from './defaults.js'
import { ExpiryQueue } from './expiry-queue.js'
import type { View } from './view.js'

/** Whether it is for `author` to renew what `view` shows: it wrote that last. */
export function isToRenew({ winner: { record } }: View, author: PeerId): boolean {
  return record.lastModifiedBy === author && record.autoRefresh && !record.deleted
}

/** How long a record lives from when it was written or renewed, ms: so much longer each renewal makes it. */
export function lifeMs({ expiresAtMs, modifiedAtMs, renewedAtMs }: GroupRecord): number {
  return expiresAtMs - Math.max(modifiedAtMs, renewedAtMs)
}

/** When half its life is left, peer time, ms: a writer that is away for the other half loses nothing. */
export function renewAtMs({ winner: { record }, expiresAtMs }: View): number {
  return Math.floor(expiresAtMs - lifeMs(record) / 2)
}

export class AutoRefresh {
  readonly #author: PeerId
  readonly #queue = new ExpiryQueue()
  /** Of each record that is ours to renew. */
  readonly #dueAtMs = new Map<RecordId, number>()

  constructor(author: PeerId) {
    this.#author = author
  }

  get nextAtMs(): number | undefined {
    return this.#queue.nextAtMs
  }

  /** @param view undefined: nothing of it counts now */
  see(id: RecordId, view: View | undefined, nowMs: number): void {
    if (view === undefined || !isToRenew(view, this.#author)) {
      if (this.#dueAtMs.delete(id)) this.#queue.drop(id)
      return
    }
    this.#renewAt(id, Math.max(renewAtMs(view), nowMs + MIN_REFRESH_DELAY_MS))
  }

  failed(id: RecordId, nowMs: number): void {
    if (this.#dueAtMs.has(id)) this.#renewAt(id, nowMs + UPKEEP_RETRY_MS)
  }

  /** To be renewed now. */
  takeDue(nowMs: number): RecordId[] {
    return this.#queue.takeDue(nowMs).filter((id) => {
      const dueAtMs = this.#dueAtMs.get(id)
      if (dueAtMs !== undefined && dueAtMs > nowMs) this.#queue.add(dueAtMs, id) // It was renewed or changed meanwhile.
      return dueAtMs !== undefined && dueAtMs <= nowMs
    })
  }

  #renewAt(id: RecordId, atMs: number): void {
    this.#dueAtMs.set(id, atMs)
    this.#queue.add(atMs, id)
  }
}
