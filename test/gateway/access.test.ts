// What the loopback port lets in, as one table: who asks, by which name, from which page, to show it as what.
import { expect, test } from 'vitest'
import { isOurAuthority, judgeAccess, type AccessRequest } from '../../src/gateway/access.js'

const PORT = 6516
const curl: AccessRequest = {
  path: '/v1/status',
  hosts: ['127.0.0.1:6516'],
  origin: undefined,
  site: undefined,
  destination: undefined,
  mode: undefined,
  method: 'GET',
  port: PORT
}

const link = { site: 'cross-site', mode: 'navigate', destination: 'document' }

const rows: [what: string, request: Partial<AccessRequest>, code: string | undefined][] = [
  ['a program', {}, undefined],
  ['by the name localhost', { hosts: ['localhost:6516'] }, undefined],
  ['by a name in capitals', { hosts: ['LocalHost:6516'] }, undefined],
  ['by IPv6, as through a forwarded port', { hosts: ['[::1]:6516'] }, undefined],
  ['our own page', { origin: 'http://127.0.0.1:6516', site: 'same-origin', destination: 'empty' }, undefined],
  ['our own page, an old browser', { origin: 'http://127.0.0.1:6516' }, undefined],
  ['a person who types the page', { path: '/', site: 'none', destination: 'document' }, undefined],
  ['a style of our page', { path: '/ui/page.css', site: 'same-origin', destination: 'style' }, undefined],
  ['a person who types /metrics', { path: '/metrics', site: 'none', destination: 'document' }, undefined],

  ['a name that was made to resolve to us', { hosts: ['evil.example:6516'] }, 'BAD_HOST'],
  ['the same without port', { hosts: ['evil.example'] }, 'BAD_HOST'],
  ['our name before theirs', { hosts: ['127.0.0.1.evil.example:6516'] }, 'BAD_HOST'],
  ['our name as their user', { hosts: ['127.0.0.1:6516@evil.example'] }, 'BAD_HOST'],
  ['our name with a dot', { hosts: ['localhost.:6516'] }, 'BAD_HOST'],
  ['a name below ours', { hosts: ['app.localhost:6516'] }, 'BAD_HOST'],
  ['another loopback address', { hosts: ['127.0.0.2:6516'] }, 'BAD_HOST'],
  ['ours in another form', { hosts: ['0x7f000001:6516'] }, 'BAD_HOST'],
  ['everybody’s address', { hosts: ['0.0.0.0:6516'] }, 'BAD_HOST'],
  ['another port', { hosts: ['127.0.0.1:80'] }, 'BAD_HOST'],
  ['no port', { hosts: ['127.0.0.1'] }, 'BAD_HOST'],
  ['an empty host', { hosts: [''] }, 'BAD_HOST'],
  ['no host', { hosts: [] }, 'BAD_HOST'],
  ['two hosts', { hosts: ['127.0.0.1:6516', '127.0.0.1:6516'] }, 'BAD_HOST'],

  ['a foreign page', { origin: 'http://evil.example' }, 'FOREIGN_PAGE'],
  ['a foreign page under TLS', { origin: 'https://127.0.0.1:6516' }, 'FOREIGN_PAGE'],
  ['another program’s page on this machine', { origin: 'http://127.0.0.1:8080' }, 'FOREIGN_PAGE'],
  ['the same by Fetch Metadata alone', { site: 'same-site' }, 'FOREIGN_PAGE'],
  ['a page of another of our names', { origin: 'http://localhost:6516' }, 'FOREIGN_PAGE'],
  ['a sandboxed frame, a file', { origin: 'null' }, 'FOREIGN_PAGE'],
  ['an empty origin', { origin: '' }, 'FOREIGN_PAGE'],
  ['an image in a foreign page', { site: 'cross-site', destination: 'image' }, 'FOREIGN_PAGE'],
  ['a link in a foreign page to ours', { ...link, path: '/' }, undefined],
  ['a link in another program’s page to ours', { ...link, path: '/', site: 'same-site' }, undefined],
  ['a link to what the page loads', { ...link, path: '/ui/main.js' }, 'FOREIGN_PAGE'],
  ['a link to what is not the page', { ...link, path: '/v1/status' }, 'FOREIGN_PAGE'],
  ['a link to metrics', { ...link, path: '/metrics' }, 'FOREIGN_PAGE'],
  [
    'a form that posts to our page',
    { ...link, path: '/', method: 'POST', origin: 'http://evil.example' },
    'FOREIGN_PAGE'
  ],
  ['the same without origin', { ...link, path: '/', method: 'POST' }, 'FOREIGN_PAGE'],
  ['a frame that navigates', { ...link, path: '/', destination: 'iframe' }, 'FOREIGN_PAGE'],
  ['a script that reads our page', { ...link, path: '/', mode: 'cors', destination: 'empty' }, 'FOREIGN_PAGE'],
  ['a link by another name', { ...link, path: '/', hosts: ['evil.example:6516'] }, 'BAD_HOST'],
  ['a frame in a foreign page', { path: '/', site: 'cross-site', destination: 'iframe' }, 'FOREIGN_PAGE'],
  ['two values', { site: 'same-origin, cross-site' }, 'FOREIGN_PAGE'],
  ['a value that we do not know', { site: 'same-planet' }, 'FOREIGN_PAGE'],
  ['the host counts before the origin', { hosts: ['evil.example'], origin: 'http://evil.example' }, 'BAD_HOST'],

  ['content as our page', { path: '/https/origin.example/', site: 'none', destination: 'document' }, 'FORBIDDEN'],
  ['content as our script', { path: '/https/a.example/x.js', site: 'same-origin', destination: 'script' }, 'FORBIDDEN'],
  ['content as our style', { path: '/v1/content', site: 'same-origin', destination: 'style' }, 'FORBIDDEN'],
  ['content as a worker', { path: '/https/a/x', site: 'same-origin', destination: 'serviceworker' }, 'FORBIDDEN'],
  ['content in a frame', { path: '/v1/content', site: 'same-origin', destination: 'iframe' }, 'FORBIDDEN'],
  ['content read by our page', { path: '/v1/content', site: 'same-origin', destination: 'empty' }, undefined],
  ['what only looks like the page', { path: '/ui', site: 'none', destination: 'document' }, 'FORBIDDEN']
]

test.each(rows)('%s', (_what, request, code) => {
  expect(judgeAccess({ ...curl, ...request })?.code).toBe(code)
})

test('on port 80 browsers leave the port out', () => {
  expect(isOurAuthority('127.0.0.1', 80)).toBe(true)
  expect(isOurAuthority('127.0.0.1:80', 80)).toBe(true)
  expect(isOurAuthority('localhost', PORT)).toBe(false)
})
