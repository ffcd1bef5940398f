import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../../src/base/index.js'
import { MAX_ANSWER_BODY_BYTES, MAX_ORDER_BYTES, MAX_WAIT_MS } from '../../../src/flows/receipt/defaults.js'
import {
  decodeOrder,
  encodeOrder,
  orderHeader,
  readOrderHeader,
  requestHeaders,
  type Order
} from '../../../src/flows/receipt/order.js'
import { readAcceptance, readReturn, signAcceptance, signReturn } from '../../../src/flows/receipt/statements.js'
import type { AnsweredReturn } from '../../../src/flows/receipt/statements.js'
import { GROUP_ID } from '../../support/graphs.js'
import { alice, bob, carol } from '../../support/people.js'

const ORDER: Order = {
  id: '0a'.repeat(16),
  targetUri: 'https://vendor.example/reports',
  contentSha256: toHex(sha256(utf8('<report/>'))),
  bytes: 9,
  contentType: 'application/xml',
  report: '',
  latestMs: 1_795_219_200_000
}
const ACCEPTANCE = { orderSha256: '0b'.repeat(32), acceptedMs: 1_000, deadlineMs: 46_000 }
const ANSWERED: AnsweredReturn = {
  type: 'answered',
  orderSha256: '0b'.repeat(32),
  status: 503,
  headers: [['Retry-After', '1']],
  body: utf8('later'),
  atMs: 2_000
}
const SIGNER = { group: GROUP_ID, asker: alice.peer, keyPair: bob.keyPair }
const READER = { group: GROUP_ID, asker: alice.peer, relay: bob.peer }

describe('an order', () => {
  test.each([
    ['a short id', { id: '0a' }],
    ['an id in capitals', { id: '0A'.repeat(16) }],
    ['no digest', { contentSha256: '' }],
    ['another scheme', { targetUri: 'ftp://vendor.example/' }],
    ['another spelling', { targetUri: 'https://VENDOR.example/' }],
    ['a user', { targetUri: 'https://a@vendor.example/' }],
    ['a password', { targetUri: 'https://a:b@vendor.example/' }],
    ['an empty query, which no request holds', { targetUri: 'https://vendor.example/reports?' }],
    ['a fragment', { targetUri: 'https://vendor.example/#a' }],
    ['an empty fragment', { targetUri: 'https://vendor.example/#' }],
    ['a long target', { targetUri: `https://vendor.example/${'a'.repeat(2_048)}` }],
    ['part of a byte', { bytes: 0.5 }],
    ['no content type', { contentType: '' }],
    ['two headers in one', { contentType: 'text/plain\r\nCookie: a' }],
    ['spaces that get lost', { report: 'alice ' }],
    ['a letter of two bytes', { report: 'caf\u00e9' }],
    ['no time', { latestMs: 0 }]
  ] satisfies [string, Partial<Order>][])('is none with %s', (_what, change) => {
    expect(() => encodeOrder({ ...ORDER, ...change })).toThrow(RangeError)
  })

  test('of any bytes is one that can be written again, or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const order = decodeOrder(bytes)
        if (order !== undefined) expect(decodeOrder(encodeOrder(order))).toEqual(order)
      })
    )
  })

  test('with the longest of everything fits, and so does its header', () => {
    const longest = {
      ...ORDER,
      targetUri: `https://vendor.example/${'a'.repeat(2_025)}`,
      contentType: 'a'.repeat(256),
      report: 'a'.repeat(1_536),
      bytes: Number.MAX_SAFE_INTEGER
    }
    const bytes = encodeOrder(longest)
    expect(bytes.byteLength).toBeLessThanOrEqual(MAX_ORDER_BYTES)
    expect(decodeOrder(readOrderHeader(orderHeader(bytes))!)).toEqual(longest)
  })

  test.each(['', '::', 'YQ==', ':YQ:', ':YR==:', ':Y Q==:', `:${'YWFh'.repeat(2_000)}:`])(
    'stands in no header %j',
    (value) => {
      expect(readOrderHeader(value)).toBeUndefined()
    }
  )

  test('says all headers of the request, in this order', () => {
    expect(requestHeaders({ ...ORDER, report: '"never"' })).toEqual([
      ['Content-Type', 'application/xml'],
      ['Content-Length', '9'],
      ['Content-Digest', `sha-256=:${Buffer.from(ORDER.contentSha256, 'hex').toString('base64')}:`],
      ['Idempotency-Key', `"${ORDER.id}"`],
      ['Potluck-Report', '"never"']
    ])
    expect(requestHeaders(ORDER).map(([name]) => name)).not.toContain('Potluck-Report')
  })
})

describe('a statement', () => {
  test.each([
    ['of another relay', { relay: carol.peer }],
    ['for another asker', { asker: carol.peer }],
    ['in another group', { group: new Uint8Array(32) }]
  ])('%s is none', (_what, change) => {
    expect(readAcceptance(signAcceptance(ACCEPTANCE, SIGNER), { ...READER, ...change })).toBeUndefined()
    expect(readReturn(signReturn(ANSWERED, SIGNER), { ...READER, ...change })).toBeUndefined()
  })

  test('of one kind is none of the other', () => {
    expect(readReturn(signAcceptance(ACCEPTANCE, SIGNER), READER)).toBeUndefined()
    expect(readAcceptance(signReturn(ANSWERED, SIGNER), READER)).toBeUndefined()
  })

  test('with one bit turned is none', () => {
    const bytes = signReturn(ANSWERED, SIGNER)
    fc.assert(
      fc.property(fc.nat(bytes.byteLength * 8 - 1), (bit) => {
        const turned = bytes.slice()
        turned[bit >> 3]! ^= 1 << (bit & 7)
        expect(readReturn(turned, READER)).toBeUndefined()
      })
    )
  })

  test.each([
    ['a deadline before it was accepted', { deadlineMs: 999 }],
    ['a deadline after more than a day', { deadlineMs: 1_001 + MAX_WAIT_MS }],
    ['no time', { acceptedMs: 0 }],
    ['a short digest', { orderSha256: '0b' }]
  ])('is not made with %s', (_what, change) => {
    expect(() => signAcceptance({ ...ACCEPTANCE, ...change }, SIGNER)).toThrow(RangeError)
  })

  test.each([
    ['a status that is none of an answer', { status: 100 }],
    ['a body that is too large', { body: new Uint8Array(MAX_ANSWER_BODY_BYTES + 1) }],
    ['a header that is two', { headers: [['A', 'b\r\nC: d']] as [string, string][] }],
    ['a name with a colon', { headers: [['A:', 'b']] as [string, string][] }],
    ['too many headers', { headers: Array.from({ length: 129 }, (): [string, string] => ['A', 'b']) }],
    ['too long headers', { headers: [['A', 'b'.repeat(16 * 1024)]] as [string, string][] }]
  ])('is not made with %s', (_what, change) => {
    expect(() => signReturn({ ...ANSWERED, ...change }, SIGNER)).toThrow(RangeError)
  })

  test('with the largest answer is read', () => {
    const body = new Uint8Array(MAX_ANSWER_BODY_BYTES)
    const largest = { ...ANSWERED, body, headers: [['A', '\u00ff'.repeat(16 * 1024 - 1)]] as [string, string][] }
    expect(readReturn(signReturn(largest, SIGNER), READER)).toMatchObject({ status: 503, headers: largest.headers })
  })
})
