// Content between members over real TLS on loopback.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { seededRandom, silentLogger, systemClock, utf8, type PeerId } from '../../src/base/index.js'
import {
  createAliasClient,
  LEAF_BYTES,
  Ledger,
  openAliasServer,
  openBlobStore,
  type AliasClient,
  type AliasServer,
  type BlobInfo,
  type BlobStore,
  type MemberAddress,
  type RunningTransfer
} from '../../src/content/index.js'
import type { HttpBody } from '../../src/content/http-body.js'
import { RelayDoor } from '../../src/content/relay-door.js'
import { selfSignedTlsCertificate } from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const GROUP = 'a1'.repeat(32)
const OTHER_GROUP = 'b2'.repeat(32)
const TRANSFER = 'c3'.repeat(16)
const CONTENT = seededRandom(11).bytes(5 * LEAF_BYTES + 77)

let directory: string
let blobs: BlobStore
let info: BlobInfo
let ledger: Ledger
let server: AliasServer
/** Who may not read what runs. */
let limited: Set<string>
let members: Set<PeerId>
let transfers: Map<string, RunningTransfer>
const clients: AliasClient[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-alias-'))
  blobs = await openBlobStore({ directory, maxBytes: 100 * LEAF_BYTES, clock: systemClock, logger: silentLogger })
  const partial = await blobs.createPartial()
  await partial.append(CONTENT)
  info = await partial.finish()
  ledger = new Ledger()
  members = new Set([alice.peer, bob.peer])
  limited = new Set()
  transfers = new Map()
  server = await openAliasServer({
    keyPair: alice.keyPair,
    port: 0,
    hosts: ['127.0.0.1'],
    blobs,
    ledger,
    clock: systemClock,
    logger: silentLogger,
    limits: { maxConnectionsFromMember: 4, maxReadersPerMember: 2 }
  })
  server.addGroup(GROUP, {
    isMember: (peer) => members.has(peer),
    mayRead: (peer, what) => what === 'blob' || !limited.has(peer),
    reachedBy: () => {},
    sharesBlob: (digest) => digest === info.digest,
    transfer: (id) => transfers.get(id)
  })
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await server.close()
  await blobs.close()
  await rm(directory, { recursive: true })
})

function clientOf(person: Person): AliasClient {
  const client = createAliasClient({ keyPair: person.keyPair, clock: systemClock, logger: silentLogger })
  clients.push(client)
  return client
}

function aliceAt(change: Partial<MemberAddress> = {}): MemberAddress {
  return { groupId: GROUP, peer: alice.peer, hosts: ['127.0.0.1'], port: server.port, ...change }
}

async function bytesFrom(client: AliasClient, fromLeaf = 0, signal?: AbortSignal): Promise<HttpBody> {
  const answer = await client.transferBytes(aliceAt(), TRANSFER, fromLeaf, signal === undefined ? {} : { signal })
  if (answer.type !== 'attached') throw new Error('sent on')
  expect(answer.path).toEqual([alice.peer])
  return answer.body
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return new Uint8Array(Buffer.concat(parts))
}

