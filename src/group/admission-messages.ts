// What joiner and issuer say to each other, as bytes.
import { copyBytes } from '../base/index.js'
import { CODE_TOKEN_BYTES, MAX_TEXT_CHARACTERS } from './defaults.js'
import { potluck } from './group-pb.js'

const wire = potluck.group.v1
const { Outcome } = wire.AdmissionAnswer

/** How an issuer answers. What a stranger without a token can get are `unknown-code` and `busy`, which say nothing. */
export type AdmissionAnswer =
  /** `invitation`: the payload of an invitation's text. */
  | { outcome: 'invited'; invitation: Uint8Array; nowMs: number }
  | { outcome: 'unknown-code' }
  | { outcome: 'expired'; nowMs: number }
  | { outcome: 'used-up' }
  | { outcome: 'revoked' }
  | { outcome: 'busy'; retryAfterMs: number }
  /** The issuer may admit nobody any more. */
  | { outcome: 'not-administrator' }
  /** Who asks was removed, or left: no code brings it back. */
  | { outcome: 'removed' }

const OUTCOMES: { [Name in AdmissionAnswer['outcome']]: potluck.group.v1.AdmissionAnswer.Outcome } = {
  invited: Outcome.INVITED,
  'unknown-code': Outcome.UNKNOWN_CODE,
  expired: Outcome.EXPIRED,
  'used-up': Outcome.USED_UP,
  revoked: Outcome.REVOKED,
  busy: Outcome.BUSY,
  'not-administrator': Outcome.NOT_ADMINISTRATOR,
  removed: Outcome.REMOVED
}
const NAMES = new Map(Object.entries(OUTCOMES).map(([name, number]) => [number, name as AdmissionAnswer['outcome']]))

export function encodeRequest(token: Uint8Array): Uint8Array {
  return copyBytes(wire.AdmissionRequest.encode({ token }).finish())
}

/** The token in a foreign request; undefined if there is none. Never throws. */
export function decodeRequest(body: Uint8Array): Uint8Array | undefined {
  try {
    const { token } = wire.AdmissionRequest.decode(body)
    return token.byteLength === CODE_TOKEN_BYTES ? copyBytes(token) : undefined
  } catch {
    return undefined
  }
}

export function encodeAnswer({ outcome, ...more }: AdmissionAnswer): Uint8Array {
  return copyBytes(wire.AdmissionAnswer.encode({ outcome: OUTCOMES[outcome], ...more }).finish())
}

/** A foreign answer; undefined if malformed or of an outcome that version 1 does not know. Never throws. */
export function decodeAnswer(body: Uint8Array): AdmissionAnswer | undefined {
  try {
    const { outcome, retryAfterMs, invitation, nowMs } = wire.AdmissionAnswer.decode(body)
    const name = NAMES.get(outcome)
    switch (name) {
      case undefined:
        return undefined
      case 'invited':
        if (invitation.byteLength > MAX_TEXT_CHARACTERS / 2) return undefined
        return { outcome: name, invitation: copyBytes(invitation), nowMs }
      case 'expired':
        return { outcome: name, nowMs }
      case 'busy':
        return { outcome: name, retryAfterMs }
      default:
        return { outcome: name }
    }
  } catch {
    return undefined
  }
}
