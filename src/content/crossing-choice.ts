// Whom one crossing may choose now, to fetch for all or to copy from: who is there, less those that failed it.
import type { PeerId } from '../base/index.js'
import type { CrossingOutlook, OwnUplink } from './crossing-events.js'
import { rankPeers } from './rendezvous.js'
import { Suspects } from './suspects.js'

export class CrossingChoice {
  readonly #self: PeerId
  readonly #urlKey: string
  readonly suspects = new Suspects()
  #view: CrossingOutlook = { candidates: [], holders: [], uplink: 'unknown' }

  /** @param urlKey 64 hex characters */
  constructor(self: PeerId, urlKey: string) {
    this.#self = self
    this.#urlKey = urlKey
  }

  look(view: CrossingOutlook): void {
    this.#view = view
  }

  get uplink(): OwnUplink {
    return this.#view.uplink
  }

  get isOffline(): boolean {
    return this.uplink === 'no' || this.uplink === 'off'
  }

  /** Who may download for all, in the order in which they speak up. */
  rank(alsoExcluded: readonly PeerId[] = []): PeerId[] {
    const out = new Set([...this.suspects.notToGo(), ...alsoExcluded])
    if (this.isOffline) out.add(this.#self)
    return rankPeers(
      this.#urlKey,
      this.#view.candidates.filter((peer) => !out.has(peer))
    )
  }

  readonly isExcluded = (peer: PeerId): boolean => this.suspects.isExcluded(peer)

  /** Best first. */
  get holders(): PeerId[] {
    return this.#view.holders.filter((peer) => !this.isExcluded(peer))
  }
}
