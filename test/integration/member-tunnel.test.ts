// Tunnels between members as the content port opens them, over real TLS on loopback.
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, type PeerId } from '../../src/base/index.js'
import {
  createAliasClient,
  createMemoryBlobStore,
  Ledger,
  openAliasServer,
  type AliasClient,
  type AliasServer,
  type MemberAddress,
  type TunnelAnswer,
  type TunnelAsk
} from '../../src/content/index.js'
import { selfSignedTlsCertificate } from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { alice, bob, mallory, type Person } from '../support/people.js'

const GROUP = 'a1'.repeat(32)

let server: AliasServer
let members: Set<PeerId>
let limited: Set<PeerId>
let asked: TunnelAsk[]
let answer: (ask: TunnelAsk) => Promise<TunnelAnswer>
const clients: AliasClient[] = []

beforeEach(async () => {
  members = new Set([alice.peer, bob.peer])
  limited = new Set()
  asked = []
  answer = async () => ({ type: 'open', carry: (member) => void member.on('error', () => {}).pipe(member) })
  server = await openAliasServer({
    ...{ keyPair: alice.keyPair, port: 0, hosts: ['127.0.0.1'], clock: systemClock, logger: silentLogger },
    blobs: createMemoryBlobStore({ clock: systemClock }),
    ledger: new Ledger()
  })
  server.addGroup(GROUP, {
    isMember: (peer) => members.has(peer),
    mayRead: () => true,
    reachedBy: () => {},
    sharesBlob: () => false,
    transfer: () => undefined
  })
  server.addTunnelDoor(GROUP, {
    mayOpen: (peer) => !limited.has(peer),
    open: async (ask) => {
      asked.push(ask)
      return await answer(ask)
    }
  })
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

const TARGET = { host: 'origin.example', port: 443 }

async function text(stream: Duplex): Promise<string> {
  let heard = ''
  for await (const chunk of stream) heard += String(chunk)
  return heard
}

describe('a member', () => {
  test.each([TARGET, { host: '2001:db8::1', port: 80 }, { host: '192.0.2.7', port: 65_535 }])(
    'has a tunnel to %j, either side of which ends on its own',
    async (target) => {
      const tunnel = await clientOf(bob).tunnel(aliceAt(), target)
      expect(asked).toMatchObject([{ ...target, peer: bob.peer }])
      tunnel.end('here and back')
      expect(await text(tunnel)).toBe('here and back')
    }
  )

  test('hears what comes with the answer', async () => {
    answer = async () => ({ type: 'open', carry: (member) => void member.end('220 ready') })
    expect(await text(await clientOf(bob).tunnel(aliceAt(), TARGET))).toBe('220 ready')
  })

  test('is refused with a word', async () => {
    answer = async () => ({ type: 'refuse', status: 502, reason: 'unreachable' })
    const refused = { code: 'MEMBER_REFUSED', status: 502, reason: 'unreachable' }
    await expect(clientOf(bob).tunnel(aliceAt(), TARGET)).rejects.toMatchObject(refused)
  })

  test('is refused where opening fails, without a word of why', async () => {
    answer = () => Promise.reject(new Error('a secret'))
    const failed = clientOf(bob).tunnel(aliceAt(), TARGET)
    await expect(failed).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 500, reason: 'failed' })
  })

  test('is told 404 for a group that it is not in, or that is not here', async () => {
    const elsewhere = clientOf(bob).tunnel(aliceAt({ groupId: 'c3'.repeat(32) }), TARGET)
    await expect(elsewhere).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 404 })
    expect(asked).toEqual([])
  })

  test('stops waiting, and the door hears of it', async () => {
    answer = () => new Promise(() => {})
    const stop = new AbortController()
    const opening = clientOf(bob).tunnel(aliceAt(), TARGET, { signal: stop.signal })
    await eventually(() => expect(asked).toHaveLength(1))
    stop.abort(new Error('enough'))
    await expect(opening).rejects.toThrow('enough')
    await eventually(() => expect(asked[0]?.signal.aborted).toBe(true))
  })
})

