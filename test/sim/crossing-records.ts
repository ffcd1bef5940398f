// What one simulated member knows of the others: needs, claims, locations and presence, flooded and repaired by
// synchronising, the newest of each author and kind. A model of the store and graph as far as crossings see them.
import type { PeerId } from '../../src/base/index.js'
import type { TransferEnd } from '../../src/content/claims.js'
import { CLAIM_TTL_MS, ENDED_CLAIM_TTL_MS, LOCATION_TTL_MS, NEED_TTL_MS } from '../../src/content/crossing-defaults.js'
import { PRESENCE_TTL_MS } from '../../src/graph/defaults.js'

export type RecordBody =
  /** `ended`: nobody need answer any more. */
  | { kind: 'need'; excluded: readonly PeerId[]; cachedOnly?: boolean; ended?: boolean }
  | { kind: 'claim'; transferId: string; verifiedBytes: number; end: TransferEnd | undefined }
  | { kind: 'location' }
  | { kind: 'presence'; uplink: 'yes' | 'no' | 'unknown' }

export interface SimRecord {
  /** Index of the member that wrote it. */
  readonly creator: number
  /** Empty for presence. */
  readonly urlKey: string
  readonly version: number
  readonly expiresAtMs: number
  readonly body: RecordBody
}

export class RecordBoard {
  readonly #records = new Map<string, SimRecord>()
  #versions = 0

  /** @returns whether it was news */
  put(record: SimRecord): boolean {
    const key = keyOf(record)
    const known = this.#records.get(key)
    if (known !== undefined && known.version >= record.version) return false
    this.#versions += record.version - (known?.version ?? 0)
    this.#records.set(key, record)
    return true
  }

  get(kind: RecordBody['kind'], creator: number, urlKey: string): SimRecord | undefined {
    return this.#records.get(`${kind}/${creator}/${urlKey}`)
  }

  all(): Iterable<SimRecord> {
    return this.#records.values()
  }

  get size(): number {
    return this.#records.size
  }

  /** Equal where the same records are known: then there is nothing to synchronise. */
  get fingerprint(): string {
    return `${this.#records.size}/${this.#versions}`
  }

  /** What has expired is gone. @returns it */
  expire(nowMs: number): SimRecord[] {
    const expired = [...this.#records.values()].filter(({ expiresAtMs }) => expiresAtMs <= nowMs)
    for (const record of expired) this.#remove(record)
    return expired
  }

  /** A process that ends loses what is kept in memory. */
  forgetEphemeral(): void {
    for (const record of [...this.#records.values()]) if (record.body.kind !== 'location') this.#remove(record)
  }

  #remove(record: SimRecord): void {
    this.#versions -= record.version
    this.#records.delete(keyOf(record))
  }
}

export function ttlMs(body: RecordBody): number {
  switch (body.kind) {
    case 'need':
      return NEED_TTL_MS
    case 'claim':
      return body.end === undefined ? CLAIM_TTL_MS : ENDED_CLAIM_TTL_MS
    case 'location':
      return LOCATION_TTL_MS
    case 'presence':
      return PRESENCE_TTL_MS
  }
}

function keyOf({ body, creator, urlKey }: SimRecord): string {
  return `${body.kind}/${creator}/${urlKey}`
}
