import { describe, expect, test } from 'vitest'
import { UPLINK_DOUBT_MS } from '../../src/content/crossing-defaults.js'
import { ContentError, type ContentErrorCode } from '../../src/content/errors.js'
import { isOffline, UplinkJudge } from '../../src/content/uplink.js'

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

describe('a proxy that fails', () => {
  const proxyFailed = (cause?: Error): ContentError =>
    new ContentError('ORIGIN_UNREACHABLE', 'no', { cause, isProxy: true })
  const system = (code: string): Error => Object.assign(new Error(code), { code })

  test.each([
    ['refuses', system('ECONNREFUSED')],
    ['has no address', system('ENOTFOUND')],
    ['wants a password', undefined]
  ])('and %s is a dead line after two hosts, whoever asked for them', (_how, cause) => {
    const uplink = new UplinkJudge()
    uplink.tried('http://a.example/', proxyFailed(cause), 0, false)
    expect(uplink.answer(0)).toBe('unknown')
    expect(isOffline(proxyFailed(cause))).toBe(false)
    uplink.tried('http://b.example/', proxyFailed(cause), 0, false)
    expect(uplink.answer(0)).toBe('no')
  })

  test('because the kernel knows no way to it is a dead line at once', () => {
    const uplink = new UplinkJudge()
    uplink.tried('http://a.example/', proxyFailed(system('ENETUNREACH')), 0)
    expect(uplink.answer(0)).toBe('no')
    expect(isOffline(proxyFailed(system('ENETUNREACH')))).toBe(true)
  })
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

test('what others ask for says nothing against this line, but that it has no route at all', () => {
  const uplink = new UplinkJudge()
  const noRoute = tries([{ code: 'ENETUNREACH', address: '192.0.2.1' }])
  for (const host of ['a', 'b']) uplink.tried(`http://${host}.example/`, failed('ORIGIN_UNREACHABLE'), 0, false)
  expect(uplink.answer(0)).toBe('unknown')
  uplink.tried('http://c.example/', noRoute, 0, false)
  expect(uplink.answer(0)).toBe('no')
  uplink.tried('http://a.example/', undefined, 0, false)
  expect(uplink.answer(0)).toBe('yes')
})

/** As Node tells of the addresses of one name, or of one literal. */
function tries(all: readonly { code: string; address: string }[]): ContentError {
  const errors = all.map((one) => Object.assign(new Error(one.code), one))
  const aggregate = Object.assign(new AggregateError(errors), { code: errors[0]!.code })
  return new ContentError('ORIGIN_UNREACHABLE', 'no', { cause: errors.length === 1 ? errors[0] : aggregate })
}

describe('of several addresses', () => {
  const noIpv6 = { code: 'ENETUNREACH', address: '2001:db8::1' }
  const at = (code: string): { code: string; address: string } => ({ code, address: '192.0.2.1' })
  const judged = (error: ContentError, hasIpv4: boolean): string => {
    const uplink = new UplinkJudge(() => hasIpv4)
    for (const host of ['a', 'b']) uplink.tried(`http://${host}.example/`, error, 0)
    const said = uplink.answer(0) === 'no' ? 'dead' : 'nothing'
    return isOffline(error, () => hasIpv4) ? `${said}, offline` : said
  }

  test.each([
    ['no way over IPv6 alone', [noIpv6], 'nothing', 'dead, offline'],
    ['no way over IPv6, and a refusal, which is an answer', [noIpv6, at('ECONNREFUSED')], 'nothing', 'nothing'],
    ['a refusal, and then no way over IPv6', [at('ECONNREFUSED'), noIpv6], 'nothing', 'nothing'],
    ['no way over IPv6, and silence', [noIpv6, at('ETIMEDOUT')], 'dead', 'dead'],
    ['no way at all', [noIpv6, at('ENETUNREACH')], 'dead, offline', 'dead, offline']
  ])('%s', (_what, all, withIpv4, withoutIpv4) => {
    expect(judged(tries(all), true)).toBe(withIpv4)
    expect(judged(tries(all), false)).toBe(withoutIpv4)
  })
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
