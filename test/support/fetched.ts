// Doubles of what the content room hands out.
import { Readable } from 'node:stream'
import { NO_FACTS, type ContentFacts, type FetchedContent, type FetchResult } from '../../src/content/index.js'

export function factsDouble(facts: Partial<ContentFacts> = {}): ContentFacts {
  return { ...NO_FACTS, ...facts }
}

export interface FetchedInit {
  content: Uint8Array
  /** @default 0 */
  offset?: number
  facts?: Partial<ContentFacts>
  freshness?: Partial<FetchedContent['freshness']>
  /** @default the content's length */
  bytes?: number | undefined
  digest?: string
  /** @default true */
  shared?: boolean
  done?: Promise<FetchResult>
  /** Ends with this after what there is. */
  breaksWith?: Error
}

export function fetchedDouble(init: FetchedInit): FetchedContent {
  const { content, offset = 0, breaksWith } = init
  const facts = factsDouble(init.facts)
  function* body(): Generator<Uint8Array> {
    for (let at = offset; at < content.byteLength; at += 1000) yield content.subarray(at, at + 1000)
    if (breaksWith !== undefined) throw breaksWith
  }
  const result = { url: 'http://origin.example/file', digest: 'ab'.repeat(32), bytes: content.byteLength }
  return {
    bytes: 'bytes' in init ? init.bytes : content.byteLength,
    contentType: facts.contentType,
    facts,
    digest: init.digest,
    freshness: { hit: false, ageMs: 0, stale: false, revalidated: false, collapsed: false, ...init.freshness },
    shared: init.shared ?? true,
    body: Readable.from(body(), { objectMode: false }),
    done: init.done ?? Promise.resolve(result as FetchResult)
  }
}
