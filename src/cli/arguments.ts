// What arguments may be, judged in one place: what is not well formed is wrong usage, before any node is asked.
import { parseUrl } from '../base/index.js'
import { CliError } from './errors.js'

export type Query = { readonly url: string } | { readonly digest: string }

/**
 * An http or https URL without credentials, as it was written.
 * @throws {CliError} `USAGE`
 */
export function checkHttpUrl(text: string, whyNotThese = 'these are not shared'): string {
  // Not repeated where it might hold a password.
  const shown = text.includes('@') ? 'that' : `"${text}"`
  const url = parseUrl(text)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new CliError('USAGE', `${shown} is not an http or https URL`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new CliError('USAGE', `the URL of ${url.host} has credentials in it: ${whyNotThese}`)
  }
  return text
}

/**
 * What `locate` is asked for: a SHA-256 digest in hex, or a URL.
 * @throws {CliError} `USAGE`
 */
export function checkQuery(text: string): Query {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return { digest: text.toLowerCase() }
  if (/^[0-9a-fA-F]{8,}$/.test(text)) {
    throw new CliError('USAGE', `"${text}" is not a SHA-256 digest: it has ${text.length} hex characters, not 64`)
  }
  return { url: checkHttpUrl(text) }
}
