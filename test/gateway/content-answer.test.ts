// Over real sockets, with a double of the content.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ContentError, type FetchedContent, type FetchFreshness, type FetchResult } from '../../src/content/index.js'
import { answerWithContent, type ContentAnswered } from '../../src/gateway/content-answer.js'
import type { AskedFreshness } from '../../src/gateway/asked-freshness.js'
import { fetchedDouble, type FetchedInit } from '../support/fetched.js'

const CONTENT = Buffer.from(Array.from({ length: 5000 }, (_none, i) => i % 251))
const LAST_MODIFIED = 'Sat, 21 Nov 2026 10:00:00 GMT'

let server: http.Server
let port: number
/** What is fetched, by the offsets asked for. */
let content: FetchedInit
let opened: FetchedContent[]
let offsets: number[]
/** How the last answer ended. */
let answered: Promise<ContentAnswered>
let freshness: AskedFreshness
let afterOpening: () => void

beforeEach(async () => {
  content = { content: CONTENT, facts: { etag: '"v1"', lastModified: LAST_MODIFIED, contentType: 'text/plain' } }
  opened = []
  offsets = []
  freshness = 'default'
  afterOpening = () => {}
  server = http.createServer((request, response) => {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    answered = answerWithContent({ request, response, open, freshness, signal: gone.signal })
    answered.catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function open({ offset }: { offset: number }): Promise<FetchedContent> {
  offsets.push(offset)
  const { bytes = content.content.byteLength } = content
  if (offset > 0 && offset >= bytes) throw new ContentError('BAD_OFFSET', 'beyond the end')
  const fetched = fetchedDouble({ ...content, offset })
  opened.push(fetched)
  afterOpening()
  return fetched
}

async function ask(
  headers: http.OutgoingHttpHeaders = {},
  method = 'GET'
): Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; body: Buffer }> {
  const request = http.request({ port, host: '127.0.0.1', headers, method, agent: false }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) }
}

describe('content is answered', () => {
  test('whole, with its length and what the origin said', async () => {
    content.facts = {
      ...content.facts,
      ...{ cacheControl: 'max-age=60', expires: LAST_MODIFIED, date: LAST_MODIFIED, vary: 'Accept-Encoding' },
      ...{ contentDisposition: 'attachment', contentLanguage: 'en' }
    }
    content.digest = '00'.repeat(32)
    const { status, headers, body } = await ask()
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-length': '5000',
      'content-type': 'text/plain',
      'accept-ranges': 'bytes',
      etag: '"v1"',
      'last-modified': LAST_MODIFIED,
      'cache-control': 'max-age=60',
      expires: LAST_MODIFIED,
      date: LAST_MODIFIED,
      vary: 'Accept-Encoding',
      'content-disposition': 'attachment',
      'content-language': 'en',
      'repr-digest': `sha-256=:${'A'.repeat(43)}=:`
    })
    expect(body.equals(CONTENT)).toBe(true)
  })

  test('in chunks where nobody knows its length, and then in no parts', async () => {
    content.bytes = undefined
    const { status, headers, body } = await ask({ range: 'bytes=100-' })
    expect([status, headers['transfer-encoding'], headers['accept-ranges']]).toEqual([200, 'chunked', undefined])
    expect(body.equals(CONTENT)).toBe(true)
  })

  test('with where redirects led, if that is known', async () => {
    expect((await ask()).headers['content-location']).toBeUndefined()
    content.facts = { ...content.facts, redirected: true, finalUrl: 'http://mirror.example/file' }
    expect((await ask()).headers['content-location']).toBe('http://mirror.example/file')
  })

  test('though it is empty', async () => {
    content.content = Buffer.alloc(0)
    expect(await ask()).toMatchObject({ status: 200, headers: { 'content-length': '0' } })
  })

  test('to HEAD without a body, which is not read', async () => {
    const { status, headers, body } = await ask({ range: 'bytes=1-2' }, 'HEAD')
    expect([status, headers['content-length'], body.byteLength]).toEqual([200, '5000', 0])
    await answered
    expect(opened.map(({ body: read }) => read.destroyed)).toEqual([true])
  })
})

