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
  /** The same object while they are the same. */
  settings(): PrivatePatterns
  on(name: 'settings:change', listener: () => void): () => void
}

export const NOTHING_PRIVATE: PrivatePatterns = { neverShare: [], doNotName: [] }
export const EVERYTHING_SHARED: UrlPrivacy = { verdict: () => 'share', onChange: () => () => {} }

/** A pure function of them all, which do not change: what they say is read once of each object. */
export function urlVerdict(url: URL, all: readonly PrivatePatterns[]): UrlVerdict {
  const read = all.map(readPatterns)
  const matches = (patterns: readonly UrlPattern[]): boolean =>
    patterns.some((pattern) => matchesUrlPattern(url, pattern))
  if (read.some(({ neverShare }) => matches(neverShare))) return 'never'
  return read.some(({ doNotName }) => matches(doNotName)) ? 'unnamed' : 'share'
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

type ReadPatterns = { readonly [Name in keyof PrivatePatterns]: readonly UrlPattern[] }

/** Gone with the settings they are of. */
const readBefore = new WeakMap<PrivatePatterns, ReadPatterns>()

function readPatterns(patterns: PrivatePatterns): ReadPatterns {
  const before = readBefore.get(patterns)
  if (before !== undefined) return before
  const parsed = (texts: readonly string[]): UrlPattern[] =>
    texts.flatMap((text) => {
      const pattern = parseUrlPattern(text)
      return pattern === undefined ? [] : [pattern]
    })
  const read = { neverShare: parsed(patterns.neverShare), doNotName: parsed(patterns.doNotName) }
  readBefore.set(patterns, read)
  return read
}
