// Small operations on byte arrays that the platform lacks.
import { createHash, hash } from 'node:crypto'

const encoder = new TextEncoder()

/** Half a surrogate pair is no text: UTF-8 cannot carry it, so another text would be read back. */
export function isText(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.byteLength
  }
  return whole
}

/** Lexicographic order, shorter first: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b)
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** The bytes that lower-case `hex` spells, or undefined if it spells none. */
export function fromHex(hex: string): Uint8Array | undefined {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) return undefined
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

export function sha256(...parts: Uint8Array[]): Uint8Array {
  const [only] = parts
  // In one call: half the time for what is short, and most is.
  if (parts.length === 1 && only !== undefined) return new Uint8Array(hash('sha256', only, 'buffer'))
  const whole = createHash('sha256')
  for (const part of parts) whole.update(part)
  return new Uint8Array(whole.digest())
}

/** A copy with a buffer of its own: what protobufjs decodes are views that keep a whole frame alive. */
export function copyBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}
