// Whatever bytes come, nothing throws, and nothing but what was signed is a receipt.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  parseContentDigest,
  parseIdempotencyKey,
  parseReports,
  parseTrust,
  ReceiptError,
  spellReports,
  trustOfKeys,
  verifyReceipt
} from '../../src/receipts/index.js'
import { parseCertificates } from '../../src/receipts/certificates.js'
import { askedRequest, signedResponse, testKeyPair } from '../support/exchanges.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { VECTOR_AUTHORITY, VECTORS } from '../support/receipt-vectors.js'

const trust = trustOfKeys(testKeyPair('ed25519').publicKey)
const request = askedRequest()
const response = signedResponse(request)
const seed = Number(process.env.SEED ?? 9)

const names = fc.oneof(
  fc.constantFrom('signature', 'signature-input', 'content-digest', 'receipt-certificates', '__proto__', 'constructor'),
  fc.string()
)
const values = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...[...response.headers].map(([, value]) => value)),
  fc.constantFrom(
    'a=()',
    'a=();tag="potluck-receipt"',
    'a=("@status";req);tag="potluck-receipt";keyid="";created=1;alg=""'
  ),
  fc.constantFrom('receipt=::', ':MIIB:', '((((', 'a=("@query-param");tag="potluck-receipt"')
)

test(`foreign answers are no receipts, and nothing throws (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.tuple(names, values)), fc.uint8Array(), (status, headers, body) => {
      expect(verifyReceipt({ request, response: { status, headers, body }, trust, nowMs: FAKE_NOW_MS }).type).toBe(
        'invalid'
      )
    }),
    { seed, numRuns: 300 }
  )
})

test(`one character changed in what is covered or signs it is no receipt (seed ${seed})`, () => {
  const fields = [...response.headers]
  const covered = fields.flatMap(([name, value], index) =>
    /^(content-digest|signature|signature-input)$/i.test(name) ? [{ index, value }] : []
  )
  const change = fc.constantFrom(...covered).chain(({ index, value }) =>
    fc.record({
      index: fc.constant(index),
      at: fc.nat(value.length - 1),
      to: fc.string({ minLength: 1, maxLength: 1 })
    })
  )
  fc.assert(
    fc.property(change, ({ index, at, to }) => {
      const headers = fields.map(([name, value], one): [string, string] => {
        return [name, one === index ? value.slice(0, at) + to + value.slice(at + 1) : value]
      })
      const same = headers[index]?.[1] === fields[index]?.[1]
      const verdict = verifyReceipt({ request, response: { ...response, headers }, trust, nowMs: FAKE_NOW_MS })
      // White space that the serialised form has not, and the last digit of base64, may differ and mean the same.
      if (!same && verdict.type === 'valid') expect(meaningOf(headers)).toEqual(meaningOf(fields))
    }),
    { seed, numRuns: 500 }
  )
})

/** Fields without white space and without the bits that end base64. */
function meaningOf(fields: readonly (readonly [string, string])[]): string[] {
  return fields.map(([name, value]) => `${name} ${value.replace(/\s/g, '').replace(/.=*:/g, ':')}`)
}

test(`readers of single fields never throw (seed ${seed})`, () => {
  fc.assert(
    fc.property(values, (text) => {
      for (const read of [parseContentDigest, parseIdempotencyKey, parseCertificates]) read(text)
      expect(Array.isArray(parseReports(text))).toBe(true)
    }),
    { seed, numRuns: 300 }
  )
})

test(`trust files are read or refused with words (seed ${seed})`, () => {
  const changed = fc
    .tuple(fc.nat(VECTOR_AUTHORITY.length - 1), fc.string({ maxLength: 3 }))
    .map(([at, text]) => VECTOR_AUTHORITY.slice(0, at) + text + VECTOR_AUTHORITY.slice(at + 1))
  fc.assert(
    fc.property(fc.oneof(changed, fc.string()), (pem) => {
      try {
        parseTrust(pem)
      } catch (error) {
        expect(error).toBeInstanceOf(ReceiptError)
      }
    }),
    { seed, numRuns: 200 }
  )
})

test(`changed certificates certify nothing, and nothing throws (seed ${seed})`, () => {
  const vector = VECTORS.find(({ trust }) => trust === 'authority')
  if (vector === undefined) throw new Error('no vector')
  const body = Buffer.from(vector.response.body, 'base64')
  const authority = parseTrust(VECTOR_AUTHORITY)
  const [leaf = Buffer.alloc(0), ...rest] = (parseCertificates(certificates(vector.response.headers)) ?? []).map(
    ({ raw }) => raw
  )
  fc.assert(
    fc.property(fc.nat(leaf.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(leaf)
      changed.writeUInt8(changed.readUInt8(at) ^ change, at)
      const chain = [changed, ...rest].map((der) => `:${der.toString('base64')}:`).join(', ')
      const headers = vector.response.headers.map(([name, value]): [string, string] => [
        name,
        name === 'Receipt-Certificates' ? chain : value
      ])
      const verdict = verifyReceipt({
        request: vector.request,
        response: { ...vector.response, headers, body },
        trust: authority,
        nowMs: vector.nowMs
      })
      expect(verdict.type).toBe('invalid')
    }),
    { seed, numRuns: 300 }
  )
})

function certificates(headers: readonly [string, string][]): string | undefined {
  return headers.find(([name]) => name === 'Receipt-Certificates')?.[1]
}

test(`reports come back as they were told (seed ${seed})`, () => {
  const report = fc.record({
    peer: fc.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{1,64}$/),
    reason: fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/),
    upload: fc.stringMatching(/^[0-9a-f]{32}$/),
    atMs: fc.nat(2 ** 31 - 1).map((seconds) => seconds * 1000)
  })
  fc.assert(
    fc.property(fc.array(report, { maxLength: 16 }), (reports) => {
      expect(parseReports(spellReports(reports))).toEqual(reports)
    }),
    { seed, numRuns: 100 }
  )
})
