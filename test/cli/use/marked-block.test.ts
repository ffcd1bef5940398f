import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockState, withBlock, withoutBlock, type MarkedBlock } from '../../../src/cli/use/marked-block.js'

const block: MarkedBlock = { name: 'potluck use curl', comment: '#', body: 'proxy = "http://127.0.0.1:6516"\n' }
const other: MarkedBlock = { ...block, body: 'proxy = "http://127.0.0.1:7000"\n' }
const first = '# >>> potluck use curl >>>'
const last = '# <<< potluck use curl <<<'

test.each([
  ['no file', undefined, `${first} (this file is new)\n${block.body}${last}\n`],
  ['an empty file', '', `${first}\n${block.body}${last}\n`],
  ['lines', 'silent\n', `silent\n${first}\n${block.body}${last}\n`],
  ['a last line without an end', 'silent', `silent\n${first} (the line above had no end)\n${block.body}${last}\n`]
])('%s: the block comes last, and goes without a trace', (_what, text, expected) => {
  const written = withBlock(text, block)
  expect(written).toBe(expected)
  expect(withoutBlock(written, block)).toBe(text)
  expect(withBlock(written, block)).toBe(written)
})

test('an older block is replaced where it stands, and what others wrote around it stays', () => {
  const text = `${withBlock('above', other)}below\n`
  expect(blockState(text, block)).toBe('changed')
  const written = withBlock(text, block)
  expect(written).toBe(`above\n${first} (the line above had no end)\n${block.body}${last}\nbelow\n`)
  expect(blockState(written, block)).toBe('there')
  expect(withoutBlock(written, block)).toBe('above\nbelow\n')
})

test('a file that was new stays where others have written into it since', () => {
  expect(withoutBlock(`${withBlock(undefined, block)}silent\n`, block)).toBe('silent\n')
})

test('whatever was there is there again', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '#', '\n', '\r', ' ', '>', 'é') }), (text) => {
      expect(withoutBlock(withBlock(text, block), block)).toBe(text)
    })
  )
})

test('blocks of two names do not see each other', () => {
  const apt = { ...block, name: 'potluck use apt' }
  const both = withBlock(withBlock('', block), apt)
  expect(withoutBlock(both, block)).toBe(withBlock('', apt))
})

describe('marks that do not stand there once each are left alone', () => {
  test.each([
    ['only the first', `${first}\nx\n`],
    ['only the last', `x\n${last}\n`],
    ['twice', `${first}\n${last}\n${first}\n${last}\n`],
    ['the wrong way round', `${last}\n${first}\n`]
  ])('%s', (_what, text) => {
    for (const act of [withBlock, withoutBlock, blockState]) {
      expect(() => act(text, block)).toThrow(expect.objectContaining({ code: 'BLOCK_DAMAGED' }))
    }
  })
})
