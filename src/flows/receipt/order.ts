// What an asker fixes of an upload, and how it stands in HTTP: a relay forwards that byte for byte and nothing else (design section 7).
// Spec: docs/protocols/upload.md.
import { copyBytes, fromHex, parseUrl, sha256, toHex } from '../../base/index.js'
import { potluck } from '../receipt-pb.js'
import {
  MAX_CONTENT_TYPE_CHARACTERS,
  MAX_ORDER_BYTES,
  MAX_REPORT_CHARACTERS,
  MAX_TARGET_URI_CHARACTERS
} from './defaults.js'

const wire = potluck.receipt.v1
export const ORDER_ID_BYTES = 16
const DIGEST_BYTES = 32
/** Of the asker's POST: a structured byte sequence (RFC 8941 3.3.5) of the order. */
export const ORDER_HEADER = 'potluck-upload'

/** 32 lower-case hexadecimal characters, drawn by the asker. */
export type UploadId = string

export interface Order {
  readonly id: UploadId
  /** http or https, as WHATWG spells it, without user, password and fragment. */
  readonly targetUri: string
  /** SHA-256 of the content, 64 hex characters. */
  readonly contentSha256: string
  /** Of the content. */
  readonly bytes: number
  /** Visible ASCII. */
  readonly contentType: string
  /** Value of `Potluck-Report`. Empty: the request has none. */
  readonly report: string
  /** Peer time by which the asker wants an answer. */
  readonly latestMs: number
}

/** @throws {RangeError} on what no reader would take */
export function encodeOrder(order: Order): Uint8Array {
  const problem = orderProblem(order)
  if (problem !== undefined) throw new RangeError(problem)
  const { id, targetUri, contentSha256, bytes, contentType, report, latestMs } = order
  const said = { targetUri, bytes, contentType, report, latestMs }
  return copyBytes(wire.Order.encode({ ...said, id: fromHex(id)!, contentSha256: fromHex(contentSha256)! }).finish())
}

/** Undefined where the bytes are no order. For foreign bytes. */
export function decodeOrder(bytes: Uint8Array): Order | undefined {
  if (bytes.byteLength > MAX_ORDER_BYTES) return undefined
  try {
    const said = wire.Order.decode(bytes)
    const { targetUri, contentType, report, latestMs } = said
    const [id, contentSha256] = [toHex(said.id), toHex(said.contentSha256)]
    const order = { id, targetUri, contentSha256, bytes: said.bytes, contentType, report, latestMs }
    return orderProblem(order) === undefined ? order : undefined
  } catch {
    return undefined
  }
}

/** What names one order for ever: of its bytes as they were sent. 32 bytes. */
export function orderSha256(bytes: Uint8Array): Uint8Array {
  return sha256(bytes)
}

/** The value of {@link ORDER_HEADER}. */
export function orderHeader(bytes: Uint8Array): string {
  return `:${Buffer.from(bytes).toString('base64')}:`
}

/** The bytes of an order; undefined where the value is none. For foreign bytes. */
export function readOrderHeader(value: string): Uint8Array | undefined {
  if (value.length > 2 + Math.ceil(MAX_ORDER_BYTES / 3) * 4) return undefined
  const base64 = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(value)?.[1]
  if (base64 === undefined) return undefined
  const bytes = Buffer.from(base64, 'base64')
  return bytes.toString('base64') === base64 ? copyBytes(bytes) : undefined
}

/** All headers of the request to the backend but those that frame it: names and values, as they go out directly or by a relay. */
export function requestHeaders(order: Order): [name: string, value: string][] {
  return [
    ['Content-Type', order.contentType],
    ['Content-Length', String(order.bytes)],
    ['Content-Digest', `sha-256=:${Buffer.from(order.contentSha256, 'hex').toString('base64')}:`],
    ['Idempotency-Key', `"${order.id}"`],
    ...(order.report === '' ? [] : ([['Potluck-Report', order.report]] satisfies [string, string][]))
  ]
}

/** Why nobody would take it, in words; undefined: it is one. */
export function orderProblem(order: Order): string | undefined {
  const { id, targetUri, contentSha256, bytes, contentType, report, latestMs } = order
  if (fromHex(id)?.byteLength !== ORDER_ID_BYTES) return `an id has ${ORDER_ID_BYTES} bytes`
  if (fromHex(contentSha256)?.byteLength !== DIGEST_BYTES) return 'a SHA-256 has 32 bytes'
  if (targetOf(targetUri) === undefined)
    return 'the target must be an http or https URL, normalised, without user, password and fragment'
  if (!Number.isSafeInteger(bytes) || bytes < 0) return 'the size must be a whole number'
  if (contentType === '' || !isHeaderText(contentType, MAX_CONTENT_TYPE_CHARACTERS)) return 'no content type'
  if (!isHeaderText(report, MAX_REPORT_CHARACTERS)) return 'no report'
  if (!Number.isSafeInteger(latestMs) || latestMs <= 0) return 'no time'
  return undefined
}

/** What can be a target URI; undefined: that cannot. */
export function targetOf(text: string): URL | undefined {
  if (text.length > MAX_TARGET_URI_CHARACTERS || text.includes('#')) return undefined
  const url = parseUrl(text)
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  // Just what stands in the request: a `?` with nothing behind it does not, so that no receipt could be true of it.
  return url.origin + url.pathname + url.search === text ? url : undefined
}

/** Spaces around it would be lost on the way, and with them what a signature covers. */
function isHeaderText(text: string, maxCharacters: number): boolean {
  return text.length <= maxCharacters && /^[\x20-\x7e]*$/.test(text) && text.trim() === text
}
