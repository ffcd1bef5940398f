// One crossing of the uplink for everybody, as a machine (design section 6, steps 1 to 5): join, lead, follow, copy, take
// over, or go alone. One per group and URL key in which somebody, here or elsewhere, has an interest. Spec: docs/protocols/crossing.md.
import type { PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import { CrossingChoice } from './crossing-choice.js'
import type { CrossingInput, CrossingOutput, CrossingPhase, CrossingTimer } from './crossing-events.js'
import {
  ASK_DEADLINE_MS,
  LINGER_MS,
  MAX_EXCLUDED,
  MAX_LOOKUPS,
  MAX_ORIGIN_FAILURES,
  OFFLINE_DEADLINE_MS,
  RANK_DELAY_MS,
  RECLAIM_BYTES,
  RENEW_CLAIM_MS,
  REPEAT_CLAIM_MS,
  REPEAT_NEED_MS,
  SETTLE_MS
} from './crossing-defaults.js'
import { LEAF_BYTES } from './defaults.js'
import { HeardClaims, outdoes, type HeardClaim } from './heard-claims.js'
import { OwnClaim } from './own-claim.js'
import { compareClaims, type ComparableClaim } from './rendezvous.js'

export interface CrossingInit {
  readonly self: PeerId
  /** 64 hex characters. */
  readonly urlKey: string
  /** Random bytes from which transfer ids are drawn. */
  readonly transferSeed: Uint8Array
}

/** A source that was outdone is ordinary life, many at once where many go at once; but not for ever. */
const LOST_COUNTS_AS = 1 / 8

const READ_ALL: CrossingOutput = { type: 'read-origin', maxBytes: undefined }

type SourceFailure = Extract<CrossingInput, { type: 'source-failed' }>

export class Crossing {
  readonly #init: CrossingInit
  #phase: CrossingPhase = 'new'
  #asked = false
  #onlyHeld = false
  /** Grows with every phase, so that timers of an earlier one are known as such. */
  #round = 0
  /** Since bytes last came. */
  #lookups = 0
  #bytesAtLookup = 0
  readonly #choice: CrossingChoice
  readonly #claims: HeardClaims
  #unshareable = false
  #askedInVain = false
  #verifiedBytes = 0
  readonly #own: OwnClaim
  #originOpen = false
  #repeatWaits = false
  /** Whom we follow or copy from. */
  #sources: readonly PeerId[] = []
  /** Who has claimed since then: whatever their connections do, they live. */
  readonly #heardSince = new Set<PeerId>()

  constructor(init: CrossingInit) {
    this.#init = init
    this.#choice = new CrossingChoice(init.self, init.urlKey)
    this.#claims = new HeardClaims(init.urlKey)
    this.#own = new OwnClaim(init.self, init.transferSeed)
  }

  get phase(): CrossingPhase {
    return this.#phase
  }

  /** Somebody here asked, not members alone. */
  get isAsked(): boolean {
    return this.#asked
  }

  /** Nobody here wants more than what members have: no origin is asked for it. */
  get isOnlyHeld(): boolean {
    return this.#onlyHeld
  }

  handle(input: CrossingInput): CrossingOutput[] {
    if (this.#phase === 'ended') return []
    switch (input.type) {
      case 'ask':
        return this.#ask(input.onlyHeld === true)
      case 'need':
        return this.#heardNeed(input.excluded, input.cachedOnly === true)
      case 'claim':
        return this.#heardClaim(input.claim)
      case 'claim-end':
        return this.#claimEnded(input.claimant, input.transferId, input.end)
      case 'gone':
        // Only for choices: while bytes come, the connection and the stall detector decide.
        this.#claims.forget(input.peer)
        return []
      case 'view':
        this.#choice.look(input)
        return this.#viewed()
      case 'progress':
        return this.#progress(input.verifiedBytes)
      case 'origin-answered':
        return input.shareable ? [] : this.#answeredUnshareable()
      case 'origin-failed':
        return this.#originFailed(input.offline, input.definitive === true)
      case 'source-failed':
        return this.#sourceFailed(input)
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

  #ask(onlyHeld: boolean): CrossingOutput[] {
    if (!onlyHeld || !this.#asked) this.#onlyHeld = onlyHeld
    // What others wait for goes on without such an asker, who reads along if it comes.
    if (this.#asked || (onlyHeld && this.#phase === 'standby')) return []
    this.#asked = true
    // Where we download for others already, or wait for a claim to settle, those who ask here read along.
    return this.#phase === 'new' || this.#phase === 'standby' ? this.#lookUp() : []
  }

  /** Step 1, 2, 3 of the design; again whenever a source has failed. */
  #lookUp(counts = true): CrossingOutput[] {
    this.#enter('asking')
    if (this.#verifiedBytes > this.#bytesAtLookup) this.#lookups = 0
    this.#bytesAtLookup = this.#verifiedBytes
    this.#lookups += counts ? 1 : LOST_COUNTS_AS
    if (this.#lookups > MAX_LOOKUPS) return this.#goDirect()
    const holders = this.#choice.holders
    if (holders.length > 0) {
      this.#enter('copying')
      this.#sources = holders
      return [{ type: 'copy', holders }]
    }
    if (this.#unshareable) return this.#goDirect()
    const claim = this.#claims.best(this.#choice.isExcluded)
    if (claim !== undefined) return this.#outdoes(claim) ? this.#claim(false) : this.#follow(claim)
    if (this.#onlyHeld) return this.#giveUp()
    if (this.#choice.suspects.refusals >= MAX_ORIGIN_FAILURES) return this.#goDirect()
    const ranked = this.#choice.rank()
    const rank = ranked.indexOf(this.#init.self)
    // Who goes on for another waits until its claim has settled: somebody else may hold more.
    if (rank === 0) return this.#claim(this.#verifiedBytes === 0)
    if (ranked.length === 0) return this.#mayGo ? this.#claim(false) : this.#giveUp()
    const deadline = this.#timerIn(this.#choice.isOffline ? OFFLINE_DEADLINE_MS : ASK_DEADLINE_MS, 'deadline')
    if (this.#choice.isOffline) return [this.#need(), deadline, this.#timerIn(REPEAT_NEED_MS, 'repeat-need')]
    return [this.#need(), deadline, ...this.#rankTimer(rank)]
  }

  #heardNeed(excluded: readonly PeerId[], cachedOnly: boolean): CrossingOutput[] {
    const { self } = this.#init
    // Whom the asker could not read from must speak again before it counts; if it lives, it does so at once.
    for (const peer of excluded) if (peer !== self) this.#claims.forget(peer)
    switch (this.#phase) {
      case 'claiming':
      case 'leading':
      case 'lingering': {
        // The asker has not heard our claim, or doubts us. Its need may just have crossed it: one answer for all who ask now.
        if (excluded.includes(self)) return this.#assert()
        if (this.#repeatWaits) return []
        this.#repeatWaits = true
        return [this.#timerIn(REPEAT_CLAIM_MS, 'repeat-claim')]
      }
      case 'new':
      case 'standby':
      case 'asking': {
        if (cachedOnly) return this.#phase === 'new' ? this.#end() : []
        if (this.#choice.holders.length > 0 || this.#claims.best(this.#choice.isExcluded) !== undefined)
          return this.#phase === 'new' ? this.#end() : []
        const rank = this.#choice.rank(excluded).indexOf(self)
        if (rank === 0) return this.#claim(this.#verifiedBytes === 0)
        if (this.#phase !== 'new') return []
        if (rank < 0 || rank * RANK_DELAY_MS > ASK_DEADLINE_MS) return this.#end()
        this.#enter('standby')
        return this.#rankTimer(rank)
      }
      default:
        return []
    }
  }

  #heardClaim(heard: ComparableClaim): CrossingOutput[] {
    const claim = this.#claims.hear(heard)
    this.#choice.suspects.heard(heard.claimant)
    if (this.#choice.suspects.isExcluded(claim.claimant)) return []
    switch (this.#phase) {
      case 'standby':
        return this.#end()
      case 'asking':
        return this.#outdoes(claim) ? this.#claim(false) : this.#follow(claim)
      case 'claiming':
      case 'leading':
        return this.#compete(claim)
      default:
        this.#heardSince.add(claim.claimant)
        return [] // Remembered for the next look-up.
    }
  }

  /** Decided by what was published, so that both sides decide alike; who holds more than it published says so now. */
  #compete(claim: ComparableClaim): CrossingOutput[] {
    const own = this.#own.published
    if (own === undefined) return []
    if (compareClaims(this.#init.urlKey, claim, own) > 0) return this.#assert()
    return this.#verifiedBytes > claim.verifiedBytes ? [this.#publishClaim()] : this.#lose()
  }

  /** Whoever claims against us took us for dead, or did not hear us, or not yet: once for all who do so now. */
  #assert(): CrossingOutput[] {
    if (this.#repeatWaits) return []
    this.#repeatWaits = true
    return [this.#publishClaim(), this.#timerIn(REPEAT_CLAIM_MS, 'repeat-claim')]
  }

  #claimEnded(claimant: PeerId, transferId: string, end: TransferEnd | 'expired'): CrossingOutput[] {
    if (this.#claims.of(claimant)?.transferId === transferId) this.#claims.forget(claimant)
    if (end === 'origin-failed' || end === 'offline') this.#choice.suspects.originFailed(claimant, end === 'offline')
    if (end === 'unshareable') this.#unshareable = true
    if (end === 'complete' || end === 'expired') return []
    if (this.#phase === 'following' && this.#sources.includes(claimant))
      return [{ type: 'stop-source' }, ...this.#lookUp(end !== 'lost')]
    if (this.#phase === 'asking' && this.#unshareable) return this.#goDirect()
    if (this.#phase === 'standby' && this.#unshareable) return this.#end()
    return []
  }

  #viewed(): CrossingOutput[] {
    if (this.#choice.holders.length === 0) return []
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
    return this.#leads && verifiedBytes - (this.#own.published?.verifiedBytes ?? 0) >= RECLAIM_BYTES
      ? [this.#publishClaim()]
      : []
  }

  #answeredUnshareable(): CrossingOutput[] {
    this.#unshareable = true
    const ended = this.#own.end('unshareable')
    if (!this.#asked) return [{ type: 'stop-source' }, ...ended, ...this.#end()]
    this.#enter('direct')
    return [...ended, { type: 'keep-private' }, { type: 'read-on' }]
  }

  #originFailed(offline: boolean, definitive: boolean): CrossingOutput[] {
    this.#originOpen = false
    this.#choice.suspects.originFailed(this.#init.self, offline)
    if (this.#phase === 'direct') return this.#giveUp()
    const ended = this.#own.end(offline ? 'offline' : 'origin-failed')
    if (definitive && this.#asked) return [...ended, ...this.#giveUp()]
    if (this.#choice.isOffline && this.#askedInVain) return [...ended, ...this.#giveUp()]
    return [...ended, ...this.#goOn()]
  }

  #sourceFailed({ end, wrong, silent }: SourceFailure): CrossingOutput[] {
    const isBegin = silent && this.#verifiedBytes === 0
    for (const peer of this.#sources) {
      // Busy, not dead: whoever took its place now would read from the origin beside it.
      const lives = isBegin && this.#heardSince.has(peer)
      if (!lives) this.#claims.forget(peer)
      if (end === 'origin-failed' || end === 'offline') this.#choice.suspects.originFailed(peer, end === 'offline')
      else if (end === undefined || end === 'complete') this.#choice.suspects.sourceFailed(peer, wrong)
      if (lives) this.#choice.suspects.heard(peer)
    }
    if (end === 'unshareable') this.#unshareable = true
    // The group has had its 300 ms and gave no sign of life: others may be as dead, and they are not waited for in turn. Many
    // may find so at once, so only the first of them opens the origin before its claim has settled.
    const heard = this.#claims.best((peer) => this.#choice.isExcluded(peer) || !this.#heardSince.has(peer))
    const isLost = isBegin && heard === undefined && this.#choice.holders.length === 0 && this.#mayGo
    if (!isLost) return this.#lookUp(end !== 'lost')
    return this.#claim(this.#choice.rank()[0] === this.#init.self)
  }

  #mismatch(): CrossingOutput[] {
    this.#verifiedBytes = 0
    const before = [{ type: 'stop-source' } as const, ...(this.#leads ? this.#own.end('lost') : [])]
    this.#originOpen = false
    return [...before, ...this.#goOn()]
  }

  #complete(): CrossingOutput[] {
    if (!this.#leads) return this.#end()
    this.#enter('lingering')
    this.#repeatWaits = false
    return [this.#publishClaim(), this.#timerIn(LINGER_MS, 'linger-over')]
  }

  #close(broken: boolean): CrossingOutput[] {
    // Who is broken must not be chosen by the same followers again.
    const ended = this.#own.end(this.#phase === 'lingering' ? 'complete' : broken ? 'origin-failed' : 'lost')
    return [{ type: 'stop-source' }, ...ended, ...this.#end()]
  }

  #timer(type: CrossingTimer['type']): CrossingOutput[] {
    switch (type) {
      case 'rank-due':
        return this.#claim(false)
      case 'deadline': {
        const silent = this.#choice.rank().filter((peer) => peer !== this.#init.self)
        this.#askedInVain = true
        // After an origin's error here nobody else went either: that error is the answer.
        return this.#mayGo ? [{ type: 'asked-in-vain', silent }, ...this.#claim(false)] : this.#giveUp()
      }
      case 'repeat-need':
        return [this.#need(), this.#timerIn(REPEAT_NEED_MS, 'repeat-need')]
      case 'settled': {
        this.#enter('leading')
        const read = this.#originOpen ? ({ type: 'read-on' } as const) : READ_ALL
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
        return [...this.#own.end('complete'), ...this.#end()]
    }
  }

  /** @param openNow whether by every equal view nobody can be better: then the origin's round trip need not wait */
  #claim(openNow: boolean): CrossingOutput[] {
    this.#enter('claiming')
    this.#repeatWaits = false
    this.#originOpen = openNow
    return [
      this.#own.begin(this.#verifiedBytes),
      ...(openNow ? [{ type: 'read-origin', maxBytes: LEAF_BYTES } as const] : []),
      this.#timerIn(SETTLE_MS, 'settled')
    ]
  }

  /** A better claim, or a holder before ours had settled. Our bytes stay; the winner has at least as many. */
  #lose(): CrossingOutput[] {
    this.#originOpen = false
    const outputs: CrossingOutput[] = [{ type: 'stop-source' }, ...this.#own.end('lost')]
    return [...outputs, ...this.#goOn(false)]
  }

  #follow(claim: ComparableClaim): CrossingOutput[] {
    this.#enter('following')
    this.#sources = [claim.claimant]
    return [{ type: 'follow', claimant: claim.claimant, transferId: claim.transferId }]
  }

  #goOn(counts = true): CrossingOutput[] {
    return this.#asked ? this.#lookUp(counts) : this.#end()
  }

  get #leads(): boolean {
    return this.#phase === 'claiming' || this.#phase === 'leading'
  }

  #goDirect(): CrossingOutput[] {
    if (!this.#mayGo) return this.#giveUp()
    this.#enter('direct')
    return [READ_ALL]
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
    this.#heardSince.clear()
  }

  #need(): CrossingOutput {
    return { type: 'publish-need', excluded: this.#choice.suspects.notToGo().slice(0, MAX_EXCLUDED) }
  }

  #publishClaim(): CrossingOutput {
    return this.#own.publish(this.#verifiedBytes)
  }

  #rankTimer(rank: number): CrossingOutput[] {
    return rank > 0 && rank * RANK_DELAY_MS <= ASK_DEADLINE_MS ? [this.#timerIn(rank * RANK_DELAY_MS, 'rank-due')] : []
  }

  #timerIn(inMs: number, type: CrossingTimer['type']): CrossingOutput {
    return { type: 'set-timer', inMs, then: { type, round: this.#round } }
  }

  /** Whether this member may, and somebody wants it to, ask the origin, and it has not found it out of reach. */
  get #mayGo(): boolean {
    return this.#choice.uplink !== 'off' && !this.#onlyHeld && !this.#choice.suspects.isCutOff(this.#init.self)
  }

  #outdoes(claim: HeardClaim): boolean {
    return this.#mayGo && !this.#choice.isOffline && outdoes(this.#verifiedBytes, claim)
  }
}
