// The check of changes as plainly as it can be said, with an encoder that spells hexadecimal text: what the fast one in
// src/store/change-check.ts must agree with on every input.
import { equalBytes, sha256, toHex } from '../../src/base/index.js'
import { MAX_DURABLE_VERSION, MAX_ENVELOPE_BYTES, type RecordId } from '../../src/record/index.js'
import type { ChangeContent, ChangeVerdict } from '../../src/store/change-check.js'
import { MAX_CHANGE_BYTES, MAX_SHARD_CHANGES, MAX_SHARD_HEADS } from '../../src/store/defaults.js'

const MAGIC = Uint8Array.of(0x85, 0x6f, 0x4a, 0x83)
const CHECKSUM_BYTES = 4
const HEADER_BYTES = MAGIC.length + CHECKSUM_BYTES
const CHUNK_TYPE_CHANGE = '01'
const HASH_BYTES = 32
const ACTOR_BYTES = 16
/** Two names of an operation's columns have a length that varies; 72 characters of key, a two-byte head. */
const KEY_CHARACTERS = 72
const KEY_COLUMN_BYTES = KEY_CHARACTERS + 2
/** An actor depends on its own last change even where that is no head any more. */
const MAX_DEPENDENCIES = MAX_SHARD_HEADS + 1
const VALUE_TYPE_BYTES = 7
/** The column of predecessors, behind the value: one literal zero. */
const TAIL = Uint8Array.of(0x7f, 0)
/** Five bytes of LEB128 hold 35 bits: more than any number in a change may be. */
const MAX_NUMBER_BYTES = 5

/** Checks the form of one foreign change. Never throws; work and memory are bounded by the bytes given. */
export function slowlyCheckChange(bytes: Uint8Array): ChangeVerdict {
  if (bytes.byteLength > MAX_CHANGE_BYTES) return { ok: false, reason: 'change-too-large' }
  if (bytes.byteLength <= HEADER_BYTES) return { ok: false, reason: 'change-malformed' }
  if (!equalBytes(bytes.subarray(0, MAGIC.length), MAGIC) || bytes[HEADER_BYTES] !== Number(CHUNK_TYPE_CHANGE)) {
    return { ok: false, reason: 'change-not-plain' }
  }
  const content = readContent(bytes)
  if (content === undefined) return { ok: false, reason: 'change-malformed' }
  const body = bytes.subarray(HEADER_BYTES)
  const head = encodeHead(content)
  const isPlain =
    body.byteLength === head.byteLength + content.value.byteLength + TAIL.byteLength &&
    equalBytes(head, body.subarray(0, head.byteLength)) &&
    equalBytes(TAIL, body.subarray(-TAIL.byteLength))
  if (!isPlain) return { ok: false, reason: 'change-malformed' }
  const hash = sha256(body)
  if (!equalBytes(hash.subarray(0, CHECKSUM_BYTES), bytes.subarray(MAGIC.length, HEADER_BYTES))) {
    return { ok: false, reason: 'change-checksum' }
  }
  const named = readKey(content.key)
  if (named === undefined) return { ok: false, reason: 'change-key' }
  return { ok: true, change: { ...content, ...named, hash: toHex(hash), bytes } }
}

function readKey(key: string): { recordId: RecordId; version: number } | undefined {
  if (!/^[0-9a-f]{72}$/.test(key)) return undefined
  const version = Number.parseInt(key.slice(64), 16)
  if (version < 1 || version > MAX_DURABLE_VERSION) return undefined
  return { recordId: key.slice(0, 64), version }
}

