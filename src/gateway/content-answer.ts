// Answers a program with content of the group: whole or a part, or "not modified", with what its origin said of it (RFC 9110).
// The answer ends only when what was sent is verified; where that fails midway the connection is cut, so nobody takes a part
// for the whole.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import fresh from 'fresh'
import { raceSignal } from '../base/index.js'
import { ContentError, type ContentFacts, type FetchedContent, type FetchOptions } from '../content/index.js'
import type { AskedFreshness } from './asked-freshness.js'
import { contentHeaders, validatorHeaders } from './content-headers.js'
import { extentOf, isSameVersion, wantedRange, type Extent, type WantedRange } from './range-request.js'
import { sendBody } from './send-body.js'

export interface ContentAnswerInit {
  /** A GET or HEAD. */
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Fetches the content, as `Content.fetch` does; called again where another part is to be sent than was thought. */
  open(options: OpenOptions): Promise<FetchedContent>
  /** Hears what will be answered with, before anything is sent. Throwing here leaves the answer to the caller. */
  opened?(fetched: FetchedContent): void
  /** Further headers; what the origin said goes before. */
  readonly headers?: OutgoingHttpHeaders
  /** What `open` asks for: `Cache-Status` tells. @default 'default' */
  readonly freshness?: AskedFreshness
  /** Aborts when the caller has gone away. */
  readonly signal: AbortSignal
}

/** `unless`: what the program has need not be copied to say so. */
export type OpenOptions = Required<Pick<FetchOptions, 'offset' | 'unless'>>

export interface ContentAnswered {
  readonly status: 200 | 206 | 304 | 416
  /** What it was answered with: `done` may still be running where a part was asked for. */
  readonly fetched: FetchedContent
}

/** What is sent: all, a part, or nothing since nothing of the content lies there. */
type Part = { status: 200 } | { status: 206; extent: Extent } | { status: 416 }

/**
 * Resolves when the answer was sent.
 * @throws what `open` and `opened` throw, with nothing sent; what breaks later, with the connection cut
 */
export async function answerWithContent(init: ContentAnswerInit): Promise<ContentAnswered> {
  const { request, response, freshness = 'default' } = init
  const { fetched, part } = await openPart(init)
  try {
    init.opened?.(fetched)
    if (part.status === 'not-modified') {
      response.writeHead(304, { ...init.headers, ...validatorHeaders(fetched, freshness) }).end()
      return { status: 304, fetched }
    }
    const headers = { ...init.headers, ...contentHeaders(fetched, freshness), ...lengthHeaders(part, fetched) }
    if (part.status === 416) {
      response.writeHead(416, { ...headers, 'content-length': 0 }).end()
      return { status: 416, fetched }
    }
    response.writeHead(part.status, headers)
    if (request.method === 'HEAD') response.end()
    else await send(fetched, part, init)
    return { status: part.status, fetched }
  } finally {
    fetched.body.destroy() // Where it was not read to its end.
  }
}

/** Opens what is to be sent. Where it begins can depend on what is found: its length, its version. */
async function openPart(
  init: ContentAnswerInit
): Promise<{ fetched: FetchedContent; part: Part | { status: 'not-modified' } }> {
  const { headers, method } = init.request
  const range = method === 'GET' ? wantedRange(headers.range) : undefined
  const found = await openNear(init, range?.type === 'from' ? range.first : 0)
  const { fetched } = found
  if (isNotModified(init.request, fetched.facts)) return { fetched, part: { status: 'not-modified' } }
  const part = partOf(range, headers['if-range']?.toString(), fetched)
  const offset = part.status === 206 ? part.extent.first : 0
  if (part.status === 416 || offset === found.offset) return { fetched, part }
  try {
    const moved = await openQuietly(init, offset).catch(isBeyondEnd)
    if (part.status === 200 && moved !== undefined) return { fetched: moved, part }
    if (moved !== undefined && isSameContent(fetched, moved)) return { fetched: moved, part }
    moved?.body.destroy() // It changed meanwhile.
  } finally {
    fetched.body.destroy()
  }
  return { fetched: await openQuietly(init, 0), part: { status: 200 } }
}

