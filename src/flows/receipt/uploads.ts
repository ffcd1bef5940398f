// Files on their way to one URL each, as programs see them: by this machine's own line, or through a member, and then proved by a receipt
// of the backend (seeds/000, Fig. 9). Of one node, for all of its groups. Spec: docs/protocols/upload.md.
import type { AbortOptions, PeerId } from '../../base/index.js'
import type { UploadId } from './order.js'

export type { UploadId }

export interface Uploads {
  /**
   * Takes a file over: once it resolves the file is on the disk and is not lost, whatever happens to this machine. Under an id that the caller
   * names, once {@link isRead}.
   * @throws {FlowError} `BAD_UPLOAD`, `NO_RECEIPT_KEY`: it may not go directly, and no key says what a receipt for that URL is;
   * `BAD_SEAL_KEY`, `UPLOAD_TOO_LARGE`, `TOO_MANY_UPLOADS`, `UPLOAD_DISK`, `CLOSED`; {ContentError} `ORIGIN_REFUSED`: this machine's own
   * settings (`uplink.allowPrivateOrigins`) let nothing go there; the signal's reason; what `source` throws
   */
  add(init: UploadInit, options?: AbortOptions): Promise<Upload>
  /**
   * Whether what an earlier run left is here, which takes seconds where it is much. Until then `get`, `list` and `counts` have only what was
   * added since; it goes after what was there before.
   */
  readonly isRead: boolean
  /** Resolves once it is. Rejects with {FlowError} `UPLOAD_DISK`; `CLOSED`. */
  readonly whenRead: Promise<void>
  get(id: UploadId): Upload | undefined
  /** Oldest first: those that are to go, and those that are over and still remembered. */
  list(): Upload[]
  /**
   * It is to go no more; what is under way is broken off, and the member that has it is told, but what a backend has it has. Nothing for
   * one that is over. @throws {FlowError} `NO_UPLOAD`
   */
  cancel(id: UploadId): Promise<Upload>
  /**
   * Those that wait for their next attempt, or that one, make it now, by whichever way. Nothing for one that is under way or over.
   * @throws {FlowError} `NO_UPLOAD`
   */
  retryNow(id?: UploadId): void
  /**
   * What the backend answered, where that was final: the receipt of a delivered one, or a refusal. Undefined: there is none (yet).
   * @throws {FlowError} `NO_UPLOAD`, `UPLOAD_DISK`
   */
  receipt(id: UploadId): Promise<UploadReceipt | undefined>
  /** Hears each upload whenever anything of it has changed. @returns a function that ends it */
  onChange(listener: (upload: Upload) => void): () => void
  /** Aborts when it begins to close: nothing is told any more. */
  readonly closing: AbortSignal
  readonly counts: UploadCounts
}

export interface UploadInit {
  /** http or https; as WHATWG spells it at most 2,048 characters; no user or password, and a fragment is cut off. */
  readonly url: string
  /** Its bytes, or a file, and no link to one, that is read now. What is added is a copy: the file may go afterwards. */
  readonly source: AsyncIterable<Uint8Array> | { readonly file: string }
  /** How many bytes `source` has, where that is known: what is too much is refused before any is read. */
  readonly bytes?: number | undefined
  /**
   * Its name, by which the backend knows repeats (`Idempotency-Key`). What is added again under an id that is known here is the upload of
   * before, and nothing is read. @default drawn
   */
  readonly id?: UploadId | undefined
  /** Who adds it, as the caller names them: at most 64 characters. @default nobody */
  readonly owner?: string | undefined
  /** As a header may carry it: 1 to 255 visible ASCII characters. @default 'application/octet-stream' */
  readonly contentType?: string | undefined
  /** For people, at most 255 characters: nobody else sees it. @default the name of the file */
  readonly name?: string | undefined
  /** Whether this machine's own line is tried first. @default as `upload.direct` says */
  readonly direct?: boolean | undefined
  /** An age recipient (`age1…`) whose holder alone can read what is sent. @default as `upload.seal` says for that URL */
  readonly seal?: string | undefined
  /** Only members of this group are asked: 64 hex characters. @default those of every group of this node */
  readonly groupId?: string | undefined
}

/**
 * `queued`: waits for its turn, its next attempt or a member. `direct`: goes by this machine's own line. `asking`: members are asked who takes
 * it (Fig. 9, 552). `forwarding`: on its way to a member (558). `waiting`: a member has it, and is to bring the receipt (560). The rest is
 * over: `delivered`: the backend has it (562). `refused`: the backend itself refuses it. `cancelled`. `expired`: `upload.keepDays` are over.
 */
export type UploadState =
  'queued' | 'direct' | 'asking' | 'forwarding' | 'waiting' | 'delivered' | 'refused' | 'cancelled' | 'expired'

