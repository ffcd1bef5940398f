// One plain request of this machine's own program, handed on as it is, and its answer (RFC 9110 7.6). Nothing is followed,
// kept or shared. `Upgrade` is for one hop, so it is left out, and the origin answers without: programs that want another
// protocol ask for a tunnel.
import { once } from 'node:events'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { delay, setRepeating, parseUrl } from '../base/index.js'
import { CONTINUE_BUDGET_MS, MAX_URL_CHARACTERS, PASS_IDLE_BUDGET_MS } from './defaults.js'
import { ContentError } from './errors.js'
import { endToEndHeaders, valuesOf } from './hop-headers.js'
import { httpBody } from './http-body.js'
import type { PassThroughRequest, PassThroughResponse } from './origin-access.js'
import type { OriginWay } from './origin-dial.js'
import { requestOrigin } from './origin-request.js'

/** See {@link OriginAccess.passThrough}. @param onBytes hears of all bytes of the body as they come */
export async function passThrough(
  request: PassThroughRequest,
  way: OriginWay,
  onBytes: (bytes: number) => void
): Promise<PassThroughResponse> {
  const { method, rawHeaders, signal, asker = 'own' } = request
  const url = absoluteUrl(request.url)
  if (way.via.isOwn(rawHeaders)) {
    throw new ContentError('ORIGIN_REFUSED', `the request for ${url.host} has been through this node before: a loop`)
  }
  const framing = framingOf(rawHeaders)
  // Of a member's each byte may be under a signature; that it does not come back here says the policy, by the address.
  const isOwn = asker === 'own'
  const left = ['host', 'content-length']
  const { response } = await requestOrigin(url, {
    ...{ way, asker, signal, method, headersBudgetMs: PASS_IDLE_BUDGET_MS },
    headers: [...(isOwn ? withVia(rawHeaders, way.via.next(), left) : endToEndHeaders(rawHeaders, left)), ...framing],
    send: (sent) => sendBody(sent, framing.length === 0 ? { ...request, body: undefined } : request, way)
  })
  return {
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? '',
    rawHeaders: isOwn ? withVia(response.rawHeaders, '1.1 potluck') : endToEndHeaders(response.rawHeaders),
    body: bodyOf(response, url, { clock: way.clock, signal, onBytes })
  }
}

function absoluteUrl(text: string): URL {
  const url = text.length <= MAX_URL_CHARACTERS ? parseUrl(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new ContentError('BAD_URL', 'only http and https URLs without user and password in them are handed on')
  }
  url.hash = ''
  return url
}

/** How the origin learns where the body ends; nothing: there is none. A request has both only by mistake (RFC 9112 6.3). */
function framingOf(rawHeaders: readonly string[]): string[] {
  if (valuesOf(rawHeaders, 'transfer-encoding').length > 0) return ['Transfer-Encoding', 'chunked']
  const [length] = valuesOf(rawHeaders, 'content-length')
  return length === undefined ? [] : ['Content-Length', length]
}

function withVia(rawHeaders: readonly string[], via: string, besides: readonly string[] = []): string[] {
  const before = valuesOf(rawHeaders, 'via')
  return [...endToEndHeaders(rawHeaders, ['via', ...besides]), 'Via', [...before, via].join(', ')]
}

async function sendBody(sent: ClientRequest, request: PassThroughRequest, { clock }: OriginWay): Promise<void> {
  const { body, rawHeaders, onContinue } = request
  if (body === undefined) return void sent.end()
  if (valuesOf(rawHeaders, 'expect').some((value) => value.toLowerCase() === '100-continue')) {
    const isAnswered = await continues(sent, clock)
    if (isAnswered) return
    onContinue?.()
  }
  let written = -1
  const watch = setRepeating(clock, PASS_IDLE_BUDGET_MS, () => {
    const now = sent.socket?.bytesWritten ?? 0
    if (now === written) sent.destroy(new Error(`it took nothing for ${PASS_IDLE_BUDGET_MS} ms`))
    written = now
  })
  try {
    await pipeline(body, sent)
  } finally {
    watch.cancel()
  }
}

/** @returns true: the origin has answered without having seen the body */
async function continues(sent: ClientRequest, clock: OriginWay['clock']): Promise<boolean> {
  const over = new AbortController()
  const { signal } = over
  try {
    sent.flushHeaders()
    return await Promise.race([
      once(sent, 'continue', { signal }).then(() => false),
      once(sent, 'response', { signal }).then(() => true),
      delay(clock, CONTINUE_BUDGET_MS, signal).then(() => false)
    ])
  } finally {
    over.abort()
  }
}

interface BodyInit extends Pick<OriginWay, 'clock'> {
  signal: AbortSignal | undefined
  onBytes: (bytes: number) => void
}

function bodyOf(response: IncomingMessage, url: URL, init: BodyInit): Readable {
  const source = httpBody(response, {
    ...init,
    idleMs: PASS_IDLE_BUDGET_MS,
    expectedBytes: undefined,
    broken: (message, cause) => new ContentError('ORIGIN_BROKEN', `${url.host}: ${message}`, { cause })
  })
  const body = Readable.from(source, { objectMode: false })
  body.on('error', () => {}) // Whoever reads it hears of it; without a reader nobody needs to.
  body.once('close', () => source.cancel())
  return body
}
