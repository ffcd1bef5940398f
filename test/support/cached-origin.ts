// An origin that says how long its content is good, answers conditions as RFC 9110 says, counts what it is asked, and may be
// silent or in trouble.
import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CachedOrigin {
  readonly url: string
  /** `GET 200`, `HEAD 304` and so on, in their order. */
  readonly answers: string[]
  /** Body bytes given to connections. */
  sentBytes: number
  content: Uint8Array
  etag: string | undefined
  headers: OutgoingHttpHeaders
  /** In place of everything else; 0: no answer at all. */
  status: number | undefined
  /** Takes any condition for met: 304 with the ETag of now. */
  isAlwaysSame: boolean
  /** What is answered to HEAD. @default as to GET */
  headStatus: number | undefined
  /** Sends no more than this of a body before `release`. */
  holdAtBytes: number
  release(): void
  /** By path. */
  redirects: { [path: string]: string }
  /** Of redirects. @default those of all answers */
  redirectHeaders: OutgoingHttpHeaders | undefined
  at(path: string): string
  close(): Promise<void>
}

export async function openCachedOrigin(content: Uint8Array, headers: OutgoingHttpHeaders = {}): Promise<CachedOrigin> {
  const server = http.createServer((request, response) => {
    const { status, location } = answerTo(request)
    origin.answers.push(`${request.method} ${status}`)
    if (status === 0) return
    const validator = origin.etag === undefined ? {} : { etag: origin.etag }
    const hasBody = status === 200 && request.method === 'GET'
    const length = status === 200 ? { 'content-length': origin.content.byteLength } : {}
    const said = location === undefined ? origin.headers : { ...(origin.redirectHeaders ?? origin.headers), location }
    response.writeHead(status, { ...validator, ...length, ...said })
    if (hasBody) origin.sentBytes += origin.content.byteLength
    if (!hasBody || origin.holdAtBytes >= origin.content.byteLength) {
      return void response.end(hasBody ? origin.content : undefined)
    }
    response.write(origin.content.subarray(0, origin.holdAtBytes))
    const rest = origin.content.subarray(origin.holdAtBytes)
    held.push(() => response.end(rest))
  })
  const held: (() => void)[] = []
  function answerTo({ method, url, headers: asked }: IncomingMessage): { status: number; location?: string } {
    if (origin.status !== undefined) return { status: origin.status }
    if (method === 'HEAD' && origin.headStatus !== undefined) return { status: origin.headStatus }
    const location = origin.redirects[url ?? '']
    if (location !== undefined) return { status: 302, location }
    if (origin.isAlwaysSame && asked['if-none-match'] !== undefined) return { status: 304 }
    return { status: origin.etag !== undefined && asked['if-none-match'] === origin.etag ? 304 : 200 }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  const origin: CachedOrigin = {
    ...{ url: at('/file'), at, answers: [], sentBytes: 0, content, headers, etag: '"v1"' },
    ...{ status: undefined, headStatus: undefined, isAlwaysSame: false, redirects: {}, redirectHeaders: undefined },
    ...{ holdAtBytes: Infinity },
    release: () => {
      for (const send of held.splice(0)) send()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
  return origin
}
