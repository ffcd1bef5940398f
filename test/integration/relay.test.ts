// What is not shared, from a machine whose own line does not work, through members whose line does: over real sockets on loopback.
import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { Readable, type Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { trustBesides, type OriginAccess, type Resolve } from '../../src/content/index.js'
import { CARRIED_CHUNK_BYTES, CARRIER_ATTEMPT_MS, MAX_CARRIED_FOR_MEMBER } from '../../src/flows/relay/defaults.js'
import { selfSignedTlsCertificate } from '../../src/group/index.js'
import { testAuthority } from '../support/certificates.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { keptLog, RelayNodes, type RelayNode, type RelayNodeInit } from '../support/relay-nodes.js'

const nowhere: Resolve = async () => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })
}
const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]
const authority = testAuthority()
const trust = trustBesides(authority.ca)

const closing: (() => void)[] = []
let nodes: RelayNodes
let requests: { method: string | undefined; url: string | undefined; rawHeaders: string[]; body: string }[]
let port: number

beforeEach(async () => {
  nodes = new RelayNodes()
  requests = []
  port = await listen(http.createServer((request, response) => void answer(request, response)))
})

afterEach(async () => {
  await nodes.close()
  for (const close of closing.splice(0)) close()
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method, url, rawHeaders } = request
  requests.push({ method, url, rawHeaders, body: await text(request) })
  response.writeHead(200, { 'cache-control': 'no-store', 'set-cookie': 'mine=1' }).end(`hello ${url}`)
}

async function listen(server: net.Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const open = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => void open.add(socket))
  closing.push(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  return (server.address() as AddressInfo).port
}

/** One without a line, whose names lead nowhere. */
function withoutLine(init: RelayNodeInit = {}): Promise<RelayNode> {
  return nodes.add('alice', { usesUplink: false, carries: false, origins: { resolve: nowhere, trust }, ...init })
}

function withLine(name = 'bob', init: RelayNodeInit = {}): Promise<RelayNode> {
  return nodes.add(name, { origins: { resolve: here }, ...init })
}

async function get(
  origins: OriginAccess,
  change: { url?: string; method?: string; body?: string } = {}
): Promise<string> {
  const { url = `http://origin.example:${port}/private?q=1`, method = 'GET', body } = change
  const length = body === undefined ? [] : ['Content-Length', `${body.length}`]
  const rawHeaders = ['Cookie', 'secret=1', 'Authorization', 'Basic c2VjcmV0', ...length]
  const given = body === undefined ? undefined : Readable.from([Buffer.from(body)])
  return await text((await origins.passThrough({ method, url, rawHeaders, body: given })).body)
}

