// Content of one URL, as a program reads it.
import type { FetchResult, ContentRequest } from './content-answers.js'
import { PotluckError } from './errors.js'
import type { Transport, WaitOptions } from './transport.js'

export interface ContentOptions extends WaitOptions {
  /** Bytes `start` (inclusive) to `end` (exclusive; default: to the last). @default all */
  readonly range?: { readonly start: number; readonly end?: number | undefined } | undefined
  /**
   * `default`: what is held while it is fresh (RFC 9111). `revalidate`: the origin is asked in any case. `held`: only what
   * the group has, else `NOT_HELD`. @default 'default'
   */
  readonly freshness?: 'default' | 'revalidate' | 'held' | undefined
  /**
   * Whether to wait for what another member downloads. `false`: what no member has whole the node gets from the origin itself. @default true
   */
  readonly wait?: boolean | undefined
}

export interface PotluckContent {
  readonly url: string
  /** Of the whole content; undefined where it is not known yet. */
  readonly bytes: number | undefined
  /** Which bytes `body` brings, `end` exclusive; undefined: all. */
  readonly range: { readonly start: number; readonly end: number } | undefined
  readonly contentType: string | undefined
  readonly etag: string | undefined
  /** Where most of the bytes come from, as is known at the first of them. */
  readonly source: 'cache' | 'members' | 'origin' | undefined
  /** Whether it was held, fresh, stale or asked of the origin again (RFC 9211). */
  readonly cacheStatus: string | undefined
  /** Since the origin said it. */
  readonly ageMs: number | undefined
  /** Verified bytes. It breaks off where they fail; {@link PotluckContent.result} then says why. */
  readonly body: ReadableStream<Uint8Array>
  /** The same bytes, and every header. */
  readonly response: Response
  /**
   * How it ended: ask after the body has. @throws {PotluckError} what stopped it; `NOT_FINISHED` before
   */
  result(options?: WaitOptions): Promise<FetchResult>
}

const FRESHNESS = { default: undefined, revalidate: 'no-cache', held: 'only-if-cached' } as const

/** @returns the headers that say what is wanted @throws {PotluckError} `BAD_OPTIONS` */
export function contentHeaders({ range, freshness = 'default' }: ContentOptions): { [name: string]: string } {
  const cacheControl = FRESHNESS[freshness]
  return {
    ...(cacheControl === undefined ? {} : { 'cache-control': cacheControl }),
    ...(range === undefined ? {} : { range: rangeHeader(range) })
  }
}

function rangeHeader({ start, end }: { readonly start: number; readonly end?: number | undefined }): string {
  if (Number.isSafeInteger(start) && start >= 0 && (end === undefined || (Number.isSafeInteger(end) && end > start))) {
    return `bytes=${start}-${end === undefined ? '' : end - 1}`
  }
  throw new PotluckError('BAD_OPTIONS', `bytes ${start} to ${end ?? 'the end'} are not a range`)
}

export function readContent(transport: Transport, url: string, response: Response): PotluckContent {
  const { headers, status, body } = response
  if (status === 416) throw new PotluckError('BAD_RANGE', `${url} has no such bytes`, { status })
  if ((status !== 200 && status !== 206) || body === null) {
    throw new PotluckError('BAD_ANSWER', `the node answered ${status} where content was asked for`, { status })
  }
  const named = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
  const range = named === null ? undefined : { start: Number(named[1]), end: Number(named[2]) + 1 }
  const length = headers.get(status === 206 ? 'content-range' : 'content-length')
  const total = /(\d+)$/.exec(length ?? headers.get('potluck-content-bytes') ?? '')?.[1]
  const age = headers.get('age')
  const source = headers.get('potluck-source')
  const request = headers.get('potluck-request')
  return {
    url,
    bytes: total === undefined ? undefined : Number(total),
    range,
    contentType: headers.get('content-type') ?? undefined,
    etag: headers.get('etag') ?? undefined,
    source: source === 'cache' || source === 'members' || source === 'origin' ? source : undefined,
    cacheStatus: headers.get('cache-status') ?? undefined,
    ageMs: age === null ? undefined : Number(age) * 1000,
    body,
    response,
    result: async (options = {}) => {
      const asked = (await transport.json(`/v1/requests/${request ?? '0'}`, options)) as ContentRequest
      if (asked.result !== undefined) return asked.result
      const unfinished =
        asked.state === 'done' ? `no more than a part of ${url} was asked for` : `${url} is still on its way`
      const { code, message } = asked.error ?? { code: 'NOT_FINISHED', message: unfinished }
      throw new PotluckError(code, message)
    }
  }
}
