// Flows' own requests between members, over real TLS on loopback.
import { once } from 'node:events'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { silentLogger, systemClock, utf8, type PeerId } from '../../src/base/index.js'
import {
  createAliasClient,
  createMemoryBlobStore,
  Ledger,
  MAX_SERVICE_ANSWER_BYTES,
  MAX_SERVICE_REQUESTS_PER_MEMBER,
  openAliasServer,
  type AliasClient,
  type AliasServer,
  type MemberAddress,
  type MemberAnswer,
  type MemberCall,
  type MemberRequest
} from '../../src/content/index.js'
import { selfSignedTlsCertificate } from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, mallory, type Person } from '../support/people.js'

const GROUP = 'a1'.repeat(32)
const OTHER_GROUP = 'b2'.repeat(32)
const LARGE = 8 * 2 ** 20

let server: AliasServer
let members: Set<PeerId>
let limited: Set<PeerId>
/** What the service was asked. */
let asked: MemberRequest[]
let answer: (request: MemberRequest) => Promise<MemberAnswer>
let forget: () => void
const clients: AliasClient[] = []

beforeEach(async () => {
  members = new Set([alice.peer, bob.peer])
  limited = new Set()
  asked = []
  answer = async (request) => ({ status: 200, body: await collect(request.body) })
  server = await openAliasServer({
    ...{ keyPair: alice.keyPair, port: 0, hosts: ['127.0.0.1'], clock: systemClock, logger: silentLogger },
    blobs: createMemoryBlobStore({ maxBytes: 2 ** 20, clock: systemClock }),
    ledger: new Ledger()
  })
  const group = { mayRead: () => true, reachedBy: () => {}, sharesBlob: () => false, transfer: () => undefined }
  server.addGroup(GROUP, { ...group, isMember: (peer) => members.has(peer) })
  server.addGroup(OTHER_GROUP, { ...group, isMember: (peer) => peer === alice.peer })
  const service = {
    mayAsk: (peer: PeerId) => !limited.has(peer),
    answer: async (request: MemberRequest) => {
      asked.push(request)
      return await answer(request)
    }
  }
  forget = server.addService(GROUP, 'uploads', service)
  server.addService(OTHER_GROUP, 'uploads', service)
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.close()
})

function clientOf(person: Person): AliasClient {
  const client = createAliasClient({ keyPair: person.keyPair, clock: systemClock, logger: silentLogger })
  clients.push(client)
  return client
}

function aliceAt(change: Partial<MemberAddress> = {}): MemberAddress {
  return { groupId: GROUP, peer: alice.peer, hosts: ['127.0.0.1'], port: server.port, ...change }
}

function call(change: Partial<MemberCall> = {}): MemberCall {
  return { service: 'uploads', path: '/0a1b', method: 'GET', ...change }
}

function post(bytes: Uint8Array, opened = () => {}): MemberCall {
  async function* open(): AsyncGenerator<Uint8Array, void, undefined> {
    opened()
    for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536)
  }
  return call({ method: 'POST', headers: { 'content-type': 'text/xml' }, body: { bytes: bytes.byteLength, open } })
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return new Uint8Array(Buffer.concat(parts))
}

