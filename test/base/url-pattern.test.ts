// Patterns that name URLs by host and path: what they match, and that nobody gets past one by writing a URL otherwise.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesUrlPattern, parseUrlPattern } from '../../src/base/index.js'

const matches = (pattern: string, url: string): boolean => matchesUrlPattern(new URL(url), parseUrlPattern(pattern)!)

test.each([
  ['example.com', 'http://example.com/'],
  ['example.com', 'https://example.com:8443/any/path?query'],
  ['Example.COM', 'https://EXAMPLE.com/'],
  ['example.com', 'https://example.com./'],
  ['example.com.', 'https://example.com/'],
  ['bücher.example', 'https://xn--bcher-kva.example/'],
  ['*.example.com', 'https://a.b.example.com/x'],
  ['example.com/a', 'https://example.com/a?b'],
  ['example.com/a*', 'https://example.com/abc'],
  ['example.com/a/*', 'https://example.com/a/b/c'],
  ['example.com/*', 'https://example.com/'],
  ['example.com/private/*', 'https://example.com/%70riv%61te/x'],
  ['example.com/%70rivate/*', 'https://example.com/private/x'],
  ['example.com/private/*', 'https://example.com/public/../private/x'],
  ['example.com/%c3%bc*', 'https://example.com/%C3%BC'],
  ['example.com/a%2cb', 'https://example.com/a,b'],
  ['example.com/a+b', 'https://example.com/a%2bb'],
  ['example.com/a%2Bb', 'https://example.com/a+b'],
  ['example.com/a%2A%5e[b]', 'https://example.com/a*^%5bb%5D'],
  ['10.1.2.3', 'http://10.1.515/'],
  ['[fd00::1]', 'http://[fd00:0:0::1]:8080/']
])('%s matches %s', (pattern, url) => {
  expect(matches(pattern, url)).toBe(true)
})

test.each([
  ['example.com', 'http://www.example.com/'],
  ['*.example.com', 'http://example.com/'],
  ['*.example.com', 'http://badexample.com/'],
  ['example.com/a', 'http://example.com/ab'],
  ['example.com/a', 'http://example.com/a/'],
  ['example.com/a/*', 'http://example.com/a'],
  ['example.com/a/*', 'http://example.com/A/b'],
  ['example.com/a/*', 'http://example.com/a%2Fb']
])('%s does not match %s', (pattern, url) => {
  expect(matches(pattern, url)).toBe(false)
})

test.each([
  ...[
    '',
    '*',
    '*.',
    '/path',
    '*/path',
    'exa*mple.com',
    'example.com*',
    'a.*.example.com',
    'example.com/a*b',
    'example.com:80'
  ],
  ...['example.com:', 'http://example.com', 'user@example.com', 'example.com?q', 'example.com/a?q', 'example.com#f'],
  ...[
    'a b.example',
    'a.example,b.example',
    'example.com/a,b',
    'example.com/a b',
    'a\nb',
    '[::1',
    '^.*$',
    `${'x'.repeat(505)}.example`
  ]
])('%j is no pattern', (text) => {
  expect(parseUrlPattern(text)).toBeUndefined()
})

test('a host alone matches every URL of that host; whatever text it is, nothing throws', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (text) => {
      const url = new URL(text)
      expect(matchesUrlPattern(url, parseUrlPattern(url.hostname)!)).toBe(true)
      expect(matchesUrlPattern(url, parseUrlPattern(`${url.hostname}/*`)!)).toBe(true)
    }),
    { numRuns: 30 }
  )
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[*.a/%[\]:0-9]{0,20}$/)), (text) => {
      const pattern = parseUrlPattern(text)
      if (pattern !== undefined) matchesUrlPattern(new URL('http://example.com/a'), pattern)
    })
  )
})
