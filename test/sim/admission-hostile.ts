// Somebody without a code who tries to come in all the same, from any number of addresses, all the time: mangled copies of
// good requests, and noise.
import type { Random } from '../../src/base/index.js'
import { CODE_TOKEN_BYTES } from '../../src/group/defaults.js'
import { encodeRequest } from '../../src/group/admission-messages.js'
import { MAX_ADMISSION_REQUEST_BYTES } from '../../src/graph/defaults.js'
import { below, oneOf } from './streams.js'

/** So many at once to begin with: more than strangers have places. */
export const HOSTILE_AT_ONCE = 60
export const HOSTILE_EVERY_MS = 300

export function hostileBody(random: Random, tokens: readonly Uint8Array[]): Uint8Array {
  const token = Uint8Array.from(oneOf(random, tokens))
  switch (below(random, 5)) {
    case 0: // A bit of the token, as if it was read wrong.
      token[below(random, token.byteLength)]! ^= 1 << below(random, 8)
      return encodeRequest(token)
    case 1: // A token of another length.
      return encodeRequest(token.subarray(0, below(random, CODE_TOKEN_BYTES)))
    case 2: {
      // Cut off.
      const body = encodeRequest(token)
      return body.subarray(0, below(random, body.byteLength))
    }
    case 3: // A guess.
      return encodeRequest(random.bytes(CODE_TOKEN_BYTES))
    default:
      return random.bytes(below(random, MAX_ADMISSION_REQUEST_BYTES))
  }
}

export function hostileHost(random: Random): string {
  return random.fraction() < 0.3 ? '10.0.9.9' : `10.${1 + below(random, 200)}.${below(random, 256)}.7`
}
