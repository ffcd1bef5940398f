// Fetching from an origin, across the uplink, on behalf of a group (design section 6).
import { readFileSync } from 'node:fs'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type AbortOptions, type Clock, parseUrl } from '../base/index.js'
import { MAX_ORIGIN_WORDS, MAX_REDIRECTS, ORIGIN_HEADERS_BUDGET_MS, ORIGIN_IDLE_BUDGET_MS } from './defaults.js'
import { ContentError } from './errors.js'
import { httpBody, type HttpBody } from './http-body.js'
import type { OriginWay } from './origin-dial.js'
import { requestOrigin } from './origin-request.js'
import { afterRedirect, underRedirects, type RedirectRules } from './redirect-rules.js'
import { forbiddenByCacheControl, shareVerdict, type ShareVerdict } from './shareable.js'
import { normaliseUrl } from './url-key.js'

export interface OriginOptions extends AbortOptions {
  /** Continue there, if the origin's `ifRange` (strong ETag or Last-Modified) still holds; it may send all from 0 instead. */
  from?: { offset: number; ifRange?: string | undefined } | undefined
  /** Only asks whether the origin still has what it said this of: 304 where it has (RFC 9110 13.1). Nobody reads `body`. */
  unless?: { etag: string | undefined; lastModified: string | undefined } | undefined
  /** `HEAD`: as `GET`, but for the body. @default 'GET' */
  method?: 'GET' | 'HEAD' | undefined
  /** @default {@link MAX_REDIRECTS} */
  maxRedirects?: number
  /** `refuse`: a redirect is `ORIGIN_STATUS`. @default 'follow' */
  redirects?: 'follow' | 'refuse' | undefined
  /** Hears of all body bytes as they are read: the ledger's. */
  onBytes?: (bytes: number) => void
}

export interface OriginResponse {
  /** 304 only for who asks with `unless`. */
  readonly status: 200 | 206 | 304
  /** After redirects. */
  readonly finalUrl: string
  /** `Cache-Control` and `Vary` with what redirects leave of them. */
  readonly headers: IncomingHttpHeaders
  /** Undefined where there were none. */
  readonly redirects?: RedirectRules | undefined
  /** Where in the content `body` starts: 0, or the offset asked for. */
  readonly firstByte: number
  /** Of the whole content, where the origin says. */
  readonly totalBytes: number | undefined
  /** Whether the group may have it; if not, it is for its asker alone (RFC 9111). */
  readonly sharing: ShareVerdict
  /** Pulled: nothing more is read from the origin than asked for, and what the connection buffers (some 100 KiB). */
  readonly body: HttpBody
}

const VERSION = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** See {@link OriginAccess.open}. */
export async function openOrigin(url: string, options: OriginOptions, way: OriginWay): Promise<OriginResponse> {
  let current = new URL(normaliseUrl(url))
  let sharing: ShareVerdict = { ok: true }
  let rules: RedirectRules | undefined
  for (let redirects = 0; ; redirects++) {
    const response = await request(current, options, way)
    const isRedirect = REDIRECTS.has(response.statusCode ?? 0) && response.headers.location !== undefined
    if (!isRedirect || options.redirects === 'refuse') {
      return originResponse(current, response, { sharing, rules }, { ...options, clock: way.clock })
    }
    response.destroy()
    if (redirects >= (options.maxRedirects ?? MAX_REDIRECTS)) {
      throw new ContentError('ORIGIN_REFUSED', `${url} redirects more than ${redirects} times`)
    }
    // A redirect that is somebody's own makes what it leads to somebody's own too.
    const forbidden = forbiddenByCacheControl(response.headers)
    if (forbidden !== undefined && sharing.ok) sharing = { ok: false, reason: forbidden }
    rules = afterRedirect(rules, response.statusCode ?? 0, response.headers, way.clock.nowMs())
    current = redirectTarget(current, response.headers.location ?? '')
  }
}

function redirectTarget(from: URL, location: string): URL {
  const named = parseUrl(location, from.href)
  if (named === undefined) throw new ContentError('ORIGIN_BROKEN', `${from.host} redirects to what is not a URL`)
  const target = new URL(normaliseUrl(named.href))
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new ContentError('ORIGIN_REFUSED', `${from.host} redirects from https to http at ${target.host}`)
  }
  return target
}

