// Where a request on the loopback port goes, by the form of its target (RFC 9112, section 3.2): to the proxy, to an origin
// behind a path, to the routes of the API, or to the page. Whatever names this server passes the access checks first.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Logger, parseUrl } from '../base/index.js'
import { isOurAuthority, judgeAccess } from './access.js'
import { answerByRoute, orProblem } from './answer.js'
import { GatewayError } from './errors.js'
import type { PotluckNode } from './node.js'
import { servePage } from './page.js'
import { writeProblem } from './problem.js'
import { handleForward } from './proxy/forward.js'
import { handlePath } from './proxy/path.js'
import type { ProxyNode } from './proxy/proxy-state.js'
import { targetUrl } from './request-target.js'
import type { Caller, RouteRight } from './router.js'
import { answerWatch, isWatchPath, type WatchInit } from './watch.js'

export interface DispatchInit {
  readonly node: PotluckNode
  readonly metrics: WatchInit['metrics']
  readonly port: number
  readonly log: Logger
  /** Hears who it is that has a token. */
  onCaller(caller: Caller): void
  /** Hears of each caller that has no token that is good. */
  onRefused(): void
}

/** Of every answer under our own name. The page sets a looser policy of its own. */
const OWN_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
}

/** Never rejects. */
export async function dispatch(request: IncomingMessage, response: ServerResponse, init: DispatchInit): Promise<void> {
  const { node, port, log } = init
  await orProblem(request, response, { clock: node.clock, log }, async () => {
    const target = request.url ?? ''
    if (!target.startsWith('/')) {
      const url = absoluteTarget(target)
      if (!isOurAuthority(authorityOf(target), port)) return await handleForward(node, request, response)
      request.url = `${url.pathname}${url.search}` // As if it had been asked by path; its Host header counts no more.
      return await answerAsOurselves(request, response, [authorityOf(target)], init)
    }
    return await answerAsOurselves(request, response, hostsOf(request), init)
  })
}

async function answerAsOurselves(
  request: IncomingMessage,
  response: ServerResponse,
  hosts: readonly string[],
  { node, metrics, port, log, onCaller, onRefused }: DispatchInit
): Promise<void> {
  for (const [name, value] of Object.entries(OWN_HEADERS)) response.setHeader(name, value)
  const path = targetUrl(request.url).pathname
  checkAccess(request, { path, hosts, port })
  if (/^\/https?\//.test(request.url ?? '')) return await handlePath(node, request, response)
  if (isWatchPath(path)) return await answerWatch(request, response, path, { node, metrics })
  if (path === '/' || path === '/favicon.ico' || path.startsWith('/ui/')) return await servePage(request, response)
  const callerFor = (right: RouteRight): Caller => {
    const caller = node.tokens.callerOf(one(request.headersDistinct['authorization']))
    if (caller !== undefined) onCaller(caller)
    else if (right !== 'none') {
      onRefused()
      throw new GatewayError('UNAUTHENTICATED', 'send `Authorization: Bearer TOKEN`; `potluck token` makes one')
    }
    return caller ?? { kind: 'anonymous' }
  }
  return await answerByRoute(request, response, { node, log, callerFor })
}

export interface StartingInit {
  readonly port: number
  readonly proxying: Promise<ProxyNode>
  readonly log: Logger
}

/** While the node starts: what monitors ask is answered, and what programs ask of origins. @returns false for all else */
export async function answerWhileStarting(
  request: IncomingMessage,
  response: ServerResponse,
  { port, proxying, log }: StartingInit
): Promise<boolean> {
  const target = request.url ?? ''
  if (!target.startsWith('/') && !isOurAuthority(authorityOf(target), port)) {
    const node = await proxying
    await orProblem(request, response, { clock: node.clock, log }, () => handleForward(node, request, response))
    return true
  }
  const path = target.replace(/[?].*$/s, '')
  if (!isWatchPath(path)) return false
  try {
    checkAccess(request, { path, hosts: hostsOf(request), port })
    await answerWatch(request, response, path, { node: undefined, metrics: undefined })
  } catch (error) {
    writeProblem(response, error)
  }
  return true
}

/** @throws {GatewayError} `BAD_HOST`, `FOREIGN_PAGE`, `FORBIDDEN` */
function checkAccess(request: IncomingMessage, named: { path: string; hosts: readonly string[]; port: number }): void {
  const refused = judgeAccess({
    ...named,
    origin: request.headers.origin,
    site: one(request.headers['sec-fetch-site']),
    method: request.method ?? '',
    mode: one(request.headers['sec-fetch-mode']),
    destination: one(request.headers['sec-fetch-dest'])
  })
  if (refused !== undefined) throw refused
}

function hostsOf(request: IncomingMessage): readonly string[] {
  return request.headersDistinct['host'] ?? []
}

/** One header, or what no check lets through where it came twice. */
function one(values: string | string[] | undefined): string | undefined {
  return typeof values === 'string' ? values : values?.join(', ')
}

function absoluteTarget(target: string): URL {
  const url = parseUrl(target)
  if (url !== undefined) return url
  throw new GatewayError('BAD_REQUEST', 'the target is neither a path nor a URL')
}

/** As it was written: a default port is not to vanish before it is compared. */
function authorityOf(target: string): string {
  return /^http:\/\/([^/?#]*)/i.exec(target)?.[1] ?? ''
}
