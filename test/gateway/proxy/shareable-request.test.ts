import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { isOnlyIfCached } from '../../../src/gateway/asked-freshness.js'
import { requestVerdict, type RequestVerdict } from '../../../src/gateway/proxy/shareable-request.js'

function verdict(headers: IncomingHttpHeaders, method = 'GET', url = 'http://origin.example/file'): RequestVerdict {
  return requestVerdict({
    method,
    url: new URL(url),
    headers: { host: 'origin.example', ...headers },
    leavesTls: false
  })
}

describe('the group answers', () => {
  test.each<[string, IncomingHttpHeaders, string, number | undefined]>([
    ['what asks for nothing special', {}, 'default', undefined],
    ['what accepts encodings', { 'accept-encoding': 'gzip, br;q=0.5' }, 'default', undefined],
    ['what accepts every other encoding', { 'accept-encoding': '*;q=0, identity' }, 'default', undefined],
    ['what asks for a part', { range: 'bytes=1-2', 'if-range': '"a"' }, 'default', undefined],
    ['what asks for news', { 'if-none-match': '"a"', 'if-modified-since': 'x' }, 'default', undefined],
    ['what keeps its connection', { connection: 'keep-alive', 'proxy-connection': 'keep-alive' }, 'default', undefined],
    ['what knows a password of the proxy', { 'proxy-authorization': 'Basic eA==' }, 'default', undefined],
    ['what says that there is no body', { 'content-length': '0' }, 'default', undefined],
    ['what has a referrer', { referer: 'http://other.example/' }, 'default', undefined],
    ['what takes nothing old', { 'cache-control': 'no-cache' }, 'revalidate', undefined],
    ['what takes nothing old, oddly written', { 'cache-control': ' foo , No-Cache ' }, 'revalidate', undefined],
    ['what takes nothing old, as HTTP/1.0 says it', { pragma: 'no-cache' }, 'revalidate', undefined],
    ['what says so only for HTTP/1.0', { pragma: 'no-cache', 'cache-control': 'max-age=9' }, 'default', 9000],
    ['what takes nothing older than now', { 'cache-control': 'max-age=0' }, 'revalidate', 0],
    ['what takes nothing older than nonsense', { 'cache-control': 'max-age=soon' }, 'revalidate', 0],
    ['what takes an hour', { 'cache-control': 'max-age="3600"' }, 'default', 3_600_000],
    ['what takes something stale', { 'cache-control': 'max-stale' }, 'default', undefined],
    ['what wants it fresh for a while', { 'cache-control': 'min-fresh=10' }, 'revalidate', undefined],
    ['what wants nothing from outside', { 'cache-control': 'only-if-cached' }, 'held', undefined]
  ])('%s', (_what, headers, freshness, maxAgeMs) => {
    expect(verdict(headers)).toEqual({ to: 'group', freshness, maxAgeMs })
  })

  test.each<[IncomingHttpHeaders, string, number | undefined]>([
    [{}, 'default', undefined],
    [{ 'cache-control': 'no-cache' }, 'revalidate', undefined],
    [{ pragma: 'no-cache' }, 'revalidate', undefined],
    [{ 'cache-control': 'max-age=9' }, 'default', 9000],
    [{ 'cache-control': 'only-if-cached' }, 'held', undefined]
  ])('HEAD with %j, as GET', (headers, freshness, maxAgeMs) => {
    expect(verdict(headers, 'HEAD')).toEqual({ to: 'group', freshness, maxAgeMs })
  })
})

test('the group answers for an origin over TLS where the program leaves that to us', () => {
  const asked = { method: 'GET', url: new URL('https://origin.example/file'), headers: {}, leavesTls: true }
  expect(requestVerdict(asked)).toMatchObject({ to: 'group' })
})

describe('the origin answers', () => {
  test.each<[string, IncomingHttpHeaders, string]>([
    ['who logs in', { authorization: 'Bearer x' }, 'credentials'],
    ['who is known by a cookie', { cookie: 'session=1' }, 'credentials'],
    ['who sends a body', { 'content-length': '3' }, 'body'],
    ['who sends a body of unknown length', { 'transfer-encoding': 'chunked' }, 'body'],
    ['who sends a body of no known length at all', { 'content-length': 'many' }, 'body'],
    ['who changes the protocol', { connection: 'upgrade', upgrade: 'websocket' }, 'upgrade'],
    ['who expects something', { expect: '100-continue' }, 'expect'],
    ['who asks about its state', { 'if-match': '"a"' }, 'precondition'],
    ['who asks about its state by date', { 'if-unmodified-since': 'x' }, 'precondition'],
    ['whose page is another origin’s', { origin: 'http://other.example' }, 'cors'],
    ['who wants it encoded', { 'accept-encoding': 'gzip, identity;q=0' }, 'encoding'],
    ['who wants it encoded in one way alone', { 'accept-encoding': 'gzip, *; q=0.0' }, 'encoding'],
    ['who sends a key of its own', { 'x-api-key': 'k' }, 'header'],
    ['who wants another form', { accept: 'application/json' }, 'header'],
    ['who wants it kept nowhere', { 'cache-control': 'max-age=5, no-store' }, 'no-store']
  ])('%s', (_who, headers, because) => {
    expect(verdict(headers)).toEqual({ to: 'origin', because })
  })

  test('what a pattern says is never shared', () => {
    const asked = { method: 'GET', url: new URL('http://origin.example/file'), headers: {}, leavesTls: false }
    expect(requestVerdict({ ...asked, isPrivate: true })).toEqual({ to: 'origin', because: 'private-pattern' })
    expect(requestVerdict({ ...asked, isPrivate: false })).toMatchObject({ to: 'group' })
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'get'])('%s', (method) => {
    expect(verdict({}, method)).toEqual({ to: 'origin', because: 'method' })
  })

  test.each([
    ['https://origin.example/file', 'scheme'],
    ['ftp://origin.example/file', 'scheme'],
    ['http://user@origin.example/file', 'credentials'],
    ['http://:secret@origin.example/file', 'credentials']
  ])('%s', (url, because) => {
    expect(verdict({}, 'GET', url)).toEqual({ to: 'origin', because })
  })
})

test.each([
  [{}, false],
  [{ 'cache-control': 'only-if-cached' }, true],
  [{ 'cache-control': 'max-stale=60, ONLY-IF-CACHED' }, true]
])('%j wants nothing from outside: %s', (headers, expected) => {
  expect(isOnlyIfCached(headers)).toBe(expected)
})
