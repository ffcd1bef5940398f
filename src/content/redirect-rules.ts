// What redirects leave of the rules of what they lead to: each is an answer with a life of its own (RFC 9111 3, 4.2.2), and by
// then may lead elsewhere. What was found by them is good no longer than the shortest-lived of them all.
import type { IncomingHttpHeaders } from 'node:http'
import { factsOf } from './content-facts.js'
import { MAX_HEURISTIC_LIFETIME_MS } from './crossing-defaults.js'
import { isExplicit, judgeFreshness } from './freshness.js'

export interface RedirectRules {
  /** For how long from now all of them are good. */
  readonly freshMs: number
  /** Whether none forbids to be used past its life. */
  readonly mayServeStale: boolean
  /** Names of headers by which they may lead elsewhere. */
  readonly vary: readonly string[]
}

/** For good (RFC 9110 15.4): what does not say for how long is taken for what the heuristic gives at most. */
const PERMANENT = new Set([301, 308])

/** @param before of the redirects that led to this one */
export function afterRedirect(
  before: RedirectRules | undefined,
  status: number,
  headers: IncomingHttpHeaders,
  nowMs: number
): RedirectRules {
  const facts = factsOf(headers)
  // Of others what says nothing may not be used again at all.
  const unsaidMs = PERMANENT.has(status) ? MAX_HEURISTIC_LIFETIME_MS : 0
  const told = isExplicit(facts) ? facts : { ...facts, cacheControl: joined(facts.cacheControl, maxAge(unsaidMs)) }
  const { lifetimeMs, ageMs, mayServeStale } = judgeFreshness(told, nowMs, nowMs)
  return {
    freshMs: Math.max(0, Math.min(before?.freshMs ?? Infinity, lifetimeMs - ageMs)),
    mayServeStale: mayServeStale && before?.mayServeStale !== false,
    vary: [...(before?.vary ?? []), ...listed(facts.vary)]
  }
}

/** An answer's headers, so that who goes by them goes by the redirects too. */
export function underRedirects(
  headers: IncomingHttpHeaders,
  rules: RedirectRules | undefined,
  nowMs: number
): IncomingHttpHeaders {
  if (rules === undefined) return headers
  const facts = factsOf(headers)
  const { lifetimeMs, ageMs, mayServeStale } = judgeFreshness(facts, nowMs, nowMs)
  const forbidsStale = mayServeStale && !rules.mayServeStale
  const isShortened = lifetimeMs - ageMs > rules.freshMs
  const kept = isShortened ? withoutLifetime(facts.cacheControl) : facts.cacheControl
  // `s-maxage` went, which forbids it too.
  const forbids = forbidsStale || (isShortened && !mayServeStale) ? 'must-revalidate' : undefined
  const cacheControl = joined(kept, isShortened ? maxAge(ageMs + rules.freshMs) : undefined, forbids)
  const vary = [...new Set([...listed(facts.vary), ...rules.vary])].join(', ')
  return {
    ...headers,
    ...(cacheControl === '' ? {} : { 'cache-control': cacheControl }),
    ...(vary === '' ? {} : { vary })
  }
}

/** Without what says for how long: `immutable` would have browsers never ask again. */
function withoutLifetime(cacheControl = ''): string {
  const kept = cacheControl.split(',').filter((item) => !/^\s*(max-age|s-maxage|immutable)\s*(=|$)/i.test(item))
  return kept.join(',').trim()
}

function maxAge(ms: number): string {
  return `max-age=${Math.floor(ms / 1000)}`
}

function joined(...directives: (string | undefined)[]): string {
  return directives.filter((directive) => directive !== undefined && directive !== '').join(', ')
}

function listed(vary = ''): string[] {
  return vary
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
}
