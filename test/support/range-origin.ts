// An origin that answers ranges as RFC 9110 says, or breaks the rules as a test wants.
import http, { type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RangeOriginInit {
  content: Uint8Array
  /** @default '"v1"'; null: none */
  etag?: string | null
  /** @default 'rfc'; 'none': always all of it; 'careless': the range asked for, whatever `If-Range` says */
  ranges?: 'rfc' | 'none' | 'careless'
  /** Ends the connection after so many body bytes of the first answers, one entry each. @default never */
  breaksAfterBytes?: readonly number[]
  /** @default true */
  saysLength?: boolean
}

export interface RangeOrigin {
  readonly url: string
  readonly requests: readonly IncomingHttpHeaders[]
  /** Body bytes written, over all answers. */
  readonly sentBytes: number
  /** What later requests get. */
  change(to: Partial<RangeOriginInit>): void
  close(): Promise<void>
}

export async function openRangeOrigin(init: RangeOriginInit): Promise<RangeOrigin> {
  let now = init
  const requests: IncomingHttpHeaders[] = []
  let sentBytes = 0
  const server = http.createServer((request, response) => {
    requests.push(request.headers)
    const { content, ranges = 'rfc', saysLength = true } = now
    const etag = now.etag === undefined ? '"v1"' : now.etag
    const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const ifRange = request.headers['if-range']
    const isStillTheSame = ifRange === undefined || ifRange === etag
    const start =
      asked !== null && (ranges === 'careless' || (ranges === 'rfc' && isStillTheSame)) ? Number(asked[1]) : 0
    const headers = etag === null ? {} : { etag }
    if (start > 0 && start >= content.byteLength) return void response.writeHead(416, headers).end()
    const body = content.subarray(start)
    response.writeHead(start > 0 ? 206 : 200, {
      ...headers,
      ...(saysLength ? { 'content-length': body.byteLength } : {}),
      ...(start > 0 ? { 'content-range': `bytes ${start}-${content.byteLength - 1}/${content.byteLength}` } : {})
    })
    const breakAt = now.breaksAfterBytes?.[requests.length - 1] ?? Infinity
    const sent = body.subarray(0, breakAt)
    sentBytes += sent.byteLength
    if (sent.byteLength === body.byteLength) response.end(sent)
    else response.write(sent, () => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.bin`,
    requests,
    get sentBytes() {
      return sentBytes
    },
    change: (to) => {
      now = { ...now, ...to }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
