// Living claims of others for one URL, as they were heard.
import type { PeerId } from '../base/index.js'
import { LEAF_BYTES } from './defaults.js'
import { RECLAIM_BYTES } from './crossing-defaults.js'
import { compareClaims, type ComparableClaim } from './rendezvous.js'

export interface HeardClaim extends ComparableClaim {
  /** Heard once: its bytes are what the claimant has. Later ones lag behind by up to {@link RECLAIM_BYTES}. */
  readonly isFresh: boolean
}

export class HeardClaims {
  readonly #urlKey: string
  readonly #claims = new Map<PeerId, HeardClaim>()

  /** @param urlKey 64 hex characters */
  constructor(urlKey: string) {
    this.#urlKey = urlKey
  }

  hear(claim: ComparableClaim): HeardClaim {
    const { claimant, transferId } = claim
    const heard = { ...claim, isFresh: this.#claims.get(claimant)?.transferId !== transferId }
    this.#claims.set(claimant, heard)
    return heard
  }

  of(claimant: PeerId): HeardClaim | undefined {
    return this.#claims.get(claimant)
  }

  forget(claimant: PeerId): void {
    this.#claims.delete(claimant)
  }

  best(isExcluded: (claimant: PeerId) => boolean): HeardClaim | undefined {
    const claims = [...this.#claims.values()].filter(({ claimant }) => !isExcluded(claimant))
    return claims.sort((a, b) => compareClaims(this.#urlKey, a, b))[0]
  }
}

/** Whether whoever holds so many bytes should download in this claimant's place: claims decide (design section 6). */
export function outdoes(verifiedBytes: number, claim: HeardClaim): boolean {
  return verifiedBytes - claim.verifiedBytes >= (claim.isFresh ? LEAF_BYTES : RECLAIM_BYTES)
}
