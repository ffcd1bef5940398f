// Bytes as one line of text that people copy: readable prefix with a version, base32 (RFC 4648, so that case does not
// matter and a QR code may use its alphanumeric mode), and a checksum that tells a bad copy from a bad sender.
import { base32 } from 'multiformats/bases/base32'
import protobuf from 'protobufjs/minimal.js'
import { concatBytes, equalBytes, sha256, utf8 } from '../base/index.js'
import { MAX_TEXT_CHARACTERS } from './defaults.js'

const CHECKSUM_BYTES = 4
const VERSION = 1

export type TextKind = 'id' | 'invite' | 'code'

export type TextVerdict =
  | { ok: true; payload: Uint8Array }
  /** `kind`: what it is instead, if it is any text of ours. */
  | { ok: false; reason: 'other-kind'; kind: TextKind | undefined }
  | { ok: false; reason: 'wrong-version'; version: number }
  /** `cutOff`: its end is missing. */
  | { ok: false; reason: 'mangled'; cutOff: boolean }

/** `pot-<kind>-1-<base32 of payload and checksum>` */
export function toText(kind: TextKind, payload: Uint8Array): string {
  return prefixOf(kind) + base32.baseEncode(concatBytes([payload, checksum(kind, payload)]))
}

/** Reads what {@link toText} wrote, in whatever case and with whatever white space mail put into it. Never throws. */
export function fromText(kind: TextKind, text: string): TextVerdict {
  const compact = text.slice(0, MAX_TEXT_CHARACTERS).replace(/\s+/g, '').toLowerCase()
  const parts = /^pot-(id|invite|code)-(\d{1,4})-(.*)$/.exec(compact)
  if (parts === null) {
    return compact.startsWith(`pot-${kind}-`) ? mangled(true) : { ok: false, reason: 'other-kind', kind: undefined }
  }
  const [, foundKind, version, encoded] = parts as unknown as [string, TextKind, string, string]
  if (foundKind !== kind) return { ok: false, reason: 'other-kind', kind: foundKind }
  if (Number(version) !== VERSION) return { ok: false, reason: 'wrong-version', version: Number(version) }
  if (text.length > MAX_TEXT_CHARACTERS) return mangled(false)
  let bytes: Uint8Array
  try {
    bytes = base32.baseDecode(encoded)
  } catch {
    return mangled(/^[a-z2-7]*$/.test(encoded)) // Right letters of a wrong number: the last byte is not whole.
  }
  if (bytes.byteLength <= CHECKSUM_BYTES) return mangled(true)
  const payload = bytes.slice(0, -CHECKSUM_BYTES)
  if (!equalBytes(bytes.subarray(-CHECKSUM_BYTES), checksum(kind, payload))) return mangled(endsEarly(bytes))
  return { ok: true, payload }
}

/** What to call a text of ours, in errors. */
export function nameOfKind(kind: TextKind): string {
  return { id: 'an identity', invite: 'an invitation', code: 'a code' }[kind]
}

/** Why `kind` could not be read, in words that follow its name. */
export function describeMangled(kind: TextKind, { cutOff }: { cutOff: boolean }): string {
  const what = nameOfKind(kind).replace(/^an? /, '')
  const why = cutOff ? 'is cut off: its end is missing' : 'was not copied whole: its checksum is wrong'
  return `this ${what} ${why}; copy the whole line again`
}

function mangled(cutOff: boolean): TextVerdict {
  return { ok: false, reason: 'mangled', cutOff }
}

/** Whether a field of the protobuf message in there, or the checksum behind it, goes past the end. Only for the message. */
function endsEarly(bytes: Uint8Array): boolean {
  const reader = protobuf.Reader.create(bytes)
  try {
    while (reader.pos < reader.len - CHECKSUM_BYTES) reader.skipType(reader.uint32() & 7)
    return reader.len - reader.pos < CHECKSUM_BYTES
  } catch (error) {
    return error instanceof RangeError
  }
}

function prefixOf(kind: TextKind): string {
  return `pot-${kind}-${VERSION}-`
}

function checksum(kind: TextKind, payload: Uint8Array): Uint8Array {
  return sha256(utf8(prefixOf(kind)), payload).subarray(0, CHECKSUM_BYTES)
}