describe('a member', () => {
  test('reads ranges of a blob, and both sides count the same bytes', async () => {
    const client = clientOf(bob)
    let read = 0
    const range = { start: LEAF_BYTES, end: 3 * LEAF_BYTES }
    const body = await client.blobRange(aliceAt(), info.digest, range, { onBytes: (count) => (read += count) })
    expect(Buffer.from(await collect(body)).equals(CONTENT.subarray(range.start, range.end))).toBe(true)
    const rest = await client.blobRange(aliceAt(), info.digest, { start: 5 * LEAF_BYTES, end: info.bytes })
    expect(await collect(rest)).toEqual(CONTENT.slice(5 * LEAF_BYTES))
    expect(read).toBe(2 * LEAF_BYTES)
    expect(ledger.snapshot().lan.outByMember).toEqual({ [bob.peer]: 2 * LEAF_BYTES + 77 })
  })

  test('takes time of the node while it reads content, not for the hash list', async () => {
    const client = clientOf(bob)
    await client.leaves(aliceAt(), info)
    expect(server.answeredMs()).toBe(0)
    const pipe = new TestTransfer()
    transfers.set(TRANSFER, pipe)
    const reading = collect(await bytesFrom(client))
    const beganMs = server.answeredMs()
    await eventually(() => expect(server.answeredMs()).toBeGreaterThan(beganMs))
    pipe.end()
    await reading
    await eventually(async () => {
      const endedMs = server.answeredMs()
      await new Promise((resolve) => setImmediate(resolve))
      expect(server.answeredMs()).toBe(endedMs)
    })
  })

  test('gets the hash list, and notices one that is not the one named', async () => {
    const client = clientOf(bob)
    expect(await client.leaves(aliceAt(), info)).toEqual(new Uint8Array(await blobs.leafHashes(info.digest)))
    const otherRoot = { ...info, leafRoot: new Uint8Array(32) }
    await expect(client.leaves(aliceAt(), otherRoot)).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
    const otherSize = { ...info, bytes: info.bytes + LEAF_BYTES }
    await expect(client.leaves(aliceAt(), otherSize)).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
  })

  test('reads along a transfer that still runs, bytes and signed parts', async () => {
    const pipe = new TestTransfer()
    transfers.set(TRANSFER, pipe)
    const client = clientOf(bob)
    const body = (await bytesFrom(client, 3))[Symbol.asyncIterator]()
    const parts = (await client.transferParts(aliceAt(), TRANSFER))[Symbol.asyncIterator]()
    expect(pipe.askedFrom).toEqual([3])
    pipe.push(utf8('first'))
    expect((await body.next()).value).toEqual(Buffer.from('first'))
    expect((await parts.next()).value).toEqual(utf8('first'))
    pipe.push(new Uint8Array(100_000))
    expect(((await parts.next()).value as Uint8Array).byteLength).toBe(100_000)
    pipe.end()
    expect((await parts.next()).done).toBe(true)
    expect(await collect({ [Symbol.asyncIterator]: () => body })).toHaveLength(100_000)
  })

  test('notices that a transfer failed', async () => {
    const pipe = new TestTransfer()
    transfers.set(TRANSFER, pipe)
    const body = await bytesFrom(clientOf(bob))
    pipe.push(utf8('something'))
    pipe.fail()
    await expect(collect(body)).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
  })

  test('that leaves a transfer is noticed there', async () => {
    const pipe = new TestTransfer()
    transfers.set(TRANSFER, pipe)
    const body = await bytesFrom(clientOf(bob))
    body.cancel()
    await expect.poll(() => pipe.signals[0]?.aborted).toBe(true)
  })

  test('can stop waiting', async () => {
    transfers.set(TRANSFER, new TestTransfer())
    const stop = new AbortController()
    const body = await bytesFrom(clientOf(bob), 0, stop.signal)
    const collected = collect(body)
    stop.abort(new Error('enough'))
    await expect(collected).rejects.toThrow('enough')
  })

  test.each([
    ['a blob that is not shared', (c: AliasClient) => c.blobRange(aliceAt(), 'd4'.repeat(32), { start: 0, end: 1 })],
    ['a transfer that is not running', (c: AliasClient) => c.transferBytes(aliceAt(), 'd4'.repeat(16), 0)],
    ['a group that is not here', (c: AliasClient) => c.leaves(aliceAt({ groupId: OTHER_GROUP }), info)]
  ])('is told 404 for %s', async (_what, ask) => {
    await expect(ask(clientOf(bob))).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 404 })
  })

  test('is told 404 at once for a transfer whose bytes from there on went by, and reads what is still there', async () => {
    const pipe = new TestTransfer()
    pipe.gapEnd = 3
    transfers.set(TRANSFER, pipe)
    const client = clientOf(bob)
    await expect(bytesFrom(client, 2)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 404 })
    expect(pipe.door.tree.readers).toBe(0)
    const body = await bytesFrom(client, 3)
    pipe.push(utf8('the rest'))
    pipe.end()
    expect(await collect(body)).toEqual(utf8('the rest'))
  })

  test('of one group gets nothing of another', async () => {
    server.addGroup(OTHER_GROUP, {
      isMember: () => false,
      mayRead: () => true,
      reachedBy: () => {},
      sharesBlob: () => true,
      transfer: () => undefined
    })
    const elsewhere = aliceAt({ groupId: OTHER_GROUP })
    await expect(clientOf(bob).leaves(elsewhere, info)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 404 })
  })

  test('is told to come back when it reads too much at once', async () => {
    transfers.set(TRANSFER, new TestTransfer())
    const client = clientOf(bob)
    const held = [await bytesFrom(client), await bytesFrom(client)]
    await expect(client.leaves(aliceAt(), info)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 503 })
    for (const body of held) body.cancel()
  })

  test('finds the address that works, and keeps to it', async () => {
    const client = clientOf(bob)
    const member = aliceAt({ hosts: ['nowhere.example', '127.0.0.2', '127.0.0.1'] })
    expect(await client.warm(member)).toBe(true)
    expect(await client.warm(member)).toBe(true)
  })
})

