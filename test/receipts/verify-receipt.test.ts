import { describe, expect, test } from 'vitest'
import {
  spellReports,
  trustOfKeys,
  verifyReceipt,
  type AskedRequest,
  type ReceiptVerdict,
  type ReturnedResponse
} from '../../src/receipts/index.js'
import { contentDigest } from '../../src/receipts/index.js'
import { utf8 } from '../../src/base/index.js'
import { askedRequest, KEY_KINDS, signedResponse, testKeyPair, testReceiptKey } from '../support/exchanges.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'

const key = testReceiptKey()
const trust = trustOfKeys(testKeyPair('ed25519').publicKey)

function verdictOn(response: ReturnedResponse, request = askedRequest(), nowMs = FAKE_NOW_MS): ReceiptVerdict {
  return verifyReceipt({ request, response, trust, nowMs })
}

function reasonOf(verdict: ReceiptVerdict): string {
  return verdict.type === 'valid' ? 'valid' : verdict.reason
}

/** The same with each value of a field changed; undefined takes the field away. */
function withField<Message extends AskedRequest | ReturnedResponse>(
  message: Message,
  name: string,
  change: (value: string) => string | undefined
): Message {
  const headers = [...message.headers].flatMap(([one, value]): [string, string][] => {
    if (one.toLowerCase() !== name) return [[one, value]]
    const changed = change(value)
    return changed === undefined ? [] : [[one, changed]]
  })
  return { ...message, headers }
}

describe('a receipt', () => {
  test.each(KEY_KINDS)('signed with %s is valid', (kind) => {
    const response = signedResponse(askedRequest(), [testReceiptKey(kind)])
    const verdict = verifyReceipt({
      request: askedRequest(),
      response,
      trust: trustOfKeys(testKeyPair(kind).publicKey),
      nowMs: FAKE_NOW_MS
    })
    const createdMs = Math.floor(FAKE_NOW_MS / 1000) * 1000
    expect(verdict).toEqual({ type: 'valid', keyId: testReceiptKey(kind).keyId, createdMs })
  })

  test('is valid however the names of fields are written, and with whatever a proxy adds', () => {
    const response = signedResponse()
    const headers = [...response.headers].map(([name, value]): [string, string] => [name.toUpperCase(), ` ${value} `])
    expect(verdictOn({ ...response, headers: [...headers, ['Via', '1.1 squid']] }).type).toBe('valid')
  })

  test('is needed for what was reported, too', () => {
    const peer = '12D3KooWDave'
    const report = spellReports([{ peer, reason: 'no-receipt', upload: '00ff', atMs: FAKE_NOW_MS }])
    const request = askedRequest([['Potluck-Report', report]])
    expect(verdictOn(signedResponse(request), request).type).toBe('valid')
    expect(reasonOf(verdictOn(signedResponse(), request))).toBe('wrong-components')
  })
})

