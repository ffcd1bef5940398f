// What others were told of this node's own download of one URL. Claims are compared by what was published, so that both sides
// decide alike (design section 6).
import { sha256, toHex, type PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import type { CrossingOutput } from './crossing-events.js'
import type { ComparableClaim } from './rendezvous.js'

export class OwnClaim {
  readonly #self: PeerId
  readonly #transferSeed: Uint8Array
  #transfers = 0
  #published: ComparableClaim | undefined

  /** @param transferSeed random bytes from which transfer ids are drawn */
  constructor(self: PeerId, transferSeed: Uint8Array) {
    this.#self = self
    this.#transferSeed = transferSeed
  }

  get published(): ComparableClaim | undefined {
    return this.#published
  }

  begin(verifiedBytes: number): CrossingOutput {
    this.#published = { claimant: this.#self, transferId: this.#newTransferId(), verifiedBytes }
    return this.publish(verifiedBytes)
  }

  publish(verifiedBytes: number): CrossingOutput {
    if (this.#published === undefined) throw new Error('there is no claim to publish')
    this.#published = { ...this.#published, verifiedBytes }
    return { type: 'publish-claim', transferId: this.#published.transferId, verifiedBytes }
  }

  end(end: TransferEnd): CrossingOutput[] {
    const ended = this.#published
    this.#published = undefined
    return ended === undefined ? [] : [{ type: 'end-claim', transferId: ended.transferId, end }]
  }

  #newTransferId(): string {
    const count = Uint8Array.of(this.#transfers >> 8, this.#transfers++ & 0xff)
    return toHex(sha256(this.#transferSeed, count).subarray(0, 16))
  }
}
