// Record ids are bound to their creators: the first half derives from the creator's key, so nobody can take another's
// (design section 2; PEER_RECORD.id in reference section 1.6, with SHA-256 and twice the length).
import { concatBytes, fromHex, isText, sha256, toHex, utf8, type PeerId, type Random } from '../base/index.js'
import { publicKeyFromPeerId } from '../base/index.js'
import { RecordError } from './errors.js'

/** 64 hex characters: 16 bytes derived from the creator, 16 bytes of its choice. */
export type RecordId = string

const HALF_BYTES = 16
const DOMAIN = utf8('potluck/record-id/1')

/** Every record that is read asks for its creator's half: what was derived lately is remembered. */
const MAX_REMEMBERED = 4096
const halves = new Map<PeerId, Uint8Array>()

function creatorHalf(creator: PeerId): Uint8Array | undefined {
  const known = halves.get(creator)
  if (known !== undefined) return known
  const publicKey = publicKeyFromPeerId(creator)
  if (publicKey === undefined) return undefined
  const half = sha256(DOMAIN, publicKey).subarray(0, HALF_BYTES)
  if (halves.size >= MAX_REMEMBERED) halves.clear()
  halves.set(creator, half)
  return half
}

/** A fresh id. @throws {RangeError} if `creator` is no peer id */
export function createRecordId(creator: PeerId, random: Random): RecordId {
  return recordIdFor(creator, random.bytes(HALF_BYTES))
}

/**
 * The id whose second half is the hash of `name`: for records of which a creator has exactly one per name.
 * @throws {RecordError} `BAD_RECORD`: half a surrogate pair, which UTF-8 cannot carry, would be the name of another record
 */
export function namedRecordId(creator: PeerId, name: string): RecordId {
  if (!isText(name)) throw new RecordError('BAD_RECORD', 'the name of the record is no text: UTF-8 cannot carry it')
  return recordIdFor(creator, sha256(utf8(name)).subarray(0, HALF_BYTES))
}

function recordIdFor(creator: PeerId, own: Uint8Array): RecordId {
  const half = creatorHalf(creator)
  if (half === undefined) throw new RangeError(`${creator} is not a peer id`)
  return toHex(concatBytes([half, own]))
}

export function belongsToCreator(id: RecordId, creator: PeerId): boolean {
  const half = creatorHalf(creator)
  return half !== undefined && /^[0-9a-f]{64}$/.test(id) && id.startsWith(toHex(half))
}

/** @returns undefined unless `bytes` are 32 */
export function recordIdFromBytes(bytes: Uint8Array): RecordId | undefined {
  return bytes.byteLength === 2 * HALF_BYTES ? toHex(bytes) : undefined
}

export function recordIdToBytes(id: RecordId): Uint8Array {
  const bytes = fromHex(id)
  if (bytes?.byteLength !== 2 * HALF_BYTES) throw new RangeError(`${id} is not a record id`)
  return bytes
}