describe('a stranger', () => {
  test('is disconnected before any answer', async () => {
    const client = clientOf(mallory)
    await expect(client.leaves(aliceAt(), info)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: undefined })
    expect(await client.warm(aliceAt())).toBe(false)
  })

  test.each([
    ['no certificate', {}],
    ['a certificate of a stranger', credentials(mallory)]
  ])('with %s gets not one byte over TLS', async (_what, options) => {
    expect(await talk(options)).toMatchObject({ answer: '' })
  })

  test('with a resumed session of when it was a member gets nothing', async () => {
    members.add(carol.peer)
    const session = await new Promise<Buffer>((resolve) => {
      const socket = connect(credentials(carol), () => socket.write(PROBE))
      socket.once('session', resolve)
      socket.resume()
    })
    const resumed = await talk({ ...credentials(carol), session })
    expect(resumed.isResumed).toBe(true)
    expect(resumed.answer).toMatch(/^HTTP\/1.1 204/)
    members.delete(carol.peer)
    expect(await talk({ ...credentials(carol), session })).toMatchObject({ answer: '' })
  })

  test('that was a member a moment ago loses what it still has open', async () => {
    transfers.set(TRANSFER, new TestTransfer())
    const body = await bytesFrom(clientOf(bob))
    members.delete(bob.peer)
    server.recheck()
    await expect(collect(body)).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
  })

  test('that was a member a moment ago gets nothing over a connection kept open', async () => {
    const client = clientOf(bob)
    expect(await client.warm(aliceAt())).toBe(true)
    members.delete(bob.peer)
    await expect(client.leaves(aliceAt(), info)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: undefined })
  })
})

describe('a reader that hears of the removal of whom it reads from', () => {
  const gone = (peer: string): boolean => peer !== alice.peer

  test('reads not one byte more of what runs, and of what is whole', async () => {
    transfers.set(TRANSFER, new TestTransfer())
    const client = clientOf(bob)
    const running = await bytesFrom(client)
    const whole = await client.blobRange(aliceAt(), info.digest, { start: 0, end: info.bytes })
    client.recheck(gone)
    for (const body of [running, whole]) await expect(collect(body)).rejects.toMatchObject({ code: 'MEMBER_REFUSED' })
  })

  test('waits for no answer, and does not ask again', async () => {
    const client = clientOf(bob)
    expect(await client.warm(aliceAt())).toBe(true) // Over a kept connection, where a request is tried again.
    const transfer = new TestTransfer()
    transfers.set(TRANSFER, transfer)
    const ask = vi.spyOn(transfer.door, 'ask').mockImplementation(() => new Promise(() => {}))
    const waiting = client.transferBytes(aliceAt(), TRANSFER, 0)
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce())
    client.recheck(gone)
    await expect(waiting).rejects.toMatchObject({ code: 'MEMBER_REFUSED' })
    expect(ask).toHaveBeenCalledOnce()
  })

  test('as a member of another group reads on there', async () => {
    transfers.set(TRANSFER, new TestTransfer())
    const client = clientOf(bob)
    const body = await bytesFrom(client)
    client.recheck((peer, groupId) => gone(peer) || groupId === undefined || groupId === GROUP)
    ;(transfers.get(TRANSFER) as TestTransfer).end()
    expect(await collect(body)).toEqual(new Uint8Array())
  })
})

describe('a limited member', () => {
  test('reads what is whole, and not along with what runs, also from the middle on', async () => {
    transfers.set(TRANSFER, new TestTransfer())
    const client = clientOf(bob)
    const body = await bytesFrom(client)
    limited.add(bob.peer)
    server.recheck()
    await expect(collect(body)).rejects.toMatchObject({ code: 'MEMBER_BROKE' })
    await expect(bytesFrom(client)).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 403 })
    await expect(client.transferParts(aliceAt(), TRANSFER)).rejects.toMatchObject({ status: 403 })
    expect(await client.leaves(aliceAt(), info)).toBeDefined()
    expect(await client.warm(aliceAt())).toBe(true)
  })
})

test('nothing is asked of somebody else who answers at the address', async () => {
  const impostor = { ...aliceAt(), peer: carol.peer }
  await expect(clientOf(bob).leaves(impostor, info)).rejects.toMatchObject({ code: 'MEMBER_UNREACHABLE' })
})

test('a member that takes more connections than it may is not served on those', async () => {
  const sockets = await Promise.all(
    [1, 2, 3, 4].map(
      () =>
        new Promise<tls.TLSSocket>((resolve) => {
          const socket: tls.TLSSocket = connect(credentials(bob), () => resolve(socket))
        })
    )
  )
  expect(await talk(credentials(bob))).toMatchObject({ answer: '' })
  for (const socket of sockets) socket.destroy()
})

