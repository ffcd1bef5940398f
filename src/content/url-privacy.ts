// What members may hear of a URL (design section 6): patterns of the group and of this machine, of which the stricter wins.
import { matchesUrlPattern, parseUrl, parseUrlPattern, type UrlPattern } from '../base/index.js'

/**
 * `share`: its hash, and where somebody is to fetch it for all the URL itself. `unnamed`: its hash alone. `never`: nothing; it is
 * fetched for who asks, past the group.
 */
export type UrlVerdict = 'share' | 'unnamed' | 'never'

/** Patterns as `parseUrlPattern` reads them; what is none matches nothing. */
export interface PrivatePatterns {
  readonly neverShare: readonly string[]
  readonly doNotName: readonly string[]
}

export interface UrlPrivacy {
  /** As the patterns are now; `never` for what is no URL. */
  verdict(url: string): UrlVerdict
  /** Patterns may be others now. @returns a function that ends it */
  onChange(listener: () => void): () => void
}

/** Who has such patterns for all: a group. */
export interface PatternSource {
  settings(): PrivatePatterns
  on(name: 'settings:change', listener: () => void): () => void
}

export const NOTHING_PRIVATE: PrivatePatterns = { neverShare: [], doNotName: [] }
export const EVERYTHING_SHARED: UrlPrivacy = { verdict: () => 'share', onChange: () => () => {} }

/** A pure function of them all. */
export function urlVerdict(url: URL, all: readonly PrivatePatterns[]): UrlVerdict {
  const matches = (patterns: readonly string[]): boolean =>
    patterns.some((text) => {
      const pattern = parsed(text)
      return pattern !== undefined && matchesUrlPattern(url, pattern)
    })
  if (all.some(({ neverShare }) => matches(neverShare))) return 'never'
  return all.some(({ doNotName }) => matches(doNotName)) ? 'unnamed' : 'share'
}

/** Of a group that its members ask, and this machine's own besides. */
export function urlPrivacyOf(group: PatternSource, own: PrivatePatterns = NOTHING_PRIVATE): UrlPrivacy {
  return {
    verdict: (url) => {
      const parsedUrl = parseUrl(url)
      return parsedUrl === undefined ? 'never' : urlVerdict(parsedUrl, [group.settings(), own])
    },
    onChange: (listener) => group.on('settings:change', listener)
  }
}

/** A group's settings come as text each time they are asked. */
const MAX_REMEMBERED = 1024
const remembered = new Map<string, UrlPattern | undefined>()

function parsed(text: string): UrlPattern | undefined {
  if (!remembered.has(text)) {
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(text, parseUrlPattern(text))
  }
  return remembered.get(text)
}
