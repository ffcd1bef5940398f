// Patterns that name URLs by host and path, as settings have them: `host`, `*.host` (every name below it, not itself), and either
// with a path: `host/file` that path, `host/folder/*` all that begin so. Every scheme, port and query. No regular expressions: these
// come from other machines, and one of those can take for ever.
import { parseUrl } from './url.js'

export interface UrlPattern {
  /** As WHATWG writes it, without a dot at the end. */
  readonly host: string
  /** It means the names below `host`. */
  readonly isBelow: boolean
  /** Undefined: every path. As it is compared: see {@link comparedPath}. */
  readonly path: string | undefined
  /** Every path that begins with `path`. */
  readonly isPrefix: boolean
}

/** Of one pattern: a host name of 253 characters and a path beside it. */
const MAX_URL_PATTERN_BYTES = 512

/** No commas: lists are written with them. */
const PATTERN = /^(\*\.)?([^/*\s?#@\\,]+)(\/[^*\s?#\\,]*)?(\*)?$/

/** Undefined for what is no pattern. */
export function parseUrlPattern(text: string): UrlPattern | undefined {
  if (Buffer.byteLength(text) > MAX_URL_PATTERN_BYTES) return undefined
  const [, below, name = '', path, star] = PATTERN.exec(text) ?? []
  const url =
    name === '' || (star !== undefined && path === undefined) ? undefined : parseUrl(`http://${name}${path ?? '/'}`)
  // A port would say less than it seems to: the same server has others.
  if (url === undefined || url.port !== '' || /:\d*$/.test(name)) return undefined
  return {
    host: comparedHost(url),
    isBelow: below !== undefined,
    path: path === undefined ? undefined : comparedPath(url),
    isPrefix: star !== undefined
  }
}

export function matchesUrlPattern(url: URL, { host, isBelow, path, isPrefix }: UrlPattern): boolean {
  const asked = comparedHost(url)
  if (isBelow ? !asked.endsWith(`.${host}`) : asked !== host) return false
  if (path === undefined) return true
  const askedPath = comparedPath(url)
  return isPrefix ? askedPath.startsWith(path) : askedPath === path
}

/** `example.com.` is the same host. */
function comparedHost(url: URL): string {
  return url.hostname.replace(/\.$/, '')
}

/** What is escaped without need is the same path to most servers, and to folders: nobody gets past a pattern by writing `%61` or `%2B`. */
function comparedPath(url: URL): string {
  const escaped = url.pathname.replace(
    /[,*^|[\]]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return escaped.replace(/%([0-9a-f]{2})/gi, (all, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16))
    return /[\w.~!$&'()+:;=@-]/.test(character) ? character : all.toUpperCase()
  })
}
