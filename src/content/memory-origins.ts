// Origins that are values in memory, behind an uplink that can be lost: for tests of applications. What they are asked for
// is counted, so that a test can say "crossed once".
import { sha256, toHex, utf8, type AbortOptions } from '../base/index.js'
import { LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import type { HttpBody } from './http-body.js'
import type { OriginAccess } from './origin-access.js'
import type { OriginOptions, OriginResponse } from './origin.js'
import { shareVerdict } from './shareable.js'
import { normaliseUrl } from './url-key.js'

/** What an origin answers. Bytes and text get a length and a strong ETag, and are continued where a download broke off. */
export type MemoryAnswer = Uint8Array | string | MemoryResponse

export interface MemoryResponse {
  /** @default 200; all but 200 is an error to who asked */
  readonly status?: number | undefined
  /** In lower case, for instance `cache-control`. @default none but those of the content */
  readonly headers?: { readonly [name: string]: string } | undefined
  /** A stream has no length and no ETag. */
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>
}

/** `undefined`: there is no such page, 404. Throwing, or rejecting: the origin cannot be reached. */
export type MemoryOrigin = (
  url: string,
  options: AbortOptions
) => MemoryAnswer | undefined | Promise<MemoryAnswer | undefined>

/** What crossed the uplink for one URL. */
export interface UplinkCount {
  /** How often the origin was asked, conditional requests included. */
  readonly requests: number
  readonly bodyBytes: number
  /** Body bytes for each byte of content; undefined where no length was known, or it is 0. */
  readonly crossings: number | undefined
}

/** Counts of all members together. */
export class UplinkCounter {
  readonly #counts = new Map<string, { requests: number; bodyBytes: number; contentBytes: number | undefined }>()

  of(url: string): UplinkCount {
    const { requests, bodyBytes, contentBytes } = this.#counts.get(normaliseUrl(url)) ?? { requests: 0, bodyBytes: 0 }
    return { requests, bodyBytes, crossings: contentBytes === undefined ? undefined : bodyBytes / contentBytes }
  }

  asked(url: string): void {
    this.#of(url).requests++
  }

  answered(url: string, contentBytes: number | undefined): void {
    if (contentBytes !== undefined && contentBytes > 0) this.#of(url).contentBytes = contentBytes
  }

  sent(url: string, bytes: number): void {
    this.#of(url).bodyBytes += bytes
  }

  #of(url: string): { requests: number; bodyBytes: number; contentBytes: number | undefined } {
    const known = this.#counts.get(url) ?? { requests: 0, bodyBytes: 0, contentBytes: undefined }
    this.#counts.set(url, known)
    return known
  }
}

export interface MemoryOriginsInit {
  origin: MemoryOrigin
  counter: UplinkCounter
  /** Whether this member's uplink leads anywhere now. */
  hasUplink(): boolean
  /** Called with every answer that is waited for, so that time stands still meanwhile. */
  onWork(work: Promise<unknown>): void
}

/** One member's way out. Requests that pass through, and tunnels, are refused. */
export function memoryOrigins(init: MemoryOriginsInit): OriginAccess {
  const refuse = async (): Promise<never> => {
    throw new ContentError('ORIGIN_REFUSED', 'groups in memory have no way out but for what is shared')
  }
  return {
    open: (url, options = {}) => open(normaliseUrl(url), options, init),
    passThrough: refuse,
    tunnel: refuse,
    isLoop: () => false,
    proxyFor: () => undefined,
    isCarried: () => false
  }
}

