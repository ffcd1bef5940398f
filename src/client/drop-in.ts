// Which requests of a program may be answered by the group, so that `fetch` can stand in for the platform's.

/** Headers that ask for a part, or for freshness: the node understands them. */
const PASSED_ON = new Set(['range', 'if-range', 'if-none-match', 'if-modified-since', 'cache-control', 'pragma'])
/** Headers that change nothing about the answer, and stay here. */
const OF_NO_MATTER = new Set(['user-agent', 'accept-encoding', 'priority', 'dnt', 'upgrade-insecure-requests'])

/** What is asked of the node in place of the origin. */
export interface SharedRequest {
  readonly url: string
  readonly headers: { [name: string]: string }
}

/**
 * Undefined for what only the origin may answer: other methods than GET, other schemes than http and https, anything with
 * credentials or with headers that may choose another answer, and what is not to be cached, to be checked against
 * `integrity` or not to be redirected. Where it may go is the node's to judge.
 */
export function sharedRequest(request: Request): SharedRequest | undefined {
  const url = new URL(request.url)
  if (request.method !== 'GET' || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.username !== '' || url.password !== '') return undefined
  if (request.credentials === 'include' || request.redirect !== 'follow' || request.integrity !== '') return undefined
  if (request.cache === 'no-store' || request.cache === 'reload') return undefined
  const headers: { [name: string]: string } = {}
  for (const [name, value] of request.headers) {
    if (PASSED_ON.has(name)) headers[name] = value
    else if (!(OF_NO_MATTER.has(name) || (name === 'accept' && value === '*/*'))) return undefined
  }
  if (/\b(no-store|private)\b/i.test(headers['cache-control'] ?? '')) return undefined
  if (request.cache === 'no-cache') headers['cache-control'] ??= 'no-cache'
  if (request.cache === 'only-if-cached') headers['cache-control'] ??= 'only-if-cached'
  url.hash = ''
  return { url: url.href, headers }
}
