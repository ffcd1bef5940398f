// Who may ask the loopback port at all, before any token counts. Every web page that somebody on this machine opens can make
// the browser send requests there: by forms and scripts of its own site, and by a name of its own that suddenly resolves to
// 127.0.0.1. The browser says so in Host, Origin and Sec-Fetch-* (Fetch Metadata), which pages cannot set.
import { GatewayError } from './errors.js'

/** What decides. `undefined`: the header was not sent. */
export interface AccessRequest {
  /** Without query. */
  readonly path: string
  /** Every Host header, or the authority of a request in absolute form. */
  readonly hosts: readonly string[]
  readonly origin: string | undefined
  /** Sec-Fetch-Site */
  readonly site: string | undefined
  /** Sec-Fetch-Mode */
  readonly mode: string | undefined
  readonly method: string
  /** Sec-Fetch-Dest */
  readonly destination: string | undefined
  /** That the server listens on. */
  readonly port: number
}

const OUR_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/** Whether that names this server: one of our names with our port. */
export function isOurAuthority(authority: string, port: number): boolean {
  const lower = authority.toLowerCase()
  return OUR_NAMES.some((name) => lower === `${name}:${port}` || (port === 80 && lower === name))
}

/** What to say instead of answering; undefined where nothing speaks against it. */
export function judgeAccess(request: AccessRequest): GatewayError | undefined {
  const { hosts, origin, site, destination, path, port } = request
  const [host] = hosts
  if (host === undefined || hosts.length > 1 || !isOurAuthority(host, port)) {
    const named = hosts.length === 0 ? 'no host' : `"${hosts.join(', ')}"`
    return new GatewayError('BAD_HOST', `the request names ${named}: ask http://127.0.0.1:${port}/`)
  }
  // Pages of ours come from the very name that they ask. `null`: a sandboxed frame, a file, or content that we served.
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) return foreign(origin)
  // `none`: a person typed it. Sites by port are the same site: another program's page on this machine is still foreign.
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isLinkToPage(request)) return foreign(site)
  // What was fetched must never run as a page, script, style or frame of our own origin.
  if (destination !== undefined && destination !== 'empty' && !isForBrowsers(path)) {
    return new GatewayError('FORBIDDEN', `this is for programs, not for a browser to show as ${destination}`)
  }
  return undefined
}

/** Somebody followed a link, in notes or a file, to the static page: it cannot be framed, and nothing stands in it yet. */
function isLinkToPage({ path, method, mode, destination }: AccessRequest): boolean {
  return path === '/' && method === 'GET' && mode === 'navigate' && destination === 'document'
}

/** The page with what it loads, and what a person may look at. */
function isForBrowsers(path: string): boolean {
  return path === '/' || path.startsWith('/ui/') || ['/healthz', '/readyz', '/metrics', '/favicon.ico'].includes(path)
}

function foreign(whose: string): GatewayError {
  return new GatewayError('FOREIGN_PAGE', `a page of another site (${whose}) may not ask this`)
}
