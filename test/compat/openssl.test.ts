// OpenSSL agrees with us on chains and validity, where X.509 has the same rules.
import { execFile, execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { writeCertificate } from '../../src/group/certificate-form.js'
import { issueRootCertificate, rootIssuer } from '../../src/group/certificates.js'
import { selfSignedTlsCertificate, NO_REMOVALS, verifyMembership } from '../../src/group/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, dave, person } from '../support/people.js'

const run = promisify(execFile)
const YEAR_MS = 365 * 24 * 3600_000
const group = testGroup()
const rootCertificate = issueRootCertificate(rootIssuer(group.root.keyPair, FAKE_NOW_MS), seededRandom(1))

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'])
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasOpenssl())('openssl verify', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-openssl-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** What OpenSSL says of a chain under the root's certificate: `OK` or its complaint. */
  async function opensslVerify(chain: readonly Uint8Array[], nowMs = FAKE_NOW_MS): Promise<string> {
    const pem = (ders: readonly Uint8Array[]): string => ders.map((der) => new X509Certificate(der).toString()).join('')
    const [rootFile, middleFile, leafFile] = ['root.pem', 'middle.pem', 'leaf.pem'].map((name) => join(folder, name))
    await writeFile(rootFile!, pem([rootCertificate]))
    await writeFile(middleFile!, pem(chain.slice(0, -1)))
    await writeFile(leafFile!, pem(chain.slice(-1)))
    const middle = chain.length > 1 ? ['-untrusted', middleFile!] : []
    const options = ['-attime', String(Math.floor(nowMs / 1000)), '-CAfile', rootFile!, ...middle, leafFile!]
    return run('openssl', ['verify', ...options]).then(
      ({ stdout }) => (stdout.trim().endsWith(': OK') ? 'OK' : stdout),
      (error: { stderr: string }) => /error \d+ at \d+ depth lookup: (.*)/.exec(error.stderr)?.[1] ?? error.stderr
    )
  }

  function ours(chain: readonly Uint8Array[], nowMs = FAKE_NOW_MS): string {
    const verdict = verifyMembership({ rootPublicKey: group.idBytes, chain, removals: NO_REMOVALS, nowMs })
    return verdict.ok ? 'OK' : verdict.reason
  }

  const aliceChain = group.found(alice)
  const bobChain = group.appoint(alice, aliceChain, bob)

  test('accepts an administrator, a member, and a member below four administrators', async () => {
    let chain = aliceChain
    let last = alice
    for (const next of [bob, carol, dave]) {
      chain = group.appoint(last, chain, next, 'administrator')
      last = next
    }
    for (const good of [aliceChain, bobChain, chain, group.appoint(dave, chain, person('erin'))]) {
      expect(await opensslVerify(good)).toBe('OK')
      expect(ours(good)).toBe('OK')
    }
  })

  test('refuses what has expired or has not begun', async () => {
    for (const [nowMs, complaint, reason] of [
      [FAKE_NOW_MS + YEAR_MS + 1000, /expired/, 'expired'],
      [FAKE_NOW_MS - YEAR_MS, /not yet valid/, 'not-yet-valid']
    ] as const) {
      expect(await opensslVerify(bobChain, nowMs)).toMatch(complaint)
      expect(ours(bobChain, nowMs)).toBe(reason)
    }
  })

  test('refuses a member who issues for a member', async () => {
    const byBob = writeCertificate(
      {
        serial: new Uint8Array(16),
        issuer: bob.peer,
        subject: carol.peer,
        publicKey: carol.keyPair.publicKey,
        notBeforeMs: FAKE_NOW_MS - 1000,
        notAfterMs: FAKE_NOW_MS + YEAR_MS / 2,
        pathLength: undefined,
        administrator: false
      },
      bob.keyPair
    )
    expect(await opensslVerify([...bobChain, byBob])).toMatch(/invalid CA certificate/)
    expect(ours([...bobChain, byBob])).toBe('not-an-administrator')
  })

  test('refuses a chain of another group', async () => {
    const foreign = testGroup('casino').found(alice)
    expect(await opensslVerify(foreign)).toMatch(/unable to get local issuer certificate/)
    expect(ours(foreign)).toBe('wrong-issuer')
  })

  test('reads what the certificate of the content port says', async () => {
    const file = join(folder, 'tls.pem')
    await writeFile(file, selfSignedTlsCertificate(alice.keyPair).certificatePem)
    const { stdout } = await run('openssl', ['x509', '-in', file, '-noout', '-subject', '-enddate', '-ext', 'keyUsage'])
    expect(stdout).toContain(alice.peer)
    expect(stdout).toContain('Dec 31 23:59:59 9999 GMT')
    expect(stdout).toContain('Digital Signature')
    expect((await run('openssl', ['verify', '-CAfile', file, file])).stdout).toMatch(/: OK$/m)
  })
})
