// What goes over the loopback port: which kind of request, how it ended, how long it took. For the log and for /metrics.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Clock, type Logger, parseUrl } from '../base/index.js'
import { isOurAuthority } from './access.js'

/** `path`: an origin behind `/https/…`. `watch`: what a person or a monitor looks at. */
export const REQUEST_KINDS = ['api', 'proxy', 'tunnel', 'path', 'page', 'watch'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** `refused`: what was asked was wrong, or not allowed. `failed`: it could not be had. `cut`: it ended before its end. */
export const OUTCOMES = ['done', 'refused', 'failed', 'cut'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface AskedFor {
  readonly kind: RequestKind
  /** Of the origin, where there is one: all that the log says of a URL at level `info`. */
  readonly host?: string | undefined
  /** The target without its query, for what is not an origin's. */
  readonly path?: string | undefined
}

/** What a request asks for, by its line alone. */
export function askedFor({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>, port: number): AskedFor {
  if (method === 'CONNECT') return { kind: 'tunnel', host: withoutUser(url) }
  const [start = '', scheme, authority = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url) ?? []
  const isOurs = scheme?.toLowerCase() === 'http' && isOurAuthority(authority, port)
  if (!isOurs && !url.startsWith('/')) {
    return { kind: 'proxy', host: scheme === undefined ? undefined : withoutUser(authority) }
  }
  const target = url.slice(start.length)
  const path = target.replace(/[?#].*$/s, '')
  const [, origin] = /^\/+https?\/+([^/]*)/i.exec(path) ?? []
  if (origin !== undefined) return { kind: 'path', host: withoutUser(origin) }
  if (path.startsWith('/v1/')) return { kind: 'api', path, host: hostIn(target) }
  if (['/healthz', '/readyz', '/metrics'].includes(path)) return { kind: 'watch', path }
  return { kind: 'page', path }
}

/** A request's target as a log may show it: without query, user and password. */
export function shownTarget({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  return url.replace(/[?#].*$/s, '').replace(/^([a-z][a-z0-9+.-]*:\/\/|\/+https?\/+)?[^/]*@/i, '$1')
}

function withoutUser(authority: string): string {
  return authority.replace(/^.*@/s, '')
}

function hostIn(target: string): string | undefined {
  const url = new URLSearchParams(target.slice(target.indexOf('?') + 1)).get('url')
  return url === null ? undefined : parseUrl(url)?.host
}

export class Traffic {
  readonly #clock: Clock
  readonly #log: Logger
  readonly #counts = new Map<RequestKind, Map<Outcome, number>>()
  #open = 0

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock
    this.#log = log
  }

  /** Requests that are being answered. */
  get open(): number {
    return this.#open
  }

  count(kind: RequestKind, outcome: Outcome): number {
    return this.#counts.get(kind)?.get(outcome) ?? 0
  }

  /** Counts the request when its answer has ended, and logs it. */
  follow(request: IncomingMessage, response: ServerResponse, port: number): void {
    const asked = askedFor(request, port)
    const { method } = request
    const fromMs = this.#clock.monotonicMs()
    const target = shownTarget(request)
    this.#open++
    response.on('close', () => {
      this.#open--
      const outcome = response.writableFinished ? outcomeOf(response.statusCode) : 'cut'
      this.ended(asked.kind, outcome)
      const { kind, host, path } = asked
      const ms = Math.round(this.#clock.monotonicMs() - fromMs)
      this.#log.info('answered', { kind, method, host, path, status: response.statusCode, outcome, ms })
      if (path === undefined) this.#log(`answered ${method} ${target}`)
    })
  }

  ended(kind: RequestKind, outcome: Outcome): void {
    let counts = this.#counts.get(kind)
    if (counts === undefined) this.#counts.set(kind, (counts = new Map<Outcome, number>()))
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  }
}

export function outcomeOf(status: number): Outcome {
  if (status < 400) return 'done'
  return status < 500 ? 'refused' : 'failed'
}
