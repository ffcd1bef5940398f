import { describe, expect, test } from 'vitest'
import { extentOf, isSameVersion, wantedRange } from '../../src/gateway/range-request.js'
import { factsDouble } from '../support/fetched.js'

describe('the Range header', () => {
  test.each([
    ['bytes=0-0', { type: 'from', first: 0, last: 0 }],
    ['bytes=5-', { type: 'from', first: 5, last: undefined }],
    ['bytes=5-9', { type: 'from', first: 5, last: 9 }],
    ['Bytes= 5-9 ', { type: 'from', first: 5, last: 9 }],
    ['bytes=-9', { type: 'suffix', bytes: 9 }],
    ['bytes=0-9223372036854775807', { type: 'from', first: 0, last: Number.MAX_SAFE_INTEGER }]
  ])('%s asks for a part', (header, range) => {
    expect(wantedRange(header)).toEqual(range)
  })

  test.each([
    [undefined],
    [''],
    ['bytes='],
    ['bytes=-'],
    ['bytes=9-5'],
    ['bytes=0-1,5-9'],
    ['bytes=a-b'],
    ['bytes=1.5-2'],
    ['bytes=+1-2'],
    ['bytes=0x1-2'],
    ['lines=0-1'],
    ['bytes 0-1'],
    [`bytes=${'9'.repeat(21)}-`]
  ])('%s asks for the whole', (header) => {
    expect(wantedRange(header)).toBeUndefined()
  })

  test.each([
    ['bytes=0-', 10, { first: 0, last: 9 }],
    ['bytes=0-99', 10, { first: 0, last: 9 }],
    ['bytes=9-9', 10, { first: 9, last: 9 }],
    ['bytes=10-', 10, undefined],
    ['bytes=10-12', 10, undefined],
    ['bytes=0-', 0, undefined],
    ['bytes=-3', 10, { first: 7, last: 9 }],
    ['bytes=-30', 10, { first: 0, last: 9 }],
    ['bytes=-0', 10, undefined],
    ['bytes=-1', 0, undefined]
  ])('%s of %d bytes', (header, bytes, extent) => {
    const range = wantedRange(header)
    expect(range && extentOf(range, bytes)).toEqual(extent)
  })
})

describe('If-Range', () => {
  const lastModified = 'Sat, 21 Nov 2026 10:00:00 GMT'
  const later = 'Sat, 21 Nov 2026 10:00:01 GMT'

  test.each([
    ['no word of it', undefined, {}, true],
    ['the same ETag', '"a"', { etag: '"a"' }, true],
    ['another ETag', '"b"', { etag: '"a"' }, false],
    ['no ETag here', '"a"', {}, false],
    ['a weak ETag, though the same', 'W/"a"', { etag: 'W/"a"' }, false],
    ['the same date, a second old when said', lastModified, { lastModified, date: later }, true],
    ['the same date, which may have changed again since', lastModified, { lastModified, date: lastModified }, false],
    ['the same date, nobody knows when it was said', lastModified, { lastModified }, false],
    ['a later date', later, { lastModified, date: later }, false],
    ['nonsense', 'yesterday', { lastModified, date: later }, false]
  ])('%s', (_what, ifRange, facts, same) => {
    expect(isSameVersion(ifRange, factsDouble(facts))).toBe(same)
  })
})
