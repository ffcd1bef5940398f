import { expect, test } from 'vitest'
import { readAddress } from '../../src/ui/address.js'
import { tokenInFragment } from '../../src/ui/token-text.js'

test.each([
  ['https://example.com/a.iso', 'https://example.com/a.iso'],
  ['  http://example.com/a b'.replace(' b', '%20b'), 'http://example.com/a%20b'],
  ['example.com/a.iso', 'https://example.com/a.iso'],
  ['HTTP://EXAMPLE.com', 'http://example.com/'],
  ['https://example.com/a#part', 'https://example.com/a'],
  ['127.0.0.1:8080/x', 'https://127.0.0.1:8080/x'],
  ['localhost/x', 'https://localhost/x']
])('"%s" is %s', (typed, url) => {
  expect(readAddress(typed)).toBe(url)
})

test.each([
  ['', 'BAD_URL'],
  ['   ', 'BAD_URL'],
  ['word', 'BAD_URL'],
  ['two words', 'BAD_URL'],
  ['ftp://example.com/', 'BAD_URL'],
  ['javascript:alert(1)', 'BAD_URL'],
  ['data:text/html,x', 'BAD_URL'],
  ['http://', 'BAD_URL'],
  ['https://user:secret@example.com/', 'PRIVATE_URL']
])('"%s" is refused: %s', (typed, code) => {
  expect(() => readAddress(typed)).toThrow(expect.objectContaining({ code }) as Error)
})

test.each([
  ['#token=plk_abcdefghijklmnop', 'plk_abcdefghijklmnop'],
  ['#a=1&token=plk_abcdefghijklmnop', 'plk_abcdefghijklmnop'],
  ['#token=short', undefined],
  ['#token=plk_abcdefghijklmnop%0d%0aHost:x', undefined],
  ['#main', undefined],
  ['', undefined]
])('in %s the key is %s', (fragment, token) => {
  expect(tokenInFragment(fragment)).toBe(token)
})
