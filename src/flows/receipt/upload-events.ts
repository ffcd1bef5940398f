// What goes into the machine of one upload, and what comes out: see upload.ts.
import type { PeerId } from '../../base/index.js'
import type { AttemptResult, UploadBy, UploadWait } from './uploads.js'

/** The boxes of Fig. 9. What comes before 552 and after 564 has no number there. */
export const UPLOAD_BOXES = {
  'telling-need': 552,
  'heard-have': 554,
  'telling-found': 556,
  forwarding: 558,
  waiting: 560,
  verifying: 562,
  blaming: 564
} as const

export type UploadBox = keyof typeof UPLOAD_BOXES

/** What an answer to the upload is worth, by whatever way it came. */
export type Judged =
  /** 2xx, proved as far as this way is to prove it (562). */
  | { readonly type: 'delivered'; readonly status: number }
  /** The backend's own no: signed by it, or, where no key is known, met by this machine's own line. */
  | {
      readonly type: 'refused'
      readonly status: number
      /** When it was signed, by the backend's clock; undefined: nobody signed it. */
      readonly signedMs: number | undefined
    }
  /** The backend's own "not now", or, not `isProved` by its signature, of whatever answered for it. */
  | {
      readonly type: 'put-off'
      readonly status: number
      readonly retryAfterMs: number | undefined
      readonly isProved: boolean
    }
  /** Its receipt is missing or of no key that is known here; or it is wrong. */
  | { readonly type: 'unproved' | 'wrong-receipt'; readonly status: number | undefined; readonly detail: string }

/** A relay that had taken it over when this node stopped, or had been offered it. */
export interface HeldBy {
  readonly by: UploadBy
  /** It said so; else nobody knows. */
  readonly isAccepted: boolean
  /** Until its deadline; below 0: since. */
  readonly leftMs: number
  /** It was given up already, but what it may bring still counts. */
  readonly isLate: boolean
}

export type UploadInput =
  | { readonly type: 'start' }
  /** Instead of it, where this node has stopped meanwhile. */
  | { readonly type: 'resume'; readonly held: readonly HeldBy[] }
  /** It may go now: by these ways. */
  | { readonly type: 'turn'; readonly mayGoDirectly: boolean; readonly mayGoByMembers: boolean }
  | {
      readonly type: 'direct-ended'
      readonly answer: Judged | { readonly type: 'unreachable'; readonly detail: string }
    }
  /** "I have" (554): all who may be asked, the best first; again whenever there are more. `isAll`: no more will come. */
  | { readonly type: 'offers'; readonly offers: readonly UploadBy[]; readonly isAll: boolean }
  /** It has it, and is to have brought an answer within so many ms. */
  | { readonly type: 'accepted'; readonly peer: PeerId; readonly waitMs: number }
  | {
      readonly type: 'not-taken'
      readonly peer: PeerId
      readonly why: Extract<AttemptResult, 'turned-down' | 'unreachable' | 'broken'>
      readonly detail: string
      /** When it may be offered again, as it says. @default {@link TURNED_DOWN_MS} */
      readonly againMs?: number | undefined
    }
  /** It brought an answer. */
  | { readonly type: 'answered'; readonly peer: PeerId; readonly answer: Judged }
  | { readonly type: 'given-back'; readonly peer: PeerId; readonly detail: string }
  /** It was asked: it has none yet; it knows of no such upload; it is here, and does not say; it cannot be asked. */
  | { readonly type: 'nothing-yet' | 'unknown' | 'no-word' | 'no-answer'; readonly peer: PeerId }
  /** It was asked, and returned what it did not sign for this order. */
  | { readonly type: 'misstated'; readonly peer: PeerId }
  /** It says that there is something to fetch. */
  | { readonly type: 'told-done'; readonly peer: PeerId }
  | { readonly type: 'presence'; readonly peer: PeerId; readonly isHere: boolean }
  /** Somebody may be there who takes it, or the own line be back. */
  | { readonly type: 'wake' }
  /** Somebody wants it tried now, whatever was before. */
  | { readonly type: 'retry-now' }
  | { readonly type: 'cancel' }
  /** It has been tried for as long as it may. */
  | { readonly type: 'expire' }
  | UploadTimer

/** `again`: the back-off. Of 560: `look`, `deadline`, `gone`. Of a relay that was given up: `late-look`, `one-more-wait`. */
export interface UploadTimer {
  readonly type: 'again' | 'look' | 'deadline' | 'gone' | 'late-look' | 'one-more-wait'
  readonly serial: number
}

/** In this order. */
export type UploadOutput =
  /** A box of Fig. 9 was entered, or passed through. */
  | { readonly type: 'box'; readonly box: UploadBox }
  /** It waits for its turn: `turn` is to come. */
  | { readonly type: 'want-turn' }
  | { readonly type: 'go-directly' }
  /** Who takes it (552)? `offers` are to come. */
  | { readonly type: 'ask' }
  /** Nobody else need answer (556). */
  | { readonly type: 'found' }
  /** To that relay (558): `accepted` or `not-taken` is to come. */
  | { readonly type: 'forward'; readonly by: UploadBy }
  /** Ask that relay what came of it (560): its answer is to come. */
  | { readonly type: 'look'; readonly by: UploadBy }
  /** That relay may forget it. */
  | { readonly type: 'tell-off'; readonly by: UploadBy }
  /** It is delivered by another, but that relay is to be asked once more, then: what it has decides whether it is to blame. */
  | { readonly type: 'judge-later'; readonly by: UploadBy; readonly inMs: number }
  /** 564; undefined: this machine's own line brought that. */
  | { readonly type: 'blame'; readonly by: UploadBy | undefined; readonly for: Blame }
  /** One try is over. */
  | {
      readonly type: 'attempt'
      readonly by: UploadBy | undefined
      readonly result: AttemptResult
      readonly status: number | undefined
      readonly detail: string
    }
  /** Who has it has changed: see `Upload.held`. */
  | { readonly type: 'held-changed' }
  | { readonly type: 'set-timer'; readonly inMs: number; readonly then: UploadTimer }
  /** The last output. `by`: whose answer it was; undefined: of the own line, or nobody's. */
  | {
      readonly type: 'ended'
      readonly how: UploadEnd
      readonly by: UploadBy | undefined
    }

export type UploadEnd = 'delivered' | 'refused' | 'cancelled' | 'expired'
export type Blame = 'wrong-receipt' | 'unproved' | 'silent'

/** Where it stands; its names are those of `UploadState`. */
export type UploadPlace =
  | { readonly state: 'queued'; readonly waitsFor: UploadWait; readonly untilMs: number | undefined }
  | { readonly state: 'direct' | 'asking' }
  | { readonly state: 'forwarding'; readonly by: UploadBy }
  | { readonly state: 'waiting'; readonly by: UploadBy; readonly untilMs: number }
  | { readonly state: 'delivered' | 'refused' | 'cancelled' | 'expired' }
