// What hostile or broken programs send to the loopback port.
import { beforeEach, describe, expect, test } from 'vitest'
import { useLoopbackServer } from '../support/loopback-server.js'
import { answersIn, sendRaw } from '../support/raw-http.js'

const at = useLoopbackServer()

describe('what is not HTTP, or HTTP that two programs could read in two ways, is refused and the connection ended', () => {
  beforeEach(() => at.server.serve(at.nodeDouble()))
  const host = (): string => `host: 127.0.0.1:${at.server.port}`
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
    const answers = answersIn(await sendRaw(at.server.port, Buffer.from(text(), 'latin1')))
    // Where a request came whole before the wrong bytes, its answer may stand first; nothing else is answered.
    if (answers.length > 0) expect(answers.at(-1)).toMatchObject({ status, headers: { connection: 'close' } })
    expect(JSON.stringify(at.entries)).not.toContain('smuggled')
    expect((await at.ask('/healthz')).status).toBe(200)
  })

  test.each([
    ['*', 400],
    ['v1/groups', 400],
    ['ftp://origin.example/', 501]
  ])('the target %s is %d', async (target, status) => {
    const method = target === '*' ? 'OPTIONS' : 'GET'
    const [answer] = answersIn(
      await sendRaw(at.server.port, `${method} ${target} HTTP/1.1\r\n${host()}\r\nconnection: close\r\n\r\n`)
    )
    expect([400, status]).toContain(answer?.status)
  })

  test.each(['', 'host: evil.example\r\n', `host: 127.0.0.1\r\nhost: evil.example\r\n`])(
    'hosts %j are 421',
    async (fields) => {
      const [answer] = answersIn(
        await sendRaw(at.server.port, `GET /v1/groups HTTP/1.1\r\n${fields}connection: close\r\n\r\n`)
      )
      expect(answer).toMatchObject({ status: 421, headers: { 'content-type': 'application/problem+json' } })
    }
  )

  test('a URL that names us counts, not the Host beside it', async () => {
    const { authorization } = await at.bearer('read')
    const line = (authority: string): string =>
      `GET http://${authority}/v1/groups HTTP/1.1\r\nhost: evil.example\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`
    const [ours] = answersIn(await sendRaw(at.server.port, line(`127.0.0.1:${at.server.port}`)))
    expect(ours?.status).toBe(200)
    const [theirs] = answersIn(await sendRaw(at.server.port, line(`evil.example:${at.server.port}`)))
    expect(theirs?.status).not.toBe(200)
  })
})
