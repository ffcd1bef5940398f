// A company's proxy, small: absolute-form requests and CONNECT, with a password or without.
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'

export interface UpstreamProxyInit {
  /** `user:password` that it wants. */
  credentials?: string
  /** Served over TLS. */
  tls?: { key: string | Buffer; cert: string | Buffer }
  /** What it answers to CONNECT, instead of connecting. */
  refuses?: number
  /** Where on 127.0.0.1 each host is, as it sees it. */
  hosts?: { [name: string]: number }
}

export interface RunningProxy {
  /** Without credentials. */
  readonly url: string
  readonly port: number
  /** What it was asked for: `GET http://…`, `CONNECT host:port`. */
  readonly asked: string[]
  readonly requests: IncomingMessage[]
  close(): Promise<void>
}

export async function openUpstreamProxy(init: UpstreamProxyInit = {}): Promise<RunningProxy> {
  const { credentials, tls, refuses, hosts = {} } = init
  const asked: string[] = []
  const requests: IncomingMessage[] = []
  const sockets = new Set<net.Socket>()
  const isAllowed = (request: IncomingMessage): boolean => {
    asked.push(`${request.method} ${request.url}`)
    requests.push(request)
    const wanted = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`
    return wanted === undefined || request.headers['proxy-authorization'] === wanted
  }
  const server = tls === undefined ? http.createServer() : https.createServer(tls)
  server.on('connection', (socket: net.Socket) => sockets.add(socket.on('error', () => {})))
  server.on('request', (request: IncomingMessage, response: http.ServerResponse) => {
    if (!isAllowed(request)) return void response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end()
    const { hostname, pathname, search } = new URL(request.url ?? '')
    const { headers } = request
    delete headers['proxy-authorization']
    const sent = http.request(
      {
        host: '127.0.0.1',
        port: hosts[hostname] ?? 1,
        method: request.method ?? 'GET',
        path: pathname + search,
        headers
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        pipeline(answer, response, () => {})
      }
    )
    sent.on('error', () => response.writeHead(502).end())
    pipeline(request, sent, () => {})
  })
  server.on('connect', (request: IncomingMessage, client: net.Socket, head: Buffer) => {
    const status = isAllowed(request) ? refuses : 407
    if (status !== undefined) return void client.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
    const { hostname } = new URL(`http://${request.url}`)
    const upstream = net.connect(hosts[hostname] ?? 1, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.write(head)
      pipeline(client, upstream, () => {})
      pipeline(upstream, client, () => {})
    })
    sockets.add(upstream)
    upstream.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    asked,
    requests,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}