describe('a member', () => {
  test('asks a service with a body, and gets its answer', async () => {
    const body = new Uint8Array(LARGE).fill(7)
    answer = async (request) => {
      return { status: 202, headers: { 'potluck-reason': 'taken' }, body: await collect(request.body) }
    }
    const reply = await clientOf(bob).request(aliceAt(), post(body.slice(0, 700_000)))
    expect(reply).toMatchObject({ status: 202, reason: 'taken' })
    expect(Buffer.from(reply.body).equals(body.subarray(0, 700_000))).toBe(true)
    expect(asked[0]).toMatchObject({ peer: bob.peer, method: 'POST', path: '/0a1b', bytes: 700_000 })
    expect(asked[0]?.headers['content-type']).toBe('text/xml')
  })

  test.each(['GET', 'DELETE', 'POST'])('asks without a body: %s', async (method) => {
    expect(await clientOf(bob).request(aliceAt(), call({ method, path: '' }))).toMatchObject({ status: 200 })
    expect(asked[0]).toMatchObject({ method, path: '', bytes: 0 })
  })

  test('sends nothing of a body that is refused', async () => {
    answer = async () => ({ status: 413 })
    let opened = 0
    expect(
      await clientOf(bob).request(
        aliceAt(),
        post(new Uint8Array(LARGE), () => opened++)
      )
    ).toMatchObject({
      status: 413
    })
    expect(opened).toBe(0)
  })

  test('reads an answer that comes before its body is over, which is sent no further', async () => {
    answer = async ({ body }) => {
      await body[Symbol.asyncIterator]().next()
      return { status: 429, body: utf8('enough') }
    }
    const reply = await clientOf(bob).request(aliceAt(), post(new Uint8Array(4 * LARGE)))
    expect(reply).toMatchObject({ status: 429 })
    expect(Buffer.from(reply.body).toString()).toBe('enough')
  })

  test.each([
    ['a group it is not in', { groupId: OTHER_GROUP }, {}],
    ['a group that is not here', { groupId: 'c3'.repeat(32) }, {}]
  ])('is told 404 for %s, with a body too', async (_what, member, change) => {
    for (const asking of [call(change), { ...post(new Uint8Array(LARGE)), ...change }]) {
      expect(await clientOf(bob).request(aliceAt(member), asking)).toMatchObject({ status: 404 })
    }
    expect(asked).toEqual([])
  })

  test('is told 503 for a service that is not there, with a body too', async () => {
    for (const asking of [call(), post(new Uint8Array(LARGE))]) {
      const elsewhere = { ...asking, service: 'others' }
      expect(await clientOf(bob).request(aliceAt(), elsewhere)).toMatchObject({ status: 503, reason: undefined })
    }
  })

  test('is told 503 when the service has gone, and what ran is cut', async () => {
    answer = () => new Promise(() => {})
    const client = clientOf(bob)
    const running = client.request(aliceAt(), call())
    await eventually(() => expect(asked).toHaveLength(1))
    forget()
    await expect(running).rejects.toMatchObject({ code: 'MEMBER_REFUSED' })
    await eventually(() => expect(asked[0]?.signal.aborted).toBe(true))
    expect(await client.request(aliceAt(), call())).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  })

  test('is told to come back when it asks too much at once', async () => {
    let open = (): void => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    answer = async () => {
      await opened
      return { status: 200 }
    }
    const client = clientOf(bob)
    const running = Array.from({ length: MAX_SERVICE_REQUESTS_PER_MEMBER }, () => client.request(aliceAt(), call()))
    await eventually(() => expect(asked).toHaveLength(MAX_SERVICE_REQUESTS_PER_MEMBER))
    expect(await client.request(aliceAt(), call())).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    open()
    for (const reply of await Promise.all(running)) expect(reply.status).toBe(200)
  })

  test('hears 500 and not a word of what went wrong', async () => {
    answer = () => Promise.reject(new Error('a secret'))
    expect(await clientOf(bob).request(aliceAt(), call())).toMatchObject({ status: 500, body: new Uint8Array() })
  })

  test('does not take more than an answer may have', async () => {
    answer = async () => ({ status: 200, body: new Uint8Array(MAX_SERVICE_ANSWER_BYTES + 1) })
    await expect(clientOf(bob).request(aliceAt(), call())).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
  })
})

test('an answer that comes one byte now and then is waited for no longer than one may take', async () => {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(alice.keyPair)
  const options = { key: keyPem, cert: certificatePem, requestCert: true, rejectUnauthorized: false }
  const sockets: tls.TLSSocket[] = []
  const slow = tls.createServer(options, (socket) => {
    socket
      .on('error', () => {})
      .once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
        sockets.push(socket)
      })
  })
  await once(slow.listen(0, '127.0.0.1'), 'listening')
  const { port } = slow.address() as { port: number }
  const clock = new FakeClock()
  const client = createAliasClient({ keyPair: bob.keyPair, clock, logger: silentLogger })
  clients.push(client)
  const asking = client.request(aliceAt({ port }), call())
  const notWhole = { code: 'MEMBER_BROKE', message: expect.stringContaining('not whole') as string }
  const failed = expect(asking).rejects.toMatchObject(notWhole)
  let isOver = false
  const over = (): void => void (isOver = true)
  failed.then(over, over)
  await eventually(() => expect(sockets).toHaveLength(1))
  const looked = vi.spyOn(clock, 'monotonicMs') // With each byte that is read.
  for (let bytes = 0; !isOver && bytes < 100; bytes++) {
    const before = looked.mock.calls.length
    sockets[0]?.write('x')
    await eventually(() => expect(isOver || looked.mock.calls.length > before).toBe(true))
    await clock.advanceAsync(5_000)
  }
  await failed
  expect(clock.monotonicMs()).toBeLessThan(100_001)
  slow.close()
  for (const socket of sockets) socket.destroy()
})

