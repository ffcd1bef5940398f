// What a program asks for, judged: which need it becomes.
import { parseUrl } from '../../base/index.js'
import {
  ContentError,
  MAX_NEED_WORD_CHARACTERS,
  MAX_URL_CHARACTERS,
  needProblem,
  normaliseUrl,
  PLAIN_NEED,
  urlKey,
  type Need,
  type NeedData,
  type UrlVerdict
} from '../../content/index.js'
import { FlowError } from '../errors.js'
import type { NeedQuery } from './needs.js'

export interface JudgedNeed {
  readonly said: Omit<NeedData, 'needId' | 'id'>
  /** 64 hex characters. */
  readonly key: string
  readonly isContent: boolean
}

export interface NeedJudge {
  /** The group's. */
  readonly urlHashKey: Uint8Array
  privacy(url: string): UrlVerdict
}

/** @throws {FlowError} `BAD_NEED`; {ContentError} `BAD_URL`, `PRIVATE_URL` */
export function judgeNeed(query: NeedQuery, { urlHashKey, privacy }: NeedJudge): JudgedNeed {
  const { method = 'GET', type = 'request', version = '', pairs = [], cachedOnly = true } = query
  const url = spelled(query.uri)
  const scheme = url.slice(0, url.indexOf(':'))
  const isWeb = scheme === 'http' || scheme === 'https'
  if (isWeb && privacy(url) !== 'share') {
    throw new ContentError('PRIVATE_URL', 'a pattern says that members do not hear of that URL')
  }
  const protocol = query.protocol ?? scheme.slice(0, MAX_NEED_WORD_CHARACTERS)
  const copied = pairs.map(({ key, value }) => ({ key, value }))
  const said: JudgedNeed['said'] & { id: number } = {
    ...{ ...PLAIN_NEED, excluded: [], newerThanMs: 0, refusesRedirects: false },
    url,
    type,
    method,
    protocol,
    version,
    pairs: copied,
    cachedOnly
  }
  const problem = needProblem(said)
  if (problem !== undefined) throw new FlowError('BAD_NEED', problem)
  return {
    said,
    key: needKey(urlHashKey, said),
    isContent: isContentNeed(said)
  }
}

/** Whether it asks for the content of a URL; what does not is for applications. */
export function isContentNeed({ url, type, method }: Pick<NeedData, 'url' | 'type' | 'method'>): boolean {
  return type === 'request' && method === 'GET' && /^https?:/.test(url)
}

/** With its key, which no need says: each reader makes it of the URL. */
export interface KeyedNeed extends Need {
  readonly urlKey: string
}

/** Of content that of its URL; else one of its own, so that nobody takes it for that content. */
export function needKey(urlHashKey: Uint8Array, need: Pick<NeedData, 'url' | 'type' | 'method'>): string {
  const { url, type, method } = need
  return urlKey(urlHashKey, isContentNeed(need) ? url : `${method} ${type} ${url}`)
}

/** @throws {ContentError} `BAD_URL`, `PRIVATE_URL` */
function spelled(uri: string): string {
  if (uri.length > MAX_URL_CHARACTERS || /^https?:/i.test(uri)) return normaliseUrl(uri)
  const parsed = parseUrl(uri)
  if (parsed === undefined) throw new ContentError('BAD_URL', 'that is not a URL or URI')
  // Of any scheme: whatever programs make of it, every member would read it.
  if (hasCredentials(parsed)) {
    const whose = parsed.host === '' ? 'that URI' : `the URI of ${parsed.host}`
    throw new ContentError('PRIVATE_URL', `${whose} has credentials in it: these are not shared`)
  }
  if (parsed.href.length > MAX_URL_CHARACTERS) {
    throw new ContentError('BAD_URL', `the URI is over ${MAX_URL_CHARACTERS} characters when escaped`)
  }
  return parsed.href
}

/** Also those of a URI within it, and without slashes: `jdbc:postgresql://user:password@host/x`, `x:user:password@host`. */
function hasCredentials({ username, password, pathname }: URL): boolean {
  if (username !== '' || password !== '' || /:\/\/[^/\s]*@/.test(pathname)) return true
  return !pathname.startsWith('/') && /[^/@\s]:[^/@\s]*@/.test(pathname)
}
