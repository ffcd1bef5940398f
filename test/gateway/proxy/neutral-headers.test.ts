import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { sharedRequest } from '../../../src/client/drop-in.js'
import { choosingHeader } from '../../../src/gateway/proxy/neutral-headers.js'
import { requestVerdict } from '../../../src/gateway/proxy/shareable-request.js'

const APT = 'Debian APT-HTTP/1.3 (2.6.1)'

/** As the programs send them. */
const PROGRAMS: [string, IncomingHttpHeaders][] = [
  ['curl', { host: 'o', 'user-agent': 'curl/8.5.0', accept: '*/*', 'proxy-connection': 'Keep-Alive' }],
  ['apt', { host: 'o', 'user-agent': APT, 'cache-control': 'max-age=0', 'if-modified-since': 'x', range: 'bytes=9-' }],
  ['apt, a file without extension', { host: 'o', 'user-agent': APT, accept: 'text/*' }],
  [
    'aria2',
    { host: 'o', 'user-agent': 'aria2/1.37', accept: '*/*', 'want-digest': 'SHA-512;q=1, SHA-256;q=1, SHA;q=0.1' }
  ],
  ['aria2, with metalinks', { host: 'o', accept: '*/*,application/metalink4+xml,application/metalink+xml' }],
  [
    'Chromium, an image',
    {
      ...{
        host: 'o',
        accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
        referer: 'http://o/'
      },
      ...{ 'accept-encoding': 'gzip, deflate', 'accept-language': 'en-GB,en;q=0.9', 'proxy-connection': 'keep-alive' },
      ...{ dnt: '1', 'sec-gpc': '1', 'save-data': 'on', 'sec-ch-ua': '"x"', 'sec-fetch-mode': 'no-cors' }
    }
  ],
  [
    'Chromium, a page',
    { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'upgrade-insecure-requests': '1', priority: 'u=0, i' }
  ],
  [
    'npm, a tarball',
    { accept: '*/*', 'npm-command': 'ci', 'npm-session': '1', 'pacote-pkg-id': 'x', 'pacote-integrity': 'sha512-x' }
  ],
  [
    'pip, a file',
    { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'pip/24.0 {}', connection: 'keep-alive' }
  ]
]

test.each(PROGRAMS)('%s asks for what everybody gets', (_who, headers) => {
  expect(choosingHeader(headers)).toBeUndefined()
})

test.each<[string, IncomingHttpHeaders]>([
  ['x-api-key', { 'x-api-key': 'k' }],
  ['private-token', { 'private-token': 'k' }],
  ['x-auth-token', { 'x-auth-token': 'k' }],
  ['npm-otp', { 'npm-otp': '123456' }],
  ['prefer', { prefer: 'return=minimal' }],
  ['x-requested-with', { 'x-requested-with': 'XMLHttpRequest' }],
  ['icy-metadata', { 'icy-metadata': '1' }],
  ['sec-websocket-key', { 'sec-websocket-key': 'x' }],
  ['accept', { accept: 'application/json' }],
  ['accept', { accept: 'text/html' }],
  ['accept', { accept: 'text/*' }],
  ['accept', { accept: '' }],
  ['accept', { accept: 'application/json, */*;q=0' }],
  ['accept', { accept: 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8' }],
  ['accept', { accept: 'application/vnd.pypi.simple.v1+json, text/html; q=0.01' }]
])('%s may choose another answer: %j', (name, headers) => {
  expect(choosingHeader({ host: 'o', ...headers })).toBe(name)
})

test('npm takes a packument in any form, at the last: Vary decides', () => {
  const accept = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*'
  expect(choosingHeader({ accept })).toBeUndefined()
})

describe('what the client shares the gateway shares', () => {
  test.each([
    ...['range', 'if-range', 'if-none-match', 'if-modified-since', 'cache-control', 'pragma', 'user-agent'],
    ...['accept-encoding', 'priority', 'dnt', 'upgrade-insecure-requests', 'accept'],
    ...['x-api-key', 'private-token', 'authorization', 'cookie', 'prefer', 'x-requested-with', 'npm-otp']
  ])('%s', (name) => {
    const headers = { [name]: name === 'accept' ? '*/*' : 'x' }
    const url = new URL('http://origin.example/file')
    const isClientsOwn = sharedRequest(new Request(url, { headers })) === undefined
    const { to } = requestVerdict({ method: 'GET', url, headers, leavesTls: true })
    expect(to).toBe(isClientsOwn ? 'origin' : 'group')
  })
})
