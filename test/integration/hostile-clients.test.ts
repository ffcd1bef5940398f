// Programs on this machine that hang, flood or read nothing, against a real node: it goes on serving the others, its memory
// stays bounded, and what they held comes free.
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { delay, systemClock } from '../../src/base/index.js'
import { MAX_GATEWAY_CONNECTIONS } from '../../src/gateway/defaults.js'
import { eventually } from '../support/eventually.js'
import { startGatewayNode, type GatewayNode } from '../support/gateway-node.js'
import { answersIn, openRaw, readToEnd, sendRaw } from '../support/raw-http.js'

const BIG = randomBytes(32 * 2 ** 20)
const BIG_URL = 'http://big.example/file'
const BIG_PATH = `/v1/content?url=${encodeURIComponent(BIG_URL)}`
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
/** What one well-behaved request may take meanwhile, on a machine that runs other tests too. */
const PATIENCE_MS = 30_000
/** Some attacks last ten seconds: to ask without pause all the while would take the processor from other tests. */
const BREATH_MS = 50
/** What the process may grow by: a fraction of what it would have to keep for those who do not read. */
const MAX_GROWTH_BYTES = 200 * 2 ** 20

let node: GatewayNode
let token: string
const sockets: Socket[] = []

const head = (line: string, fields = ''): string =>
  `${line} HTTP/1.1\r\nhost: 127.0.0.1:${node.port}\r\nauthorization: Bearer ${token}\r\n${fields}`

async function open(options?: { allowHalfOpen?: boolean }): Promise<Socket> {
  const socket = await openRaw(node.port, options)
  socket.removeAllListeners('error').on('error', () => {})
  sockets.push(socket)
  return socket
}

function openMany(count: number, options?: { allowHalfOpen?: boolean }): Promise<Socket[]> {
  return Promise.all(Array.from({ length: count }, () => open(options)))
}

async function ask(path: string): Promise<Response> {
  return await fetch(node.url + path, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS)
  })
}

/** Asks in a well-behaved way, one after the other and with a breath in between, until `attack` has ended. */
async function servedDuring(attack: Promise<unknown>): Promise<void> {
  let ended = false
  const over = attack.finally(() => (ended = true))
  over.catch(() => {})
  let served = 0
  do {
    const response = await ask('/v1/status')
    await response.text()
    expect(response.status).toBe(200)
    served++
    await delay(systemClock, BREATH_MS)
  } while (!ended || served < 3)
  await over
}

const memory = (): Promise<number> => node.metric('process_resident_memory_bytes')
const connections = (): Promise<number> => node.metric('potluck_http_connections')

beforeAll(async () => {
  node = await startGatewayNode()
  token = await node.token('test', ['read', 'publish'])
  const published = await fetch(node.url + BIG_PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: BIG
  })
  expect(published.status).toBe(200)
}, 60_000)
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  // What they held is free again: what is left are connections that `fetch` keeps.
  await eventually(async () => expect(await connections()).toBeLessThan(20), 30_000)
})
afterAll(() => node.stop())

describe('a client that hangs', { timeout: 90_000 }, () => {
  test('in the head of its request is ended, one of hundreds too', async () => {
    const slow = await openMany(300)
    const ended = Promise.all(slow.map(readToEnd))
    for (const socket of slow) socket.write('GET /healthz HTTP/1.1\r\na: ')
    const drip = setInterval(() => slow.forEach((socket) => socket.writable && socket.write('b')), 500)
    await servedDuring(ended).finally(() => clearInterval(drip))
    const statuses = (await ended).map((text) => answersIn(text)[0]?.status)
    expect(new Set(statuses)).toEqual(new Set([408]))
  })

  test('in the body of its request keeps nobody else waiting', async () => {
    const slow = await openMany(200)
    for (const [i, socket] of slow.entries()) {
      const kind = i % 2 === 0 ? 'POST /v1/tokens' : 'POST /v1/content'
      socket.write(`${head(kind)}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{`)
    }
    for (let byte = 0; byte < 5; byte++) {
      for (const socket of slow) if (socket.writable) socket.write(' ')
      await servedDuring(Promise.resolve())
    }
    expect(await node.owner.get('/v1/tokens')).toMatchObject({ tokens: [{ name: 'test' }] })
  })

  test('without a word makes room for those who ask, when all places are taken', async () => {
    const idle = await Promise.allSettled(Array.from({ length: MAX_GATEWAY_CONNECTIONS + 100 }, () => open()))
    expect(idle.length).toBeGreaterThan(MAX_GATEWAY_CONNECTIONS)
    // A few may be turned away until the silent ones have been ended.
    await eventually(async () => expect((await ask('/healthz')).status).toBe(200), 30_000)
  })
})

