// Where a crossing looks for its source, and in which order (docs/protocols/crossing.md, section 3): by what those who ask here want
// of it, what is known of the others, and how often it has looked.
import type { PeerId } from '../base/index.js'
import type { CrossingChoice } from './crossing-choice.js'
import { MAX_ORIGIN_FAILURES } from './crossing-defaults.js'
import { outdoes, type HeardClaim } from './heard-claims.js'
import type { Inquiry } from './inquiry.js'
import { LookUps } from './look-ups.js'
import type { OwnDownload } from './own-download.js'
import type { Wishes } from './wishes.js'

export type NextSource =
  /** Who holds it whole. */
  | { readonly type: 'copy'; readonly holders: readonly PeerId[] }
  /** Who downloads it. */
  | { readonly type: 'follow'; readonly claim: HeardClaim }
  /** This node downloads it for all; `openNow`: its origin's round trip does not wait for the claim to settle. */
  | { readonly type: 'claim'; readonly openNow: boolean }
  /** The origin, for who asks here alone. */
  | { readonly type: 'direct' }
  /** All are asked who has it, and nothing is done before they had their time. */
  | { readonly type: 'ask-all' }
  /** Somebody is to go; this node in its turn. */
  | { readonly type: 'ask-others'; readonly rank: number }
  /** Who asks has the origin say whether what was offered is still the same. */
  | { readonly type: 'confirm' }
  /** There is none. */
  | { readonly type: 'none' }

export interface SourceSearchInit {
  readonly self: PeerId
  readonly choice: CrossingChoice
  readonly inquiry: Inquiry
  readonly own: OwnDownload
  readonly wishes: Readonly<Wishes>
}

export class SourceSearch {
  readonly #init: SourceSearchInit
  readonly #lookUps = new LookUps()
  /** The origin answers to its asker alone. */
  isUnshareable = false

  constructor(init: SourceSearchInit) {
    this.#init = init
  }

  /** @param counts whether the source before failed; one that was outdone hardly counts */
  next(counts: boolean): NextSource {
    return this.#lookUps.isOver(this.#init.own.verifiedBytes, counts) ? { type: 'direct' } : this.find()
  }

  /** The same where nothing has failed, but more is known. */
  find(): NextSource {
    const { choice, inquiry, wishes } = this.#init
    const { holders, claim } = choice
    if (holders.length > 0) return { type: 'copy', holders }
    if (this.isUnshareable) return { type: 'direct' }
    if (inquiry.isBefore) return { type: 'ask-all' }
    if (claim !== undefined && this.outdoes(claim)) return { type: 'claim', openNow: false }
    if (claim !== undefined && wishes.waits) return { type: 'follow', claim }
    if (wishes.isOnlyHeld) return { type: 'none' }
    if (inquiry.asksFirst && wishes.isAsked && choice.isOutdated) return { type: 'confirm' }
    if (choice.suspects.refusals >= MAX_ORIGIN_FAILURES) return { type: 'direct' }
    const mayClaim = this.mayGo && !choice.isOffline
    // Beside who downloads it now: a claim of ours would only compete with that.
    if (!wishes.waits && (claim !== undefined || !mayClaim)) return { type: 'direct' }
    return this.#goOrAsk(mayClaim)
  }

  #goOrAsk(mayClaim: boolean): NextSource {
    const { self, choice, inquiry, own, wishes } = this.#init
    const ranked = choice.rank()
    const rank = ranked.indexOf(self)
    // Who goes on for another waits until its claim has settled: somebody else may hold more.
    if (rank === 0) return { type: 'claim', openNow: own.mayOpenAtOnce }
    if (ranked.length === 0) return this.mayGo ? { type: 'claim', openNow: false } : { type: 'none' }
    if ((inquiry.goesItself || !wishes.waits) && mayClaim) return { type: 'claim', openNow: false }
    return { type: 'ask-others', rank }
  }

  /** Whether this member may, and somebody wants it to, ask the origin, and it has not found it out of reach. */
  get mayGo(): boolean {
    const { self, choice, wishes } = this.#init
    return choice.uplink !== 'off' && !wishes.isOnlyHeld && !choice.suspects.isCutOff(self)
  }

  /** Whether it is better to go on ourselves than to follow. */
  outdoes(claim: HeardClaim): boolean {
    return this.mayGo && !this.#init.choice.isOffline && outdoes(this.#init.own.verifiedBytes, claim)
  }
}
