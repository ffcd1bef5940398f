// The strict reader of foreign changes: runs before Automerge (`applyChanges`, `decodeChange`) sees a byte of them
// (design section 3; why: docs/decisions/0001; what: docs/protocols/shard.md).
//
// A change of a shard has one operation: it sets one unused root key to bytes. So only six things can vary, everything
// else is fixed. We read those six with a bounded reader, write the change again from them with our own encoder, and
// require equal bytes. What is allowed is thereby exactly what we write ourselves; there is nothing to forget.
import { concatBytes, sha256, toHex } from '../base/index.js'
import { MAX_DURABLE_VERSION, MAX_ENVELOPE_BYTES, type RecordId } from '../record/index.js'
import { MAX_CHANGE_BYTES, MAX_SHARD_CHANGES, MAX_SHARD_HEADS } from './defaults.js'

/** What can vary in a change of a shard. */
export interface ChangeContent {
  /** Hashes of the changes right below, ascending, 64 hex characters each. */
  readonly dependencies: readonly string[]
  /** 32 hex characters: one process's writing of one shard. */
  readonly actor: string
  /** Counts this actor's changes from 1. */
  readonly sequence: number
  /** Number of the change's operation: highest of its dependencies + 1. */
  readonly startOperation: number
  /** See {@link spellKey}. */
  readonly key: string
  /** A record envelope. */
  readonly value: Uint8Array
}

/** A change whose form is right. Whether it fits its shard is `ShardLog`'s question. */
export interface CheckedChange extends ChangeContent {
  /** SHA-256 as Automerge computes it, 64 hex characters: commits to everything the change says and depends on. */
  readonly hash: string
  readonly recordId: RecordId
  readonly version: number
  readonly bytes: Uint8Array
}

export type ChangeRefusal =
  | 'change-too-large'
  | 'change-not-plain' // another magic number or chunk type: a document, a compressed change, a bundle
  | 'change-malformed' // not exactly the form above
  | 'change-checksum'
  | 'change-key'

export type ChangeVerdict = { ok: true; change: CheckedChange } | { ok: false; reason: ChangeRefusal }

const MAGIC = Uint8Array.of(0x85, 0x6f, 0x4a, 0x83)
const CHECKSUM_BYTES = 4
const HEADER_BYTES = MAGIC.length + CHECKSUM_BYTES
const CHUNK_TYPE_CHANGE = 1
const HASH_BYTES = 32
const ACTOR_BYTES = 16
/** Two names of an operation's columns have a length that varies; 72 characters of key, a two-byte head. */
const KEY_CHARACTERS = 72
const ID_CHARACTERS = 64
const KEY_COLUMN_BYTES = KEY_CHARACTERS + 2
/** An actor depends on its own last change even where that is no head any more. */
const MAX_DEPENDENCIES = MAX_SHARD_HEADS + 1
const VALUE_TYPE_BYTES = 7
/** What is the same in every change. 7f: one literal value follows. */
const FIXED = {
  /** No time, no message, no other actors; six columns, each with its name and its length in bytes: the key. */
  beforeKeyLength: Buffer.from('000000' + '06' + '15', 'hex'),
  /** Insertion, action; name of the value's lengths and types. */
  afterKeyLength: Buffer.from('3401' + '4202' + '56', 'hex'),
  valueName: Buffer.from('57', 'hex'),
  /** Number of predecessors. Then the columns: the key's head. */
  beforeKey: Buffer.from('7002' + '7f', 'hex'),
  /** One false: no insertion. Set. The head of the value's length and type. */
  afterKey: Buffer.from('01' + '7f01' + '7f', 'hex'),
  /** The column of predecessors, behind the value: a zero. */
  tail: Buffer.from('7f00', 'hex')
}
/** Five bytes of LEB128 hold 35 bits: more than any number in a change may be. */
const MAX_NUMBER_BYTES = 5

/** The document key of a version: the record id, then the version as 8 hex digits. */
export function spellKey(id: RecordId, version: number): string {
  return id + version.toString(16).padStart(8, '0')
}

/** What can vary, as the bytes that say it. */
interface RawContent {
  dependencyCount: number
  /** 32 bytes each, one after the other. */
  dependencies: Uint8Array
  actor: Uint8Array
  sequence: number
  startOperation: number
  key: Uint8Array
  value: Uint8Array
}

/** Room for the fields of a head besides dependencies and key: some bytes each. */
const SMALL_FIELDS_BYTES = 128
/** Heads of changes that are checked are written here, to be compared. */
const scratch = Buffer.alloc(SMALL_FIELDS_BYTES + MAX_DEPENDENCIES * HASH_BYTES + KEY_CHARACTERS)

