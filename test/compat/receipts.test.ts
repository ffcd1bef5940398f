// Receipts by programs that are not ours: another implementation of RFC 9421, and OpenSSL alone.
import { constants, createPublicKey, sign, verify } from 'node:crypto'
import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { component, createSignatureSync, verifySignature, type ResponseDescriptor } from 'http-message-sig'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  contentDigest,
  parseTrust,
  readReceiptKey,
  RECEIPT_TAG,
  spellReports,
  verifyReceipt,
  type AskedRequest,
  type ReceiptAlgorithm,
  type ReturnedResponse
} from '../../src/receipts/index.js'
import { utf8 } from '../../src/base/index.js'
import { askedRequest, KEY_KINDS, signedResponse } from '../support/exchanges.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { signedOf, VECTOR_KEYS, VECTORS } from '../support/receipt-vectors.js'

const run = promisify(execFile)
const CREATED_SECONDS = Math.floor(FAKE_NOW_MS / 1000)
const REPORTS = spellReports([{ peer: '12D3KooWDave', reason: 'silent', upload: '00ff', atMs: FAKE_NOW_MS }])
const REQUEST = askedRequest([['Potluck-Report', REPORTS]])

/** By Node's crypto as RFC 9421, 3.3, says, and not by our code. */
const HOW = {
  ed25519: { hash: null, options: {} },
  'ecdsa-p256-sha256': { hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  'rsa-pss-sha512': { hash: 'sha512', options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 64 } },
  'rsa-v1_5-sha256': { hash: 'sha256', options: { padding: constants.RSA_PKCS1_PADDING } }
} as const

function signWith(kind: ReceiptAlgorithm, bytes: Uint8Array): Uint8Array {
  return sign(HOW[kind].hash, bytes, { key: VECTOR_KEYS[kind].privateKey, ...HOW[kind].options })
}

function descriptor(request: AskedRequest, response: ReturnedResponse): ResponseDescriptor {
  const fields = (headers: AskedRequest['headers']) => [...headers].map(([name, value]) => ({ name, value }))
  const { method, targetUri } = request
  return {
    kind: 'response',
    status: response.status,
    fields: fields(response.headers),
    request: { kind: 'request', method, targetUri, fields: fields(request.headers) }
  }
}

const REQUIRED = [
  '@status',
  'content-digest',
  component('@method', { req: true }),
  component('@target-uri', { req: true }),
  component('content-digest', { req: true }),
  component('idempotency-key', { req: true }),
  component('potluck-report', { req: true })
]

describe.each(KEY_KINDS)('with http-message-sig and %s', (kind) => {
  test('our receipt is verified, and one of another status is not', async () => {
    const key = readReceiptKey(VECTOR_KEYS[kind].privateKey, { algorithm: kind })
    const response = signedResponse(REQUEST, [key])
    const verifier = {
      algorithm: kind,
      verify: (data: Uint8Array, signature: Uint8Array) =>
        verify(HOW[kind].hash, data, { key: VECTOR_KEYS[kind].publicKey, ...HOW[kind].options }, signature)
    }
    const check = (answer: ReturnedResponse) =>
      verifySignature(descriptor(REQUEST, answer), {
        policy: {
          algorithms: [kind],
          requiredComponents: REQUIRED,
          requiredParameters: ['created', 'keyid', 'alg', 'tag'],
          now: CREATED_SECONDS
        },
        resolveVerifier: () => verifier
      })
    expect((await check(response)).parameters).toMatchObject({ tag: RECEIPT_TAG, keyid: VECTOR_KEYS[kind].keyid })
    await expect(check({ ...response, status: 200 })).rejects.toMatchObject({ code: 'VerificationFailed' })
  })

  test('its receipt is verified by us, and one of another status is not', () => {
    const body = utf8('stored\n')
    const plain: ReturnedResponse = { status: 201, headers: [['Content-Digest', contentDigest(body)]], body }
    const { signature, signatureInput } = createSignatureSync(descriptor(REQUEST, plain), {
      label: 'theirs',
      components: REQUIRED,
      parameters: { created: CREATED_SECONDS, keyid: VECTOR_KEYS[kind].keyid, alg: kind, tag: RECEIPT_TAG },
      signer: { algorithm: kind, sign: (data) => signWith(kind, data) }
    })
    const headers: [string, string][] = [
      ['Content-Digest', contentDigest(body)],
      ['Signature-Input', signatureInput],
      ['Signature', signature]
    ]
    const trust = parseTrust(VECTOR_KEYS[kind].publicKey)
    const check = (status: number) =>
      verifyReceipt({ request: REQUEST, response: { status, headers, body }, trust, nowMs: FAKE_NOW_MS })
    expect(check(201)).toMatchObject({ type: 'valid' })
    expect(check(200)).toMatchObject({ reason: 'wrong-signature' })
  })
})

