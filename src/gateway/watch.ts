// What monitors ask, without a token: does the process answer (/healthz), can the node be used (/readyz), what does it do
// (/metrics). The first two are answered while the node starts too.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from './errors.js'
import type { PotluckNode } from './node.js'

export interface WatchInit {
  /** Undefined while it starts. */
  readonly node: PotluckNode | undefined
  /** Of Prometheus; undefined while the node starts. */
  readonly metrics: { metrics(): Promise<string>; readonly contentType: string } | undefined
}

export function isWatchPath(path: string): boolean {
  return path === '/healthz' || path === '/readyz' || path === '/metrics'
}

/** Why the node cannot be used as it should; none: it can. */
export function unreadiness(node: Pick<PotluckNode, 'groups' | 'failedGroups'> | undefined): string[] {
  if (node === undefined) return ['the node starts']
  const failed = node.failedGroups().map(({ code }) => `a group is not open: ${code}`)
  return node.groups().length === 0 && failed.length === 0 ? ['there is no group yet'] : failed
}

/** @throws {GatewayError} `METHOD_NOT_ALLOWED`, `NOT_READY` */
export async function answerWatch(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { node, metrics }: WatchInit
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new GatewayError('METHOD_NOT_ALLOWED', `${path} understands GET and HEAD, not ${request.method}`)
  }
  if (path === '/healthz') return write(response, 200, 'application/json', '{"alive":true}')
  if (path === '/readyz') {
    const reasons = unreadiness(node)
    const isReady = reasons.length === 0
    return write(response, isReady ? 200 : 503, 'application/json', JSON.stringify({ ready: isReady, reasons }))
  }
  if (metrics === undefined) throw new GatewayError('NOT_READY', 'the node starts')
  write(response, 200, metrics.contentType, await metrics.metrics())
}

function write(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store'
  })
  response.end(body)
}
