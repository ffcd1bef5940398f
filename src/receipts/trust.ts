// Whose receipts count: public keys of a backend, and certificate authorities for its name. Several of each, so that keys can change.
import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { sha256 } from '../base/index.js'
import { algorithmsOf } from './algorithms.js'
import { certificateLimits } from './certificate-limits.js'
import { MAX_TRUST_CHARACTERS, MAX_TRUSTED } from './defaults.js'
import { ReceiptError } from './errors.js'

export interface ReceiptTrust {
  /** Public keys by {@link keyIdOf}. */
  readonly keys: ReadonlyMap<string, KeyObject>
  /** Certificates that chains may lead to; each is an authority. */
  readonly authorities: readonly X509Certificate[]
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g

/** `keyid` of a receipt: base64url of the SHA-256 of the public key's SPKI in DER, 43 characters. @param key public or private */
export function keyIdOf(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key
  return Buffer.from(sha256(publicKey.export({ type: 'spki', format: 'der' }))).toString('base64url')
}

/** Trust in public keys themselves. @throws ReceiptError BAD_KEY where one fits no algorithm of receipts */
export function trustOfKeys(...keys: readonly KeyObject[]): ReceiptTrust {
  return { keys: new Map(keys.map((key) => [keyIdOf(key), usable(key)])), authorities: [] }
}

/**
 * A trust file: PEM, any number of `PUBLIC KEY` (SPKI) and `CERTIFICATE` (of authorities), with any text between them.
 *
 * @throws ReceiptError BAD_KEY where there is none, a block cannot be read, a key fits no algorithm of receipts, a certificate is
 * no authority's or has name constraints, or a private key stands in it
 */
export function parseTrust(pem: string): ReceiptTrust {
  if (pem.length > MAX_TRUST_CHARACTERS) throw bad(`it has more than ${MAX_TRUST_CHARACTERS} characters`)
  const keys = new Map<string, KeyObject>()
  const authorities: X509Certificate[] = []
  let blocks = 0
  for (const [block, kind] of pem.matchAll(BLOCK)) {
    blocks += 1
    if (blocks > MAX_TRUSTED) throw bad(`it has more than ${MAX_TRUSTED} keys and certificates`)
    if (kind === 'PUBLIC KEY') {
      const key = usable(read(`public key ${blocks}`, () => createPublicKey(block)))
      keys.set(keyIdOf(key), key)
    } else if (kind === 'CERTIFICATE') {
      const certificate = read(`certificate ${blocks}`, () => new X509Certificate(block))
      if (!certificate.ca) throw bad(`certificate ${blocks} is no authority's: give the public key of that one instead`)
      if (read(`certificate ${blocks}`, () => certificateLimits(certificate.raw)).hasUnknown) {
        throw bad(`certificate ${blocks} has name constraints or others that are not checked here`)
      }
      authorities.push(certificate)
    } else {
      throw bad(`block ${blocks} is a ${kind}, and neither a PUBLIC KEY nor a CERTIFICATE`)
    }
  }
  if (blocks === 0) throw bad('there is neither a PUBLIC KEY nor a CERTIFICATE in it')
  return { keys, authorities }
}

function usable(key: KeyObject): KeyObject {
  if (key.type !== 'public') throw bad('a key of it is not public')
  if (algorithmsOf(key).length > 0) return key
  throw bad('a key of it is none of Ed25519, P-256, and RSA with 2048 to 8192 bits')
}

function read<Read>(what: string, make: () => Read): Read {
  try {
    return make()
  } catch (error) {
    throw bad(`${what} cannot be read`, error)
  }
}

function bad(why: string, cause?: unknown): ReceiptError {
  return new ReceiptError('BAD_KEY', `these are no keys to verify receipts with: ${why}`, { cause })
}
