// OpenSSL agrees with us on chains and validity, where X.509 has the same rules.
import { execFile, execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { writeCertificate, type WriteCertificate } from '../../src/group/certificate-form.js'
import { issueRootCertificate, rootIssuer } from '../../src/group/certificates.js'
import { selfSignedTlsCertificate, NO_REMOVALS, verifyMembership } from '../../src/group/index.js'
import { MembershipState } from '../../src/group/membership-state.js'
import { revocationList } from '../../src/group/revocation-list.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { chainEntry, removalEntry } from '../support/membership-entries.js'
import { alice, bob, carol, dave, person, type Person } from '../support/people.js'
import { remove, type TestRemoval } from '../support/removals.js'

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
  async function opensslVerify(chain: readonly Uint8Array[], nowMs = FAKE_NOW_MS, list?: Uint8Array): Promise<string> {
    const pem = (ders: readonly Uint8Array[]): string => ders.map((der) => new X509Certificate(der).toString()).join('')
    const [rootFile, middleFile, leafFile] = ['root.pem', 'middle.pem', 'leaf.pem'].map((name) => join(folder, name))
    await writeFile(rootFile!, pem([rootCertificate]))
    await writeFile(middleFile!, pem(chain.slice(0, -1)))
    await writeFile(leafFile!, pem(chain.slice(-1)))
    const middle = chain.length > 1 ? ['-untrusted', middleFile!] : []
    const listFile = join(folder, 'list.pem')
    if (list !== undefined) await writeFile(listFile, pemOfList(list))
    const checked = list === undefined ? [] : ['-crl_check', '-CRLfile', listFile]
    const at = ['-attime', String(Math.floor(nowMs / 1000))]
    const options = [...at, ...checked, '-CAfile', rootFile!, ...middle, leafFile!]
    return run('openssl', ['verify', ...options]).then(
      ({ stdout }) => (stdout.trim().endsWith(': OK') ? 'OK' : stdout),
      (error: { stderr: string }) => /error \d+ at \d+ depth lookup: (.*)/.exec(error.stderr)?.[1] ?? error.stderr
    )
  }

  function pemOfList(list: Uint8Array): string {
    const lines = Buffer.from(list)
      .toString('base64')
      .replace(/(.{64})/g, '$1\n')
      .trimEnd()
    return `-----BEGIN X509 CRL-----\n${lines}\n-----END X509 CRL-----\n`
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

  /** A certificate under alice that no honest program writes. */
  function byAlice(change: Partial<WriteCertificate>): Uint8Array {
    return writeCertificate(
      {
        serial: new Uint8Array(16),
        issuer: alice.peer,
        subject: bob.peer,
        publicKey: bob.keyPair.publicKey,
        notBeforeMs: FAKE_NOW_MS - 1000,
        notAfterMs: FAKE_NOW_MS + YEAR_MS,
        pathLength: 2,
        administrator: true,
        ...change
      },
      alice.keyPair
    )
  }

  test('refuses who issues without the CA flag, or with a flag that its role has not', async () => {
    const carolByBob = writeCertificate(
      {
        ...{ serial: new Uint8Array(16), issuer: bob.peer, subject: carol.peer, publicKey: carol.keyPair.publicKey },
        ...{ notBeforeMs: FAKE_NOW_MS - 1000, notAfterMs: FAKE_NOW_MS + YEAR_MS / 2 },
        ...{ pathLength: undefined, administrator: false }
      },
      bob.keyPair
    )
    // The role says administrator, X.509 does not: neither of us lets bob issue.
    const noFlag = [...aliceChain, byAlice({ pathLength: undefined }), carolByBob]
    expect(await opensslVerify(noFlag)).toMatch(/invalid CA certificate/)
    expect(ours(noFlag)).toBe('malformed')
    // X.509 says CA, the role does not: OpenSSL knows no roles, we refuse.
    const noRole = [...aliceChain, byAlice({ administrator: false }), carolByBob]
    expect(await opensslVerify(noRole)).toBe('OK')
    expect(ours(noRole)).toBe('malformed')
  })

  test('refuses a chain longer than the path lengths in it allow', async () => {
    const last = byAlice({ pathLength: 0 })
    const below = (issuer: Person, subject: Person, pathLength: number | undefined): Uint8Array =>
      writeCertificate(
        {
          ...{ serial: new Uint8Array(16), issuer: issuer.peer, subject: subject.peer },
          ...{ publicKey: subject.keyPair.publicKey, pathLength, administrator: pathLength !== undefined },
          ...{ notBeforeMs: FAKE_NOW_MS - 1000, notAfterMs: FAKE_NOW_MS + YEAR_MS / 2 }
        },
        issuer.keyPair
      )
    const chain = [...aliceChain, last, below(bob, carol, 0)]
    // An authority that issues nothing passes uncounted in X.509; with us it may not be one.
    expect(await opensslVerify(chain)).toBe('OK')
    expect(ours(chain)).toBe('too-far-from-root')
    const longer = [...chain, below(carol, dave, undefined)]
    expect(await opensslVerify(longer)).toMatch(/path length constraint exceeded/)
    expect(ours(longer)).toBe('too-far-from-root')
  })

  test('of an authority that outlives its issuer, we are the stricter', async () => {
    const outliving = [...aliceChain, byAlice({ notAfterMs: FAKE_NOW_MS + 6 * YEAR_MS })]
    expect(await opensslVerify(outliving)).toBe('OK')
    expect(ours(outliving)).toBe('outlives-issuer')
    expect(await opensslVerify(outliving, FAKE_NOW_MS + 5.5 * YEAR_MS)).toMatch(/expired/)
  })

  describe('with the list of the administrator who issued', () => {
    const signer = { person: alice, chain: aliceChain }
    const carolChain = group.appoint(alice, aliceChain, carol, 'administrator')
    const daveChain = group.appoint(carol, carolChain, dave)
    const removal = remove(group, signer, bob)
    const back = group.appoint(alice, aliceChain, bob, 'member', FAKE_NOW_MS, { named: [removal.id] })
    const ofCarol = remove(group, { person: group.root, chain: [] }, carol, { kept: [daveChain] })

    function stateWith(...removals: TestRemoval[]): MembershipState {
      const state = new MembershipState()
      const chains = [aliceChain, bobChain, back, carolChain, daveChain].map((chain) => chainEntry(group, chain))
      state.add([...chains, ...removals.map((one) => removalEntry(group, one))], FAKE_NOW_MS)
      return state
    }

    test('refuses who was removed, and nobody else', async () => {
      const list = revocationList(stateWith(removal), alice.keyPair, FAKE_NOW_MS)
      expect(await opensslVerify(bobChain, FAKE_NOW_MS, list)).toMatch(/certificate revoked/)
      expect(await opensslVerify(back, FAKE_NOW_MS, list)).toBe('OK')
      expect(await opensslVerify(carolChain, FAKE_NOW_MS, list)).toBe('OK')
      const text = (await run('openssl', ['crl', '-in', join(folder, 'list.pem'), '-noout', '-text'])).stdout
      expect(text).toContain(alice.peer)
      expect(text.match(/Serial Number/g)).toHaveLength(1)
    })

    test('accepts everybody where nobody was removed, and until the list is out of date', async () => {
      const list = revocationList(stateWith(), alice.keyPair, FAKE_NOW_MS)
      expect(await opensslVerify(bobChain, FAKE_NOW_MS, list)).toBe('OK')
      expect(await opensslVerify(bobChain, FAKE_NOW_MS + 8 * 24 * 3600_000, list)).toMatch(/CRL has expired/)
    })

    test('says nothing of what others issued: each administrator has a list, and the root has one', async () => {
      const state = stateWith(removal, ofCarol)
      expect(await opensslVerify(daveChain, FAKE_NOW_MS, revocationList(state, carol.keyPair, FAKE_NOW_MS))).toBe('OK')
      const byOther = await opensslVerify(daveChain, FAKE_NOW_MS, revocationList(state, alice.keyPair, FAKE_NOW_MS))
      expect(byOther).toMatch(/unable to get certificate CRL/)
      const ofAlice = remove(group, { person: group.root, chain: [] }, alice)
      const list = revocationList(stateWith(ofAlice), group.root.keyPair, FAKE_NOW_MS)
      expect(await opensslVerify(aliceChain, FAKE_NOW_MS, list)).toMatch(/certificate revoked/)
    })
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
