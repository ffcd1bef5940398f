// Who is not given uploads for a backend any more, and why (seeds/000, Fig. 9, 564: "black list"), as the uploader, programs and people see
// it. Of one node, for all of its groups. The rules are in black-list.ts. Spec: docs/protocols/upload.md, "The black list".
import type { PeerId, TypedEvents } from '../../base/index.js'
import type { BackendAnswer } from './statements.js'

/**
 * `fine`. `doubted`: what it brought was no receipt, but the backend, our keys or its line may be why: it is asked last, after all who are
 * fine. `listed`: it is given nothing for that backend.
 */
export type RelayStanding = 'fine' | 'doubted' | 'listed'

/**
 * `wrong-receipt`: signed in the name of a key that is known here, and the signature is not that key's of this answer to this request.
 * `no-receipt`: an answer without a signature of a key that is known here. `silent`: it had taken it over, was here at its deadline, and had
 * neither an answer nor gave it back.
 */
export type Fault = 'wrong-receipt' | 'no-receipt' | 'silent'

/** Of what is no receipt, by why it is none: see `verifyReceipt`. */
export function faultOf(reason: string): Exclude<Fault, 'silent'> {
  return ['wrong-signature', 'wrong-digest', 'wrong-components'].includes(reason) ? 'wrong-receipt' : 'no-receipt'
}

/** What a member, or this machine's own line, brought instead of a valid receipt. */
export interface Accusation {
  /** Undefined: this machine's own line, as in {@link SeenReceipt}. */
  readonly relay: PeerId | undefined
  /** 64 hex characters; of the group in which it took the upload over. Undefined: this machine's own line. */
  readonly groupId: string | undefined
  /** The backend's URL, whole. */
  readonly targetUri: string
  readonly uploadId: string
  readonly fault: Fault
  /** Which key signed, as the answer says: base64url SHA-256 of its SPKI. Undefined: it says none, or there is no answer. */
  readonly keyId: string | undefined
  /** Of the answer. Undefined: there is none. */
  readonly status: number | undefined
  /** As they went over the wire, where there are such: what proves it to others. */
  readonly order?: Uint8Array | undefined
  readonly acceptance?: Uint8Array | undefined
  readonly returned?: Uint8Array | undefined
}

/** A receipt that is valid here, of whatever status, by whatever way, however late. */
export interface SeenReceipt {
  readonly relay: PeerId | undefined
  readonly targetUri: string
  readonly uploadId: string
  readonly keyId: string
  /** When anything of this upload first went out by any way, this machine's time, ms: its receipts were signed later than that. */
  readonly beganMs: number
  /** The bytes of the order that it answers; of what went by this machine's own line: as a member would have had it. */
  readonly order: Uint8Array
  readonly answer: BackendAnswer
  /** Value of the request's `Potluck-Report`, which the receipt covers; empty: it had none. */
  readonly report: string
}

/** What the uploader tells and asks. Nothing throws. */
export interface BlackListKeeper {
  /** Whether a member is given uploads for that URL. Of three standings, those of members that are `fine` come first. */
  standing(relay: PeerId, targetUri: string): RelayStanding
  /**
   * Each answer that is no valid receipt (its fault: {@link faultOf}), and each relay that was here at its deadline and had nothing. What the
   * backend refuses in an answer that it signed, and what a relay gives back, is nobody's fault: not told.
   */
  accuse(accusation: Accusation): void
  /**
   * Each receipt that is valid: it clears who brought it, shows that keys and backend are right where others brought wrong ones, and what it
   * covers as report has been reported.
   */
  receiptSeen(receipt: SeenReceipt): void
  /** Value of `Potluck-Report` for a new upload to that URL. Undefined: there is nothing to report. */
  report(targetUri: string): string | undefined
  /** What is doubted of the backend itself, or of the keys known here for it, in words; undefined: nothing. */
  doubt(targetUri: string): string | undefined
}

/**
 * `suspected`: a wrong receipt, and no valid one yet that shows keys and backend to be right: for 10 minutes. `testimony`: what this node has
 * seen and cannot show. `proved`: signed by the relay itself, and published. `judged`: the same, by another member, judged here.
 */
export type BlackListKind = 'suspected' | 'testimony' | 'proved' | 'judged'

/** One member and one backend, for people. */
export interface BlackListEntry {
  readonly peer: PeerId
  /** Of the group in which it happened. */
  readonly groupId: string
  /** The backend: `https://vendor.example`. */
  readonly origin: string
  readonly kind: BlackListKind
  readonly fault: Fault
  /** The upload that it had taken over; of another member's where it is `judged`. */
  readonly uploadId: string
  /** Who shows it, where it is `judged`. */
  readonly accuser: PeerId | undefined
  /** This machine's time, ms, as all that follow. */
  readonly sinceMs: number
  readonly untilMs: number
  /** When a receipt of the backend covered our report of it. */
  readonly reportedMs: number | undefined
}

export type BlackListEvents = {
  /** Somebody is listed, or no more, or listed otherwise. */
  change: undefined
}

/** What programs and people see and do. */
export interface BlackList extends TypedEvents<BlackListEvents> {
  /** Who is listed now, the newest first. */
  entries(): BlackListEntry[]
  /** Backends whose receipts are doubted, or for which our keys are. */
  doubts(): { readonly origin: string; readonly sinceMs: number; readonly why: string }[]
  /**
   * Pardons a member: it is asked again, evidence against it that is known by now counts no more here, and ours is withdrawn.
   * @param origin only for that backend
   * @returns how many entries there were
   */
  clear(peer: PeerId, origin?: string): number
}
