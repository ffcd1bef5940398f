// X.509 v3 (RFC 5280) with Ed25519 (RFC 8410), in the one shape that Potluck writes and reads. Spec:
// docs/protocols/membership.md. Subject and issuer are the peer ids of the keys, so key identifiers would say nothing new.
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version
} from '@peculiar/asn1-x509'
import { concatBytes, copyBytes, equalBytes, peerIdFromPublicKey, type KeyPair, type PeerId } from '../base/index.js'
import { MAX_CERTIFICATE_BYTES } from './defaults.js'

const ED25519_OID = '1.3.101.112'
const COMMON_NAME_OID = '2.5.4.3'
/** 2.25.<UUID ff104d2d-385e-454b-aa46-bebb8664ffad> (ITU-T X.667). Never critical: `openssl verify` would refuse it. */
const ROLES_OID = `2.25.${BigInt('0xff104d2d385e454baa46bebb8664ffad')}`
/** The reader spells numbers this large in its own way. */
const ROLES_OID_AS_READ = AsnConvert.parse(
  AsnConvert.serialize(new Extension({ extnID: ROLES_OID, extnValue: new OctetString() })),
  Extension
).extnID
/** DER of a BIT STRING without bits, and of one whose bit 0 (administrator) is set. */
const NO_ROLE_BITS = Uint8Array.from([0x03, 0x01, 0x00])
const ADMINISTRATOR_BIT = 0x80

/** What follows the signed part: AlgorithmIdentifier Ed25519, and the header of a BIT STRING of 64 bytes. */
const SIGNATURE_HEADER = Uint8Array.from([0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x41, 0x00])
const SIGNATURE_BYTES = 64
/** SEQUENCE with a length in two bytes. */
const OUTER_HEADER_BYTES = 4
const SERIAL_BYTES = 16
/** Ours nest 9 deep. */
const READ_LIMITS = { berOptions: { maxDepth: 16, maxNodes: 256, maxContentLength: MAX_CERTIFICATE_BYTES } }

export interface CertificateFields {
  readonly issuer: PeerId
  readonly subject: PeerId
  /** The subject's key, 32 bytes. */
  readonly publicKey: Uint8Array
  /** Whole seconds, ms since 1970, both inclusive. */
  readonly notBeforeMs: number
  readonly notAfterMs: number
  /** CA, with how many authorities may stand below it; undefined: not a CA. */
  readonly pathLength: number | undefined
  readonly administrator: boolean
}

export interface ReadCertificate extends CertificateFields {
  /** The bytes under the signature. */
  readonly signedPart: Uint8Array
  readonly signature: Uint8Array
}

export interface WriteCertificate extends CertificateFields {
  /** 16 bytes, made positive here. */
  readonly serial: Uint8Array
  /** Left out where the certificate says nothing about a group. @default true */
  readonly withRoles?: boolean
}

/** @returns DER */
export function writeCertificate(fields: WriteCertificate, issuerKey: KeyPair): Uint8Array {
  const authority = fields.pathLength !== undefined
  const extensions = [
    extension(
      id_ce_basicConstraints,
      true,
      new Uint8Array(
        AsnConvert.serialize(new BasicConstraints(authority ? { cA: true, pathLenConstraint: fields.pathLength } : {}))
      )
    ),
    extension(id_ce_keyUsage, true, new Uint8Array(AsnConvert.serialize(new KeyUsage(keyUsageOf(authority)))))
  ]
  if (fields.withRoles !== false) extensions.push(extension(ROLES_OID, false, writeRoles(fields.administrator)))
  const signedPart = new Uint8Array(
    AsnConvert.serialize(
      new TBSCertificate({
        version: Version.v3,
        serialNumber: positive(fields.serial).buffer as ArrayBuffer,
        signature: new AlgorithmIdentifier({ algorithm: ED25519_OID }),
        issuer: nameOf(fields.issuer),
        validity: new Validity({ notBefore: new Date(fields.notBeforeMs), notAfter: new Date(fields.notAfterMs) }),
        subject: nameOf(fields.subject),
        subjectPublicKeyInfo: new SubjectPublicKeyInfo({
          algorithm: new AlgorithmIdentifier({ algorithm: ED25519_OID }),
          subjectPublicKey: copyBytes(fields.publicKey).buffer as ArrayBuffer
        }),
        extensions: new Extensions(extensions)
      })
    )
  )
  return concatBytes([outerHeader(signedPart), signedPart, SIGNATURE_HEADER, issuerKey.sign(signedPart)])
}

/** Reads a foreign certificate; undefined unless it has our shape. Checks no signature. Never throws. */
export function readCertificate(der: Uint8Array): ReadCertificate | undefined {
  if (der.byteLength > MAX_CERTIFICATE_BYTES || der.byteLength < OUTER_HEADER_BYTES + SIGNATURE_BYTES) return undefined
  try {
    const parsed = AsnConvert.parse(copyBytes(der), Certificate, READ_LIMITS)
    if (parsed.tbsCertificateRaw === undefined) return undefined
    const signedPart = new Uint8Array(parsed.tbsCertificateRaw)
    const signature = copyBytes(der.subarray(-SIGNATURE_BYTES))
    // One spelling only: nothing outside the signed part is free to vary.
    if (!equalBytes(der, concatBytes([outerHeader(signedPart), signedPart, SIGNATURE_HEADER, signature])))
      return undefined
    const fields = readFields(parsed.tbsCertificate)
    return fields === undefined ? undefined : { ...fields, signedPart, signature }
  } catch {
    return undefined
  }
}

