// Talks HTTP over Unix sockets, which network namespaces do not part: to a host's node, and to the origin's counters. Costs
// no process, so that a machine with few cores measures the nodes and not the commands.
import { createHash } from 'node:crypto'
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import type { Host } from './host.js'

export interface Got {
  digest: string
  bytes: number
  /** When it had arrived, monotonic ms. */
  endedAtMs: number
  firstByteAtMs: number
}

/** Gets a URL through the host's node. @throws what the node said, or that it went away */
export async function getThroughNode(host: Host, url: string, signal: AbortSignal): Promise<Got> {
  const socketPath = join(host.home, 'potluck.sock')
  const response = await send({ socketPath, path: `/v1/content?url=${encodeURIComponent(url)}`, signal })
  if (response.statusCode !== 200) throw new Error(await text(response))
  const hash = createHash('sha256')
  let bytes = 0
  let firstByteAtMs = Infinity
  for await (const chunk of response as AsyncIterable<Buffer>) {
    firstByteAtMs = Math.min(firstByteAtMs, performance.now())
    hash.update(chunk)
    bytes += chunk.length
  }
  return { digest: hash.digest('hex'), bytes, firstByteAtMs, endedAtMs: performance.now() }
}

export interface NodeStatus {
  peerId: string
  groups: { present: number; synchronised: boolean }[]
  uplink: { bytesIn: number }
}

export async function statusOf(host: Host): Promise<NodeStatus> {
  const response = await send({ socketPath: join(host.home, 'potluck.sock'), path: '/v1/status' })
  return JSON.parse(await text(response)) as NodeStatus
}

export interface Diagnosis {
  synchronised: boolean
  warnings: { code: string; message: string }[]
  neighbours: { peer: string; address: string }[]
  /** The host's own node first. */
  present: { peer: string; hosts: string[] }[]
}

/** Of the host's only group. */
export async function diagnosisOf(host: Host): Promise<Diagnosis> {
  const { groups } = (await askNode(host, 'GET', '/v1/diagnosis')) as { groups: [Diagnosis] }
  return groups[0]
}

/** Asks the host's node over its HTTP API. @throws what the node said */
export async function askNode(host: Host, method: string, path: string, body?: object): Promise<unknown> {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' }
  const options = { socketPath: join(host.home, 'potluck.sock'), path, method, headers }
  const response = await send(options, body === undefined ? '' : JSON.stringify(body))
  const said = await text(response)
  if ((response.statusCode ?? 500) >= 300) throw new Error(`${method} ${path}: ${said}`)
  return said === '' ? undefined : (JSON.parse(said) as unknown)
}

/** What origin.mjs says of one request: bytes `start` to `end` (exclusive), and how many of them it has sent. */
export interface OriginRequest {
  url: string
  from: string
  atMs: number
  start: number
  end: number
  sent: number
  open: boolean
}

export class OriginControl {
  constructor(readonly socketPath: string) {}

  async requests(url: string): Promise<OriginRequest[]> {
    const response = await send({ socketPath: this.socketPath, path: '/counters' })
    const { requests } = JSON.parse(await text(response)) as { requests: OriginRequest[] }
    return requests.filter(
      (asked) => `http://origin${asked.url}` === `http://origin${new URL(url).pathname}${new URL(url).search}`
    )
  }

  /** Reads a file ahead, so that the first answer does not wait for the disk. */
  async load(name: string): Promise<void> {
    await text(await send({ socketPath: this.socketPath, path: `/${name}`, method: 'HEAD' }))
  }

  async forget(name: string): Promise<void> {
    await text(await send({ socketPath: this.socketPath, path: `/${name}`, method: 'DELETE' }))
  }
}

function send(
  options: { socketPath: string; path: string; method?: string; signal?: AbortSignal; headers?: OutgoingHttpHeaders },
  body = ''
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ ...options, agent: false }, resolve)
      .on('error', reject)
      .end(body)
  })
}

async function text(response: IncomingMessage): Promise<string> {
  let all = ''
  for await (const chunk of response) all += String(chunk)
  return all
}
