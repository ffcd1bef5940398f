// What the black list hears, what it says, and what it remembers of one upload (black-list.ts).
import type { PeerId } from '../../base/index.js'
import type { RecordId } from '../../record/index.js'
import type { Accusation, Fault, SeenReceipt } from './blame.js'

/**
 * `open`: nothing shows yet that keys and backend were right. `testimony`: something does; only this node knows. `proved`: and the relay's own
 * signature shows it to all.
 */
export type IncidentState = 'open' | 'testimony' | 'proved'

/** One upload that one way brought no valid receipt for. */
export interface Incident {
  /** Undefined: this machine's own line. */
  readonly relay: PeerId | undefined
  readonly groupId: string | undefined
  readonly origin: string
  readonly uploadId: string
  readonly fault: Fault
  readonly keyId: string | undefined
  readonly status: number | undefined
  /** What stands for the report that the request told the backend; empty: it told none. */
  readonly reportDigest: string
  /** Whether statements of the relay are at hand that show it to others. */
  readonly isProvable: boolean
  readonly state: IncidentState
  /**
   * Another way brought the same: `relay`, so that they may be one, or the backend is the cause; `same-upload`: for that very upload, which
   * speaks for the backend; `own-line`: this machine saw it itself, and the backend, or what is known here of its keys, is the cause.
   */
  readonly sharedBy: 'relay' | 'same-upload' | 'own-line' | undefined
  /** This machine's time, ms, as all that follow. */
  readonly atMs: number
  readonly untilMs: number
  readonly reportedMs: number | undefined
  readonly reportTries: number
}

/** Evidence of another member that holds here. */
export interface JudgedEvidence {
  readonly evidence: RecordId
  readonly accuser: PeerId
  readonly accused: PeerId
  readonly groupId: string
  readonly origin: string
  readonly uploadId: string
  /** This machine's time. */
  readonly createdMs: number
  readonly untilMs: number
}

/** The user gave a member another chance. */
export interface Pardon {
  readonly peer: PeerId
  /** Undefined: at every backend. */
  readonly origin: string | undefined
  readonly atMs: number
}

export type BlackListInput =
  | { readonly type: 'accused'; readonly accusation: Accused }
  | { readonly type: 'receipt'; readonly receipt: ProvedDelivery }
  | { readonly type: 'judged'; readonly judged: JudgedEvidence }
  /** It was answered, expired or taken back. */
  | { readonly type: 'judged-gone'; readonly evidence: RecordId }
  /** Our own evidence against it was answered. */
  | { readonly type: 'answered'; readonly relay: PeerId; readonly uploadId: string }
  | { readonly type: 'pardoned'; readonly peer: PeerId; readonly origin: string | undefined }
  /** It could not be published after all: what others would see does not prove it, or its group is closed. */
  | { readonly type: 'unprovable'; readonly relay: PeerId; readonly uploadId: string }
  /** They were put into a report. */
  | { readonly type: 'goes-along'; readonly incidents: readonly Incident[] }
  | { readonly type: 'time' }

export type Accused = Omit<Accusation, 'targetUri' | 'order' | 'acceptance' | 'returned'> &
  Pick<Incident, 'origin' | 'isProvable' | 'reportDigest'>

export type ProvedDelivery = Pick<SeenReceipt, 'relay' | 'uploadId' | 'keyId' | 'beganMs'> & {
  readonly origin: string
  readonly reportDigest: string
  /** Members and uploads that the request reported, and the receipt covers. */
  readonly reported: readonly { readonly peer: PeerId; readonly upload: string }[]
}

export type BlackListOutput =
  /** What is to be kept has changed. */
  | { readonly type: 'keep' }
  /** Who is listed, or how, has changed. */
  | { readonly type: 'change' }
  /** This receipt shows that: others are told. */
  | { readonly type: 'publish'; readonly incident: Incident }
  /** What was told is so no more. */
  | { readonly type: 'withdraw'; readonly incident: Incident }

/** What outlasts a restart. */
export interface KeptBlackList {
  readonly incidents: readonly Incident[]
  readonly pardons: readonly Pardon[]
}
