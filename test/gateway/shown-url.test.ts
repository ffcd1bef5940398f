// What tokens see of URLs that other programs asked for.
import { beforeEach, expect, test } from 'vitest'
import type { FetchResult } from '../../src/content/index.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import { useLoopbackServer } from '../support/loopback-server.js'

const URL_ASKED = 'https://origin.example/x?signature=secret'
const at = useLoopbackServer()
let requests: RequestLog

beforeEach(() => {
  requests = new RequestLog()
  const transfer = { url: URL_ASKED, state: 'asking', bytes: 0, sources: {}, forOthers: false }
  const id = 'aa'.repeat(32)
  const group = { id, group: { id }, content: { transfers: () => [transfer] } } as unknown as NodeGroup
  const history = {
    since: () => ({ sinceMs: 0, days: [], contents: [{ url: URL_ASKED }] }),
    urlsByDigest: () => new Map([['d', [URL_ASKED]]])
  } as unknown as PotluckNode['history']
  const cache = { list: () => [{ digest: 'd' }] } as unknown as PotluckNode['cache']
  at.server.serve(at.nodeDouble({ requests, history, cache, groups: () => [group] }))
})

const PATHS = ['/v1/requests', '/v1/requests/1', '/v1/requests/2', '/v1/transfers', '/v1/history', '/v1/cache']

test.each(PATHS)('%s has their queries for who administers alone', async (path) => {
  requests.failed(requests.start('aa', URL_ASKED), { code: 'ORIGIN_BROKEN', message: `${URL_ASKED} is broken` })
  const result = { url: URL_ASKED, sources: { uplink: 0, members: {}, cache: 0 } } as unknown as FetchResult
  requests.done(requests.start('aa', URL_ASKED, 'somebody'), { ...result, group: 'aa', firstByteMs: 1 })
  const reader = await at.ask(path, { headers: await at.bearer('read') })
  expect(reader.status).toBe(200)
  expect(reader.body).toContain('https://origin.example/x?…')
  expect(reader.body).not.toContain('secret')
  expect((await at.ask(path, { headers: await at.bearer('administer') })).body).toContain(URL_ASKED)
})

const GONE = { code: 'ORIGIN_STATUS', message: '' }

test.each([
  [
    'asked with a fragment',
    `${URL_ASKED}#part`,
    `${URL_ASKED} answered 404`,
    'https://origin.example/x?… answered 404'
  ],
  ['that a redirect led to', URL_ASKED, 'http://cdn.example/y?key=secret: 403.', 'http://cdn.example/y?…: 403.'],
  ['in brackets', URL_ASKED, `not there (${URL_ASKED})`, 'not there (https://origin.example/x?…)'],
  ['without a query', URL_ASKED, 'http://a.example/b: is it there?', 'http://a.example/b: is it there?']
])('what went wrong says as little: a URL %s', async (_what, url, message, shown) => {
  requests.failed(requests.start('aa', url), { ...GONE, message })
  const asked = async (right: 'read' | 'administer'): Promise<unknown> =>
    JSON.parse((await at.ask('/v1/requests/1', { headers: await at.bearer(right) })).body)
  expect(await asked('read')).toMatchObject({ url: 'https://origin.example/x?…', error: { message: shown } })
  expect(await asked('administer')).toMatchObject({ url: URL_ASKED, error: { message } })
})

test('a request that was asked with a fragment shows what its transfer does', async () => {
  requests.start('aa'.repeat(32), `${URL_ASKED}#part`)
  const { body } = await at.ask('/v1/requests/1', { headers: await at.bearer('administer') })
  expect(JSON.parse(body)).toMatchObject({ transfer: { state: 'asking' } })
})

test('an application sees what it asked itself', async () => {
  const { id, token } = await at.tokens.create({ name: 'test', rights: ['read'] })
  requests.failed(requests.start('aa', URL_ASKED, id), { code: 'ORIGIN_BROKEN', message: 'it broke' })
  const { body } = await at.ask('/v1/requests/1', { headers: { authorization: `Bearer ${token}` } })
  expect(body).toContain(URL_ASKED)
})
