// What members have of one upload, and how each try with them ended, as who chooses of them (known-relays.ts) reckons with it.
import type { PeerId } from '../../base/index.js'
import type { KnownRelays } from './known-relays.js'
import type { AttemptResult } from './uploads.js'

const LOST: ReadonlySet<AttemptResult> = new Set(['wrong-receipt', 'unproved', 'too-late', 'gone'])

export class UploadShares {
  readonly #known: KnownRelays
  readonly #origin: string
  readonly #bytes: number
  readonly #peers = new Set<PeerId>()

  constructor(known: KnownRelays, origin: string, bytes: number) {
    this.#known = known
    this.#origin = origin
    this.#bytes = bytes
  }

  /** It has it, or gets it. */
  took(peer: PeerId): void {
    if (this.#peers.has(peer)) return
    this.#peers.add(peer)
    this.#known.took(this.#origin, peer, this.#bytes)
  }

  /** Nobody else has it any more. */
  keep(peers: ReadonlySet<PeerId>): void {
    for (const peer of this.#peers) {
      if (peers.has(peer)) continue
      this.#peers.delete(peer)
      this.#known.left(this.#origin, peer, this.#bytes)
    }
  }

  ended(peer: PeerId, result: AttemptResult): void {
    // A receipt that says no can be shown for every try of that upload; one that delivers it only once.
    if (result === 'delivered') this.#known.brought(this.#origin, peer)
    else if (LOST.has(result)) this.#known.lost(this.#origin, peer)
  }
}
