// How many bytes of changes are here, of each author and of all others: running sums, by which nobody fills a disk.
import type { PeerId } from '../base/index.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR, MAX_FOREIGN_CHANGE_BYTES } from './defaults.js'

export class ChangeBudget {
  readonly #self: PeerId
  readonly #bytesOf = new Map<PeerId, number>()
  #foreignBytes = 0
  /** Of each author, what goes as soon as what was written again is here; and of all others. */
  readonly #endedOf = new Map<PeerId, number>()
  #endedBytes = 0

  constructor(self: PeerId) {
    this.#self = self
  }

  /** @param bytes that came, or (negative) went */
  count(author: PeerId, bytes: number): void {
    this.#bytesOf.set(author, this.bytesOf(author) + bytes)
    if (author !== this.#self) this.#foreignBytes += bytes
  }

  /** @param bytes of those counted that have ended, or (negative) had ended and went */
  countEnded(author: PeerId, bytes: number): void {
    this.#endedOf.set(author, (this.#endedOf.get(author) ?? 0) + bytes)
    if (author !== this.#self) this.#endedBytes += bytes
  }

  bytesOf(author: PeerId): number {
    return this.#bytesOf.get(author) ?? 0
  }

  /**
   * Whether `bytes` more of `author` fit. Our own history coming back after a lost disk always does. What has ended does not keep
   * out what was written again, up to twice each limit.
   */
  hasRoomFor(author: PeerId, bytes: number): boolean {
    if (author === this.#self) return true
    const ofAuthor = this.bytesOf(author) + bytes
    const ofAll = this.#foreignBytes + bytes
    return (
      fits(ofAuthor, this.#endedOf.get(author) ?? 0, MAX_CHANGE_BYTES_PER_AUTHOR) &&
      fits(ofAll, this.#endedBytes, MAX_FOREIGN_CHANGE_BYTES)
    )
  }
}

function fits(bytes: number, endedBytes: number, limit: number): boolean {
  return bytes - Math.min(endedBytes, limit) <= limit
}
