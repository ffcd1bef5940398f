// What a receipt of version 1 is: every later version must still give the same verdicts, and build the same bytes.
import { describe, expect, test } from 'vitest'
import { parseTrust, readReceiptKey, signReceipt, verifyReceipt } from '../../src/receipts/index.js'
import { signedOf, VECTOR_AUTHORITY, VECTOR_KEYS, VECTORS } from '../support/receipt-vectors.js'

test.each(VECTORS)('“$name” gets its verdict', ({ trust, request, response, nowMs, verdict }) => {
  const answer = { ...response, body: Buffer.from(response.body, 'base64') }
  const pem = trust === 'authority' ? VECTOR_AUTHORITY : VECTOR_KEYS[trust].publicKey
  expect(verifyReceipt({ request, response: answer, trust: parseTrust(pem), nowMs })).toEqual(verdict)
})

/** True of the answer that it stands in, be that a receipt or not: who forgets one check takes it for one. */
const truly = VECTORS.filter(({ verdict }) => verdict.type === 'valid' || verdict.reason !== 'wrong-signature')

test.each(truly)('“$name” is over the lines that stand there', ({ request, response, signatureBase }) => {
  const answer = { ...response, body: Buffer.from(response.body, 'base64') }
  expect(signedOf(request, answer).base).toBe(signatureBase.join('\n'))
})

const valid = VECTORS.flatMap(({ verdict, ...vector }) => (verdict.type === 'valid' ? [{ ...vector, ...verdict }] : []))

describe.each(valid)('$name', ({ key, request, response, createdMs }) => {
  const { privateKey, keyid } = VECTOR_KEYS[key]
  const answer = { ...response, body: Buffer.from(response.body, 'base64') }

  test('is signed alike today', () => {
    const today = readReceiptKey(privateKey, { algorithm: key })
    expect(today.keyId).toBe(keyid)
    const added = ['content-digest', 'signature-input', 'signature', 'receipt-certificates']
    const plain = answer.headers.filter(([name]) => !added.includes(name.toLowerCase()))
    const fields = signReceipt({ request, response: { ...answer, headers: plain }, keys: [today], createdMs })
    const isSettled = key === 'ed25519' || key === 'rsa-v1_5-sha256' // The others draw something for each signature.
    const same = fields.filter(([name]) => isSettled || name !== 'Signature')
    expect(answer.headers).toEqual(expect.arrayContaining(same))
  })
})