/** Takes out what can vary, passing over what is fixed: comparing with our own encoding judges that. */
function readContent(bytes: Uint8Array): ChangeContent | undefined {
  const reader = new BoundedReader(bytes, HEADER_BYTES + 1)
  reader.number() // Length of what follows.
  const dependencyCount = reader.number()
  if (!(dependencyCount <= MAX_DEPENDENCIES)) return undefined
  const dependencies: string[] = []
  for (let i = 0; i < dependencyCount; i++) {
    const hash = toHex(reader.take(HASH_BYTES))
    if (i > 0 && dependencies[i - 1]! >= hash) return undefined
    dependencies.push(hash)
  }
  if (reader.number() !== ACTOR_BYTES) return undefined
  const actor = toHex(reader.take(ACTOR_BYTES))
  const sequence = reader.number()
  const startOperation = reader.number()
  if (!isCount(sequence) || !isCount(startOperation)) return undefined
  reader.take(3) // No time, no message, no other actors.
  reader.take(8) // Number of columns; names and lengths of the first three; name of the fourth.
  const valueLengthBytes = reader.number() - 1 // Length of the fourth column: a one-byte head and one number.
  reader.number() // Name of the fifth column.
  const valueBytes = reader.number()
  if (!(valueBytes >= 1 && valueBytes <= MAX_ENVELOPE_BYTES)) return undefined
  reader.take(2 + 2) // The sixth column's name and length; the head of the key column.
  const key = Buffer.from(reader.take(KEY_CHARACTERS)).toString('latin1')
  reader.take(1 + 2 + 1) // Not an insertion; a set; the head of the fourth column.
  if (!(valueLengthBytes >= 1 && valueLengthBytes <= MAX_NUMBER_BYTES)) return undefined
  reader.take(valueLengthBytes)
  const value = reader.take(valueBytes)
  if (reader.failed) return undefined
  return { dependencies, actor, sequence, startOperation, key, value }
}

function isCount(value: number): boolean {
  return value >= 1 && value <= MAX_SHARD_CHANGES
}

/** The chunk from its type to where the value begins. What Automerge hashes is this, the value and {@link TAIL}. */
function encodeHead(content: ChangeContent): Uint8Array {
  const { dependencies, actor, sequence, startOperation, key, value } = content
  const valueHead = leb128(value.byteLength * 16 + VALUE_TYPE_BYTES)
  const fields = [
    leb128(dependencies.length),
    ...dependencies,
    leb128(ACTOR_BYTES),
    actor,
    leb128(sequence),
    leb128(startOperation),
    '000000', // Time, message, other actors.
    '06', // Columns, each with its name and its length in bytes:
    '15' + leb128(KEY_COLUMN_BYTES), // key
    '3401', // insertion
    '4202', // action
    '56' + leb128(1 + valueHead.length / 2), // value: length and type
    '57' + leb128(value.byteLength), // value: bytes
    '7002', // number of predecessors
    // The columns. 7f: one literal value follows.
    '7f' + leb128(KEY_CHARACTERS) + Buffer.from(key, 'latin1').toString('hex'),
    '01', // One false: no insertion.
    '7f01', // Set.
    '7f' + valueHead
  ].join('')
  const length = fields.length / 2 + value.byteLength + TAIL.byteLength
  return Buffer.from(CHUNK_TYPE_CHANGE + leb128(length) + fields, 'hex')
}

/** Unsigned LEB128 in its shortest form, in hex. @param value a safe integer */
function leb128(value: number): string {
  const byte = value < 128 ? value : (value % 128) + 128
  return byte.toString(16).padStart(2, '0') + (value < 128 ? '' : leb128(Math.floor(value / 128)))
}

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

  take(count: number): Uint8Array {
    const end = this.#offset + count
    if (this.failed || end > this.bytes.byteLength) {
      this.failed = true
      return new Uint8Array()
    }
    const taken = this.bytes.subarray(this.#offset, end)
    this.#offset = end
    return taken
  }

  /** Unsigned LEB128 of at most {@link MAX_NUMBER_BYTES}. */
  number(): number {
    let value = 0
    for (let i = 0; i < MAX_NUMBER_BYTES; i++) {
      const byte = this.take(1)[0]
      if (byte === undefined) return NaN
      value += (byte & 127) * 128 ** i
      if (byte < 128) return value
    }
    this.failed = true
    return NaN
  }
}
