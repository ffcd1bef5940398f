// Fetching from an origin, across the uplink, on behalf of a group (design section 6).
import { lookup as resolve } from 'node:dns'
import { readFileSync } from 'node:fs'
import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { raceSignal, withBudget, type AbortOptions, type Clock } from '../base/index.js'
import {
  MAX_ORIGIN_WORDS,
  MAX_REDIRECTS,
  ORIGIN_CONNECT_BUDGET_MS,
  ORIGIN_HEADERS_BUDGET_MS,
  ORIGIN_IDLE_BUDGET_MS
} from './defaults.js'
import { ContentError } from './errors.js'
import { httpBody, type HttpBody } from './http-body.js'
import type { OriginPolicy } from './origin-policy.js'
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

/** By which way this machine goes out. */
export interface OriginWay {
  policy: OriginPolicy
  clock: Clock
  /** Certificates to trust in place of the platform's, PEM. */
  ca?: string | undefined
}

export interface OriginResponse {
  /** 304 only for who asks with `unless`. */
  readonly status: 200 | 206 | 304
  /** After redirects. */
  readonly finalUrl: string
  readonly headers: IncomingHttpHeaders
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
  for (let redirects = 0; ; redirects++) {
    const response = await request(current, options, way)
    const isRedirect = REDIRECTS.has(response.statusCode ?? 0) && response.headers.location !== undefined
    if (!isRedirect || options.redirects === 'refuse') {
      return originResponse(current, response, sharing, { ...options, clock: way.clock })
    }
    response.destroy()
    if (redirects >= (options.maxRedirects ?? MAX_REDIRECTS)) {
      throw new ContentError('ORIGIN_REFUSED', `${url} redirects more than ${redirects} times`)
    }
    // A redirect that is somebody's own makes what it leads to somebody's own too.
    const forbidden = forbiddenByCacheControl(response.headers)
    if (forbidden !== undefined && sharing.ok) sharing = { ok: false, reason: forbidden }
    current = redirectTarget(current, response.headers.location ?? '')
  }
}

function redirectTarget(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) {
    throw new ContentError('ORIGIN_BROKEN', `${from.host} redirects to what is not a URL`)
  }
  const target = new URL(normaliseUrl(new URL(location, from.href).href))
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new ContentError('ORIGIN_REFUSED', `${from.host} redirects from https to http at ${target.host}`)
  }
  return target
}

async function request(url: URL, options: OriginOptions, way: OriginWay): Promise<IncomingMessage> {
  const { from, unless, method = 'GET', signal } = options
  const { policy, clock, ca } = way
  signal?.throwIfAborted()
  const isHttps = url.protocol === 'https:'
  const port = url.port === '' ? (isHttps ? 443 : 80) : Number(url.port)
  // Connections to literal addresses resolve nothing, so nothing would be judged.
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) !== 0) throwIfRefused(url, policy.refusal(literal, port))

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
  const sent = (isHttps ? https : http).request(url.href, {
    method,
    agent: false, // A connection judged for one request serves that one.
    lookup: judgedLookup(url, port, policy),
    headers,
    ...(ca === undefined ? {} : { ca })
  })
  sent.end()
  const { connected, answered } = milestones(sent, isHttps)
  try {
    await raceSignal(
      withBudget(clock, ORIGIN_CONNECT_BUDGET_MS, connected, () => late(url, 'connect')),
      signal
    )
    return await raceSignal(
      withBudget(clock, ORIGIN_HEADERS_BUDGET_MS, answered, () => late(url, 'answer')),
      signal
    )
  } catch (error) {
    sent.destroy()
    if (signal?.aborted === true) throw signal.reason
    throw originError(url, error)
  }
}

function milestones(
  sent: ClientRequest,
  isHttps: boolean
): { connected: Promise<void>; answered: Promise<IncomingMessage> } {
  const failed = new Promise<never>((_resolve, reject) => sent.on('error', reject))
  const connected = new Promise<void>((resolve) => {
    sent.once('socket', (socket) => socket.once(isHttps ? 'secureConnect' : 'connect', resolve))
  })
  const answered = new Promise<IncomingMessage>((resolve) => {
    sent.once('response', (response) => {
      response.on('error', () => {}) // Heard by whoever reads the body.
      resolve(response)
    })
  })
  const raced = { connected: Promise.race([connected, failed]), answered: Promise.race([answered, failed]) }
  raced.connected.catch(() => {}) // Only one of them is waited for at a time.
  raced.answered.catch(() => {})
  return raced
}

/** Resolves names to addresses we may dial, and only these: what is judged is what is dialled. */
function judgedLookup(url: URL, port: number, policy: OriginPolicy): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, [])
      const refusals = addresses.map(({ address }) => policy.refusal(address, port))
      const allowed = addresses.filter((_address, i) => refusals[i] === undefined)
      const [first] = allowed
      if (first === undefined) return callback(refusedError(url, refusals[0] ?? 'its name has no address'), [])
      if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
}

function originResponse(
  url: URL,
  response: IncomingMessage,
  redirects: ShareVerdict,
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
    const sharing = redirects.ok ? shareVerdict(response.headers) : redirects
    return { status, finalUrl: url.href, headers: response.headers, firstByte, totalBytes, sharing, body }
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

function throwIfRefused(url: URL, refusal: string | undefined): void {
  if (refusal !== undefined) throw refusedError(url, refusal)
}

function refusedError(url: URL, refusal: string): ContentError {
  return new ContentError('ORIGIN_REFUSED', `this node does not fetch from ${url.host}: ${refusal}`)
}

function broken(url: URL, message: string): ContentError {
  return new ContentError('ORIGIN_BROKEN', `${url.host}: ${message}`)
}

function late(url: URL, what: 'connect' | 'answer'): ContentError {
  const ms = what === 'connect' ? ORIGIN_CONNECT_BUDGET_MS : ORIGIN_HEADERS_BUDGET_MS
  return new ContentError('ORIGIN_UNREACHABLE', `${url.host} did not ${what} within ${ms} ms`)
}

function originError(url: URL, error: unknown): ContentError {
  if (error instanceof ContentError) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  // llhttp's errors: what came is not HTTP.
  if (code.startsWith('HPE_'))
    return new ContentError('ORIGIN_BROKEN', `${url.host} does not speak HTTP (${code})`, { cause: error })
  return new ContentError(
    'ORIGIN_UNREACHABLE',
    `${url.host} cannot be reached (${code === '' ? String(error) : code})`,
    {
      cause: error
    }
  )
}