describe('a body', () => {
  test('whose giver fails is that failure, and the service hears that it broke off', async () => {
    let broken: unknown
    answer = async ({ body }) => {
      await collect(body).catch((error: unknown) => (broken = error))
      return { status: 200 }
    }
    async function* open(): AsyncGenerator<Uint8Array, void, undefined> {
      yield new Uint8Array(10)
      throw new Error('the disk failed')
    }
    const asking = clientOf(bob).request(aliceAt(), call({ method: 'POST', body: { bytes: 20, open } }))
    await expect(asking).rejects.toThrow('the disk failed')
    await eventually(() => expect(broken).toBeDefined())
  })

  test.each([19, 21])(
    'of another length than it was said to have is the giver’s mistake: %s bytes for 20',
    async (bytes) => {
      async function* open(): AsyncGenerator<Uint8Array, void, undefined> {
        yield new Uint8Array(bytes)
      }
      const asking = clientOf(bob).request(aliceAt(), call({ method: 'POST', body: { bytes: 20, open } }))
      await expect(asking).rejects.toThrow(RangeError)
    }
  )

  test('is never begun twice: a connection that ends in it is MEMBER_BROKE', async () => {
    const client = clientOf(bob)
    await client.request(aliceAt(), call()) // Then there is a kept connection, where asking again would be tried.
    let opened = 0
    answer = async ({ body }) => {
      await body[Symbol.asyncIterator]().next()
      members.delete(bob.peer)
      server.recheck()
      return { status: 200 }
    }
    const asking = client.request(
      aliceAt(),
      post(new Uint8Array(LARGE), () => opened++)
    )
    await expect(asking).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
    expect(opened).toBe(1)
  })
})

describe('whoever may not', () => {
  test('is no member: it gets no answer', async () => {
    await expect(clientOf(mallory).request(aliceAt(), call())).rejects.toMatchObject({ code: 'MEMBER_REFUSED' })
    expect(asked).toEqual([])
  })

  test('is limited: it gets 403, and what it had running is cut', async () => {
    answer = () => new Promise(() => {})
    const client = clientOf(bob)
    const running = client.request(aliceAt(), call())
    await eventually(() => expect(asked).toHaveLength(1))
    limited.add(bob.peer)
    server.recheck()
    await expect(running).rejects.toMatchObject({ code: 'MEMBER_REFUSED' })
    expect(await client.request(aliceAt(), call())).toMatchObject({ status: 403 })
  })

  test('hears of the removal of whom it asks: it does not wait on', async () => {
    answer = () => new Promise(() => {})
    const client = clientOf(bob)
    const running = client.request(aliceAt(), call())
    await eventually(() => expect(asked).toHaveLength(1))
    client.recheck((peer) => peer !== alice.peer)
    await expect(running).rejects.toMatchObject({ code: 'MEMBER_REFUSED' })
  })
})

test.each([
  [
    'a body in chunked coding',
    `POST /v1/groups/${GROUP}/uploads/1 HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n`
  ],
  [
    'a body where content lies',
    `POST /v1/groups/${GROUP}/blobs/${'b2'.repeat(32)} HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello`
  ],
  [
    'a body for another spelling',
    `POST /v1/groups/${GROUP}/uploads/../1 HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello`
  ],
  ['a query', `POST /v1/groups/${GROUP}/uploads?x=1 HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello`]
])('a request with %s ends the connection without an answer', async (_what, request) => {
  expect(await talk(bob, request)).toBe('')
  expect(asked).toEqual([])
})

test('a second request before the first is answered ends the connection', async () => {
  answer = () => new Promise(() => {})
  const request = `GET /v1/groups/${GROUP}/uploads/1 HTTP/1.1\r\nhost: a\r\n\r\n`
  expect(await talk(bob, request + request)).toBe('')
  expect(asked.length).toBeLessThanOrEqual(1)
})

test('who goes on sending a body that is not read is hung up on', async () => {
  answer = async () => ({ status: 200 })
  const head = `POST /v1/groups/${GROUP}/uploads/1 HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000000\r\n\r\n`
  const heard = await talk(bob, head, (socket) => {
    const more = (): void => void (socket.destroyed || socket.write(new Uint8Array(65_536), () => setImmediate(more)))
    more()
  })
  expect(heard).toMatch(/^HTTP\/1.1 200/)
})

test.each(['', 'Uploads', 'blobs', 'transfers', 'a/b', 'a b'])('%j is no name of a service', (name) => {
  expect(() => server.addService(GROUP, name, { answer })).toThrow(RangeError)
})

/** What the server says until it has closed the connection. */
async function talk(
  person: Person,
  request: string,
  then: (socket: tls.TLSSocket) => void = () => {}
): Promise<string> {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(person.keyPair)
  const options = { key: keyPem, cert: certificatePem, rejectUnauthorized: false }
  const socket = tls.connect({ host: '127.0.0.1', port: server.port, ...options })
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
  socket.on('error', () => {})
  await once(socket, 'secureConnect')
  socket.write(request)
  then(socket)
  await new Promise((resolve) => socket.once('close', resolve))
  return heard
}