/** From `offset`, or from the start where the content ends before. */
async function openNear(init: ContentAnswerInit, offset: number): Promise<{ fetched: FetchedContent; offset: number }> {
  const unless = (facts: ContentFacts): boolean => isNotModified(init.request, facts)
  const fetched = await openQuietly(init, offset, unless).catch(isBeyondEnd)
  return fetched === undefined ? { fetched: await openQuietly(init, 0, unless), offset: 0 } : { fetched, offset }
}

/** Whoever reads the body hears how it ends; nobody else needs to. */
async function openQuietly(
  { open }: ContentAnswerInit,
  offset: number,
  unless: OpenOptions['unless'] = () => false
): Promise<FetchedContent> {
  const fetched = await open({ offset, unless })
  fetched.done.catch(() => {})
  fetched.body.on('error', () => {})
  return fetched
}

function isBeyondEnd(error: unknown): undefined {
  if (error instanceof ContentError && error.code === 'BAD_OFFSET') return undefined
  throw error
}

function partOf(range: WantedRange | undefined, ifRange: string | undefined, fetched: FetchedContent): Part {
  const { bytes, facts } = fetched
  // A part cannot be named without the whole's length.
  if (range === undefined || bytes === undefined || !isSameVersion(ifRange, facts)) return { status: 200 }
  const extent = extentOf(range, bytes)
  return extent === undefined ? { status: 416 } : { status: 206, extent }
}

function isSameContent(a: FetchedContent, b: FetchedContent): boolean {
  return a.bytes === b.bytes && a.facts.etag === b.facts.etag && a.facts.lastModified === b.facts.lastModified
}

function isNotModified({ headers }: IncomingMessage, facts: ContentFacts): boolean {
  // The library answers `no-cache` with the whole; here that has been asked of the origin already.
  const asked = {
    'if-none-match': headers['if-none-match'],
    'if-modified-since': headers['if-modified-since']
  }
  return fresh(asked, { etag: facts.etag, 'last-modified': facts.lastModified })
}

function lengthHeaders(part: Part, { bytes }: FetchedContent): OutgoingHttpHeaders {
  switch (part.status) {
    case 200:
      return bytes === undefined ? {} : { 'content-length': bytes }
    case 206: {
      const { first, last } = part.extent
      return { 'content-length': last - first + 1, 'content-range': `bytes ${first}-${last}/${bytes}` }
    }
    case 416:
      return { 'content-range': `bytes */${bytes}` }
  }
}

async function send(
  fetched: FetchedContent,
  part: Exclude<Part, { status: 416 }>,
  { response, signal }: ContentAnswerInit
): Promise<void> {
  const { bytes } = fetched
  const end = part.status === 206 ? part.extent.last + 1 : bytes
  const wantedBytes = end === undefined || part.status === 200 ? end : end - part.extent.first
  const whole = end === bytes ? fetched.done : undefined
  // Who leaves ends the reading, also while it waits for bytes.
  const leave = (): void => void fetched.body.destroy()
  if (signal.aborted) leave()
  else signal.addEventListener('abort', leave, { once: true })
  const body = wanted(fetched.body, { bytes: wantedBytes, whole, signal })
  await sendBody(response, body, wantedBytes !== undefined)
}

interface Wanted {
  bytes: number | undefined
  /** Where the content's end is sent: all of it is right before its last bytes go. */
  whole: Promise<unknown> | undefined
  signal: AbortSignal
}

async function* wanted(body: AsyncIterable<Uint8Array>, { bytes, whole, signal }: Wanted): AsyncGenerator<Uint8Array> {
  let leftBytes = bytes ?? Infinity
  let last: Uint8Array | undefined
  for await (const chunk of body) {
    if (whole === undefined && chunk.byteLength >= leftBytes) {
      yield chunk.subarray(0, leftBytes)
      return
    }
    leftBytes -= chunk.byteLength
    if (leftBytes > 0) yield chunk
    else if (leftBytes === 0 && last === undefined) last = chunk
    else throw new ContentError('ORIGIN_BROKEN', `more than ${bytes} bytes came`)
  }
  if (bytes !== undefined && leftBytes > 0) {
    throw new ContentError('ORIGIN_BROKEN', `it ended ${leftBytes} bytes before its end`)
  }
  if (whole !== undefined) await raceSignal(whole, signal)
  if (last !== undefined) yield last
}
