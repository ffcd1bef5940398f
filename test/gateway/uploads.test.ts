// Uploads over HTTP, against a double of the service: who sees what, and what is answered when.
import { expect, test, vi } from 'vitest'
import { FlowError, type UploadReceipt } from '../../src/flows/index.js'
import { QUEUE_READ_BUDGET_MS } from '../../src/gateway/defaults.js'
import { FakeUploads } from '../support/fake-uploads.js'
import { useLoopbackServer } from '../support/loopback-server.js'

const at = useLoopbackServer()
const TARGET = '/v1/uploads?url=https%3A%2F%2Fvendor.example%2Freports'
const RECEIPT: UploadReceipt = {
  ...{ atMs: 5, by: undefined, status: 201, proof: 'receipt', keyId: 'key', signedAtMs: 4 },
  request: {
    method: 'POST',
    targetUri: 'https://vendor.example/reports',
    headers: [['content-digest', 'sha-256=:AA==:']]
  },
  headers: [
    ['Signature', 'potluck=:AA==:'],
    ['Transfer-Encoding', 'chunked'],
    ['X-Folded', 'a\r\nX-More: b']
  ],
  body: Buffer.from('stored')
}

async function added(uploads: FakeUploads, headers: { [name: string]: string }, body = '<report/>') {
  at.server.serve(at.nodeDouble({ uploads }))
  const answer = await at.ask(TARGET, { method: 'POST', headers, body })
  return { answer, upload: answer.body === '' ? undefined : (JSON.parse(answer.body) as { id: string }) }
}

test('what is posted is taken over with its type, and answered with 202', async () => {
  const uploads = new FakeUploads()
  const headers = { ...(await at.bearer('publish')), 'content-type': 'application/xml; charset=utf-8' }
  const { answer, upload } = await added(uploads, headers)
  expect(answer.status).toBe(202)
  expect(upload).toMatchObject({ url: 'https://vendor.example/reports', state: 'queued', bytes: 9 })
  expect(upload).toMatchObject({ contentType: 'application/xml; charset=utf-8' })
  expect(String(uploads.bodies.get(upload!.id))).toBe('<report/>')
  expect(uploads.announced.get(upload!.id)).toBe(9)
})

test('what has no type is what its name says', async () => {
  const uploads = new FakeUploads()
  at.server.serve(at.nodeDouble({ uploads }))
  const headers = await at.bearer('publish')
  for (const name of ['report.XML', 'report.constructor', 'report']) {
    await at.ask(`${TARGET}&name=${name}`, { method: 'POST', headers, body: Buffer.from('bytes') })
  }
  const types = uploads.list().map(({ contentType }) => contentType)
  expect(types).toEqual(['application/xml', 'application/octet-stream', 'application/octet-stream'])
})

test('a service package, whose token is another in each run, sees what it sent before', async () => {
  const uploads = new FakeUploads()
  const lend = (owner: string) => {
    const { token, giveBack } = at.tokens.lend({ name: 'reports', rights: ['publish'], owner })
    return { giveBack, headers: { authorization: `Bearer ${token}` } }
  }
  const first = lend('service:reports')
  const { upload } = await added(uploads, first.headers)
  first.giveBack()
  const path = `/v1/uploads/${upload!.id}`
  expect((await at.ask(path, { headers: lend('service:reports').headers })).status).toBe(200)
  expect((await at.ask(path, { headers: lend('service:others').headers })).problem.code).toBe('NO_UPLOAD')
})

test('a program sees and ends its own uploads alone, the owner of the machine all', async () => {
  const uploads = new FakeUploads()
  const [one, other, owner] = [await at.bearer('publish'), await at.bearer('publish'), await at.bearer('administer')]
  const { upload } = await added(uploads, one)
  const path = `/v1/uploads/${upload!.id}`
  const seenBy = async (headers: { authorization: string }) =>
    JSON.parse((await at.ask('/v1/uploads', { headers })).body) as { total: number; counts?: object }
  expect([(await seenBy(one)).total, (await seenBy(other)).total, (await seenBy(owner)).total]).toEqual([1, 0, 1])
  expect([(await seenBy(one)).counts, (await seenBy(owner)).counts]).toEqual([undefined, expect.anything()])
  for (const [method, target] of [
    ['GET', path],
    ['POST', `${path}/retry`],
    ['DELETE', path]
  ] as const) {
    expect(await at.ask(target, { method, headers: other })).toMatchObject({
      status: 404,
      problem: { code: 'NO_UPLOAD' }
    })
  }
  expect((await at.ask(`${path}/retry`, { method: 'POST', headers: one })).body).toContain('"asking"')
  expect((await at.ask(path, { method: 'DELETE', headers: one })).body).toContain('"cancelled"')
  expect((await at.ask(path, { headers: owner })).status).toBe(200)
})

test('the newest stand first, and no more than were asked for', async () => {
  const uploads = new FakeUploads()
  const headers = await at.bearer('publish')
  for (const body of ['1', '22', '333']) await added(uploads, headers, body)
  const { body } = await at.ask('/v1/uploads?limit=2', { headers })
  expect(JSON.parse(body)).toMatchObject({ total: 3, uploads: [{ bytes: 3 }, { bytes: 2 }] })
  expect((await at.ask('/v1/uploads?limit=0', { headers })).problem.code).toBe('BAD_REQUEST')
})

