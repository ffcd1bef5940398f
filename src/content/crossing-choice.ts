// Whom one crossing may choose now, to fetch for all, to copy from or to follow: what it knows of the others, less those that
// failed it.
import type { PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import { MAX_EXCLUDED } from './crossing-defaults.js'
import type { CrossingInput, CrossingOutlook, OwnUplink } from './crossing-events.js'
import { HeardClaims, type HeardClaim } from './heard-claims.js'
import { rankCandidates, type ComparableClaim } from './rendezvous.js'
import { Suspects } from './suspects.js'

export type SourceFailure = Extract<CrossingInput, { type: 'source-failed' }>

export class CrossingChoice {
  readonly #self: PeerId
  readonly #urlKey: string
  readonly suspects = new Suspects()
  readonly #claims: HeardClaims
  /** Who has claimed since the last phase began: whatever their connections do, they live. */
  readonly #heardSince = new Set<PeerId>()
  /** Who has said that the origin has something else by now. */
  readonly #toldOfChange = new Set<PeerId>()
  #outlook: CrossingOutlook = { candidates: [], holders: [], uplink: 'unknown' }

  /** @param urlKey 64 hex characters */
  constructor(self: PeerId, urlKey: string) {
    this.#self = self
    this.#urlKey = urlKey
    this.#claims = new HeardClaims(urlKey)
  }

  look(outlook: CrossingOutlook): void {
    this.#outlook = outlook
  }

  nextPhase(): void {
    this.#heardSince.clear()
  }

  get uplink(): OwnUplink {
    return this.#outlook.uplink
  }

  get isOffline(): boolean {
    return this.uplink === 'no' || this.uplink === 'off'
  }

  /** Who may download for all, in the order in which they speak up. */
  rank(alsoExcluded: readonly PeerId[] = []): PeerId[] {
    const out = new Set([...this.suspects.notToGo(), ...alsoExcluded])
    if (this.isOffline) out.add(this.#self)
    const candidates = this.#outlook.candidates.filter((peer) => !out.has(peer))
    return rankCandidates(this.#urlKey, candidates, this.#outlook.provider)
  }

  /** Of those who are not to download for us now, as many as a need names. */
  get notToGo(): PeerId[] {
    return this.suspects.notToGo().slice(0, MAX_EXCLUDED)
  }

  /** Best first. */
  get holders(): PeerId[] {
    return this.#outlook.holders.filter((peer) => !this.#isExcluded(peer))
  }

  /** Of them, whom everybody knows. */
  get toldHolders(): PeerId[] {
    return this.holders.filter((peer) => this.#outlook.offered?.includes(peer) !== true)
  }

  /** Whether there are none, but of what is past its life. */
  get isOutdated(): boolean {
    return this.holders.length === 0 && this.#outlook.isOutdated === true
  }

  /** The best claim that lives. */
  get claim(): HeardClaim | undefined {
    return this.#claims.best(this.#isExcluded)
  }

  /** Whether somebody claimed since the phase began whom we could follow. */
  get hasHeard(): boolean {
    return this.#claims.best((peer) => this.#isExcluded(peer) || !this.#heardSince.has(peer)) !== undefined
  }

  /** @returns it, where its claimant may be chosen */
  hear(claim: ComparableClaim): HeardClaim | undefined {
    const heard = this.#claims.hear(claim)
    this.suspects.heard(claim.claimant)
    return this.#isExcluded(claim.claimant) ? undefined : heard
  }

  /** It claims while something else runs here. */
  livesBeside(claimant: PeerId): void {
    this.#heardSince.add(claimant)
  }

  forget(peer: PeerId): void {
    this.#claims.forget(peer)
  }

  claimEnded(claimant: PeerId, transferId: string, end: TransferEnd | 'expired'): void {
    if (this.#claims.of(claimant)?.transferId === transferId) this.#claims.forget(claimant)
    if (end === 'origin-failed' || end === 'offline') this.suspects.originFailed(claimant, end === 'offline')
  }

  /** Whether what is here is of no use, as that member says: each is believed once, since it costs all that is here. */
  believesChange(claimant: PeerId): boolean {
    if (this.#toldOfChange.has(claimant)) return false
    this.#toldOfChange.add(claimant)
    return true
  }

  /** @param isBegin nothing was got of it, nor a sign of life */
  sourcesFailed(peers: readonly PeerId[], { end, wrong }: SourceFailure, isBegin: boolean): void {
    for (const peer of peers) {
      // Busy, not dead: whoever took its place now would read from the origin beside it.
      const lives = isBegin && this.#heardSince.has(peer)
      if (!lives) this.#claims.forget(peer)
      if (end === 'origin-failed' || end === 'offline') this.suspects.originFailed(peer, end === 'offline')
      else if (end === undefined || end === 'complete') this.suspects.sourceFailed(peer, wrong)
      if (lives) this.suspects.heard(peer)
    }
  }

  readonly #isExcluded = (peer: PeerId): boolean => this.suspects.isExcluded(peer)
}
