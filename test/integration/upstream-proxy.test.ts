// Origins behind a company's proxy: what it is asked, what is told of it when it fails, and what never reaches it.
import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { trustBesides, type OriginAccess, type UpstreamProxySettings } from '../../src/content/index.js'
import { UplinkJudge } from '../../src/content/uplink.js'
import { hasOpenssl, testAuthority } from '../support/certificates.js'
import { FakeClock } from '../support/fake-clock.js'
import { testOrigins, type TestOriginsInit } from '../support/origins.js'
import { openUpstreamProxy, type RunningProxy, type UpstreamProxyInit } from '../support/upstream-proxy.js'

const closing: (() => unknown)[] = []
let requests: IncomingMessage[]
let originPort: number
let proxy: RunningProxy

beforeEach(async () => {
  requests = []
  originPort = await listen(http.createServer(answer))
})

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function answer(request: IncomingMessage, response: ServerResponse): void {
  requests.push(request)
  response.end(`hello from ${request.url}`)
}

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.close()
    if (server instanceof http.Server || server instanceof https.Server) server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

/** Nothing is known here but the proxy. */
async function unknownHere(name: string): Promise<never> {
  throw Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' })
}

async function behindProxy(
  init: UpstreamProxyInit = {},
  more: TestOriginsInit = {},
  url?: string
): Promise<OriginAccess> {
  proxy = await openUpstreamProxy({ hosts: { 'files.example': originPort, '93.184.215.14': originPort }, ...init })
  closing.push(() => proxy.close())
  const named = url?.replace('PORT', String(proxy.port)) ?? proxy.url
  const proxies: UpstreamProxySettings = { httpProxy: named, httpsProxy: named, noProxy: [] }
  return testOrigins({ proxies, resolve: unknownHere, allowed: [], ...more })
}

async function read(origins: OriginAccess, url: string): Promise<string> {
  const { body } = await origins.open(url)
  let read = ''
  for await (const chunk of body) read += Buffer.from(chunk).toString()
  return read
}

describe('behind a proxy', () => {
  test('an http origin is asked for by its absolute URL', async () => {
    const origins = await behindProxy()
    expect(await read(origins, 'http://files.example/path?q=1')).toBe('hello from /path?q=1')
    expect(proxy.asked).toEqual(['GET http://files.example/path?q=1'])
    expect(requests[0]?.headers).toMatchObject({ host: 'files.example' })
    expect(origins.isLoop(proxy.requests[0]?.rawHeaders ?? [])).toBe(true)
  })

  test('it hears user and password, the origin does not', async () => {
    const credentials = 'me@corp:50% off:yes'
    const origins = await behindProxy({ credentials }, {}, 'http://me%40corp:50%25%20off%3Ayes@127.0.0.1:PORT')
    expect(await read(origins, 'http://files.example/')).toBe('hello from /')
    expect(requests[0]?.headers).not.toHaveProperty('proxy-authorization')
  })

  test('a redirect is judged and asked for as well', async () => {
    const redirecting = await listen(
      http.createServer((_request, response) =>
        response.writeHead(302, { location: 'http://files.example/there' }).end()
      )
    )
    const origins = await behindProxy({ hosts: { 'old.example': redirecting, 'files.example': originPort } })
    expect(await read(origins, 'http://old.example/')).toBe('hello from /there')
    expect(proxy.asked).toEqual(['GET http://old.example/', 'GET http://files.example/there'])
  })

  test('a program’s request passes, with what it says of itself', async () => {
    const credentials = 'me:secret'
    const origins = await behindProxy({ credentials }, {}, 'http://me:secret@127.0.0.1:PORT')
    const rawHeaders = ['Host', '169.254.169.254', 'Proxy-Authorization', 'Basic mine', 'Cookie', 'a=1']
    const { status, body } = await origins.passThrough({ method: 'GET', url: 'http://files.example/x', rawHeaders })
    expect([status, await text(body)]).toEqual([200, 'hello from /x'])
    expect(requests[0]?.headers).toMatchObject({ host: 'files.example', cookie: 'a=1' })
  })

  test('a tunnel leads through it, and nothing that is said first is lost', async () => {
    const port = await listen(net.createServer((socket) => socket.end('220 ready\r\n')))
    const origins = await behindProxy({ hosts: { 'shell.example': port } })
    expect(await text(await origins.tunnel('shell.example', 22))).toBe('220 ready\r\n')
    expect(proxy.asked).toEqual(['CONNECT shell.example:22'])
    expect(origins.isLoop(proxy.requests[0]?.rawHeaders ?? [])).toBe(true)
  })

  test.each([
    ['files.example', 'http://files.example/'],
    ['.example', 'http://files.example/'],
    ['*', 'http://files.example/'],
    ['127.0.0.0/8', 'http://files.example/']
  ])('no_proxy %s is of use', async (entry) => {
    const resolve = async (): Promise<{ address: string; family: number }[]> => [{ address: '127.0.0.1', family: 4 }]
    proxy = await openUpstreamProxy({ hosts: {} })
    closing.push(() => proxy.close())
    const proxies = { httpProxy: proxy.url, httpsProxy: proxy.url, noProxy: [entry] }
    const host = entry.includes('/') ? '127.0.0.1' : 'files.example'
    expect(await read(testOrigins({ proxies, resolve }), `http://${host}:${originPort}/`)).toBe('hello from /')
    expect(proxy.asked).toEqual([])
  })

  test.each(['127.0.0.1', 'localhost', '[::1]', 'a.localhost'])('%s is this machine, not the proxy’s', async (host) => {
    const port = await listen(http.createServer(answer))
    const resolve = async (): Promise<{ address: string; family: number }[]> => [{ address: '127.0.0.1', family: 4 }]
    const origins = await behindProxy({}, { resolve, allowed: ['127.0.0.0/8', '::1/128'] })
    const reading = read(origins, `http://${host}:${port}/`)
    if (host === '[::1]') await expect(reading).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    else expect(await reading).toBe('hello from /')
    expect(proxy.asked).toEqual([])
  })
})