async function request(url: URL, options: OriginOptions, way: OriginWay): Promise<IncomingMessage> {
  const { from, unless, method = 'GET', signal } = options
  const headers: { [name: string]: string } = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': `potluck/${VERSION}`
  }
  if (from !== undefined && from.offset > 0) {
    headers.range = `bytes=${from.offset}-`
    if (from.ifRange !== undefined) headers['if-range'] = from.ifRange
  }
  if (unless?.etag !== undefined) headers['if-none-match'] = unless.etag
  if (unless?.lastModified !== undefined) headers['if-modified-since'] = unless.lastModified
  const send = async (sent: ClientRequest): Promise<void> => void sent.end()
  const asked = { way, asker: 'others', signal, method, headers, send } as const
  return (await requestOrigin(url, { ...asked, headersBudgetMs: ORIGIN_HEADERS_BUDGET_MS })).response
}

function originResponse(
  url: URL,
  response: IncomingMessage,
  redirects: { sharing: ShareVerdict; rules: RedirectRules | undefined },
  options: OriginOptions & { clock: Clock }
): OriginResponse {
  try {
    const { status, firstByte, totalBytes, bodyBytes } = extent(url, response, options)
    const body = httpBody(response, {
      clock: options.clock,
      idleMs: ORIGIN_IDLE_BUDGET_MS,
      expectedBytes: bodyBytes,
      signal: options.signal,
      onBytes: options.onBytes,
      broken: (message, cause) => new ContentError('ORIGIN_BROKEN', `${url.host}: ${message}`, { cause })
    })
    const headers = underRedirects(response.headers, redirects.rules, options.clock.nowMs())
    const sharing = redirects.sharing.ok ? shareVerdict(headers) : redirects.sharing
    const said = { finalUrl: url.href, headers, redirects: redirects.rules }
    return { status, ...said, firstByte, totalBytes, sharing, body }
  } catch (error) {
    response.destroy()
    throw error
  }
}

interface Extent {
  status: 200 | 206 | 304
  firstByte: number
  totalBytes: number | undefined
  bodyBytes: number | undefined
}

/** What the answer covers, if it is one to what was asked. */
function extent(url: URL, response: IncomingMessage, { from, unless }: OriginOptions): Extent {
  const offset = from?.offset ?? 0
  const status = response.statusCode ?? 0
  const length = response.headers['content-length']
  const bodyBytes = length === undefined ? undefined : Number(length)
  if (bodyBytes !== undefined && !Number.isSafeInteger(bodyBytes)) throw broken(url, 'its length is not a number')
  if (status === 304 && unless !== undefined) return { status, firstByte: 0, totalBytes: undefined, bodyBytes: 0 }
  if (status === 200) return { status, firstByte: 0, totalBytes: bodyBytes, bodyBytes }
  if (status !== 206 || offset === 0) {
    const words = harmless(response.statusMessage ?? '')
    throw new ContentError('ORIGIN_STATUS', `${url.host} answered ${status} ${words}`.trim(), { status })
  }
  const range = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16}|\*)$/.exec(response.headers['content-range'] ?? '')
  const [first, last] = [Number(range?.[1]), Number(range?.[2])]
  const totalBytes = range?.[3] === undefined || range[3] === '*' ? undefined : Number(range[3])
  // We asked for everything from there on, so anything that stops earlier is not it.
  const isToTheEnd = totalBytes === undefined || last === totalBytes - 1
  if (first !== offset || !isToTheEnd || last < first || (bodyBytes ?? last - first + 1) !== last - first + 1) {
    throw broken(
      url,
      `it sent another range than was asked for (${harmless(response.headers['content-range'] ?? 'none named')})`
    )
  }
  return { status, firstByte: first, totalBytes, bodyBytes: last - first + 1 }
}

/** An origin's own words, which people read on terminals: Node lets control characters through. */
function harmless(words: string): string {
  return words.replace(/\p{Cc}/gu, '').slice(0, MAX_ORIGIN_WORDS)
}

function broken(url: URL, message: string): ContentError {
  return new ContentError('ORIGIN_BROKEN', `${url.host}: ${message}`)
}
