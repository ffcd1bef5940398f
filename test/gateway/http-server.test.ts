// The server of the loopback port: where it listens, what it says of itself to monitors and in the log.
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { openHttpServer } from '../../src/gateway/http-server.js'
import type { PotluckNode } from '../../src/gateway/node.js'
import { eventually } from '../support/eventually.js'
import { useLoopbackServer } from '../support/loopback-server.js'
import { answersIn, sendRaw } from '../support/raw-http.js'

const at = useLoopbackServer()

test('a port that is taken cannot be listened on', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const opening = openHttpServer({ port, clock: at.clock, logger: silentLogger })
  await expect(opening).rejects.toMatchObject({ code: 'CANNOT_LISTEN', cause: { code: 'EADDRINUSE' } })
  taken.close()
})

test('it listens on loopback alone', async () => {
  const elsewhere = httpRequest({ host: '::1', port: at.server.port })
  const [error] = (await once(elsewhere, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toMatch(/ECONNREFUSED|EADDRNOTAVAIL/)
})

describe('while the node starts', () => {
  test('it is alive and not ready, and the rest waits', async () => {
    expect(await at.ask('/healthz')).toMatchObject({ status: 200, body: '{"alive":true}' })
    expect(await at.ask('/readyz')).toMatchObject({
      status: 503,
      body: '{"ready":false,"reasons":["the node starts"]}'
    })
    expect((await at.ask('/metrics')).problem.code).toBe('NOT_READY')
    expect((await at.ask('/readyz', { headers: { origin: 'http://evil.example' } })).problem.code).toBe('FOREIGN_PAGE')
    const waiting = at.ask('/v1/groups')
    at.server.serve(at.nodeDouble())
    expect((await waiting).status).toBe(401)
  })
})

describe('what monitors ask', () => {
  test.each<[string, Partial<PotluckNode>, number, string[]]>([
    ['a group', {}, 200, []],
    ['no group yet', { groups: () => [] }, 200, ['there is no group yet']],
    [
      'a group that failed among others',
      { failedGroups: () => [{ id: 'a', code: 'CERTIFICATE_EXPIRED', message: 'of alice' }] },
      200,
      ['a group is not open: CERTIFICATE_EXPIRED']
    ],
    [
      'a group that failed, the only one',
      {
        groups: () => [],
        failedGroups: () => [{ id: 'a', code: 'CERTIFICATE_EXPIRED', message: 'of alice' }]
      },
      503,
      ['a group is not open: CERTIFICATE_EXPIRED']
    ],
    ['a node that stops, though its groups are there yet', { isStopping: true }, 503, ['the node is stopping']]
  ])('%s', async (_what, change, status, reasons) => {
    at.server.serve(at.nodeDouble(change))
    const answer = await at.ask('/readyz')
    expect([answer.status, JSON.parse(answer.body)]).toEqual([status, { ready: status === 200, reasons }])
  })

  test('metrics are Prometheus text, counted as things happen', async () => {
    at.server.serve(at.nodeDouble())
    await at.ask('/v1/groups', { headers: await at.bearer('read') })
    await at.ask('/v1/groups')
    const { body, headers } = await at.ask('/metrics')
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(body).toContain('potluck_http_requests_total{kind="api",outcome="done"} 1\n')
    expect(body).toContain('potluck_http_requests_total{kind="api",outcome="refused"} 1\n')
    expect(body).toContain('potluck_received_bytes_total{source="uplink"} 7\n')
    expect((await at.ask('/metrics')).body).toContain('potluck_received_bytes_total{source="uplink"} 7\n')
  })

  test('a tunnel that is refused is not counted as one that was', async () => {
    at.server.serve(at.nodeDouble())
    for (const target of ['nonsense', `127.0.0.1:${at.server.port}`]) {
      await sendRaw(at.server.port, `CONNECT ${target} HTTP/1.1\r\nhost: a\r\n\r\n`)
    }
    const { body } = await at.ask('/metrics')
    expect(body).toContain('potluck_http_requests_total{kind="tunnel",outcome="done"} 0\n')
    expect(body).toContain('potluck_http_requests_total{kind="tunnel",outcome="refused"} 1\n')
  })

  test('a POST is not understood', async () => {
    at.server.serve(at.nodeDouble())
    expect((await at.ask('/metrics', { method: 'POST' })).status).toBe(405)
  })
})

test('the log has host and outcome of each request at info, and nothing of what is private', async () => {
  at.server.serve(at.nodeDouble())
  await at.ask('/v1/explain?url=https://origin.example/private%3Fkey=1', {
    headers: { authorization: 'Bearer plk_mine' }
  })
  await at.ask('/https/origin.example/secret/path?password=hunter2')
  await at.ask('/http/alice:hunter2@origin.example/secret/path')
  const absolute = 'GET https://alice:hunter2@origin.example/secret HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'
  await sendRaw(at.server.port, absolute)
  await eventually(() => expect(at.entries.filter(({ message }) => message === 'answered')).toHaveLength(4))
  const info = at.entries.filter(({ level }) => level === 'info')
  expect(info.map(({ fields }) => [fields['kind'], fields['host'], fields['status']])).toEqual([
    ['api', 'origin.example', 401],
    ['path', 'origin.example', expect.any(Number)],
    ['path', 'origin.example', expect.any(Number)],
    ['proxy', 'origin.example', expect.any(Number)]
  ])
  expect(JSON.stringify(info)).not.toMatch(/private|secret|hunter2|plk_/)
  expect(JSON.stringify(at.entries)).not.toMatch(/hunter2|plk_/)
})

test.each(['//', '//evil.example/v1/groups', '/%zz', '///', '/\\'])(
  'the path %s is nobody’s fault but its own',
  async (path) => {
    at.server.serve(at.nodeDouble())
    const text = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${at.server.port}\r\nconnection: close\r\n\r\n`
    const [answer] = answersIn(await sendRaw(at.server.port, text))
    expect(answer?.status).toBeLessThan(500)
    expect(at.entries.filter(({ level }) => level === 'error')).toEqual([])
  }
)
