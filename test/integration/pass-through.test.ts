// Requests of this machine's own programs, as an origin on loopback sees them, and its answers.
import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Ledger, type PassThroughRequest, type PassThroughResponse } from '../../src/content/index.js'
import { FakeClock } from '../support/fake-clock.js'
import { testOrigins } from '../support/origins.js'

const closing: (() => void)[] = []
let answer: (request: IncomingMessage, response: ServerResponse) => void
let requests: IncomingMessage[]
let port: number
let ledger: Ledger

beforeEach(async () => {
  requests = []
  ledger = new Ledger()
  answer = (_request, response) => void response.end('hello')
  port = await listen(
    http.createServer((request, response) => {
      requests.push(request)
      answer(request, response)
    })
  )
})

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(server: net.Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.close()
    if (server instanceof http.Server) server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

function pass(
  request: Partial<PassThroughRequest> = {},
  origins = testOrigins({ ledger })
): Promise<PassThroughResponse> {
  return origins.passThrough({ method: 'GET', url: `http://127.0.0.1:${port}/`, rawHeaders: [], ...request })
}

describe('a request', () => {
  test('keeps its own headers, each as often as it was there, and loses those of one hop', async () => {
    const rawHeaders = [
      ...['Host', 'elsewhere.example', 'Cookie', 'a=1', 'X-Twice', '1', 'x-twice', '2', 'TE', 'trailers'],
      ...['Connection', 'keep-alive, X-Mine', 'X-Mine', 'secret', 'Keep-Alive', 'timeout=5', 'Upgrade', 'websocket'],
      ...['Proxy-Connection', 'keep-alive', 'Proxy-Authorization', 'Basic c2VjcmV0', 'Via', '1.1 other']
    ]
    expect(await text((await pass({ rawHeaders, url: `http://127.0.0.1:${port}/path?q=1#here` })).body)).toBe('hello')
    expect(requests[0]?.url).toBe('/path?q=1')
    expect(requests[0]?.rawHeaders).toEqual([
      ...['host', `127.0.0.1:${port}`, 'Cookie', 'a=1', 'X-Twice', '1', 'x-twice', '2'],
      ...['Via', expect.stringMatching(/^1\.1 other, 1\.1 potluck-[0-9a-f]{32}$/) as string, 'Connection', 'close']
    ])
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'REPORT'])(
    '%s may have a body of known length',
    async (method) => {
      answer = (request, response) => void request.pipe(response)
      const body = Readable.from([Buffer.from('one '), Buffer.from('two')])
      const { body: echo } = await pass({ method, body, rawHeaders: ['Content-Length', '7'] })
      expect(await text(echo)).toBe('one two')
      expect(requests[0]?.headers).toMatchObject({ 'content-length': '7' })
      expect(requests[0]?.headers).not.toHaveProperty('transfer-encoding')
    }
  )

  test.each(['POST', 'GET'])('%s may have a body of unknown length', async (method) => {
    answer = (request, response) => void request.pipe(response)
    const body = Readable.from([Buffer.from('one '), Buffer.from('two')])
    const { body: echo } = await pass({ method, body, rawHeaders: ['Transfer-Encoding', 'gzip, chunked'] })
    expect(await text(echo)).toBe('one two')
    expect(requests[0]?.headers).toMatchObject({ 'transfer-encoding': 'chunked' })
  })

  test('that announces no body sends none: nothing of it could be taken for another request', async () => {
    const body = Readable.from([Buffer.from('GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n')])
    expect(await text((await pass({ body })).body)).toBe('hello')
    expect(requests).toHaveLength(1)
  })

  test('does not read its body faster than the origin takes it', async () => {
    const huge = 64 * 2 ** 20
    let readBytes = 0
    const body = new Readable({
      read() {
        readBytes += 65_536
        this.push(Buffer.alloc(65_536))
      }
    })
    const asked = new Promise<void>((resolve) => {
      answer = (request) => {
        request.pause()
        resolve()
      }
    })
    const stop = new AbortController()
    const passing = pass({ method: 'POST', body, rawHeaders: ['Content-Length', String(huge)], signal: stop.signal })
    await asked
    let before = -1
    await expect
      .poll(
        () => {
          const stands = before === readBytes
          before = readBytes
          return stands
        },
        { interval: 100 }
      )
      .toBe(true)
    expect(readBytes).toBeLessThan(huge / 4)
    stop.abort(new Error('enough'))
    await expect(passing).rejects.toThrow('enough')
    await expect.poll(() => body.destroyed).toBe(true)
  })

  test('waits with its body until the origin wants it', async () => {
    const order: string[] = []
    const server = http.createServer()
    server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
      order.push('asked')
      response.writeContinue()
      request.pipe(response)
    })
    port = await listen(server)
    const rawHeaders = ['Content-Length', '3', 'Expect', '100-continue']
    const onContinue = (): void => void order.push('continue')
    const { body } = await pass({ method: 'PUT', body: Readable.from([Buffer.from('abc')]), rawHeaders, onContinue })
    expect(await text(body)).toBe('abc')
    expect(order).toEqual(['asked', 'continue'])
  })

  test('keeps its body where the origin answers without it', async () => {
    const server = http.createServer()
    server.on('checkContinue', (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(401).end('who are you')
    })
    port = await listen(server)
    const body = new PassThrough()
    const rawHeaders = ['Content-Length', '3', 'Expect', '100-continue']
    const onContinue = (): void => expect.fail('it was not asked for')
    const response = await pass({ method: 'PUT', body, rawHeaders, onContinue })
    expect(response.status).toBe(401)
    expect(await text(response.body)).toBe('who are you')
  })

  test('sends its body after a second to an origin that does not know that it may be asked for', async () => {
    const clock = new FakeClock()
    const head = new Promise<void>((resolve) => {
      const server = net.createServer((socket) => {
        let heard = ''
        socket.on('data', (chunk) => {
          heard += chunk.toString()
          if (heard.endsWith('\r\n\r\n')) resolve()
          if (heard.endsWith('abc')) socket.end('HTTP/1.1 204 No Content\r\n\r\n')
        })
      })
      closing.push(() => server.close())
      port = 0
      server.listen(0, '127.0.0.1', () => (port = (server.address() as AddressInfo).port))
    })
    await expect.poll(() => port).toBeGreaterThan(0)
    const rawHeaders = ['Content-Length', '3', 'Expect', '100-continue']
    const body = Readable.from([Buffer.from('abc')])
    const passing = pass({ method: 'PUT', body, rawHeaders }, testOrigins({ clock }))
    await head
    await clock.advanceAsync(1_000)
    expect((await passing).status).toBe(204)
  })
})

