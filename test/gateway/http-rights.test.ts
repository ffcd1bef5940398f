// Who may ask the loopback port for what, and what the answers keep pages from.
import { beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { useLoopbackServer } from '../support/loopback-server.js'
import { openRaw, readToEnd } from '../support/raw-http.js'

const at = useLoopbackServer()

describe('who may', () => {
  beforeEach(() => at.server.serve(at.nodeDouble()))

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
    const headers = rights === undefined ? {} : await at.bearer(...rights)
    const answer = await at.ask(path, { method, headers })
    expect([answer.status, answer.problem.code]).toEqual([status, code])
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="potluck"' : null)
    expect(at.reloads).toBe(path === '/v1/reload' && status === 200 ? 1 : 0)
  })

  test('a token in the URL is none', async () => {
    const { token } = await at.tokens.create({ name: 'test', rights: ['read'] })
    for (const name of ['token', 'access_token', 'authorization']) {
      expect((await at.ask(`/v1/groups?${name}=${token}`)).status).toBe(401)
    }
  })

  test('who came without a good token is counted, once a minute, and the at.tokens stay out of it', async () => {
    for (const token of ['plk_secret', 'plk_other']) {
      await at.ask('/v1/groups', { headers: { authorization: `Bearer ${token}` } })
    }
    const warnings = (): string[] => at.entries.filter(({ level }) => level === 'warn').map(({ message }) => message)
    expect(warnings()).toEqual([])
    at.clock.advance(60_000)
    expect(warnings()).toEqual(['2 requests came without a token that is good'])
    at.clock.advance(60_000)
    expect(warnings()).toHaveLength(1)
    expect(JSON.stringify(at.entries)).not.toMatch(/plk_/)
  })

  test('only an owner opens a session of the page; its token has all rights', async () => {
    const init = (headers: object): RequestInit => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"page":true}'
    })
    expect((await at.ask('/v1/tokens', init(await at.bearer('administer')))).problem.code).toBe('FORBIDDEN')
    const headers = { authorization: `Bearer ${(await at.tokens.openPageSession()).token}` }
    const made = await at.ask('/v1/tokens', init(headers))
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await at.ask('/v1/reload', { method: 'POST', headers })).status).toBe(200)
  })

  test('what a revoked token asks just now ends', async () => {
    const { id, token } = await at.tokens.create({ name: 'test', rights: ['publish'] })
    const socket = await openRaw(at.server.port)
    socket.write(
      `POST /v1/content HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nauthorization: Bearer ${token}\r\ncontent-length: 9\r\n\r\nhalf`
    )
    const ended = readToEnd(socket)
    await eventually(() => expect(at.entries.length).toBeGreaterThanOrEqual(0))
    await at.ask('/healthz') // By now the first request has been read.
    await at.tokens.revoke(id)
    await ended
    expect(at.published).toEqual([])
  })

  test('every answer under our own name keeps pages from using it', async () => {
    for (const path of ['/', '/v1/groups', '/https/origin.example/', '/nothing', '/healthz']) {
      const { headers } = await at.ask(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})