async function open(url: string, options: OriginOptions, init: MemoryOriginsInit): Promise<OriginResponse> {
  const { counter, origin } = init
  const { signal, onBytes, unless, from, method } = options
  signal?.throwIfAborted()
  throwIfLost(url, init)
  counter.asked(url)
  const working = Promise.resolve().then(() => origin(url, { signal }))
  init.onWork(working)
  const given = await working.catch((cause: unknown) => {
    throw new ContentError('ORIGIN_UNREACHABLE', `${new URL(url).host} cannot be reached`, { cause })
  })
  signal?.throwIfAborted()
  throwIfLost(url, init)
  const { status, headers, bytes, stream } = answerOf(given)
  if (status !== 200) {
    throw new ContentError('ORIGIN_STATUS', `${new URL(url).host} answered ${status}`, { status })
  }
  counter.answered(url, bytes?.byteLength)
  const isSame = unless !== undefined && unless.etag !== undefined && unless.etag === headers['etag']
  const goesOn = from !== undefined && bytes !== undefined && (from.ifRange ?? headers['etag']) === headers['etag']
  const firstByte = goesOn ? from.offset : 0
  if (bytes !== undefined && firstByte > 0 && firstByte >= bytes.byteLength) {
    throw new ContentError('ORIGIN_STATUS', `${new URL(url).host} answered 416`, { status: 416 })
  }
  const isEmpty = isSame || method === 'HEAD'
  const chunks = isEmpty ? pieces(new Uint8Array()) : bytes === undefined ? stream : pieces(bytes.subarray(firstByte))
  const onChunk = (count: number): void => {
    throwIfLost(url, init, 'ORIGIN_BROKEN')
    counter.sent(url, count)
    onBytes?.(count)
  }
  return {
    status: isSame ? 304 : firstByte > 0 ? 206 : 200,
    finalUrl: url,
    headers,
    firstByte,
    totalBytes: bytes?.byteLength,
    sharing: shareVerdict(headers),
    body: bodyOf(chunks, signal, onChunk, init.onWork)
  }
}

function throwIfLost(
  url: string,
  { hasUplink }: MemoryOriginsInit,
  code: 'ORIGIN_UNREACHABLE' | 'ORIGIN_BROKEN' = 'ORIGIN_UNREACHABLE'
): void {
  if (hasUplink()) return
  const cause = Object.assign(new Error('no way out'), { code: 'ENETUNREACH' })
  throw new ContentError(code, `${new URL(url).host} cannot be reached: this member has no uplink`, { cause })
}

interface Answered {
  status: number
  headers: { [name: string]: string }
  bytes: Uint8Array | undefined
  stream: AsyncIterable<Uint8Array>
}

function answerOf(given: MemoryAnswer | undefined): Answered {
  if (given === undefined) return { status: 404, headers: {}, bytes: undefined, stream: pieces(new Uint8Array()) }
  if (typeof given === 'string' || given instanceof Uint8Array) return answerOf({ body: given })
  const { status = 200, headers = {}, body } = given
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    return { status, headers: { ...headers }, bytes: undefined, stream: body }
  }
  const bytes = typeof body === 'string' ? utf8(body) : body
  const known = { 'content-length': String(bytes.byteLength), etag: `"${toHex(sha256(bytes)).slice(0, 32)}"` }
  return { status, headers: { ...known, ...headers }, bytes, stream: pieces(bytes) }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += LEAF_BYTES) yield bytes.subarray(at, at + LEAF_BYTES)
}

function bodyOf(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  onChunk: (bytes: number) => void,
  onWork: (work: Promise<unknown>) => void
): HttpBody {
  let isCancelled = false
  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    const source = chunks[Symbol.asyncIterator]()
    try {
      for (;;) {
        signal?.throwIfAborted()
        if (isCancelled) throw new ContentError('ORIGIN_BROKEN', 'it was cancelled')
        const reading = source.next()
        onWork(reading)
        const next = await reading
        if (next.done === true) return
        onChunk(next.value.byteLength)
        yield next.value
      }
    } catch (error) {
      if (signal?.aborted === true) throw signal.reason
      throw error instanceof ContentError ? error : new ContentError('ORIGIN_BROKEN', 'it broke off', { cause: error })
    } finally {
      await source.return?.()
    }
  }
  return { [Symbol.asyncIterator]: read, cancel: () => void (isCancelled = true) }
}
