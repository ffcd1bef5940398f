// Certificates of an authority of our own, made with openssl: a company's, say.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TestAuthority {
  /** Its own certificate, PEM. */
  readonly ca: string
  /** @param names as `DNS:localhost` or `IP:127.0.0.1` */
  issue(...names: string[]): { key: string; cert: string }
}

export function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

export function testAuthority(name = 'The Company'): TestAuthority {
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const within = <T>(make: (path: (file: string) => string) => T): T => {
    const folder = mkdtempSync(join(tmpdir(), 'potluck-authority-'))
    try {
      return make((file) => join(folder, file))
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' })
  const [key, ca] = within((path) => {
    const about = ['-subj', `/CN=${name}`, '-days', '2', '-keyout', path('key'), '-out', path('cert')]
    openssl('req', '-x509', ...newKey, ...about, '-addext', 'keyUsage=critical,keyCertSign')
    return [readFileSync(path('key'), 'utf8'), readFileSync(path('cert'), 'utf8')] as const
  })
  return {
    ca,
    issue: (...names) =>
      within((path) => {
        writeFileSync(path('ca.key'), key)
        writeFileSync(path('ca.cert'), ca)
        writeFileSync(path('extensions'), `subjectAltName=${names.join(',')}\n`)
        openssl('req', ...newKey, '-subj', '/CN=an origin', '-keyout', path('key'), '-out', path('request'))
        const signer = ['-CA', path('ca.cert'), '-CAkey', path('ca.key'), '-CAcreateserial', '-days', '1']
        openssl('x509', '-req', '-in', path('request'), ...signer, '-extfile', path('extensions'), '-out', path('cert'))
        return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('cert'), 'utf8') }
      })
  }
}
