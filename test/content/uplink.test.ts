import { expect, test } from 'vitest'
import { UPLINK_DOUBT_MS } from '../../src/content/crossing-defaults.js'
import { ContentError, type ContentErrorCode } from '../../src/content/errors.js'
import { UplinkJudge } from '../../src/content/uplink.js'

const failed = (code: ContentErrorCode): ContentError => new ContentError(code, 'no')

test('nothing is known before the first try, and an answer of any kind shows that the uplink works', () => {
  const uplink = new UplinkJudge()
  expect(uplink.answer(0)).toBe('unknown')
  uplink.tried('http://a.example/', failed('ORIGIN_STATUS'), 0)
  expect(uplink.answer(0)).toBe('yes')
})

test('one dead origin says nothing about the uplink, two do', () => {
  const uplink = new UplinkJudge()
  uplink.tried('http://a.example/', undefined, 0)
  uplink.tried('http://b.example/1', failed('ORIGIN_UNREACHABLE'), 0)
  uplink.tried('http://b.example/2', failed('ORIGIN_UNREACHABLE'), 0)
  expect(uplink.answer(0)).toBe('yes')
  uplink.tried('http://c.example/', failed('ORIGIN_UNREACHABLE'), 0)
  expect(uplink.answer(0)).toBe('no')
  uplink.tried('http://c.example/', undefined, 0)
  expect(uplink.answer(0)).toBe('yes')
})

test('what a node itself refuses or breaks says nothing', () => {
  const uplink = new UplinkJudge()
  for (const code of ['ORIGIN_REFUSED', 'DISK', 'ORIGIN_BROKEN'] as const) {
    uplink.tried(`http://${code.replace('_', '-')}.example/`, failed(code), 0)
  }
  expect(uplink.answer(0)).toBe('unknown')
})

test('a dead uplink is not held against a node for ever', () => {
  const uplink = new UplinkJudge()
  for (const host of ['a', 'b']) uplink.tried(`http://${host}.example/`, failed('ORIGIN_UNREACHABLE'), 0)
  expect(uplink.answer(UPLINK_DOUBT_MS)).toBe('no')
  expect(uplink.answer(UPLINK_DOUBT_MS + 1)).toBe('unknown')
})

test('no route at all is certain at once; a name that does not exist is an answer', () => {
  const underneath = (code: string): ContentError =>
    new ContentError('ORIGIN_UNREACHABLE', 'no', { cause: Object.assign(new Error(code), { code }) })
  const uplink = new UplinkJudge()
  for (const host of ['a', 'b']) uplink.tried(`http://${host}.example/`, underneath('ENOTFOUND'), 0)
  expect(uplink.answer(0)).toBe('unknown')
  uplink.tried('http://c.example/', underneath('ENETUNREACH'), 0)
  expect(uplink.answer(0)).toBe('no')
})
