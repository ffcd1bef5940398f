// An origin on loopback, and what it may do to whoever fetches from it.
import type * as dnsModule from 'node:dns'
import { lookup } from 'node:dns'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { createSecureContext } from 'node:tls'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock, systemRandom, type Clock } from '../../src/base/index.js'
import {
  createOriginAccess,
  Ledger,
  originPolicy,
  type OriginAccess,
  type OriginAccessInit,
  type OriginOptions,
  type OriginResponse
} from '../../src/content/index.js'
import { FakeClock } from '../support/fake-clock.js'

vi.mock('node:dns', async (original) => {
  const dns = await original<typeof dnsModule>()
  return { ...dns, lookup: vi.fn(dns.lookup) }
})

const CONTENT = Buffer.alloc(300_000, 'potluck ')
const closing: (() => void)[] = []
/** What the origin answers to a path; each test fills in its own. */
let answers: { [path: string]: (request: IncomingMessage, response: ServerResponse) => void }
let requests: IncomingMessage[]
let port: number

beforeEach(async () => {
  answers = { '/file': (_request, response) => void response.end(CONTENT) }
  requests = []
  port = await listen(http.createServer(answer))
})

afterEach(() => {
  for (const close of closing.splice(0)) close()
  vi.mocked(lookup).mockClear()
})

