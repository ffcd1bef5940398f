// HEAD of content: answered by what is known of it here, so that no byte of it is copied or fetched.
import { withoutBody, type Content, type FetchedContent, type HeadOptions } from '../content/index.js'

/** As `Content.fetch`, without a body. Undefined where nothing is known that will do. */
export async function fetchHead(
  content: Pick<Content, 'head'>,
  url: string,
  options: HeadOptions
): Promise<FetchedContent | undefined> {
  const known = await content.head(url, options)
  return known && withoutBody(url, known)
}
