// How old an answer its caller takes: `Cache-Control` and `Pragma` of a request (RFC 9111, section 5.2.1), for all that serves
// content of the group.
import type { IncomingHttpHeaders } from 'node:http'
import type { FetchedContent, FetchOptions } from '../content/index.js'

/** What the fetch is asked with. */
export type AskedFreshness = NonNullable<FetchOptions['freshness']>

export interface WantedFreshness {
  /** How old a copy may be: `held` is whatever is here, and nothing from an origin. */
  readonly freshness: AskedFreshness
  /** The caller takes no copy that is older (`max-age`). */
  readonly maxAgeMs: number | undefined
}

export function askedFreshness(headers: IncomingHttpHeaders): WantedFreshness {
  const control = directives(headers['cache-control'])
  const maxAge = seconds(control.get('max-age'))
  const wantsOrigin =
    control.has('no-cache') ||
    control.has('min-fresh') || // How long a copy stays fresh nobody here reckons: so it is asked.
    maxAge === 0 ||
    (headers['cache-control'] === undefined && directives(headers.pragma).has('no-cache'))
  return {
    freshness: control.has('only-if-cached') ? 'held' : wantsOrigin ? 'revalidate' : 'default',
    maxAgeMs: maxAge === undefined ? undefined : maxAge * 1000
  }
}

/** `only-if-cached`: what is not held is not to be asked of an origin (RFC 9111, 5.2.1.7). */
export function isOnlyIfCached(headers: IncomingHttpHeaders): boolean {
  return directives(headers['cache-control']).has('only-if-cached')
}

export function isNotToBeStored(headers: IncomingHttpHeaders): boolean {
  return directives(headers['cache-control']).has('no-store')
}

/** Opens what is fresh enough: a copy that is older than wanted is asked of its origin. @throws what `open` throws */
export async function openFresh(
  wanted: WantedFreshness,
  open: (freshness: AskedFreshness) => Promise<FetchedContent>
): Promise<FetchedContent> {
  const fetched = await open(wanted.freshness)
  if (!isTooOld(fetched, wanted)) return fetched
  fetched.done.catch(() => {})
  fetched.body.on('error', () => {}).destroy()
  return await open('revalidate')
}

function isTooOld({ freshness }: FetchedContent, { maxAgeMs, freshness: asked }: WantedFreshness): boolean {
  return (
    asked === 'default' && maxAgeMs !== undefined && freshness.hit && !freshness.stale && freshness.ageMs > maxAgeMs
  )
}

/** Names in lower case; a value without its quotes. */
function directives(header: string | undefined): Map<string, string> {
  const found = new Map<string, string>()
  for (const item of (header ?? '').split(',')) {
    const [name = '', value = ''] = item.split('=').map((part) => part.trim())
    if (name !== '') found.set(name.toLowerCase(), value.replace(/^"(.*)"$/, '$1'))
  }
  return found
}

/** What is there but no number counts as 0 (RFC 9111, 4.2.1: stale is the safe reading). */
function seconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return /^\d{1,15}$/.test(text) ? Number(text) : 0
}
