// Bodies that are sent to the loopback port: their kind, size and pace.
import { beforeEach, describe, expect, test } from 'vitest'
import { JSON_BODY_BUDGET_MS, MAX_JSON_BODY_BYTES, UPLOAD_STALL_MS } from '../../src/gateway/defaults.js'
import { useLoopbackServer, type Answer } from '../support/loopback-server.js'
import { answersIn, openRaw, readToEnd } from '../support/raw-http.js'

const at = useLoopbackServer()

describe('a JSON body', () => {
  let headers: { [name: string]: string }
  beforeEach(async () => {
    at.server.serve(at.nodeDouble())
    headers = await at.bearer('administer')
  })
  const post = (body: string, type: string): Promise<Answer> =>
    at.ask('/v1/tokens', { method: 'POST', headers: { ...headers, 'content-type': type }, body })

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
    const socket = await openRaw(at.server.port)
    const head = `POST /v1/tokens HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nauthorization: ${headers['authorization']}`
    socket.write(`${head}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`)
    const answered = readToEnd(socket)
    while (!socket.destroyed) {
      socket.write(`10000\r\n${'a'.repeat(65_536)}\r\n`)
      await at.clock.advanceAsync(100) // The answer waits a while for the rest.
    }
    expect(answersIn(await answered)).toMatchObject([{ status: 413 }])
  })

  test('that stops half way is given up', async () => {
    const socket = await openRaw(at.server.port)
    const head = `POST /v1/tokens HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nauthorization: ${headers['authorization']}`
    socket.write(`${head}\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"name":`)
    const answered = readToEnd(socket)
    await at.ask('/healthz')
    await at.clock.advanceAsync(JSON_BODY_BUDGET_MS)
    await at.clock.advanceAsync(10_000)
    expect(answersIn(await answered)).toMatchObject([{ status: 408, headers: { connection: 'close' } }])
  })
})

test('an upload that stops is ended, one that goes on is not', async () => {
  at.server.serve(at.nodeDouble())
  const { authorization } = await at.bearer('publish')
  const start = async (): Promise<Awaited<ReturnType<typeof openRaw>>> => {
    const socket = await openRaw(at.server.port)
    const head = `POST /v1/content HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nauthorization: ${authorization}`
    socket.write(`${head}\r\nconnection: close\r\ncontent-length: 4\r\n\r\na`)
    return socket
  }
  const stops = await start()
  const slow = await start()
  const answers = [readToEnd(stops), readToEnd(slow)]
  for (const byte of 'bcd') {
    await at.ask('/healthz')
    await at.clock.advanceAsync(UPLOAD_STALL_MS - 10_000)
    slow.write(byte)
    await at.ask('/healthz')
  }
  const [stopped, went] = (await Promise.all(answers)).map(answersIn)
  expect(stopped).toMatchObject([{ status: 408 }])
  expect(went).toMatchObject([{ status: 200 }])
  expect(at.published.map(String)).toEqual(['abcd'])
})
