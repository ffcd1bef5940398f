// Whether an answer is a backend's receipt for what was asked (seed 000, Fig. 9, 562). Pure: no IO, no clock, nothing remembered.
import type { KeyObject, X509Certificate } from 'node:crypto'
import { isInnerList, parseDictionary, type InnerList, type Item } from './structured-fields.js'
import { equalBytes, sha256 } from '../base/index.js'
import { verifyBytes } from './algorithms.js'
import { certifiedKey, parseCertificates } from './certificates.js'
import {
  isRequestLine,
  plainComponents,
  RECEIPT_TAG,
  requiredComponents,
  signatureBase,
  type Exchange
} from './components.js'
import { parseContentDigest } from './content-digest.js'
import {
  CLOCK_AHEAD_MS,
  MAX_CERTIFICATES_FIELD_CHARACTERS,
  MAX_FIELD_CHARACTERS,
  MAX_SIGNATURE_FIELD_CHARACTERS,
  MAX_SIGNATURES
} from './defaults.js'
import { fieldText, readFields, type FieldPairs, type Fields } from './header-fields.js'
import { keyIdOf, type ReceiptTrust } from './trust.js'

/** What was asked, as the asker fixed it. */
export interface AskedRequest {
  /** A token in capitals: `POST`. */
  method: string
  /** As WHATWG spells it, without fragment. */
  targetUri: string
  /** `Content-Digest` and `Idempotency-Key` must be among them. */
  headers: FieldPairs
}

/** What came back, by whatever way. Foreign: nothing of it makes {@link verifyReceipt} throw. */
export interface ReturnedResponse {
  status: number
  headers: FieldPairs
  /** As sent, no content coding removed. The caller bounds it. */
  body: Uint8Array
}

export interface VerifyReceipt {
  request: AskedRequest
  response: ReturnedResponse
  trust: ReceiptTrust
  /** Milliseconds since 1970. */
  nowMs: number
}

/**
 * Why an answer is no receipt. What a signature by a *known* key fails in comes before what fails without one, where there are several.
 *
 * - `no-signature`: none tagged as a receipt, or fields too large to look into
 * - `malformed`: request, answer or signature cannot be read: no `created`, `keyid` or `alg`, too many fields, line breaks in one
 * - `unknown-key`: of none of our keys, and no chain for it, or no authority of ours to lead one to
 * - `bad-certificate`: a chain for its key that does not lead to an authority of ours, names another host or is out of date
 * - `wrong-components`: does not cover all that it must, or more than can be rebuilt
 * - `wrong-signature`: covers it, and is not true of it
 * - `wrong-digest`: true, but not of this body
 * - `untimely`: more than a day in the future, or past its own `expires`
 */
export type InvalidReason =
  | 'no-signature'
  | 'malformed'
  | 'unknown-key'
  | 'bad-certificate'
  | 'wrong-components'
  | 'wrong-signature'
  | 'wrong-digest'
  | 'untimely'

export type ReceiptVerdict =
  | { type: 'valid'; keyId: string; createdMs: number }
  /** `keyId`: what the signature names; one of ours unless the reason is `unknown-key` or `bad-certificate`. */
  | { type: 'invalid'; reason: InvalidReason; keyId?: string }

type Invalid = Extract<ReceiptVerdict, { type: 'invalid' }>

/**
 * Verifies with one of several keys, as many signatures as there may be: one valid one is enough. A valid receipt says that the
 * backend gave this answer to this request; that it *took* the upload, only a status of 2xx says.
 */
export function verifyReceipt({ request, response, trust, nowMs }: VerifyReceipt): ReceiptVerdict {
  const requestFields = readFields(request.headers)
  const responseFields = readFields(response.headers)
  const { method, targetUri } = request
  const { status } = response
  if (requestFields === undefined || responseFields === undefined) return invalid('malformed')
  if (!isRequestLine(method, targetUri) || !isStatus(status)) return invalid('malformed')
  const exchange: Exchange = { method, targetUri, requestFields, status, responseFields }
  let worst: Invalid = invalid('no-signature')
  for (const signature of receiptSignatures(responseFields)) {
    const verdict = judge(exchange, signature, trust, nowMs, response.body)
    if (verdict.type === 'valid') return verdict
    if (weight(verdict) > weight(worst)) worst = verdict
  }
  return worst
}

interface ReceiptSignature {
  input: InnerList
  /** Absent: `Signature` does not have what `Signature-Input` speaks of. */
  bytes: Uint8Array | undefined
}

