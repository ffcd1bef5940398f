// An address as people type or paste it, made into a URL that can be fetched. Pure.
import { Problem } from './problems.js'

/** `example.com/a.iso` -> `https://example.com/a.iso`. @throws {Problem} `BAD_URL`, `PRIVATE_URL` */
export function readAddress(typed: string): string {
  const text = typed.trim()
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const whole = hasScheme ? text : `https://${text}`
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) throw new Problem('BAD_URL', '')
  const url = new URL(whole)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Problem('BAD_URL', '')
  if (!hasScheme && !url.hostname.includes('.') && url.hostname !== 'localhost') throw new Problem('BAD_URL', '')
  if (url.username !== '' || url.password !== '') throw new Problem('PRIVATE_URL', '')
  url.hash = ''
  return url.href
}
