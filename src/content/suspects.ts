// Whom one crossing does not choose now, and why: sources that failed it, members whose way to the origin failed.
import type { PeerId } from '../base/index.js'

/** A member that failed this often as a source is not tried again, however alive it says it is. */
const MAX_FAILURES_OF_A_SOURCE = 2

export class Suspects {
  /** How often each failed. */
  readonly #failures = new Map<PeerId, number>()
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

  sourceFailed(peer: PeerId, wrong: boolean): void {
    this.#failures.set(peer, wrong ? MAX_FAILURES_OF_A_SOURCE : (this.#failures.get(peer) ?? 0) + 1)
    this.#excluded.add(peer)
  }

  /** It lives after all: the failure was the connection's, so it gets another chance, once. */
  heard(claimant: PeerId): void {
    if ((this.#failures.get(claimant) ?? 0) < MAX_FAILURES_OF_A_SOURCE) this.#excluded.delete(claimant)
  }

  isExcluded(peer: PeerId): boolean {
    return this.#excluded.has(peer)
  }

  /** All who are not to download for us now. */
  notToGo(): PeerId[] {
    return [...new Set([...this.#excluded, ...this.#refused, ...this.#offline])]
  }
}
