// What an origin says of content that nobody here knows, in a head: for HEAD, and for who asks whether a copy is still right
// (RFC 9110, section 13). The group would get all of it only to say the same.
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import { ContentError, factsOf, type FetchedContent, type OriginAccess, type OriginResponse } from '../content/index.js'

/** @throws what `OriginAccess.open` throws */
export async function originHead(
  origins: Pick<OriginAccess, 'open'>,
  url: string,
  signal: AbortSignal
): Promise<FetchedContent> {
  return described(url, await origins.open(url, { method: 'HEAD', signal }))
}

/**
 * Undefined where its origin does not say that the copy is right: it has another, or this node's line is dead, where another
 * member's may not be.
 * @throws the signal's reason
 */
export async function originConfirms(
  origins: Pick<OriginAccess, 'open'>,
  url: string,
  headers: IncomingHttpHeaders,
  signal: AbortSignal
): Promise<FetchedContent | undefined> {
  const unless = { etag: headers['if-none-match'], lastModified: headers['if-modified-since'] }
  try {
    const response = await origins.open(url, { signal, unless })
    const said = described(url, response)
    return response.status === 304 ? said : undefined
  } catch (error) {
    if (signal.aborted) throw error
    return undefined
  }
}

/** Whether it is asked only if a copy is still right. */
export function isCondition(method: string | undefined, headers: IncomingHttpHeaders): boolean {
  if (method !== 'GET' || headers.range !== undefined) return false
  return headers['if-none-match'] !== undefined || headers['if-modified-since'] !== undefined
}

function described(url: string, response: OriginResponse): FetchedContent {
  response.body.cancel()
  const facts = factsOf(response.headers, response.finalUrl === url ? undefined : response.finalUrl)
  const done = Promise.reject(new ContentError('CLOSED', 'its bytes were not asked for'))
  done.catch(() => {})
  return {
    ...{ bytes: response.totalBytes, contentType: facts.contentType, facts, digest: undefined },
    freshness: { hit: false, ageMs: 0, stale: false, revalidated: false, collapsed: false },
    ...{ shared: response.sharing.ok, body: Readable.from([]), done }
  }
}
