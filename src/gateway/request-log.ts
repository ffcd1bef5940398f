// What this node was asked to get, while it runs and a while after: how far it is, where it comes from, how it ended.
// Whoever streams the bytes learns from here how they came, or why they stopped.
import type { FetchFreshness, FetchResult, TransferProgress } from '../content/index.js'
import { MAX_REMEMBERED_REQUESTS } from './defaults.js'

export interface ContentRequest {
  readonly id: string
  readonly group: string
  readonly url: string
  readonly state: 'running' | 'done' | 'failed'
  /** From the request to the first byte that could be read, ms. */
  readonly firstByteMs?: number
  /** What the transfer does now, while it runs. */
  readonly transfer?: Omit<TransferProgress, 'url'>
  /** Of what came whole while it was answered: who asked for a part, or has it already, may have none. */
  readonly result?: ContentResult
  readonly error?: { code: string; message: string }
}

/** How a request ended well: what `potluck get --json` prints. */
export interface ContentResult extends FetchResult {
  /** How it was answered; undefined where nobody says. */
  freshness?: FetchFreshness
  /** The group's id. */
  group: string
  /** From the request to the first byte that could be read. */
  firstByteMs: number
}

/** Of all requests since the start. */
export interface RequestTotals {
  readonly done: number
  readonly failed: number
  /** Of those that are done. What was here before is read as its reader likes: the ledger counts it. */
  readonly bytes: { readonly uplink: number; readonly members: number }
}

export class RequestLog {
  readonly #requests = new Map<string, ContentRequest>()
  /** The applications that asked, by request. */
  readonly #askers = new Map<string, string>()
  #count = 0
  #totals: RequestTotals = { done: 0, failed: 0, bytes: { uplink: 0, members: 0 } }

  /**
   * @param url as it was asked for; what is behind a `#` is not asked of anybody, and named nowhere else
   * @param asker the id of the application's token, where it came with one
   */
  start(group: string, url: string, asker?: string): string {
    const id = String(++this.#count)
    if (asker !== undefined) this.#askers.set(id, asker)
    this.#requests.set(id, { id, group, url: url.replace(/#.*$/s, ''), state: 'running' })
    this.#forgetOldest()
    return id
  }

  firstByte(id: string, firstByteMs: number): void {
    this.#change(id, { firstByteMs })
  }

  totals(): RequestTotals {
    return this.#totals
  }

  /** What a request comes to first counts. @param result undefined: it was answered, and what was not asked for may still come */
  done(id: string, result?: ContentResult): void {
    if (!this.#runs(id)) return
    const { uplink, members } = result?.sources ?? { uplink: 0, members: {} }
    const { done, failed, bytes } = this.#totals
    const fromMembers = Object.values(members).reduce((sum, count) => sum + count, 0)
    this.#totals = {
      ...{ done: done + 1, failed },
      bytes: { uplink: bytes.uplink + uplink, members: bytes.members + fromMembers }
    }
    this.#change(id, { state: 'done', ...(result && { result }) })
  }

  /** As {@link done}. */
  failed(id: string, error: { code: string; message: string }): void {
    if (!this.#runs(id)) return
    this.#totals = { ...this.#totals, failed: this.#totals.failed + 1 }
    this.#change(id, { state: 'failed', error })
  }

  get(id: string): ContentRequest | undefined {
    return this.#requests.get(id)
  }

  askerOf(id: string): string | undefined {
    return this.#askers.get(id)
  }

  list(): ContentRequest[] {
    return [...this.#requests.values()]
  }

  #runs(id: string): boolean {
    return this.#requests.get(id)?.state === 'running'
  }

  #change(id: string, change: Partial<ContentRequest>): void {
    const request = this.#requests.get(id)
    if (request !== undefined) this.#requests.set(id, { ...request, ...change })
  }

  /** Running ones stay: each ends with its answer, and those are limited. */
  #forgetOldest(): void {
    for (const { id, state } of this.#requests.values()) {
      if (this.#requests.size <= MAX_REMEMBERED_REQUESTS) return
      if (state === 'running') continue
      this.#requests.delete(id)
      this.#askers.delete(id)
    }
  }
}
