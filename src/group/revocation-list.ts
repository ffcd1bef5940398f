// What of our own certificates was hit, as a list that other programs understand: X.509 v2 CRL (RFC 5280, section 5). Peers never read
// one: a list revokes only what its own issuer issued, and one that is missing or out of date locks out everybody below it.
import { AsnConvert } from '@peculiar/asn1-schema'
import type { Extension } from '@peculiar/asn1-x509'
import {
  AlgorithmIdentifier,
  CertificateList,
  CRLNumber,
  id_ce_cRLNumber,
  RevokedCertificate,
  TBSCertList,
  Time,
  Version
} from '@peculiar/asn1-x509'
import { copyBytes, peerIdFromPublicKey, toHex, type KeyPair } from '../base/index.js'
import { ED25519_OID, extension, nameOf, readCertificate } from './certificate-form.js'
import { REVOCATION_LIST_VALIDITY_MS } from './defaults.js'
import type { MembershipState } from './membership-state.js'

/**
 * A list of the certificates that `issuer` issued and that removals hit, as far as `state` has them, signed by it. An administrator's
 * list says nothing of what other administrators issued: each makes its own.
 * @param issuer an administrator, or the group's root
 * @returns DER
 */
export function revocationList(state: MembershipState, issuer: KeyPair, nowMs: number): Uint8Array {
  const peer = peerIdFromPublicKey(issuer.publicKey)
  const revoked = new Map<string, RevokedCertificate>()
  for (const { certificates, chain } of state.chains()) {
    for (const [at, certificate] of certificates.entries()) {
      const hits = state.removals
        .of(certificate.subject)
        .filter((removal) => state.removals.hits(removal, certificate, at + 1))
      const read = hits.length === 0 ? undefined : readCertificate(chain[at]!)
      if (read?.issuer !== peer) continue
      const sinceMs = Math.min(nowMs, ...hits.map(({ madeMs }) => madeMs))
      revoked.set(
        toHex(read.serial),
        new RevokedCertificate({ userCertificate: bufferOf(read.serial), revocationDate: new Time(new Date(sinceMs)) })
      )
    }
  }
  const signature = new AlgorithmIdentifier({ algorithm: ED25519_OID })
  const list = new TBSCertList({
    version: Version.v2,
    signature,
    issuer: nameOf(peer),
    thisUpdate: new Time(new Date(nowMs)),
    nextUpdate: new Time(new Date(nowMs + REVOCATION_LIST_VALIDITY_MS)),
    // A list without entries leaves the field out.
    ...(revoked.size > 0 && { revokedCertificates: [...revoked].sort(byFirst).map(([, one]) => one) }),
    crlExtensions: [numbered(nowMs)]
  })
  const signed = new Uint8Array(AsnConvert.serialize(list))
  return new Uint8Array(
    AsnConvert.serialize(
      new CertificateList({
        tbsCertList: list,
        signatureAlgorithm: signature,
        signature: bufferOf(issuer.sign(signed))
      })
    )
  )
}

/** Lists are numbered by the second in which they were made: later ones higher, without anything to remember. */
function numbered(nowMs: number): Extension {
  const number = AsnConvert.serialize(new CRLNumber(Math.floor(nowMs / 1000)))
  return extension(id_ce_cRLNumber, false, new Uint8Array(number))
}

function byFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return copyBytes(bytes).buffer as ArrayBuffer
}