/** Checks the form of one foreign change. Never throws; work and memory are bounded by the bytes given. */
export function checkChange(bytes: Uint8Array): ChangeVerdict {
  if (bytes.byteLength > MAX_CHANGE_BYTES) return { ok: false, reason: 'change-too-large' }
  if (bytes.byteLength <= HEADER_BYTES) return { ok: false, reason: 'change-malformed' }
  if (MAGIC.some((byte, i) => bytes[i] !== byte) || bytes[HEADER_BYTES] !== CHUNK_TYPE_CHANGE) {
    return { ok: false, reason: 'change-not-plain' }
  }
  const raw = readContent(bytes)
  if (raw === undefined) return { ok: false, reason: 'change-malformed' }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headBytes = writeHead(raw, scratch)
  const valueEnd = HEADER_BYTES + headBytes + raw.value.byteLength
  const isPlain =
    all.byteLength === valueEnd + FIXED.tail.byteLength &&
    all.compare(scratch, 0, headBytes, HEADER_BYTES, HEADER_BYTES + headBytes) === 0 &&
    all.compare(FIXED.tail, 0, FIXED.tail.byteLength, valueEnd) === 0
  if (!isPlain) return { ok: false, reason: 'change-malformed' }
  const hash = sha256(all.subarray(HEADER_BYTES))
  for (let i = 0; i < CHECKSUM_BYTES; i++) {
    if (hash[i] !== bytes[MAGIC.length + i]) return { ok: false, reason: 'change-checksum' }
  }
  const key = latin1(raw.key)
  const version = versionIn(key)
  if (version === undefined) return { ok: false, reason: 'change-key' }
  const { sequence, startOperation, value } = raw
  const dependencies = hashesOf(raw)
  const content = { dependencies, actor: toHex(raw.actor), sequence, startOperation, key, value }
  const recordId = latin1(raw.key.subarray(0, ID_CHARACTERS)) // It is kept: a part of the key would keep all of that.
  return { ok: true, change: { ...content, recordId, version, hash: toHex(hash), bytes } }
}

/** Whether bytes that were checked once, as the change with this hash, are still that change. */
export function isChange(bytes: Uint8Array, hash: string): boolean {
  const hasHead =
    MAGIC.every((byte, i) => bytes[i] === byte) && hash.startsWith(toHex(bytes.subarray(MAGIC.length, HEADER_BYTES)))
  return hasHead && toHex(sha256(bytes.subarray(HEADER_BYTES))) === hash
}

/** The change with that content, byte for byte as Automerge 3.5 writes it. */
export function encodeChange(content: ChangeContent): Uint8Array {
  const dependencies = Buffer.from(content.dependencies.join(''), 'hex')
  const key = Buffer.from(content.key, 'latin1')
  const actor = Buffer.from(content.actor, 'hex')
  const head = Buffer.alloc(SMALL_FIELDS_BYTES + dependencies.byteLength + key.byteLength)
  const raw = { ...content, dependencyCount: content.dependencies.length, dependencies, actor, key }
  const body = concatBytes([head.subarray(0, writeHead(raw, head)), content.value, FIXED.tail])
  return concatBytes([MAGIC, sha256(body).subarray(0, CHECKSUM_BYTES), body])
}

function versionIn(key: string): number | undefined {
  if (!/^[0-9a-f]{72}$/.test(key)) return undefined
  const version = Number.parseInt(key.slice(ID_CHARACTERS), 16)
  return version < 1 || version > MAX_DURABLE_VERSION ? undefined : version
}