describe('an answer', () => {
  test.each([200, 204, 301, 302, 304, 404, 407, 500])('with status %d is handed on as it is', async (status) => {
    answer = (_request, response) => void response.writeHead(status, 'In Own Words', { location: '/elsewhere' }).end()
    const response = await pass()
    expect(response).toMatchObject({ status, statusText: 'In Own Words' })
    expect(response.rawHeaders.join('|')).toContain('location|/elsewhere')
    expect(await text(response.body)).toBe('')
    expect(requests).toHaveLength(1)
  })

  test('keeps its headers, each as often as it was there, and loses those of one hop', async () => {
    answer = (_request, response) => {
      response.writeHead(200, [
        ...['Content-Type', 'text/plain', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Content-Length', '5'],
        ...['Connection', 'close, X-Mine', 'X-Mine', '1', 'Keep-Alive', 'timeout=5', 'Proxy-Authenticate', 'Basic'],
        ...['Via', '1.0 origin']
      ])
      response.end('hello')
    }
    const { rawHeaders, body } = await pass()
    expect(await text(body)).toBe('hello')
    expect(rawHeaders.filter((_text, i) => rawHeaders[i - (i % 2)] !== 'Date')).toEqual([
      ...['Content-Type', 'text/plain', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Content-Length', '5'],
      ...['Via', '1.0 origin, 1.1 potluck']
    ])
  })

  test('loses its trailers, and how it was cut into chunks', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { trailer: 'X-Sum' })
      response.write('hel')
      response.addTrailers({ 'X-Sum': '5' })
      response.end('lo')
    }
    const { rawHeaders, body } = await pass()
    expect(await text(body)).toBe('hello')
    expect(rawHeaders.map((name) => name.toLowerCase())).not.toEqual(expect.arrayContaining(['trailer']))
    expect(rawHeaders.map((name) => name.toLowerCase())).not.toEqual(expect.arrayContaining(['transfer-encoding']))
  })

  test('to HEAD says how long it would be', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-length': 5 }).end()
    const { rawHeaders, body } = await pass({ method: 'HEAD' })
    expect(rawHeaders.join('|')).toContain('content-length|5')
    expect(await text(body)).toBe('')
  })

  test('is counted apart', async () => {
    await text((await pass()).body)
    expect(ledger.snapshot().uplink).toEqual({ bytesIn: 0, passedThrough: 5 })
  })

  test('that breaks off is no whole one', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('hello', () => response.destroy())
    }
    await expect(text((await pass()).body)).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test('may take its time, but not more than five minutes', async () => {
    const clock = new FakeClock()
    answer = (_request, response) => void response.write('hel')
    const { body } = await pass({}, testOrigins({ clock }))
    const read = text(body)
    read.catch(() => {})
    await once(body, 'data')
    await clock.advanceAsync(4 * 60_000)
    expect(body.destroyed).toBe(false)
    await clock.advanceAsync(60_000)
    await expect(read).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test.each(['abort', 'destroy'])('that nobody wants any more ends the connection by %s', async (how) => {
    const stop = new AbortController()
    const closed = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        response.once('close', resolve)
        response.write('hel')
      }
    })
    const { body } = await pass({ signal: stop.signal })
    if (how === 'abort') stop.abort(new Error('enough'))
    else body.destroy()
    await closed
  })
})

