// Which requests of this machine's programs the group may answer (RFC 9111 for a shared cache): what carries nobody's secrets,
// changes nothing, and has the same answer for everybody. Everything else is passed to its origin as it is.
import type { IncomingHttpHeaders } from 'node:http'
import { askedFreshness, isNotToBeStored, type WantedFreshness } from '../asked-freshness.js'
import { choosingHeader } from './neutral-headers.js'

export type RequestVerdict =
  ({ readonly to: 'group' } & WantedFreshness) | { readonly to: 'origin'; readonly because: PassReason }

export type PassReason =
  | 'method' // not GET or HEAD
  | 'scheme' // not http: whoever wants TLS tunnels it
  | 'credentials' // Authorization, Cookie, or a name and password in the URL
  | 'private-pattern' // the group or this machine says that its URL is never shared
  | 'body' // a GET with a body means something else
  | 'upgrade' // to another protocol
  | 'expect' // the origin is to answer it
  | 'precondition' // If-Match, If-Unmodified-Since: the origin's state is asked, not a copy's
  | 'cors' // a page of another origin asks: the answer says whether it may read it, and the group keeps no such word
  | 'encoding' // identity, which the group has, is refused
  | 'header' // one that may choose another answer than the node, which asks in its own words, would get
  | 'no-store' // it is not to be kept anywhere

export interface AskedRequest {
  readonly method: string
  /** Whether the program leaves TLS to us: only where it asks for that (`/https/…`). */
  readonly leavesTls: boolean
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  /** Whether a pattern says that it is never shared. @default false */
  readonly isPrivate?: boolean | undefined
}

export function requestVerdict(asked: AskedRequest): RequestVerdict {
  const because = passReason(asked)
  if (because !== undefined) return { to: 'origin', because }
  if (isNotToBeStored(asked.headers)) return { to: 'origin', because: 'no-store' }
  return { to: 'group', ...askedFreshness(asked.headers) }
}

function passReason({ method, url, headers, leavesTls, isPrivate }: AskedRequest): PassReason | undefined {
  if (method !== 'GET' && method !== 'HEAD') return 'method'
  if (url.protocol !== 'http:' && !(leavesTls && url.protocol === 'https:')) return 'scheme'
  if (headers.authorization !== undefined || headers.cookie !== undefined) return 'credentials'
  if (url.username !== '' || url.password !== '') return 'credentials'
  if (isPrivate === true) return 'private-pattern'
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0) return 'body'
  if (headers.upgrade !== undefined) return 'upgrade'
  if (headers.expect !== undefined) return 'expect'
  if (headers['if-match'] !== undefined || headers['if-unmodified-since'] !== undefined) return 'precondition'
  if (headers.origin !== undefined) return 'cors'
  if (refusesIdentity(headers['accept-encoding'])) return 'encoding'
  return choosingHeader(headers) === undefined ? undefined : 'header'
}

function refusesIdentity(acceptEncoding: string | string[] | undefined): boolean {
  const weights = new Map<string, number>()
  for (const item of String(acceptEncoding ?? '').split(',')) {
    const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    weights.set(coding, Number(weight ?? 1))
  }
  return (weights.get('identity') ?? weights.get('*')) === 0
}
