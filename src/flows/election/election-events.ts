// What the machine of an election (election.ts) is told, and what it tells its driver. Times are peer time, ms. See docs/protocols/election.md.
import type { PeerId } from '../../base/index.js'
import type { Candidate, Criteria } from './criteria.js'
import type { SaidMerit } from './merit.js'
import type { ElectionId, ElectionPacket, ElectionResult, PacketData, ResultData } from './election-records.js'

/**
 * Why an election is called. `asked`: by a person or a program; `start`: this node came up and knows of no provider; `periodic`: the
 * provider itself, anew; `worse`: the provider itself, which is clearly not what it was elected for; `absence`: nobody whom the last result named is here; `better`: this node would clearly win by now;
 * `objection`: a result that should not have won.
 */
export type ElectionReason = 'asked' | 'start' | 'periodic' | 'absence' | 'better' | 'worse' | 'objection'

/** Where this node stands; the numbers are those of seed 001, Fig. 8 and 9. */
export type ElectionState =
  /** None runs: its result is stored (312, 330), or there was none. */
  | 'idle'
  /** This node will call one (302) unless somebody else does first. */
  | 'about-to-start'
  /** It stands and waits: for the time-out (304), or a packet that it looks at (306, 308). */
  | 'standing'
  /** It would win, and waits for its response delay to pass (326). */
  | 'delaying'
  /** It has lost, and waits for the winner's result (310 where it stood, 328 where it was silent). */
  | 'awaiting-result'

/** What the machine may ask at any time; quick, and without effect. */
export interface ElectionView {
  /** Here now, or ourselves. */
  isPresent(peer: PeerId): boolean
  /** A member whose certificate allows it. */
  mayProvide(peer: PeerId): boolean
  /** Its bandwidth as this node measured it, a class as of `bandwidthValue`; undefined: not measured. */
  measuredBandwidth(peer: PeerId): number | undefined
  /** Members present, ourselves included. */
  presentCount(): number
  /** The other members that are present and may provide, with what their presences say. */
  others(): Iterable<SaidMerit>
}

export type ElectionInput =
  | { type: 'start'; reason: 'asked' | 'start' }
  /** This node wishes the kind from now on. */
  | { type: 'wish' }
  /** Authentic: signature, group and record are right. Our own are ignored. */
  | { type: 'packet'; packet: ElectionPacket }
  /** Authentic likewise. All that the store has are given once at the beginning, our own included. */
  | { type: 'result'; result: ElectionResult }
  /** The record was deleted, or its author's records no longer count. */
  | { type: 'result-gone'; author: PeerId }
  /** What this node would stand with; undefined: it does not stand (no right, or not willing). */
  | { type: 'values'; criteria: Criteria | undefined }
  /** It came or went; or one whom this machine misses told its presence anew. */
  | { type: 'presence'; peer: PeerId; present: boolean }
  /** Rights or measurements are others than before. */
  | { type: 'view' }
  | ElectionTimer

/** Timers, given back by the driver when they are due; one of an earlier round is ignored. */
export type ElectionTimer = {
  type: 'start-due' | 'delay-over' | 'time-out' | 'wait-over' | 'review-due'
  round: number
}

/** What the driver must then do, in this order. */
export type ElectionOutput =
  | { type: 'publish-packet'; packet: PacketData }
  | { type: 'publish-result'; result: ResultData }
  /** We do not stand any more: our result is deleted. */
  | { type: 'withdraw-result' }
  | { type: 'set-timer'; inMs: number; then: ElectionTimer }
  | { type: 'provider-changed'; provider: PeerId | undefined }
  /** Somebody's word did not count. */
  | { type: 'refused'; refusal: Refusal }

export interface Refusal {
  readonly atMs: number
  readonly author: PeerId
  readonly what: 'packet' | 'result'
  readonly why: RefusalReason
}

/**
 * `right`: no member that may provide; `time`: expired, or further ahead than clocks differ; `muted`: too much of this author;
 * `failed`: it would have won lately and told no result; `over`: of an election that has its result; `beaten`: it does not win
 * by its own values.
 */
export type RefusalReason = 'right' | 'time' | 'muted' | 'failed' | 'over' | 'beaten'

/** For who asks what goes on, and why the provider is who it is. */
export interface ElectionSnapshot {
  readonly kind: string
  readonly state: ElectionState
  /** Where the state stands in the seed's figures; undefined: nowhere. */
  readonly box: string | undefined
  readonly electionId: ElectionId | undefined
  readonly reason: ElectionReason | undefined
  /** What this node stands, or would stand, with. */
  readonly criteria: Criteria | undefined
  readonly roleValue: number | undefined
  /** Packets of the running election, best first, as capped here. */
  readonly packets: readonly Candidate[]
  /** The result that counts. */
  readonly result: ElectionResult | undefined
  /** All others that are known, the next best first. */
  readonly otherResults: readonly ElectionResult[]
  readonly provider: PeerId | undefined
  /** Whether anybody wishes the kind, here now or not (wishes.ts). */
  readonly isWished: boolean
  /** The latest last. */
  readonly refusals: readonly Refusal[]
}