test('who waits for one hears of each change, until it is over', async () => {
  const uploads = new FakeUploads()
  const headers = await at.bearer('publish')
  const { upload } = await added(uploads, headers)
  const id = upload!.id
  const waiting = at.ask(`/v1/uploads/${id}`, { headers: { ...headers, accept: 'text/event-stream' } })
  await expect.poll(() => uploads.watchers).toBe(1)
  uploads.change(id, { state: 'direct' })
  uploads.change(id, { state: 'delivered', outcome: RECEIPT })
  const { body } = await waiting
  expect(body.match(/"state":"\w+"/g)).toEqual(['"state":"queued"', '"state":"direct"', '"state":"delivered"'])
  await expect.poll(() => uploads.watchers).toBe(0)
})

test('who waits for one is not left waiting when the service stops', async () => {
  const uploads = new FakeUploads()
  const headers = { ...(await at.bearer('publish')), accept: 'text/event-stream' }
  const { upload } = await added(uploads, headers)
  const waiting = at.ask(`/v1/uploads/${upload!.id}`, { headers })
  await expect.poll(() => uploads.watchers).toBe(1)
  uploads.close()
  expect((await waiting).body).toMatch(/"state":"queued"/)
  await expect.poll(() => uploads.watchers).toBe(0)
  expect((await at.ask(`/v1/uploads/${upload!.id}`, { headers })).body).toMatch(/"state":"queued"/)
})

test('a receipt is what the backend answered, and nothing in it makes a line of its own', async () => {
  const uploads = new FakeUploads()
  const headers = await at.bearer('publish')
  const { upload } = await added(uploads, headers)
  const path = `/v1/uploads/${upload!.id}/receipt`
  expect((await at.ask(path, { headers })).problem.code).toBe('NOT_FOUND')
  uploads.receipts.set(upload!.id, RECEIPT)
  const message = await at.ask(path, { headers })
  expect(message.headers.get('content-type')).toBe('message/http')
  expect(message.body).toBe(
    'HTTP/1.1 201 Created\r\nSignature: potluck=:AA==:\r\nX-Folded: a  X-More: b\r\ncontent-length: 6\r\n\r\nstored'
  )
  const asJson = await at.ask(path, { headers: { ...headers, accept: 'application/json' } })
  expect(JSON.parse(asJson.body)).toMatchObject({
    status: 201,
    keyId: 'key',
    body: 'c3RvcmVk',
    request: { method: 'POST' }
  })
})

test('where the service does not run, that is said; without the right it is not asked', async () => {
  at.server.serve(at.nodeDouble({ uploads: undefined }))
  expect((await at.ask('/v1/uploads', { headers: await at.bearer('publish') })).problem.code).toBe('NOT_READY')
  expect((await at.ask('/v1/uploads', { headers: await at.bearer('read') })).problem.code).toBe('FORBIDDEN')
})

test('while the queue is being read what is new is taken and shown, and who asks for the rest waits, for a while', async () => {
  const uploads = new FakeUploads()
  let read!: () => void
  uploads.isRead = false
  const whenRead = new Promise<void>((resolve) => (read = resolve))
  const asked = vi.fn(() => whenRead)
  Object.defineProperty(uploads, 'whenRead', { get: asked })
  const headers = await at.bearer('publish')
  const { answer, upload } = await added(uploads, headers)
  expect(answer.status).toBe(202)
  expect((await at.ask(`/v1/uploads/${upload!.id}`, { headers })).status).toBe(200)
  const old = `/v1/uploads/${'0f'.repeat(16)}`
  for (const [method, path] of [
    ['GET', '/v1/uploads'],
    ['GET', old],
    ['GET', `${old}/receipt`],
    ['DELETE', old]
  ] as const) {
    const waiting = at.ask(path, { method, headers })
    await expect.poll(() => asked.mock.calls.length).toBe(1)
    asked.mockClear()
    at.clock.advance(QUEUE_READ_BUDGET_MS)
    expect(await waiting).toMatchObject({ status: 503, problem: { code: 'NOT_READY' } })
  }
  const listing = at.ask('/v1/uploads', { headers })
  await expect.poll(() => asked.mock.calls.length).toBe(1)
  read()
  expect((await listing).status).toBe(200)
})

test('where the queue cannot be read, that is said', async () => {
  const uploads = new FakeUploads()
  uploads.isRead = false
  uploads.whenRead = Promise.reject(new FlowError('UPLOAD_DISK', 'the disk failed (EIO)'))
  uploads.whenRead.catch(() => {})
  at.server.serve(at.nodeDouble({ uploads }))
  const { status, problem } = await at.ask('/v1/uploads', { headers: await at.bearer('publish') })
  expect([status, problem.code, problem.detail]).toEqual([503, 'NOT_READY', expect.stringContaining('the disk failed')])
})
