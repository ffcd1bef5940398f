// Reading from the origin into a growing blob (design section 6).
import { equalBytes, sha256, type Clock } from '../base/index.js'
import type { PartialBlob } from './blob-store.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { intoLeaves } from './leaf-hashes.js'
import { factsOf } from './location.js'
import { openOrigin } from './origin.js'
import type { OriginPolicy } from './origin-policy.js'
import type { SourceResult } from './source-result.js'
import type { TransferFacts } from './transfer-list.js'

export interface LeadInit {
  url: string
  policy: OriginPolicy
  clock: Clock
  signal: AbortSignal
  /** Makes, or finds, what to write to. Asked once the origin has answered. */
  partial(expectedBytes: number | undefined): Promise<PartialBlob>
  /** Resolves when more than this many bytes of the content may be read. */
  mayRead(bytes: number): Promise<void>
  onBytes(bytes: number): void
  onAnswer(facts: TransferFacts, shareable: boolean): void
}

/**
 * Always from the first byte. What is held already is compared and not written again: going on from there with a range needs
 * what the origin said of it then.
 * @throws {ContentError} what `openOrigin` throws, `DISK`, `TOO_LARGE`; the signal's reason
 */
export async function readOrigin(init: LeadInit): Promise<SourceResult> {
  const { url, policy, clock, signal, onBytes } = init
  const response = await openOrigin(url, { policy, clock, signal, onBytes })
  try {
    init.onAnswer({ ...factsOf(response.headers), expectedBytes: response.totalBytes }, response.sharing.ok)
    signal.throwIfAborted()
    const partial = await init.partial(response.totalBytes)
    const heldLeaves = partial.bytes / LEAF_BYTES
    const held = partial.leafHashes(0)
    let leaves = 0
    for await (const leaf of intoLeaves(response.body)) {
      // Before it is written: what is smaller than a leaf is whole at once, and never lies about half done.
      await init.mayRead(leaves * LEAF_BYTES)
      if (leaves >= heldLeaves) await partial.append(leaf)
      else if (!equalBytes(sha256(leaf), held.subarray(leaves * HASH_BYTES, (leaves + 1) * HASH_BYTES))) {
        return { type: 'mismatch' }
      }
      leaves++
    }
    return leaves < heldLeaves ? { type: 'mismatch' } : { type: 'complete', info: await partial.seal() }
  } finally {
    response.body.cancel()
  }
}