describe.skipIf(!hasOpenssl())('with certificates of a company', () => {
  const company = testAuthority()
  const trust = trustBesides(`the company's\n${company.ca}${testAuthority('another').ca}`)

  async function secureOrigin(...names: string[]): Promise<number> {
    return await listen(https.createServer(company.issue(...names), answer))
  }

  test('an origin is trusted, directly', async () => {
    const port = await secureOrigin('DNS:localhost')
    expect(await read(testOrigins({ trust }), `https://localhost:${port}/`)).toBe('hello from /')
    await expect(testOrigins().open(`https://localhost:${port}/`)).rejects.toMatchObject({
      code: 'ORIGIN_UNREACHABLE',
      message: expect.stringMatching(/UNABLE_TO|SELF_SIGNED/) as string
    })
  })

  test.each([
    ['https://files.example/x', 'DNS:files.example', 'files.example'],
    ['https://93.184.215.14/x', 'IP:93.184.215.14', '93.184.215.14']
  ])('%s is read through a tunnel of the proxy, which sees nothing of it', async (url, name, host) => {
    const port = await secureOrigin(name)
    const origins = await behindProxy({ hosts: { [host]: port } }, { trust })
    expect(await read(origins, url)).toBe('hello from /x')
    expect(proxy.asked).toEqual([`CONNECT ${host}:443`])
    const { body } = await origins.passThrough({ method: 'GET', url, rawHeaders: [] })
    expect(await text(body)).toBe('hello from /x')
  })

  test.each(['https://files.example/', 'https://93.184.215.14/'])('%s is not who has another name', async (url) => {
    const port = await secureOrigin('DNS:localhost', 'DNS:other.example', 'IP:127.0.0.1')
    const origins = await behindProxy({ hosts: { 'files.example': port, '93.184.215.14': port } }, { trust })
    await expect(origins.open(url)).rejects.toMatchObject({
      code: 'ORIGIN_UNREACHABLE',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') as string,
      isProxy: false
    })
    expect(requests).toEqual([])
  })

  test('a proxy may itself be reached over TLS', async () => {
    const port = await secureOrigin('DNS:files.example')
    const tls = company.issue('IP:127.0.0.1')
    const origins = await behindProxy({ hosts: { 'files.example': port }, tls }, { trust })
    expect(await read(origins, 'https://files.example/x')).toBe('hello from /x')
    await proxy.close()
    closing.pop()
    const plain = await behindProxy({ tls }, { trust })
    expect(await read(plain, 'http://files.example/y')).toBe('hello from /y')
  })

  test('a proxy that nobody vouches for is not told anything', async () => {
    const origins = await behindProxy({ tls: company.issue('IP:127.0.0.1') })
    await expect(origins.open('http://files.example/')).rejects.toMatchObject({ isProxy: true })
    expect(proxy.asked).toEqual([])
  })
})

