// What the answer with some content says of it: what its origin said, how old that is, and how it came here (RFC 9110, 9111,
// 9211 Cache-Status, 9530 Repr-Digest).
import type { OutgoingHttpHeaders } from 'node:http'
import type { FetchedContent } from '../content/index.js'
import type { AskedFreshness } from './asked-freshness.js'

/** Of the content as a whole: nothing of its length, which depends on what part is sent. */
export function contentHeaders(fetched: FetchedContent, asked: AskedFreshness): OutgoingHttpHeaders {
  const { facts, digest, bytes } = fetched
  return {
    ...validatorHeaders(fetched, asked),
    ...present({
      'content-type': facts.contentType,
      // Where redirects led: only the node that went there knows.
      'content-location': facts.finalUrl,
      'content-disposition': facts.contentDisposition,
      'content-language': facts.contentLanguage,
      'accept-ranges': bytes === undefined ? undefined : 'bytes',
      'repr-digest': digest === undefined ? undefined : `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`
    })
  }
}

/** What its origin said that browsers may not do with it: said again where the answer stands for the origin's, under its name. */
export function protectingHeaders({ facts }: FetchedContent): OutgoingHttpHeaders {
  return present({
    'x-content-type-options': facts.contentTypeOptions,
    'cross-origin-resource-policy': facts.resourcePolicy
  })
}

/** What a 304 says too. */
export function validatorHeaders(fetched: FetchedContent, asked: AskedFreshness): OutgoingHttpHeaders {
  const { facts, freshness } = fetched
  const isFromNow = (!freshness.hit || freshness.revalidated) && freshness.ageMs < 1000
  return present({
    etag: facts.etag,
    'last-modified': facts.lastModified,
    'cache-control': facts.cacheControl,
    expires: facts.expires,
    vary: facts.vary,
    date: facts.date,
    // A cache before us may have had it for long (RFC 9111, 5.1).
    age: isFromNow ? saidAge(fetched) : String(Math.max(0, Math.floor(freshness.ageMs / 1000))),
    'cache-status': cacheStatus(fetched, asked)
  })
}

function saidAge({ facts: { age } }: FetchedContent): string | undefined {
  return age !== undefined && /^\d{1,15}$/.test(age) ? age : undefined
}

/** One entry for the whole group: to a program it is one cache, whoever of its members holds the content. */
function cacheStatus({ freshness }: FetchedContent, asked: AskedFreshness): string {
  const { hit, stale, revalidated, collapsed } = freshness
  if (stale) return asked === 'held' ? 'potluck; hit; detail=stale' : 'potluck; fwd=stale; detail=origin-silent'
  const wasAsked = asked === 'revalidate'
  if (revalidated) return `potluck; fwd=${wasAsked ? 'request' : 'stale'}; fwd-status=304`
  if (hit) return 'potluck; hit'
  return `potluck; fwd=${wasAsked ? 'request' : 'uri-miss'}${collapsed ? '; collapsed' : ''}`
}

function present(headers: { [name: string]: string | undefined }): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
}
