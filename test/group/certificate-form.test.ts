import { AsnConvert } from '@peculiar/asn1-schema'
import { Certificate, KeyUsage, KeyUsageFlags } from '@peculiar/asn1-x509'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, seededRandom, toHex } from '../../src/base/index.js'
import { readCertificate, writeCertificate, type WriteCertificate } from '../../src/group/certificate-form.js'
import { issueCertificate, rootIssuer } from '../../src/group/certificates.js'
import { MAX_CERTIFICATE_BYTES, MAX_REMOVALS_PER_PEER } from '../../src/group/defaults.js'
import { NO_LIMITS, NO_REMOVALS, verifyMembership, type MemberLimits } from '../../src/group/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob } from '../support/people.js'

const group = testGroup()
const aliceChain = group.found(alice)
const ID = (digit: string): string => digit.repeat(64)

function written(change: Partial<WriteCertificate>): Uint8Array {
  return writeCertificate(
    {
      serial: new Uint8Array(16).fill(1),
      issuer: alice.peer,
      subject: bob.peer,
      publicKey: bob.keyPair.publicKey,
      notBeforeMs: FAKE_NOW_MS,
      notAfterMs: FAKE_NOW_MS + 1000,
      pathLength: undefined,
      administrator: false,
      ...change
    },
    alice.keyPair
  )
}

/** The same certificate with other bytes in the value of one extension, signed anew. */
function withExtension(der: Uint8Array, index: number, value: Uint8Array): Uint8Array {
  const whole = Buffer.from(der)
  const { extnValue } = AsnConvert.parse(der, Certificate).tbsCertificate.extensions![index]!
  const before = Buffer.from(extnValue.buffer)
  const at = whole.indexOf(before)
  expect(value.byteLength).toBe(before.byteLength)
  const signedPart = new Uint8Array(Buffer.concat([whole.subarray(0, at), value, whole.subarray(at + before.length)]))
  const inner = signedPart.subarray(4, signedPart.byteLength - 74)
  return concatBytes([signedPart.subarray(0, signedPart.byteLength - 64), alice.keyPair.sign(inner)])
}

describe('limits of a member', () => {
  test('are read as they were written, all sixteen combinations', () => {
    const bools = [false, true]
    for (const mayServe of bools)
      for (const mayUseUplinks of bools)
        for (const mayProvide of bools)
          for (const fixedTerm of bools) {
            const limits: MemberLimits = { mayServe, mayUseUplinks, mayProvide, fixedTerm }
            expect(readCertificate(written({ limits }))).toMatchObject({ limits, administrator: false })
          }
  })

  test('come with the membership', () => {
    const limits = { ...NO_LIMITS, mayServe: false, fixedTerm: true }
    const context = { nowMs: FAKE_NOW_MS, random: seededRandom(3), limits }
    const certificate = issueCertificate(
      { keyPair: alice.keyPair, pathLength: 3, notBeforeMs: FAKE_NOW_MS - 3600_000, notAfterMs: FAKE_NOW_MS + 1e9 },
      bob.keyPair.publicKey,
      'member',
      context
    )
    expect(
      verifyMembership({
        rootPublicKey: group.idBytes,
        chain: [...aliceChain, certificate],
        removals: NO_REMOVALS,
        nowMs: FAKE_NOW_MS
      })
    ).toMatchObject({ ok: true, limits })
    expect(() =>
      issueCertificate(rootIssuer(group.root.keyPair, FAKE_NOW_MS), bob.keyPair.publicKey, 'administrator', context)
    ).toThrow(expect.objectContaining({ code: 'BAD_LIMIT' }))
  })

  test('are not an administrator’s, but its term may be fixed', () => {
    const administrator = { administrator: true, pathLength: 1 }
    expect(readCertificate(written({ ...administrator, limits: { ...NO_LIMITS, mayServe: false } }))).toBeUndefined()
    const fixed = { ...NO_LIMITS, fixedTerm: true }
    expect(readCertificate(written({ ...administrator, limits: fixed }))).toMatchObject({ limits: fixed })
  })

  test('whoever writes none writes what was always written', () => {
    expect(toHex(written({ limits: NO_LIMITS, named: [] }))).toBe(toHex(written({})))
  })

  test('bits to come are passed over', () => {
    const der = withExtension(written({ limits: { ...NO_LIMITS, fixedTerm: true } }), 2, Uint8Array.of(3, 2, 0, 0x09))
    expect(readCertificate(der)).toMatchObject({ limits: { ...NO_LIMITS, fixedTerm: true } })
  })
})

describe('the removals that a certificate names', () => {
  test('are read ascending, in whatever order they were given, up to sixteen', () => {
    expect(readCertificate(written({}))?.named).toEqual([])
    expect(readCertificate(written({ named: [ID('b'), ID('a')] }))?.named).toEqual([ID('a'), ID('b')])
    const many = Array.from({ length: MAX_REMOVALS_PER_PEER }, (_, at) => ID(at.toString(16)))
    const der = written({ named: many })
    expect(der.byteLength).toBeLessThanOrEqual(MAX_CERTIFICATE_BYTES)
    expect(readCertificate(der)?.named).toEqual(many)
    expect(() => written({ named: [...many, ID('a')] })).toThrow(RangeError)
    expect(() => written({ named: ['ab'] })).toThrow(RangeError)
  })

  test.each([
    ['not ascending', [ID('b'), ID('a')]],
    ['the same one twice', [ID('a'), ID('a')]]
  ])('%s: not our shape', (_what, [first, second]) => {
    const value = Uint8Array.of(0x04, 64, ...Buffer.from(first! + second!, 'hex'))
    const der = withExtension(written({ named: [ID('a'), ID('b')] }), 3, value)
    expect(readCertificate(der)).toBeUndefined()
  })

  test('a value that is no list of ids is not our shape, whatever it is', () => {
    const der = written({ named: [ID('a')] })
    expect(readCertificate(withExtension(der, 3, Uint8Array.of(0x04, 32, ...new Uint8Array(32))))).toBeDefined()
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 34, maxLength: 34 }), (value) => {
        fc.pre(!(value[0] === 0x04 && value[1] === 32))
        expect(readCertificate(withExtension(der, 3, value))).toBeUndefined()
      }),
      { numRuns: 50 }
    )
  })
})

test('the serial number is read, 16 bytes and positive', () => {
  const { serial } = readCertificate(written({ serial: new Uint8Array(16).fill(0xff) }))!
  expect(toHex(serial)).toBe(`7f${'ff'.repeat(15)}`)
})

test('an authority may sign lists of what it revoked; one that was certified before that is read still', () => {
  const administrator = { administrator: true, pathLength: 1 }
  const der = written(administrator)
  const flags = KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign
  const usageOf = (bits: number): Uint8Array => new Uint8Array(AsnConvert.serialize(new KeyUsage(bits)))
  expect(Buffer.from(der).includes(Buffer.from(usageOf(flags | KeyUsageFlags.cRLSign)))).toBe(true)
  expect(readCertificate(withExtension(der, 1, usageOf(flags)))).toMatchObject({ pathLength: 1 })
  const others = usageOf(KeyUsageFlags.digitalSignature | KeyUsageFlags.cRLSign)
  expect(readCertificate(withExtension(der, 1, others))).toBeUndefined()
  expect(readCertificate(withExtension(written({}), 1, usageOf(KeyUsageFlags.cRLSign)))).toBeUndefined()
})
