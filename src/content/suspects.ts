// Whom one crossing does not choose now, and why: sources that failed it, members whose way to the origin failed.
import type { PeerId } from '../base/index.js'
import { RECLAIM_BYTES } from './crossing-defaults.js'
import type { ComparableClaim } from './rendezvous.js'

/** A member that failed this often as a source is not tried again, however alive it says it is. */
const MAX_FAILURES_OF_A_SOURCE = 2

export class Suspects {
  readonly #failures = new Map<PeerId, { count: number; silentAtBytes: number | undefined }>()
  readonly #excluded = new Set<PeerId>()
  /** Members, ourselves perhaps among them, whom the origin answered with an error. */
  readonly #refused = new Set<PeerId>()
  /** Members, ourselves perhaps among them, whose line leads nowhere. */
  readonly #offline = new Set<PeerId>()

  /** How many members the origin answered with an error. */
  get refusals(): number {
    return this.#refused.size
  }

  /** Whether the origin is out of reach for this member, for whatever reason. */
  isCutOff(peer: PeerId): boolean {
    return this.#refused.has(peer) || this.#offline.has(peer)
  }

  originFailed(peer: PeerId, offline: boolean): void {
    if (offline) this.#offline.add(peer)
    else this.#refused.add(peer)
  }

  /** @param claim the last that was heard of it: one that was silent must show that its download moves */
  sourceFailed(peer: PeerId, wrong: boolean, silent: boolean, claim: ComparableClaim | undefined): void {
    const count = wrong ? MAX_FAILURES_OF_A_SOURCE : (this.#failures.get(peer)?.count ?? 0) + 1
    this.#failures.set(peer, { count, silentAtBytes: silent ? (claim?.verifiedBytes ?? 0) : undefined })
    this.#excluded.add(peer)
  }

  /** It lives after all: the failure was the connection's, so it gets another chance, once. */
  heard({ claimant, verifiedBytes }: ComparableClaim): void {
    const failures = this.#failures.get(claimant)
    if (failures === undefined || failures.count >= MAX_FAILURES_OF_A_SOURCE) return
    const { silentAtBytes } = failures
    if (silentAtBytes === undefined || verifiedBytes >= silentAtBytes + RECLAIM_BYTES) this.#excluded.delete(claimant)
  }

  isExcluded(peer: PeerId): boolean {
    return this.#excluded.has(peer)
  }

  /** All who are not to download for us now. */
  notToGo(): PeerId[] {
    return [...new Set([...this.#excluded, ...this.#refused, ...this.#offline])]
  }
}
