// Bytes: getting a URL through the group, giving a file to it.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describeError, GatewayError } from '../errors.js'
import type { Exchange, Route } from '../router.js'

export const contentRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/content', right: 'read', handle: getContent },
  { method: 'POST', path: '/v1/content', right: 'publish', handle: publish }
]

/**
 * Streams verified bytes. `potluck-request` names the request, which says at `/v1/requests/ID` how the bytes come and came.
 * The body ends only when all is verified; where that fails midway the connection is cut, so nobody takes part for whole.
 */
async function getContent({ node, query, response, signal }: Exchange): Promise<undefined> {
  const url = httpUrl(query.get('url'))
  const { group, content } = node.group(query.get('group') ?? undefined)
  const id = node.requests.start(group.id, url)
  const startedMs = node.clock.monotonicMs()
  response.setHeader('potluck-request', id)
  try {
    const fetched = await content.fetch(url, { signal })
    fetched.done.catch(() => {}) // Awaited below, after the body.
    const firstByteMs = Math.round(node.clock.monotonicMs() - startedMs)
    node.requests.firstByte(id, firstByteMs)
    response.writeHead(200, {
      'content-type': fetched.contentType ?? 'application/octet-stream',
      ...(fetched.bytes === undefined ? {} : { 'potluck-content-bytes': String(fetched.bytes) })
    })
    response.flushHeaders()
    await pipeline(fetched.body, response, { end: false, signal })
    const result = await fetched.done
    node.requests.done(id, { ...result, group: group.id, firstByteMs })
    response.end()
  } catch (error) {
    node.requests.failed(id, describeError(error))
    throw error
  }
}

async function publish({ node, query, request, signal }: Exchange): Promise<unknown> {
  const { content } = node.group(query.get('group') ?? undefined)
  const url = query.get('url')
  const contentType = query.get('contentType')
  // Destroyed, the request would take the connection with it, and with that the answer.
  const body = Readable.from(request.iterator({ destroyOnReturn: false }))
  return await content.publish(body, {
    signal,
    ...(url === null ? {} : { url: httpUrl(url) }),
    ...(contentType === null ? {} : { contentType })
  })
}

export function httpUrl(text: string | null): string {
  const url = text !== null && URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href
  throw new GatewayError('BAD_REQUEST', `"${text ?? ''}" is not an http or https URL`)
}
