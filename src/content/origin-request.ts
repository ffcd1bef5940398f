// One HTTP request over a connection of its own: what was judged for one request serves that one.
import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { raceSignal, withBudget } from '../base/index.js'
import { ContentError } from './errors.js'
import { dialOrigin, proxyAuthorization, proxyRefusal, unreachable, type DialInit } from './origin-dial.js'
import type { UpstreamProxy } from './upstream-proxy.js'

export interface OriginRequest extends DialInit {
  readonly method: string
  /** All that is sent, but `Host`, `Connection` and what an upstream proxy is told; names and values in turn hold `Via` too. */
  readonly headers: OutgoingHttpHeaders | readonly string[]
  /** Sends the body, if any, and ends the request. Resolves when all is sent. */
  readonly send: (sent: ClientRequest) => Promise<void>
  /** How long the headers of the answer may take after all is sent. */
  readonly headersBudgetMs: number
}

export interface OriginAnswer {
  readonly response: IncomingMessage
  /** The upstream proxy that was asked for the URL itself: what is wrong with the answer may be its fault. */
  readonly asked: UpstreamProxy | undefined
}

/**
 * Resolves at the response headers. Whoever gets the answer reads or destroys it.
 * @throws {ContentError} `ORIGIN_REFUSED`, `ORIGIN_UNREACHABLE`, `ORIGIN_BROKEN`; the signal's reason
 */
export async function requestOrigin(url: URL, request: OriginRequest): Promise<OriginAnswer> {
  const { method, send, headersBudgetMs, signal, way } = request
  const { socket, asks } = await dialOrigin(url, request)
  const sent = http.request({
    createConnection: () => socket,
    method,
    path: asks === undefined ? `${url.pathname}${url.search}` : url.href,
    headers: allHeaders(request, url, asks)
  })
  const failed = new Promise<never>((_resolve, reject) => sent.on('error', reject))
  const answered = new Promise<IncomingMessage>((resolve) => {
    sent.once('response', (response) => {
      response.on('error', () => {}) // Heard by whoever reads the body.
      resolve(response)
    })
  })
  const first = Promise.race([answered, failed])
  first.catch(() => {}) // Waited for a moment later.
  try {
    await raceSignal(Promise.race([send(sent), first]), signal)
    const late = (): ContentError =>
      new ContentError('ORIGIN_UNREACHABLE', `${url.host} did not answer within ${headersBudgetMs} ms`)
    const response = await raceSignal(withBudget(way.clock, headersBudgetMs, first, late), signal)
    if (asks !== undefined && response.statusCode === 407) throw proxyRefusal(asks, url.host, 407)
    return { response, asked: asks }
  } catch (error) {
    sent.destroy()
    socket.destroy()
    if (signal?.aborted === true) throw signal.reason
    throw originError(url, error)
  }
}

function allHeaders(
  { headers, way }: OriginRequest,
  { host }: URL,
  asks: UpstreamProxy | undefined
): OutgoingHttpHeaders | readonly string[] {
  const own = { host, ...(asks === undefined ? {} : proxyAuthorization(asks)) }
  if (Array.isArray(headers)) return [...Object.entries(own).flat(), ...(headers as string[])]
  return { ...own, ...headers, ...(asks === undefined ? {} : { via: way.via.next() }) }
}

function originError(url: URL, error: unknown): ContentError {
  if (error instanceof ContentError) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  // llhttp's errors: what came is not HTTP.
  if (code.startsWith('HPE_')) {
    return new ContentError('ORIGIN_BROKEN', `${url.host} does not speak HTTP (${code})`, { cause: error })
  }
  return unreachable(url.host, error)
}