describe('without a line of its own a program', () => {
  test('gets what is not shared, with its credentials, once', async () => {
    const [alice, bob] = [await withoutLine(), await withLine()]
    expect(await get(alice.origins)).toBe('hello /private?q=1')
    expect(requests).toHaveLength(1)
    expect(requests[0]?.rawHeaders.join('|')).toContain('Cookie|secret=1|Authorization|Basic c2VjcmV0')
    expect(alice.ledger.snapshot().uplink.passedThrough).toBe('hello /private?q=1'.length)
    expect(bob.ledger.snapshot().uplink).toEqual({ bytesIn: 0, passedThrough: 0 })
    await eventually(() => expect(bob.carried.status().connections).toBe(0))
    expect(bob.carried.status().members).toMatchObject([{ peer: alice.person.peer, bytes: bob.ledger.carriedBytes() }])
    expect(bob.ledger.carriedBytes()).toBeGreaterThan(100)
  })

  test('but what is to be met by its own line alone goes by nobody', async () => {
    const alice = await withoutLine()
    const bob = await withLine()
    const request = { method: 'GET', url: `http://origin.example:${port}/`, rawHeaders: [], isOwnLineOnly: true }
    await expect(alice.origins.passThrough(request)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect([requests, bob.ledger.carriedBytes()]).toEqual([[], 0])
  })

  test('posts a body', async () => {
    const alice = await withoutLine()
    await withLine()
    const body = 'x'.repeat(300_000)
    expect(await get(alice.origins, { method: 'POST', body })).toBe('hello /private?q=1')
    expect(requests).toMatchObject([{ method: 'POST', body }])
  })

  test('has TLS from end to end: the member sees no byte of what is said', async () => {
    const server = https.createServer(
      authority.issue('DNS:secure.example'),
      (request, response) => void answer(request, response)
    )
    const securePort = await listen(server)
    const { logger, text: logged } = keptLog()
    const alice = await withoutLine()
    const bob = await withLine('bob', { logger })
    expect(await get(alice.origins, { url: `https://secure.example:${securePort}/x` })).toBe('hello /x')
    const tunnel = await alice.origins.tunnel('secure.example', securePort)
    const inside = tls.connect({ socket: tunnel, servername: 'secure.example', ca: authority.ca })
    await once(inside, 'secureConnect')
    inside.write('GET /y HTTP/1.1\r\nHost: secure.example\r\nConnection: close\r\n\r\n')
    expect(await text(inside)).toContain('hello /y')
    await eventually(() => expect(bob.carried.status().connections).toBe(0))
    expect(logged()).toContain('carried a connection for')
    for (const secret of ['secure.example', `${securePort}`, '127.0.0.1', '/y']) expect(logged()).not.toContain(secret)
    expect(JSON.stringify(bob.carried.status())).not.toContain('secure')
  })

  test('is told what to set where nobody carries', async () => {
    const alice = await withoutLine()
    await withLine('bob', { carries: false })
    const failed = { code: 'NO_CARRIER', message: expect.stringContaining('relay.connections') as string }
    await expect(get(alice.origins)).rejects.toMatchObject(failed)
    expect(alice.through.status()).toEqual({ way: 'members', carriers: 0 })
  })

  test('reaches its own network without anybody', async () => {
    const alice = await withoutLine({ origins: { resolve: here } })
    const bob = await withLine()
    expect(await get(alice.origins)).toBe('hello /private?q=1')
    expect(await get(alice.origins, { url: `http://127.0.0.1:${port}/` })).toBe('hello /')
    expect(bob.ledger.carriedBytes()).toBe(0)
  })
})

describe('a member whose own line works', () => {
  test('never goes by others', async () => {
    const carol = await nodes.add('carol', { origins: { resolve: here } })
    const bob = await withLine()
    expect(await get(carol.origins)).toBe('hello /private?q=1')
    await expect(carol.origins.tunnel('origin.example', 1)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect(bob.ledger.carriedBytes()).toBe(0)
    expect(carol.through.status()).toEqual({ way: 'own', carriers: 1 })
  })

  test('looks a name up once', async () => {
    const asked: string[] = []
    const resolve: Resolve = async (name) => {
      asked.push(name)
      return await here(name)
    }
    const carol = await nodes.add('carol', { origins: { resolve } })
    expect(await get(carol.origins)).toBe('hello /private?q=1')
    expect(asked).toEqual(['origin.example'])
  })

  test('goes by others where the kernel has no way out, before anything is sent', async () => {
    const noWay: Resolve = async () => {
      throw Object.assign(new Error('no way'), { code: 'ENETUNREACH', syscall: 'connect' })
    }
    const carol = await nodes.add('carol', { origins: { resolve: noWay } })
    await withLine()
    expect(await get(carol.origins, { method: 'POST', body: 'once' })).toBe('hello /private?q=1')
    expect(requests).toMatchObject([{ body: 'once' }])
    expect(carol.through.status().way).toBe('members')
  })

  test('carries only by its own: nobody is led on', async () => {
    const alice = await withoutLine()
    // Bob carries, and would go by Carol, were it for himself.
    const bob = await nodes.add('bob', { usesUplink: false, origins: { resolve: nowhere } })
    bob.presence = { ...bob.presence, uplink: 'unknown' }
    const carol = await withLine('carol')
    carol.presence = { ...carol.presence, carries: false }
    await expect(get(alice.origins)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect(carol.ledger.carriedBytes()).toBe(0)
  })
})

describe('a tunnel', () => {
  let echo: number

  beforeEach(async () => {
    echo = await listen(
      net.createServer({ allowHalfOpen: true }, (socket) => void socket.on('error', () => {}).pipe(socket))
    )
  })

  test('may end on one side first', async () => {
    const alice = await withoutLine()
    const bob = await withLine()
    const tunnel = await alice.origins.tunnel('echo.example', echo)
    tunnel.end('said and heard')
    expect(await text(tunnel)).toBe('said and heard')
    await eventually(() => expect(bob.carried.status()).toMatchObject({ connections: 0, bytes: 28 }))
  })

  test.each([
    ['is removed', (alice: RelayNode) => nodes.remove(alice)],
    ['may use no uplinks any more', (alice: RelayNode) => nodes.limit(alice, { mayUseUplinks: false })]
  ])('is cut at once when its member %s', async (_what, change) => {
    const alice = await withoutLine()
    const bob = await withLine()
    const tunnel = await alice.origins.tunnel('echo.example', echo)
    await said(tunnel, 'before')
    change(alice)
    await eventually(() => expect(bob.carried.status().connections).toBe(0))
    tunnel.on('error', () => {}).resume()
    await expect(get(alice.origins)).rejects.toBeDefined()
  })

  test('is cut when its node carries no more', async () => {
    const alice = await withoutLine()
    const bob = await withLine()
    const tunnel = await alice.origins.tunnel('echo.example', echo)
    await said(tunnel, 'before')
    bob.carried.close()
    expect(await text(tunnel)).toBe('')
    expect(bob.presence.carries).toBe(false)
    await expect(alice.origins.tunnel('echo.example', echo)).rejects.toMatchObject({ code: 'NO_CARRIER' })
  })

  test('is one of a number that a member may have', async () => {
    const alice = await withoutLine()
    const bob = await withLine()
    const open = await Promise.all(
      Array.from({ length: MAX_CARRIED_FOR_MEMBER }, () => alice.origins.tunnel('echo.example', echo))
    )
    await expect(alice.origins.tunnel('echo.example', echo)).rejects.toMatchObject({ code: 'NO_CARRIER' })
    for (const tunnel of open) tunnel.destroy()
    await eventually(() => expect(bob.carried.status().connections).toBe(0))
    await said(await alice.origins.tunnel('echo.example', echo), 'again')
  })

  test('gets what the limit leaves, and all of it comes', async () => {
    const alice = await withoutLine()
    await withLine('bob', { bytesPerSecond: 4 * 2 ** 20 })
    const tunnel = await alice.origins.tunnel('echo.example', echo)
    const bytes = Buffer.alloc(2 ** 20, 'potluck')
    tunnel.end(bytes)
    expect((await text(tunnel)) === bytes.toString()).toBe(true)
  })

  test('gets what the limit gives in the time that passes: no less, and no more than a chunk beyond', async () => {
    const limit = 4 * CARRIED_CHUNK_BYTES
    const clock = new FakeClock()
    const alice = await withoutLine()
    const bob = await withLine('bob', { bytesPerSecond: limit, clock })
    const tunnel = await alice.origins.tunnel('echo.example', echo)
    tunnel.on('error', () => {}).resume()
    tunnel.write(Buffer.alloc(2 ** 20))
    const moved = (): number => bob.carried.status().bytes
    for (let passedMs = 0; passedMs <= 2_000; passedMs += 250) {
      const given = CARRIED_CHUNK_BYTES + (limit * passedMs) / 1_000
      await eventually(() => expect(moved()).toBeGreaterThanOrEqual(given - limit / 1_000))
      expect(moved()).toBeLessThanOrEqual(given + CARRIED_CHUNK_BYTES)
      clock.advance(250)
    }
    tunnel.destroy()
  })
})

test('an upload for a member has its share, and is counted for it', async () => {
  const [alice, bob] = [await withoutLine(), await withLine('bob', { bytesPerSecond: 2 ** 20 })]
  const stop = new AbortController()
  const given = Readable.from([Buffer.alloc(200_000), Buffer.alloc(200_000)])
  const taken = bob.carried.uploading(given, alice.person.peer, stop.signal)
  expect((await taken.next()).value).toHaveLength(200_000)
  const { byClass, members } = bob.carried.status()
  expect(byClass).toEqual({ interactive: 0, upload: 200_000, bulk: 0 })
  expect(members).toMatchObject([{ peer: alice.person.peer, connections: 0, bytes: 200_000 }])
  await taken.next()
  stop.abort(new Error('enough'))
  await expect(
    bob.carried.uploading(Readable.from([Buffer.alloc(1)]), alice.person.peer, stop.signal).next()
  ).rejects.toThrow('enough')
})

describe('a hostile asker', () => {
  test.each([
    ['loopback', '127.0.0.1', 80],
    ['a private address', '10.0.0.1', 80],
    ['metadata of clouds', '169.254.169.254', 80],
    ['loopback, mapped', '::ffff:127.0.0.1', 443],
    ['an unusual port', '93.184.215.14', 6379],
    ['mail', '93.184.215.14', 25],
    ['a name that leads to loopback', 'rebound.example', 80]
  ])('is not led to %s', async (_what, host, to) => {
    const alice = await withoutLine()
    const bob = await withLine('bob', { allowed: [] })
    const member = { groupId: 'a1'.repeat(32), peer: bob.person.peer, hosts: ['127.0.0.1'], port: bob.server.port }
    const asked = alice.client.tunnel(member, { host, port: to })
    await expect(asked).rejects.toMatchObject({ code: 'MEMBER_REFUSED', status: 403, reason: 'refused' })
  })

  test('is not led to the ports of this node, whatever settings name', async () => {
    const alice = await withoutLine()
    const isSelf = (_address: string, own: number): boolean => own === port
    await withLine('bob', { origins: { resolve: here, isSelf } })
    await expect(get(alice.origins)).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
    expect(requests).toEqual([])
  })
})

describe('a hostile member', () => {
  /** Says that it carries, and does this with each connection. */
  async function liar(name: string, then: (socket: tls.TLSSocket) => void): Promise<RelayNode> {
    const node = await withLine(name)
    const { keyPem, certificatePem } = selfSignedTlsCertificate(node.person.keyPair)
    const server = tls.createServer({ key: keyPem, cert: certificatePem, requestCert: true, rejectUnauthorized: false })
    server.on('secureConnection', (socket) => socket.on('error', () => {}).once('data', () => then(socket)))
    node.presence = { ...node.presence, contentPort: await listen(server) }
    return node
  }

  const OPEN = 'HTTP/1.1 200 Connection established\r\n\r\n'
  test.each([
    ['answers nonsense', (socket: tls.TLSSocket) => socket.end('nonsense\r\n\r\n')],
    ['dies', (socket: tls.TLSSocket) => socket.destroy()],
    ['shows another TLS', (socket: tls.TLSSocket) => socket.write(`${OPEN}not TLS at all`)],
    ['opens and dies', (socket: tls.TLSSocket) => socket.end(OPEN)]
  ])('that %s costs nothing but another try: the next member carries', async (_what, then) => {
    const server = https.createServer(
      authority.issue('DNS:secure.example'),
      (request, response) => void answer(request, response)
    )
    const securePort = await listen(server)
    const alice = await withoutLine()
    const mallory = await liar('mallory', then)
    nodes.provider = mallory.person.peer // So it is asked first.
    const bob = await withLine()
    const url = `https://secure.example:${securePort}/x`
    expect(await get(alice.origins, { url, method: 'POST', body: 'once' })).toBe('hello /x')
    expect(requests).toMatchObject([{ body: 'once' }])
    expect(bob.carried.status().members).toHaveLength(1)
  })

  test('that leads nowhere is left by the next connection to that host', async () => {
    const echo = await listen(
      net.createServer({ allowHalfOpen: true }, (socket) => void socket.on('error', () => {}).pipe(socket))
    )
    const alice = await withoutLine()
    const mallory = await liar('mallory', (socket) => {
      socket.write(OPEN)
      socket.once('data', () => socket.destroy())
    })
    nodes.provider = mallory.person.peer
    const bob = await withLine()
    const tunnel = await alice.origins.tunnel('echo.example', echo)
    await saidInVain(tunnel)
    for (const words of ['second', 'third']) await said(await alice.origins.tunnel('echo.example', echo), words)
    await eventually(() =>
      expect(bob.carried.status().byClass.interactive).toBe('second'.length * 2 + 'third'.length * 2)
    )
    // A connection of which a program makes no use says nothing.
    const unused = await alice.origins.tunnel('other.example', echo)
    unused.on('error', () => {}).destroy()
    await once(unused, 'close')
    const again = await alice.origins.tunnel('other.example', echo)
    await saidInVain(again)
    expect(bob.carried.status().byClass.interactive).toBe('second'.length * 2 + 'third'.length * 2)
  })

  test('that says nothing at any of its addresses leaves time for the next one, and comes last from then on', async () => {
    const clock = new FakeClock()
    const alice = await withoutLine({ clock })
    const met: number[] = []
    const mute = net.createServer((socket) => void socket.on('error', () => {}).resume())
    mute.on('connection', () => met.push(clock.monotonicMs()))
    await once(mute.listen(0, '0.0.0.0'), 'listening')
    closing.push(() => mute.close())
    const mallory = await nodes.add('mallory')
    const hosts = [
      '127.0.0.2',
      '127.0.0.3',
      '127.0.0.4',
      '127.0.0.5',
      '127.0.0.6',
      '127.0.0.7',
      '127.0.0.8',
      '127.0.0.9'
    ]
    mallory.presence = { ...mallory.presence, hosts, contentPort: (mute.address() as AddressInfo).port }
    nodes.provider = mallory.person.peer
    const bob = await withLine()
    const startedMs = clock.monotonicMs()
    const got = get(alice.origins)
    for (let second = 1; second <= CARRIER_ATTEMPT_MS / 1_000; second++) {
      await eventually(() => expect(met).toHaveLength(second))
      expect(requests).toEqual([])
      await clock.advanceAsync(1_000)
    }
    expect(await got).toBe('hello /private?q=1')
    expect(met.map((atMs) => atMs - startedMs)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000])
    expect(await get(alice.origins, { url: `http://another.example:${port}/` })).toBe('hello /')
    expect(met).toHaveLength(CARRIER_ATTEMPT_MS / 1_000)
    expect(bob.carried.status().members).toHaveLength(1)
  })

  test.each([
    ['busy', 503, 'carries as many connections as it may'],
    ['offline', 503, 'has no uplink that works']
  ])('the program is told why the last one had no connection: %s', async (reason, status, words) => {
    const alice = await withoutLine()
    await liar('mallory', (socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\npotluck-reason: ${reason}\r\nContent-Length: 0\r\n\r\n`)
    )
    const failed = { code: 'NO_CARRIER', message: expect.stringContaining(words) as string }
    await expect(get(alice.origins)).rejects.toMatchObject(failed)
  })

  test('that knows no such host is asked for others all the same', async () => {
    const alice = await withoutLine()
    let asked = 0
    const mallory = await liar('mallory', (socket) => {
      asked++
      socket.end('HTTP/1.1 400 Bad Request\r\npotluck-reason: bad-target\r\nContent-Length: 0\r\n\r\n')
    })
    nodes.provider = mallory.person.peer
    await withLine()
    await get(alice.origins)
    await get(alice.origins, { url: `http://another.example:${port}/` })
    expect(asked).toBe(2)
  })
})

async function said(tunnel: Duplex, words: string): Promise<void> {
  tunnel.write(words)
  const [heard] = (await once(tunnel, 'data')) as [Buffer]
  expect(heard.toString()).toBe(words)
}

/** Its far side ends without a word. */
async function saidInVain(tunnel: Duplex): Promise<void> {
  const ended = new Promise((resolve) => tunnel.once('end', resolve).once('close', resolve))
  tunnel.on('error', () => {}).write('hello')
  tunnel.resume()
  await ended
  await new Promise((resolve) => (tunnel.closed ? resolve(undefined) : tunnel.once('close', resolve).destroy()))
}
