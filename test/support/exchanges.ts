// One upload as an asker fixes it, and a backend's answer to it.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import {
  contentDigest,
  readReceiptKey,
  signReceipt,
  spellIdempotencyKey,
  type AskedRequest,
  type ReceiptAlgorithm,
  type ReceiptKey,
  type ReturnedResponse
} from '../../src/receipts/index.js'
import { utf8 } from '../../src/base/index.js'
import { FAKE_NOW_MS } from './fake-clock.js'

export const UPLOAD_BODY = utf8('<report viruses="0"/>')
export const UPLOAD_ID = Uint8Array.from({ length: 16 }, (_, index) => index)
export const UPLOAD_URL = 'https://vendor.example/reports?of=alice'

export function askedRequest(extra: readonly (readonly [string, string])[] = []): AskedRequest {
  return {
    method: 'POST',
    targetUri: UPLOAD_URL,
    headers: [
      ['Content-Type', 'application/xml'],
      ['Content-Length', String(UPLOAD_BODY.byteLength)],
      ['Content-Digest', contentDigest(UPLOAD_BODY)],
      ['Idempotency-Key', spellIdempotencyKey(UPLOAD_ID)],
      ...extra
    ]
  }
}

export const KEY_KINDS = ['ed25519', 'ecdsa-p256-sha256', 'rsa-pss-sha512', 'rsa-v1_5-sha256'] as const

const made = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>()

/** A key pair of that kind: each `name` has another one, made once in this process. */
export function testKeyPair(kind: ReceiptAlgorithm, name = ''): { publicKey: KeyObject; privateKey: KeyObject } {
  const pair = made.get(kind + name) ?? generated(kind)
  made.set(kind + name, pair)
  return pair
}

function generated(kind: ReceiptAlgorithm): { publicKey: KeyObject; privateKey: KeyObject } {
  if (kind === 'ed25519') return generateKeyPairSync('ed25519')
  if (kind === 'ecdsa-p256-sha256') return generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

export function testReceiptKey(kind: ReceiptAlgorithm = 'ed25519', name = ''): ReceiptKey {
  const pem = testKeyPair(kind, name).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return readReceiptKey(pem, { algorithm: kind })
}

/** The backend's answer with its receipt. */
export function signedResponse(
  request: AskedRequest = askedRequest(),
  keys: readonly ReceiptKey[] = [testReceiptKey()],
  plain: ReturnedResponse = { status: 201, headers: [['Content-Type', 'text/plain']], body: utf8('stored\n') },
  createdMs = FAKE_NOW_MS
): ReturnedResponse {
  return { ...plain, headers: [...plain.headers, ...signReceipt({ request, response: plain, keys, createdMs })] }
}
