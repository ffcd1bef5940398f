// The certificate that a node shows on its content port: its own key and peer id, signed by itself, nothing about groups
// (design section 5). TLS proves possession of the key; our code looks up whose it is.
import { X509Certificate } from 'node:crypto'
import { copyBytes, peerIdFromPublicKey, sha256, utf8, type KeyPair, type PeerId } from '../base/index.js'
import { writeCertificate } from './certificate-form.js'
import { MAX_CERTIFICATE_BYTES } from './defaults.js'

/** From the year 2000 to "no well-defined expiration" (RFC 5280, 4.1.2.5): the certificate ends with the key. */
const NOT_BEFORE_MS = Date.UTC(2000, 0, 1)
const NOT_AFTER_MS = Date.UTC(9999, 11, 31, 23, 59, 59)
const SPKI_BYTES = 44

export interface TlsCredentials {
  /** PKCS#8, secret. */
  readonly keyPem: string
  readonly certificatePem: string
}

/** The same for the same key, so a restart tells nobody anything. */
export function selfSignedTlsCertificate(keyPair: KeyPair): TlsCredentials {
  const peer = peerIdFromPublicKey(keyPair.publicKey)
  const der = writeCertificate(
    {
      serial: sha256(utf8('potluck/tls-serial/1'), keyPair.publicKey).subarray(0, 16),
      issuer: peer,
      subject: peer,
      publicKey: keyPair.publicKey,
      notBeforeMs: NOT_BEFORE_MS,
      notAfterMs: NOT_AFTER_MS,
      pathLength: undefined,
      administrator: false,
      withRoles: false
    },
    keyPair
  )
  return {
    keyPem: keyPair.privateKeyObject.export({ format: 'pem', type: 'pkcs8' }) as string,
    certificatePem: new X509Certificate(der).toString()
  }
}

/**
 * Whose key a TLS peer has proved to hold; undefined unless it is an Ed25519 key. Only the key counts: names, validity
 * and signature of the certificate are the peer's own words. Never throws.
 */
export function peerIdFromTlsCertificate(der: Uint8Array): PeerId | undefined {
  if (der.byteLength > MAX_CERTIFICATE_BYTES) return undefined
  try {
    const { publicKey } = new X509Certificate(der)
    if (publicKey.asymmetricKeyType !== 'ed25519') return undefined
    const spki = publicKey.export({ format: 'der', type: 'spki' })
    return spki.byteLength === SPKI_BYTES ? peerIdFromPublicKey(copyBytes(spki.subarray(-32))) : undefined
  } catch {
    return undefined
  }
}