function hashesOf({ dependencyCount, dependencies }: RawContent): string[] {
  return Array.from({ length: dependencyCount }, (_, i) =>
    toHex(dependencies.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
  )
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Takes out what can vary, passing over what is fixed: comparing with our own encoding judges that. */
function readContent(bytes: Uint8Array): RawContent | undefined {
  const reader = new BoundedReader(bytes, HEADER_BYTES + 1)
  reader.number() // Length of what follows.
  const dependencyCount = reader.number()
  if (!(dependencyCount <= MAX_DEPENDENCIES)) return undefined
  const dependencies = reader.take(dependencyCount * HASH_BYTES)
  if (!isAscending(dependencies)) return undefined
  if (reader.number() !== ACTOR_BYTES) return undefined
  const actor = reader.take(ACTOR_BYTES)
  const sequence = reader.number()
  const startOperation = reader.number()
  if (!isCount(sequence) || !isCount(startOperation)) return undefined
  reader.skip(FIXED.beforeKeyLength.byteLength + 1 + FIXED.afterKeyLength.byteLength)
  const valueLengthBytes = reader.number() - 1 // Length of the fourth column: a one-byte head and one number.
  reader.skip(FIXED.valueName.byteLength)
  const valueBytes = reader.number()
  if (!(valueBytes >= 1 && valueBytes <= MAX_ENVELOPE_BYTES)) return undefined
  reader.skip(FIXED.beforeKey.byteLength + 1)
  const key = reader.take(KEY_CHARACTERS)
  reader.skip(FIXED.afterKey.byteLength)
  if (!(valueLengthBytes >= 1 && valueLengthBytes <= MAX_NUMBER_BYTES)) return undefined
  reader.skip(valueLengthBytes)
  const value = reader.take(valueBytes)
  if (reader.failed) return undefined
  return { dependencyCount, dependencies, actor, sequence, startOperation, key, value }
}

function isAscending(hashes: Uint8Array): boolean {
  for (let at = HASH_BYTES; at < hashes.byteLength; at += HASH_BYTES) {
    const [before, hash] = [hashes.subarray(at - HASH_BYTES, at), hashes.subarray(at, at + HASH_BYTES)]
    if (Buffer.compare(before, hash) >= 0) return false
  }
  return true
}

function isCount(value: number): boolean {
  return value >= 1 && value <= MAX_SHARD_CHANGES
}

/**
 * Writes the chunk from its type to where the value begins: what Automerge hashes is this, the value and the tail.
 * @returns how many bytes
 */
function writeHead(raw: RawContent, into: Buffer): number {
  const { dependencyCount, dependencies, actor, sequence, startOperation, key, value } = raw
  const valueHead = value.byteLength * 16 + VALUE_TYPE_BYTES
  const valueHeadBytes = leb128Bytes(valueHead)
  const fieldBytes =
    leb128Bytes(dependencyCount) +
    dependencies.byteLength +
    (leb128Bytes(ACTOR_BYTES) + actor.byteLength) +
    (leb128Bytes(sequence) + leb128Bytes(startOperation)) +
    (FIXED.beforeKeyLength.byteLength + leb128Bytes(KEY_COLUMN_BYTES)) +
    (FIXED.afterKeyLength.byteLength + leb128Bytes(1 + valueHeadBytes)) +
    (FIXED.valueName.byteLength + leb128Bytes(value.byteLength)) +
    (FIXED.beforeKey.byteLength + leb128Bytes(KEY_CHARACTERS) + key.byteLength) +
    (FIXED.afterKey.byteLength + valueHeadBytes)
  let at = writeLeb128(CHUNK_TYPE_CHANGE, into, 0)
  at = writeLeb128(fieldBytes + value.byteLength + FIXED.tail.byteLength, into, at)
  at = writeLeb128(dependencyCount, into, at)
  at = writeBytes(dependencies, into, at)
  at = writeLeb128(ACTOR_BYTES, into, at)
  at = writeBytes(actor, into, at)
  at = writeLeb128(sequence, into, at)
  at = writeLeb128(startOperation, into, at)
  at = writeBytes(FIXED.beforeKeyLength, into, at)
  at = writeLeb128(KEY_COLUMN_BYTES, into, at)
  at = writeBytes(FIXED.afterKeyLength, into, at)
  at = writeLeb128(1 + valueHeadBytes, into, at)
  at = writeBytes(FIXED.valueName, into, at)
  at = writeLeb128(value.byteLength, into, at)
  at = writeBytes(FIXED.beforeKey, into, at)
  at = writeLeb128(KEY_CHARACTERS, into, at)
  at = writeBytes(key, into, at)
  at = writeBytes(FIXED.afterKey, into, at)
  return writeLeb128(valueHead, into, at)
}

function writeBytes(bytes: Uint8Array, into: Buffer, at: number): number {
  into.set(bytes, at)
  return at + bytes.byteLength
}

/** Unsigned LEB128 in its shortest form. @param value a safe integer */
function writeLeb128(value: number, into: Buffer, from: number): number {
  let at = from
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) into[at++] = (rest % 128) + 128
  into[at++] = rest
  return at
}

function leb128Bytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes++
  return bytes
}

const NOTHING = new Uint8Array()

/** Reads forward. Once it has run over the end everything it returns is empty or NaN, and `failed` says so. */
class BoundedReader {
  failed = false
  #offset: number

  constructor(
    readonly bytes: Uint8Array,
    offset: number
  ) {
    this.#offset = offset
  }

  skip(count: number): void {
    if (this.#offset + count > this.bytes.byteLength) this.failed = true
    else this.#offset += count
  }

  take(count: number): Uint8Array {
    const from = this.#offset
    this.skip(count)
    return this.failed ? NOTHING : this.bytes.subarray(from, this.#offset)
  }

  /** Unsigned LEB128 of at most {@link MAX_NUMBER_BYTES}. */
  number(): number {
    let value = 0
    for (let i = 0; i < MAX_NUMBER_BYTES; i++) {
      const byte = this.failed ? undefined : this.bytes[this.#offset]
      if (byte === undefined) break
      this.#offset++
      // Shifts make small integers, which rest inside the object that keeps them; a product of powers has 16 bytes of its own.
      value += i < 4 ? (byte & 127) << (7 * i) : (byte & 127) * 128 ** i
      if (byte < 128) return value
    }
    this.failed = true
    return NaN
  }
}
