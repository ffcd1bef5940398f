// `Content-Digest` (RFC 9530) with sha-256: of the bytes as they are sent.
import { parseDictionary, serializeByteSequence } from './structured-fields.js'
import { sha256 } from '../base/index.js'
import { MAX_FIELD_CHARACTERS } from './defaults.js'

const SHA256_BYTES = 32

/** The field's value for a whole body. @example `sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:` */
export function contentDigest(body: Uint8Array): string {
  return spellContentDigest(sha256(body))
}

/** The same of a hash that was made elsewhere, for example while a stream went by. @param hash 32 bytes */
export function spellContentDigest(hash: Uint8Array): string {
  return `sha-256=${serializeByteSequence(hash)}`
}

/** The SHA-256 that a field's value names beside whatever else it names, or undefined. Never throws. */
export function parseContentDigest(value: string | undefined): Uint8Array | undefined {
  if (value === undefined || value.length > MAX_FIELD_CHARACTERS) return undefined
  try {
    const member = parseDictionary(value).get('sha-256')?.[0]
    if (!(member instanceof ArrayBuffer) || member.byteLength !== SHA256_BYTES) return undefined
    return new Uint8Array(member)
  } catch {
    return undefined
  }
}
