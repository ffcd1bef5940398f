// The four algorithms of RFC 9421, 3.3, that a receipt may be signed with, and which key fits which.
import { constants, sign, verify, type KeyObject } from 'node:crypto'
import { MAX_RSA_BITS, MIN_RSA_BITS } from './defaults.js'

export type ReceiptAlgorithm = 'ed25519' | 'ecdsa-p256-sha256' | 'rsa-pss-sha512' | 'rsa-v1_5-sha256'

/** RFC 9421, 3.3.1: the salt has 64 bytes. The library takes as many as fit. */
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 }

/** Algorithms that a key, public or private, may be used with; the first is what we take. Empty: a key for no receipts. */
export function algorithmsOf(key: KeyObject): readonly ReceiptAlgorithm[] {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  const bits = details?.modulusLength ?? 0
  const isRsa = bits >= MIN_RSA_BITS && bits <= MAX_RSA_BITS
  if (type === 'ed25519') return ['ed25519']
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return ['ecdsa-p256-sha256']
  if (type === 'rsa' && isRsa) return ['rsa-pss-sha512', 'rsa-v1_5-sha256']
  if (type === 'rsa-pss' && isRsa) return ['rsa-pss-sha512']
  return []
}

/** @throws where the key does not fit the algorithm */
export function signBytes(algorithm: ReceiptAlgorithm, key: KeyObject, bytes: Uint8Array): Uint8Array {
  switch (algorithm) {
    case 'ed25519':
      return sign(null, bytes, key)
    case 'ecdsa-p256-sha256':
      return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })
    case 'rsa-pss-sha512':
      return sign('sha512', bytes, { key, ...PSS })
    case 'rsa-v1_5-sha256':
      return sign('sha256', bytes, { key, padding: constants.RSA_PKCS1_PADDING })
  }
}

/** Never throws: an algorithm that does not fit the key is simply not a valid signature. */
export function verifyBytes(algorithm: string, key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  const fitting = algorithmsOf(key).find((one) => one === algorithm)
  try {
    switch (fitting) {
      case 'ed25519':
        return verify(null, bytes, key, signature)
      case 'ecdsa-p256-sha256':
        return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature)
      case 'rsa-pss-sha512':
        return verify('sha512', bytes, { key, ...PSS }, signature)
      case 'rsa-v1_5-sha256':
        return verify('sha256', bytes, { key, padding: constants.RSA_PKCS1_PADDING }, signature)
      case undefined:
        return false
    }
  } catch {
    return false
  }
}
