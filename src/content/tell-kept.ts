// What a crossing brought is kept: the group is told that this node holds it, or where it asks first, who asks.
import type { BlobInfo } from './blob-store.js'
import { factsAlone, withoutNames, type ContentFacts } from './content-facts.js'
import { UNDATED_LIFETIME_MS } from './crossing-defaults.js'
import { isPublished, latestWord, NOTHING_SAID, type Location } from './location.js'
import type { LocationBook } from './location-book.js'
import type { UrlVerdict } from './url-privacy.js'

export interface KeptContent {
  /** Normalised. */
  readonly url: string
  readonly urlKey: string
  readonly info: BlobInfo
  readonly facts: ContentFacts
  /** When its origin answered to this node with it, ms. */
  readonly fetchedAtMs: number | undefined
  readonly verdict: UrlVerdict
  /** When those began who downloaded it for this node, as they say, ms. */
  readonly begunAtMs: readonly number[]
  /** What members say of the URL. */
  readonly had: readonly Location[]
}

/** @param asksFirst no record tells it: who asks hears all that this node knows @throws {StoreError} */
export async function tellKept(
  book: Pick<LocationBook, 'remember' | 'write'>,
  kept: KeptContent,
  asksFirst: boolean,
  nowMs: number
): Promise<void> {
  const { urlKey, info, facts, fetchedAtMs, verdict, begunAtMs, had } = kept
  const told = factsAlone(verdict === 'unnamed' ? withoutNames(facts) : facts)
  let validatedAtMs: number | undefined
  let published: Location | undefined
  if (fetchedAtMs === undefined) {
    // Until the downloader's own record is here: its origin answered after it had begun.
    const same = had.filter(({ digest }) => digest === info.digest)
    // What was published is no word of an origin, for which it would stand in here.
    const dated = same.filter((location) => !isPublished(location))
    const atMs = Math.max(...begunAtMs, latestWord(dated, nowMs))
    if (atMs > 0) book.remember(urlKey, info.digest, { atMs, facts })
    if (asksFirst && atMs > 0) validatedAtMs = atMs
    else if (asksFirst && verdict === 'share') published = same.find(isPublished)
  }
  const said = { ...NOTHING_SAID, ...told, fetchedFromOriginAtMs: fetchedAtMs, validatedAtMs }
  if (published === undefined) return void (await book.write(info, urlKey, said))
  // No record says so, as it would elsewhere: who published it is not asked again by who holds it.
  const heard = { asOfMs: published.writtenAtMs, untilMs: nowMs + UNDATED_LIFETIME_MS }
  await book.write(info, urlKey, { ...said, url: kept.url }, heard)
}
