// What a receipt covers (RFC 9421, 2), and the bytes that are signed. The base itself is the library's; what may stand in it is ours.
import { httpbis } from 'http-message-signatures'
import { isInnerList, serializeItem, serializeList, type InnerList, type Item } from './structured-fields.js'
import { utf8 } from '../base/index.js'
import { MAX_COMPONENTS, MAX_FIELD_CHARACTERS } from './defaults.js'
import { fieldText, type Fields } from './header-fields.js'

/** What was asked and what was answered, looked through. */
export interface Exchange {
  readonly method: string
  readonly targetUri: string
  readonly requestFields: Fields
  readonly status: number
  readonly responseFields: Fields
}

/** `tag` of a receipt's signature: no other signature of a backend is taken for one. */
export const RECEIPT_TAG = 'potluck-receipt'

/** Covered by every receipt. */
export const RECEIPT_COMPONENTS: readonly string[] = [
  '"@status"',
  '"content-digest"',
  '"@method";req',
  '"@target-uri";req',
  '"content-digest";req',
  '"idempotency-key";req'
]
const CONTENT_TYPE = '"content-type";req'
const REPORT = '"potluck-report";req'

/** Those that a receipt must cover for this request: {@link RECEIPT_COMPONENTS}, and the report where one was sent. */
export function requiredComponents(request: Fields): string[] {
  return [...RECEIPT_COMPONENTS, ...(request.has('potluck-report') ? [REPORT] : [])]
}

/** Those that ours cover: also the content type where the request has one, so that a relay that changes it is found out. */
export function signedComponents(request: Fields): string[] {
  const type = request.has('content-type') ? [CONTENT_TYPE] : []
  return [...RECEIPT_COMPONENTS, ...type, ...(request.has('potluck-report') ? [REPORT] : [])]
}

const PLAIN_NAME = /^@?[a-z0-9!#$%&'*+.^_`|~-]+$/

/**
 * The identifiers of a signature's components as text, or undefined where one is no plain one: with another parameter than `req`,
 * in capitals, or there twice. What a field with `sf`, `key` or `bs` says depends on a parser, and receipts need none of them.
 */
export function plainComponents(input: InnerList): string[] | undefined {
  const [items] = input
  if (items.length > MAX_COMPONENTS) return undefined
  const names = items.map((item) => (isPlain(item) ? serializeItem(item) : ''))
  return names.includes('') || new Set(names).size !== names.length ? undefined : names
}

function isPlain(item: Item): boolean {
  const [name, parameters] = item
  if (isInnerList(item) || typeof name !== 'string' || !PLAIN_NAME.test(name)) return false
  return [...parameters].every(([parameter, value]) => parameter === 'req' && value === true)
}

/** The signature base (RFC 9421, 2.5). @throws where a component is not there, too long, or of no kind that we know */
export function signatureBase(exchange: Exchange, components: readonly string[], input: InnerList): Uint8Array {
  const { method, targetUri, requestFields, status, responseFields } = exchange
  const base = httpbis.createSignatureBase(
    { fields: [...components] },
    { status, headers: covered(responseFields) },
    { method, url: targetUri, headers: covered(requestFields) }
  )
  base.push(['"@signature-params"', [serializeList([input])]])
  return utf8(httpbis.formatSignatureBase(base))
}

/** Text beyond ASCII is left out, so whoever covers it is refused: a signature base is ASCII (RFC 9421, 2.5). */
function covered(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    [...fields.keys()].flatMap((name) => {
      const text = fieldText(fields, name, MAX_FIELD_CHARACTERS)
      return text === undefined || !/^[\t\x20-\x7e]*$/.test(text) ? [] : [[name, text]]
    })
  )
}

/** Whether the request can stand in a signature base: a token in capitals, and a URL of visible ASCII. */
export function isRequestLine(method: string, targetUri: string): boolean {
  return /^[A-Z]{1,32}$/.test(method) && targetUri.length <= MAX_FIELD_CHARACTERS && /^[\x21-\x7e]+$/.test(targetUri)
}
