// Ed25519 (RFC 8032) over the platform's crypto, and the exact bytes that stand under every signature of ours.
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { concatBytes, utf8 } from './bytes.js'

/** PKCS#8 and SPKI wrappings of a raw Ed25519 key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const MAX_CACHED_KEYS = 4096

export interface KeyPair {
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** 32 bytes, secret: the RFC 8032 private key. */
  readonly seed: Uint8Array
  readonly privateKeyObject: KeyObject
  /** 64 bytes. */
  sign(message: Uint8Array): Uint8Array
}

/** @param seed 32 bytes */
export function keyPairFromSeed(seed: Uint8Array): KeyPair {
  const privateKeyObject = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKeyObject).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI_PREFIX.length)),
    seed: new Uint8Array(seed),
    privateKeyObject,
    sign: (message) => new Uint8Array(sign(null, message, privateKeyObject))
  }
}

/** The public key as Node wants it. @param publicKey 32 bytes @throws on other lengths */
export function publicKeyObject(publicKey: Uint8Array): KeyObject {
  // Read as a JWK (RFC 8037): half the time of DER, and a fresh member reads a thousand keys at once.
  const x = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}

const keyObjects = new Map<string, KeyObject>()

function cachedKeyObject(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString('latin1')
  let keyObject = keyObjects.get(name)
  if (keyObject === undefined) {
    if (keyObjects.size >= MAX_CACHED_KEYS) keyObjects.clear()
    keyObject = publicKeyObject(publicKey)
    keyObjects.set(name, keyObject)
  }
  return keyObject
}

/** Never throws: wrong lengths and bad keys are simply not a valid signature. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.byteLength !== 32 || signature.byteLength !== 64) return false
  try {
    return verify(null, message, cachedKeyObject(publicKey), signature)
  } catch {
    return false
  }
}

/**
 * The bytes under a signature: the domain tag and every field, each with a 4-byte big-endian length in front, so that no
 * signature is good in another place (design section 1). `tag` looks like `potluck/head/1`; the group id is the first field.
 */
export function signedBytes(tag: string, fields: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = []
  for (const field of [utf8(tag), ...fields]) {
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, field.byteLength)
    parts.push(length, field)
  }
  return concatBytes(parts)
}
