// What an application is told of the URLs that other programs asked for, and what is kept of them on disk: not their queries,
// where signatures and keys stand.
import { hasRight, type Caller } from './router.js'

/** @returns what `caller` may see of a URL that somebody else asked for */
export function urlsFor(caller: Caller): (url: string) => string {
  return hasRight(caller, 'administer') ? (url) => url : withoutQuery
}

/** The same for what is said of URLs, those that redirects led to among them. */
export function wordsFor(caller: Caller): (text: string) => string {
  return hasRight(caller, 'administer') ? (text) => text : (text) => text.replace(QUERIES, '$1?…')
}

/** With what ends a sentence left to it. */
const QUERIES = /(\bhttps?:[^\s?#]*)[?#]\S*?(?=[.,:;)"']*(?:\s|$))/gi

/** `https://a.example/x?…`: it shows that there was one. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '?…')
}
