// Tunnels to what listens on loopback.
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { testOrigins } from '../support/origins.js'

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(onSocket: (socket: net.Socket) => void): Promise<number> {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    closing.push(() => socket.destroy())
    onSocket(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  return (server.address() as AddressInfo).port
}

describe('a tunnel', () => {
  test('carries bytes as they are, and each side ends on its own', async () => {
    const port = await listen((socket) => {
      socket.write('server first\n')
      let heard = ''
      socket.on('data', (chunk) => (heard += chunk.toString()))
      socket.on('end', () => socket.end(`heard ${heard}`))
    })
    const tunnel = await testOrigins().tunnel('127.0.0.1', port)
    tunnel.end('client')
    expect(await text(tunnel)).toBe('server first\nheard client')
  })

  test.each(['localhost', '127.0.0.1', '127.1', '0x7f.1', '2130706433', 'LOCALHOST'])('leads to %s', async (host) => {
    const port = await listen((socket) => socket.end('here'))
    const resolve = async (): Promise<{ address: string; family: number }[]> => [{ address: '127.0.0.1', family: 4 }]
    expect(await text(await testOrigins({ resolve }).tunnel(host, port))).toBe('here')
  })

  test('goes to the address that answers', async () => {
    const port = await listen((socket) => socket.end('here'))
    const resolve = async (): Promise<{ address: string; family: number }[]> => [
      { address: '::1', family: 6 }, // Nobody listens there.
      { address: '127.0.0.1', family: 4 }
    ]
    expect(await text(await testOrigins({ resolve }).tunnel('two.example', port))).toBe('here')
  })

  test.each([
    ['a host/path', 443],
    ['host?query', 443],
    ['user@host', 443],
    ['', 443],
    ['host', 0],
    ['host', 65_536],
    ['host', 1.5],
    ['fe80::1%eth0', 443],
    ['127.0.0.1:80', 443]
  ])('does not lead to %j, %d', async (host, port) => {
    await expect(testOrigins().tunnel(host, port)).rejects.toMatchObject({ code: 'BAD_URL' })
  })

  test('that nobody waits for any more is not made', async () => {
    const reason = new Error('enough')
    await expect(testOrigins().tunnel('127.0.0.1', 1, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const stop = new AbortController()
    const resolve = (): Promise<never> => {
      stop.abort(reason)
      return new Promise(() => {})
    }
    await expect(testOrigins({ resolve }).tunnel('slow.example', 443, { signal: stop.signal })).rejects.toBe(reason)
  })

  test('to a port where nobody listens is unreachable', async () => {
    await expect(testOrigins().tunnel('127.0.0.1', 1)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  })
})
