// What counts of a URL's locations: the content that its origin spoke of last, and how fresh that is.
import type { FetchFreshness } from './content.js'
import { judgeFreshness, publishedFreshness, type Freshness } from './freshness.js'
import { isPublished, wordOfOrigin, type Location } from './location.js'

export interface KnownContent {
  /** Which says when the origin last spoke of it. */
  readonly location: Location
  /** No origin has said anything of it: it is asked nothing of it either. */
  readonly isPublished: boolean
  /** When the origin last spoke of it, peer time. */
  readonly saidAtMs: number | undefined
  readonly freshness: Freshness
}

/** @param had locations of one content. Undefined where there is none */
export function knownContent(had: readonly Location[], nowMs: number): KnownContent | undefined {
  const said = (location: Location): number => (isPublished(location) ? 0 : (wordOfOrigin(location, nowMs) ?? 0))
  const [newest] = [...had].sort((a, b) => said(b) - said(a))
  if (newest === undefined) return undefined
  const published = said(newest) === 0 ? had.find(isPublished) : undefined
  const location = published ?? newest
  const saidAtMs = wordOfOrigin(location, nowMs)
  const freshness =
    published === undefined
      ? judgeFreshness(location, saidAtMs, nowMs)
      : publishedFreshness(published.writtenAtMs, nowMs)
  return { location, isPublished: published !== undefined, saidAtMs, freshness }
}

/** What is said of it to who gets it as it is. */
export function asHeld({ isFresh, ageMs }: Freshness): FetchFreshness {
  return { hit: true, ageMs, stale: !isFresh, revalidated: false, collapsed: false }
}
