// The loopback port of a node in this process: the real server and proxy over content that a test gives.
import http, { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { once } from 'node:events'
import { seededRandom, silentLogger, systemClock } from '../../src/base/index.js'
import { createOriginAccess, originPolicy, type OriginAccess } from '../../src/content/index.js'
import { openHttpServer } from '../../src/gateway/http-server.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { ProxyState } from '../../src/gateway/proxy/proxy-state.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import type { ContentNode } from './content-nodes.js'

export interface TestGateway {
  readonly port: number
  readonly node: PotluckNode
  /** Empty it, and the node is in no group. */
  readonly groups: NodeGroup[]
  close(): Promise<void>
}

export interface GatewayInit {
  content: ContentNode
  /** As `uplink.allowPrivateOrigins`. @default all of loopback */
  allowed?: readonly string[]
  origins?: OriginAccess
}

export async function openGateway({ content, allowed = ['127.0.0.0/8'], origins }: GatewayInit): Promise<TestGateway> {
  const groups = [{ id: 'a1'.repeat(32), name: 'Test', content: content.content } as NodeGroup]
  const { ledger } = content
  const clock = systemClock
  const node: Partial<PotluckNode> = {
    ...{ clock, logger: silentLogger, requests: new RequestLog() },
    ports: { group: null, content: content.announced.contentPort ?? 0 } as PotluckNode['ports'],
    origins: origins ?? createOriginAccess({ clock, policy: originPolicy(allowed), ledger, random: seededRandom(9) }),
    tokens: { on: () => () => {}, callerOf: () => undefined } as unknown as PotluckNode['tokens'],
    proxy: new ProxyState({ clock, ledger, groups: () => groups, wanted: '' }),
    groups: () => groups
  }
  const server = await openHttpServer({ port: 0, clock, logger: silentLogger })
  server.serve(node as PotluckNode)
  return { port: server.port, node: node as PotluckNode, groups, close: () => server.close() }
}

export interface Asked {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: string | Buffer
}

export interface Answered {
  status: number | undefined
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  body: Buffer
}

/** One request on a connection of its own. @param target what stands in the request's first line: a URL, or a path */
export async function ask(
  port: number,
  target: string,
  { method = 'GET', headers, body }: Asked = {}
): Promise<Answered> {
  const response = await open(port, target, { method, headers: headers ?? {}, ...(body === undefined ? {} : { body }) })
  const { statusCode: status, headers: answered, rawHeaders } = response
  return { status, headers: answered, rawHeaders, body: await buffer(response) }
}

/** The same, without reading the body. */
export async function open(
  port: number,
  target: string,
  { method, headers, body }: Asked = {}
): Promise<IncomingMessage> {
  const host = URL.canParse(target) ? new URL(target).host : `127.0.0.1:${port}`
  const options = { host: '127.0.0.1', port, path: target, method, agent: false } as const
  const request = http.request({ ...options, headers: { host, ...headers } } as http.RequestOptions).end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}
