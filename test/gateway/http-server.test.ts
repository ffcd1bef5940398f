// The server of the loopback port over real sockets, with a double of the node behind it.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLogger, seededRandom, silentLogger, type LogEntry } from '../../src/base/index.js'
import { ContentError, Ledger } from '../../src/content/index.js'
import { JSON_BODY_BUDGET_MS, MAX_JSON_BODY_BYTES, MAX_PIPELINED, UPLOAD_STALL_MS } from '../../src/gateway/defaults.js'
import { openHttpServer, type HttpServer } from '../../src/gateway/http-server.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { ProxyState } from '../../src/gateway/proxy/proxy-state.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import { openTokens, type Tokens } from '../../src/gateway/tokens.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { answersIn, openRaw, readToEnd, sendRaw } from '../support/raw-http.js'

let folder: string
let clock: FakeClock
let tokens: Tokens
let server: HttpServer
let entries: LogEntry[]
/** Bodies that were published whole. */
let published: Buffer[]
let reloads: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-http-'))
  clock = new FakeClock()
  entries = []
  published = []
  reloads = 0
  const logger = createLogger((entry) => entries.push(entry), 'debug')
  tokens = await openTokens({ path: join(folder, 'tokens.json'), clock, random: seededRandom(1), logger: silentLogger })
  server = await openHttpServer({ port: 0, clock, logger })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

function nodeDouble(change: Partial<PotluckNode> = {}): PotluckNode {
  const group = {
    id: 'aa'.repeat(32),
    name: 'Home',
    group: { graph: { present: () => [] } },
    content: {
      transfers: () => [],
      publish: async (source: Readable) => {
        published.push(await buffer(source))
        return { bytes: published.at(-1)?.byteLength }
      }
    }
  }
  const node: Partial<PotluckNode> = {
    ...{ clock, tokens, logger: silentLogger, requests: new RequestLog(), peerId: 'peer' },
    proxy: new ProxyState({ clock, ledger: new Ledger(), groups: () => [], wanted: '' }),
    origins: {
      isLoop: () => false,
      passThrough: async () => {
        throw new ContentError('ORIGIN_UNREACHABLE', 'there is no Internet here')
      }
    } as unknown as PotluckNode['origins'],
    groups: () => [group as unknown as NodeGroup],
    group: () => group as unknown as NodeGroup,
    failedGroups: () => [],
    status: () => ({ groups: [], cache: { bytes: 1, maxBytes: 2, blobs: 3 } }) as never,
    ledger: () => ({ uplink: { bytesIn: 7, passedThrough: 5 }, lan: { bytesIn: 3, bytesOut: 2 } }) as never,
    reload: async () => {
      reloads++
      return []
    },
    ...change
  }
  return node as PotluckNode
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly problem: { code?: string; detail?: string }
}

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, init)
  const body = await response.text()
  const isProblem = response.headers.get('content-type') === 'application/problem+json'
  return {
    status: response.status,
    headers: response.headers,
    body,
    problem: isProblem ? (JSON.parse(body) as object) : {}
  }
}

const bearer = async (...rights: ('read' | 'publish' | 'administer')[]): Promise<{ authorization: string }> => ({
  authorization: `Bearer ${(await tokens.create({ name: 'test', rights })).token}`
})

test('a port that is taken cannot be listened on', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const opening = openHttpServer({ port, clock, logger: silentLogger })
  await expect(opening).rejects.toMatchObject({ code: 'CANNOT_LISTEN', cause: { code: 'EADDRINUSE' } })
  taken.close()
})

