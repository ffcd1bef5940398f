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
import {
  concatBytes,
  copyBytes,
  equalBytes,
  fromHex,
  peerIdFromPublicKey,
  toHex,
  type KeyPair,
  type PeerId
} from '../base/index.js'
import { MAX_CERTIFICATE_BYTES, MAX_REMOVALS_PER_PEER } from './defaults.js'
import { isUnlimited, NO_LIMITS, type MemberLimits } from './roles.js'

export const ED25519_OID = '1.3.101.112'
const COMMON_NAME_OID = '2.5.4.3'
/** 2.25.<UUID ff104d2d-385e-454b-aa46-bebb8664ffad> (ITU-T X.667). Never critical: `openssl verify` would refuse it. */
const ROLES_OID = `2.25.${BigInt('0xff104d2d385e454baa46bebb8664ffad')}`
/** 2.25.<UUID 7a0e3c58-9d41-4f0b-8c55-2b1f6e0d9a37>: the removals of its subject that the issuer knew. Never critical either. */
const REMOVALS_OID = `2.25.${BigInt('0x7a0e3c589d414f0b8c552b1f6e0d9a37')}`
/** The reader spells numbers this large in its own way. */
const [ROLES_OID_AS_READ, REMOVALS_OID_AS_READ] = [asRead(ROLES_OID), asRead(REMOVALS_OID)]
/** Of the BIT STRING of roles, from its first bit. */
const ADMINISTRATOR_BIT = 0x80
const NO_SERVING_BIT = 0x40
const NO_UPLINKS_BIT = 0x20
const NO_PROVIDING_BIT = 0x10
const FIXED_TERM_BIT = 0x08
const REMOVAL_ID_BYTES = 32

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
  readonly limits: MemberLimits
  /** Ids of removals of the subject that this certificate outlives: 64 hex characters each, ascending. */
  readonly named: readonly string[]
}

export interface ReadCertificate extends CertificateFields {
  /** As its INTEGER holds it: positive, 16 bytes in ours. */
  readonly serial: Uint8Array
  /** The bytes under the signature. */
  readonly signedPart: Uint8Array
  readonly signature: Uint8Array
}