describe('no receipt is', () => {
  const response = signedResponse()
  const request = askedRequest()
  test.each<[what: string, request: AskedRequest, response: ReturnedResponse, reason: string]>([
    ['one of another status', request, { ...response, status: 200 }, 'wrong-signature'],
    ['one with another body', request, { ...response, body: utf8('stored?\n') }, 'wrong-digest'],
    [
      'one with another body and its digest',
      request,
      withField({ ...response, body: utf8('no') }, 'content-digest', () => contentDigest(utf8('no'))),
      'wrong-signature'
    ],
    ['one of another method', { ...request, method: 'PUT' }, response, 'wrong-signature'],
    ['one of another URL', { ...request, targetUri: 'https://vendor.example/reports' }, response, 'wrong-signature'],
    ['one of another upload', withField(request, 'idempotency-key', () => '"ff"'), response, 'wrong-signature'],
    [
      'one of other bytes',
      withField(request, 'content-digest', () => contentDigest(utf8('else'))),
      response,
      'wrong-signature'
    ],
    [
      'one of another type, where the backend covers that',
      withField(request, 'content-type', () => 'text/plain'),
      response,
      'wrong-signature'
    ],
    [
      'an answer without Signature-Input',
      request,
      withField(response, 'signature-input', () => undefined),
      'no-signature'
    ],
    ['an answer without Signature', request, withField(response, 'signature', () => undefined), 'malformed'],
    [
      'an answer without Content-Digest',
      request,
      withField(response, 'content-digest', () => undefined),
      'wrong-components'
    ],
    [
      'one with other bytes for a signature',
      request,
      withField(response, 'signature', () => 'receipt=:AAAA:'),
      'wrong-signature'
    ],
    ['one with a text for a signature', request, withField(response, 'signature', () => 'receipt="AAAA"'), 'malformed'],
    ['one for another purpose', request, input('tag="potluck-receipt"', 'tag="web-bot-auth"'), 'no-signature'],
    ['one without a tag', request, input(';tag="potluck-receipt"', ''), 'no-signature'],
    ['one without a time', request, input(/;created=\d+/, ''), 'malformed'],
    ['one of another time', request, input(/;created=\d+/, ';created=1'), 'wrong-signature'],
    ['one with a time that is none', request, input(/;created=\d+/, ';created="now"'), 'malformed'],
    ['one without a key', request, input(/;keyid="[^"]+"/, ''), 'malformed'],
    ['one of an unknown key', request, input(/;keyid="[^"]+"/, ';keyid="else"'), 'unknown-key'],
    ['one without an algorithm', request, input(/;alg="[^"]+"/, ''), 'malformed'],
    ['one of another algorithm', request, input('alg="ed25519"', 'alg="rsa-v1_5-sha256"'), 'wrong-signature'],
    [
      'one of HMAC with the public key for a secret',
      request,
      input('alg="ed25519"', 'alg="hmac-sha256"'),
      'wrong-signature'
    ],
    ['one over nothing', request, input(/\(.*\)/, '()'), 'wrong-components'],
    ['one that covers something twice', request, input('("@status"', '("@status" "@status"'), 'wrong-components'],
    ['one that covers what is not there', request, input('("@status"', '("@status" "date"'), 'wrong-components'],
    ['one that covers what no one knows', request, input('("@status"', '("@status" "@else"'), 'wrong-components'],
    [
      'one that covers by another spelling',
      request,
      input('"content-digest";req', '"content-digest";req;sf'),
      'wrong-components'
    ],
    [
      'one that covers the answer’s for the request’s',
      request,
      input('"@method";req', '"@method"'),
      'wrong-components'
    ],
    ['one past its end', request, input(';tag=', ';expires=1;tag='), 'wrong-signature'],
    [
      'what has a line break in a field',
      request,
      withField(response, 'content-digest', (value) => `${value}\n"@status": 200`),
      'malformed'
    ]
  ])('%s', (_, asked, answered, reason) => {
    expect(reasonOf(verdictOn(answered, asked))).toBe(reason)
  })

  function input(from: string | RegExp, to: string): ReturnedResponse {
    return withField(signedResponse(), 'signature-input', (value) => value.replace(from, to))
  }

  test.each([
    '"@status"',
    '"content-digest"',
    '"@method";req',
    '"@target-uri";req',
    '"content-digest";req',
    '"idempotency-key";req'
  ])('one that does not cover %s', (component) => {
    const less = input(new RegExp(` ?${component.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!;)`), '')
    expect(reasonOf(verdictOn(less))).toBe('wrong-components')
  })

  test('one from a day in the future', () => {
    const day = 24 * 3_600_000
    expect(verdictOn(response, request, FAKE_NOW_MS - day).type).toBe('valid')
    expect(reasonOf(verdictOn(response, request, FAKE_NOW_MS - day - 1000))).toBe('untimely')
  })

  test('one by an unknown key, and that is another matter than a bad one by a known key', () => {
    const stranger = testReceiptKey('ed25519', 'stranger')
    expect(verdictOn(signedResponse(request, [stranger]))).toEqual({
      type: 'invalid',
      reason: 'unknown-key',
      keyId: stranger.keyId
    })
    expect(verdictOn({ ...response, status: 200 })).toEqual({
      type: 'invalid',
      reason: 'wrong-signature',
      keyId: key.keyId
    })
  })
})

describe('of several signatures', () => {
  const stranger = testReceiptKey('ed25519', 'stranger')
  test('one valid one is enough', () => {
    expect(verdictOn(signedResponse(askedRequest(), [stranger, key]))).toMatchObject({
      type: 'valid',
      keyId: key.keyId
    })
  })
  test('the known key speaks for the bad ones', () => {
    const response = { ...signedResponse(askedRequest(), [stranger, key]), status: 500 }
    expect(verdictOn(response)).toEqual({ type: 'invalid', reason: 'wrong-signature', keyId: key.keyId })
  })
  test('four are looked at', () => {
    const strangers = (count: number): ReturnedResponse =>
      signedResponse(askedRequest(), [...Array.from({ length: count }, () => stranger), key])
    expect(verdictOn(strangers(3)).type).toBe('valid')
    expect(reasonOf(verdictOn(strangers(4)))).toBe('unknown-key')
  })
})