test('with http-message-sig a vector that covers too little is refused for that alone: its signature is true', async () => {
  const vector = VECTORS.find(({ verdict }) => verdict.type === 'invalid' && verdict.reason === 'wrong-components')
  if (vector === undefined) throw new Error('no vector')
  const answer = { ...vector.response, body: Buffer.from(vector.response.body, 'base64') }
  const check = (requiredComponents: typeof REQUIRED) =>
    verifySignature(descriptor(vector.request, answer), {
      policy: {
        algorithms: ['ed25519'],
        requiredComponents,
        requiredParameters: [],
        now: Math.floor(vector.nowMs / 1000)
      },
      resolveVerifier: () => ({
        algorithm: 'ed25519',
        verify: (data, signature) => verify(null, data, VECTOR_KEYS.ed25519.publicKey, signature)
      })
    })
  const required = REQUIRED.filter((one) => typeof one === 'string' || one.name !== 'potluck-report')
  const less = required.filter((one) => typeof one === 'string' || one.name !== 'idempotency-key')
  expect((await check(less)).parameters).toMatchObject({ tag: RECEIPT_TAG })
  await expect(check(required)).rejects.toMatchObject({ code: 'PolicyViolation' })
})

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'])
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasOpenssl())('with openssl', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'potluck-receipts-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function file(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }

  const PSS = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:64']
  const DIGEST = {
    'ecdsa-p256-sha256': ['-sha256'],
    'rsa-pss-sha512': ['-sha512', ...PSS],
    'rsa-v1_5-sha256': ['-sha256']
  }

  async function opensslVerifies(kind: ReceiptAlgorithm, base: string, signature: Uint8Array): Promise<boolean> {
    const [text, key] = [await file('base', base), await file('key', VECTOR_KEYS[kind].publicKey)]
    const bytes = await file('signature', kind === 'ecdsa-p256-sha256' ? derOf(signature) : signature)
    const how =
      kind === 'ed25519'
        ? ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', key, '-in', text, '-sigfile', bytes]
        : ['dgst', ...DIGEST[kind], '-verify', key, '-signature', bytes, text]
    return run('openssl', how).then(
      ({ stdout }) => /Verified OK|Verified Successfully/.test(stdout),
      () => false
    )
  }

  async function opensslSigns(kind: ReceiptAlgorithm, base: string): Promise<Uint8Array> {
    const [text, key] = [await file('base', base), await file('key', VECTOR_KEYS[kind].privateKey)]
    const out = join(folder, 'out')
    await run('openssl', [
      ...(kind === 'ed25519'
        ? ['pkeyutl', '-sign', '-rawin', '-inkey', key, '-in', text, '-out', out]
        : ['dgst', ...DIGEST[kind], '-sign', key, '-out', out, text])
    ])
    const signature = await readFile(out)
    return kind === 'ecdsa-p256-sha256' ? rawOf(signature) : signature
  }

  test.each(VECTORS.filter(({ verdict }) => verdict.type === 'valid' || verdict.reason !== 'wrong-signature'))(
    'the signature of “$name” is verified over the bytes that stand in the vector, and not over others',
    async ({ key, request, response, signatureBase }) => {
      const { signature } = signedOf(request, { ...response, body: Buffer.from(response.body, 'base64') })
      expect(await opensslVerifies(key, signatureBase.join('\n'), signature)).toBe(true)
      expect(await opensslVerifies(key, `${signatureBase.join('\n')}\n`, signature)).toBe(false)
    }
  )

  test.each(KEY_KINDS)('what it signs with %s over the bytes of the recipe is a receipt', async (kind) => {
    const vector = VECTORS.find(({ key, verdict }) => key === kind && verdict.type === 'valid')
    if (vector === undefined) throw new Error('no vector')
    const signature = Buffer.from(await opensslSigns(kind, vector.signatureBase.join('\n'))).toString('base64')
    const headers = vector.response.headers.map(([name, value]): [string, string] =>
      name === 'Signature' ? [name, `receipt=:${signature}:`] : [name, value]
    )
    const response = { ...vector.response, headers, body: Buffer.from(vector.response.body, 'base64') }
    const trust = parseTrust(VECTOR_KEYS[kind].publicKey)
    expect(verifyReceipt({ request: vector.request, response, trust, nowMs: vector.nowMs })).toEqual(vector.verdict)
  })

  test('the key id is what its commands of the recipe say', async () => {
    const key = await file('key', VECTOR_KEYS['ecdsa-p256-sha256'].publicKey)
    const script = 'openssl pkey -pubin -in "$1" -outform DER | openssl dgst -sha256 -binary | openssl base64'
    const { stdout } = await run('sh', ['-c', script, 'sh', key])
    const keyId = stdout.trim().replaceAll('+', '-').replaceAll('/', '_').replace(/=$/, '')
    expect(keyId).toBe(VECTOR_KEYS['ecdsa-p256-sha256'].keyid)
    expect(createPublicKey(VECTOR_KEYS['ecdsa-p256-sha256'].publicKey).asymmetricKeyType).toBe('ec')
  })
})

/** A signature of P-256 as OpenSSL has it, from the two numbers of 32 bytes of RFC 9421. */
function derOf(raw: Uint8Array): Buffer {
  const number = (bytes: Uint8Array): Buffer => {
    let start = 0
    while (start < 31 && bytes[start] === 0) start += 1
    const least = Buffer.from(bytes.subarray(start))
    const padded = (least[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), least]) : least
    return Buffer.concat([Buffer.from([0x02, padded.length]), padded])
  }
  const both = Buffer.concat([number(raw.subarray(0, 32)), number(raw.subarray(32))])
  return Buffer.concat([Buffer.from([0x30, both.length]), both])
}

function rawOf(der: Buffer): Buffer {
  const first = der.subarray(4, 4 + (der[3] ?? 0))
  const second = der.subarray(6 + first.length)
  const number = (bytes: Buffer): Buffer => Buffer.concat([Buffer.alloc(32), bytes]).subarray(-32)
  return Buffer.concat([number(first), number(second)])
}
