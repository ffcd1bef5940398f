// An origin behind a slow line: counts what it sends, chunk by chunk, for all its connections together.
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SlowOrigin {
  readonly url: string
  /** Body bytes given to connections. */
  readonly sentBytes: number
  /** Sends what was held back. */
  release(): void
  /** Requests, in their order, by path. */
  readonly requests: string[]
  close(): Promise<void>
}

export interface SlowOriginInit {
  content: Uint8Array
  /** Bytes every 10 ms, over all connections. @default without limit */
  bytesPerTick?: number
  /** Sends no more than this to each connection until it is released. @default all */
  holdAtBytes?: number
  headers?: http.OutgoingHttpHeaders
  /** Answers in place of the content. @returns whether it did */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean
}

const ETAG = '"v1"'

/** Where a request with `Range` and our own `If-Range` wants to go on. */
function resumeOffset({ headers }: IncomingMessage): number {
  const asked = /^bytes=(\d+)-$/.exec(headers.range ?? '')
  return headers['if-range'] === ETAG ? Number(asked?.[1] ?? 0) : 0
}

export async function openSlowOrigin(init: SlowOriginInit): Promise<SlowOrigin> {
  const { content, bytesPerTick = Infinity, headers = {} } = init
  let holdAtBytes = init.holdAtBytes ?? Infinity
  const requests: string[] = []
  const open = new Set<{ response: ServerResponse; offset: number; isBlocked: boolean }>()
  let sentBytes = 0
  const server = http.createServer((request, response) => {
    requests.push(request.url ?? '')
    if (init.answer?.(request, response) === true) return
    if (request.headers['if-none-match'] === ETAG) return void response.writeHead(304, { etag: ETAG, ...headers }).end()
    const offset = resumeOffset(request)
    const extent = `bytes ${offset}-${content.byteLength - 1}/${content.byteLength}`
    response.writeHead(offset > 0 ? 206 : 200, {
      'content-length': content.byteLength - offset,
      ...(offset > 0 ? { 'content-range': extent } : {}),
      etag: ETAG,
      ...headers
    })
    if (request.method === 'HEAD') return void response.end()
    const sending = { response, offset, isBlocked: false }
    open.add(sending)
    response.on('drain', () => (sending.isBlocked = false))
    response.on('close', () => open.delete(sending))
  })
  const timer = setInterval(() => {
    let budget = bytesPerTick
    for (const sending of open) {
      const isHeld = sending.offset >= holdAtBytes && content.byteLength > 0
      if (sending.isBlocked || budget <= 0 || isHeld) continue
      const chunk = content.subarray(sending.offset, Math.min(sending.offset + Math.min(budget, 1 << 20), holdAtBytes))
      budget -= chunk.byteLength
      sending.offset += chunk.byteLength
      sentBytes += chunk.byteLength
      sending.isBlocked = !sending.response.write(chunk)
      if (sending.offset < content.byteLength) continue
      open.delete(sending)
      sending.response.end()
    }
  }, 10)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`,
    get sentBytes() {
      return sentBytes
    },
    requests,
    release: () => {
      holdAtBytes = Infinity
    },
    close: async () => {
      clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
