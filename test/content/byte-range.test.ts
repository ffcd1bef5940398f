import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from '../../src/content/byte-range.js'

test.each([
  ['bytes=0-0', { start: 0, end: 1 }],
  ['bytes=0-9', { start: 0, end: 10 }],
  ['bytes=3-5', { start: 3, end: 6 }],
  ['bytes=3-', { start: 3, end: 10 }],
  ['bytes=3-1000', { start: 3, end: 10 }],
  ['bytes=-3', { start: 7, end: 10 }],
  ['bytes=-1000', { start: 0, end: 10 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=10-20', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  [undefined, 'whole'],
  ['', 'whole'],
  ['bytes=5-3', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=a-b', 'whole'],
  ['bytes = 0-1', 'whole'],
  ['leaves=0-1', 'whole'],
  ['bytes=0-9999999999999999999999', 'whole']
])('of 10 bytes, %j asks for %j', (header, range) => {
  expect(parseRange(header, 10)).toEqual(range)
})

test('nothing of an empty blob can be asked for', () => {
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable')
  expect(parseRange('bytes=-5', 0)).toBe('unsatisfiable')
})

test('a range is never empty and never beyond the end', () => {
  fc.assert(
    fc.property(fc.nat(), fc.option(fc.nat()), fc.nat(), (first, last, totalBytes) => {
      const range = parseRange(`bytes=${first}-${last ?? ''}`, totalBytes)
      if (typeof range === 'object') expect(range.start < range.end && range.end <= totalBytes).toBe(true)
    })
  )
})