/** Those of the answer that are tagged as receipts, the first few. */
function receiptSignatures(fields: Fields): ReceiptSignature[] {
  const inputs = dictionary(fields, 'signature-input')
  const signatures = dictionary(fields, 'signature')
  const found: ReceiptSignature[] = []
  for (const [label, input] of inputs) {
    if (found.length >= MAX_SIGNATURES) break
    if (!isInnerList(input) || input[1].get('tag') !== RECEIPT_TAG) continue
    const bytes = signatures.get(label)?.[0]
    found.push({ input, bytes: bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : undefined })
  }
  return found
}

function dictionary(fields: Fields, name: string): Map<string, Item | InnerList> {
  try {
    return parseDictionary(fieldText(fields, name, MAX_SIGNATURE_FIELD_CHARACTERS) ?? '')
  } catch {
    return new Map()
  }
}

function judge(
  exchange: Exchange,
  { input, bytes }: ReceiptSignature,
  trust: ReceiptTrust,
  nowMs: number,
  body: Uint8Array
): ReceiptVerdict {
  const parameters = input[1]
  const [keyId, created, algorithm] = ['keyid', 'created', 'alg'].map((name) => parameters.get(name))
  if (typeof keyId !== 'string') return invalid('malformed')
  const createdMs = typeof created === 'number' && Number.isInteger(created) ? created * 1000 : undefined
  const key = findKey(exchange, keyId, trust, [createdMs ?? nowMs, nowMs])
  if (typeof key === 'string') return invalid(key, keyId)
  if (createdMs === undefined || typeof algorithm !== 'string' || bytes === undefined) {
    return invalid('malformed', keyId)
  }
  const components = plainComponents(input)
  if (components === undefined || !covers(components, exchange)) return invalid('wrong-components', keyId)
  const base = rebuilt(exchange, components, input)
  if (base === undefined) return invalid('wrong-components', keyId)
  if (!verifyBytes(algorithm, key, base, bytes)) return invalid('wrong-signature', keyId)
  const digest = parseContentDigest(fieldText(exchange.responseFields, 'content-digest', MAX_FIELD_CHARACTERS))
  if (digest === undefined || !equalBytes(digest, sha256(body))) return invalid('wrong-digest', keyId)
  const expires = parameters.get('expires')
  const isOver = expires !== undefined && !(typeof expires === 'number' && expires * 1000 >= nowMs)
  if (isOver || createdMs > nowMs + CLOCK_AHEAD_MS) return invalid('untimely', keyId)
  return { type: 'valid', keyId, createdMs }
}

function findKey(
  exchange: Exchange,
  keyId: string,
  { keys, authorities }: ReceiptTrust,
  timesMs: readonly number[]
): KeyObject | 'unknown-key' | 'bad-certificate' {
  const known = keys.get(keyId)
  if (known !== undefined) return known
  const text = fieldText(exchange.responseFields, 'receipt-certificates', MAX_CERTIFICATES_FIELD_CHARACTERS)
  const chain = authorities.length === 0 ? undefined : parseCertificates(text)
  if (chain === undefined || leafKeyId(chain) !== keyId) return 'unknown-key'
  return certifiedKey(chain, authorities, exchange.targetUri, timesMs) ?? 'bad-certificate'
}

function leafKeyId([leaf]: readonly X509Certificate[]): string | undefined {
  try {
    return leaf === undefined ? undefined : keyIdOf(leaf.publicKey)
  } catch {
    return undefined // A key of a kind that this Node does not know.
  }
}

function covers(components: readonly string[], { requestFields }: Exchange): boolean {
  const covered = new Set(components)
  return requiredComponents(requestFields).every((component) => covered.has(component))
}

function rebuilt(exchange: Exchange, components: readonly string[], input: InnerList): Uint8Array | undefined {
  try {
    return signatureBase(exchange, components, input)
  } catch {
    return undefined
  }
}

function isStatus(status: number): boolean {
  return Number.isInteger(status) && status >= 100 && status <= 999
}

function invalid(reason: InvalidReason, keyId?: string): Invalid {
  return { type: 'invalid', reason, ...(keyId === undefined ? {} : { keyId }) }
}

/** Of several bad signatures that of a known key speaks, since it says most about who brought it. */
function weight({ reason, keyId }: Invalid): number {
  if (reason === 'no-signature') return 0
  if (keyId === undefined) return 1
  return reason === 'unknown-key' ? 2 : reason === 'bad-certificate' ? 3 : 4
}
