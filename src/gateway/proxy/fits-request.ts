// Whether what the group has answers what this program asks: it was fetched by a node, in the node's own words, and only some
// of its origin's headers are known.
import type { IncomingHttpHeaders } from 'node:http'
import type { FetchedContent } from '../../content/index.js'

export type Misfit =
  | 'not-shared' // for whoever asks alone (RFC 9111): the origin is to say all that it says
  | 'vary' // the origin answers by a header in which the program differs from the node
  | 'page' // a page that a browser shows: its origin's security headers belong to it

export function misfit(fetched: FetchedContent, headers: IncomingHttpHeaders): Misfit | undefined {
  const { shared, facts } = fetched
  if (!shared) return 'not-shared'
  if (varies(facts.vary, headers)) return 'vary'
  return isNavigation(headers) && isPage(facts.contentType) ? 'page' : undefined
}

/** @param vary of an answer to a node's request: any `Accept`, `Accept-Encoding: identity`, `User-Agent: potluck/…`, no more */
function varies(vary: string | undefined, headers: IncomingHttpHeaders): boolean {
  const names = (vary ?? '').split(',').map((name) => name.trim().toLowerCase())
  return names.some((name) => {
    if (name === '' || name === 'accept-encoding') return false // Who takes no identity was not let in.
    if (name === 'accept') return (headers.accept ?? '*/*') !== '*/*'
    return name === '*' || name === 'user-agent' || headers[name] !== undefined
  })
}

/** Plain HTTP carries no Sec-Fetch-Mode: what a browser accepts tells. */
function isNavigation(headers: IncomingHttpHeaders): boolean {
  const accepts = headers.accept?.toLowerCase() ?? ''
  return accepts.includes('text/html') || headers['upgrade-insecure-requests'] !== undefined
}

function isPage(contentType: string | undefined): boolean {
  // Without a type the browser guesses, perhaps a page.
  return contentType === undefined || /^(text\/html|[^;]*\bxml)\b/i.test(contentType)
}
