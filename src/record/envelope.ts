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
  MAX_ATTRIBUTES,
  MAX_DELETED_EDITS,
  MAX_EDITS,
  MAX_ENVELOPE_BYTES,
  MAX_OVERWRITES,
  MAX_REPLACES
} from './defaults.js'
import { RecordError } from './errors.js'
import { frozenAttributes } from './attributes.js'
import { recordIdFromBytes, recordIdToBytes } from './record-id.js'
import { checkRecord, type BrokenRule } from './record-rules.js'
import type { AttributeEdit, Attributes, AttributeValue, GroupRecord, OverwrittenEdit } from './record.js'
import { potluck } from './record-pb.js'

/** Types of records are few: each that was read lately is here once, and not once a record. */
const MAX_REMEMBERED_TYPES = 1024
const types = new Map<string, string>()

const wire = potluck.record.v1
const TAG = 'potluck/record/1'

/** Why foreign bytes are no record. */
export type RejectReason = BrokenRule | 'bad-signature'
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
  return sealAndRead(record, group, author).envelope
}

/** As {@link sealRecord}, with the record as everybody reads it: it shares nothing with the one that was given. */
export function sealAndRead(
  record: GroupRecord,
  group: Uint8Array,
  author: KeyPair
): { envelope: Uint8Array; record: GroupRecord } {
  const refused = checkRecord(record)
  if (refused !== undefined) throw breaksRule(record, refused)
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
    data: record.data,
    // Left out where they say nothing: such records keep the bytes that they always had.
    ...(record.autoRefresh && { autoRefresh: true }),
    ...(record.renewals > 0 && { renewals: record.renewals, renewedMs: record.renewedAtMs }),
    ...(record.edits !== undefined && { collaborative: true, ...encodeEdits(record.edits) }),
    ...(record.replaces !== undefined && {
      replaces: record.replaces.map(({ version, modifiedAtMs }) => ({ version, modifiedMs: modifiedAtMs }))
    }),
    ...(record.security !== undefined && record.security.byteLength > 0 && { security: record.security })
  }).finish()
  const signature = author.sign(signedBytes(TAG, [group, bytes]))
  const envelope = copyBytes(wire.Envelope.encode({ record: bytes, signature }).finish())
  // What nobody else could read must not be confirmed: attributes and edits can be larger together than each by itself.
  const verdict = openEnvelope(envelope, group, { verifySignature: false })
  if (!verdict.ok) throw breaksRule(record, verdict.reason)
  return { envelope, record: verdict.record }
}

