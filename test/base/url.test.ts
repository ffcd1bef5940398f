import { expect, test } from 'vitest'
import { parseUrl } from '../../src/base/index.js'

test.each([
  ['http://a.example/b', undefined, 'http://a.example/b'],
  ['c?d', 'http://a.example/b/', 'http://a.example/b/c?d'],
  ['c', undefined, undefined],
  ['http://', undefined, undefined],
  ['http://[::1', 'http://a.example/', undefined]
])('%s with base %s is %s', (text, base, href) => {
  expect(parseUrl(text, base)?.href).toBe(href)
})

test('reads a name that is not ASCII however often it was asked', () => {
  // As often as it takes V8 to compile the caller, and several times over.
  for (let i = 0; i < 20_000; i++) {
    expect(parseUrl('http://bücher.example/')?.host === 'xn--bcher-kva.example').toBe(true)
    parseUrl(`http://a.example/${i % 8}`)
  }
})