describe('a proxy that fails is said to have failed', () => {
  const URLS = ['http://files.example/', 'https://files.example/']

  async function failure(origins: OriginAccess, url: string): Promise<Error> {
    const error: unknown = await origins.open(url).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect(String(error)).not.toContain('secret')
    return error as Error
  }

  test.each(URLS)('where it is not there: %s', async (url) => {
    const origins = await behindProxy({}, {}, 'http://me:secret@127.0.0.1:PORT')
    await proxy.close()
    closing.pop()
    const error = await failure(origins, url)
    expect(error).toMatchObject({ isProxy: true, message: `the proxy ${proxy.url} cannot be reached (ECONNREFUSED)` })
  })

  test.each(URLS)('where it has no address: %s', async (url) => {
    const error = await failure(await behindProxy({}, {}, 'http://me:secret@proxy.example:3128'), url)
    expect(error).toMatchObject({
      isProxy: true,
      message: 'the proxy http://proxy.example:3128 cannot be reached (ENOTFOUND)'
    })
  })

  test.each(URLS)('where it wants a password: %s', async (url) => {
    const error = await failure(await behindProxy({ credentials: 'me:other' }), url)
    expect(error).toMatchObject({ isProxy: true, message: `the proxy ${proxy.url} wants user and password (407)` })
  })

  test.each(URLS)('where it wants another password: %s', async (url) => {
    const origins = await behindProxy({ credentials: 'me:other' }, {}, 'http://me:secret@127.0.0.1:PORT')
    const error = await failure(origins, url)
    expect(error.message).toBe(`the proxy ${proxy.url} does not accept user and password (407)`)
    const passing = origins.passThrough({ method: 'GET', url, rawHeaders: [] })
    await expect(passing).rejects.toMatchObject({ isProxy: true }) // A program must not be asked for our password.
  })

  test.each([
    [403, 'it answered 403'],
    [502, 'it answered 502']
  ])('where it answers a tunnel with %d', async (status, words) => {
    const error = await failure(await behindProxy({ refuses: status }), 'https://files.example/')
    expect(error).toMatchObject({ isProxy: false })
    expect(error.message).toContain(words)
  })

  test.each(URLS)('where it takes the connection and says nothing: %s', async (url) => {
    const server = net.createServer((socket) => closing.push(() => socket.on('error', () => {}).destroy()))
    const named = `http://127.0.0.1:${await listen(server)}`
    const asked = once(server, 'connection').then(([socket]) => once(socket as net.Socket, 'data'))
    const clock = new FakeClock()
    const proxies = { httpProxy: named, httpsProxy: named, noProxy: [] }
    const failing = failure(testOrigins({ proxies, resolve: unknownHere, clock }), url)
    await asked
    await clock.advanceAsync(30_000)
    expect((await failing).message).toMatch(/did not (reach|answer)/)
  })

  test('where what it says is not HTTP', async () => {
    const port = await listen(net.createServer((socket) => socket.end('SSH-2.0-hello\r\n')))
    const named = `http://127.0.0.1:${port}`
    const proxies = { httpProxy: named, httpsProxy: named, noProxy: [] }
    const error = await failure(testOrigins({ proxies, resolve: unknownHere }), 'https://files.example/')
    expect(error.message).toContain(`the proxy ${named}`)
  })

  test('and counts as this machine’s line, whoever asked', async () => {
    const origins = await behindProxy()
    await proxy.close()
    closing.pop()
    const judge = new UplinkJudge(() => true)
    for (const url of ['http://one.example/', 'http://two.example/']) {
      judge.tried(url, await failure(origins, url), 0, false)
    }
    expect(judge.answer(0)).toBe('no')
  })

  test('but a host that it will not connect to is not the line', async () => {
    const origins = await behindProxy({ refuses: 403 })
    const judge = new UplinkJudge(() => true)
    for (const url of ['https://one.example/', 'https://two.example/']) {
      judge.tried(url, await failure(origins, url), 0)
    }
    expect(judge.answer(0)).toBe('unknown')
  })
})
