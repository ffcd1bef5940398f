// The name of a URL among members: a keyed hash, so that records do not show strangers what a group reads (design section 6).
import { createHmac } from 'node:crypto'
import { signedBytes, utf8, parseUrl } from '../base/index.js'
import { MAX_URL_CHARACTERS } from './defaults.js'
import { ContentError } from './errors.js'

const URL_KEY_TAG = 'potluck/url-key/1'
/** What is asked of an origin besides the URL and can change its answer: the headers that `Vary` may name. */
const REQUEST_VARIANT = 'accept-encoding: identity'

/**
 * The one spelling of a URL: as WHATWG writes it, without fragment, with query.
 * @throws {ContentError} `BAD_URL` for what is not http or https, `PRIVATE_URL` where credentials stand in it
 */
export function normaliseUrl(url: string): string {
  if (url.length > MAX_URL_CHARACTERS) {
    throw new ContentError('BAD_URL', `the URL has ${url.length} characters, the limit is ${MAX_URL_CHARACTERS}`)
  }
  const parsed = parseUrl(url)
  if (parsed === undefined) {
    // Not repeated where it might hold a password.
    throw new ContentError('BAD_URL', `${url.includes('@') ? 'that' : JSON.stringify(url)} is not a URL`)
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw new ContentError('BAD_URL', `only http and https URLs can be fetched, not ${parsed.protocol}`)
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new ContentError('PRIVATE_URL', `the URL of ${parsed.host} has credentials in it: these are not shared`)
  }
  parsed.hash = ''
  if (parsed.href.length > MAX_URL_CHARACTERS) {
    throw new ContentError('BAD_URL', `the URL is over ${MAX_URL_CHARACTERS} characters when escaped`)
  }
  return parsed.href
}

/**
 * HMAC-SHA256 over tag, method, URL and request variant, 64 hex characters.
 * @param urlHashKey the group's @param normalisedUrl from {@link normaliseUrl}
 */
export function urlKey(urlHashKey: Uint8Array, normalisedUrl: string): string {
  const named = signedBytes(URL_KEY_TAG, [utf8('GET'), utf8(normalisedUrl), utf8(REQUEST_VARIANT)])
  return createHmac('sha256', urlHashKey).update(named).digest('hex')
}
