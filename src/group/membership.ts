// The one door: whether a chain of certificates makes its last key a member of the group (design section 5). Pure and
// synchronous. Spec: docs/protocols/membership.md.
import { peerIdFromPublicKey, sha256, toHex, verifySignature, type PeerId } from '../base/index.js'
import { readCertificate, type ReadCertificate } from './certificate-form.js'
import {
  MAX_CACHED_CERTIFICATES,
  MAX_CERTIFICATE_BYTES,
  MAX_CHAIN_ADMINISTRATORS,
  MAX_CHAIN_CERTIFICATES
} from './defaults.js'
import type { Removals, Standing } from './removals.js'
import type { MemberLimits, Role } from './roles.js'

/** What a chain says, true or false for ever: time is not considered. */
export interface Membership {
  readonly peer: PeerId
  readonly role: Role
  /** Administrators that may stand below this one; 0 for members. */
  readonly pathLength: number
  /** ms since 1970, both inclusive. */
  readonly validFromMs: number
  readonly validUntilMs: number
  /** Nothing is forbidden to administrators. */
  readonly limits: MemberLimits
}

/** Why a chain is no membership of the group, now or ever. */
export type ChainRefusal =
  | 'too-long'
  | 'malformed'
  | 'wrong-issuer' // or of another group's root
  | 'bad-signature'
  | 'not-an-administrator' // somebody in the middle may not certify
  | 'too-far-from-root'
  | 'outlives-issuer'

export type MembershipRefusal = ChainRefusal | Exclude<Standing, 'counts'> | 'not-yet-valid' | 'expired'

/** What of a certificate that was verified removals are about. */
export interface CertificateFacts {
  /** SHA-256 of its DER, 64 hex characters. */
  readonly id: string
  readonly subject: PeerId
  readonly administrator: boolean
  /** Removals of its subject that it outlives. */
  readonly named: readonly string[]
}

export interface VerifyMembershipInput {
  /** 32 bytes: the group's id. */
  readonly rootPublicKey: Uint8Array
  /** DER, from the certificate that the root issued down to the member's own. Foreign. */
  readonly chain: readonly Uint8Array[]
  /** All that are known: see `judgeRemovals`. */
  readonly removals: Removals
  readonly nowMs: number
}

export type MembershipVerdict = ({ ok: true } & Membership) | { ok: false; reason: MembershipRefusal }
export type ChainVerdict =
  { ok: true; membership: Membership; certificates: readonly CertificateFacts[] } | { ok: false; reason: ChainRefusal }

/** Whether time allows it. */
export function isValidAt(membership: Membership, nowMs: number): boolean {
  return nowMs >= membership.validFromMs && nowMs <= membership.validUntilMs
}

/** Decides at every door: graph, records, HTTPS, invitations. Never throws. */
export function verifyMembership(input: VerifyMembershipInput): MembershipVerdict {
  const { rootPublicKey, chain, removals, nowMs } = input
  const verdict = verifyChain(rootPublicKey, chain)
  if (!verdict.ok) return verdict
  const { membership, certificates } = verdict
  const standing = removals.standing(certificates)
  if (standing !== 'counts') return { ok: false, reason: standing }
  if (nowMs < membership.validFromMs) return { ok: false, reason: 'not-yet-valid' }
  if (nowMs > membership.validUntilMs) return { ok: false, reason: 'expired' }
  return { ok: true, ...membership }
}

/** The part of {@link verifyMembership} that neither time nor removals change, so that its result can be kept. Never throws. */
export function verifyChain(rootPublicKey: Uint8Array, chain: readonly Uint8Array[]): ChainVerdict {
  if (chain.length === 0 || rootPublicKey.byteLength !== 32) return { ok: false, reason: 'malformed' }
  if (chain.length > MAX_CHAIN_CERTIFICATES || chain.some((der) => der.byteLength > MAX_CERTIFICATE_BYTES)) {
    return { ok: false, reason: 'too-long' }
  }
  // The root certifies without limits of time: it is trusted as a key (RFC 5280, 6.1.1 d), not as a certificate.
  let issuer: Authority = {
    publicKey: rootPublicKey,
    pathLength: MAX_CHAIN_ADMINISTRATORS,
    notBeforeMs: -Infinity,
    notAfterMs: Infinity
  }
  let certificate: VerifiedCertificate | undefined
  const certificates: CertificateFacts[] = []
  for (const der of chain) {
    if (certificate !== undefined) {
      if (certificate.pathLength === undefined) return { ok: false, reason: 'not-an-administrator' }
      issuer = { ...certificate, pathLength: certificate.pathLength }
    }
    const read = readSigned(der, issuer.publicKey)
    if (typeof read === 'string') return { ok: false, reason: read }
    // Stricter than RFC 5280, which lets a last authority pass uncounted.
    if (read.pathLength !== undefined && read.pathLength >= issuer.pathLength) {
      return { ok: false, reason: 'too-far-from-root' }
    }
    if (read.notBeforeMs < issuer.notBeforeMs || read.notAfterMs > issuer.notAfterMs) {
      return { ok: false, reason: 'outlives-issuer' }
    }
    certificate = read
    certificates.push(read.facts)
  }
  if (certificate === undefined) return { ok: false, reason: 'malformed' }
  return {
    ok: true,
    certificates,
    membership: {
      peer: certificate.subject,
      role: certificate.administrator ? 'administrator' : 'member',
      pathLength: certificate.pathLength ?? 0,
      validFromMs: certificate.notBeforeMs,
      validUntilMs: certificate.notAfterMs,
      limits: certificate.limits
    }
  }
}

interface Authority {
  readonly publicKey: Uint8Array
  readonly pathLength: number
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

interface VerifiedCertificate extends ReadCertificate {
  readonly facts: CertificateFacts
}

/** Administrators' certificates that were read and verified, by issuer key and bytes: they stand in many chains. */
const verified = new Map<string, VerifiedCertificate>()

function readSigned(der: Uint8Array, issuerKey: Uint8Array): VerifiedCertificate | ChainRefusal {
  const cacheKey = toHex(sha256(issuerKey, der))
  const known = verified.get(cacheKey)
  if (known !== undefined) return known
  const read = readCertificate(der)
  if (read === undefined) return 'malformed'
  if (read.issuer !== peerIdFromPublicKey(issuerKey)) return 'wrong-issuer'
  if (!verifySignature(issuerKey, read.signedPart, read.signature)) return 'bad-signature'
  const { subject, administrator, named } = read
  const certificate = { ...read, facts: { id: toHex(sha256(der)), subject, administrator, named } }
  if (administrator) {
    if (verified.size >= MAX_CACHED_CERTIFICATES) verified.clear()
    verified.set(cacheKey, certificate)
  }
  return certificate
}
