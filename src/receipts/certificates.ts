// `Receipt-Certificates`: the chain of the key that signed, as RFC 9440 spells chains (byte sequences of DER), the leaf first.
import { X509Certificate, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { isInnerList, parseList, serializeList, type Item } from './structured-fields.js'
import { equalBytes, parseUrl } from '../base/index.js'
import { algorithmsOf } from './algorithms.js'
import { certificateLimits } from './certificate-limits.js'
import { MAX_CERTIFICATES, MAX_CERTIFICATES_FIELD_CHARACTERS } from './defaults.js'

/** The field's value. @param chain leaf first; the authority itself may be left out */
export function spellCertificates(chain: readonly X509Certificate[]): string {
  return serializeList(chain.map((certificate): Item => [certificate.raw, new Map()]))
}

/** Leaf first, or undefined where the value is no chain of 1 to {@link MAX_CERTIFICATES}. Never throws. */
export function parseCertificates(value: string | undefined): X509Certificate[] | undefined {
  if (value === undefined || value.length > MAX_CERTIFICATES_FIELD_CHARACTERS) return undefined
  try {
    const members = parseList(value)
    if (members.length === 0 || members.length > MAX_CERTIFICATES) return undefined
    return members.map((member) => {
      if (isInnerList(member) || !(member[0] instanceof ArrayBuffer)) throw new TypeError('no byte sequence')
      return new X509Certificate(new Uint8Array(member[0]))
    })
  } catch {
    return undefined
  }
}

/**
 * The leaf's key where its chain leads to one of the authorities: each certificate valid at all of `timesMs`, issued and signed by
 * the next, which is an authority within its path length and without name constraints; the leaf names the URL's host (RFC 9525: subject alternative names only, a wildcard for a
 * whole label). Else undefined. Never throws.
 */
export function certifiedKey(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  targetUri: string,
  timesMs: readonly number[]
): KeyObject | undefined {
  const [leaf] = chain
  try {
    if (leaf === undefined || certificateLimits(leaf.raw).hasUnknown || !names(leaf, targetUri)) return undefined
    if (!leads(chain, authorities, timesMs)) return undefined
    return algorithmsOf(leaf.publicKey).length > 0 ? leaf.publicKey : undefined
  } catch {
    return undefined
  }
}

function leads(
  chain: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  timesMs: readonly number[]
): boolean {
  const trusted = authorities.filter((authority) => isValidAt(authority, timesMs))
  for (const [index, certificate] of chain.entries()) {
    // Authorities below this one: all before it but the leaf.
    if (!isValidAt(certificate, timesMs) || (index > 0 && !mayIssue(certificate, index - 1))) return false
    if (trusted.some((authority) => isUnder(certificate, authority, index))) return true
    const next = chain[index + 1]
    if (next === undefined || !isIssuedBy(certificate, next)) return false
  }
  return false
}

/** Whether it is the authority itself, or issued by it with so many authorities between it and the leaf. */
function isUnder(certificate: X509Certificate, authority: X509Certificate, between: number): boolean {
  if (equalBytes(authority.raw, certificate.raw)) return true
  return isIssuedBy(certificate, authority) && mayIssue(authority, between)
}

function mayIssue(certificate: X509Certificate, between: number): boolean {
  const { pathLength, hasUnknown } = certificateLimits(certificate.raw)
  return certificate.ca && !hasUnknown && (pathLength === undefined || between <= pathLength)
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

/** To the second, as certificates are: the second in which one ends belongs to it. */
function isValidAt(certificate: X509Certificate, timesMs: readonly number[]): boolean {
  const fromMs = Date.parse(certificate.validFrom)
  const toMs = Date.parse(certificate.validTo) + 999
  return timesMs.every((timeMs) => timeMs >= fromMs && timeMs <= toMs)
}

function names(leaf: X509Certificate, targetUri: string): boolean {
  const host = parseUrl(targetUri)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  if (isIP(host) !== 0) return leaf.checkIP(host) !== undefined
  return host !== '' && leaf.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
}
