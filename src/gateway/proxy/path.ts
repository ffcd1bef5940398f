// Origins behind a path, for programs that leave TLS to us: `/https/HOST[:PORT]/PATH?QUERY`, and `/http/…`. GET and HEAD only;
// redirects are followed here, since a program that followed them itself would go past the group.
import { parseUrl } from '../../base/index.js'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { goneSignal } from '../answer.js'
import { isOnlyIfCached } from '../asked-freshness.js'
import { isOurAuthority } from '../access.js'
import { ContentError, type PassThroughResponse } from '../../content/index.js'
import { MAX_PATH_REDIRECTS } from '../defaults.js'
import { GatewayError } from '../errors.js'
import { answerThroughGroup, isNeverShared } from './ask-group.js'
import { answerByCheck } from './check-copy.js'
import { notCached, refuseLoop } from './forward.js'
import { isNoSecret } from './neutral-headers.js'
import { sendOn } from './pass-on.js'
import type { ProxyNode } from './proxy-state.js'
import { requestVerdict } from './shareable-request.js'

const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** Of the program's request: what a browser says of this server's own name, and what the origin may not know. */
const OURS = /^(cookie|origin|referer|sec-.*|host|proxy-.*)$/
/** Of the origin's answer: what would rule this server's own name, for every origin behind it. */
const THEIRS =
  /^(set-cookie2?|content-security-policy.*|access-control-.*|cross-origin-.*|x-frame-options|x-content-type-options|x-xss-protection|referrer-policy|permissions-policy|service-worker-allowed|clear-site-data|strict-transport-security|alt-svc|refresh|link|nel|report-to|reporting-endpoints|origin-agent-cluster|sourcemap|location)$/

/**
 * What it throws is answered as a problem, or cuts an answer that has begun. What keeps content from running under this
 * server's name (sandbox, nosniff) stands in the response by then: dispatch.ts.
 */
export async function handlePath(node: ProxyNode, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', rawHeaders } = request
  if (method !== 'GET' && method !== 'HEAD')
    throw new GatewayError('METHOD_NOT_ALLOWED', 'only GET and HEAD are passed on')
  if (request.headers['sec-fetch-dest'] !== undefined && request.headers['sec-fetch-dest'] !== 'empty') {
    throw new GatewayError('FORBIDDEN', 'this is for programs, not for a browser to show')
  }
  const url = targetOf(request.url ?? '', request.socket.localPort)
  refuseLoop(node, request)
  const headers = { ...request.headers }
  for (const name of Object.keys(headers)) if (isOurs(name, String(headers[name]))) delete headers[name]
  const signal = goneSignal(response)
  const kept = without(rawHeaders, isOurs)
  const ask = (): Promise<PassThroughResponse> => follow(node, { method, url, rawHeaders: kept, signal })
  const alter = (answered: string[]): string[] => without(answered, (name) => THEIRS.test(name))
  const verdict = requestVerdict({ method, url, headers, leavesTls: true, isPrivate: isNeverShared(node, url) })
  if (verdict.to === 'group') {
    const question = { request, response, url, verdict, redirects: 'follow', signal } as const
    if (await answerByCheck(node, question, { ask, alter })) return
    if (await answerThroughGroup(node, question)) return
  }
  if (isOnlyIfCached(headers)) throw notCached(url)
  await sendOn(response, await ask(), alter)
}

/** A token for this server's API is no origin's business, should a program send it everywhere. */
function isOurs(name: string, value: string): boolean {
  return OURS.test(name) || (name === 'authorization' && /^bearer\s+plk_/i.test(value))
}

interface Followed {
  readonly method: string
  readonly url: URL
  readonly rawHeaders: readonly string[]
  readonly signal: AbortSignal
}

/** What may be a secret, by whatever name, is for the origin that the program named: where redirects have left it, for nobody. */
async function follow(node: ProxyNode, { method, url, rawHeaders, signal }: Followed): Promise<PassThroughResponse> {
  let current = url
  let sent = rawHeaders
  for (let redirects = 0; redirects <= MAX_PATH_REDIRECTS; redirects++) {
    const answer = await node.origins.passThrough({ method, url: current.href, rawHeaders: sent, signal })
    const location = headerOf(answer.rawHeaders, 'location')
    if (!REDIRECTS.has(answer.status) || location === undefined) return answer
    answer.body.destroy()
    current = redirectTarget(current, location)
    if (current.origin !== url.origin) sent = without(sent, (name) => !isNoSecret(name))
  }
  throw new ContentError('ORIGIN_REFUSED', `${url.host} redirects more than ${MAX_PATH_REDIRECTS} times`)
}

function redirectTarget(from: URL, location: string): URL {
  const target = parseUrl(location, from.href)
  if (target?.protocol !== 'https:' && target?.protocol !== 'http:') {
    throw new ContentError('ORIGIN_BROKEN', `${from.host} redirects to what is not an http or https URL`)
  }
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new ContentError('ORIGIN_REFUSED', `${from.host} redirects from https to http at ${target.host}`)
  }
  return target
}

/** @param path as it was sent: `/https/HOST/…` */
function targetOf(path: string, ourPort: number | undefined): URL {
  const [, scheme, rest = ''] = /^\/(https?)\/([^/?#\\][^#]*)$/.exec(path) ?? []
  const url = scheme === undefined ? undefined : parseUrl(`${scheme}://${rest}`)
  if (url === undefined) throw new GatewayError('BAD_REQUEST', 'the path is /https/HOST/PATH or /http/HOST/PATH')
  if (url.username !== '' || url.password !== '') {
    throw new GatewayError('BAD_REQUEST', 'no name or password in the path: send an Authorization header')
  }
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port)
  if (ourPort !== undefined && isOurAuthority(`${url.hostname}:${port}`, ourPort)) {
    throw new GatewayError('LOOP', 'this is the server itself')
  }
  return url
}

function without(rawHeaders: readonly string[], dropped: (name: string, value: string) => boolean): string[] {
  return rawHeaders.flatMap((name, index) => {
    if (index % 2 === 1) return []
    const value = rawHeaders[index + 1] ?? ''
    return dropped(name.toLowerCase(), value) ? [] : [name, value]
  })
}

function headerOf(rawHeaders: readonly string[], wanted: string): string | undefined {
  const index = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === wanted)
  return index < 0 ? undefined : rawHeaders[index + 1]
}
