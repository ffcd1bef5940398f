// Text patterns with * and ?: each character of a text is looked at once, so no pattern can make a search hang.
import { MAX_PATTERN_CHARACTERS } from '../defaults.js'

/**
 * `literal`: of a pattern in which nothing stands for others, the text that it means; else what stands before the first
 * wildcard. `pattern` is undefined where there is none.
 */
export type ReadPattern =
  | { readonly ok: true; readonly literal: string; readonly pattern: Pattern | undefined }
  | { readonly ok: false; readonly isBadEscape: boolean; readonly reason: string }

/** `?`: any one character. No code point is negative. */
const ANY_ONE = -1

/** Characters as code points, up to the next `*`. */
type Segment = number[]

export function readPattern(text: string): ReadPattern {
  const segments: Segment[] = [[]]
  let literal = ''
  let hasWildcards = false
  let isEscaped = false
  let at = 0
  for (const character of text) {
    at++
    if (isEscaped) {
      if (!'*?\\'.includes(character)) return badEscape(at - 1)
      isEscaped = false
    } else if (character === '\\') {
      isEscaped = true
      continue
    } else if (character === '*') {
      hasWildcards = true
      segments.push([])
      continue
    } else if (character === '?') {
      hasWildcards = true
      segments.at(-1)!.push(ANY_ONE)
      continue
    }
    if (!hasWildcards) literal += character
    segments.at(-1)!.push(character.codePointAt(0)!)
  }
  if (isEscaped) return badEscape(at)
  if (!hasWildcards) return { ok: true, literal, pattern: undefined }
  if (text.length > MAX_PATTERN_CHARACTERS) {
    const reason = `a pattern has ${MAX_PATTERN_CHARACTERS} characters at most, not ${text.length}`
    return { ok: false, isBadEscape: false, reason }
  }
  return { ok: true, literal, pattern: new Pattern(literal, segments) }
}

function badEscape(at: number): ReadPattern {
  const reason = `the backslash at character ${at} of the value stands before none of * ? \\`
  return { ok: false, isBadEscape: true, reason }
}

export class Pattern {
  readonly #prefix: string
  readonly #first: Segment
  readonly #middle: readonly Finder[]
  /** Undefined where no `*` stands in it. */
  readonly #last: Segment | undefined
  /** The shortest text that fits, in code points. */
  readonly #least: number
  /** Whether it is some text with one `*` at its end: then what begins with that text fits. */
  readonly isPrefix: boolean

  constructor(prefix: string, segments: readonly Segment[]) {
    this.#prefix = prefix
    this.#first = segments[0] ?? []
    this.#middle = segments.slice(1, -1).flatMap((segment) => (segment.length === 0 ? [] : [new Finder(segment)]))
    this.#last = segments.length > 1 ? segments.at(-1) : undefined
    this.#least = segments.reduce((sum, { length }) => sum + length, 0)
    this.isPrefix = segments.length === 2 && this.#last?.length === 0 && !this.#first.includes(ANY_ONE)
  }

  /** @param work counts steps: one a character, and for a run of more than 32 between two `*` one more for each 32 */
  matches(text: string, work: { steps: number }): boolean {
    work.steps++
    if (!text.startsWith(this.#prefix)) return false
    if (this.isPrefix) return true
    const characters = codePoints(text)
    work.steps += characters.length
    const last = this.#last
    if (last === undefined ? characters.length !== this.#least : characters.length < this.#least) return false
    if (!standsAt(this.#first, characters, 0)) return false
    const end = characters.length - (last?.length ?? 0)
    if (last !== undefined && !standsAt(last, characters, end)) return false
    let at = this.#first.length
    // The first place where a segment fits leaves most room for those behind it: nothing is tried again.
    for (const finder of this.#middle) {
      const found = finder.endOf(characters, at, end, work)
      if (found === undefined) return false
      at = found
    }
    return true
  }
}

function codePoints(text: string): number[] {
  const characters: number[] = []
  for (let i = 0; i < text.length; i++) {
    const character = text.codePointAt(i)!
    if (character > 0xffff) i++
    characters.push(character)
  }
  return characters
}

function standsAt(segment: Segment, characters: readonly number[], at: number): boolean {
  return segment.every((wanted, i) => wanted === ANY_ONE || wanted === characters[at + i])
}

/** Finds a segment by Shift-And (Baeza-Yates, Gonnet 1992): bit i of the state says that i + 1 characters fit up to here. */
class Finder {
  readonly #words: number
  readonly #masks = new Map<number, Uint32Array>()
  /** Of characters that the segment does not name: its `?` alone. */
  readonly #others: Uint32Array
  readonly #lastBit: number
  readonly #state: Uint32Array

  constructor(segment: Segment) {
    this.#words = Math.ceil(segment.length / 32)
    this.#lastBit = (1 << ((segment.length - 1) % 32)) >>> 0
    this.#state = new Uint32Array(this.#words)
    this.#others = this.#maskOf(segment, ANY_ONE)
    for (const character of segment) this.#masks.set(character, this.#maskOf(segment, character))
  }

  /** Behind the first place where it fits, from `at` on; undefined where it fits nowhere before `end`. */
  endOf(characters: readonly number[], at: number, end: number, work: { steps: number }): number | undefined {
    const state = this.#state.fill(0)
    for (let i = at; i < end; i++) {
      work.steps += this.#words
      const mask = this.#masks.get(characters[i]!) ?? this.#others
      let carry = 1
      for (let word = 0; word < this.#words; word++) {
        const before = state[word]!
        state[word] = ((before << 1) | carry) & mask[word]!
        carry = before >>> 31
      }
      if ((state[this.#words - 1]! & this.#lastBit) !== 0) return i + 1
    }
    return undefined
  }

  #maskOf(segment: Segment, character: number): Uint32Array {
    const mask = new Uint32Array(this.#words)
    segment.forEach((wanted, i) => {
      if (wanted === ANY_ONE || wanted === character) mask[i >>> 5]! |= 1 << (i & 31)
    })
    return mask
  }
}
