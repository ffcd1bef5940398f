// Whether an origin's answer may enter the group: what RFC 9111 calls private never does (design section 6).
import type { IncomingHttpHeaders } from 'node:http'
import { isHeaderValue } from './content-facts.js'

export type ShareVerdict = { readonly ok: true } | { readonly ok: false; readonly reason: ShareRefusal }

export type ShareRefusal =
  | 'private' // Cache-Control: private
  | 'no-store' // Cache-Control: no-store
  | 'vary' // Vary: *, or a longer one than records carry: others could not tell whether it is for them
  | 'set-cookie' // the answer is tied to whoever asked
  | 'content-encoding' // encoded, though `identity` was asked for: other members could not tell

/** The verdict on the headers of an answer with content. We send no credentials, so what comes is for anybody unless it says otherwise. */
export function shareVerdict(headers: IncomingHttpHeaders): ShareVerdict {
  const reason = forbiddenByCacheControl(headers) ?? forbiddenOtherwise(headers)
  return reason === undefined ? { ok: true } : { ok: false, reason }
}

/** Also asked of redirects, which may set cookies: those are not in what they lead to. */
export function forbiddenByCacheControl(headers: IncomingHttpHeaders): ShareRefusal | undefined {
  const directives = listOf(headers['cache-control']).map((directive) => directive.split('=')[0]?.trim())
  // `private="field"` speaks of fields only, but we keep no per-field copies: stricter is safe.
  if (directives.includes('private')) return 'private'
  if (directives.includes('no-store')) return 'no-store'
  return listOf(headers.vary).includes('*') || !isHeaderValue(headers.vary ?? '') ? 'vary' : undefined
}

function forbiddenOtherwise(headers: IncomingHttpHeaders): ShareRefusal | undefined {
  if (headers['set-cookie'] !== undefined) return 'set-cookie'
  return listOf(headers['content-encoding']).some((coding) => coding !== 'identity') ? 'content-encoding' : undefined
}

function listOf(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '')
}
