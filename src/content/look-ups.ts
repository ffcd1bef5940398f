// How often a crossing has looked for a source in vain.
import { MAX_LOOKUPS } from './crossing-defaults.js'

/** A source that was outdone is ordinary life, many at once where many go at once; but not for ever. */
const LOST_COUNTS_AS = 1 / 8

export class LookUps {
  /** Since bytes last came. */
  #count = 0
  #bytesBefore = 0

  /** @returns whether there is no sense in looking again */
  isOver(verifiedBytes: number, counts: boolean): boolean {
    if (verifiedBytes > this.#bytesBefore) this.#count = 0
    this.#bytesBefore = verifiedBytes
    this.#count += counts ? 1 : LOST_COUNTS_AS
    return this.#count > MAX_LOOKUPS
  }
}
