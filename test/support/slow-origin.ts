// An origin behind a slow line: counts what it sends, chunk by chunk, for all its connections together.
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SlowOrigin {
  readonly url: string
  /** Body bytes given to connections. */
  readonly sentBytes: number
  /** Requests, in their order, by path. */
  readonly requests: string[]
  close(): Promise<void>
}

export interface SlowOriginInit {
  content: Uint8Array
  /** Bytes every 10 ms, over all connections. @default without limit */
  bytesPerTick?: number
  headers?: http.OutgoingHttpHeaders
  /** Answers in place of the content. @returns whether it did */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean
}

export async function openSlowOrigin(init: SlowOriginInit): Promise<SlowOrigin> {
  const { content, bytesPerTick = Infinity, headers = {} } = init
  const requests: string[] = []
  const open = new Set<{ response: ServerResponse; offset: number; isBlocked: boolean }>()
  let sentBytes = 0
  const server = http.createServer((request, response) => {
    requests.push(request.url ?? '')
    if (init.answer?.(request, response) === true) return
    response.writeHead(200, { 'content-length': content.byteLength, etag: '"v1"', ...headers })
    const sending = { response, offset: 0, isBlocked: false }
    open.add(sending)
    response.on('drain', () => (sending.isBlocked = false))
    response.on('close', () => open.delete(sending))
  })
  const timer = setInterval(() => {
    let budget = bytesPerTick
    for (const sending of open) {
      if (sending.isBlocked || budget <= 0) continue
      const chunk = content.subarray(sending.offset, sending.offset + Math.min(budget, 1 << 20))
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
    close: async () => {
      clearInterval(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
