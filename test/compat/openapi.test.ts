// The document against the running server, by a validator that is not ours (openapi-backend, over ajv): what the document
// calls well formed the server takes, and answers as the document says; what it does not, the server refuses with a problem.
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { OpenAPIBackend, type Document } from 'openapi-backend'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLogger, systemClock } from '../../src/base/index.js'
import { Visitor } from '../../src/graph/index.js'
import type { ServiceManager } from '../../src/gateway/services/service-manager.js'
import { createGroup, identityText } from '../../src/group/index.js'
import { encodeKnockRequest } from '../../src/group/knock-messages.js'
import { carol, mallory } from '../support/people.js'
import { openApiNodes, type ApiNode } from '../support/api-nodes.js'
import { eventually } from '../support/eventually.js'
import { FakeUploads } from '../support/fake-uploads.js'

let alice: ApiNode
let close: () => Promise<void>
let origin: Server
let api: OpenAPIBackend
let admin: string
/** What stands for `:name` in the tables. */
const real: { [name: string]: string } = {}
const covered = new Set<string>()

beforeAll(async () => {
  const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Document
  // Programs must pass over what they do not know; here nothing may be there that the document does not name.
  closeObjects((document as { components: { schemas: object } }).components.schemas)
  closeObjects((document as { paths: object }).paths)
  const ajvOpts = { strict: false, formats: { base64: /^/, binary: /^/ } }
  api = new OpenAPIBackend({ definition: document, quick: true, coerceTypes: true, ajvOpts })
  await api.init()
  const opened = await openApiNodes(['alice', 'bob'])
  close = opened.close
  alice = opened.nodes[0]!
  admin = await alice.token({ name: 'admin', rights: ['administer'] })
  origin = createServer((request, response) => {
    if (request.url === '/slow') {
      response.writeHead(200, { 'content-length': 300_000, 'cache-control': 'max-age=60' })
      response.write(Buffer.alloc(150_000))
    } else response.writeHead(200, { etag: '"1"', 'cache-control': 'max-age=60' }).end('hello world')
  })
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  await fill(opened.nodes[1]!)
  await knock()
})
afterAll(async () => {
  origin.closeAllConnections()
  origin.close()
  await close()
})

/** Somebody waits to be let in. */
async function knock(): Promise<void> {
  const { group } = alice.node.group(undefined)
  await group.setSettings({ knock: 'on' })
  const visitor = await Visitor.start({ keyPair: mallory.keyPair, clock: systemClock, logger: silentLogger })
  const body = encodeKnockRequest({ type: 'knock', rootPublicKey: group.idBytes, name: 'mallory' })
  await visitor.ask({ request: 'knock', address: group.graph.addresses()[0]!, body })
  await visitor.close()
  expect(group.knocks()).toMatchObject([{ name: 'mallory' }])
  real['knocker'] = mallory.peer
  await group.invite({ identity: identityText(carol.keyPair.publicKey, 'carol') })
  real['invited'] = carol.peer
}