const answer: RequestListener = (request, response) => {
  requests.push(request)
  const found = answers[request.url ?? '']
  if (found === undefined) response.writeHead(404).end('no such thing')
  else found(request, response)
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

/** @param allowed what settings name */
function originAccess(allowed: string, init: OriginAccessInit = {}, clock: Clock = systemClock): OriginAccess {
  const policy = originPolicy([allowed])
  return createOriginAccess({ clock, random: systemRandom, policy, ledger: new Ledger() }, init)
}

function open(path: string, options: OriginOptions = {}, clock: Clock = systemClock): Promise<OriginResponse> {
  return originAccess(`127.0.0.1/32:${port}`, {}, clock).open(`http://127.0.0.1:${port}${path}`, options)
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

describe('an origin', () => {
  test('is read whole, and its bytes are counted', async () => {
    answers['/file'] = (_request, response) => {
      response.writeHead(200, { etag: '"v1"', 'content-type': 'text/plain', 'content-length': CONTENT.byteLength })
      response.end(CONTENT)
    }
    let counted = 0
    const response = await open('/file', { onBytes: (bytes) => (counted += bytes) })
    expect(response).toMatchObject({ status: 200, firstByte: 0, totalBytes: CONTENT.byteLength, sharing: { ok: true } })
    expect(response.headers).toMatchObject({ etag: '"v1"', 'content-type': 'text/plain' })
    expect((await collect(response.body)).equals(CONTENT)).toBe(true)
    expect(counted).toBe(CONTENT.byteLength)
  })

  test('hears who asks for what, and no secrets', async () => {
    answers['/file?q=1'] = (_request, response) => void response.end(CONTENT)
    await collect((await open('/file?q=1#fragment')).body)
    expect(requests[0]?.headers).toEqual({
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': expect.stringMatching(/^potluck\/\d+\.\d+\.\d+$/) as string,
      host: `127.0.0.1:${port}`,
      connection: 'close'
    })
  })

  test('that says no length is read to its end', async () => {
    answers['/file'] = (_request, response) => {
      response.write(CONTENT.subarray(0, 1000))
      response.end(CONTENT.subarray(1000))
    }
    const response = await open('/file')
    expect(response.totalBytes).toBeUndefined()
    expect((await collect(response.body)).equals(CONTENT)).toBe(true)
  })

  test('is not read faster than its bytes are taken', async () => {
    const huge = 64 * 2 ** 20
    let sentBytes = 0
    answers['/huge'] = (_request, response) => {
      response.writeHead(200, { 'content-length': huge })
      const send = (): void => {
        while (sentBytes < huge) {
          sentBytes += CONTENT.byteLength
          if (!response.write(CONTENT)) return void response.once('drain', send)
        }
      }
      send()
    }
    const { body } = await open('/huge')
    const iterator = body[Symbol.asyncIterator]()
    await iterator.next()
    // The origin goes on until the buffers of this connection are full, and then stands still.
    await expect.poll(() => sentBytes).toBeGreaterThan(0)
    let before = -1
    await expect
      .poll(
        () => {
          const stands = before === sentBytes
          before = sentBytes
          return stands
        },
        { interval: 100 }
      )
      .toBe(true)
    expect(sentBytes).toBeLessThan(huge / 4)
    body.cancel()
  })

  test('continues where it was left', async () => {
    answers['/file'] = (request, response) => {
      expect(request.headers).toMatchObject({ range: 'bytes=1000-', 'if-range': '"v1"' })
      const range = `bytes 1000-${CONTENT.byteLength - 1}/${CONTENT.byteLength}`
      response.writeHead(206, { 'content-range': range }).end(CONTENT.subarray(1000))
    }
    const response = await open('/file', { from: { offset: 1000, ifRange: '"v1"' } })
    expect(response).toMatchObject({ status: 206, firstByte: 1000, totalBytes: CONTENT.byteLength })
    expect((await collect(response.body)).equals(CONTENT.subarray(1000))).toBe(true)
  })

  test('may start again though it was asked to continue', async () => {
    const response = await open('/file', { from: { offset: 1000, ifRange: '"v0"' } })
    expect(response).toMatchObject({ status: 200, firstByte: 0 })
    response.body.cancel()
  })
})

describe('an origin that errs', () => {
  test.each([404, 403, 500, 503, 204, 304, 416])('with status %d is said to', async (status) => {
    answers['/file'] = (_request, response) => void response.writeHead(status).end()
    await expect(open('/file')).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status })
  })

  test('in words that steer a terminal is told of without these', async () => {
    answers['/file'] = (_request, response) =>
      void response.socket?.end(
        `HTTP/1.1 500 \x1b]0;mine\x07oops \x9b2J${'!'.repeat(1000)}\r\ncontent-length: 0\r\n\r\n`,
        'latin1'
      )
    const error = await open('/file').catch((reason: unknown) => reason as Error)
    expect(error).toMatchObject({ code: 'ORIGIN_STATUS', status: 500 })
    expect((error as Error).message).toMatch(/ answered 500 \]0;mineoops 2J!{50,100}$/)
  })

  test('by sending a part nobody asked for is not read', async () => {
    answers['/file'] = (_request, response) =>
      void response.writeHead(206, { 'content-range': 'bytes 0-4/9' }).end('12345')
    await expect(open('/file')).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 206 })
  })

  test.each([
    ['another start', 'bytes 4-8/9'],
    ['another end', 'bytes 5-6/9'],
    ['no range', undefined],
    ['nonsense', 'bytes 5-x/9']
  ])('by sending a part with %s is not read', async (_what, range) => {
    answers['/file'] = (_request, response) =>
      void response.writeHead(206, range === undefined ? {} : { 'content-range': range }).end('5678')
    await expect(open('/file', { from: { offset: 5 } })).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test('by stopping in the middle is noticed', async () => {
    answers['/file'] = (_request, response) => {
      response.writeHead(200, { 'content-length': CONTENT.byteLength })
      response.write(CONTENT.subarray(0, 1000), () => response.destroy())
    }
    await expect(collect((await open('/file')).body)).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test('by stopping within a chunked body is noticed', async () => {
    answers['/file'] = (_request, response) => void response.write(CONTENT, () => response.destroy())
    await expect(collect((await open('/file')).body)).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test('by not speaking HTTP is noticed', async () => {
    port = await listen(net.createServer((socket) => socket.end('SSH-2.0-hello\r\n')))
    await expect(open('/')).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test('by hanging up is unreachable', async () => {
    port = await listen(net.createServer((socket) => socket.destroy()))
    await expect(open('/')).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  })

  test('by not being there is unreachable', async () => {
    for (const close of closing.splice(0)) close()
    await expect(open('/file')).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  })

  test('by never answering is unreachable after 30 seconds', async () => {
    const asked = new Promise<void>((resolve) => (answers['/file'] = () => resolve()))
    const clock = new FakeClock()
    const opening = expect(open('/file', {}, clock)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    await asked
    await clock.advanceAsync(30_000)
    await opening
    expect(clock.pendingTimers).toBe(0)
  })

  test('by standing still is broken after 30 seconds, but only while somebody waits for it', async () => {
    answers['/file'] = (_request, response) => void response.writeHead(200, { 'content-length': 10 }).write('12345')
    const clock = new FakeClock()
    const iterator = (await open('/file', {}, clock)).body[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toHaveLength(5)
    await clock.advanceAsync(60_000)
    const next = expect(iterator.next()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
    await clock.advanceAsync(30_000)
    await next
  })
})

describe('whoever fetches', () => {
  test('can stop before the answer', async () => {
    const stop = new AbortController()
    answers['/file'] = () => stop.abort(new Error('enough'))
    await expect(open('/file', { signal: stop.signal })).rejects.toThrow('enough')
  })

  test('can stop within the body', async () => {
    answers['/file'] = (_request, response) => void response.writeHead(200, { 'content-length': 10 }).write('12345')
    const stop = new AbortController()
    const collected = collect((await open('/file', { signal: stop.signal })).body)
    stop.abort(new Error('enough'))
    await expect(collected).rejects.toThrow('enough')
  })

  test.each(['cancel', 'break'])('frees the connection by %s', async (how) => {
    const closed = new Promise<void>((resolve) => {
      answers['/file'] = (_request, response) => {
        response.once('close', resolve)
        response.writeHead(200, { 'content-length': 10 }).write('12345')
      }
    })
    const { body } = await open('/file')
    if (how === 'cancel') body.cancel()
    else for await (const chunk of body) if (chunk.byteLength > 0) break
    await closed
  })
})

describe('whether it is still the same', () => {
  const unless = { etag: '"v1"', lastModified: 'Sat, 21 Nov 2026 00:00:00 GMT' }

  test('is asked with what the origin said before, and answered without a body', async () => {
    let heard: IncomingMessage | undefined
    answers['/file'] = (request, response) => void ((heard = request), response.writeHead(304).end())
    const response = await open('/file', { unless, method: 'HEAD' })
    response.body.cancel()
    expect(response.status).toBe(304)
    expect(heard).toMatchObject({
      method: 'HEAD',
      headers: { 'if-none-match': unless.etag, 'if-modified-since': unless.lastModified }
    })
  })

  test('a length that no body follows is what it says of the content', async () => {
    answers['/file'] = (_request, response) => void response.writeHead(200, { 'content-length': 10 }).end()
    const response = await open('/file', { unless, method: 'HEAD' })
    response.body.cancel()
    expect(response).toMatchObject({ status: 200, totalBytes: 10 })
  })

  test('an answer that nobody asked for is none', async () => {
    answers['/file'] = (_request, response) => void response.writeHead(304).end()
    await expect(open('/file')).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 304 })
  })
})

describe('a redirect', () => {
  function redirect(path: string, location: string, headers: { [name: string]: string } = {}, status = 302): void {
    answers[path] = (_request, response) => void response.writeHead(status, { location, ...headers }).end('elsewhere')
  }

  test.each([301, 302, 303, 307, 308])('with status %d is followed', async (status) => {
    redirect('/old', '/file#there', {}, status)
    const response = await open('/old')
    expect(response.finalUrl).toBe(`http://127.0.0.1:${port}/file`)
    expect((await collect(response.body)).equals(CONTENT)).toBe(true)
  })

  test.each([301, 302, 303, 307, 308])('with status %d is the answer for who refuses it', async (status) => {
    redirect('/old', '/file', {}, status)
    await expect(open('/old', { redirects: 'refuse' })).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status })
  })

  test('is followed five times and no more', async () => {
    for (let i = 1; i <= 6; i++) redirect(`/${i}`, i === 6 ? '/file' : `/${i + 1}`)
    await expect(open('/1')).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
    ;(await open('/2')).body.cancel()
  })

  test.each([
    ['to a port that is not named', 'http://127.0.0.1:1/', 'ORIGIN_REFUSED'],
    ['to another loopback address', 'http://127.0.0.2/', 'ORIGIN_REFUSED'],
    ['to cloud metadata', 'http://169.254.169.254/latest/meta-data/', 'ORIGIN_REFUSED'],
    ['to a file', 'file:///etc/passwd', 'BAD_URL'],
    ['with credentials', 'http://user:secret@127.0.0.1/', 'PRIVATE_URL'],
    ['to nowhere', 'http://', 'ORIGIN_BROKEN']
  ])('%s is not followed', async (_what, location, code) => {
    redirect('/old', location)
    await expect(open('/old')).rejects.toMatchObject({ code })
  })

  test('that is for one asker alone leads to what is for one asker alone', async () => {
    redirect('/old', '/file', { 'cache-control': 'private' })
    const response = await open('/old')
    expect(response.sharing).toEqual({ ok: false, reason: 'private' })
    response.body.cancel()
  })

  test('that sets a cookie leads to what may be shared', async () => {
    redirect('/old', '/file', { 'set-cookie': 'seen=1' })
    const response = await open('/old')
    expect(response.sharing).toEqual({ ok: true })
    response.body.cancel()
  })
})

describe('a name', () => {
  /** The next look-up of a name gives these addresses. */
  function nameResolvesTo(...addresses: string[]): void {
    vi.mocked(lookup).mockImplementationOnce(((
      _name: string,
      _options: object,
      callback: (...args: unknown[]) => void
    ) => {
      callback(
        null,
        addresses.map((address) => ({ address, family: net.isIP(address) }))
      )
    }) as unknown as typeof lookup)
  }

  function openNamed(path = '/file'): Promise<OriginResponse> {
    return originAccess(`127.0.0.1/32:${port}`).open(`http://files.example:${port}${path}`)
  }

  test('is dialled only at addresses that are allowed', async () => {
    nameResolvesTo('10.0.0.1', '::1', '127.0.0.1')
    const response = await openNamed()
    expect((await collect(response.body)).equals(CONTENT)).toBe(true)
  })

  test.each(['10.0.0.1', '::1', '::ffff:127.0.0.2', '169.254.169.254', '0.0.0.0', '127.0.0.2'])(
    'that leads to %s is refused before anything is dialled',
    async (address) => {
      nameResolvesTo(address)
      await expect(openNamed()).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
      expect(requests).toEqual([])
    }
  )

  test('is judged again after a redirect, though it was allowed a moment before', async () => {
    answers['/old'] = (_request, response) => {
      nameResolvesTo('127.0.0.2')
      response.writeHead(302, { location: '/file' }).end()
    }
    nameResolvesTo('127.0.0.1')
    await expect(openNamed('/old')).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect(requests).toHaveLength(1)
    expect(vi.mocked(lookup)).toHaveBeenCalledTimes(2)
  })

  test('without an address is unreachable', async () => {
    vi.mocked(lookup).mockImplementationOnce(((
      _name: string,
      _options: object,
      callback: (...args: unknown[]) => void
    ) => {
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
    }) as unknown as typeof lookup)
    await expect(openNamed()).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  })
})

describe.skipIf(!hasOpenssl())('an origin over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'potluck-origin-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key]
  execFileSync('openssl', ['req', '-x509', ...newKey, '-out', cert, '-days', '1', ...subject], { stdio: 'ignore' })
  const ca = readFileSync(cert, 'utf8')
  const credentials = { key: readFileSync(key), cert: ca }
  rmSync(folder, { recursive: true })

  function openSecure(path: string): Promise<OriginResponse> {
    const trust = createSecureContext({ ca })
    return originAccess('127.0.0.1/32', { trust }).open(`https://localhost:${port}${path}`)
  }

  beforeEach(async () => {
    port = await listen(https.createServer(credentials, answer))
  })

  test('is read', async () => {
    expect((await collect((await openSecure('/file')).body)).equals(CONTENT)).toBe(true)
  })

  test('that nobody vouches for is not', async () => {
    await expect(originAccess('127.0.0.1/32').open(`https://localhost:${port}/file`)).rejects.toMatchObject({
      code: 'ORIGIN_UNREACHABLE'
    })
    expect(requests).toEqual([])
  })

  test('is not left for one without', async () => {
    answers['/old'] = (_request, response) => void response.writeHead(302, { location: `http://localhost/` }).end()
    await expect(openSecure('/old')).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
  })
})

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
