import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyIdOf, parseTrust, readReceiptKey } from '../../src/receipts/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { VECTOR_AUTHORITY, VECTOR_KEYS } from '../support/receipt-vectors.js'
import { issueCertificate, testAuthority, type IssueCertificate } from '../support/x509.js'

const { ed25519, 'ecdsa-p256-sha256': p256 } = VECTOR_KEYS
const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })

function certificate(change: Partial<IssueCertificate>): string {
  const root = testAuthority('Root')
  const span = { fromMs: FAKE_NOW_MS, toMs: FAKE_NOW_MS + 1000 }
  return issueCertificate({ subject: root, issuer: root, ...span, ...change }).toString()
}

test('a trust file has keys and authorities in any order, with text between them', () => {
  const trust = parseTrust(`old:\n${ed25519.publicKey}\n# ours\n${VECTOR_AUTHORITY}new:\r\n${p256.publicKey}`)
  expect([...trust.keys.keys()]).toEqual([ed25519.keyid, p256.keyid])
  expect([...trust.keys.values()].map(keyIdOf)).toEqual([ed25519.keyid, p256.keyid])
  expect(trust.authorities).toHaveLength(1)
})

test.each<[string, string, RegExp]>([
  ['nothing', 'no PEM', /neither a PUBLIC KEY/],
  ['a private key', ed25519.privateKey, /is a PRIVATE KEY/],
  ['half a key', ed25519.publicKey.replace('MCow', 'MCox'), /public key 1 cannot be read/],
  ['a small RSA key', small.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /2048 to 8192/],
  ['another curve', p384.publicKey.export({ type: 'spki', format: 'pem' }).toString(), /P-256/],
  ['a certificate that is no authority’s', certificate({ names: ['vendor.example'] }), /no authority's/],
  [
    'an authority with name constraints',
    certificate({ isAuthority: true, extensions: [['551d1e', true, Buffer.from('3000', 'hex')]] }),
    /name constraints/
  ],
  ['too many', ed25519.publicKey.repeat(257), /more than 256/],
  ['too much', ' '.repeat(1024 * 1024 + 1), /characters/]
])('of %s nothing is trusted, and the error says so', (_, pem, words) => {
  expect(() => parseTrust(pem)).toThrow(words)
})

test('keys that cannot sign receipts are refused', () => {
  const pem = small.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  expect(() => readReceiptKey(pem)).toThrow(/rsa key cannot sign/)
  expect(() => readReceiptKey('none')).toThrow(/no private key/)
  expect(() => readReceiptKey(ed25519.privateKey, { algorithm: 'rsa-pss-sha512' })).toThrow(/cannot sign with rsa/)
})
