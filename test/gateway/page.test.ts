// The page's files over a real socket, as built: `npm run build` first.
import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type OutgoingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { GatewayError } from '../../src/gateway/errors.js'
import type { servePage } from '../../src/gateway/page.js'

const MAX_PAGE_BYTES = 100_000

let server: Server
let at: string

beforeAll(async () => {
  const built = (await import(pathToFileURL(resolve('dist/gateway/page.js')).href)) as { servePage: typeof servePage }
  server = createServer((request, response) => {
    built.servePage(request, response).catch((error: unknown) => {
      response.writeHead(500).end((error as GatewayError).code)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

/** Without what `fetch` adds by itself. */
function ask(headers: OutgoingHttpHeaders = {}): Promise<IncomingMessage> {
  return new Promise((done, fail) => get(`${at}/`, { headers }, (answer) => done(answer.resume())).on('error', fail))
}

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/ui/index.html', 'text/html; charset=utf-8'],
  ['/ui/main.js', 'text/javascript; charset=utf-8'],
  ['/ui/page.css', 'text/css; charset=utf-8'],
  ['/ui/icon.svg', 'image/svg+xml'],
  ['/favicon.ico', 'image/svg+xml'],
  ['/?utm=1', 'text/html; charset=utf-8']
])('%s is there as %s', async (path, type) => {
  const response = await fetch(`${at}${path}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  expect((await response.arrayBuffer()).byteLength).toBe(Number(response.headers.get('content-length')))
})

test.each([
  '/ui/',
  '/ui/nothing.js',
  '/ui/tsconfig.json',
  '/ui/../gateway/page.js',
  '/ui/..%2fgateway/page.js',
  '/ui/%2e%2e/gateway/page.js',
  '/ui/main.js/',
  '/ui/__proto__',
  '//etc/passwd',
  '/index.html'
])('%s is not', async (path) => {
  const response = await fetch(`${at}${path}`)
  expect([response.status, await response.text()]).toEqual([500, 'NOT_FOUND'])
})

test('a policy by path lets nothing run, load or frame but what is ours', async () => {
  const response = await fetch(`${at}/`)
  const policy = response.headers.get('content-security-policy')?.split('; ') ?? []
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain(`script-src ${at}/ui/`)
  expect(policy).toContain(`connect-src ${at}/v1/`)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
  expect(policy.join()).not.toMatch(/unsafe|\*|https:/)
})

test('what stands in Host does not get into the policy', async () => {
  const { headers } = await ask({ host: "127.0.0.1:1; script-src 'unsafe-inline'" })
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('unsafe')
})

describe('again', () => {
  test('what has not changed is not sent', async () => {
    const first = await ask()
    expect(first.headers['cache-control']).toBe('no-cache')
    const again = await ask({ 'if-none-match': first.headers.etag })
    expect(again.statusCode).toBe(304)
    expect(again.headers['content-security-policy']).toBeDefined()
    expect((await ask({ 'if-none-match': '"other"' })).statusCode).toBe(200)
  })

  test('HEAD has the head alone', async () => {
    const head = await fetch(`${at}/`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000)
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    const response = await fetch(`${at}/`, { method })
    expect(await response.text()).toBe('METHOD_NOT_ALLOWED')
    expect(response.headers.get('allow')).toBe('GET, HEAD')
  })
})

test('all of it together is small, and names nothing outside', async () => {
  const names = (await readdir('dist/ui')).filter((name) => /\.(html|css|js|svg)$/.test(name))
  const texts = await Promise.all(names.map(async (name) => await (await fetch(`${at}/ui/${name}`)).text()))
  expect(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(MAX_PAGE_BYTES)
  const addresses = texts.flatMap((text) => text.match(/\b(?:https?:)?\/\/[\w.-]+\.\w+/g) ?? [])
  expect([...new Set(addresses)].sort()).toEqual(['https://example.com', 'http://www.w3.org'].sort())
})
