// Who may certify whom, and for how long: root -> administrators -> members (design section 5).
import { peerIdFromPublicKey, type KeyPair, type Random } from '../base/index.js'
import { writeCertificate } from './certificate-form.js'
import {
  ADMINISTRATOR_VALIDITY_MS,
  BACKDATE_MS,
  MAX_CHAIN_ADMINISTRATORS,
  MEMBER_VALIDITY_MS,
  ROOT_VALIDITY_MS
} from './defaults.js'
import { GroupError } from './errors.js'
import { isUnlimited, type MemberLimits, type Role } from './roles.js'

export interface IssueContext {
  readonly nowMs: number
  readonly random: Random
  /** Of members only. @default none */
  readonly limits?: MemberLimits | undefined
  /** Ids of all removals of the subject that are known: the certificate counts in spite of them. @default none */
  readonly named?: readonly string[] | undefined
  /** Until when at most, ms since 1970. @default as long as the role has it */
  readonly notAfterMs?: number | undefined
}

export interface Issuer {
  readonly keyPair: KeyPair
  /** Authorities that may stand below the issuer. */
  readonly pathLength: number
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

/** What the root may do, from the moment it is used. Its validity binds nobody who trusts its key (RFC 5280, 6.1.1 d). */
export function rootIssuer(rootKey: KeyPair, nowMs: number): Issuer {
  const [notBeforeMs, notAfterMs] = validityFrom(nowMs, ROOT_VALIDITY_MS)
  return { keyPair: rootKey, pathLength: MAX_CHAIN_ADMINISTRATORS, notBeforeMs, notAfterMs }
}

/** The root's self-signed certificate: for programs that want one as an anchor; peers compare the root's key. */
export function issueRootCertificate(root: Issuer, random: Random): Uint8Array {
  const peer = peerIdFromPublicKey(root.keyPair.publicKey)
  return writeCertificate(
    {
      serial: random.bytes(16),
      issuer: peer,
      subject: peer,
      publicKey: root.keyPair.publicKey,
      notBeforeMs: root.notBeforeMs,
      notAfterMs: root.notAfterMs,
      pathLength: root.pathLength,
      administrator: true
    },
    root.keyPair
  )
}

/**
 * A certificate of membership for `publicKey`, within the issuer's validity.
 * @throws {GroupError} `TOO_FAR_FROM_ROOT` for an administrator below one whose path length is 0, `BAD_LIMIT` for one with limits
 */
export function issueCertificate(
  issuer: Issuer,
  publicKey: Uint8Array,
  role: Role,
  { nowMs, random, limits, named, notAfterMs: atMostMs = Infinity }: IssueContext
): Uint8Array {
  const administrator = role === 'administrator'
  if (administrator && limits !== undefined && !isUnlimited(limits)) {
    throw new GroupError('BAD_LIMIT', 'administrators have no limits')
  }
  if (administrator && issuer.pathLength < 1) {
    throw new GroupError('TOO_FAR_FROM_ROOT', 'this administrator may admit members but appoint no administrators')
  }
  const [notBeforeMs, notAfterMs] = validityFrom(nowMs, administrator ? ADMINISTRATOR_VALIDITY_MS : MEMBER_VALIDITY_MS)
  return writeCertificate(
    {
      serial: random.bytes(16),
      issuer: peerIdFromPublicKey(issuer.keyPair.publicKey),
      subject: peerIdFromPublicKey(publicKey),
      publicKey,
      notBeforeMs: Math.max(notBeforeMs, issuer.notBeforeMs),
      notAfterMs: Math.min(notAfterMs, issuer.notAfterMs, Math.floor(atMostMs / 1000) * 1000),
      pathLength: administrator ? issuer.pathLength - 1 : undefined,
      administrator,
      limits,
      named
    },
    issuer.keyPair
  )
}

/** X.509 counts in whole seconds. */
function validityFrom(nowMs: number, validityMs: number): [notBeforeMs: number, notAfterMs: number] {
  const second = Math.floor(nowMs / 1000) * 1000
  return [second - BACKDATE_MS, second + validityMs]
}
