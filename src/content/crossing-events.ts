// What a crossing (download.ts) is told and what it tells its driver. See docs/protocols/crossing.md.
import type { PeerId } from '../base/index.js'
import type { TransferEnd } from './claims.js'
import type { TransferProgress } from './content.js'
import type { ComparableClaim } from './rendezvous.js'

/** What may happen to a crossing. Byte events come from the source that runs now: the driver keeps back those of others. */
export type CrossingInput =
  /**
   * Somebody here wants it; `onlyHeld`: from members that have it, or get it already; `waits`: where none has it whole, from one that gets
   * it, or is to get it for all (148). @default true
   */
  | { type: 'ask'; onlyHeld?: boolean; waits?: boolean }
  /** Somebody else wants it, and this node may fetch it for others; `cachedOnly`: nobody is to go, but who gets it says so. */
  | { type: 'need'; excluded: readonly PeerId[]; cachedOnly?: boolean }
  | { type: 'claim'; claim: ComparableClaim }
  | { type: 'claim-end'; claimant: PeerId; transferId: string; end: TransferEnd | 'expired' }
  /** The member is no longer present. */
  | { type: 'gone'; peer: PeerId }
  | ({ type: 'view' } & CrossingOutlook)
  /** In `ask-first`: the time for answers is over. Who answered that it holds it stands in the view by then. */
  | { type: 'answered' }
  /** Bytes here, verified, from the start. */
  | { type: 'progress'; verifiedBytes: number }
  /** The holders that we copy from have begun: when its origin spoke of it is what they say. */
  | { type: 'copied' }
  | { type: 'origin-answered'; shareable: boolean }
  /**
   * `offline`: it is our line that leads nowhere; that says nothing of the origin. `definitive`: it answered, and others would
   * hear the same: what was asked for is not there, or elsewhere.
   */
  | { type: 'origin-failed'; offline: boolean; definitive?: boolean }
  /**
   * The member we follow, or all holders we copy from. `end`: what the transfer's own list said last; `silent`: no sign of
   * life came.
   */
  | { type: 'source-failed'; end: TransferEnd | undefined; wrong: boolean; silent: boolean }
  /** The source's content is not what we hold the beginning of; the driver has begun again with nothing. */
  | { type: 'mismatch' }
  | { type: 'complete' }
  /** This node stops, or (`broken`) cannot keep what it gets. */
  | { type: 'close'; broken: boolean }
  | CrossingTimer

/** Timers, given back by the driver when they are due; one of an earlier round is ignored. */
export type CrossingTimer = {
  type: 'rank-due' | 'deadline' | 'answers-due' | 'settled' | 'renew' | 'repeat-claim' | 'repeat-need' | 'linger-over'
  round: number
}

/** What may be chosen now. */
export interface CrossingOutlook {
  /** Who may download for all, ourselves included where we may. */
  readonly candidates: readonly PeerId[]
  /** Who else holds it and is present, best first. */
  readonly holders: readonly PeerId[]
  /** Of them, who said so to this node alone: others do not know of it. @default nobody */
  readonly offered?: readonly PeerId[]
  /** Whether somebody offered to this node alone what is past its life, and is no holder for that. @default false */
  readonly isOutdated?: boolean
  /** Whom the group elected to fetch for all. @default nobody */
  readonly provider?: PeerId | undefined
  /** Our own way out. */
  readonly uplink: OwnUplink
}

/** `unknown` counts as yes. `no`: found out, so it may be wrong; `off`: by configuration, so the origin is never asked. */
export type OwnUplink = 'yes' | 'unknown' | 'no' | 'off'

/** What the driver must then do, in this order. A new source replaces the one before. */
export type CrossingOutput =
  /** `cachedOnly`: nobody is to go for us. */
  | { type: 'publish-need'; excluded: readonly PeerId[]; cachedOnly: boolean }
  /** Nobody else need answer. */
  | { type: 'end-need' }
  /** The first of a transfer id also starts to serve it. */
  | { type: 'publish-claim'; transferId: string; verifiedBytes: number }
  | { type: 'end-claim'; transferId: string; end: TransferEnd }
  /** Open the origin and read; with `maxBytes` only so many until `read-on`. */
  | { type: 'read-origin'; maxBytes: number | undefined }
  | { type: 'read-on' }
  | { type: 'stop-source' }
  /** What is here is the beginning of what its origin no longer has. */
  | { type: 'begin-anew' }
  /** What comes is for those who asked here, and is not kept. */
  | { type: 'keep-private' }
  | { type: 'follow'; claimant: PeerId; transferId: string }
  | { type: 'copy'; holders: readonly PeerId[] }
  | { type: 'set-timer'; inMs: number; then: CrossingTimer }
  /** The time for an answer passed without a claim: none of those who were to speak did. */
  | { type: 'asked-in-vain'; silent: readonly PeerId[] }
  /** What members have is past its life: who asks has the origin say whether it is still the same. */
  | { type: 'to-confirm' }
  /** The last error of the source is what the asker gets. */
  | { type: 'give-up' }
  /** Nothing more will come. */
  | { type: 'ended' }

export type CrossingPhase =
  | 'new'
  | 'standby' // others ask, and our rank may be due
  | 'asking'
  | 'claiming' // our claim has not settled
  | 'leading'
  | 'following'
  | 'copying'
  | 'direct' // from the origin, for ourselves alone
  | 'lingering' // complete; late readers may still attach
  | 'ended'

/** As users see it. */
export const STATE_OF_PHASE: { readonly [phase in CrossingPhase]: TransferProgress['state'] } = {
  new: 'asking',
  standby: 'asking',
  asking: 'asking',
  claiming: 'leading',
  leading: 'leading',
  direct: 'leading',
  lingering: 'leading',
  following: 'following',
  copying: 'copying',
  ended: 'asking'
}