describe('a tunnel is cut at once', () => {
  test.each([
    ['the member is removed there', () => members.delete(bob.peer)],
    ['the member is limited there', () => limited.add(bob.peer)]
  ])('when %s', async (_what, change) => {
    const tunnel = await clientOf(bob).tunnel(aliceAt(), TARGET)
    change()
    server.recheck()
    expect(await text(tunnel)).toBe('')
    expect(asked[0]?.signal.aborted).toBe(true)
    const [again] = await Promise.allSettled([clientOf(bob).tunnel(aliceAt(), TARGET)])
    expect(again).toMatchObject({ status: 'rejected', reason: { code: 'MEMBER_REFUSED' } })
  })

  test('when it hears of the removal of whom it leads through', async () => {
    const client = clientOf(bob)
    const tunnel = await client.tunnel(aliceAt(), TARGET)
    const failed = once(tunnel, 'error').catch((error: unknown) => [error])
    client.recheck((peer) => peer !== alice.peer)
    expect((await failed)[0]).toMatchObject({ code: 'MEMBER_REFUSED' })
  })

  test('when either side closes', async () => {
    const client = clientOf(bob)
    const [first, second] = [await client.tunnel(aliceAt(), TARGET), await clientOf(bob).tunnel(aliceAt(), TARGET)]
    const closed = new Promise((resolve) => first.once('error', resolve))
    client.close()
    expect(await closed).toMatchObject({ code: 'CLOSED' })
    await server.close()
    expect(await text(second)).toBe('')
    await expect(client.tunnel(aliceAt(), TARGET)).rejects.toMatchObject({ code: 'CLOSED' })
  })
})

test('a stranger opens none', async () => {
  const opening = clientOf(mallory).tunnel(aliceAt(), TARGET)
  await expect(opening).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: undefined })
  expect(asked).toEqual([])
})

const HEAD = `potluck-group: ${GROUP}\r\n\r\n`
test.each([
  ['what is sent before it is open', `CONNECT a.example:443 HTTP/1.1\r\nhost: a\r\n${HEAD}early`, /^$/],
  [
    'a request before it',
    `GET /v1/groups/${GROUP} HTTP/1.1\r\nhost: a\r\n\r\nCONNECT a:1 HTTP/1.1\r\nhost: a\r\n${HEAD}x`,
    /^(?!.*200)/s
  ],
  ['no group', `CONNECT a.example:443 HTTP/1.1\r\nhost: a\r\n\r\n`, /^HTTP\/1.1 404/],
  ['no port', `CONNECT a.example HTTP/1.1\r\nhost: a\r\n${HEAD}`, /^HTTP\/1.1 400/],
  ['a port that is none', `CONNECT a.example:65536 HTTP/1.1\r\nhost: a\r\n${HEAD}`, /^HTTP\/1.1 400/],
  ['a user', `CONNECT me@a.example:443 HTTP/1.1\r\nhost: a\r\n${HEAD}`, /^HTTP\/1.1 400/],
  ['brackets around no address', `CONNECT [abc]:443 HTTP/1.1\r\nhost: a\r\n${HEAD}`, /^HTTP\/1.1 400/]
])('asked for with %s, none is opened', async (_what, request, heard) => {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(bob.keyPair)
  const options = { key: keyPem, cert: certificatePem, rejectUnauthorized: false }
  const socket = tls.connect({ host: '127.0.0.1', port: server.port, ...options }, () => socket.write(request))
  let said = ''
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1'))).on('error', () => {})
  await once(socket, 'close')
  expect(said).toMatch(heard)
  expect(asked).toEqual([])
})

test('a group has one door for tunnels', () => {
  expect(() => server.addTunnelDoor(GROUP, { mayOpen: () => true, open: answer })).toThrow(RangeError)
})

test.each([
  ['another member', 'HTTP/1.1 200 OK\r\n\r\n', bob, 'MEMBER_UNREACHABLE'],
  ['nonsense', 'hello there\r\n\r\n', alice, 'MEMBER_BROKE'],
  ['nothing', '', alice, 'MEMBER_REFUSED']
] as const)('where %s answers, there is none', async (_what, words, person, code) => {
  const { keyPem, certificatePem } = selfSignedTlsCertificate(person.keyPair)
  const liar = tls.createServer({ key: keyPem, cert: certificatePem, requestCert: true, rejectUnauthorized: false })
  liar.on('secureConnection', (socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(words))
  })
  await once(liar.listen(0, '127.0.0.1'), 'listening')
  const { port } = liar.address() as { port: number }
  await expect(clientOf(bob).tunnel(aliceAt({ port }), TARGET)).rejects.toMatchObject({ code })
  liar.close()
})
