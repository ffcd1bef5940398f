import type { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  parseTrust,
  readReceiptKey,
  verifyReceipt,
  type AskedRequest,
  type ReceiptVerdict
} from '../../src/receipts/index.js'
import { askedRequest, signedResponse } from '../support/exchanges.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { issueCertificate, testAuthority, type IssueCertificate } from '../support/x509.js'

const DAY_MS = 24 * 3_600_000
const SOON = { fromMs: FAKE_NOW_MS - DAY_MS, toMs: FAKE_NOW_MS + DAY_MS }

const root = testAuthority('Root')
const middle = testAuthority('Middle')
const lower = testAuthority('Lower')
const backend = testAuthority('Backend')
const stranger = testAuthority('Stranger')

const rootCertificate = issueCertificate({ subject: root, issuer: root, isAuthority: true, ...SOON })
const strangerCertificate = issueCertificate({ subject: stranger, issuer: stranger, isAuthority: true, ...SOON })

function leaf(change: Partial<IssueCertificate> = {}): X509Certificate {
  return issueCertificate({ subject: backend, issuer: root, names: ['vendor.example'], ...SOON, ...change })
}

function authority(change: Partial<IssueCertificate> = {}): X509Certificate {
  return issueCertificate({ subject: middle, issuer: root, isAuthority: true, ...SOON, ...change })
}

function verdictOn(
  chain: readonly X509Certificate[],
  how: { request?: AskedRequest; nowMs?: number; createdMs?: number; trusted?: X509Certificate } = {}
): ReceiptVerdict {
  const { request = askedRequest(), nowMs = FAKE_NOW_MS, createdMs = nowMs, trusted = rootCertificate } = how
  const pem = backend.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const key = readReceiptKey(pem, { certificates: chain.map(String).join('') })
  const response = signedResponse(request, [key], undefined, createdMs)
  return verifyReceipt({ request, response, trust: parseTrust(trusted.toString()), nowMs })
}

function asked(targetUri: string): { request: AskedRequest } {
  return { request: { ...askedRequest(), targetUri } }
}

describe('a receipt with a chain is valid', () => {
  const below = [leaf({ issuer: lower }), authority({ subject: lower, issuer: middle }), authority()]
  test.each<[string, X509Certificate[]]>([
    ['straight under the authority', [leaf()]],
    ['that carries the authority, too', [leaf(), rootCertificate]],
    ['over two in between', below],
    ['over two in between, with the authority: as many as a chain may have', [...below, rootCertificate]],
    ['within its path length', [leaf({ issuer: middle }), authority({ pathLength: 0 })]],
    ['with uses that must be understood', [leaf({ extensions: [['551d0f', true, Buffer.from('03020780', 'hex')]] })]]
  ])('%s', (_, chain) => {
    expect(verdictOn(chain)).toMatchObject({ type: 'valid' })
  })

  test('of a wildcard, for one label', () => {
    const chain = [leaf({ names: ['*.vendor.example'] })]
    expect(verdictOn(chain, asked('https://in.vendor.example/')).type).toBe('valid')
    expect(verdictOn(chain, asked('https://a.in.vendor.example/')).type).toBe('invalid')
  })

  test('for an address that it names', () => {
    expect(verdictOn([leaf({ names: ['192.0.2.7'] })], asked('http://192.0.2.7:8080/a')).type).toBe('valid')
    expect(verdictOn([leaf({ names: ['192.0.2.8'] })], asked('http://192.0.2.7:8080/a')).type).toBe('invalid')
  })
})

describe('no receipt is one with a chain', () => {
  const nameConstraints: [string, boolean, Buffer] = ['551d1e', false, Buffer.from('3000', 'hex')]
  const unheardOf: [string, boolean, Buffer] = ['2b06010401', true, Buffer.from('0500', 'hex')]
  test.each<[string, X509Certificate[]]>([
    ['under another authority', [leaf({ issuer: stranger }), strangerCertificate]],
    ['under another authority with the same name', [leaf({ issuer: testAuthority('Root') })]],
    ['with a gap', [leaf({ issuer: lower }), authority()]],
    ['in another order', [leaf({ issuer: lower }), authority(), authority({ subject: lower, issuer: middle })]],
    ['for another host', [leaf({ names: ['vendor.example.org'] })]],
    ['for a host below its own', [leaf({ names: ['example'] })]],
    ['for a part of a name', [leaf({ names: ['v*.example'] })]],
    ['with the name as its subject alone', [leaf({ names: [], subject: { ...backend, name: 'vendor.example' } })]],
    ['over one that is no authority', [leaf({ issuer: middle }), authority({ isAuthority: false })]],
    ['over one that has ended', [leaf({ issuer: middle }), authority({ toMs: FAKE_NOW_MS - 1000 })]],
    [
      'beyond a path length',
      [leaf({ issuer: lower }), authority({ subject: lower, issuer: middle }), authority({ pathLength: 0 })]
    ],
    ['over one with name constraints', [leaf({ issuer: middle }), authority({ extensions: [nameConstraints] })]],
    ['over one with what must be understood', [leaf({ issuer: middle }), authority({ extensions: [unheardOf] })]],
    ['of one with what must be understood', [leaf({ extensions: [unheardOf] })]]
  ])('%s', (_, chain) => {
    expect(verdictOn(chain)).toMatchObject({ type: 'invalid', reason: 'bad-certificate' })
  })

  test('beyond a path length of the authority itself', () => {
    const trusted = issueCertificate({ subject: root, issuer: root, isAuthority: true, pathLength: 0, ...SOON })
    expect(verdictOn([leaf()], { trusted }).type).toBe('valid')
    expect(verdictOn([leaf({ issuer: middle }), authority()], { trusted }).type).toBe('invalid')
  })

  test('that was not valid when it was signed, or is not now', () => {
    const short = leaf({ toMs: FAKE_NOW_MS + 3_600_000 })
    expect(verdictOn([short], { nowMs: FAKE_NOW_MS + 3_600_000 }).type).toBe('valid')
    expect(verdictOn([short], { nowMs: FAKE_NOW_MS + 3_601_000 }).type).toBe('invalid')
    expect(verdictOn([short], { createdMs: FAKE_NOW_MS, nowMs: FAKE_NOW_MS + 3_601_000 }).type).toBe('invalid')
    expect(verdictOn([leaf()], { createdMs: SOON.fromMs - 1000 }).type).toBe('invalid')
  })

  test('whose authority has ended', () => {
    const trusted = issueCertificate({
      subject: root,
      issuer: root,
      isAuthority: true,
      ...SOON,
      toMs: FAKE_NOW_MS - 1000
    })
    expect(verdictOn([leaf()], { trusted }).type).toBe('invalid')
  })
})

test('without a chain, or with one of another key, the key is unknown', () => {
  expect(verdictOn([])).toMatchObject({ reason: 'unknown-key' })
})

test('a chain of five, and one that is another key’s, cannot be signed with', () => {
  const pem = backend.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const five = Array.from({ length: 5 }, () => leaf().toString()).join('')
  expect(() => readReceiptKey(pem, { certificates: five })).toThrow(/at most 4/)
  expect(() => readReceiptKey(pem, { certificates: rootCertificate.toString() })).toThrow(/another key/)
})
