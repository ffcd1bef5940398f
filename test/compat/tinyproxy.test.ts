// A proxy that we did not write stands before the origin: tinyproxy, with a password, and behind it one that knows the hosts.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http, { type RequestListener } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { trustBesides, type OriginAccess } from '../../src/content/index.js'
import { hasOpenssl, testAuthority } from '../support/certificates.js'
import { eventually } from '../support/eventually.js'
import { testOrigins } from '../support/origins.js'
import { openUpstreamProxy, type RunningProxy } from '../support/upstream-proxy.js'

const hasTinyproxy = spawnSync('tinyproxy', ['-v']).status === 0
const CONTENT = Buffer.from(seededRandom(7).bytes(3_000_000))

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe.skipIf(!hasTinyproxy || !hasOpenssl())('behind tinyproxy (needs it, and openssl)', () => {
  const company = testAuthority()
  const servers: net.Server[] = []
  let folder: string
  let inner: RunningProxy
  let tinyproxy: ChildProcess
  let port: number

  const answer: RequestListener = (request, response) => {
    if (request.method === 'POST') return void request.pipe(response)
    response.writeHead(200, { 'content-length': CONTENT.byteLength, etag: '"v1"' }).end(CONTENT)
  }

  beforeAll(async () => {
    const plain = http.createServer(answer)
    const secure = https.createServer(company.issue('DNS:secure.example'), answer)
    servers.push(plain, secure)
    inner = await openUpstreamProxy({
      hosts: { 'plain.example': await listen(plain), 'secure.example': await listen(secure) }
    })
    const free = net.createServer()
    port = await listen(free)
    free.close()
    folder = await mkdtemp(join(tmpdir(), 'potluck-tinyproxy-'))
    const lines = [
      ...[`Port ${port}`, 'Listen 127.0.0.1', 'Allow 127.0.0.1', 'MaxClients 20', 'Timeout 60'],
      ...['BasicAuth me s3cret', `Upstream http 127.0.0.1:${inner.port}`, '']
    ]
    await writeFile(join(folder, 'tinyproxy.conf'), lines.join('\n'))
    tinyproxy = spawn('tinyproxy', ['-d', '-c', join(folder, 'tinyproxy.conf')], { stdio: 'ignore' })
    await eventually(async () => {
      const socket = net.connect(port, '127.0.0.1')
      await once(socket, 'connect')
      socket.destroy()
    })
  })

  afterAll(async () => {
    tinyproxy.kill()
    for (const server of servers) server.close()
    await inner.close()
    await rm(folder, { recursive: true })
  })

  function origins(credentials = 'me:s3cret@'): OriginAccess {
    const named = `http://${credentials}127.0.0.1:${port}`
    const resolve = async (): Promise<never> => Promise.reject(new Error('nothing is known here'))
    const proxies = { httpProxy: named, httpsProxy: named, noProxy: [] }
    return testOrigins({ proxies, resolve, allowed: [], trust: trustBesides(company.ca) })
  }

  test.each(['http://plain.example/file', 'https://secure.example/file'])('%s is read whole', async (url) => {
    const response = await origins().open(url)
    expect(response).toMatchObject({ status: 200, totalBytes: CONTENT.byteLength })
    const parts: Uint8Array[] = []
    for await (const chunk of response.body) parts.push(chunk)
    expect(Buffer.concat(parts).equals(CONTENT)).toBe(true)
  })

  test.each(['http://plain.example/', 'https://secure.example/'])('a program’s %s passes both ways', async (url) => {
    const body = Readable.from([CONTENT])
    const rawHeaders = ['Content-Length', String(CONTENT.byteLength)]
    const echo = await origins().passThrough({ method: 'POST', url, rawHeaders, body })
    expect((await buffer(echo.body)).equals(CONTENT)).toBe(true)
  })

  test('a tunnel leads through it', async () => {
    const tunnel = await origins().tunnel('plain.example', 443)
    tunnel.write('GET / HTTP/1.1\r\nHost: plain.example\r\nConnection: close\r\n\r\n')
    expect(await text(tunnel)).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })

  test.each([
    ['me:wrong@', 'https://secure.example/', 'does not accept user and password (401)'],
    ['', 'https://secure.example/', 'wants user and password (407)'],
    ['', 'http://plain.example/', 'wants user and password (407)']
  ])('with the credentials %j for %s that is said', async (credentials, url, words) => {
    const error: unknown = await origins(credentials)
      .open(url)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'ORIGIN_UNREACHABLE', isProxy: true })
    expect(String(error)).toContain(words)
    expect(String(error)).not.toContain('wrong')
  })

  // It says 401 as if it were the origin: nobody could tell.
  test('with another password an http origin seems to want one', async () => {
    const opening = origins('me:wrong@').open('http://plain.example/')
    await expect(opening).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 401 })
  })
})
