import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_URL_CHARACTERS, normaliseUrl, urlKey } from '../../src/content/index.js'

describe('normaliseUrl', () => {
  test.each([
    ['http://Example.COM', 'http://example.com/'],
    ['http://example.com:80/a', 'http://example.com/a'],
    ['https://example.com:443/a', 'https://example.com/a'],
    ['https://example.com:80/a', 'https://example.com:80/a'],
    ['http://example.com/a#part', 'http://example.com/a'],
    ['http://example.com/a#', 'http://example.com/a'],
    ['http://example.com/a?x=1&y=2', 'http://example.com/a?x=1&y=2'],
    ['http://example.com/a/../b/./c', 'http://example.com/b/c'],
    ['http://example.com/%7Ea', 'http://example.com/%7Ea'],
    ['http://bücher.example/', 'http://xn--bcher-kva.example/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['http://127.0.0.1./', 'http://127.0.0.1/'],
    ['http://[0:0:0:0:0:FFFF:127.0.0.1]/', 'http://[::ffff:7f00:1]/'],
    ['  http://example.com/  ', 'http://example.com/']
  ])('spells %s as %s', (url, normalised) => {
    expect(normaliseUrl(url)).toBe(normalised)
  })

  test.each([
    ['example.com/a', 'BAD_URL'],
    ['ftp://example.com/a', 'BAD_URL'],
    ['file:///etc/passwd', 'BAD_URL'],
    ['http://', 'BAD_URL'],
    ['http://999.1.1.1/', 'BAD_URL'],
    [`http://example.com/${'a'.repeat(MAX_URL_CHARACTERS)}`, 'BAD_URL'],
    [`http://example.com/${'ü'.repeat(MAX_URL_CHARACTERS / 2)}`, 'BAD_URL'],
    ['http://user:secret@999.1.1.1/', 'BAD_URL'],
    ['http://user@example.com/', 'PRIVATE_URL'],
    ['http://user:secret@example.com/', 'PRIVATE_URL'],
    ['http://:secret@example.com/', 'PRIVATE_URL']
  ])('refuses %.40s as %s, without repeating a secret', (url, code) => {
    expect(() => normaliseUrl(url)).toThrow(expect.objectContaining({ code }))
    expect(() => normaliseUrl(url)).not.toThrow(/secret/)
  })

  test('leaves what it spelt as it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const normalised = normaliseUrl(url)
        expect(normaliseUrl(normalised)).toBe(normalised)
      })
    )
  })
})

describe('urlKey', () => {
  const key = new Uint8Array(32).fill(7)

  test('is the same for the same URL in one group, and other in another group or for another URL', () => {
    const url = 'http://example.com/a'
    expect(urlKey(key, url)).toBe(urlKey(Uint8Array.from(key), url))
    expect(urlKey(key, url)).not.toBe(urlKey(new Uint8Array(32).fill(8), url))
    expect(urlKey(key, url)).not.toBe(urlKey(key, `${url}?`))
  })
})
