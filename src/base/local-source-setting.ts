// Local sources as people write them: `http://mirror.example/debian/=/srv/debian`, `apt=/var/cache/apt/archives`.
import { isAbsolute, resolve } from 'node:path'
import { parseUrl } from './url.js'

export interface LocalSourceSetting {
  /** Of URLs, as WHATWG writes it, with a slash at the end. Undefined: apt's archives. */
  readonly prefix: string | undefined
  /** Absolute. */
  readonly folder: string
}

/** Undefined for what is none. */
export function parseLocalSource(text: string): LocalSourceSetting | undefined {
  const [, before = '', folder = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? []
  if (!isAbsolute(folder) || folder.includes('\0')) return undefined
  if (before === 'apt') return { prefix: undefined, folder: resolve(folder) }
  const url = parseUrl(before)
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.username !== '' || url.password !== '' || /[?#]/.test(before)) return undefined
  return { prefix: url.href.endsWith('/') ? url.href : `${url.href}/`, folder: resolve(folder) }
}
