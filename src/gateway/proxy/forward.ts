// Requests in absolute form: the forward proxy (RFC 9112, section 3.2.2). The group answers what it may by RFC 9111; everything
// else, and whatever the group cannot answer, its origin answers, as if there were no proxy.
import { parseUrl } from '../../base/index.js'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { goneSignal } from '../answer.js'
import { isOnlyIfCached } from '../asked-freshness.js'
import { GatewayError } from '../errors.js'
import { answerThroughGroup, isNeverShared } from './ask-group.js'
import { answerByCheck } from './check-copy.js'
import { asItIs, askOrigin, passOn } from './pass-on.js'
import type { ProxyNode } from './proxy-state.js'
import { requestVerdict } from './shareable-request.js'

/** What it throws is answered as a problem, or cuts an answer that has begun. */
export async function handleForward(
  node: ProxyNode,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const url = targetOf(request)
  refuseLoop(node, request)
  const signal = goneSignal(response)
  const { method = '', headers } = request
  const verdict = requestVerdict({ method, url, headers, leavesTls: false, isPrivate: isNeverShared(node, url) })
  if (verdict.to === 'group') {
    const question = { request, response, url, verdict, redirects: 'refuse', isUnderOriginsName: true, signal } as const
    if (await answerByCheck(node, question, { ask: () => askOrigin(node, question), alter: asItIs })) return
    if (await answerThroughGroup(node, question)) return
  }
  if (isOnlyIfCached(headers)) throw notCached(url)
  await passOn(node, { request, response, url, signal })
}

/** @throws {GatewayError} `LOOP` */
export function refuseLoop(node: ProxyNode, { rawHeaders }: IncomingMessage): void {
  if (node.origins.isLoop(rawHeaders)) throw new GatewayError('LOOP', 'this request came from this node: a loop')
}

export function notCached(url: URL): GatewayError {
  return new GatewayError(
    'NOT_CACHED',
    `nobody in the group holds what ${url.host} is asked for, and it is not to be asked`
  )
}

function targetOf({ url = '' }: IncomingMessage): URL {
  const target = parseUrl(url)
  if (target?.protocol !== 'http:' && target?.protocol !== 'https:') {
    throw new GatewayError('BAD_REQUEST', 'this proxy serves http and https URLs')
  }
  target.hash = ''
  return target
}