describe('a client that does not read', { timeout: 120_000 }, () => {
  /** What answering whole costs a process that never did it before is nobody's burden. */
  beforeAll(async () => {
    for (let round = 0; round < 3; round++) await (await ask(BIG_PATH)).arrayBuffer()
  })

  test('or reads a byte a second, holds neither memory nor the others up', async () => {
    const before = await memory()
    const lazy = await openMany(100)
    for (const [i, socket] of lazy.entries()) {
      socket.pause()
      socket.write(`${head(`GET ${BIG_PATH}`)}\r\n`)
      if (i % 2 === 0) socket.on('readable', () => {}) // Takes by hand what it takes.
    }
    const sip = setInterval(() => lazy.forEach((socket) => socket.read(1) as unknown), 1000)
    try {
      await servedDuring(
        (async () => {
          for (let round = 0; round < 3; round++) {
            const whole = new Uint8Array(await (await ask(BIG_PATH)).arrayBuffer())
            expect(digestOf(whole)).toBe(digestOf(BIG))
          }
        })()
      )
      expect((await memory()) - before).toBeLessThan(MAX_GROWTH_BYTES)
    } finally {
      clearInterval(sip)
    }
  })

  test('the events that it asked for is no burden', async () => {
    const before = await memory()
    const lazy = await openMany(100)
    for (const socket of lazy) {
      socket.pause()
      socket.write(`${head('GET /v1/transfers', 'accept: text/event-stream\r\n')}\r\n`)
    }
    for (let round = 0; round < 3; round++) await servedDuring(ask(BIG_PATH).then((answer) => answer.arrayBuffer()))
    expect((await memory()) - before).toBeLessThan(MAX_GROWTH_BYTES)
  })

  test('and has closed its own half is let go', async () => {
    const whole = await openMany(200, { allowHalfOpen: true })
    for (const socket of whole) socket.end(`${head('GET /v1/status')}\r\n`)
    const half = await openMany(200, { allowHalfOpen: true })
    for (const socket of half) socket.end(head('GET /v1/status'))
    await servedDuring(Promise.resolve())
    const answers = await Promise.all(whole.map(readToEnd))
    expect(new Set(answers.map((text) => answersIn(text)[0]?.status))).toEqual(new Set([200]))
    await eventually(async () => expect(await connections()).toBeLessThan(20), 30_000)
  })
})

describe('a client that floods', { timeout: 90_000 }, () => {
  test('with 1,000 requests at once gets 1,000 answers', async () => {
    const request = `${head('GET /v1/status', 'connection: close\r\n')}\r\n`
    const all = Promise.all(Array.from({ length: 1000 }, () => sendRaw(node.port, request)))
    await servedDuring(all)
    const statuses = (await all).map((text) => answersIn(text)[0]?.status)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
  })

  test('with a body that nobody asked for is cut, and its bytes are kept nowhere', async () => {
    const before = await memory()
    const floods = await openMany(20)
    const ended = Promise.all(
      floods.map(async (socket, i) => {
        const closed = once(socket, 'close').catch(() => {}) // Cut in the middle of a write it fails first.
        socket.write(
          `POST ${i % 2 === 0 ? '/v1/tokens' : '/v1/nothing'} HTTP/1.1\r\nhost: 127.0.0.1:${node.port}\r\ntransfer-encoding: chunked\r\n\r\n`
        )
        const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`
        while (!socket.destroyed) {
          if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => {}), closed])
        }
      })
    )
    await servedDuring(ended)
    expect((await memory()) - before).toBeLessThan(MAX_GROWTH_BYTES)
  })

  test('with heads of megabytes is told so, and ended', async () => {
    const fields = `a: ${'b'.repeat(2 ** 20)}\r\n`
    const texts = await Promise.all(
      Array.from({ length: 50 }, () => sendRaw(node.port, `${head('GET /', fields)}\r\n`))
    )
    for (const text of texts) expect(answersIn(text)).toMatchObject([{ status: 431 }])
    await servedDuring(Promise.resolve())
  })
})
