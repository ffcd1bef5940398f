// One crossing of the uplink for everybody, as a machine (design section 6, steps 1 to 5): join, lead, follow, copy, take
// over, or go alone. One per group and URL key in which somebody, here or elsewhere, has an interest. Spec: docs/protocols/crossing.md.
import type { PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import { CrossingChoice, type SourceFailure } from './crossing-choice.js'
import type { CrossingInput, CrossingOutput, CrossingPhase, CrossingTimer } from './crossing-events.js'
import { ANSWERS_DEADLINE_MS, ASK_DEADLINE_MS, RANK_DELAY_MS, REPEAT_NEED_MS } from './crossing-defaults.js'
import { Inquiry } from './inquiry.js'
import { OwnDownload, READ_ALL } from './own-download.js'
import type { NeedMode } from './ports.js'
import { PhaseTimers } from './phase-timers.js'
import { compareClaims, type ComparableClaim } from './rendezvous.js'
import { SourceSearch, type NextSource } from './source-search.js'
import { Wishes } from './wishes.js'

export interface CrossingInit {
  readonly self: PeerId
  /** 64 hex characters. */
  readonly urlKey: string
  /** Random bytes from which transfer ids are drawn. */
  readonly transferSeed: Uint8Array
  /** How holders are asked that no record tells of. @default not at all */
  readonly mode?: NeedMode | undefined
}

export class Crossing {
  readonly #init: CrossingInit
  #phase: CrossingPhase = 'new'
  readonly #timers = new PhaseTimers()
  readonly #wishes = new Wishes()
  readonly #choice: CrossingChoice
  readonly #search: SourceSearch
  #askedInVain = false
  readonly #own: OwnDownload
  readonly #inquiry: Inquiry
  /** Whom we follow or copy from, also to lead. */
  #sources: readonly PeerId[] = []

  constructor(init: CrossingInit) {
    this.#init = init
    this.#choice = new CrossingChoice(init.self, init.urlKey)
    this.#inquiry = new Inquiry(init.mode)
    const known = { choice: this.#choice, inquiry: this.#inquiry }
    this.#own = new OwnDownload({ ...init, ...known, timers: this.#timers })
    this.#search = new SourceSearch({ ...init, ...known, own: this.#own, wishes: this.#wishes })
  }

  get phase(): CrossingPhase {
    return this.#phase
  }

  get wishes(): Readonly<Wishes> {
    return this.#wishes
  }

  handle(input: CrossingInput): CrossingOutput[] {
    if (this.#phase === 'ended') return []
    const outputs = this.#handle(input)
    return [...this.#inquiry.endIn(this.#phase), ...outputs]
  }

  #handle(input: CrossingInput): CrossingOutput[] {
    switch (input.type) {
      case 'ask':
        return this.#ask(input.onlyHeld === true, input.waits !== false)
      case 'need':
        return this.#heardNeed(input.excluded, input.cachedOnly === true)
      case 'claim':
        return this.#heardClaim(input.claim)
      case 'claim-end':
        return this.#claimEnded(input.claimant, input.transferId, input.end)
      case 'gone':
        // Only for choices: while bytes come, the connection and the stall detector decide.
        this.#choice.forget(input.peer)
        return []
      case 'view':
        this.#choice.look(input)
        return this.#viewed()
      case 'answered':
        return this.#answered()
      case 'progress':
        return this.#own.progress(input.verifiedBytes, this.#leads)
      case 'copied':
        return this.#leads ? this.#own.publish() : []
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
        return this.#timers.isNow(input) ? this.#timer(input.type) : []
    }
  }

  #ask(onlyHeld: boolean, waits: boolean): CrossingOutput[] {
    const wishes = this.#wishes
    if (!onlyHeld || !wishes.isAsked) wishes.isOnlyHeld = onlyHeld
    if (!waits && wishes.waits) return this.#waitNoMore()
    // What others wait for goes on without such an asker, who reads along if it comes.
    if (wishes.isAsked || (onlyHeld && this.#phase === 'standby')) return []
    wishes.isAsked = true
    // Where we download for others already, or wait for a claim to settle, those who ask here read along.
    return this.#phase === 'new' || this.#phase === 'standby' ? this.#lookUp() : []
  }

  /** The application's decision in 148; of one who comes later, from 156 to 150. */
  #waitNoMore(): CrossingOutput[] {
    const wishes = this.#wishes
    wishes.waits = false
    const outputs = this.#ask(wishes.isOnlyHeld, false)
    if (outputs.length > 0 || this.#inquiry.isBefore) return outputs
    if (this.#phase === 'following') return [{ type: 'stop-source' }, ...this.#lookUp(false)]
    return this.#phase === 'asking' ? this.#lookUp(false) : []
  }

  /** Step 1, 2, 3 of the design; again whenever a source has failed. */
  #lookUp(counts = true): CrossingOutput[] {
    this.#enter('asking')
    return this.#take(this.#search.next(counts))
  }

  #take(next: NextSource): CrossingOutput[] {
    switch (next.type) {
      case 'copy':
        this.#enter('copying')
        this.#sources = next.holders
        return [next]
      case 'follow':
        return this.#follow(next.claim)
      case 'claim':
        return this.#claim(next.openNow)
      case 'direct':
        return this.#goDirect()
      case 'ask-all':
        return [...this.#need(true), this.#timers.in(ANSWERS_DEADLINE_MS, 'answers-due')]
      case 'ask-others':
        return [...this.#need(), ...this.#timers.whileOthersMayGo(next.rank, this.#choice.isOffline)]
      case 'confirm':
        return [{ type: 'to-confirm' }, ...this.#end()]
      case 'none':
        return this.#giveUp()
    }
  }

  /** All have had their time: whoever downloads is followed now, else we go. */
  #answered(): CrossingOutput[] {
    this.#inquiry.answered()
    if (this.#phase !== 'asking') return []
    this.#enter('asking')
    return this.#take(this.#search.find())
  }

  #heardNeed(excluded: readonly PeerId[], cachedOnly: boolean): CrossingOutput[] {
    const { self } = this.#init
    // Whom the asker could not read from must speak again before it counts; if it lives, it does so at once.
    for (const peer of excluded) if (peer !== self) this.#choice.forget(peer)
    switch (this.#phase) {
      case 'claiming':
      case 'leading':
      case 'lingering': {
        // The asker doubts us, or has not heard our claim.
        return excluded.includes(self) ? this.#own.assert() : this.#own.publishSoon()
      }
      case 'new':
      case 'standby':
      case 'asking': {
        if (cachedOnly) return this.#phase === 'new' ? this.#end() : []
        if (this.#choice.toldHolders.length > 0 || this.#choice.claim !== undefined)
          return this.#phase === 'new' ? this.#end() : []
        const rank = this.#choice.rank(excluded).indexOf(self)
        if (rank === 0) return this.#claim(this.#own.mayOpenAtOnce)
        if (this.#phase !== 'new') return []
        if (rank < 0 || rank * RANK_DELAY_MS > ASK_DEADLINE_MS) return this.#end()
        this.#enter('standby')
        return this.#timers.forRank(rank)
      }
      default:
        return []
    }
  }

  #heardClaim(heard: ComparableClaim): CrossingOutput[] {
    const claim = this.#choice.hear(heard)
    if (claim === undefined) return []
    switch (this.#phase) {
      case 'standby':
        return this.#end()
      case 'asking':
        if (this.#inquiry.isBefore) return []
        return this.#search.outdoes(claim) ? this.#claim(false) : this.#follow(claim)
      case 'claiming':
      case 'leading':
        return this.#compete(claim)
      default:
        this.#choice.livesBeside(claim.claimant)
        return [] // Remembered for the next look-up.
    }
  }

  /** Decided by what was published, so that both sides decide alike; who holds more than it published says so now. */
  #compete(claim: ComparableClaim): CrossingOutput[] {
    const own = this.#own.published
    if (own === undefined) return []
    if (compareClaims(this.#init.urlKey, claim, own) > 0) return this.#own.assert()
    return this.#own.verifiedBytes > claim.verifiedBytes ? this.#own.publish() : this.#lose()
  }

  #claimEnded(claimant: PeerId, transferId: string, end: TransferEnd | 'expired'): CrossingOutput[] {
    this.#choice.claimEnded(claimant, transferId, end)
    if (end === 'unshareable') this.#search.isUnshareable = true
    if (end === 'complete' || end === 'expired') return []
    if (this.#phase === 'following' && this.#sources.includes(claimant)) {
      const isAnew = end === 'changed' && this.#choice.believesChange(claimant)
      return [{ type: 'stop-source' }, ...(isAnew ? this.#beginAnew() : this.#lookUp(end !== 'lost'))]
    }
    if (this.#phase === 'asking' && this.#search.isUnshareable) return this.#goDirect()
    if (this.#phase === 'standby' && this.#search.isUnshareable) return this.#end()
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
        // Others would not find whom this node alone knows: what it claims they have by it.
        return this.#choice.toldHolders.length > 0 ? this.#lose() : []
      case 'leading':
        return this.#inquiry.hearsOffers && this.#sources.length === 0 ? this.#leadOn() : []
      default:
        return [] // What runs, runs on: the same bytes from another source are worth no interruption.
    }
  }

  #answeredUnshareable(): CrossingOutput[] {
    this.#search.isUnshareable = true
    const ended = this.#own.end('unshareable')
    if (!this.#wishes.isAsked) return [{ type: 'stop-source' }, ...ended, ...this.#end()]
    this.#enter('direct')
    return [...ended, { type: 'keep-private' }, { type: 'read-on' }]
  }

  #originFailed(offline: boolean, definitive: boolean): CrossingOutput[] {
    this.#own.sourceEnded()
    this.#choice.suspects.originFailed(this.#init.self, offline)
    if (this.#phase === 'direct') return this.#giveUp()
    const ended = this.#own.end(offline ? 'offline' : 'origin-failed')
    if (definitive && this.#wishes.isAsked) return [...ended, ...this.#giveUp()]
    if (this.#choice.isOffline && this.#askedInVain) return [...ended, ...this.#giveUp()]
    return [...ended, ...this.#goOn()]
  }

  #sourceFailed(failure: SourceFailure): CrossingOutput[] {
    const { end, silent } = failure
    const isBegin = silent && this.#own.verifiedBytes === 0
    this.#choice.sourcesFailed(this.#sources, failure, isBegin)
    if (end === 'unshareable') this.#search.isUnshareable = true
    if (this.#phase === 'leading') return this.#leadAgain()
    if (end === 'changed' && this.#sources.every((peer) => this.#choice.believesChange(peer))) return this.#beginAnew()
    if (this.#phase === 'copying') this.#inquiry.again()
    // The group has had its 300 ms and gave no sign of life: others may be as dead, and they are not waited for in turn. Many
    // may find so at once, so only the first of them opens the origin before its claim has settled.
    const isLost = isBegin && !this.#choice.hasHeard && this.#choice.holders.length === 0 && this.#search.mayGo
    if (!isLost || this.#inquiry.isBefore) return this.#lookUp(end !== 'lost')
    return this.#claim(this.#choice.rank()[0] === this.#init.self && this.#own.mayOpenAtOnce)
  }

  #mismatch(): CrossingOutput[] {
    this.#own.verifiedBytes = 0
    const before = [{ type: 'stop-source' } as const, ...(this.#leads ? this.#own.end('changed') : [])]
    this.#own.sourceEnded()
    return [...before, ...this.#goOn()]
  }

  /** The origin has something else by now, says whom we follow: what is here would only compete with that. */
  #beginAnew(): CrossingOutput[] {
    this.#own.verifiedBytes = 0
    return [{ type: 'begin-anew' }, ...this.#lookUp()]
  }

  #complete(): CrossingOutput[] {
    if (!this.#leads) return this.#end()
    this.#enter('lingering')
    return this.#own.complete()
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
        return this.#search.mayGo ? [{ type: 'asked-in-vain', silent }, ...this.#claim(false)] : this.#giveUp()
      }
      case 'answers-due':
        return this.#answered()
      case 'repeat-need':
        return [...this.#need(), this.#timers.in(REPEAT_NEED_MS, 'repeat-need')]
      case 'settled':
        this.#enter('leading')
        return this.#own.settled(this.#leadOn())
      case 'renew':
        return this.#own.renew()
      case 'repeat-claim':
        return this.#own.repeated()
      case 'linger-over':
        return [...this.#own.end('complete'), ...this.#end()]
    }
  }

  /** @param openNow whether by every equal view nobody can be better */
  #claim(openNow: boolean): CrossingOutput[] {
    this.#enter('claiming')
    return [...this.#own.begin(openNow), ...(this.#wishes.isAsked ? this.#own.askBeside() : [])]
  }

  /** From members where some hold it, else from the origin. */
  #leadOn(): CrossingOutput[] {
    if (!this.#inquiry.hearsOffers || this.#choice.holders.length === 0) return this.#own.readOrigin()
    this.#sources = this.#choice.holders
    return this.#own.readHolders(this.#sources)
  }

  /** The holders that we led by are of no use. */
  #leadAgain(): CrossingOutput[] {
    this.#sources = []
    if (this.#search.mayGo || this.#choice.holders.length > 0) return this.#leadOn()
    return [...this.#own.end('lost'), ...this.#goOn()]
  }

  /** A better claim, or a holder before ours had settled. Our bytes stay; the winner has at least as many. */
  #lose(): CrossingOutput[] {
    this.#own.sourceEnded()
    const outputs: CrossingOutput[] = [{ type: 'stop-source' }, ...this.#own.end('lost')]
    return [...outputs, ...this.#goOn(false)]
  }

  #follow(claim: ComparableClaim): CrossingOutput[] {
    this.#enter('following')
    this.#sources = [claim.claimant]
    return [{ type: 'follow', claimant: claim.claimant, transferId: claim.transferId }]
  }

  #goOn(counts = true): CrossingOutput[] {
    return this.#wishes.isAsked ? this.#lookUp(counts) : this.#end()
  }

  get #leads(): boolean {
    return this.#phase === 'claiming' || this.#phase === 'leading'
  }

  #goDirect(): CrossingOutput[] {
    if (!this.#search.mayGo) return this.#giveUp()
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
    this.#timers.nextPhase()
    this.#sources = []
    this.#choice.nextPhase()
  }

  #need(cachedOnly = false): CrossingOutput[] {
    return this.#inquiry.ask(this.#choice.notToGo, cachedOnly)
  }
}