test.each([
  ['a body', `GET /v1/groups/${GROUP} HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello`],
  ['another method', `POST /v1/groups/${GROUP} HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n`],
  ['a head that is too long', `GET /v1/groups/${GROUP} HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(10_000)}\r\n\r\n`],
  ['what is not HTTP', 'hello\r\n\r\n']
])('a request with %s ends the connection without an answer', async (_what, request) => {
  expect(await talk(credentials(bob), request)).toMatchObject({ answer: '' })
})

test('pipelined requests end the connection', async () => {
  transfers.set(TRANSFER, new TestTransfer())
  const request = `GET /v1/groups/${GROUP}/transfers/${TRANSFER}?from=0 HTTP/1.1\r\nhost: a\r\n\r\n`
  const { answer } = await talk(credentials(bob), request + request)
  expect(answer.match(/HTTP\/1.1/g)?.length ?? 0).toBeLessThanOrEqual(1)
})

test('closing the client ends what still waits, and opens nothing new', async () => {
  const waiting = new TestTransfer()
  transfers.set(TRANSFER, waiting)
  const client = clientOf(bob)
  const body = await bytesFrom(client)
  const ended = [
    expect(collect(body)).rejects.toMatchObject({ code: 'MEMBER_BROKE' }),
    expect(client.leaves(aliceAt(), info)).rejects.toMatchObject({ code: 'CLOSED' })
  ]
  client.close()
  await Promise.all(ended)
  await expect(client.leaves(aliceAt(), info)).rejects.toMatchObject({ code: 'CLOSED' })
})

test('a port that is taken is said to be', async () => {
  const init = {
    keyPair: bob.keyPair,
    port: server.port,
    hosts: ['127.0.0.1'],
    blobs,
    ledger,
    clock: systemClock,
    logger: silentLogger
  }
  await expect(openAliasServer(init)).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
})

function credentials(person: Person): tls.ConnectionOptions {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(person.keyPair)
  return { key: keyPem, cert: certificatePem }
}

function connect(options: tls.ConnectionOptions, connected?: () => void): tls.TLSSocket {
  return tls.connect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false, ...options }, connected)
}

const PROBE = `GET /v1/groups/${GROUP} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`

interface Talk {
  readonly answer: string
  readonly isResumed: boolean
}

/** What the server says to a request sent at once; settles when it has closed the connection. */
function talk(options: tls.ConnectionOptions, request = PROBE): Promise<Talk> {
  return new Promise((resolve) => {
    let answer = ''
    let isResumed = false
    const socket = connect(options, () => {
      isResumed = socket.isSessionReused()
      socket.write(request)
    })
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.once('close', () => resolve({ answer, isResumed }))
  })
}

/** A transfer whose bytes, and parts, are what a test pushes. */
class TestTransfer implements RunningTransfer {
  readonly door = new RelayDoor({ self: alice.peer, isRoot: true, maxReaders: 8, clock: systemClock })
  readonly askedFrom: number[] = []
  /** Leaves before it that went by. */
  gapEnd = 0
  readonly signals: AbortSignal[] = []
  readonly #chunks: Uint8Array[] = []
  #state: 'running' | 'ended' | 'failed' = 'running'
  #wake = (): void => {}
  #change = new Promise<void>((resolve) => (this.#wake = resolve))

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
    this.#changed()
  }

  end(): void {
    this.#state = 'ended'
    this.#changed()
  }

  fail(): void {
    this.#state = 'failed'
    this.#changed()
  }

  hasGap(fromLeaf: number): boolean {
    return fromLeaf < this.gapEnd
  }

  bytes(fromLeaf: number, signal: AbortSignal): AsyncIterable<Uint8Array> {
    this.askedFrom.push(fromLeaf)
    this.signals.push(signal)
    return this.#all(signal)
  }

  parts(signal: AbortSignal): AsyncIterable<Uint8Array> {
    this.signals.push(signal)
    return this.#all(signal)
  }

  async *#all(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    const aborted = new Promise<never>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason))
    )
    aborted.catch(() => {})
    for (let next = 0; ;) {
      const chunk = this.#chunks[next]
      if (chunk !== undefined) {
        next++
        yield chunk
      } else if (this.#state === 'ended') return
      else if (this.#state === 'failed') throw new Error('the origin broke')
      else await Promise.race([this.#change, aborted])
    }
  }

  #changed(): void {
    this.#wake()
    this.#change = new Promise((resolve) => (this.#wake = resolve))
  }
}
