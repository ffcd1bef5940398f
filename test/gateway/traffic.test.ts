import { expect, test } from 'vitest'
import { askedFor, shownTarget, type AskedFor } from '../../src/gateway/traffic.js'

const PORT = 6516

test.each<[method: string, url: string, asked: AskedFor]>([
  ['GET', '/v1/status', { kind: 'api', path: '/v1/status', host: undefined }],
  ['GET', '/v1/content?url=https://a.example/x', { kind: 'api', path: '/v1/content', host: 'a.example' }],
  ['GET', '/v1/content?url=nonsense', { kind: 'api', path: '/v1/content', host: undefined }],
  ['GET', 'http://127.0.0.1:6516/v1/status', { kind: 'api', path: '/v1/status', host: undefined }],
  ['GET', 'http://a.example/x?y', { kind: 'proxy', host: 'a.example' }],
  ['GET', 'http://bob:secret@a.example:81/', { kind: 'proxy', host: 'a.example:81' }],
  ['CONNECT', 'a.example:443', { kind: 'tunnel', host: 'a.example:443' }],
  ['GET', '/https/a.example/x', { kind: 'path', host: 'a.example' }],
  ['GET', '/https/bob:secret@a.example/x', { kind: 'path', host: 'a.example' }],
  ['GET', '/http/bob:secret@a.example/x', { kind: 'path', host: 'a.example' }],
  ['GET', '/HTTP//bob:secret@a.example/x', { kind: 'path', host: 'a.example' }],
  ['GET', 'https://bob:secret@a.example/x', { kind: 'proxy', host: 'a.example' }],
  ['GET', 'ftp://bob:secret@a.example/x', { kind: 'proxy', host: 'a.example' }],
  ['GET', 'bob:secret@a.example', { kind: 'proxy', host: undefined }],
  ['CONNECT', 'bob:secret@a.example:443', { kind: 'tunnel', host: 'a.example:443' }],
  ['GET', '/metrics', { kind: 'watch', path: '/metrics' }],
  ['GET', '/', { kind: 'page', path: '/' }],
  ['GET', '/nothing?x', { kind: 'page', path: '/nothing' }]
])('%s %s', (method, url, asked) => {
  expect(askedFor({ method, url }, PORT)).toEqual(asked)
})

test.each([
  ['/v1/content?url=https://a.example/private', '/v1/content'],
  ['http://bob:secret@a.example/x?key=1#f', 'http://a.example/x'],
  ['http://a.example/x@y', 'http://a.example/x@y'],
  ['/https/bob:secret@a.example/x', '/https/a.example/x'],
  ['/http/bob:secret@a.example/x?key', '/http/a.example/x'],
  ['https://bob:secret@a.example/x', 'https://a.example/x'],
  ['bob:secret@a.example:443', 'a.example:443'],
  ['a.example:443', 'a.example:443']
])('%s is logged as %s', (url, shown) => {
  expect(shownTarget({ url })).toBe(shown)
})