describe('a part is answered', () => {
  test.each([
    ['bytes=0-', [0], 0, 4999],
    ['bytes=0-0', [0], 0, 0],
    ['bytes=1234-', [1234], 1234, 4999],
    ['bytes=1234-2345', [1234], 1234, 2345],
    ['bytes=4999-9999', [4999], 4999, 4999],
    ['bytes=-1', [0, 4999], 4999, 4999],
    ['bytes=-5000', [0], 0, 4999],
    ['bytes=-9999', [0], 0, 4999]
  ])('%s, from where it begins', async (range, asked, first, last) => {
    const { status, headers, body } = await ask({ range })
    expect(status).toBe(206)
    expect(headers['content-range']).toBe(`bytes ${first}-${last}/5000`)
    expect(headers['content-length']).toBe(String(last - first + 1))
    expect(body.equals(CONTENT.subarray(first, last + 1))).toBe(true)
    expect(offsets).toEqual(asked)
    await answered
    for (const { body: read } of opened) expect(read.destroyed).toBe(true)
  })

  test('not where nothing lies', async () => {
    expect(await ask({ range: 'bytes=5000-' })).toMatchObject({
      status: 416,
      headers: { 'content-range': 'bytes */5000', 'content-length': '0' }
    })
  })

  test('of the version that If-Range names, else the whole', async () => {
    expect((await ask({ range: 'bytes=1-', 'if-range': '"v1"' })).status).toBe(206)
    const other = await ask({ range: 'bytes=1-', 'if-range': '"v0"' })
    expect([other.status, other.body.equals(CONTENT)]).toEqual([200, true])
    const shrunk = await ask({ range: 'bytes=6000-', 'if-range': '"v0"' })
    expect([shrunk.status, shrunk.body.equals(CONTENT)]).toEqual([200, true])
  })

  test('whole, where it changes while its end is looked for', async () => {
    // Between the first look and the second, another version takes its place.
    const changed = { content: CONTENT.subarray(0, 4995), facts: { etag: '"v2"' } }
    afterOpening = () => (content = changed)
    const { status, headers, body } = await ask({ range: 'bytes=-10' })
    expect([status, headers.etag, body.byteLength]).toEqual([200, '"v2"', 4995])
  })
})

describe('nothing is sent again', () => {
  test.each([
    ['the ETag', { 'if-none-match': '"v0", "v1"' }],
    ['any version', { 'if-none-match': '*' }],
    ['the ETag weakly', { 'if-none-match': 'W/"v1"' }],
    ['the date', { 'if-modified-since': LAST_MODIFIED }],
    ['the ETag, asking for a part', { 'if-none-match': '"v1"', range: 'bytes=100-' }],
    ['the ETag, and wants the origin asked', { 'if-none-match': '"v1"', 'cache-control': 'no-cache' }]
  ])('to who has it by %s', async (_how, asked) => {
    const { status, headers, body } = await ask(asked)
    expect([status, headers.etag, headers['content-length'], body.byteLength]).toEqual([304, '"v1"', undefined, 0])
    await answered
    expect(opened.every(({ body: read }) => read.destroyed)).toBe(true)
  })

  test.each([
    ['another ETag', { 'if-none-match': '"v0"' }],
    ['another ETag, though the date fits', { 'if-none-match': '"v0"', 'if-modified-since': LAST_MODIFIED }],
    ['an earlier date', { 'if-modified-since': 'Fri, 20 Nov 2026 10:00:00 GMT' }],
    ['no date', { 'if-modified-since': 'yesterday' }]
  ])('except to who has %s', async (_what, asked) => {
    expect((await ask(asked)).status).toBe(200)
  })
})