describe('for a member', () => {
  const asked = { asker: 'member', method: 'POST' } as const

  test('a request and its answer stay as they are, byte for byte', async () => {
    answer = (_request, response) =>
      void response
        .writeHead(200, ['Date', 'now', 'X-Signed', 'a, b', 'Via', '1.0 origin', 'Content-Length', '0'])
        .end()
    const rawHeaders = ['Host', 'elsewhere.example', 'Content-Type', 'text/xml', 'X-Signed', '1', 'Content-Length', '5']
    const origins = testOrigins({ ledger, allowed: [`127.0.0.0/8:${port}`] })
    const response = await pass({ ...asked, rawHeaders, body: Readable.from([Buffer.from('hello')]) }, origins)
    expect(requests[0]?.rawHeaders).toEqual([
      ...['host', `127.0.0.1:${port}`, 'Content-Type', 'text/xml', 'X-Signed', '1', 'Content-Length', '5'],
      ...['Connection', 'keep-alive']
    ])
    const names = response.rawHeaders.filter((_text, i) => i % 2 === 0)
    expect(names).toEqual(['Date', 'X-Signed', 'Via', 'Content-Length'])
    expect(response.rawHeaders[5]).toBe('1.0 origin')
    expect(ledger.snapshot().uplink.passedThrough).toBe(0)
  })

  test('nothing is asked of this node itself, whatever settings name, and of private networks only what they name', async () => {
    const isSelf = (_address: string, own: number): boolean => own === port
    const itself = testOrigins({ isSelf, allowed: [`127.0.0.0/8:${port}`] })
    await expect(pass(asked, itself)).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
    await expect(itself.tunnel('127.0.0.1', port, asked)).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect(await text((await pass({}, itself)).body)).toBe('hello')
    const strict = testOrigins({ allowed: [] })
    await expect(strict.tunnel('10.0.0.1', 80, asked)).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
    await expect(strict.tunnel('192.0.2.1', 22, asked)).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
  })
})

describe('what is not handed on', () => {
  test('a request that this node has sent before', async () => {
    const origins = testOrigins()
    await text((await pass({}, origins)).body)
    const rawHeaders = requests[0]?.rawHeaders ?? []
    expect(origins.isLoop(rawHeaders)).toBe(true)
    await expect(pass({ rawHeaders }, origins)).rejects.toMatchObject({
      code: 'ORIGIN_REFUSED',
      message: expect.stringContaining('a loop') as string
    })
    expect(testOrigins().isLoop(rawHeaders)).toBe(false)
  })

  test('no two requests say that they are of one node', async () => {
    const origins = testOrigins()
    for (let i = 0; i < 2; i++) await text((await pass({}, origins)).body)
    expect(requests[0]?.headers.via).not.toBe(requests[1]?.headers.via)
  })

  test.each([
    ['ftp://127.0.0.1/', 'BAD_URL'],
    ['http://user:secret@127.0.0.1/', 'BAD_URL'],
    ['/path', 'BAD_URL'],
    ['http://127.0.0.1:1/', 'ORIGIN_UNREACHABLE']
  ])('%s', async (url, code) => {
    await expect(pass({ url })).rejects.toMatchObject({ code })
  })

  test('what does not speak HTTP', async () => {
    port = await listen(net.createServer((socket) => socket.end('SSH-2.0-hello\r\n')))
    await expect(pass()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })
})
