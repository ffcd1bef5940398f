// Whether content may be used without asking its origin: RFC 9111 as a shared cache reads it, by the library
// http-cache-semantics. Pure: what the origin said, when, and what time it is now.
import CachePolicy from 'http-cache-semantics'
import { headersOf, type ContentFacts } from './content-facts.js'
import {
  IMMUTABLE_LIFETIME_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_HEURISTIC_LIFETIME_MS,
  MAX_LIFETIME_MS,
  UNDATED_LIFETIME_MS
} from './crossing-defaults.js'

export interface Freshness {
  readonly isFresh: boolean
  /** Since the origin said it. */
  readonly ageMs: number
  /** For how long it counts as fresh, from when the origin said it. */
  readonly lifetimeMs: number
  /** Whether it may be used past its life where the origin does not answer (RFC 9111 4.2.4). */
  readonly mayServeStale: boolean
}

/** What was published on purpose has no origin that knows better: it is good until its record ends. */
export function publishedFreshness(publishedAtMs: number, nowMs: number): Freshness {
  return { isFresh: true, ageMs: Math.max(0, nowMs - publishedAtMs), lifetimeMs: Infinity, mayServeStale: true }
}

/**
 * @param saidAtMs when the origin said so, by sending it or by saying that it is still the same; undefined: nobody knows any
 * more, so it has to be asked. A time further ahead than clocks differ is nobody's word.
 */
export function judgeFreshness(facts: ContentFacts, saidAtMs: number | undefined, nowMs: number): Freshness {
  const rules = directivesOf(facts.cacheControl)
  const mayServeStale = !STALE_FORBIDDERS.some((name) => rules.has(name))
  if (saidAtMs === undefined || saidAtMs > nowMs + MAX_CLOCK_AHEAD_MS) {
    return { isFresh: false, ageMs: 0, lifetimeMs: 0, mayServeStale }
  }
  const { age, maxAge } = byLibrary(facts, rules, saidAtMs, Math.max(saidAtMs, nowMs))
  const mostMs = isExplicit(facts) ? MAX_LIFETIME_MS : MAX_HEURISTIC_LIFETIME_MS
  const lifetimeMs = saysNothing(facts) ? UNDATED_LIFETIME_MS : Math.min(maxAge * 1000, mostMs)
  const ageMs = age * 1000
  return { isFresh: ageMs < lifetimeMs, ageMs, lifetimeMs, mayServeStale }
}

/** A shared cache takes `s-maxage` for `proxy-revalidate` too (RFC 9111 5.2.2.10). */
const STALE_FORBIDDERS = ['must-revalidate', 'proxy-revalidate', 's-maxage', 'no-cache']

/** In seconds. */
function byLibrary(
  facts: ContentFacts,
  rules: ReadonlyMap<string, string | undefined>,
  saidAtMs: number,
  nowMs: number
): { age: number; maxAge: number } {
  let atMs = saidAtMs
  class PolicyAt extends CachePolicy {
    /** The library's own word for time. */
    now(): number {
      return atMs
    }
  }
  // To the library what must be validated once stale is never fresh, and it knows directives in lower case alone.
  const told = [...rules].filter(([name]) => name !== 'proxy-revalidate' && name !== 'must-revalidate')
  const cacheControl = told.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).join(', ')
  const headers = { ...headersOf(facts), 'cache-control': cacheControl }
  // Every member asks with the same headers, so what Vary names is the same.
  const policy = new PolicyAt(
    { method: 'GET', headers: {} },
    { status: 200, headers },
    // It documents milliseconds and takes seconds (4.3.0).
    { shared: true, immutableMinTimeToLive: IMMUTABLE_LIFETIME_MS / 1000 }
  )
  atMs = nowMs
  return { age: Math.max(0, policy.age()), maxAge: policy.maxAge() }
}

/** Of `no-cache="field"` the name: we keep no copies without some fields. Of a directive given twice the first. */
function directivesOf(cacheControl: string | undefined): Map<string, string | undefined> {
  const rules = new Map<string, string | undefined>()
  for (const directive of (cacheControl ?? '').split(',')) {
    const [name = '', value] = directive.split('=', 2).map((part) => part.trim())
    const key = name.toLowerCase()
    if (key !== '' && !rules.has(key)) rules.set(key, value)
  }
  return rules
}

/** Whether the origin says itself for how long. */
export function isExplicit({ expires, cacheControl }: ContentFacts): boolean {
  const rules = directivesOf(cacheControl)
  return expires !== undefined || ['max-age', 's-maxage', 'immutable'].some((name) => rules.has(name))
}

/** Records of before facts were carried; an origin without a clock (RFC 9110 6.6.1). */
function saysNothing({ cacheControl, expires, lastModified, date }: ContentFacts): boolean {
  return [cacheControl, expires, lastModified, date].every((fact) => fact === undefined)
}