export interface Upload {
  readonly id: UploadId
  readonly url: string
  readonly name: string | undefined
  readonly owner: string | undefined
  readonly contentType: string
  /** Of what is sent: sealed, where it is. */
  readonly bytes: number
  /** SHA-256 of the same, 64 hex characters. */
  readonly digest: string
  readonly isSealed: boolean
  readonly direct: boolean
  readonly groupId: string | undefined
  /** This machine's time, ms, as all that follow. */
  readonly addedAtMs: number
  /** When it is given up. */
  readonly expiresAtMs: number
  readonly state: UploadState
  /** What it waits for, where it is `queued`. */
  readonly waitsFor: UploadWait | undefined
  /** When it is tried again, where it waits for that; else by when the member is to bring the receipt. */
  readonly untilMs: number | undefined
  /** Who has it, or gets it: where it is `forwarding` or `waiting`. */
  readonly by: UploadBy | undefined
  /** The newest 32, oldest first. */
  readonly attempts: readonly UploadAttempt[]
  /** All there were. */
  readonly attemptCount: number
  /** How it ended: where it is `delivered` or `refused`. */
  readonly outcome: UploadOutcome | undefined
}

/**
 * `turn`: others go first. `later`: nobody could take it, or get it there: it is tried again at `untilMs`. `key`: no key says what a receipt
 * for that URL is (`NO_RECEIPT_KEY`), so only this machine's own line can take it, which does not work now: tried again at `untilMs`.
 */
export type UploadWait = 'turn' | 'later' | 'key'

/** A member of a group; undefined in its place means this machine's own line. */
export interface UploadBy {
  readonly peer: PeerId
  readonly groupId: string
}

/** One try, for people. */
export interface UploadAttempt {
  readonly by: UploadBy | undefined
  readonly atMs: number
  readonly endedAtMs: number
  readonly result: AttemptResult
  /** What the backend answered, or seemed to. */
  readonly status: number | undefined
  /** In words, at most 200 characters. */
  readonly detail: string
}

/**
 * `delivered`; `refused`: by the backend itself, for ever; `put-off`: by the backend itself, for now, or unsigned by what stands before it.
 * `unreachable`: the line is down, or the member away. `nobody`: no member takes it. `turned-down`: that member does not. `given-back`: it
 * could not get it there, and says so. `unproved`: what came back bears no receipt of a key that is known here. `wrong-receipt`: it bears one
 * that is wrong. `too-late`: the member was there, and had nothing by its deadline. `gone`: the member went away. `broken`: what it said is no
 * answer. `cancelled`. `restarted`: this node stopped meanwhile.
 */
export type AttemptResult =
  | 'delivered'
  | 'refused'
  | 'put-off'
  | 'unreachable'
  | 'nobody'
  | 'turned-down'
  | 'given-back'
  | 'unproved'
  | 'wrong-receipt'
  | 'too-late'
  | 'gone'
  | 'broken'
  | 'cancelled'
  | 'restarted'

/**
 * What says that it is so. `receipt`: the backend's signature. `tls`: the answer over this machine's own TLS. `none`: an answer over plain
 * http: who stands in the line could have made it.
 */
export type UploadProof = 'receipt' | 'tls' | 'none'

export interface UploadOutcome {
  readonly atMs: number
  /** Undefined: this machine's own line. */
  readonly by: UploadBy | undefined
  readonly status: number
  readonly proof: UploadProof
  /** Of the key that signed: base64url SHA-256 of its SPKI. Undefined without a receipt. */
  readonly keyId: string | undefined
}

/** What the backend said, whole. */
export interface UploadReceipt extends UploadOutcome {
  /** What was asked, as it is signed over. */
  readonly request: { readonly method: 'POST'; readonly targetUri: string; readonly headers: readonly UploadHeader[] }
  readonly headers: readonly UploadHeader[]
  /** At most 256 KiB. */
  readonly body: Uint8Array
  /** When the backend signed, ms; undefined without a receipt. */
  readonly signedAtMs: number | undefined
}

/** Name and value, as they came. */
export type UploadHeader = readonly [name: string, value: string]

export interface UploadCounts {
  /** To go, now. */
  readonly pending: number
  readonly pendingBytes: number
  /** Since this node started. */
  readonly added: number
  readonly delivered: number
  readonly deliveredBytes: number
  /** Of these: through members. */
  readonly deliveredByMembers: number
  readonly refused: number
  readonly expired: number
  /** Answers of members whose receipt was wrong, or of an unknown key. */
  readonly unproved: number
  /** Files of the queue that could not be read, and were set aside in `upload-queue/damaged/`. */
  readonly damaged: number
}
