// How reading from a source (origin, claimant, holders) ended.
import type { BlobInfo } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import { ContentError } from './errors.js'

/**
 * `complete`: the partial blob is sealed, and is what it was said to be. `mismatch`: what we hold is not the beginning of this
 * source's content. `failed`: `end` is what the transfer's signed list said last; `wrong`: the member sent what contradicts
 * it; `silent`: no sign of life came from it.
 */
export type SourceResult =
  | { type: 'complete'; info: BlobInfo }
  | { type: 'failed'; end: TransferEnd | undefined; wrong: boolean; silent: boolean; cause: unknown }
  | { type: 'mismatch' }

/** Something of our own is broken (the disk, say): no other source helps. */
export function isOwnFault(error: unknown): boolean {
  return error instanceof ContentError && (error.code === 'DISK' || error.code === 'TOO_LARGE')
}