test('it listens on loopback alone', async () => {
  const elsewhere = httpRequest({ host: '::1', port: server.port })
  const [error] = (await once(elsewhere, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toMatch(/ECONNREFUSED|EADDRNOTAVAIL/)
})

describe('who may', () => {
  beforeEach(() => server.serve(nodeDouble()))

  test.each<[string, string, ('read' | 'publish' | 'administer')[] | undefined, number, string | undefined]>([
    ['GET', '/v1/groups', undefined, 401, 'UNAUTHENTICATED'],
    ['GET', '/v1/groups', ['read'], 200, undefined],
    ['GET', '/v1/groups', ['publish'], 403, 'FORBIDDEN'],
    ['GET', '/v1/groups', ['administer'], 200, undefined],
    ['POST', '/v1/reload', ['read'], 403, 'FORBIDDEN'],
    ['POST', '/v1/reload', ['administer'], 200, undefined],
    ['GET', '/v1/tokens', ['read', 'publish'], 403, 'FORBIDDEN'],
    ['DELETE', '/v1/groups', ['administer'], 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/v1/nothing', ['read'], 404, 'NOT_FOUND']
  ])('%s %s with %j: %d', async (method, path, rights, status, code) => {
    const headers = rights === undefined ? {} : await bearer(...rights)
    const answer = await ask(path, { method, headers })
    expect([answer.status, answer.problem.code]).toEqual([status, code])
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="potluck"' : null)
    expect(reloads).toBe(path === '/v1/reload' && status === 200 ? 1 : 0)
  })

  test('a token in the URL is none', async () => {
    const { token } = await tokens.create({ name: 'test', rights: ['read'] })
    for (const name of ['token', 'access_token', 'authorization']) {
      expect((await ask(`/v1/groups?${name}=${token}`)).status).toBe(401)
    }
  })

  test('who came without a good token is counted, once a minute, and the tokens stay out of it', async () => {
    for (const token of ['plk_secret', 'plk_other']) {
      await ask('/v1/groups', { headers: { authorization: `Bearer ${token}` } })
    }
    const warnings = (): string[] => entries.filter(({ level }) => level === 'warn').map(({ message }) => message)
    expect(warnings()).toEqual([])
    clock.advance(60_000)
    expect(warnings()).toEqual(['2 requests came without a token that is good'])
    clock.advance(60_000)
    expect(warnings()).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toMatch(/plk_/)
  })

  test('only an owner opens a session of the page; its token has all rights', async () => {
    const init = (headers: object): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"page":true}'
    })
    expect((await ask('/v1/tokens', init(await bearer('administer')))).problem.code).toBe('FORBIDDEN')
    const headers = { authorization: `Bearer ${(await tokens.openPageSession()).token}` }
    const made = await ask('/v1/tokens', init(headers))
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await ask('/v1/reload', { method: 'POST', headers })).status).toBe(200)
  })

  test('what a revoked token asks just now ends', async () => {
    const { id, token } = await tokens.create({ name: 'test', rights: ['publish'] })
    const socket = await openRaw(server.port)
    socket.write(
      `POST /v1/content HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: Bearer ${token}\r\ncontent-length: 9\r\n\r\nhalf`
    )
    const ended = readToEnd(socket)
    await eventually(() => expect(entries.length).toBeGreaterThanOrEqual(0))
    await ask('/healthz') // By now the first request has been read.
    await tokens.revoke(id)
    await ended
    expect(published).toEqual([])
  })

  test('every answer under our own name keeps pages from using it', async () => {
    for (const path of ['/', '/v1/groups', '/https/origin.example/', '/nothing', '/healthz']) {
      const { headers } = await ask(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('a JSON body', () => {
  let headers: { [name: string]: string }
  beforeEach(async () => {
    server.serve(nodeDouble())
    headers = await bearer('administer')
  })
  const post = (body: string, type: string): Promise<Answer> =>
    ask('/v1/tokens', { method: 'POST', headers: { ...headers, 'content-type': type }, body })

  test.each([
    ['text/plain', '{}', 415, 'UNSUPPORTED_TYPE'],
    ['application/x-www-form-urlencoded', 'a=b', 415, 'UNSUPPORTED_TYPE'],
    ['application/jsonp', '{}', 415, 'UNSUPPORTED_TYPE'],
    ['application/json', '{', 400, 'BAD_REQUEST'],
    ['application/json', '{}', 400, 'BAD_REQUEST'],
    ['application/json', '{"name":"a","rights":["rule"]}', 400, 'BAD_REQUEST'],
    ['application/json', '{"name":"a","rights":["read"],"more":1}', 400, 'BAD_REQUEST'],
    ['application/json', `"${'x'.repeat(MAX_JSON_BODY_BYTES)}"`, 413, 'TOO_LARGE'],
    ['application/json; charset=utf-8', '{"name":"a","rights":["read"]}', 200, undefined]
  ])('%s %.40s: %d', async (type, body, status, code) => {
    const answer = await post(body, type)
    expect([answer.status, answer.problem.code]).toEqual([status, code])
  })

  test('without a length is bounded too', async () => {
    const socket = await openRaw(server.port)
    const head = `POST /v1/tokens HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: ${headers['authorization']}`
    socket.write(`${head}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`)
    const answered = readToEnd(socket)
    while (!socket.destroyed) {
      socket.write(`10000\r\n${'a'.repeat(65_536)}\r\n`)
      await clock.advanceAsync(100) // The answer waits a while for the rest.
    }
    expect(answersIn(await answered)).toMatchObject([{ status: 413 }])
  })

  test('that stops half way is given up', async () => {
    const socket = await openRaw(server.port)
    const head = `POST /v1/tokens HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: ${headers['authorization']}`
    socket.write(`${head}\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"name":`)
    const answered = readToEnd(socket)
    await ask('/healthz')
    await clock.advanceAsync(JSON_BODY_BUDGET_MS)
    await clock.advanceAsync(10_000)
    expect(answersIn(await answered)).toMatchObject([{ status: 408, headers: { connection: 'close' } }])
  })
})

test('an upload that stops is ended, one that goes on is not', async () => {
  server.serve(nodeDouble())
  const { authorization } = await bearer('publish')
  const start = async (): Promise<Awaited<ReturnType<typeof openRaw>>> => {
    const socket = await openRaw(server.port)
    const head = `POST /v1/content HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: ${authorization}`
    socket.write(`${head}\r\nconnection: close\r\ncontent-length: 4\r\n\r\na`)
    return socket
  }
  const stops = await start()
  const slow = await start()
  const answers = [readToEnd(stops), readToEnd(slow)]
  for (const byte of 'bcd') {
    await ask('/healthz')
    await clock.advanceAsync(UPLOAD_STALL_MS - 10_000)
    slow.write(byte)
    await ask('/healthz')
  }
  const [stopped, went] = (await Promise.all(answers)).map(answersIn)
  expect(stopped).toMatchObject([{ status: 408 }])
  expect(went).toMatchObject([{ status: 200 }])
  expect(published.map(String)).toEqual(['abcd'])
})

describe('what is not HTTP, or HTTP that two programs could read in two ways, is refused and the connection ended', () => {
  beforeEach(() => server.serve(nodeDouble()))
  const host = (): string => `host: 127.0.0.1:${server.port}`
  const smuggled = (): string => `GET /v1/smuggled HTTP/1.1\r\n${host()}\r\n\r\n`

  const cases: [what: string, text: () => string, status: number][] = [
    ['noise', () => '\u0016\u0003\u0001\u0002\u0000\r\n\r\n', 400],
    ['no version', () => 'GET /\r\n\r\n', 421],
    ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['an unknown method', () => `HAX / HTTP/1.1\r\n${host()}\r\n\r\n`, 400],
    [
      'length and chunks',
      () =>
        `POST / HTTP/1.1\r\n${host()}\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${smuggled()}`,
      400
    ],
    [
      'chunks and length',
      () => `POST / HTTP/1.1\r\n${host()}\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n`,
      400
    ],
    [
      'two lengths',
      () => `POST / HTTP/1.1\r\n${host()}\r\ncontent-length: 0\r\ncontent-length: 5\r\n\r\n${smuggled()}`,
      400
    ],
    ['a list of lengths', () => `POST / HTTP/1.1\r\n${host()}\r\ncontent-length: 0, 5\r\n\r\n`, 400],
    ['a length with a sign', () => `POST / HTTP/1.1\r\n${host()}\r\ncontent-length: +5\r\n\r\nhello`, 400],
    ['a length that is none', () => `POST / HTTP/1.1\r\n${host()}\r\ncontent-length: 0x5\r\n\r\nhello`, 400],
    [
      'chunks that are not last',
      () => `POST / HTTP/1.1\r\n${host()}\r\ntransfer-encoding: chunked, identity\r\n\r\n`,
      400
    ],
    ['lines that end with LF alone', () => `POST / HTTP/1.1\n${host()}\ncontent-length: 0\n\n`, 400],
    ['one field that ends with LF alone', () => `GET / HTTP/1.1\r\n${host()}\r\na: b\nc: d\r\n\r\n`, 400],
    ['a folded field', () => `GET / HTTP/1.1\r\n${host()}\r\na: b\r\n c\r\n\r\n`, 400],
    ['a space before the colon', () => `POST / HTTP/1.1\r\n${host()}\r\ncontent-length : 5\r\n\r\nhello`, 400],
    ['a zero byte', () => `GET / HTTP/1.1\r\n${host()}\r\na: b\u0000c\r\n\r\n`, 400],
    [
      'a chunk with a wrong size',
      () => `POST / HTTP/1.1\r\n${host()}\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n`,
      400
    ],
    ['a long line', () => `GET /${'a'.repeat(17_000)} HTTP/1.1\r\n${host()}\r\n\r\n`, 431],
    ['a long field', () => `GET / HTTP/1.1\r\n${host()}\r\na: ${'a'.repeat(17_000)}\r\n\r\n`, 431],
    ['many fields', () => `GET / HTTP/1.1\r\n${host()}\r\n${'a: b\r\n'.repeat(9000)}\r\n`, 431]
  ]

  test.each(cases)('%s', async (_what, text, status) => {
    const answers = answersIn(await sendRaw(server.port, Buffer.from(text(), 'latin1')))
    // Where a request came whole before the wrong bytes, its answer may stand first; nothing else is answered.
    if (answers.length > 0) expect(answers.at(-1)).toMatchObject({ status, headers: { connection: 'close' } })
    expect(JSON.stringify(entries)).not.toContain('smuggled')
    expect((await ask('/healthz')).status).toBe(200)
  })

  test.each([
    ['*', 400],
    ['v1/groups', 400],
    ['ftp://origin.example/', 501]
  ])('the target %s is %d', async (target, status) => {
    const method = target === '*' ? 'OPTIONS' : 'GET'
    const [answer] = answersIn(
      await sendRaw(server.port, `${method} ${target} HTTP/1.1\r\n${host()}\r\nconnection: close\r\n\r\n`)
    )
    expect([400, status]).toContain(answer?.status)
  })

  test.each(['', 'host: evil.example\r\n', `host: 127.0.0.1\r\nhost: evil.example\r\n`])(
    'hosts %j are 421',
    async (fields) => {
      const [answer] = answersIn(
        await sendRaw(server.port, `GET /v1/groups HTTP/1.1\r\n${fields}connection: close\r\n\r\n`)
      )
      expect(answer).toMatchObject({ status: 421, headers: { 'content-type': 'application/problem+json' } })
    }
  )

  test('a URL that names us counts, not the Host beside it', async () => {
    const { authorization } = await bearer('read')
    const line = (authority: string): string =>
      `GET http://${authority}/v1/groups HTTP/1.1\r\nhost: evil.example\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`
    const [ours] = answersIn(await sendRaw(server.port, line(`127.0.0.1:${server.port}`)))
    expect(ours?.status).toBe(200)
    const [theirs] = answersIn(await sendRaw(server.port, line(`evil.example:${server.port}`)))
    expect(theirs?.status).not.toBe(200)
  })
})

describe('connections', () => {
  beforeEach(() => server.serve(nodeDouble()))
  const one = (last = false): string =>
    `GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\n${last ? 'connection: close\r\n' : ''}\r\n`

  test('requests that are sent ahead are answered in order', async () => {
    const answers = answersIn(await sendRaw(server.port, one().repeat(9) + one(true)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  })

  test('a header is heard wherever it stands', async () => {
    const head = `GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\n${'a: b\r\n'.repeat(3000)}`
    const text = await sendRaw(server.port, `${head}origin: http://evil.example\r\nconnection: close\r\n\r\n`)
    expect(answersIn(text)).toMatchObject([{ status: 403 }])
  })

  test('too many sent ahead end it', async () => {
    const { authorization } = await bearer('publish')
    const head = `POST /v1/content HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: ${authorization}\r\n`
    const text = await sendRaw(server.port, `${head}content-length: 0\r\n\r\n`.repeat(MAX_PIPELINED * 20) + one(true))
    expect(answersIn(text).length).toBeLessThan(MAX_PIPELINED * 20)
  })

  test('whoever has sent all and closed that half still gets the answer', async () => {
    const socket = await openRaw(server.port, { allowHalfOpen: true })
    const text = readToEnd(socket)
    socket.end(one())
    expect(answersIn(await text)).toMatchObject([{ status: 200 }])
  })
})

describe('while the node starts', () => {
  test('it is alive and not ready, and the rest waits', async () => {
    expect(await ask('/healthz')).toMatchObject({ status: 200, body: '{"alive":true}' })
    expect(await ask('/readyz')).toMatchObject({ status: 503, body: '{"ready":false,"reasons":["the node starts"]}' })
    expect((await ask('/metrics')).problem.code).toBe('NOT_READY')
    expect((await ask('/readyz', { headers: { origin: 'http://evil.example' } })).problem.code).toBe('FOREIGN_PAGE')
    const waiting = ask('/v1/groups')
    server.serve(nodeDouble())
    expect((await waiting).status).toBe(401)
  })
})

describe('what monitors ask', () => {
  test.each<[string, Partial<PotluckNode>, number, string[]]>([
    ['a group', {}, 200, []],
    ['no group yet', { groups: () => [] }, 503, ['there is no group yet']],
    [
      'a group that failed',
      { failedGroups: () => [{ id: 'a', code: 'CERTIFICATE_EXPIRED', message: 'of alice' }] },
      503,
      ['a group is not open: CERTIFICATE_EXPIRED']
    ]
  ])('%s', async (_what, change, status, reasons) => {
    server.serve(nodeDouble(change))
    const answer = await ask('/readyz')
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { ready: status === 200, reasons }])
  })

  test('metrics are Prometheus text, counted as things happen', async () => {
    server.serve(nodeDouble())
    await ask('/v1/groups', { headers: await bearer('read') })
    await ask('/v1/groups')
    const { body, headers } = await ask('/metrics')
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(body).toContain('potluck_http_requests_total{kind="api",outcome="done"} 1\n')
    expect(body).toContain('potluck_http_requests_total{kind="api",outcome="refused"} 1\n')
    expect(body).toContain('potluck_received_bytes_total{source="uplink"} 7\n')
    expect((await ask('/metrics')).body).toContain('potluck_received_bytes_total{source="uplink"} 7\n')
  })

  test('a POST is not understood', async () => {
    server.serve(nodeDouble())
    expect((await ask('/metrics', { method: 'POST' })).status).toBe(405)
  })
})

test('the log has host and outcome of each request at info, and nothing of what is private', async () => {
  server.serve(nodeDouble())
  await ask('/v1/explain?url=https://origin.example/private%3Fkey=1', { headers: { authorization: 'Bearer plk_mine' } })
  await ask('/https/origin.example/secret/path?password=hunter2')
  await eventually(() => expect(entries.filter(({ message }) => message === 'answered')).toHaveLength(2))
  const info = entries.filter(({ level }) => level === 'info')
  expect(info.map(({ fields }) => [fields['kind'], fields['host'], fields['status']])).toEqual([
    ['api', 'origin.example', 401],
    ['path', 'origin.example', expect.any(Number)]
  ])
  expect(JSON.stringify(info)).not.toMatch(/private|secret|hunter2|plk_/)
  expect(JSON.stringify(entries)).not.toMatch(/hunter2|plk_/)
})
