// What this machine copied of its local sources for each member that did not fetch it: a need is 250 bytes, and must not make every holder
// read and write whole disks.
import { setNewest, type PeerId } from '../../base/index.js'
import { COPIED_HALF_LIFE_MS, MAX_ASKERS_REMEMBERED, MAX_COPIED_FOR_ASKER_BYTES } from './source-defaults.js'

interface Owed {
  readonly bytes: number
  readonly atMs: number
  /** Given to that member by then. */
  readonly servedBytes: number
}

export class CopiedFor {
  /** Who was looked at last comes last. */
  readonly #owed = new Map<PeerId, Owed>()
  readonly #servedTo: (asker: PeerId) => number

  /** @param servedTo body bytes given to that member since this node started */
  constructor(servedTo: (asker: PeerId) => number) {
    this.#servedTo = servedTo
  }

  /**
   * A copy of so many bytes is to be taken for that member, now (monotonic, ms). It counts whole while it is taken.
   * @returns to be called with what was read when it is over; undefined where it would be too much
   */
  begin(asker: PeerId, bytes: number, nowMs: number): ((readBytes: number) => void) | undefined {
    if (this.#bytes(asker, nowMs) + bytes > MAX_COPIED_FOR_ASKER_BYTES) return undefined
    this.#add(asker, bytes, nowMs)
    return (readBytes) => this.#add(asker, Math.min(0, readBytes - bytes), nowMs)
  }

  #bytes(asker: PeerId, nowMs: number): number {
    const owed = this.#owed.get(asker)
    if (owed === undefined) return 0
    const left = owed.bytes * 2 ** (-Math.max(0, nowMs - owed.atMs) / COPIED_HALF_LIFE_MS)
    // What it fetched it asked for in earnest, whatever that was.
    return Math.max(0, left - (this.#servedTo(asker) - owed.servedBytes))
  }

  #add(asker: PeerId, bytes: number, nowMs: number): void {
    const owed = {
      bytes: Math.max(0, this.#bytes(asker, nowMs) + bytes),
      atMs: nowMs,
      servedBytes: this.#servedTo(asker)
    }
    setNewest(this.#owed, asker, owed, MAX_ASKERS_REMEMBERED)
  }
}
