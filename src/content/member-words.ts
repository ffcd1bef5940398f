// Why a member refuses, in one word for programs. Spec: docs/protocols/content-https.md.
import type { IncomingHttpHeaders } from 'node:http'

export const REASON = 'potluck-reason'

/** Foreign bytes: undefined for what is no word of lower-case letters and hyphens. */
export function readReason(headers: IncomingHttpHeaders): string | undefined {
  const word = headers[REASON]
  return typeof word === 'string' && /^[a-z-]{1,32}$/.test(word) ? word : undefined
}
