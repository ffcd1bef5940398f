// Names of members and groups are shown on terminals and in pages: one line, bounded, nothing invisible.
import { MAX_NAME_BYTES } from './defaults.js'
import { GroupError } from './errors.js'

/** Control characters, line and paragraph separators, lone surrogates, and marks that turn the direction of text. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u

/** Why `text` is no line of at most so many bytes that can be shown, in words; undefined if it is. */
export function textProblem(text: string, maxBytes: number): string | undefined {
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) {
    return `must have at most ${maxBytes} bytes, this has ${Buffer.byteLength(text)}`
  }
  return UNPRINTABLE.test(text) ? 'must not contain control characters' : undefined
}

/** Why `text` can be nobody's name, in words; undefined if it can. */
export function nameProblem(text: string): string | undefined {
  if (text.length > MAX_NAME_BYTES || Buffer.byteLength(text) > MAX_NAME_BYTES) {
    return `a name has at most ${MAX_NAME_BYTES} bytes, this one has ${Buffer.byteLength(text)}`
  }
  if (text.trim() === '') return 'a name must not be empty'
  if (text !== text.trim()) return 'a name must not begin or end with a space'
  if (UNPRINTABLE.test(text)) return 'a name must not contain control characters'
  return undefined
}

/** @throws {GroupError} `BAD_NAME` */
export function checkName(text: string): string {
  const problem = nameProblem(text)
  if (problem !== undefined) throw new GroupError('BAD_NAME', problem)
  return text
}
