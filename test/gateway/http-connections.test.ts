// Connections to the loopback port: requests sent ahead, too many, half closed.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { createOriginAccess, Ledger, originPolicy } from '../../src/content/index.js'
import { MAX_PIPELINED, MAX_WATCHERS, REFUSED_LINGER_MS } from '../../src/gateway/defaults.js'
import { eventually } from '../support/eventually.js'
import { useLoopbackServer } from '../support/loopback-server.js'
import { answersIn, openRaw, readToEnd, sendRaw } from '../support/raw-http.js'

const at = useLoopbackServer()

describe('connections', () => {
  beforeEach(() => at.server.serve(at.nodeDouble()))
  const one = (last = false): string =>
    `GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\n${last ? 'connection: close\r\n' : ''}\r\n`

  test('requests that are sent ahead are answered in order', async () => {
    const answers = answersIn(await sendRaw(at.server.port, one().repeat(9) + one(true)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  })

  test('a header is heard wherever it stands', async () => {
    const head = `GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\n${'a: b\r\n'.repeat(3000)}`
    const text = await sendRaw(at.server.port, `${head}origin: http://evil.example\r\nconnection: close\r\n\r\n`)
    expect(answersIn(text)).toMatchObject([{ status: 403 }])
  })

  test('too many sent ahead end it', async () => {
    const { authorization } = await at.bearer('publish')
    const head = `POST /v1/content HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nauthorization: ${authorization}\r\n`
    const publish = `${head}content-length: 0\r\n\r\n`
    const many = answersIn(await sendRaw(at.server.port, publish.repeat(MAX_PIPELINED - 1) + one(true)))
    expect(many.map(({ status }) => status)).toEqual(Array.from({ length: MAX_PIPELINED }, () => 200))
    const begun = at.published.length
    // All that are in the first piece read from the socket come at once: what is over is not answered, and what waits neither.
    const text = await sendRaw(at.server.port, publish.repeat(MAX_PIPELINED * 20) + one(true))
    expect(answersIn(text).length).toBeLessThanOrEqual(MAX_PIPELINED)
    expect(at.published.length - begun).toBeLessThanOrEqual(MAX_PIPELINED)
  })

  test('whoever has sent all and closed that half still gets the answer', async () => {
    const socket = await openRaw(at.server.port, { allowHalfOpen: true })
    const text = readToEnd(socket)
    socket.end(one())
    expect(answersIn(await text)).toMatchObject([{ status: 200 }])
  })
})

describe('a connection that is refused', () => {
  beforeEach(() => at.server.serve(at.nodeDouble()))
  const connections = async (): Promise<number> => {
    const { body } = await at.ask('/metrics')
    return Number(/^potluck_http_connections (\d+)$/m.exec(body)?.[1])
  }
  // To this node itself, and to nowhere.
  const refused: [what: string, text: () => string, status: number][] = [
    ['a tunnel', () => `CONNECT 127.0.0.1:${at.server.port} HTTP/1.1\r\nhost: a\r\n\r\n`, 508],
    ['a tunnel with bytes behind', () => `CONNECT nowhere HTTP/1.1\r\nhost: a\r\n\r\n${'a'.repeat(2 ** 20)}`, 400],
    ['what is not HTTP', () => 'HAX\r\n\r\n', 400],
    ['a head of megabytes', () => `GET / HTTP/1.1\r\nhost: a\r\na: ${'a'.repeat(2 ** 21)}\r\n\r\n`, 431]
  ]

  test.each(refused)('ends, though its caller keeps its side open: %s', async (_what, text, status) => {
    const sockets = await Promise.all(
      Array.from({ length: 20 }, () => openRaw(at.server.port, { allowHalfOpen: true }))
    )
    const answers = sockets.map(async (socket) => {
      const chunks: Buffer[] = []
      socket.on('data', (chunk: Buffer) => chunks.push(chunk)).write(text())
      await once(socket, 'end')
      return answersIn(Buffer.concat(chunks).toString('latin1'))
    })
    for (const answer of answers) expect(await answer).toMatchObject([{ status, headers: { connection: 'close' } }])
    expect(await connections()).toBeGreaterThan(20)
    at.clock.advance(REFUSED_LINGER_MS)
    await eventually(async () => expect(await connections()).toBeLessThan(5)) // Those of who asks.
    for (const socket of sockets) socket.destroy()
  })

  test.each(refused)('ends at once where its caller does: %s', async (_what, text, status) => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendRaw(at.server.port, text())))
    for (const answer of answers) expect(answersIn(answer)).toMatchObject([{ status }])
    await eventually(async () => expect(await connections()).toBeLessThan(5))
  })
})

