import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { readCertificate, writeCertificate, type WriteCertificate } from '../../src/group/certificate-form.js'
import { MAX_CERTIFICATE_BYTES } from '../../src/group/defaults.js'
import { NO_LIMITS, NO_REMOVALS, verifyMembership } from '../../src/group/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'

const HOUR_MS = 3600_000
const YEAR_MS = 365 * 24 * HOUR_MS
const group = testGroup()
const { root } = group
const aliceChain = group.found(alice)

function verify(chain: readonly Uint8Array[], nowMs = FAKE_NOW_MS, rootPublicKey = group.idBytes) {
  return verifyMembership({ rootPublicKey, chain, removals: NO_REMOVALS, nowMs })
}

/** A certificate as no honest program would write it: by default a good one of an administrator for bob by alice. */
function crafted(issuer: Person, subject: Person, change: Partial<WriteCertificate>): Uint8Array {
  const good: WriteCertificate = {
    serial: new Uint8Array(16).fill(1),
    issuer: issuer.peer,
    subject: subject.peer,
    publicKey: subject.keyPair.publicKey,
    notBeforeMs: FAKE_NOW_MS - HOUR_MS,
    notAfterMs: FAKE_NOW_MS + YEAR_MS,
    pathLength: 1,
    administrator: true
  }
  return writeCertificate({ ...good, ...change }, issuer.keyPair)
}

describe('a chain makes a member', () => {
  test('an administrator whom the root certified', () => {
    expect(verify(aliceChain)).toEqual({
      ok: true,
      peer: alice.peer,
      role: 'administrator',
      pathLength: 3,
      validFromMs: FAKE_NOW_MS - HOUR_MS,
      validUntilMs: FAKE_NOW_MS + 5 * YEAR_MS,
      limits: NO_LIMITS
    })
  })

  test('a member whom an administrator certified', () => {
    expect(verify(group.appoint(alice, aliceChain, bob))).toMatchObject({
      ok: true,
      peer: bob.peer,
      role: 'member',
      pathLength: 0,
      validUntilMs: FAKE_NOW_MS + YEAR_MS
    })
  })

  test('a member below four administrators, but there is no fifth', () => {
    let chain = aliceChain
    let last: Person = alice
    for (const next of [bob, carol, dave]) {
      chain = group.appoint(last, chain, next, 'administrator')
      last = next
    }
    expect(verify(chain)).toMatchObject({ ok: true, peer: dave.peer, role: 'administrator', pathLength: 0 })
    const erin = person('erin')
    expect(verify(group.appoint(dave, chain, erin))).toMatchObject({ ok: true, peer: erin.peer, role: 'member' })
    expect(() => group.appoint(dave, chain, erin, 'administrator')).toThrow(
      expect.objectContaining({ code: 'TOO_FAR_FROM_ROOT' })
    )
  })

  test('a certificate never outlives its issuer', () => {
    const lateMs = FAKE_NOW_MS + 4.5 * YEAR_MS
    expect(verify(group.appoint(alice, aliceChain, bob, 'member', lateMs), lateMs)).toMatchObject({
      ok: true,
      validUntilMs: FAKE_NOW_MS + 5 * YEAR_MS
    })
  })
})

describe('time decides', () => {
  const chain = group.appoint(alice, aliceChain, bob)
  test.each([
    ['an hour before it was issued', -HOUR_MS, true],
    ['a second earlier', -HOUR_MS - 1000, 'not-yet-valid'],
    ['in its last second', YEAR_MS, true],
    ['a second later', YEAR_MS + 1000, 'expired']
  ])('%s', (_when, offsetMs, expected) => {
    const verdict = verify(chain, FAKE_NOW_MS + offsetMs)
    expect(verdict.ok ? true : verdict.reason).toBe(expected)
  })
})

