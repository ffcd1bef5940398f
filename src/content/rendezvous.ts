// Who goes, computed alike by everybody: highest-random-weight hashing (Thaler and Ravishankar, 1998), smallest hash first.
import { compareBytes, fromHex, publicKeyFromPeerId, sha256, type PeerId } from '../base/index.js'

/** SHA-256 over URL key and the member's public key, 32 bytes each. @throws {RangeError} where one of them is not */
export function rendezvousHash(urlKey: string, peer: PeerId): Uint8Array {
  const key = fromHex(urlKey)
  const publicKey = publicKeyFromPeerId(peer)
  if (key?.byteLength !== 32 || publicKey === undefined) throw new RangeError(`${urlKey} and ${peer} cannot be ranked`)
  return sha256(key, publicKey)
}

/** `peers` in the order in which they are to speak up. */
export function rankPeers(urlKey: string, peers: readonly PeerId[]): PeerId[] {
  return peers
    .map((peer) => ({ peer, hash: rendezvousHash(urlKey, peer) }))
    .sort((a, b) => compareBytes(a.hash, b.hash))
    .map(({ peer }) => peer)
}

/** The same with whom the group elected first, where it is among them. Claims are compared without: members may not know alike. */
export function rankCandidates(urlKey: string, candidates: readonly PeerId[], provider: PeerId | undefined): PeerId[] {
  const ranked = rankPeers(urlKey, candidates)
  if (provider === undefined || !ranked.includes(provider)) return ranked
  return [provider, ...ranked.filter((peer) => peer !== provider)]
}

/** What decides between two claims for one URL. */
export interface ComparableClaim {
  readonly claimant: PeerId
  /** 32 hex characters. */
  readonly transferId: string
  /** As last published: what others know too, so that all decide alike. */
  readonly verifiedBytes: number
}

/**
 * Negative where `a` wins: more verified bytes, then the smaller rendezvous hash (so the natural first wins a tie), then the
 * smaller transfer id. A total order over claims of different transfers.
 */
export function compareClaims(urlKey: string, a: ComparableClaim, b: ComparableClaim): number {
  if (a.verifiedBytes !== b.verifiedBytes) return b.verifiedBytes - a.verifiedBytes
  if (a.claimant !== b.claimant) {
    return compareBytes(rendezvousHash(urlKey, a.claimant), rendezvousHash(urlKey, b.claimant))
  }
  return a.transferId < b.transferId ? -1 : a.transferId > b.transferId ? 1 : 0
}
