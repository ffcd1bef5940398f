// A machine whose own line says nothing, or is only thought to: it is always tried, and a member beside it. Its line is an upstream proxy here,
// so that it can be silent on loopback.
import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ContentError, type Resolve } from '../../src/content/index.js'
import { DOUBTED_HEAD_START_MS, ORIGIN_CONNECT_BUDGET_MS, SILENT_HOST_MS } from '../../src/content/defaults.js'
import { MAX_CARRIER_ATTEMPTS } from '../../src/flows/relay/defaults.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'
import { RelayNodes, type RelayNode, type RelayNodeInit } from '../support/relay-nodes.js'

const nowhere: Resolve = async () => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })
}
const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

const closing: (() => void)[] = []
let nodes: RelayNodes
let clock: FakeClock
let line: Line
let echo: number

/** `fails`: as a line that drops everything, at once. `mute`: it says nothing until it is told to. */
class Line {
  does: 'works' | 'fails' | 'mute' = 'works'
  asked = 0
  readonly targets: string[] = []
  #held: (() => void)[] = []
  port = 0

  async open(): Promise<void> {
    const server = http.createServer((_request, response) => void response.writeHead(504).end())
    server.on('connect', (request, socket: Duplex) => {
      this.asked++
      this.targets.push(request.url ?? '')
      socket.on('error', () => {})
      if (this.does === 'fails') return socket.end('HTTP/1.1 504 Gateway Timeout\r\n\r\n')
      const lead = (): void => {
        const far = net.connect(echo, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
        far
          .on('error', () => {})
          .pipe(socket)
          .pipe(far)
      }
      if (this.does === 'works') lead()
      else this.#held.push(lead)
    })
    this.port = await listen(server)
  }

  speak(): void {
    for (const lead of this.#held.splice(0)) lead()
  }
}

beforeEach(async () => {
  nodes = new RelayNodes()
  clock = new FakeClock()
  line = new Line()
  await line.open()
  echo = await listen(net.createServer((socket) => void socket.on('error', () => {}).pipe(socket)))
})

afterEach(async () => {
  await nodes.close()
  for (const close of closing.splice(0)) close()
})

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

function withLine(init: RelayNodeInit = {}): Promise<RelayNode> {
  const proxy = `http://127.0.0.1:${line.port}`
  const proxies = { httpProxy: proxy, httpsProxy: proxy, noProxy: [] }
  return nodes.add('alice', { carries: false, clock, origins: { resolve: nowhere, proxies }, ...init })
}

function carrier(): Promise<RelayNode> {
  return nodes.add('bob', { origins: { resolve: here } })
}

async function said(alice: RelayNode, host = 'origin.example'): Promise<void> {
  const tunnel = await alice.origins.tunnel(host, echo)
  tunnel.write('hello')
  const [heard] = (await once(tunnel, 'data')) as [Buffer]
  expect(heard.toString()).toBe('hello')
  tunnel.destroy()
}

async function carriedBytes(bob: RelayNode): Promise<number> {
  await eventually(() => expect(bob.carried.status().connections).toBe(0))
  return bob.ledger.carriedBytes()
}

test('a line that drops everything: the first connection goes by a member when it was silent, each further one after a short head start', async () => {
  const [alice, bob] = [await withLine(), await carrier()]
  line.does = 'mute'
  const first = said(alice)
  await eventually(() => expect(line.asked).toBe(1))
  await clock.advanceAsync(ORIGIN_CONNECT_BUDGET_MS - 1)
  expect(bob.carried.status().connections).toBe(0)
  await clock.advanceAsync(1)
  await first
  expect(await carriedBytes(bob)).toBe(10)
  const second = said(alice)
  await eventually(() => expect(line.asked).toBe(2))
  await clock.advanceAsync(DOUBTED_HEAD_START_MS - 1)
  expect(bob.carried.status().connections).toBe(0)
  await clock.advanceAsync(1)
  await second
  expect(await carriedBytes(bob)).toBe(20)
})

test('a connection of the own line ends the doubt, also one that comes too late to be used', async () => {
  const [alice, bob] = [await withLine(), await carrier()]
  line.does = 'fails'
  await said(alice)
  line.does = 'mute'
  const second = said(alice)
  await eventually(() => expect(line.asked).toBe(2))
  await clock.advanceAsync(DOUBTED_HEAD_START_MS)
  await second
  expect(await carriedBytes(bob)).toBe(20)
  line.speak()
  await eventually(() => expect(alice.line.state).toBe('yes'))
  const third = said(alice)
  await eventually(() => expect(line.asked).toBe(3))
  await clock.advanceAsync(DOUBTED_HEAD_START_MS)
  line.speak()
  await third
  expect(await carriedBytes(bob)).toBe(20)
})

test('two silent hosts cut nothing off: the own line is tried, and taken where it connects', async () => {
  const alice = await withLine()
  line.does = 'fails'
  const dead = ['dead1.example', 'dead2.example'].map((host) => alice.origins.tunnel(host, 443))
  for (const { status } of await Promise.allSettled(dead)) expect(status).toBe('rejected')
  expect([alice.line.isOut, alice.line.state]).toEqual([true, 'unknown'])
  line.does = 'works'
  await said(alice)
  expect([alice.line.isOut, alice.line.state]).toEqual([false, 'yes'])
})

test('two silent hosts lead nothing through a member where the own line connects', async () => {
  const [alice, bob] = [await withLine(), await carrier()]
  line.does = 'fails'
  // The member gets to neither.
  nodes.limit(bob, { mayServe: false })
  await Promise.allSettled(['dead1.example', 'dead2.example'].map((host) => alice.origins.tunnel(host, 443)))
  nodes.limit(bob, {})
  expect([alice.line.isOut, alice.line.state]).toEqual([true, 'unknown'])
  line.does = 'works'
  await said(alice)
  await clock.advanceAsync(DOUBTED_HEAD_START_MS)
  expect(bob.ledger.carriedBytes()).toBe(0)
})

test('where members do not get there either the error is the own line’s, and they are not asked again for a while', async () => {
  const [alice, bob] = [await withLine(), await carrier()]
  line.does = 'fails'
  const free = net.createServer()
  await once(free.listen(0, '127.0.0.1'), 'listening')
  const { port } = free.address() as AddressInfo
  await new Promise((resolve) => free.close(resolve))
  const failed = { code: 'ORIGIN_UNREACHABLE', message: expect.stringContaining('the proxy') as string }
  const opened = bob.origins.tunnel.bind(bob.origins)
  let asked = 0
  bob.origins.tunnel = (...target) => {
    asked++
    return opened(...target)
  }
  await expect(alice.origins.tunnel('dead.example', port)).rejects.toMatchObject(failed)
  await expect(alice.origins.tunnel('dead.example', port)).rejects.toMatchObject(failed)
  expect([asked, line.asked]).toEqual([1, 2])
})

describe('a host that members do not get to', () => {
  /** Who is asked, in turn, and says what the test has it say; undefined: it leads there. */
  async function others(says: (name: string) => ContentError | undefined, names: readonly string[]): Promise<string[]> {
    const asked: string[] = []
    for (const name of names) {
      const { origins } = await nodes.add(name, { origins: { resolve: here } })
      const opened = origins.tunnel.bind(origins)
      origins.tunnel = async (...target) => {
        asked.push(name)
        const failure = says(name)
        if (failure !== undefined) throw failure
        return await opened(...target)
      }
    }
    return asked
  }

  const unreachable = new ContentError('ORIGIN_UNREACHABLE', 'it did not connect')

  test.each([0, 2 * SILENT_HOST_MS])(
    'is asked for of those that were not asked, after three that do not get there: %d ms later',
    async (laterMs) => {
      const alice = await withLine()
      line.does = 'fails'
      const tried = new Set<string>()
      const asked = await others(
        (name) => (tried.add(name).size > 3 ? undefined : unreachable),
        ['bob', 'carol', 'dave', 'erin']
      )
      await expect(alice.origins.tunnel('origin.example', echo)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
      expect(asked).toHaveLength(MAX_CARRIER_ATTEMPTS)
      await clock.advanceAsync(laterMs)
      await said(alice)
      expect([asked.length, new Set(asked).size]).toEqual([MAX_CARRIER_ATTEMPTS + 1, 4])
    }
  )

  test.each([
    ['goes nowhere there for others', new ContentError('ORIGIN_REFUSED', 'not that port'), 4],
    ['does not get there either', unreachable, 2]
  ])('is asked for again or not: the other member %s', async (_what, failure, times) => {
    const alice = await withLine()
    line.does = 'fails'
    const asked = await others((name) => (name === 'bob' ? failure : unreachable), ['bob', 'carol'])
    for (let time = 0; time < 2; time++) {
      await expect(alice.origins.tunnel('origin.example', echo)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    }
    expect(asked).toHaveLength(times)
  })
})

test('an upload by the own line alone goes by nobody, and tells how the line did', async () => {
  const [alice, bob] = [await withLine(), await carrier()]
  line.does = 'fails'
  const request = { method: 'POST', url: `https://origin.example:${echo}/`, rawHeaders: [], isOwnLineOnly: true }
  await expect(alice.origins.passThrough(request)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  await expect(alice.origins.passThrough(request)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  expect(bob.ledger.carriedBytes()).toBe(0)
  expect(alice.line.stateFor(new URL(request.url))).toBe('no')
})

test('a member behind a proxy has that connect to the address that was judged, not to a name that is looked up anew', async () => {
  const alice = await nodes.add('alice', { usesUplink: false, carries: false, origins: { resolve: nowhere } })
  const proxies = { httpProxy: '', httpsProxy: `http://127.0.0.1:${line.port}`, noProxy: [] }
  const resolve: Resolve = async () => [{ address: '2606:2800:220:1::1', family: 6 }]
  await nodes.add('bob', { allowed: [], origins: { resolve, proxies } })
  const tunnel = await alice.origins.tunnel('rebound.example', 443)
  expect(line.targets).toEqual(['[2606:2800:220:1::1]:443'])
  tunnel.destroy()
})

test.each([true, false])('no member is asked where settings say so (uplink.use: %s)', async (usesUplink) => {
  const [alice, bob] = [await withLine({ asks: false, usesUplink }), await carrier()]
  line.does = 'fails'
  const code = usesUplink ? 'ORIGIN_UNREACHABLE' : 'NO_CARRIER'
  await expect(alice.origins.tunnel('origin.example', echo)).rejects.toMatchObject({ code })
  expect([bob.ledger.carriedBytes(), alice.through.status().carriers]).toEqual([0, 0])
})
