// The part of a crossing that downloads for all: its claim, when that is said again, and what is read meanwhile: the origin, or
// holders that became known only then.
import type { PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import type { CrossingChoice } from './crossing-choice.js'
import { LINGER_MS, RECLAIM_BYTES, RENEW_CLAIM_MS, REPEAT_CLAIM_MS, SETTLE_MS } from './crossing-defaults.js'
import type { CrossingOutput } from './crossing-events.js'
import { LEAF_BYTES } from './defaults.js'
import type { Inquiry } from './inquiry.js'
import { OwnClaim } from './own-claim.js'
import type { PhaseTimers } from './phase-timers.js'
import type { ComparableClaim } from './rendezvous.js'

export interface OwnDownloadInit {
  readonly self: PeerId
  /** Random bytes from which transfer ids are drawn. */
  readonly transferSeed: Uint8Array
  readonly choice: CrossingChoice
  readonly inquiry: Inquiry
  readonly timers: PhaseTimers
}

export const READ_ALL: CrossingOutput = { type: 'read-origin', maxBytes: undefined }

export class OwnDownload {
  readonly #init: OwnDownloadInit
  readonly #claim: OwnClaim
  #originOpen = false
  /** The claim is said again soon: once for all who need to hear it. */
  #repeatWaits = false
  /** Here, by whatever way, from the start. */
  verifiedBytes = 0

  constructor(init: OwnDownloadInit) {
    this.#init = init
    this.#claim = new OwnClaim(init.self, init.transferSeed)
  }

  get published(): ComparableClaim | undefined {
    return this.#claim.published
  }

  /** Whether who is first by every equal view may open the origin before its claim has settled: then its round trip need not wait. */
  get mayOpenAtOnce(): boolean {
    const { choice, inquiry } = this.#init
    return this.verifiedBytes === 0 && choice.holders.length === 0 && inquiry.mayOpenAtOnce
  }

  /** @param openNow for one leaf, until the claim has settled */
  begin(openNow: boolean): CrossingOutput[] {
    this.#repeatWaits = false
    this.#originOpen = openNow
    return [
      this.#claim.begin(this.verifiedBytes),
      ...(openNow ? [{ type: 'read-origin', maxBytes: LEAF_BYTES } as const] : []),
      this.#init.timers.in(SETTLE_MS, 'settled')
    ]
  }

  /** @param reads what is read now */
  settled(reads: CrossingOutput[]): CrossingOutput[] {
    // A repeat that waited belongs to the round before.
    return [
      ...reads,
      this.#init.timers.in(RENEW_CLAIM_MS, 'renew'),
      ...(this.#repeatWaits ? [this.#repeatTimer()] : [])
    ]
  }

  readOrigin(): CrossingOutput[] {
    const read = this.#originOpen ? ({ type: 'read-on' } as const) : READ_ALL
    this.#originOpen = true
    return [read, ...this.askBeside()]
  }

  /** Claim, transfer and readers stay. */
  readHolders(holders: readonly PeerId[]): CrossingOutput[] {
    this.#originOpen = false
    return [...this.#init.inquiry.end(), { type: 'copy', holders }]
  }

  /** Members that hold it and never said so. */
  askBeside(): CrossingOutput[] {
    return this.#init.inquiry.askBeside(this.#init.choice.notToGo)
  }

  /** What runs has ended, and was not stopped by us. */
  sourceEnded(): void {
    this.#originOpen = false
  }

  /** @param isLeading others go by what was published */
  progress(verifiedBytes: number, isLeading: boolean): CrossingOutput[] {
    this.verifiedBytes = verifiedBytes
    return isLeading && verifiedBytes - (this.published?.verifiedBytes ?? 0) >= RECLAIM_BYTES ? this.publish() : []
  }

  publish(): CrossingOutput[] {
    return [this.#claim.publish(this.verifiedBytes)]
  }

  renew(): CrossingOutput[] {
    return [...this.publish(), this.#init.timers.in(RENEW_CLAIM_MS, 'renew')]
  }

  /** Who asks has not heard our claim, or its need has just crossed it: one answer for all who ask now. */
  publishSoon(): CrossingOutput[] {
    if (this.#repeatWaits) return []
    this.#repeatWaits = true
    return [this.#repeatTimer()]
  }

  /** Whoever claims against us took us for dead, or did not hear us, or not yet: once for all who do so now. */
  assert(): CrossingOutput[] {
    if (this.#repeatWaits) return []
    this.#repeatWaits = true
    return [...this.publish(), this.#repeatTimer()]
  }

  repeated(): CrossingOutput[] {
    this.#repeatWaits = false
    return this.publish()
  }

  complete(): CrossingOutput[] {
    this.#repeatWaits = false
    return [...this.publish(), this.#init.timers.in(LINGER_MS, 'linger-over')]
  }

  end(end: TransferEnd): CrossingOutput[] {
    return this.#claim.end(end)
  }

  #repeatTimer(): CrossingOutput {
    return this.#init.timers.in(REPEAT_CLAIM_MS, 'repeat-claim')
  }
}
