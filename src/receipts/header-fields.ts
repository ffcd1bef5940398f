// Fields of an HTTP message as pairs, as they came: foreign bytes, so bounded and looked through before anything reads them.
import { MAX_FIELD_LINES } from './defaults.js'

/** Name and value of each line, in order; a name may come again. Arrays, `Map` and fetch's `Headers` are such. */
export type FieldPairs = Iterable<readonly [name: string, value: string]>

/** Values by lower-case name, in order. */
export type Fields = ReadonlyMap<string, readonly string[]>

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** RFC 9110 5.5, spaces around it cut. A line break in a value would write lines of its own into the signature base. */
// eslint-disable-next-line no-control-regex -- what is looked for.
const NO_VALUE = /[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]/

/** @returns undefined where the pairs are no fields of HTTP, or too many of them */
export function readFields(pairs: FieldPairs): Fields | undefined {
  const fields = new Map<string, string[]>()
  let lines = 0
  for (const [name, value] of pairs) {
    lines += 1
    if (lines > MAX_FIELD_LINES || !NAME.test(name) || NO_VALUE.test(value)) return undefined
    const lower = name.toLowerCase()
    const values = fields.get(lower)
    if (values === undefined) fields.set(lower, [value])
    else values.push(value)
  }
  return fields
}

/** All values of one field as one (RFC 9110 5.3), or undefined where there are none or more than `maxCharacters`. */
export function fieldText(fields: Fields, name: string, maxCharacters: number): string | undefined {
  const values = fields.get(name)
  if (values === undefined) return undefined
  const text = values.join(', ').trim()
  return text.length > maxCharacters ? undefined : text
}

/** Pairs from Node's `rawHeaders`. */
export function pairsOf(rawHeaders: readonly string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  return pairs
}
