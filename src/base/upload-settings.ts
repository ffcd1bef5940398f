// Settings of uploads as people write them: whose receipts count (`vendor.example=vendor.pem`), to whom uploads are sealed
// (`vendor.example=age1…`), and folders whose files go out (`https://vendor.example/reports=uploads`).
import { parseUrl } from './url.js'
import { parseUrlPattern, type UrlPattern } from './url-pattern.js'

export interface ReceiptKeysSetting {
  readonly pattern: UrlPattern
  /** Of public keys, or certificates of authorities, PEM; as written: of the home where it is not absolute. */
  readonly file: string
}

export interface SealSetting {
  readonly pattern: UrlPattern
  /** As age writes one: `age1…`. */
  readonly recipient: string
}

export interface DropFolderSetting {
  /** As WHATWG writes it. */
  readonly url: string
  /** As written: of the home where it is not absolute. */
  readonly folder: string
}

/** In Bech32: X25519 has 58 characters, what quantum computers do not open has near 2,000. Its checksum is the receipts room's to judge. */
const AGE_RECIPIENT = /^age1(?:(?:pq|tag|tagpq)1)?[02-9ac-hj-np-z]{58,2000}$/

/** `PATTERN=FILE`: a pattern holds no `=` that it needs, a file's name may. Undefined for what is none. */
export function parseReceiptKeys(text: string): ReceiptKeysSetting | undefined {
  const [, before = '', file = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? []
  const pattern = parseUrlPattern(before)
  return pattern === undefined || file.includes('\0') ? undefined : { pattern, file }
}

/** `PATTERN=age1…`. Undefined for what is none. */
export function parseSeal(text: string): SealSetting | undefined {
  const [, before = '', recipient = ''] = /^([^=]+)=(.+)$/s.exec(text) ?? []
  const pattern = parseUrlPattern(before)
  return pattern === undefined || !AGE_RECIPIENT.test(recipient) ? undefined : { pattern, recipient }
}

/** `URL=FOLDER`: a URL may hold `=` in its query, so the last one counts. Undefined for what is none. */
export function parseDropFolder(text: string): DropFolderSetting | undefined {
  const [, before = '', folder = ''] = /^(.+)=([^=]+)$/s.exec(text) ?? []
  const url = parseUrl(before)
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  if (url.username !== '' || url.password !== '' || before.includes('#') || folder.includes('\0')) return undefined
  return { url: url.href, folder }
}

/** One upload, in bytes. */
export const MAX_UPLOAD_BYTES = 4 * 2 ** 30
