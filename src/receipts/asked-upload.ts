// What a request asks of a backend, as far as its head says.
import type { IncomingMessage } from 'node:http'
import { parseUrl, sha256, toHex, utf8 } from '../base/index.js'
import { parseContentDigest } from './content-digest.js'
import { MAX_FIELD_CHARACTERS } from './defaults.js'
import { ReceiptError } from './errors.js'
import { fieldText, pairsOf, readFields } from './header-fields.js'
import { parseIdempotencyKey } from './idempotency-key.js'
import { parseReports, type MemberReport } from './member-report.js'
import type { AskedRequest } from './verify-receipt.js'

export interface AskedUpload {
  readonly id: string
  /** What the receipt covers of the request. */
  readonly request: AskedRequest
  readonly idempotencyKey: string
  readonly contentType: string | undefined
  /** SHA-256 that the body must have. */
  readonly digest: Uint8Array
  readonly reports: readonly MemberReport[]
}

/** Why a head is none of an upload: a status of HTTP, and words. */
export interface Complaint {
  readonly status: number
  readonly words: string
}

export function readUpload(message: IncomingMessage, origin: string): AskedUpload | Complaint {
  const method = message.method ?? ''
  if (method !== 'POST') return { status: 405, words: 'uploads are sent with POST' }
  const path = pathOf(message.url ?? '')
  const headers = pairsOf(message.rawHeaders)
  const fields = readFields(headers)
  if (path === undefined || fields === undefined) return { status: 400, words: 'the request cannot be read' }
  const text = (name: string): string | undefined => fieldText(fields, name, MAX_FIELD_CHARACTERS)
  const digest = parseContentDigest(text('content-digest'))
  if (digest === undefined) {
    return { status: 400, words: 'Content-Digest is missing, or does not name a sha-256 (RFC 9530)' }
  }
  const idempotencyKey = parseIdempotencyKey(text('idempotency-key'))
  if (idempotencyKey === undefined) {
    return { status: 400, words: 'Idempotency-Key is missing, or no string of 1 to 64 characters between quotes' }
  }
  const contentType = text('content-type')
  const targetUri = origin + path
  return {
    id: uploadId(targetUri, idempotencyKey, digest, contentType ?? ''),
    request: { method, targetUri, headers },
    ...{ idempotencyKey, contentType, digest },
    reports: parseReports(text('potluck-report'))
  }
}

/**
 * What makes two requests one upload. Not the key alone: a relay that sends other bytes under it first, or the right ones to another
 * URL, would else have the asker's own upload taken for a repeat of that, or refused.
 */
function uploadId(targetUri: string, key: string, digest: Uint8Array, contentType: string): string {
  return toHex(sha256(utf8(JSON.stringify([targetUri, key, toHex(digest), contentType]))))
}

/** Path and query as they came, not as they might be spelled: what was signed must be what the application saw. */
function pathOf(target: string): string | undefined {
  if (target.startsWith('/')) return target
  const absolute = /^https?:\/\/[^/?#]*(\/.*)?$/i.exec(target) // RFC 9112, 3.2.2
  return absolute === null ? undefined : (absolute[1] ?? '/')
}

/** The origin as a target URI begins. @throws ReceiptError BAD_OPTION */
export function readOrigin(text: string): string {
  const url = parseUrl(text)
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.search + url.hash + url.username !== '') {
    throw new ReceiptError('BAD_OPTION', `origin is an http or https URL such as https://vendor.example, not ${text}`)
  }
  return url.origin + url.pathname.replace(/\/$/, '')
}
