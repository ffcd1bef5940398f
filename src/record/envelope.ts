// Seal and open: the exact bytes under a record's signature. Signed bytes are kept as sent, never written again
// (protobuf has no canonical form). Spec: docs/protocols/record.md.
import {
  copyBytes,
  peerIdFromPublicKey,
  publicKeyFromPeerId,
  signedBytes,
  verifySignature,
  type KeyPair
} from '../base/index.js'
import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_ATTRIBUTE_TEXT_BYTES,
  MAX_ATTRIBUTES,
  MAX_ENVELOPE_BYTES,
  MAX_RECORD_DATA_BYTES,
  MAX_TYPE_BYTES
} from './defaults.js'
import { RecordError } from './errors.js'
import { belongsToCreator, recordIdFromBytes, recordIdToBytes } from './record-id.js'
import type { Attributes, AttributeValue, GroupRecord } from './record.js'
import { potluck } from './record-pb.js'

const wire = potluck.record.v1
const TAG = 'potluck/record/1'

/** Why foreign bytes are no record. */
export type RejectReason = 'malformed' | 'too-large' | 'bad-signature' | 'foreign-id'
export type Verdict = { ok: true; record: GroupRecord } | { ok: false; reason: RejectReason }

export interface OpenOptions {
  /** False only where a signed shard head already stands for the signature (design section 2). */
  verifySignature: boolean
}

/**
 * The envelope of `record`, signed by `author`.
 * @param group the group id, 32 bytes
 * @throws {RecordError} `TOO_LARGE` or `BAD_RECORD` when the record breaks a limit or a rule
 */
export function sealRecord(record: GroupRecord, group: Uint8Array, author: KeyPair): Uint8Array {
  const refused = checkRecord(record)
  if (refused !== undefined) {
    const code = refused === 'too-large' ? 'TOO_LARGE' : 'BAD_RECORD'
    throw new RecordError(code, `record ${record.id} of type ${record.type} breaks a limit: ${refused}`)
  }
  if (peerIdFromPublicKey(author.publicKey) !== record.lastModifiedBy) {
    throw new RecordError('BAD_RECORD', `record ${record.id} is not signed by its last modifier`)
  }
  const bytes = wire.Record.encode({
    id: recordIdToBytes(record.id),
    type: record.type,
    creator: publicKeyFromPeerId(record.creator) ?? new Uint8Array(),
    lastModifiedBy: author.publicKey,
    version: record.version,
    createdMs: record.createdAtMs,
    modifiedMs: record.modifiedAtMs,
    expiresMs: record.expiresAtMs,
    deleted: record.deleted,
    attributes: Object.entries(record.attributes).map(([name, value]) => encodeAttribute(name, value)),
    data: record.data
  }).finish()
  const signature = author.sign(signedBytes(TAG, [group, bytes]))
  const envelope = wire.Envelope.encode({ record: bytes, signature }).finish()
  return copyBytes(envelope)
}

/** Reads foreign bytes. Never throws; what is returned shares no memory with `bytes`. */
export function openEnvelope(bytes: Uint8Array, group: Uint8Array, options: OpenOptions): Verdict {
  if (bytes.byteLength > MAX_ENVELOPE_BYTES) return { ok: false, reason: 'too-large' }
  try {
    const envelope = wire.Envelope.decode(bytes)
    const decoded = wire.Record.decode(envelope.record)
    const id = recordIdFromBytes(decoded.id)
    if (id === undefined || decoded.creator.byteLength !== 32 || decoded.lastModifiedBy.byteLength !== 32) {
      return { ok: false, reason: 'malformed' }
    }
    if (decoded.attributes.length > MAX_ATTRIBUTES) return { ok: false, reason: 'too-large' }
    const attributes = decodeAttributes(decoded.attributes)
    if (attributes === undefined) return { ok: false, reason: 'malformed' }
    const record: GroupRecord = {
      id,
      type: decoded.type,
      creator: peerIdFromPublicKey(decoded.creator),
      lastModifiedBy: peerIdFromPublicKey(decoded.lastModifiedBy),
      version: decoded.version,
      createdAtMs: decoded.createdMs,
      modifiedAtMs: decoded.modifiedMs,
      expiresAtMs: decoded.expiresMs,
      deleted: decoded.deleted,
      attributes,
      data: copyBytes(decoded.data)
    }
    const refused = checkRecord(record)
    if (refused !== undefined) return { ok: false, reason: refused }
    if (
      options.verifySignature &&
      !verifySignature(decoded.lastModifiedBy, signedBytes(TAG, [group, envelope.record]), envelope.signature)
    ) {
      return { ok: false, reason: 'bad-signature' }
    }
    return { ok: true, record }
  } catch {
    return { ok: false, reason: 'malformed' }
  }
}

/** The rules that need nothing but the record itself: true or false for ever. */
function checkRecord(record: GroupRecord): 'malformed' | 'too-large' | 'foreign-id' | undefined {
  if (record.data.byteLength > MAX_RECORD_DATA_BYTES) return 'too-large'
  const names = Object.keys(record.attributes)
  if (names.length > MAX_ATTRIBUTES) return 'too-large'
  for (const name of names) {
    const value = record.attributes[name]
    if (name === '' || !isAttributeValue(value)) return 'malformed'
    if (Buffer.byteLength(name) > MAX_ATTRIBUTE_NAME_BYTES) return 'too-large'
    if (typeof value === 'string' && Buffer.byteLength(value) > MAX_ATTRIBUTE_TEXT_BYTES) return 'too-large'
  }
  if (record.type === '' || Buffer.byteLength(record.type) > MAX_TYPE_BYTES) return 'malformed'
  const numbers = [record.version, record.createdAtMs, record.modifiedAtMs, record.expiresAtMs]
  if (!numbers.every((value) => Number.isSafeInteger(value) && value > 0)) return 'malformed'
  if (record.modifiedAtMs < record.createdAtMs || record.expiresAtMs <= record.modifiedAtMs) return 'malformed'
  if (record.deleted && (names.length > 0 || record.data.byteLength > 0)) return 'malformed'
  if (!belongsToCreator(record.id, record.creator)) return 'foreign-id'
  return undefined
}

function isAttributeValue(value: unknown): value is AttributeValue {
  if (typeof value === 'string') return true
  if (typeof value === 'number') return Number.isSafeInteger(value)
  return value instanceof Date && Number.isSafeInteger(value.getTime()) && value.getTime() >= 0
}

function encodeAttribute(name: string, value: AttributeValue): potluck.record.v1.IAttribute {
  if (typeof value === 'string') return { name, text: value }
  if (typeof value === 'number') return { name, integer: value }
  return { name, dateMs: value.getTime() }
}

function decodeAttributes(list: potluck.record.v1.IAttribute[]): Attributes | undefined {
  const attributes: { [name: string]: AttributeValue } = Object.create(null) as { [name: string]: AttributeValue }
  for (const { name, text, integer, dateMs } of list) {
    const value = text ?? integer ?? (dateMs == null ? undefined : new Date(dateMs))
    if (name == null || value === undefined || name in attributes) return undefined
    attributes[name] = value
  }
  return attributes
}
