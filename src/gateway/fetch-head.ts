// HEAD of content: answered by what is known of it here, so that no byte of it is copied or fetched.
import { Readable } from 'node:stream'
import type { Content, FetchedContent, HeadOptions } from '../content/index.js'

/** As `Content.fetch`, without a body. Undefined where nothing is known that will do. */
export async function fetchHead(
  content: Pick<Content, 'head'>,
  url: string,
  options: HeadOptions
): Promise<FetchedContent | undefined> {
  const known = await content.head(url, options)
  if (known === undefined) return undefined
  const { digest, bytes } = known
  const result = {
    ...{ url, digest, bytes, ms: 0, sources: { uplink: 0, members: {}, cache: 0 } },
    ...{ askedInVain: false, rereadBytes: 0, fetchedFromOriginAtMs: undefined, kept: true }
  }
  return { ...known, shared: true, body: Readable.from([]), done: Promise.resolve(result) }
}
