// What the node answers of uploads, as programs read it. See content-answers.ts.

/** The member that does it; missing in its place: the node's own line. */
export interface UploadBy {
  /** Peer id. */
  readonly peer: string
  readonly group: string
}

/**
 * `queued`: waits for its turn, or its next attempt. `direct`: goes by the node's own line. `asking`: members are asked who takes it.
 * `forwarding`: on its way to a member. `waiting`: a member has it, and is to bring the receipt. Over: `delivered`; `refused`, by the backend
 * itself; `cancelled`; `expired`.
 */
export type UploadState =
  'queued' | 'direct' | 'asking' | 'forwarding' | 'waiting' | 'delivered' | 'refused' | 'cancelled' | 'expired'

export interface UploadAttempt {
  readonly by?: UploadBy | undefined
  readonly atMs: number
  readonly endedAtMs: number
  /** `delivered`, `unreachable`, `wrong-receipt`, …: docs/protocols/upload.md. */
  readonly result: string
  /** What the backend answered, or seemed to. */
  readonly status?: number | undefined
  readonly detail: string
}

export interface UploadOutcome {
  readonly atMs: number
  readonly by?: UploadBy | undefined
  readonly status: number
  /** `receipt`: the backend's signature; `tls`: its answer over TLS; `none`: its answer over plain HTTP. */
  readonly proof: 'receipt' | 'tls' | 'none'
  /** Of the key that signed: base64url SHA-256 of its SPKI. */
  readonly keyId?: string | undefined
}

export interface Upload {
  /** 32 hex characters. */
  readonly id: string
  readonly url: string
  readonly name?: string | undefined
  readonly contentType: string
  /** Of what is sent: sealed, where it is. */
  readonly bytes: number
  /** SHA-256 of the same. */
  readonly digest: string
  readonly isSealed: boolean
  readonly direct: boolean
  readonly group?: string | undefined
  readonly addedAtMs: number
  readonly expiresAtMs: number
  readonly state: UploadState
  /** Where it is queued. `key`: no key says what a receipt for that URL is. */
  readonly waitsFor?: 'turn' | 'later' | 'key' | undefined
  readonly untilMs?: number | undefined
  readonly by?: UploadBy | undefined
  /** The newest 32, the oldest first. */
  readonly attempts: readonly UploadAttempt[]
  readonly attemptCount: number
  readonly outcome?: UploadOutcome | undefined
}

/** What the backend answered, whole, and what it was asked. */
export interface UploadReceipt extends UploadOutcome {
  readonly request: {
    readonly method: 'POST'
    readonly targetUri: string
    readonly headers: readonly (readonly [name: string, value: string])[]
  }
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Base64. */
  readonly body: string
  readonly signedAtMs?: number | undefined
}
