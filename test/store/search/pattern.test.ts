import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_PATTERN_CHARACTERS } from '../../../src/store/defaults.js'
import { readPattern, type Pattern } from '../../../src/store/search/pattern.js'

function patternOf(text: string): Pattern {
  const read = readPattern(text)
  if (!read.ok || read.pattern === undefined) throw new Error(`${text} is no pattern`)
  return read.pattern
}

const fits = (pattern: string, text: string): boolean => patternOf(pattern).matches(text, { steps: 0 })

test.each([
  ['*', '', true],
  ['*', 'anything at all.', true],
  ['?', '', false],
  ['?', ' ', true],
  ['?', 'ab', false],
  ['?', '👍', true],
  ['👍*', '👍👍', true],
  ['*?', '👍', true],
  ['a*', 'a', true],
  ['a*', 'b', false],
  ['a*', 'A', false],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['*ab*ab*', 'xabab', true],
  ['*ab*ab*', 'xaba', false],
  ['*a?c*', 'abbabc', true],
  ['a**b', 'ab', true],
  ['\\**', '*x', true],
  ['\\**', 'x*', false],
  ['*\\?', 'why?', true],
  ['*\\?', 'whyx', false],
  ['\\\\?', '\\x', true],
  ['*\n*', 'two\nlines', true]
])('%j and %j: %s', (pattern, text, expected) => {
  expect(fits(pattern, text)).toBe(expected)
})

test('what has no wildcard is the text that it means', () => {
  expect(readPattern('plain')).toEqual({ ok: true, literal: 'plain', pattern: undefined })
  expect(readPattern('\\*\\?\\\\')).toEqual({ ok: true, literal: '*?\\', pattern: undefined })
})

test.each([
  ['\\', 1],
  ['a\\b', 2],
  ['ab\\', 3],
  ['\\\\\\n', 3]
])('a bad escape in %j is told with its place', (text, at) => {
  const read = readPattern(text)
  expect(read).toMatchObject({ ok: false, isBadEscape: true })
  expect(read).toMatchObject({ reason: expect.stringContaining(`at character ${at} `) as string })
})

test('a pattern that is too long is no bad escape', () => {
  const long = `${'a'.repeat(MAX_PATTERN_CHARACTERS)}*`
  expect(readPattern(long)).toMatchObject({ ok: false, isBadEscape: false })
  expect(readPattern('a'.repeat(5000))).toMatchObject({ ok: true }) // Plain text has no such limit.
})

test('fits as the definition says', () => {
  const letters = fc.constantFrom('a', 'b', '👍')
  const wild = fc.constantFrom('a', 'b', '👍', '*', '?')
  const text = fc.array(letters, { maxLength: 80, size: 'max' })
  const pattern = fc
    .array(wild, { minLength: 1, maxLength: 12, size: 'max' })
    .filter((all) => all.some((one) => '*?'.includes(one)))
  fc.assert(
    fc.property(pattern, text, (given, characters) => {
      expect(fits(given.join(''), characters.join(''))).toBe(fitsByDefinition(given, characters))
    }),
    { numRuns: 1000 }
  )
})

test('a piece between two stars may be longer than a machine word', () => {
  for (const length of [31, 32, 33, 64, 65, 100]) {
    const piece = Array.from({ length }, (_, i) => 'abcdefg'[(i * i) % 7]!)
    const holed = piece.map((letter, i) => (i % 5 === 2 ? '?' : letter))
    const text = `ab${piece.join('')}xyz`
    expect(fits(`*${piece.join('')}*`, text)).toBe(true)
    expect(fits(`*${holed.join('')}*`, text)).toBe(true)
    expect(fits(`*${piece.join('')}z*`, text)).toBe(false)
    expect(fits(`*${'?'.repeat(length + 5)}*`, text)).toBe(true)
    expect(fits(`*${'?'.repeat(length + 6)}*`, text)).toBe(false)
  }
})

test.each([
  ['stars between letters', '*a'.repeat(MAX_PATTERN_CHARACTERS / 2)],
  ['stars and a letter that never comes', `${'*a'.repeat(MAX_PATTERN_CHARACTERS / 2 - 1)}*b`],
  ['a long piece that nearly fits everywhere', `*${'a'.repeat(MAX_PATTERN_CHARACTERS - 3)}b*`],
  ['the same with question marks', `*${'a?'.repeat(MAX_PATTERN_CHARACTERS / 2 - 2)}b*`],
  ['stars alone', '*'.repeat(MAX_PATTERN_CHARACTERS)]
])('a hostile pattern costs a few steps a character: %s', (_, pattern) => {
  const text = 'a'.repeat(4096)
  const work = { steps: 0 }
  patternOf(pattern).matches(text, work)
  expect(work.steps).toBeLessThanOrEqual(1 + text.length * (1 + Math.ceil(MAX_PATTERN_CHARACTERS / 32)))
})

/** Row by row over the pattern: which beginnings of the text fit what of it was read. */
function fitsByDefinition(pattern: readonly string[], text: readonly string[]): boolean {
  let fitting = [true, ...text.map(() => false)]
  for (const wanted of pattern) {
    const next = fitting.map(() => false)
    for (let i = 0; i <= text.length; i++) {
      if (wanted === '*') next[i] = fitting[i]! || (i > 0 && next[i - 1]!)
      else next[i] = i > 0 && fitting[i - 1]! && (wanted === '?' || wanted === text[i - 1])
    }
    fitting = next
  }
  return fitting.at(-1)!
}
