// Answering a fetch as a cache does (RFC 9111, design section 6): with what this node or members hold while it is fresh; else
// with what its origin has now; and where that does not answer, with what is held all the same, unless it forbids that.
import { raceSignal, withBudget, type Clock, type PeerId } from '../base/index.js'
import type { BlobStore } from './blob-store.js'
import { factsAlone } from './content-facts.js'
import type { FetchedContent, FetchFreshness, FetchOptions, HeadOptions, HeldContent } from './content.js'
import { MAX_ANEW_BYTES, OTHERS_BUDGET_MS, VALIDATION_BUDGET_MS } from './crossing-defaults.js'
import type { CrossingView } from './crossing-view.js'
import type { Crossings } from './crossings.js'
import { ContentError, OutdatedOffers } from './errors.js'
import { checkOffset, fetchHeld, withoutBody } from './held-fetch.js'
import type { Ledger } from './ledger.js'
import { asHeld, knownContent, type KnownContent } from './known-content.js'
import type { Location, Wanted } from './location.js'
import type { LocationBook } from './location-book.js'
import type { Reach } from './reach.js'
import type { Validator, Verdict } from './validator.js'

export interface FreshFetchParts {
  self: PeerId
  clock: Clock
  blobs: BlobStore
  ledger: Ledger
  book: LocationBook
  view: CrossingView
  crossings: Crossings
  validator: Validator
  reach: Reach
}

/** Contents tried, one after the other, that members hold: what they do not give is not counted on again. */
const MAX_TRIES_OF_HELD = 4

export class FreshFetch {
  readonly #parts: FreshFetchParts

  constructor(parts: FreshFetchParts) {
    this.#parts = parts
  }

  /**
   * @param url normalised
   * @throws {ContentError} `BAD_OFFSET`, `NOT_HELD`, `ORIGIN_UNREACHABLE`; what a crossing throws
   */
  async fetch(url: string, key: string, options: FetchOptions): Promise<FetchedContent> {
    const { crossings } = this.#parts
    const { offset = 0, freshness = 'default' } = options
    checkOffset(offset, undefined)
    const known = this.#known(key, options)
    if (known === undefined) {
      if (freshness === 'held' && !crossings.runs(key) && !crossings.asksFirst) {
        throw new ContentError('NOT_HELD', 'nobody in the group holds it')
      }
      try {
        return await crossings.ask({ ...options, url, key, ...this.#beyondRefused(key, options) })
      } catch (error) {
        // What members have said meanwhile that they hold, past its life.
        const offered = error instanceof OutdatedOffers ? this.#known(key, options) : undefined
        if (offered !== undefined) return await this.#byKnown(url, key, offered, options)
        // Better than nothing, where that is allowed.
        if (!isNoAnswer(error)) throw error
        return await this.#giveAny(url, key, options, error)
      }
    }
    return await this.#byKnown(url, key, known, options)
  }

  async #byKnown(url: string, key: string, known: KnownContent, options: FetchOptions): Promise<FetchedContent> {
    const { crossings } = this.#parts
    const { freshness = 'default' } = options
    const { isFresh, mayServeStale } = known.freshness
    const held = asHeld(known.freshness)
    if (freshness === 'held') return await this.#giveAny(url, key, options)
    if (known.isPublished || (freshness === 'default' && isFresh)) {
      return await this.#give(url, key, known, held, options)
    }

    const wanted = { newerThanMs: known.saidAtMs ?? 1, notDigest: known.location.digest }
    // What is on its way now is what the origin has now.
    if (crossings.runs(key, wanted)) return await this.#getNew(url, key, known, wanted, options)
    if (this.#leavesToOthers(url, key, known)) return await this.#getNewByOthers(url, key, known, wanted, options)
    const verdict = await this.#validate(url, key, known, options)
    switch (verdict.type) {
      case 'same': {
        const confirmed = { ...known, location: { ...known.location, ...verdict.facts } }
        return await this.#give(url, key, confirmed, { ...held, ageMs: 0, stale: false, revalidated: true }, options)
      }
      case 'changed':
        return await this.#getNew(url, key, known, wanted, options)
      case 'no-answer':
        if (mayServeStale) return await this.#giveAny(url, key, options, verdict.error)
        throw outOfDate(url, verdict.error)
    }
  }

  /** See {@link Content.head}. @param url normalised */
  async head(url: string, key: string, options: HeadOptions): Promise<HeldContent | undefined> {
    const { freshness = 'default' } = options
    const known = this.#known(key, options)
    if (known === undefined) return undefined
    const { isFresh, mayServeStale } = known.freshness
    const held = asHeld(known.freshness)
    const isAsItIs = freshness === 'held' || known.isPublished || (freshness === 'default' && isFresh)
    if (isAsItIs) return describe(known.location, held)
    const wanted = { newerThanMs: known.saidAtMs ?? 1, notDigest: known.location.digest }
    if (this.#parts.crossings.runs(key, wanted)) return undefined
    const verdict = await this.#validate(url, key, known, options)
    switch (verdict.type) {
      case 'same':
        return describe({ ...known.location, ...verdict.facts }, { ...held, ageMs: 0, stale: false, revalidated: true })
      case 'changed':
        return undefined
      case 'no-answer':
        return mayServeStale ? describe(known.location, held) : undefined
    }
  }

  /** A copy that came by way of a redirect is none for who refuses redirects. */
  #known(key: string, { redirects }: FetchOptions): KnownContent | undefined {
    const known = this.#knownAny(key)
    return redirects === 'refuse' && known?.location.redirected === true ? undefined : known
  }

  #knownAny(key: string): KnownContent | undefined {
    const { view, clock } = this.#parts
    return knownContent(view.had(key), clock.nowMs())
  }

  #beyondRefused(key: string, { redirects }: FetchOptions): { wanted?: Wanted } {
    const refused = redirects === 'refuse' ? this.#knownAny(key) : undefined
    if (refused === undefined) return {}
    return { wanted: { newerThanMs: refused.saidAtMs ?? 1, notDigest: refused.location.digest } }
  }

