// Headers of a request that leave open which answer it gets, or that this proxy itself goes by. The node asks an origin in its
// own words: a request with any other header (a key, a token, a wish for another form) would get a different answer by itself,
// and so is none that the group may answer. The client's list is the same in small: src/client/drop-in.ts.
import type { IncomingHttpHeaders } from 'node:http'

const NEUTRAL = new Set([
  // Of the connection, and for this proxy.
  ...['host', 'connection', 'proxy-connection', 'keep-alive', 'te', 'via', 'proxy-authorization', 'content-length'],
  // What is wanted of the one representation: a part, its age, whether it is new.
  ...['range', 'if-range', 'if-none-match', 'if-modified-since', 'cache-control', 'pragma'],
  // By these an origin may choose, and says so: `Vary` is looked at in fits-request.ts.
  ...['user-agent', 'accept-encoding', 'accept-language', 'referer'],
  // Browsers. Of the hints, `sec-…`, below.
  ...['dnt', 'upgrade-insecure-requests', 'priority', 'save-data'],
  // aria2: a digest in the answer's head.
  'want-digest',
  // npm, which says what for it asks. A one-time password, `npm-otp`, is none of these.
  ...['npm-command', 'npm-scope', 'npm-session', 'npm-in-ci', 'npm-auth-type'],
  ...['pacote-version', 'pacote-req-type', 'pacote-pkg-id', 'pacote-integrity']
])
const HINTS = /^sec-(fetch-.+|ch-.+|gpc)$/

/** The first header, in lower case, that may choose another answer than the node gets; undefined where there is none. */
export function choosingHeader(headers: IncomingHttpHeaders): string | undefined {
  return Object.keys(headers).find((name) => {
    if (name === 'accept') return !acceptsAll(headers)
    return headers[name] !== undefined && !isNeutral(name)
  })
}

/** Whether it is no key to anything, whatever it says. @param name in lower case */
export function isNoSecret(name: string): boolean {
  return name === 'accept' || isNeutral(name)
}

function isNeutral(name: string): boolean {
  return NEUTRAL.has(name) || HINTS.test(name)
}

/** What takes everything gets what the node gets, unless the origin says by `Vary` that it chooses. */
function acceptsAll({ accept, 'user-agent': agent = '' }: IncomingHttpHeaders): boolean {
  if (accept === undefined) return true
  // apt asks so for files without an extension, lest a server send them compressed: the node takes identity alone.
  if (accept === 'text/*' && /^(Debian )?APT[-/ ]/i.test(agent)) return true
  return accept.split(',').some((item) => {
    const [range = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    return range === '*/*' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}
