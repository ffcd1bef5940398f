// CONNECT: bytes go both ways untouched, to where this machine's programs may go.
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ContentNodes } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openGateway, type TestGateway } from '../support/gateway.js'

let nodes: ContentNodes
let gateway: TestGateway
let remote: Server
let remotePort: number
/** What the remote end does with a connection. */
let serve: (socket: Socket) => void

beforeEach(async () => {
  serve = (socket) => void socket.pipe(socket)
  remote = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    serve(socket)
  })
  remote.listen(0, '127.0.0.1')
  await once(remote, 'listening')
  remotePort = (remote.address() as AddressInfo).port
  nodes = new ContentNodes()
  gateway = await openGateway({ content: await nodes.add('alice'), allowed: [`127.0.0.1/32:${remotePort}`] })
})
afterEach(async () => {
  await gateway.close()
  await nodes.close()
  remote.close()
})

/** The tunnel's socket, when it is open; what was answered in its place. */
async function tunnel(target = `127.0.0.1:${remotePort}`, more = ''): Promise<{ socket: Socket; head: string }> {
  const socket = connect({ port: gateway.port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n${more}`)
  let head = ''
  while (!head.includes('\r\n\r\n')) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    head += chunk.toString('latin1')
  }
  socket.pause()
  const isOpen = head.startsWith('HTTP/1.1 200 ')
  const end = isOpen ? head.indexOf('\r\n\r\n') + 4 : head.length
  socket.unshift(Buffer.from(head.slice(end), 'latin1'))
  return { socket, head: head.slice(0, end) }
}

/** All that comes until the other side ends. Unlike iterating it leaves the socket open for the other way. */
function received(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  return once(socket.resume(), 'end').then(() => Buffer.concat(chunks))
}

describe('a tunnel', () => {
  test('carries bytes both ways untouched, and counts what came as not shared', async () => {
    const { socket, head } = await tunnel()
    expect(head).toBe('HTTP/1.1 200 Connection established\r\n\r\n')
    const sent = randomBytes(3_000_000)
    socket.end(sent)
    expect((await received(socket)).equals(sent)).toBe(true)
    expect(nodes.nodes[0]!.ledger.snapshot().uplink).toEqual({ bytesIn: 0, passedThrough: sent.byteLength })
    await eventually(() => expect(gateway.node.proxy.tunnels).toBe(0))
  })

  test('carries what came with its request', async () => {
    const { socket } = await tunnel(undefined, 'early ')
    socket.end('late')
    expect(String(await received(socket))).toBe('early late')
  })

  test('stays open one way when the program has ended its own', async () => {
    serve = (socket) => {
      void received(socket).then((all) => socket.end(createHash('sha256').update(all).digest('hex')))
    }
    const { socket } = await tunnel()
    const sent = randomBytes(100_000)
    socket.end(sent)
    expect(String(await received(socket))).toBe(createHash('sha256').update(sent).digest('hex'))
  })

  test('stays open one way when the other end has ended its own', async () => {
    let heard: Promise<Buffer> | undefined
    serve = (socket) => {
      socket.end('goodbye')
      heard = received(socket)
    }
    const { socket } = await tunnel()
    expect(String(await received(socket))).toBe('goodbye')
    socket.end('still here')
    expect(String(await heard)).toBe('still here')
    await eventually(() => expect(gateway.node.proxy.tunnels).toBe(0))
  })

  test('is cut on both sides where one is', async () => {
    let ended: Promise<unknown> | undefined
    serve = (socket) => void (ended = once(socket.resume(), 'end'))
    const { socket } = await tunnel()
    await eventually(() => expect(ended).toBeDefined())
    socket.resetAndDestroy()
    await ended
    let far: Socket | undefined
    serve = (other) => void (far = other)
    const other = await tunnel()
    await eventually(() => expect(far).toBeDefined())
    const otherEnded = once(other.socket.resume(), 'end')
    far?.resetAndDestroy()
    await otherEnded
    await eventually(() => expect(gateway.node.proxy.tunnels).toBe(0))
  })

  test('holds back an end that sends faster than the other reads', async () => {
    let written = 0
    serve = (socket) => {
      const chunk = Buffer.alloc(1 << 16)
      const write = (): void => {
        while (socket.writable && written < 1 << 28) {
          written += chunk.byteLength
          if (!socket.write(chunk)) return void socket.once('drain', write)
        }
      }
      write()
    }
    const { socket } = await tunnel()
    let before = -1
    await eventually(() => {
      const stands = before === written
      before = written
      expect(stands && written > 0).toBe(true)
    })
    expect(written).toBeLessThan(1 << 27)
    socket.destroy()
    await eventually(() => expect(gateway.node.proxy.tunnels).toBe(0))
  })

  test('ends with the node', async () => {
    const { socket } = await tunnel()
    const ended = once(socket.resume(), 'end')
    await gateway.close()
    await ended
  })
})

describe('no tunnel leads', () => {
  test.each([
    ['to loopback that is not named', '127.0.0.1:1', 403],
    ['to loopback, written otherwise', '2130706433:1', 403],
    ['to loopback by IPv6', '[::1]:1', 403],
    ['to link-local', '169.254.169.254:80', 403],
    ['nowhere', 'nowhere', 400],
    ['to port 0', '127.0.0.1:0', 400],
    ['to a port that is none', '127.0.0.1:65536', 400],
    ['to what is no host', 'a b:80', 400],
    ['to someone', 'someone@127.0.0.1:80', 400]
  ])('%s', async (_what, target, status) => {
    expect((await tunnel(target)).head).toContain(`HTTP/1.1 ${status} `)
  })

  test('to this node itself', async () => {
    for (const host of ['127.0.0.1', 'localhost', '127.1.2.3', '[::1]']) {
      const { head } = await tunnel(`${host}:${gateway.port}`)
      expect(head).toContain('HTTP/1.1 508 ')
      expect(head).toContain('application/problem+json')
    }
  })

  test('to who is not there', async () => {
    remote.close()
    const { head } = await tunnel()
    expect(head).toContain('HTTP/1.1 502 ')
    expect(gateway.node.proxy.tunnels).toBe(0)
  })

  test('where there are too many already', async () => {
    let free = 0
    while (gateway.node.proxy.openTunnel()) free++
    expect(free).toBe(1024)
    expect((await tunnel()).head).toContain('HTTP/1.1 503 ')
  })
})
