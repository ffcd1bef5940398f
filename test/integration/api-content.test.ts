// `/v1/content` of what nobody here knows: a head is asked for as a head, over loopback, with an origin that counts.
import { once } from 'node:events'
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { claimRecordId, claimType } from '../../src/content/index.js'
import { answerByRoute } from '../../src/gateway/answer.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { file, openCountingOrigin, type CountingOrigin } from '../support/counting-origin.js'
import { eventually } from '../support/eventually.js'
import { ask, openGateway, type Answered, type TestGateway } from '../support/gateway.js'

const CONTENT = Buffer.alloc(300_000, 'content ')
const CACHE_BYTES = 2 ** 20
const DAY = 'Fri, 20 Nov 2026 10:00:00 GMT'

let origin: CountingOrigin
let nodes: ContentNodes
let alice: ContentNode
let gateway: TestGateway
let server: Server

beforeEach(async () => {
  origin = await openCountingOrigin()
  nodes = new ContentNodes()
  alice = await nodes.add('alice', CACHE_BYTES)
  gateway = await openGateway({ content: alice })
  const group = { group: { id: 'a1'.repeat(32) }, content: alice.content } as unknown as NodeGroup
  const node = Object.assign(gateway.node, { group: () => group }) as PotluckNode
  server = createServer((request, response) => {
    void answerByRoute(request, response, { node, log: silentLogger, callerFor: () => ({ kind: 'owner' }) })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin.answers['/file'] = (request, response) => {
    if (request.headers['if-modified-since'] === DAY) return void response.writeHead(304).end()
    file({ content: CONTENT, headers: { 'cache-control': 'max-age=60' } })(request, response)
  }
})
afterEach(async () => {
  server.close()
  await gateway.close()
  await nodes.close()
  await origin.close()
})

function content(path: string, method: string, headers: OutgoingHttpHeaders = {}, more = ''): Promise<Answered> {
  const { port } = server.address() as AddressInfo
  return ask(port, `/v1/content?url=${encodeURIComponent(`${origin.base}${path}`)}${more}`, { method, headers })
}

test.each<[string, OutgoingHttpHeaders, number]>([
  ['HEAD', {}, 200],
  ['HEAD', { 'if-none-match': '"v1"' }, 304],
  ['GET', { 'if-none-match': '"v1"' }, 304],
  ['GET', { 'if-modified-since': DAY }, 304]
])('%s with %j is asked of the origin, and nothing is downloaded for it', async (method, asked, status) => {
  const { status: answered, headers, body } = await content('/file', method, asked)
  expect([answered, headers['potluck-source'], body.byteLength]).toEqual([status, 'origin', 0])
  if (status === 200) {
    expect([headers['content-length'], headers.etag]).toEqual([String(CONTENT.byteLength), '"v1"'])
  }
  expect(alice.content.transfers()).toEqual([])
  expect([origin.requests.length, origin.sentBytes('/file')]).toEqual([1, 0])
  expect(gateway.node.requests.list()).toMatchObject([{ state: 'done' }])
})

test('what the origin has not any more is said, and what it has anew comes through the group', async () => {
  expect((await content('/gone', 'HEAD')).status).toBe(502)
  const { status, body } = await content('/file', 'GET', { 'if-none-match': '"v0"' })
  expect([status, body.equals(CONTENT)]).toEqual([200, true])
  await eventually(() => expect(alice.content.locate({ url: `${origin.base}/file` })).toHaveLength(1))
})

test('who wants nothing from an origin is told that nobody has it', async () => {
  for (const method of ['HEAD', 'GET']) {
    const { status } = await content('/file', method, { 'cache-control': 'only-if-cached', 'if-none-match': '"v1"' })
    expect(status).toBe(404)
  }
  expect(origin.requests).toEqual([])
})

test('who uploads what is refused midway gets its answer, since the rest is read', async () => {
  const { port } = server.address() as AddressInfo
  const body = Buffer.alloc(16 * CACHE_BYTES, 'x')
  for (let upload = 1; upload <= 5; upload++) {
    const { status, body: answer } = await ask(port, '/v1/content', { method: 'POST', body })
    expect(status).toBe(507)
    expect(JSON.parse(answer.toString())).toMatchObject({ code: 'TOO_LARGE' })
  }
})

test('who waits for no member that downloads it gets it from its origin', async () => {
  const bob = await nodes.add('bob')
  const { urlKey } = await alice.content.explain(`${origin.base}/file`)
  const said = {
    transferId: '5a'.repeat(16),
    verifiedBytes: 0,
    end: undefined,
    startedAtMs: 1,
    expectedBytes: undefined
  }
  const id = claimRecordId(bob.person.peer, urlKey)
  await bob.store.add(claimType, { id, attributes: { urlKey }, data: said })
  await eventually(() => expect(alice.content.locate({ url: `${origin.base}/file` })).toHaveLength(1))
  const { status, headers } = await content('/file', 'GET', {}, '&wait=false')
  expect([status, headers['potluck-source'], origin.sentBytes('/file')]).toEqual([200, 'origin', CONTENT.byteLength])
  expect(alice.store.find({ type: claimType.name }).map(({ creator }) => creator)).toEqual([bob.person.peer])
  expect((await content('/file', 'GET', {}, '&wait=perhaps')).status).toBe(400)
})
