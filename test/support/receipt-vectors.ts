// The test vectors of docs/protocols/receipt.md.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { signatureBase, type Exchange } from '../../src/receipts/components.js'
import { readFields } from '../../src/receipts/header-fields.js'
import type { AskedRequest, ReceiptAlgorithm, ReceiptVerdict, ReturnedResponse } from '../../src/receipts/index.js'
import { isInnerList, parseDictionary, serializeItem } from '../../src/receipts/structured-fields.js'

interface Vector {
  name: string
  key: ReceiptAlgorithm
  trust: ReceiptAlgorithm | 'authority'
  request: { method: string; targetUri: string; headers: [string, string][]; body: string }
  response: { status: number; headers: [string, string][]; body: string }
  /** What was signed; of those that are no receipts, before they were changed. */
  signatureBase: string[]
  nowMs: number
  verdict: ReceiptVerdict
}

interface Vectors {
  keys: Record<ReceiptAlgorithm, { algorithm: ReceiptAlgorithm; keyid: string; privateKey: string; publicKey: string }>
  authority: string
  vectors: Vector[]
}

const path = join(import.meta.dirname, '..', 'wire', 'v1', 'receipt-vectors.json')
export const {
  keys: VECTOR_KEYS,
  authority: VECTOR_AUTHORITY,
  vectors: VECTORS
} = JSON.parse(readFileSync(path, 'utf8')) as Vectors

export function fieldOf(headers: Iterable<readonly [string, string]>, name: string): string {
  for (const [one, value] of headers) if (one.toLowerCase() === name) return value
  throw new Error(`no ${name}`)
}

/** What an answer's first signature is over, as we build it, and its bytes. */
export function signedOf(request: AskedRequest, response: ReturnedResponse): { base: string; signature: Uint8Array } {
  const requestFields = readFields(request.headers) ?? new Map<string, string[]>()
  const responseFields = readFields(response.headers) ?? new Map<string, string[]>()
  const { method, targetUri } = request
  const exchange: Exchange = { method, targetUri, requestFields, status: response.status, responseFields }
  const [[label, input] = ['', undefined]] = parseDictionary(fieldOf(response.headers, 'signature-input'))
  if (input === undefined || !isInnerList(input)) throw new Error('no signature')
  const base = Buffer.from(signatureBase(exchange, input[0].map(serializeItem), input)).toString()
  const bytes = parseDictionary(fieldOf(response.headers, 'signature')).get(label)?.[0]
  return { base, signature: new Uint8Array(bytes as ArrayBuffer) }
}
