// An origin on loopback that answers as a test says, and counts: who asked for what, and body bytes by path.
import { once } from 'node:events'
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'

export interface OriginRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

export type OriginAnswer = (request: IncomingMessage, response: ServerResponse) => void

export interface CountingOrigin {
  readonly port: number
  /** `http://127.0.0.1:PORT`, or https. */
  readonly base: string
  readonly requests: readonly OriginRequest[]
  /** By path; without one a path is 404 with a body of its own. */
  readonly answers: { [path: string]: OriginAnswer }
  /** Body bytes of all answers to GETs of `path`. */
  sentBytes(path: string): number
  asked(path: string, method?: string): OriginRequest[]
  close(): Promise<void>
}

export interface FileAnswer {
  content: Uint8Array
  headers?: http.OutgoingHttpHeaders
  /** @default '"v1"' */
  etag?: string | undefined
}

/** A file with an ETag: ranges, and 304 to who has it. */
export function file({ content, headers = {}, etag = '"v1"' }: FileAnswer): OriginAnswer {
  return (request, response) => {
    const said = { etag, 'content-type': 'application/octet-stream', ...headers }
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, said).end()
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const ifRange = request.headers['if-range']
    if (first === undefined || (ifRange !== undefined && ifRange !== etag)) {
      response.writeHead(200, { ...said, 'content-length': content.byteLength }).end(content)
    } else {
      const end = last === '' || last === undefined ? content.byteLength : Number(last) + 1
      const part = content.subarray(Number(first), end)
      const range = `bytes ${first}-${end - 1}/${content.byteLength}`
      response.writeHead(206, { ...said, 'content-length': part.byteLength, 'content-range': range }).end(part)
    }
  }
}

export async function openCountingOrigin(tls?: { key: string; cert: string }): Promise<CountingOrigin> {
  const answers: { [path: string]: OriginAnswer } = {}
  const requests: OriginRequest[] = []
  const sent = new Map<string, number>()
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = '', url: path = '', headers } = request
    requests.push({ method, path, headers })
    const write = response.write.bind(response) as (...args: unknown[]) => boolean
    const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse
    const count = (chunk: unknown): void => {
      const bytes = chunk instanceof Uint8Array || typeof chunk === 'string' ? Buffer.byteLength(chunk) : 0
      if (method === 'GET') sent.set(path, (sent.get(path) ?? 0) + bytes)
    }
    response.write = (...args: unknown[]) => {
      count(args[0])
      return write(...args)
    }
    response.end = (...args: unknown[]) => {
      count(args[0])
      return end(...args)
    }
    const answer = answers[path]
    if (answer === undefined) response.writeHead(404, { 'x-origin': 'yes' }).end(`nothing at ${path}`)
    else answer(request, response)
  }
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    base: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests,
    answers,
    sentBytes: (path) => sent.get(path) ?? 0,
    asked: (path, method) => requests.filter((one) => one.path === path && (method ?? one.method) === one.method),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