describe('a chain makes nobody a member', () => {
  const bobAsMember = group.appoint(alice, aliceChain, bob)
  const other = testGroup('casino')

  test.each<[string, Uint8Array[], string]>([
    ['without certificates', [], 'malformed'],
    ['of another group', other.found(alice), 'wrong-issuer'],
    ['whose first certificate is missing', bobAsMember.slice(1), 'wrong-issuer'],
    ['whose certificates are swapped', [...bobAsMember].reverse(), 'wrong-issuer'],
    [
      'that a member prolonged',
      [...bobAsMember, crafted(bob, carol, { pathLength: undefined, administrator: false })],
      'not-an-administrator'
    ],
    ['that a member prolonged as administrator', [...bobAsMember, crafted(bob, carol, {})], 'not-an-administrator'],
    ['signed by somebody else than its issuer', [...aliceChain, writeAs(mallory, alice, bob)], 'bad-signature'],
    [
      'with a path length as long as its issuer’s',
      [...aliceChain, crafted(alice, bob, { pathLength: 3 })],
      'too-far-from-root'
    ],
    [
      'that ends after its issuer',
      [...aliceChain, crafted(alice, bob, { notAfterMs: FAKE_NOW_MS + 6 * YEAR_MS })],
      'outlives-issuer'
    ],
    [
      'that begins before its issuer',
      [...aliceChain, crafted(alice, bob, { notBeforeMs: FAKE_NOW_MS - YEAR_MS })],
      'outlives-issuer'
    ],
    ['whose subject is not its key', [...aliceChain, crafted(alice, bob, { subject: carol.peer })], 'malformed'],
    ['of a CA without the role', [...aliceChain, crafted(alice, bob, { administrator: false })], 'malformed'],
    ['with the role but no CA', [...aliceChain, crafted(alice, bob, { pathLength: undefined })], 'malformed'],
    ['without roles', [...aliceChain, crafted(alice, bob, { withRoles: false })], 'malformed'],
    ['of six certificates', Array.from({ length: 6 }, () => aliceChain[0]!), 'too-long'],
    ['with a huge certificate', [new Uint8Array(MAX_CERTIFICATE_BYTES + 1)], 'too-long'],
    ['of no bytes', [new Uint8Array()], 'malformed'],
    ['in PEM', [new TextEncoder().encode('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----')], 'malformed']
  ])('%s', (_what, chain, reason) => {
    expect(verify(chain)).toEqual({ ok: false, reason })
  })

  test('under another root, and under none', () => {
    expect(verify(bobAsMember, FAKE_NOW_MS, mallory.keyPair.publicKey).ok).toBe(false)
    expect(verify(bobAsMember, FAKE_NOW_MS, new Uint8Array()).ok).toBe(false)
  })

  test('with the root’s own certificate in front', () => {
    const rootCertificate = crafted(root, root, { pathLength: 4 })
    expect(verify([rootCertificate, ...bobAsMember]).ok).toBe(false)
  })

  /** alice's name as issuer, mallory's signature. */
  function writeAs(signer: Person, issuer: Person, subject: Person): Uint8Array {
    return crafted({ ...issuer, keyPair: signer.keyPair }, subject, { issuer: issuer.peer })
  }
})

describe('foreign bytes', () => {
  const chain = group.appoint(alice, aliceChain, bob)
  const leaf = chain[1]!

  test('one changed byte anywhere is noticed', () => {
    fc.assert(
      fc.property(fc.nat(leaf.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const mutated = leaf.slice()
        mutated[at]! ^= flip
        expect(verify([...aliceChain, mutated]).ok).toBe(false)
      }),
      { numRuns: 500 }
    )
  })

  test('missing, doubled and added bytes are noticed', () => {
    fc.assert(
      fc.property(fc.nat(leaf.byteLength), fc.uint8Array({ maxLength: 40 }), fc.nat(40), (at, insert, remove) => {
        const mutated = Uint8Array.from([...leaf.subarray(0, at), ...insert, ...leaf.subarray(at + remove)])
        fc.pre(!Buffer.from(mutated).equals(leaf))
        expect(verify([...aliceChain, mutated]).ok).toBe(false)
      }),
      { numRuns: 500 }
    )
  })

  test('arbitrary chains never throw', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 7 }), (foreign) => {
        expect(verify(foreign).ok).toBe(false)
      })
    )
  })

  test('deep nesting is refused quickly', () => {
    const nested = new Uint8Array(2000)
    for (let at = 0; at < 1996; at += 4) nested.set([0x30, 0x82, (1996 - at) >> 8, (1996 - at) & 0xff], at)
    expect(readCertificate(nested)).toBeUndefined()
    expect(readCertificate(new Uint8Array(2000).fill(0x30))).toBeUndefined()
  })
})

test('what is written is read back', () => {
  const random = seededRandom(5)
  const fields = {
    issuer: alice.peer,
    subject: bob.peer,
    publicKey: bob.keyPair.publicKey,
    notBeforeMs: FAKE_NOW_MS,
    notAfterMs: Date.UTC(2056, 1, 29, 1, 2, 3),
    pathLength: 0,
    administrator: true
  }
  expect(readCertificate(writeCertificate({ ...fields, serial: random.bytes(16) }, alice.keyPair))).toMatchObject(
    fields
  )
})
