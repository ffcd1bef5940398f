// What monitors ask, without a token: does the process answer (/healthz), can the node be used (/readyz), what does it do
// (/metrics). The first two are answered while the node starts too.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from './errors.js'
import type { PotluckNode } from './node.js'
import { PEERING } from './services/peering.js'
import { isUp } from './services/service.js'

export interface WatchInit {
  /** Undefined while it starts. */
  readonly node: PotluckNode | undefined
  /** Of Prometheus; undefined while the node starts. */
  readonly metrics: { metrics(): Promise<string>; readonly contentType: string } | undefined
}

export function isWatchPath(path: string): boolean {
  return path === '/healthz' || path === '/readyz' || path === '/metrics'
}

type ReadinessOf = Pick<PotluckNode, 'groups' | 'failedGroups' | 'services' | 'isStopping'>

/**
 * Whether programs gain by asking the node, and what is not as it should be. One group among others that failed, or none at
 * all yet, is no reason to go past it: what the groups cannot answer is passed on.
 */
export function readiness(node: ReadinessOf | undefined): {
  ready: boolean
  reasons: string[]
} {
  if (node === undefined) return { ready: false, reasons: ['the node starts'] }
  if (node.isStopping) return { ready: false, reasons: ['the node is stopping'] }
  const failed = node.failedGroups().map(({ code }) => `a group is not open: ${code}`)
  const down = node.services.list().filter(({ state }) => !isUp(state))
  const reasons = [...failed, ...down.map(({ name, state }) => `the service ${name} is ${state}`)]
  if (node.groups().length > 0) return { ready: true, reasons }
  if (failed.length > 0 || down.some(({ name }) => name === PEERING)) return { ready: false, reasons }
  return { ready: true, reasons: ['there is no group yet', ...reasons] }
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
    const answer = readiness(node)
    return write(response, answer.ready ? 200 : 503, 'application/json', JSON.stringify(answer))
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
