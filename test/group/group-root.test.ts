import { describe, expect, test } from 'vitest'
import { seededRandom, toHex } from '../../src/base/index.js'
import { createRootSeed, phraseFromSeed, rootKeyFromSeed, seedFromPhrase } from '../../src/group/group-root.js'

describe('the recovery phrase', () => {
  test('is spelled as BIP-39 spells 128 bits', () => {
    // First test vector of the specification.
    expect(phraseFromSeed(new Uint8Array(16))).toBe(`${'abandon '.repeat(11)}about`)
  })

  test('gives the seed back, in whatever case and spacing it was typed', () => {
    const seed = createRootSeed(seededRandom(1))
    const phrase = phraseFromSeed(seed)
    expect(seedFromPhrase(phrase)).toEqual(seed)
    expect(seedFromPhrase(`  ${phrase.toUpperCase().replaceAll(' ', '\n  ')} `)).toEqual(seed)
  })

  test.each([
    ['a word too few', 'abandon '.repeat(11), /11 words/],
    ['a wrong word', `${'abandon '.repeat(11)}potluck`, /word is wrong/],
    ['swapped words', `about ${'abandon '.repeat(11)}`, /word is wrong/]
  ])('with %s is refused', (_what, phrase, message) => {
    expect(() => seedFromPhrase(phrase)).toThrow(expect.objectContaining({ code: 'BAD_RECOVERY_PHRASE' }))
    expect(() => seedFromPhrase(phrase)).toThrow(message)
  })

  test('stands for the same key in every version', () => {
    const key = rootKeyFromSeed(createRootSeed(seededRandom(1))).publicKey
    expect(toHex(key)).toBe('9c6d15ef37e663ca76611002d3ae2156caf9a95d3730d5b072244ec0acf71708')
  })
})
