// How many bytes of changes are here, of each author and of all others: running sums, by which nobody fills a disk.
import type { PeerId } from '../base/index.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR, MAX_FOREIGN_CHANGE_BYTES } from './defaults.js'

export class ChangeBudget {
  readonly #self: PeerId
  readonly #bytesOf = new Map<PeerId, number>()
  #foreignBytes = 0

  constructor(self: PeerId) {
    this.#self = self
  }

  /** @param bytes that came, or (negative) went */
  count(author: PeerId, bytes: number): void {
    this.#bytesOf.set(author, this.bytesOf(author) + bytes)
    if (author !== this.#self) this.#foreignBytes += bytes
  }

  bytesOf(author: PeerId): number {
    return this.#bytesOf.get(author) ?? 0
  }

  /**
   * Whether `bytes` more of `author` fit. Our own history coming back after a lost disk always does.
   * @param endedBytes how many of those that are here go as soon as what was written again is here: they do not keep it out
   */
  hasRoomFor(author: PeerId, bytes: number, endedBytes: () => number = () => 0): boolean {
    if (author === this.#self) return true
    const sum = this.bytesOf(author) + bytes
    if (sum > 2 * MAX_CHANGE_BYTES_PER_AUTHOR) return false
    if (sum > MAX_CHANGE_BYTES_PER_AUTHOR && sum - endedBytes() > MAX_CHANGE_BYTES_PER_AUTHOR) return false
    return this.#foreignBytes + bytes <= MAX_FOREIGN_CHANGE_BYTES
  }
}
