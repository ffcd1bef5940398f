// `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a string of RFC 9651; what Potluck sends is an upload's id.
import { parseItem, serializeString } from './structured-fields.js'
import { toHex } from '../base/index.js'
import { MAX_IDEMPOTENCY_KEY_CHARACTERS } from './defaults.js'

/** @param id 16 random bytes. @returns `"<32 hex digits>"`, quotes included */
export function spellIdempotencyKey(id: Uint8Array): string {
  return serializeString(toHex(id))
}

/** What stands between the quotes: 1 to 64 characters, or undefined. Never throws. */
export function parseIdempotencyKey(value: string | undefined): string | undefined {
  if (value === undefined || value.length > 2 * MAX_IDEMPOTENCY_KEY_CHARACTERS) return undefined
  try {
    const [key] = parseItem(value)
    if (typeof key !== 'string' || key.length === 0 || key.length > MAX_IDEMPOTENCY_KEY_CHARACTERS) return undefined
    return key
  } catch {
    return undefined
  }
}