describe('requests that were sent ahead of answers end with their connection', () => {
  const running = async (): Promise<number> => {
    const { body } = await at.ask('/metrics')
    return Number(/^potluck_http_requests_running (\d+)$/m.exec(body)?.[1])
  }
  /** Sends them all on one connection, and resets it when the first bytes of an answer have come, or `until` says so. */
  const sendAndReset = async (text: string, until?: () => void): Promise<void> => {
    const socket = await openRaw(at.server.port)
    socket.write(text)
    if (until === undefined) await once(socket, 'data')
    else await eventually(until)
    socket.resetAndDestroy()
  }

  test('those of watches, also when all places were taken by them', async () => {
    at.server.serve(at.nodeDouble())
    const { authorization } = await at.bearer('read')
    const watch = `GET /v1/transfers HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nauthorization: ${authorization}\r\naccept: text/event-stream\r\n\r\n`
    for (let sent = 0; sent <= MAX_WATCHERS; sent += MAX_PIPELINED) await sendAndReset(watch.repeat(MAX_PIPELINED))
    await eventually(async () => expect(await running()).toBe(1)) // The one that asks.
    const again = await openRaw(at.server.port)
    again.write(watch)
    const [bytes] = (await once(again, 'data')) as [Buffer]
    expect(String(bytes)).toMatch(/^HTTP\/1\.1 200 /)
    again.destroy()
  })

  test('those to origins: the origin sees its connections close', async () => {
    const sockets = new Set<Socket>()
    const asked: (string | undefined)[] = []
    const origin = createServer(({ url }) => asked.push(url)).listen(0, '127.0.0.1')
    origin.on('connection', (socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    await once(origin, 'listening')
    const { port } = origin.address() as AddressInfo
    const ledger = new Ledger()
    const policy = originPolicy(['127.0.0.0/8'])
    const origins = createOriginAccess({ clock: at.clock, policy, ledger, random: seededRandom(9) })
    at.server.serve(at.nodeDouble({ origins, groups: () => [] }))
    const get = (path: string): string =>
      `GET http://127.0.0.1:${port}${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`
    const paths = Array.from({ length: 10 }, (_, index) => `/${index}`)
    await sendAndReset(paths.map(get).join(''), () => expect(asked).toEqual(['/0']))
    await eventually(() => expect(sockets.size).toBe(0))
    await eventually(async () => expect(await running()).toBe(1))
    expect(asked).toEqual(['/0'])
    origin.close()
  })

  test('a tunnel is not begun while an answer is on its way', async () => {
    at.server.serve(at.nodeDouble())
    const { authorization } = await at.bearer('read')
    const socket = await openRaw(at.server.port)
    const text = readToEnd(socket)
    const host = `host: 127.0.0.1:${at.server.port}\r\nauthorization: ${authorization}\r\n`
    socket.write(`GET /v1/transfers HTTP/1.1\r\n${host}accept: text/event-stream\r\n\r\n`)
    socket.write('CONNECT origin.example:443 HTTP/1.1\r\nhost: origin.example\r\n\r\n')
    expect((await text).match(/^HTTP\/1\.1 /gm) ?? []).toHaveLength(1)
    await eventually(async () => expect(await running()).toBe(1))
  })
})
