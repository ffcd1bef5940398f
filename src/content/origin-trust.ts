// Certificates of origins that are trusted besides those that Node trusts: a company's own authority, say.
import { X509Certificate } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { ContentError } from './errors.js'

const BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/**
 * What Node was started with (its own list, `NODE_EXTRA_CA_CERTS`, `--use-openssl-ca`) stays trusted.
 * @param pem one certificate or more; what stands between them is passed over
 * @throws {ContentError} `BAD_CERTIFICATE`
 */
export function trustBesides(pem: string): SecureContext {
  const blocks = pem.match(BLOCK) ?? []
  if (blocks.length === 0) throw new ContentError('BAD_CERTIFICATE', 'there is no PEM certificate in it')
  const trust = createSecureContext()
  // `ca` would take the place of Node's, and before Node 22.15 nothing that is documented says what those are.
  const { addCACert } = trust.context as { addCACert: (pem: string) => void }
  blocks.forEach((block, i) => {
    try {
      addCACert.call(trust.context, new X509Certificate(block).toString())
    } catch (error) {
      throw new ContentError('BAD_CERTIFICATE', `certificate ${i + 1} in it cannot be read`, { cause: error })
    }
  })
  return trust
}
