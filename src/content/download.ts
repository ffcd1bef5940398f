// One crossing of the uplink for everybody, as a machine (design section 6, steps 1 to 3): join, lead, follow, copy, or go
// alone. One per group and URL key in which somebody, here or elsewhere, has an interest. Spec: docs/protocols/crossing.md.
import { sha256, toHex, type PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import type { CrossingInput, CrossingOutput, CrossingPhase, CrossingTimer } from './crossing-events.js'
import {
  ASK_DEADLINE_MS,
  LINGER_MS,
  MAX_EXCLUDED,
  MAX_LOOKUPS,
  MAX_ORIGIN_FAILURES,
  RANK_DELAY_MS,
  RECLAIM_BYTES,
  RENEW_CLAIM_MS,
  REPEAT_CLAIM_MS,
  SETTLE_MS
} from './crossing-defaults.js'
import { LEAF_BYTES } from './defaults.js'
import { compareClaims, rankPeers, type ComparableClaim } from './rendezvous.js'

export interface CrossingInit {
  readonly self: PeerId
  /** 64 hex characters. */
  readonly urlKey: string
  /** Random bytes from which transfer ids are drawn. */
  readonly transferSeed: Uint8Array
}

/** A member that failed this often as a source is not tried again, however alive it says it is. */
const MAX_FAILURES_OF_A_SOURCE = 2

export class Crossing {
  readonly #init: CrossingInit
  #phase: CrossingPhase = 'new'
  #asked = false
  /** Grows with every phase, so that timers of an earlier one are known as such. */
  #round = 0
  #lookups = 0
  #candidates: readonly PeerId[] = []
  #holders: readonly PeerId[] = []
  /** Living claims of others. */
  readonly #claims = new Map<PeerId, ComparableClaim>()
  /** How often a member failed as a source; those we do not choose now are in `#excluded`. */
  readonly #failures = new Map<PeerId, number>()
  readonly #excluded = new Set<PeerId>()
  /** Members, ourselves perhaps among them, whom the origin answered with an error. */
  readonly #originFailures = new Set<PeerId>()
  #unshareable = false
  #verifiedBytes = 0
  /** What others know of us: claims are compared by what was published, so that both sides decide alike. */
  #own: ComparableClaim | undefined
  #transfers = 0
  #originOpen = false
  #repeatWaits = false
  /** Whom we follow or copy from. */
  #sources: readonly PeerId[] = []

  constructor(init: CrossingInit) {
    this.#init = init
  }

  get phase(): CrossingPhase {
    return this.#phase
  }

  handle(input: CrossingInput): CrossingOutput[] {
    if (this.#phase === 'ended') return []
    switch (input.type) {
      case 'ask':
        return this.#ask()
      case 'need':
        return this.#heardNeed(input.excluded)
      case 'claim':
        return this.#heardClaim(input.claim)
      case 'claim-end':
        return this.#claimEnded(input.claimant, input.transferId, input.end)
      case 'gone':
        // Only for choices: while bytes come, the connection and the stall detector decide.
        this.#claims.delete(input.peer)
        return []
      case 'view':
        return this.#view(input.candidates, input.holders)
      case 'progress':
        return this.#progress(input.verifiedBytes)
      case 'origin-answered':
        return input.shareable ? [] : this.#answeredUnshareable()
      case 'origin-failed':
        return this.#originFailed()
      case 'source-failed':
        return this.#sourceFailed(input.end, input.wrong)
      case 'mismatch':
        return this.#mismatch()
      case 'complete':
        return this.#complete()
      case 'close':
        return this.#close(input.broken)
      default:
        return input.round === this.#round ? this.#timer(input.type) : []
    }
  }

  #ask(): CrossingOutput[] {
    if (this.#asked) return []
    this.#asked = true
    // Where we download for others already, or wait for a claim to settle, those who ask here read along.
    return this.#phase === 'new' || this.#phase === 'standby' ? this.#lookUp() : []
  }

  /** Step 1, 2, 3 of the design; again whenever a source has failed. */
  #lookUp(): CrossingOutput[] {
    this.#enter('asking')
    if (++this.#lookups > MAX_LOOKUPS) return this.#goDirect()
    const holders = this.#usableHolders()
    if (holders.length > 0) {
      this.#enter('copying')
      this.#sources = holders
      return [{ type: 'copy', holders }]
    }
    if (this.#unshareable) return this.#goDirect()
    const claim = this.#bestClaim()
    if (claim !== undefined) return this.#follow(claim)
    if (this.#originFailures.size >= MAX_ORIGIN_FAILURES) return this.#goDirect()
    const ranked = this.#rank([])
    if (ranked.length === 0) return this.#originFailures.has(this.#init.self) ? this.#giveUp() : this.#claim(false)
    const rank = ranked.indexOf(this.#init.self)
    if (rank === 0) return this.#claim(true)
    const excluded = [...new Set([...this.#excluded, ...this.#originFailures])].slice(0, MAX_EXCLUDED)
    return [{ type: 'publish-need', excluded }, this.#timerIn(ASK_DEADLINE_MS, 'deadline'), ...this.#rankTimer(rank)]
  }

  #heardNeed(excluded: readonly PeerId[]): CrossingOutput[] {
    const { self } = this.#init
    // Whom the asker could not read from must speak again before it counts; if it lives, it does so at once.
    for (const peer of excluded) if (peer !== self) this.#claims.delete(peer)
    switch (this.#phase) {
      case 'claiming':
      case 'leading':
      case 'lingering': {
        // The asker has not heard our claim, or doubts us. Its need may just have crossed it: one answer for all who ask now.
        if (this.#repeatWaits) return []
        this.#repeatWaits = true
        const timer = this.#timerIn(REPEAT_CLAIM_MS, 'repeat-claim')
        return excluded.includes(self) ? [this.#publishClaim(), timer] : [timer]
      }
      case 'new':
      case 'standby':
      case 'asking': {
        if (this.#usableHolders().length > 0 || this.#bestClaim() !== undefined)
          return this.#phase === 'new' ? this.#end() : []
        const rank = this.#rank(excluded).indexOf(self)
        if (rank === 0) return this.#claim(true)
        if (this.#phase !== 'new') return []
        if (rank < 0 || rank * RANK_DELAY_MS > ASK_DEADLINE_MS) return this.#end()
        this.#enter('standby')
        return this.#rankTimer(rank)
      }
      default:
        return []
    }
  }

  #heardClaim(claim: ComparableClaim): CrossingOutput[] {
    const { claimant } = claim
    this.#claims.set(claimant, claim)
    // It lives after all: the failure was the connection's, so it gets another chance, once.
    if ((this.#failures.get(claimant) ?? 0) < MAX_FAILURES_OF_A_SOURCE) this.#excluded.delete(claimant)
    if (this.#excluded.has(claimant)) return []
    switch (this.#phase) {
      case 'standby':
        return this.#end()
      case 'asking':
        return this.#follow(claim)
      case 'claiming':
      case 'leading':
        return this.#own !== undefined && compareClaims(this.#init.urlKey, claim, this.#own) < 0 ? this.#lose() : []
      default:
        return [] // Remembered for the next look-up.
    }
  }

  #claimEnded(claimant: PeerId, transferId: string, end: TransferEnd | 'expired'): CrossingOutput[] {
    if (this.#claims.get(claimant)?.transferId === transferId) this.#claims.delete(claimant)
    if (end === 'origin-failed') this.#originFailures.add(claimant)
    if (end === 'unshareable') this.#unshareable = true
    if (end === 'complete' || end === 'expired') return []
    if (this.#phase === 'following' && this.#sources.includes(claimant)) return this.#lookUpAfterSource()
    if (this.#phase === 'asking' && this.#unshareable) return this.#goDirect()
    if (this.#phase === 'standby' && this.#unshareable) return this.#end()
    return []
  }

  #view(candidates: readonly PeerId[], holders: readonly PeerId[]): CrossingOutput[] {
    this.#candidates = candidates
    this.#holders = holders
    if (this.#usableHolders().length === 0) return []
    switch (this.#phase) {
      case 'standby':
        return this.#end()
      case 'asking':
        return this.#lookUp()
      case 'claiming':
        return this.#lose()
      default:
        return [] // What runs, runs on: the same bytes from another source are worth no interruption.
    }
  }

  #progress(verifiedBytes: number): CrossingOutput[] {
    this.#verifiedBytes = verifiedBytes
    const leads = this.#phase === 'claiming' || this.#phase === 'leading'
    return leads && verifiedBytes - (this.#own?.verifiedBytes ?? 0) >= RECLAIM_BYTES ? [this.#publishClaim()] : []
  }

  #answeredUnshareable(): CrossingOutput[] {
    this.#unshareable = true
    const ended = this.#endClaim('unshareable')
    if (!this.#asked) return [{ type: 'stop-source' }, ...ended, ...this.#end()]
    this.#enter('direct')
    return [...ended, { type: 'keep-private' }, { type: 'read-on' }]
  }

  #originFailed(): CrossingOutput[] {
    this.#originOpen = false
    this.#originFailures.add(this.#init.self)
    if (this.#phase === 'direct') return this.#giveUp()
    const ended = this.#endClaim('origin-failed')
    return [...ended, ...(this.#asked ? this.#lookUp() : this.#end())]
  }

  #sourceFailed(end: TransferEnd | undefined, wrong: boolean): CrossingOutput[] {
    for (const peer of this.#sources) {
      this.#claims.delete(peer)
      if (end === 'origin-failed') this.#originFailures.add(peer)
      if (end === 'lost' || end === 'origin-failed' || end === 'unshareable') continue
      this.#excluded.add(peer)
      this.#failures.set(peer, wrong ? MAX_FAILURES_OF_A_SOURCE : (this.#failures.get(peer) ?? 0) + 1)
    }
    if (end === 'unshareable') this.#unshareable = true
    return this.#lookUp()
  }

  #mismatch(): CrossingOutput[] {
    this.#verifiedBytes = 0
    const leads = this.#phase === 'claiming' || this.#phase === 'leading'
    const before = [{ type: 'stop-source' } as const, ...(leads ? this.#endClaim('lost') : [])]
    this.#originOpen = false
    return [...before, ...(this.#asked ? this.#lookUp() : this.#end())]
  }

  #complete(): CrossingOutput[] {
    if (this.#phase !== 'claiming' && this.#phase !== 'leading') return this.#end()
    this.#enter('lingering')
    this.#repeatWaits = false
    return [this.#publishClaim(), this.#timerIn(LINGER_MS, 'linger-over')]
  }

  #close(broken: boolean): CrossingOutput[] {
    // Who is broken must not be chosen by the same followers again.
    const ended = this.#endClaim(this.#phase === 'lingering' ? 'complete' : broken ? 'origin-failed' : 'lost')
    return [{ type: 'stop-source' }, ...ended, ...this.#end()]
  }

  #timer(type: CrossingTimer['type']): CrossingOutput[] {
    switch (type) {
      case 'rank-due':
        return this.#claim(false)
      case 'deadline':
        // After an origin's error here nobody else went either: that error is the answer.
        return this.#originFailures.has(this.#init.self)
          ? this.#giveUp()
          : [{ type: 'asked-in-vain' }, ...this.#claim(false)]
      case 'settled': {
        this.#enter('leading')
        const read: CrossingOutput = this.#originOpen
          ? { type: 'read-on' }
          : { type: 'read-origin', maxBytes: undefined }
        this.#originOpen = true
        // A repeat that waited belongs to the round before.
        const repeat = this.#repeatWaits ? [this.#timerIn(REPEAT_CLAIM_MS, 'repeat-claim')] : []
        return [read, this.#timerIn(RENEW_CLAIM_MS, 'renew'), ...repeat]
      }
      case 'renew':
        return [this.#publishClaim(), this.#timerIn(RENEW_CLAIM_MS, 'renew')]
      case 'repeat-claim':
        this.#repeatWaits = false
        return [this.#publishClaim()]
      case 'linger-over':
        return [...this.#endClaim('complete'), ...this.#end()]
    }
  }

  /** @param openNow whether by every equal view nobody can be better: then the origin's round trip need not wait */
  #claim(openNow: boolean): CrossingOutput[] {
    this.#enter('claiming')
    this.#repeatWaits = false
    this.#originOpen = openNow
    this.#own = { claimant: this.#init.self, transferId: this.#newTransferId(), verifiedBytes: this.#verifiedBytes }
    return [
      this.#publishClaim(),
      ...(openNow ? [{ type: 'read-origin', maxBytes: LEAF_BYTES } as const] : []),
      this.#timerIn(SETTLE_MS, 'settled')
    ]
  }

  /** A better claim, or a holder before ours had settled. Our bytes stay; the winner has at least as many. */
  #lose(): CrossingOutput[] {
    this.#originOpen = false
    const outputs: CrossingOutput[] = [{ type: 'stop-source' }, ...this.#endClaim('lost')]
    return [...outputs, ...(this.#asked ? this.#lookUp() : this.#end())]
  }

  #follow(claim: ComparableClaim): CrossingOutput[] {
    this.#enter('following')
    this.#sources = [claim.claimant]
    return [{ type: 'follow', claimant: claim.claimant, transferId: claim.transferId }]
  }

  #lookUpAfterSource(): CrossingOutput[] {
    return [{ type: 'stop-source' }, ...this.#lookUp()]
  }

  #goDirect(): CrossingOutput[] {
    if (this.#originFailures.has(this.#init.self)) return this.#giveUp()
    this.#enter('direct')
    return [{ type: 'read-origin', maxBytes: undefined }]
  }

  #giveUp(): CrossingOutput[] {
    return [{ type: 'give-up' }, ...this.#end()]
  }

  #end(): CrossingOutput[] {
    this.#enter('ended')
    return [{ type: 'ended' }]
  }

  #enter(phase: CrossingPhase): void {
    this.#phase = phase
    this.#round++
    this.#sources = []
  }

  #publishClaim(): CrossingOutput {
    const own = { ...this.#own!, verifiedBytes: this.#verifiedBytes }
    this.#own = own
    return { type: 'publish-claim', transferId: own.transferId, verifiedBytes: own.verifiedBytes }
  }

  #endClaim(end: TransferEnd): CrossingOutput[] {
    const own = this.#own
    this.#own = undefined
    return own === undefined ? [] : [{ type: 'end-claim', transferId: own.transferId, end }]
  }

  #rankTimer(rank: number): CrossingOutput[] {
    return rank > 0 && rank * RANK_DELAY_MS <= ASK_DEADLINE_MS ? [this.#timerIn(rank * RANK_DELAY_MS, 'rank-due')] : []
  }

  #timerIn(inMs: number, type: CrossingTimer['type']): CrossingOutput {
    return { type: 'set-timer', inMs, then: { type, round: this.#round } }
  }

  #rank(alsoExcluded: readonly PeerId[]): PeerId[] {
    const out = new Set([...this.#excluded, ...this.#originFailures, ...alsoExcluded])
    return rankPeers(
      this.#init.urlKey,
      this.#candidates.filter((peer) => !out.has(peer))
    )
  }

  #usableHolders(): PeerId[] {
    return this.#holders.filter((peer) => !this.#excluded.has(peer))
  }

  #bestClaim(): ComparableClaim | undefined {
    const claims = [...this.#claims.values()].filter(({ claimant }) => !this.#excluded.has(claimant))
    return claims.sort((a, b) => compareClaims(this.#init.urlKey, a, b))[0]
  }

  #newTransferId(): string {
    const count = Uint8Array.of(this.#transfers >> 8, this.#transfers++ & 0xff)
    return toHex(sha256(this.#init.transferSeed, count).subarray(0, 16))
  }
}