describe('Cache-Status and Age say how it came', () => {
  test.each<[Partial<FetchFreshness>, AskedFreshness, string, string | undefined]>([
    [{}, 'default', 'potluck; fwd=uri-miss', undefined],
    [{ collapsed: true }, 'default', 'potluck; fwd=uri-miss; collapsed', undefined],
    [{ collapsed: true, ageMs: 63_000 }, 'default', 'potluck; fwd=uri-miss; collapsed', '63'],
    [{ hit: true, ageMs: 1999 }, 'default', 'potluck; hit', '1'],
    [{ hit: true, ageMs: -5 }, 'default', 'potluck; hit', '0'],
    [{ hit: true, ageMs: 5000 }, 'held', 'potluck; hit', '5'],
    [{ hit: true, revalidated: true }, 'default', 'potluck; fwd=stale; fwd-status=304', undefined],
    [{ hit: true, revalidated: true }, 'revalidate', 'potluck; fwd=request; fwd-status=304', undefined],
    [{}, 'revalidate', 'potluck; fwd=request', undefined],
    [{ hit: true, stale: true, ageMs: 86_400_000 }, 'default', 'potluck; fwd=stale; detail=origin-silent', '86400'],
    [{ hit: true, stale: true, ageMs: 86_400_000 }, 'held', 'potluck; hit; detail=stale', '86400']
  ])('%j, asked %s: %s', async (said, asked, cacheStatus, age) => {
    content.freshness = said
    freshness = asked
    const { headers } = await ask()
    expect([headers['cache-status'], headers.age]).toEqual([cacheStatus, age])
  })

  test.each<[Partial<FetchFreshness>, string | undefined, string | undefined]>([
    [{ ageMs: 90_000 }, '90', '90'],
    [{ hit: true, revalidated: true }, '90', '90'],
    [{ hit: true, ageMs: 95_000 }, '90', '95'],
    [{}, 'soon', undefined]
  ])('%j, from a cache that said Age: %s: %s', async (said, age, expected) => {
    content.freshness = said
    content.facts = { ...content.facts, age }
    expect((await ask()).headers.age).toBe(expected)
  })
})

describe('what breaks midway', () => {
  test('cuts the connection', async () => {
    content = { content: CONTENT.subarray(0, 3000), bytes: 5000, breaksWith: new ContentError('ORIGIN_BROKEN', 'gone') }
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' })
    await expect(answered).rejects.toMatchObject({ code: 'ORIGIN_BROKEN' })
  })

  test.each([
    ['longer', 4000],
    ['shorter', 6000]
  ])('cuts it where the content is %s than was said', async (_how, bytes) => {
    content.bytes = bytes
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test.each([[5000], [undefined]])('cuts it where the whole turns out wrong (said length: %s)', async (bytes) => {
    content.bytes = bytes
    content.done = Promise.reject(new ContentError('ORIGIN_BROKEN', 'another digest'))
    content.done.catch(() => {})
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test('does not concern a part that ends before', async () => {
    content.done = Promise.reject(new ContentError('ORIGIN_BROKEN', 'another digest'))
    content.done.catch(() => {})
    expect((await ask({ range: 'bytes=0-4998' })).body.byteLength).toBe(4999)
    await expect(ask({ range: 'bytes=4000-' })).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test('resets the connection of an HTTP/1.0 client that was told no length', async () => {
    content = { content: CONTENT, bytes: undefined, breaksWith: new ContentError('ORIGIN_BROKEN', 'gone') }
    // Node's own client takes a reset after a short read for an end.
    const curl = await promisify(execFile)('curl', ['-s', '--http1.0', '-o', '/dev/null', `http://127.0.0.1:${port}/`])
      .then(() => 'ended well')
      .catch((error: { code: number }) => error.code)
    expect(curl).toBe(56) // CURLE_RECV_ERROR
  })

  test('before the first byte leaves the answer to the caller', async () => {
    server.removeAllListeners('request')
    server.on('request', (request: IncomingMessage, response: http.ServerResponse) => {
      const init = { request, response, open, signal: new AbortController().signal }
      const opened = (): void => {
        throw new Error('not this one')
      }
      answerWithContent({ ...init, opened }).catch(() => response.writeHead(418).end())
    })
    expect((await ask()).status).toBe(418)
  })
})

test('the last bytes wait until the whole is known to be right', async () => {
  let verified: (result: FetchResult) => void = () => {}
  content.done = new Promise((resolve) => (verified = resolve))
  const request = http.request({ port, host: '127.0.0.1', agent: false }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let received = 0
  response.on('data', (chunk: Buffer) => {
    received += chunk.byteLength
    if (received === 4000) setImmediate(() => verified({} as FetchResult))
  })
  await once(response, 'end')
  expect(received).toBe(5000)
})

test('a caller that goes away ends the reading', async () => {
  content = { content: Buffer.alloc(50_000_000) }
  const request = http.request({ port, host: '127.0.0.1', agent: false }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  response.destroy()
  await expect(answered).rejects.toMatchObject({ code: expect.stringMatching(/ABORT|PREMATURE/) as string })
  expect(opened[0]?.body.destroyed).toBe(true)
})
