// Certificates of origins that are trusted besides those that Node trusts: a company's own authority, say.
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import tls, { type SecureContext } from 'node:tls'
import { ContentError } from './errors.js'

const BLOCK = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/**
 * What Node was started with (its own list, `NODE_EXTRA_CA_CERTS`) stays trusted.
 * @param pem one certificate or more; what stands between them is passed over
 * @throws {ContentError} `BAD_CERTIFICATE`
 */
export function trustBesides(pem: string): SecureContext {
  const blocks = pem.match(BLOCK) ?? []
  if (blocks.length === 0) throw new ContentError('BAD_CERTIFICATE', 'there is no PEM certificate in it')
  const certificates = blocks.map((block, i) => {
    try {
      return new X509Certificate(block).toString()
    } catch (error) {
      throw new ContentError('BAD_CERTIFICATE', `certificate ${i + 1} in it cannot be read`, { cause: error })
    }
  })
  return tls.createSecureContext({ ca: [...nodeTrusts(), ...certificates] }) // In place of Node's own.
}

/** Before Node 22.15 nothing says what was in the file that its own variable names, so it is read again. */
function nodeTrusts(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] }
  if (getCACertificates !== undefined) return getCACertificates('default')
  const extraFile = process.env.NODE_EXTRA_CA_CERTS ?? ''
  return [...tls.rootCertificates, ...(extraFile === '' ? [] : (readIfThere(extraFile).match(BLOCK) ?? []))]
}

/** Node itself has warned of what is not there. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
