import { expect, test } from 'vitest'
import { checkHttpUrl, checkQuery } from '../../src/cli/arguments.js'

test.each(['http://origin/file', 'https://origin:8443/a?b=c@d#e', 'HTTP://ORIGIN/'])('%s is a URL', (text) => {
  expect(checkHttpUrl(text)).toBe(text)
})

test.each(['', 'origin/file', 'ftp://origin/file', 'file:///etc/passwd'])('"%s" is wrong usage', (text) => {
  expect(() => checkHttpUrl(text)).toThrow(expect.objectContaining({ code: 'USAGE' }))
  expect(() => checkQuery(text)).toThrow(expect.objectContaining({ code: 'USAGE' }))
})

test.each(['http://user:secret@origin/file', 'https://secret@origin/', 'ftp://user:secret@origin/', '://secret@'])(
  'credentials in %s are refused and not repeated',
  (text) => {
    let said = ''
    try {
      checkHttpUrl(text)
    } catch (error) {
      said = (error as Error).message
    }
    expect(said).not.toBe('')
    expect(said).not.toContain('secret')
  }
)

test('64 hex characters are a digest, in lower case', () => {
  expect(checkQuery('AB'.repeat(32))).toEqual({ digest: 'ab'.repeat(32) })
  expect(() => checkQuery('ab'.repeat(31))).toThrow(expect.objectContaining({ code: 'USAGE' }))
})
