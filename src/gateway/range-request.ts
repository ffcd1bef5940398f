// What part of some content a request asks for (RFC 9110, sections 13.1.5 and 14).
import type { ContentFacts } from '../content/index.js'

/** `last`: undefined is the end of the content. */
export type WantedRange = { type: 'from'; first: number; last: number | undefined } | { type: 'suffix'; bytes: number }

/** First and last byte, both there. */
export interface Extent {
  first: number
  last: number
}

/** One range of bytes. Of several, and of what is not well formed, the whole is answered: a server may (RFC 9110, 14.2). */
export function wantedRange(header: string | undefined): WantedRange | undefined {
  const [, first, last] = /^bytes=[ \t]*(\d{0,20})-(\d{0,20})[ \t]*$/i.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') return { type: 'suffix', bytes: position(last) }
  const range = { first: position(first), last: last === '' ? undefined : position(last) }
  return range.last !== undefined && range.last < range.first ? undefined : { type: 'from', ...range }
}

/** Programs ask for `0-9223372036854775807`: no content is longer than a number can say. */
function position(digits: string): number {
  return Math.min(Number(digits), Number.MAX_SAFE_INTEGER)
}

/** Undefined: nothing of the content lies there (416). */
export function extentOf(range: WantedRange, totalBytes: number): Extent | undefined {
  const end = totalBytes - 1
  const extent =
    range.type === 'suffix'
      ? { first: Math.max(0, totalBytes - range.bytes), last: end }
      : { first: range.first, last: Math.min(range.last ?? end, end) }
  return extent.first > extent.last ? undefined : extent
}

/** Whether a part may be given to who has another part of the version that `If-Range` names: compared strongly. */
export function isSameVersion(ifRange: string | undefined, facts: ContentFacts): boolean {
  if (ifRange === undefined) return true
  if (ifRange.startsWith('"')) return ifRange === facts.etag
  // A date is strong only where the content cannot have changed again within the second it names (RFC 9110, 8.8.2.2).
  const { lastModified, date } = facts
  if (lastModified === undefined || date === undefined || ifRange !== lastModified) return false
  return Date.parse(date) - Date.parse(lastModified) >= 1000
}