export interface WriteCertificate extends Omit<CertificateFields, 'limits' | 'named'> {
  /** 16 bytes, made positive here. */
  readonly serial: Uint8Array
  /** @default none */
  readonly limits?: MemberLimits | undefined
  /** @default none */
  readonly named?: readonly string[] | undefined
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
  const { limits = NO_LIMITS, named = [] } = fields
  if (fields.withRoles !== false) extensions.push(extension(ROLES_OID, false, writeRoles(fields.administrator, limits)))
  if (named.length > 0) extensions.push(extension(REMOVALS_OID, false, writeNamed(named)))
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
    const serial = new Uint8Array(parsed.tbsCertificate.serialNumber)
    return fields === undefined ? undefined : { ...fields, serial, signedPart, signature }
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

type ExtensionFields = Pick<CertificateFields, 'pathLength' | 'administrator' | 'limits' | 'named'>

function readExtensions(list: Extension[]): ExtensionFields | undefined {
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
  const roles = readRoles(values.get(ROLES_OID_AS_READ))
  const named = readNamed(values.get(REMOVALS_OID_AS_READ))
  if (constraints === undefined || usage === undefined || roles === undefined || named === undefined) return undefined
  const { administrator, limits } = roles
  if (administrator && !isUnlimited(limits)) return undefined
  const { cA, pathLenConstraint } = AsnConvert.parse(constraints, BasicConstraints, READ_LIMITS)
  // The CA flag and its key usage stand exactly where the role is administrator.
  if (cA !== administrator || (pathLenConstraint !== undefined) !== cA) return undefined
  if (pathLenConstraint !== undefined && !(pathLenConstraint >= 0 && pathLenConstraint <= 255)) return undefined
  const usageBits = AsnConvert.parse(usage, KeyUsage, READ_LIMITS).toNumber()
  if (usageBits !== keyUsageOf(cA) && !(cA && usageBits === AUTHORITY_USAGE_BEFORE_LISTS)) return undefined
  return { pathLength: pathLenConstraint, administrator, limits, named }
}

/** What authorities were given before they signed lists of revoked certificates: still read. */
const AUTHORITY_USAGE_BEFORE_LISTS = KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign

function keyUsageOf(authority: boolean): number {
  return authority ? AUTHORITY_USAGE_BEFORE_LISTS | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature
}

/** A named bit list: DER ends it with its last bit that is set. */
function writeRoles(administrator: boolean, limits: MemberLimits): Uint8Array {
  let bits = administrator ? ADMINISTRATOR_BIT : 0
  if (!limits.mayServe) bits |= NO_SERVING_BIT
  if (!limits.mayUseUplinks) bits |= NO_UPLINKS_BIT
  if (!limits.mayProvide) bits |= NO_PROVIDING_BIT
  if (limits.fixedTerm) bits |= FIXED_TERM_BIT
  if (bits === 0) return Uint8Array.from([0x03, 0x01, 0x00])
  const unusedBits = 31 - Math.clz32(bits & -bits)
  return Uint8Array.from([0x03, 0x02, unusedBits, bits])
}

/** Bits that this version does not know are passed over. @returns undefined if not a BIT STRING */
function readRoles(value: Uint8Array | undefined): { administrator: boolean; limits: MemberLimits } | undefined {
  const [tag, length, unusedBits, firstByte] = value ?? []
  if (value === undefined || tag !== 0x03 || length !== value.byteLength - 2) return undefined
  if (unusedBits === undefined || unusedBits > (firstByte === undefined ? 0 : 7)) return undefined
  const has = (bit: number): boolean => ((firstByte ?? 0) & bit) !== 0
  return {
    administrator: has(ADMINISTRATOR_BIT),
    limits: {
      mayServe: !has(NO_SERVING_BIT),
      mayUseUplinks: !has(NO_UPLINKS_BIT),
      mayProvide: !has(NO_PROVIDING_BIT),
      fixedTerm: has(FIXED_TERM_BIT)
    }
  }
}

/** An OCTET STRING of the ids, one after the other. */
function writeNamed(named: readonly string[]): Uint8Array {
  if (named.length > MAX_REMOVALS_PER_PEER) throw new RangeError(`${named.length} removals in one certificate`)
  const ids = concatBytes([...named].sort().map((id) => fromHex(id) ?? new Uint8Array()))
  if (ids.byteLength !== named.length * REMOVAL_ID_BYTES) throw new RangeError('an id of a removal has 32 bytes')
  return new Uint8Array(AsnConvert.serialize(new OctetString(ids)))
}

/** Ascending, each once. @returns undefined if it is something else */
function readNamed(value: Uint8Array | undefined): string[] | undefined {
  if (value === undefined) return []
  const ids = new Uint8Array(AsnConvert.parse(copyBytes(value), OctetString, READ_LIMITS).buffer)
  const count = ids.byteLength / REMOVAL_ID_BYTES
  if (!Number.isInteger(count) || count < 1 || count > MAX_REMOVALS_PER_PEER) return undefined
  const named = Array.from({ length: count }, (_, at) => toHex(ids.subarray(at * 32, at * 32 + 32)))
  return named.every((id, at) => at === 0 || named[at - 1]! < id) ? named : undefined
}

/** How the reader spells it. */
function asRead(oid: string): string {
  const written = AsnConvert.serialize(new Extension({ extnID: oid, extnValue: new OctetString() }))
  return AsnConvert.parse(written, Extension).extnID
}

export function extension(oid: string, critical: boolean, value: Uint8Array): Extension {
  return new Extension({ extnID: oid, critical, extnValue: new OctetString(value) })
}

export function nameOf(peer: PeerId): Name {
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