/** Something of everything that can be asked for. */
async function fill(bob: ApiNode): Promise<void> {
  const at = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`
  real['url'] = encodeURIComponent(`${at}/file`)
  real['slow'] = encodeURIComponent(`${at}/slow`)
  real['bob'] = bob.node.group(undefined).group.self
  const fetched = await alice.ask(admin, 'GET', `/v1/content?url=${real['url']}`)
  expect(fetched.text).toBe('hello world')
  real['request'] = fetched.headers.get('potluck-request') ?? ''
  const { digest } = await bob.node
    .group(undefined)
    .content.publish(Readable.from([Buffer.from('a')]), { url: 'http://a.example/' })
  real['bobs'] = digest
  const own = await alice.node.group(undefined).content.publish(Readable.from([Buffer.from('b')]))
  real['digest'] = own.digest
  await alice.ask(admin, 'PUT', '/v1/records/types/app.test.thing', {
    lifetime: 'durable',
    ttlMs: 60_000,
    indexed: ['a']
  })
  const attributes = { a: 'text', b: 7, c: { dateMs: 1_700_000_000_000 } }
  const body = { type: 'app.test.thing', attributes, json: { nested: [1, null, 'x'] } }
  real['record'] = ((await alice.ask(admin, 'POST', '/v1/records', body)).json as { id: string }).id
  const spare = await alice.ask(admin, 'POST', '/v1/records', { type: 'app.test.thing' })
  const shared = { lifetime: 'collaborative', ttlMs: 60_000, changeableBy: 'members' }
  await alice.ask(admin, 'PUT', '/v1/records/types/app.test.list', shared)
  const list = await alice.ask(admin, 'POST', '/v1/records', { type: 'app.test.list' })
  real['list'] = (list.json as { id: string }).id
  real['spare'] = (spare.json as { id: string }).id
  real['code'] = ((await alice.ask(admin, 'POST', '/v1/groups/Test/codes')).json as { id: string }).id
  const made = await alice.ask(admin, 'POST', '/v1/tokens', { name: 'spare', rights: ['read'] })
  real['token'] = (made.json as { id: string }).id
  // One that runs as long as the test does.
  void fetch(`${alice.url}/v1/content?url=${real['slow']}`, { headers: { authorization: `Bearer ${admin}` } })
    .then((response) => response.text())
    .catch(() => {})
  await eventually(async () => {
    const { transfers } = (await alice.ask(admin, 'GET', '/v1/transfers')).json as { transfers: unknown[] }
    if (transfers.length === 0) throw new Error('nothing runs yet')
  })
}

/** Method, path and query, body; good ones first where they change what later ones see. */
const GOOD: [method: string, target: string, body?: unknown][] = [
  ['GET', '/v1/openapi.json'],
  ['GET', '/v1/status'],
  ['POST', '/v1/reload'],
  ['GET', '/v1/ledger'],
  ['GET', '/v1/history'],
  ['GET', '/v1/history?sinceMs=1'],
  ['GET', '/v1/groups'],
  ['GET', '/v1/groups/Test/members'],
  ['GET', '/v1/groups/Test/addresses'],
  ['GET', '/v1/groups/Test/codes'],
  ['GET', '/v1/groups/Test/properties'],
  ['POST', '/v1/groups/Test/properties', { comment: 'of the test' }],
  ['POST', '/v1/groups/Test/codes?uses=3&ttlMs=60000&role=member'],
  ['POST', '/v1/groups/Test/codes/:code/revoke'],
  ['GET', '/v1/groups/Test/settings'],
  ['POST', '/v1/groups/Test/settings', { neverShare: ['private.example'], doNotName: null }],
  ['POST', '/v1/groups/Test/members/:bob/change', { limits: { mayProvide: false } }],
  ['GET', '/v1/groups/Test/members/:bob/signed'],
  ['POST', '/v1/groups/Test/members/:invited/remove', { unseen: true }],
  ['GET', '/v1/groups/Test/removals'],
  ['GET', '/v1/groups/Test/knocks'],
  [
    'POST',
    '/v1/groups/Test/knocks/:knocker',
    { allow: true, role: 'member', limits: { mayServe: false }, again: false }
  ],
  ['POST', '/v1/groups/Test/knocks/:knocker', { allow: false }],
  ['POST', '/v1/groups/Test/knocks', { knocking: 'off' }],
  ['POST', '/v1/groups/Test/elections/printing', { criteria: [{ level: 7, value: 3 }] }],
  ['GET', '/v1/groups/Test/elections'],
  ['GET', '/v1/groups/Test/elections/printing'],
  ['POST', '/v1/needs', { uri: 'http://nobody.example/', wait: false }],
  ['GET', '/v1/locations?url=:url&url=http://nobody.example/&digest=:bobs&group=Test'],
  ['GET', '/v1/locations?url=:slow'],
  ['POST', '/v1/locations', { queries: [{ url: 'http://a.example/' }, { digest: 'ab'.repeat(32) }] }],
  ['GET', '/v1/content?url=:url'],
  ['HEAD', '/v1/content?url=:url'],
  ['POST', '/v1/content?contentType=text%2Fplain', 'published'],
  ['GET', '/v1/explain?url=:url'],
  ['GET', '/v1/explain?url=:slow'],
  ['GET', '/v1/carried-uploads'],
  ['GET', '/v1/transfers'],
  ['GET', '/v1/requests'],
  ['GET', '/v1/requests/:request'],
  ['GET', '/v1/cache'],
  ['PUT', '/v1/cache/:digest/pin'],
  ['DELETE', '/v1/cache/:digest/pin'],
  ['DELETE', '/v1/cache/:digest'],
  ['GET', '/v1/records/types'],
  ['PUT', '/v1/records/types/app.test.other', { lifetime: 'ephemeral', ttlMs: 60_000, maxBytes: 100 }],
  ['GET', '/v1/records?type=app.test.thing&attribute=a:text&limit=1'],
  ['GET', '/v1/records?limit=1'],
  ['GET', '/v1/records/search?where=a%3Dt*&type=app.test.thing'],
  ['POST', '/v1/records/search', { criteria: { or: [{ attribute: 'a', value: 'text' }] }, limit: 1 }],
  ['GET', '/v1/records/:record'],
  ['POST', '/v1/records', { type: 'app.test.thing', data: 'AAAA', name: 'one', ttlMs: 1000 }],
  ['PUT', '/v1/records/:record', { json: [] }],
  ['PATCH', '/v1/records/:list', { attributes: { a: 'text', b: null }, data: null }],
  ['GET', '/v1/records/:list/conflicts'],
  ['DELETE', '/v1/records/:spare'],
  ['DELETE', '/v1/records/:list?localOnly=true'],
  ['GET', '/v1/tokens'],
  ['POST', '/v1/tokens', { name: 'new', rights: ['read', 'records'], namespace: 'new' }],
  ['DELETE', '/v1/tokens/:token'],
  ['GET', '/v1/watch?type=app.test.thing'],
  ['GET', '/v1/settings'],
  ['GET', '/v1/diagnosis']
]

const REPORT = `/v1/uploads?url=${encodeURIComponent('https://vendor.example/reports')}`

/** What the document refuses, the server refuses too. */
const BAD: [method: string, target: string, body?: unknown][] = [
  ['GET', '/v1/history?sinceMs=yesterday'],
  ['POST', '/v1/groups/Test/codes?uses=many'],
  ['POST', '/v1/groups/Test/codes?role=king'],
  ['POST', '/v1/groups/Test/knocks', { knocking: 'perhaps' }],
  ['POST', '/v1/groups/Test/knocks/:knocker', {}],
  ['POST', '/v1/groups/Test/knocks/:knocker', { allow: true, limits: { mayFly: false } }],
  ['POST', '/v1/needs', { uri: '' }],
  ['POST', '/v1/needs', { uri: 'printer:a4', type: 3 }],
  ['POST', '/v1/groups/Test/elections/printing', { criteria: [{ level: 'best', value: 1 }] }],
  ['GET', '/v1/locations?digest=xyz'],
  ['POST', '/v1/locations', {}],
  ['POST', '/v1/locations', { queries: [] }],
  ['POST', '/v1/locations', { queries: [{ url: 'http://a/', digest: 'ab'.repeat(32) }] }],
  ['POST', '/v1/locations', { queries: Array.from({ length: 1001 }, () => ({ url: 'http://a/' })) }],
  ['GET', '/v1/content'],
  ['POST', '/v1/uploads'],
  ['GET', '/v1/uploads?limit=0'],
  ['GET', '/v1/uploads/short'],
  ['GET', '/v1/explain'],
  ['PUT', '/v1/cache/nothing/pin'],
  ['PUT', '/v1/records/types/content.location', { lifetime: 'durable', ttlMs: 60_000 }],
  ['PUT', '/v1/records/types/app.test.x', { lifetime: 'for ever', ttlMs: 60_000 }],
  ['PUT', '/v1/records/types/app.test.x', { lifetime: 'durable', ttlMs: 60_000, colour: 'red' }],
  ['GET', '/v1/records?type=app.test.thing&limit=0'],
  ['GET', '/v1/records/short'],
  ['POST', '/v1/records', { type: 'content.location' }],
  ['POST', '/v1/records', { type: 'app.test.thing', attributes: { a: true } }],
  ['PUT', '/v1/records/:record', { data: 7 }],
  ['PATCH', '/v1/records/:record', {}],
  ['PUT', '/v1/records/types/app.test.x', { lifetime: 'durable', ttlMs: 60_000, changeableBy: 'everybody' }],
  ['DELETE', '/v1/records/:record?localOnly=1'],
  ['POST', '/v1/tokens', { name: 'x', rights: ['everything'] }]
]

/** What only the server can know is wrong: a problem that the document names. */
const REFUSED: [method: string, target: string, status: number, body?: unknown][] = [
  ['GET', '/v1/groups/Nowhere/members', 404],
  ['POST', '/v1/groups/Test/codes?uses=0', 400],
  ['POST', '/v1/groups/Test/codes/00000000/revoke', 404],
  ['POST', '/v1/groups/Test/knocks/:bobs', 404, { allow: true }],
  ['POST', '/v1/groups/Test/elections/-', 400, {}],
  ['POST', '/v1/groups/Test/elections/printing', 400, { criteria: [{ level: 3, value: 1 }] }],
  ['GET', '/v1/groups/Test/elections/nothing', 404],
  ['POST', '/v1/needs', 400, { uri: 'http://me:secret@a/' }],
  ['GET', '/v1/locations', 400],
  ['GET', '/v1/locations?url=http://me:secret@a/', 400],
  ['GET', '/v1/content?url=http://10.1.2.3/', 403],
  ['GET', '/v1/content?url=http://127.0.0.1:1/', 502],
  ['GET', '/v1/requests/99999', 404],
  ['GET', `/v1/uploads/${'0'.repeat(31)}9`, 404],
  ['PUT', '/v1/cache/:bobs/pin', 404],
  ['DELETE', '/v1/cache/:bobs', 404],
  ['PUT', '/v1/records/types/app.test.thing', 409, { lifetime: 'ephemeral', ttlMs: 60_000 }],
  ['GET', '/v1/records?type=app.test.thing&attribute=b:7', 400],
  ['POST', '/v1/records', 409, { type: 'app.test.unknown' }],
  ['GET', '/v1/records/:spare', 404],
  ['POST', '/v1/records/import', 400, 'no export'],
  ['DELETE', '/v1/tokens/ffffffff', 404],
  ['GET', '/v1/watch', 400],
  ['POST', '/v1/services/nothing/start', 404]
]

function fillIn(target: string): string {
  return target.replace(/(?<=[/=]):(\w+)/g, (_, name: string) => real[name] ?? `no ${name}`)
}

async function send(method: string, target: string, body?: unknown) {
  const url = new URL(target, alice.url)
  const query: { [name: string]: string | string[] } = {}
  for (const name of url.searchParams.keys()) {
    const values = url.searchParams.getAll(name)
    query[name] = values.length === 1 && !['url', 'digest'].includes(name) ? (values[0] ?? '') : values
  }
  // The lists of `locate` are single values elsewhere.
  if (!(url.pathname === '/v1/locations'))
    for (const name of ['url', 'digest']) if (name in query) query[name] = url.searchParams.get(name) ?? ''
  const isBytes = typeof body === 'string'
  const type = isBytes ? 'application/octet-stream' : 'application/json'
  const headers = { authorization: `Bearer ${admin}`, ...(body !== undefined && { 'content-type': type }) }
  const request = { method, path: url.pathname, query, headers, body: body as never }
  const operation = api.matchOperation(request)
  const leave = new AbortController()
  const response = await fetch(url, {
    ...{ method, headers, signal: leave.signal },
    ...(body !== undefined && { body: isBytes ? body : JSON.stringify(body) })
  })
  const answeredType = response.headers.get('content-type') ?? ''
  const isStream = answeredType.startsWith('text/event-stream')
  const text = isStream ? '' : await response.text()
  leave.abort()
  const answer: unknown = /json/.test(answeredType) && text !== '' ? JSON.parse(text) : text
  return { request, operation, status: response.status, answeredType, answer }
}

type Sent = Awaited<ReturnType<typeof send>>

/** The status, the type and the body are among those that the document names. */
function expectDocumented({ operation, status, answeredType, answer }: Sent): void {
  const responses = operation!.responses as { [status: string]: { content?: { [type: string]: unknown } } }
  const documented = responses[status]
  expect(documented, `${status} ${JSON.stringify(answer)}`).toBeDefined()
  const types = Object.keys(documented?.content ?? {})
  if (types.length > 0 && !types.includes('*/*')) expect(types).toContain(answeredType.replace(/;.*/, ''))
  if (!/json/.test(answeredType)) return
  const { valid, errors } = api.validateResponse(answer, operation!, status)
  expect(errors ?? [], JSON.stringify(answer).slice(0, 500)).toEqual([])
  expect(valid).toBe(true)
}

describe('what the document allows is answered as it says', () => {
  test.each(GOOD)('%s %s', async (method: string, target: string, body?: unknown) => {
    const sent = await send(method, fillIn(target), body)
    const isBytes = typeof body === 'string'
    if (!isBytes) expect(api.validateRequest(sent.request, sent.operation).errors ?? []).toEqual([])
    expect(sent.status, JSON.stringify(sent.answer)).toBe(200)
    expectDocumented(sent)
    covered.add(sent.operation?.operationId ?? '')
  })

  test('an upload is taken over, looked at, and ended', async () => {
    const uploads = new FakeUploads()
    Object.defineProperty(alice.node, 'uploads', { value: uploads })
    const added = await send('POST', REPORT, '<report/>')
    expect(added.status, JSON.stringify(added.answer)).toBe(202)
    const { id } = added.answer as { id: string }
    uploads.receipts.set(id, {
      ...{ atMs: 5, by: undefined, status: 201, proof: 'receipt', keyId: 'key', signedAtMs: 4 },
      request: { method: 'POST', targetUri: 'https://vendor.example/reports', headers: [['a', 'b']] },
      ...{ headers: [['signature', 'potluck=:AA==:']], body: Buffer.from('stored') }
    })
    const later = [
      await send('GET', '/v1/uploads?limit=1'),
      await send('GET', `/v1/uploads/${id}`),
      await send('GET', `/v1/uploads/${id}/receipt`),
      await send('POST', `/v1/uploads/${id}/retry`),
      await send('DELETE', `/v1/uploads/${id}`)
    ]
    for (const sent of later) expect(sent.status, JSON.stringify(sent.answer)).toBe(200)
    for (const sent of [added, ...later]) {
      expectDocumented(sent)
      covered.add(sent.operation?.operationId ?? '')
    }
  })

  test('who is given no uploads, and pardoning', async () => {
    const entry = {
      ...{ peer: real['bob']!, groupId: 'ab'.repeat(32), origin: 'https://vendor.example', kind: 'judged' },
      ...{ fault: 'wrong-receipt', uploadId: 'ab'.repeat(16), accuser: real['knocker'], sinceMs: 1, untilMs: 2 }
    }
    const doubts = [{ origin: 'https://vendor.example', sinceMs: 1, why: 'two members' }]
    const blackList = { entries: () => [entry], doubts: () => doubts, clear: () => 1 }
    Object.defineProperty(alice.node, 'blackList', { value: blackList })
    for (const [method, target] of [
      ['GET', '/v1/black-list'],
      ['DELETE', fillIn(`/v1/black-list/:bob?url=${encodeURIComponent('https://vendor.example/x')}`)]
    ] as const) {
      const sent = await send(method, target)
      expect(sent.status, JSON.stringify(sent.answer)).toBe(200)
      expectDocumented(sent)
      covered.add(sent.operation?.operationId ?? '')
    }
  })

  test('an export of all records is imported again', async () => {
    const headers = { authorization: `Bearer ${admin}`, 'content-type': 'application/octet-stream' }
    const exported = await fetch(`${alice.url}/v1/records/export`, { headers })
    const body = await exported.arrayBuffer()
    const imported = await fetch(`${alice.url}/v1/records/import`, { method: 'POST', headers, body })
    for (const [id, response] of [
      ['exportRecords', exported],
      ['importRecords', imported]
    ] as const) {
      expect(response.status).toBe(200)
      const operation = api.getOperation(id)
      const answeredType = response.headers.get('content-type') ?? ''
      const answer: unknown = id === 'importRecords' ? await response.json() : ''
      expectDocumented({ operation, status: 200, answeredType, answer } as Sent)
      covered.add(id)
    }
  })

  test('a group is left, and one deleted', async () => {
    for (const name of ['Spare', 'Other']) await createGroup(alice.home, name)
    await send('POST', '/v1/reload')
    for (const [method, target, body] of [
      ['POST', '/v1/groups/Spare/leave', { force: true }],
      ['DELETE', '/v1/groups/Other', undefined]
    ] as const) {
      const sent = await send(method, target, body)
      expect(sent.status, JSON.stringify(sent.answer)).toBe(200)
      expectDocumented(sent)
      covered.add(sent.operation?.operationId ?? '')
    }
  })

  test('services are listed, stopped, started and restarted', async () => {
    const service = { start: async () => {}, stop: async () => {}, health: () => ({ healthy: true }) }
    ;(alice.node.services as ServiceManager).add('@acme/reports', service, { order: 9 })
    for (const [method, target] of [
      ['POST', '/v1/services/@acme%2Freports/start'],
      ['POST', '/v1/services/@acme%2Freports/restart'],
      ['GET', '/v1/services'],
      ['POST', '/v1/services/@acme%2Freports/stop']
    ] as const) {
      const sent = await send(method, target)
      expect(sent.status, JSON.stringify(sent.answer)).toBe(200)
      expectDocumented(sent)
      covered.add(sent.operation?.operationId ?? '')
    }
  })

  test('all of it was asked', () => {
    const all = api.getOperations().map(({ operationId }) => operationId)
    expect(all.filter((id) => !covered.has(id ?? ''))).toEqual([])
  })
})

describe('what the document does not allow is refused with a problem', () => {
  test.each(BAD)('%s %s', async (method: string, target: string, body?: unknown) => {
    const sent = await send(method, fillIn(target), body)
    expect(api.validateRequest(sent.request, sent.operation).valid).toBe(false)
    expect(sent).toMatchObject({ status: 400, answer: { code: 'BAD_REQUEST' } })
    expectDocumented(sent)
  })
})

describe('what only the server knows is a problem that the document names', () => {
  test.each(REFUSED)('%s %s: %d', async (method: string, target: string, status: number, body?: unknown) => {
    const sent = await send(method, fillIn(target), body)
    expect(sent.status, JSON.stringify(sent.answer)).toBe(status)
    expectDocumented(sent)
  })

  test('and so is a call without a token', async () => {
    for (const operation of api.getOperations()) {
      if (operation.operationId === 'getDocument') continue
      const path = operation.path.replace(/\{\w+\}/g, 'x')
      const answer = await alice.ask(undefined, operation.method.toUpperCase(), path)
      expect(answer.status).toBe(401)
      if (operation.method !== 'head') expect(api.validateResponse(answer.json, operation, 401).valid).toBe(true)
    }
  })
})

function closeObjects(schema: object): void {
  const one = schema as { type?: unknown; properties?: unknown; additionalProperties?: unknown }
  if (one.type === 'object' && one.properties !== undefined) one.additionalProperties ??= false
  for (const value of Object.values(schema))
    if (typeof value === 'object' && value !== null) closeObjects(value as object)
}
