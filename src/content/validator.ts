// Asking an origin whether content that is held is still the same (RFC 9111 4.3): by HEAD, and where it does not answer that
// as it should, by a GET whose body nobody reads. One question at a time for each content.
import type { Clock } from '../base/index.js'
import { factsOf, HEADER_FACTS, headersOf, type ContentFacts } from './content-facts.js'
import { STRICT_VALIDATION_BUDGET_MS } from './crossing-defaults.js'
import { ContentError } from './errors.js'
import type { OriginResponse } from './origin.js'
import type { OriginAccess } from './origin-access.js'
import { underRedirects } from './redirect-rules.js'

/** Content whose origin is asked. */
export interface Held {
  /** Normalised. */
  readonly url: string
  /** 64 hex characters. */
  readonly urlKey: string
  readonly digest: string
  readonly bytes: number
  readonly facts: ContentFacts
}

/** `same`: with what the origin says of it now. `changed`: or the origin has none any more, or says it for its asker alone. */
export type Verdict =
  | { readonly type: 'same'; readonly atMs: number; readonly facts: ContentFacts }
  | { readonly type: 'changed' }
  | { readonly type: 'no-answer'; readonly error: unknown }

export interface ValidatorInit {
  origins: Pick<OriginAccess, 'open'>
  clock: Clock
  /** Hears whether the origin answered. */
  originTried(url: string, error: unknown): void
  /** The origin says that it is still the same; once for all who asked. */
  confirmed(held: Held, word: { atMs: number; facts: ContentFacts }): void
}

export class Validator {
  readonly #init: ValidatorInit
  readonly #running = new Map<string, Promise<Verdict>>()
  readonly #closed = new AbortController()

  constructor(init: ValidatorInit) {
    this.#init = init
  }

  /** Takes {@link STRICT_VALIDATION_BUDGET_MS} at most. Never rejects. Who asks while it runs gets the same answer. */
  ask(held: Held): Promise<Verdict> {
    const key = `${held.urlKey}/${held.digest}`
    const running = this.#running.get(key)
    if (running !== undefined) return running
    const asking = this.#ask(held).finally(() => this.#running.delete(key))
    this.#running.set(key, asking)
    return asking
  }

  close(): void {
    this.#closed.abort(new ContentError('CLOSED', 'this node is stopping'))
  }

  async #ask(held: Held): Promise<Verdict> {
    const { clock, originTried } = this.#init
    const stop = new AbortController()
    const late = new ContentError('ORIGIN_UNREACHABLE', `it did not answer within ${STRICT_VALIDATION_BUDGET_MS} ms`)
    const timer = clock.setTimer(STRICT_VALIDATION_BUDGET_MS, () => stop.abort(late))
    const signal = AbortSignal.any([stop.signal, this.#closed.signal])
    try {
      const verdict = (await this.#askBy('HEAD', held, signal)) ?? (await this.#askBy('GET', held, signal))
      if (verdict?.type === 'same') this.#init.confirmed(held, verdict)
      return verdict ?? { type: 'changed' }
    } catch (error) {
      if (!signal.aborted) originTried(held.url, error)
      return { type: 'no-answer', error }
    } finally {
      timer.cancel()
    }
  }

  /** @returns undefined where that method says nothing */
  async #askBy(method: 'HEAD' | 'GET', held: Held, signal: AbortSignal): Promise<Verdict | undefined> {
    const { origins, originTried, clock } = this.#init
    const { url, facts } = held
    const { etag, lastModified } = facts
    const isConditional = etag !== undefined || lastModified !== undefined
    if (method === 'GET' && !isConditional) return undefined // The whole body would come.
    try {
      const response = await origins.open(url, { method, signal, unless: { etag, lastModified } })
      response.body.cancel()
      originTried(url, undefined)
      const now = factsOf(response.headers, response.finalUrl === url ? undefined : response.finalUrl)
      const isSame = response.sharing.ok && now.redirected === facts.redirected && confirms(response, now, held)
      if (!isSame) return { type: 'changed' }
      const atMs = clock.nowMs()
      // What is kept of before may be good for longer than the redirects of now.
      const said = underRedirects(headersOf(renewed(facts, now)), response.redirects, atMs)
      return { type: 'same', atMs, facts: factsOf(said, now.finalUrl) }
    } catch (error) {
      const { code, status = 0 } = error instanceof ContentError ? error : {}
      if (code !== 'ORIGIN_STATUS') throw error
      originTried(url, undefined)
      if (method === 'HEAD') return undefined
      // An origin in trouble says nothing of the content (RFC 9111 4.3.3).
      return status >= 500 || status === 429 ? { type: 'no-answer', error } : { type: 'changed' }
    }
  }
}

/** A 304 that names no other content (RFC 9111 4.3.4); or, of an origin that answers no conditions, the same validator of content as long. */
function confirms({ status, totalBytes }: OriginResponse, now: ContentFacts, { facts, bytes }: Held): boolean {
  if (status === 304) return now.etag === undefined || opaque(now.etag) === opaque(facts.etag ?? now.etag)
  if (totalBytes !== undefined && totalBytes !== bytes) return false
  if (now.etag !== undefined || facts.etag !== undefined) return now.etag === facts.etag
  return now.lastModified !== undefined && now.lastModified === facts.lastModified
}

/** As conditions are compared (RFC 9110 8.8.3.2): whether it is weak says nothing there. */
function opaque(etag: string): string {
  return etag.replace(/^W\//, '')
}

/**
 * What it says now, and of the rest what it said before (RFC 9111 3.2); but when it said so is now, and the ETag is the one that
 * came with the bytes: what confirms them by date, or weakly, does not say that they are those of its ETag (4.3.4).
 */
function renewed(before: ContentFacts, now: ContentFacts): ContentFacts {
  const kept = HEADER_FACTS.map((name) => [name, now[name] ?? before[name]] as const)
  return { ...now, ...Object.fromEntries(kept), etag: before.etag, date: now.date, age: now.age }
}