function breaksRule({ id, type }: GroupRecord, reason: RejectReason): RecordError {
  const code = reason === 'too-large' ? 'TOO_LARGE' : 'BAD_RECORD'
  return new RecordError(code, `record ${id} of type ${type} breaks a limit: ${reason}`)
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
    if (decoded.edits.length > MAX_EDITS) return { ok: false, reason: 'too-large' }
    const maxOverwrites = decoded.deleted ? MAX_DELETED_EDITS : MAX_OVERWRITES
    const isTooLong = ({ overwrites, places }: potluck.record.v1.IEdit): boolean => {
      return (overwrites?.length ?? 0) + (places?.length ?? 0) > maxOverwrites
    }
    if (decoded.edits.some(isTooLong)) return { ok: false, reason: 'too-large' }
    if (decoded.overwritten.length > maxOverwrites * Math.max(1, decoded.edits.length)) {
      return { ok: false, reason: 'too-large' }
    }
    const edits = decodeEdits(decoded.edits, decoded.overwritten)
    if (decoded.replaces.length > MAX_REPLACES) return { ok: false, reason: 'too-large' }
    const replaces = decoded.replaces.map(({ version, modifiedMs }) => ({
      version: version ?? 0,
      modifiedAtMs: modifiedMs ?? 0
    }))
    const said = decoded.edits.length + decoded.replaces.length + decoded.overwritten.length
    if (edits === undefined || (said > 0 && !decoded.collaborative)) {
      return { ok: false, reason: 'malformed' }
    }
    const record: GroupRecord = {
      id,
      type: remembered(decoded.type),
      creator: peerIdFromPublicKey(decoded.creator),
      lastModifiedBy: peerIdFromPublicKey(decoded.lastModifiedBy),
      version: decoded.version,
      createdAtMs: decoded.createdMs,
      modifiedAtMs: decoded.modifiedMs,
      expiresAtMs: decoded.expiresMs,
      deleted: decoded.deleted,
      attributes,
      data: copyBytes(decoded.data),
      autoRefresh: decoded.autoRefresh,
      renewals: decoded.renewals,
      renewedAtMs: decoded.renewedMs,
      ...(decoded.collaborative && { edits }),
      ...(replaces.length > 0 && { replaces }),
      ...(decoded.security.byteLength > 0 && { security: copyBytes(decoded.security) })
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

function remembered(type: string): string {
  const known = types.get(type)
  if (known !== undefined) return known
  if (types.size >= MAX_REMEMBERED_TYPES) types.clear()
  types.set(type, type)
  return type
}

function encodeAttribute(name: string, value: AttributeValue): potluck.record.v1.IAttribute {
  if (typeof value === 'string') return { name, text: value }
  if (typeof value === 'number') return { name, integer: value }
  return { name, dateMs: value.getTime() }
}

function decodeAttributes(list: potluck.record.v1.IAttribute[]): Attributes | undefined {
  const attributes = new Map<string, AttributeValue>()
  for (const { name, text, integer, dateMs } of list) {
    const value = text ?? integer ?? (dateMs == null ? undefined : new Date(dateMs))
    if (name == null || value === undefined || attributes.has(name)) return undefined
    attributes.set(name, value)
  }
  return frozenAttributes(attributes)
}

/** What edits name stands once, however many of them name it: members who edit many attributes name the same edits in each. */
function encodeEdits(list: readonly AttributeEdit[]): Pick<potluck.record.v1.IRecord, 'edits' | 'overwritten'> {
  const overwritten: potluck.record.v1.IOverwritten[] = []
  const places = new Map<string, number>()
  const placeOf = ({ author, version, modifiedAtMs }: OverwrittenEdit): number => {
    const name = `${author} ${version} ${modifiedAtMs}`
    const known = places.get(name)
    if (known !== undefined) return known
    const key = publicKeyFromPeerId(author) ?? new Uint8Array()
    const place = overwritten.push({ author: key, version, modifiedMs: modifiedAtMs }) - 1
    places.set(name, place)
    return place
  }
  const edits = list.map(({ name, version, modifiedAtMs, removed, overwrites }) => {
    return { name, version, modifiedMs: modifiedAtMs, removed, places: overwrites.map(placeOf) }
  })
  return overwritten.length === 0 ? { edits } : { edits, overwritten }
}

/** Edits that name the same share it, but for those of older writers, who named it with each. */
function decodeEdits(
  list: potluck.record.v1.IEdit[],
  named: potluck.record.v1.IOverwritten[]
): AttributeEdit[] | undefined {
  const overwritten = decodeOverwritten(named)
  if (overwritten === undefined) return undefined
  const edits: AttributeEdit[] = []
  for (const { name, version, modifiedMs, removed, overwrites, places } of list) {
    const own = decodeOverwritten(overwrites ?? [])
    if (own === undefined || places?.some((place) => place >= overwritten.length) === true) return undefined
    edits.push({
      name: name ?? '',
      version: version ?? 0,
      modifiedAtMs: modifiedMs ?? 0,
      removed: removed ?? false,
      overwrites: [...own, ...(places ?? []).map((place) => overwritten[place]!)]
    })
  }
  return edits
}

function decodeOverwritten(list: potluck.record.v1.IOverwritten[]): OverwrittenEdit[] | undefined {
  const overwritten: OverwrittenEdit[] = []
  for (const { author, version, modifiedMs } of list) {
    if (author?.byteLength !== 32) return undefined
    overwritten.push({ author: peerIdFromPublicKey(author), version: version ?? 0, modifiedAtMs: modifiedMs ?? 0 })
  }
  return overwritten
}
