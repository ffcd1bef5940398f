// Bytes as one line of text that people copy: readable prefix with a version, base32 (RFC 4648, so that case does not
// matter and a QR code may use its alphanumeric mode), and a checksum that tells a bad copy from a bad sender.
import { base32 } from 'multiformats/bases/base32'
import { concatBytes, equalBytes, sha256, utf8 } from '../base/index.js'
import { MAX_TEXT_CHARACTERS } from './defaults.js'

const CHECKSUM_BYTES = 4
const VERSION = 1

export type TextKind = 'id' | 'invite'

export type TextVerdict =
  | { ok: true; payload: Uint8Array }
  /** `kind`: what it is instead, if it is any text of ours. */
  | { ok: false; reason: 'other-kind'; kind: TextKind | undefined }
  | { ok: false; reason: 'wrong-version'; version: number }
  | { ok: false; reason: 'mangled' }

/** `pot-<kind>-1-<base32 of payload and checksum>` */
export function toText(kind: TextKind, payload: Uint8Array): string {
  return prefixOf(kind) + base32.baseEncode(concatBytes([payload, checksum(kind, payload)]))
}

/** Reads what {@link toText} wrote, in whatever case and with whatever white space mail put into it. Never throws. */
export function fromText(kind: TextKind, text: string): TextVerdict {
  if (text.length > MAX_TEXT_CHARACTERS) return { ok: false, reason: 'mangled' }
  const compact = text.replace(/\s+/g, '').toLowerCase()
  const parts = /^pot-(id|invite)-(\d{1,4})-(.*)$/.exec(compact)
  if (parts === null) {
    return compact.startsWith(`pot-${kind}-`)
      ? { ok: false, reason: 'mangled' }
      : { ok: false, reason: 'other-kind', kind: undefined }
  }
  const [, foundKind, version, encoded] = parts as unknown as [string, TextKind, string, string]
  if (foundKind !== kind) return { ok: false, reason: 'other-kind', kind: foundKind }
  if (Number(version) !== VERSION) return { ok: false, reason: 'wrong-version', version: Number(version) }
  let bytes: Uint8Array
  try {
    bytes = base32.baseDecode(encoded)
  } catch {
    return { ok: false, reason: 'mangled' }
  }
  if (bytes.byteLength <= CHECKSUM_BYTES) return { ok: false, reason: 'mangled' }
  const payload = bytes.slice(0, -CHECKSUM_BYTES)
  if (!equalBytes(bytes.subarray(-CHECKSUM_BYTES), checksum(kind, payload))) return { ok: false, reason: 'mangled' }
  return { ok: true, payload }
}

function prefixOf(kind: TextKind): string {
  return `pot-${kind}-${VERSION}-`
}

function checksum(kind: TextKind, payload: Uint8Array): Uint8Array {
  return sha256(utf8(prefixOf(kind)), payload).subarray(0, CHECKSUM_BYTES)
}