  /**
   * Whatever can be had in the group, without the origin: what counts, or the next that somebody gives.
   * @param error of the origin, where it was asked
   * @throws {ContentError} `error`, else `NOT_HELD`
   */
  async #giveAny(url: string, key: string, options: FetchOptions, error?: unknown): Promise<FetchedContent> {
    let failure: unknown = new ContentError('NOT_HELD', 'nobody in the group holds it')
    for (let tries = 0; tries < MAX_TRIES_OF_HELD; tries++) {
      const known = this.#known(key, options)
      if (known === undefined || (error !== undefined && !known.freshness.mayServeStale)) break
      try {
        return await this.#give(url, key, known, asHeld(known.freshness), { ...options, freshness: 'held' })
      } catch (cause) {
        failure = cause
        if (!(cause instanceof ContentError) || cause.code !== 'NOT_HELD') throw cause
      }
    }
    throw error ?? failure
  }

  async #give(
    url: string,
    key: string,
    { location, saidAtMs = 0 }: KnownContent,
    freshness: FetchFreshness,
    options: FetchOptions
  ): Promise<FetchedContent> {
    const { book, crossings, view } = this.#parts
    if (options.unless?.(factsAlone(location)) === true) return withoutBody(url, describe(location, freshness))
    const offset = options.offset ?? 0
    const here = view.heldHere(key) // It may have come while the origin was asked.
    const fetched =
      here?.digest === location.digest
        ? await fetchHeld(this.#parts, {
            ...{ url, held: here, known: book.byUrlKey(key), freshness, offset },
            onReadRight: () => book.readRight(here.digest)
          })
        : undefined
    if (fetched !== undefined) return fetched
    // Not what a crossing of older content has just brought.
    const wanted = { newerThanMs: Math.max(0, saidAtMs - 1), digest: location.digest }
    return await crossings.ask({ ...options, url, key, wanted, held: freshness })
  }

  /** One crossing of what the origin has now. Where nobody can get it, what is held is better than nothing. */
  async #getNew(
    url: string,
    key: string,
    known: KnownContent,
    wanted: Wanted,
    options: FetchOptions
  ): Promise<FetchedContent> {
    try {
      return await this.#parts.crossings.ask({ ...options, url, key, wanted })
    } catch (error) {
      const code = error instanceof ContentError ? error.code : undefined
      if (!known.freshness.mayServeStale || (code !== 'ORIGIN_UNREACHABLE' && code !== 'NO_UPLINK')) throw error
      return await this.#giveAny(url, key, options, error)
    }
  }

  /** This node cannot ask the origin, and a member is here that may; what is large crosses again only where it must. */
  #leavesToOthers(url: string, key: string, { location, freshness }: KnownContent): boolean {
    const { reach, view, self } = this.#parts
    if (freshness.mayServeStale && location.bytes > MAX_ANEW_BYTES) return false
    const uplink = reach.uplinkTo(url)
    const isWithout = uplink === 'off' || uplink === 'no'
    return isWithout && view.of(key).candidates.some((peer) => peer !== self)
  }

  /** One crossing, though it may bring what is held: who goes has no way to say that it is still the same. */
  async #getNewByOthers(
    url: string,
    key: string,
    { freshness: { mayServeStale } }: KnownContent,
    { newerThanMs }: Wanted,
    options: FetchOptions
  ): Promise<FetchedContent> {
    const { crossings, clock } = this.#parts
    const late = new AbortController()
    const nothing = new ContentError('ORIGIN_UNREACHABLE', `no member got it within ${OTHERS_BUDGET_MS} ms`)
    const timer = mayServeStale ? clock.setTimer(OTHERS_BUDGET_MS, () => late.abort(nothing)) : undefined
    const signal = AbortSignal.any(options.signal === undefined ? [late.signal] : [options.signal, late.signal])
    try {
      return await crossings.ask({ ...options, signal, url, key, wanted: { newerThanMs } })
    } catch (error) {
      options.signal?.throwIfAborted()
      if (!isNoAnswer(error)) throw error
      if (mayServeStale) return await this.#giveAny(url, key, options, error)
      throw outOfDate(url, error)
    } finally {
      timer?.cancel()
    }
  }

  async #validate(url: string, key: string, known: KnownContent, { signal }: FetchOptions): Promise<Verdict> {
    const { validator, reach, clock } = this.#parts
    const { location, freshness } = known
    const noAnswer = (what: string): Verdict => {
      return { type: 'no-answer', error: new ContentError('ORIGIN_UNREACHABLE', what) }
    }
    if (reach.uplink === 'off') return noAnswer('this node may not use its uplink')
    const { digest, bytes } = location
    const asking = validator.ask({ url, urlKey: key, digest, bytes, facts: factsAlone(location) })
    if (!freshness.mayServeStale) return await raceSignal(asking, signal)
    // Its line is dead as far as it knows: it finds out for the next one.
    if (reach.uplink === 'no') return noAnswer('this node has no uplink')
    const late = new ContentError('ORIGIN_UNREACHABLE', `the origin did not answer within ${VALIDATION_BUDGET_MS} ms`)
    const waiting = withBudget(clock, VALIDATION_BUDGET_MS, asking, () => late).catch((error: unknown) => {
      return { type: 'no-answer', error } as const
    })
    return await raceSignal(waiting, signal)
  }
}

function outOfDate(url: string, cause: unknown): ContentError {
  return new ContentError(
    'ORIGIN_UNREACHABLE',
    `what is held of ${url} may be out of date, its origin forbids to use it so, and did not answer`,
    { cause }
  )
}

/** An origin in trouble says nothing of the content (RFC 9111 4.3.3). */
function isNoAnswer(error: unknown): boolean {
  if (!(error instanceof ContentError)) return false
  const { code, status = 0 } = error
  if (code === 'ORIGIN_STATUS') return status >= 500 || status === 429
  return code === 'ORIGIN_UNREACHABLE' || code === 'NO_UPLINK'
}

function describe(location: Location, freshness: FetchFreshness): HeldContent {
  const { bytes, contentType, digest } = location
  return { bytes, contentType, facts: factsAlone(location), digest, freshness }
}