function readFields(tbs: TBSCertificate): CertificateFields | undefined {
  if (tbs.version !== Version.v3 || !isEd25519(tbs.signature)) return undefined
  if (tbs.issuerUniqueID !== undefined || tbs.subjectUniqueID !== undefined) return undefined
  const issuer = readName(tbs.issuer)
  const subject = readName(tbs.subject)
  const publicKey = new Uint8Array(tbs.subjectPublicKeyInfo.subjectPublicKey)
  if (!isEd25519(tbs.subjectPublicKeyInfo.algorithm) || publicKey.byteLength !== 32) return undefined
  if (issuer === undefined || subject !== peerIdFromPublicKey(publicKey)) return undefined
  const notBeforeMs = tbs.validity.notBefore.getTime().getTime()
  const notAfterMs = tbs.validity.notAfter.getTime().getTime()
  if (!(notBeforeMs < notAfterMs)) return undefined
  const extensions = readExtensions(tbs.extensions ?? [])
  return extensions && { issuer, subject, publicKey, notBeforeMs, notAfterMs, ...extensions }
}

function readExtensions(list: Extension[]): Pick<CertificateFields, 'pathLength' | 'administrator'> | undefined {
  const values = new Map<string, Uint8Array>()
  for (const { extnID, critical, extnValue } of list) {
    if (values.has(extnID)) return undefined
    const value = new Uint8Array(extnValue.buffer)
    if (extnID === id_ce_basicConstraints || extnID === id_ce_keyUsage) {
      if (!critical) return undefined
    } else if (critical) {
      return undefined // What we do not understand, and must.
    }
    values.set(extnID, value)
  }
  const constraints = values.get(id_ce_basicConstraints)
  const usage = values.get(id_ce_keyUsage)
  const administrator = readRoles(values.get(ROLES_OID_AS_READ))
  if (constraints === undefined || usage === undefined || administrator === undefined) return undefined
  const { cA, pathLenConstraint } = AsnConvert.parse(constraints, BasicConstraints, READ_LIMITS)
  // The CA flag and its key usage stand exactly where the role is administrator.
  if (cA !== administrator || (pathLenConstraint !== undefined) !== cA) return undefined
  if (pathLenConstraint !== undefined && !(pathLenConstraint >= 0 && pathLenConstraint <= 255)) return undefined
  if (AsnConvert.parse(usage, KeyUsage, READ_LIMITS).toNumber() !== keyUsageOf(cA)) return undefined
  return { pathLength: pathLenConstraint, administrator }
}

function keyUsageOf(authority: boolean): number {
  return authority ? KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature
}

function writeRoles(administrator: boolean): Uint8Array {
  return administrator ? Uint8Array.from([0x03, 0x02, 0x07, ADMINISTRATOR_BIT]) : NO_ROLE_BITS
}

/** Whether bit 0 is set. Bits that version 1 does not know are passed over. @returns undefined if not a BIT STRING */
function readRoles(value: Uint8Array | undefined): boolean | undefined {
  const [tag, length, unusedBits, firstByte] = value ?? []
  if (value === undefined || tag !== 0x03 || length !== value.byteLength - 2) return undefined
  if (unusedBits === undefined || unusedBits > (firstByte === undefined ? 0 : 7)) return undefined
  return ((firstByte ?? 0) & ADMINISTRATOR_BIT) !== 0
}

function extension(oid: string, critical: boolean, value: Uint8Array): Extension {
  return new Extension({ extnID: oid, critical, extnValue: new OctetString(value) })
}

function nameOf(peer: PeerId): Name {
  const value = new AttributeValue({ utf8String: peer })
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME_OID, value })])])
}

/** The common name, where it is the only thing the name holds. */
function readName(name: Name): string | undefined {
  const [attribute] = name[0] ?? []
  if (name.length !== 1 || name[0]?.length !== 1 || attribute?.type !== COMMON_NAME_OID) return undefined
  return attribute.value.utf8String
}

function isEd25519(algorithm: AlgorithmIdentifier): boolean {
  return algorithm.algorithm === ED25519_OID && algorithm.parameters === undefined
}

function outerHeader(signedPart: Uint8Array): Uint8Array {
  const length = signedPart.byteLength + SIGNATURE_HEADER.byteLength + SIGNATURE_BYTES
  return Uint8Array.from([0x30, 0x82, length >> 8, length & 0xff])
}

function positive(serial: Uint8Array): Uint8Array {
  if (serial.byteLength !== SERIAL_BYTES) throw new RangeError(`a serial number of ${serial.byteLength} bytes`)
  const bytes = copyBytes(serial)
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes
}
