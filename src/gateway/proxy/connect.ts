// Tunnels of the forward proxy (RFC 9110, section 9.3.6): bytes go both ways untouched, nobody here knows what they are.
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'
import type { Clock, Timer } from '../../base/index.js'
import { ContentError } from '../../content/index.js'
import { HALF_TUNNEL_IDLE_MS, MAX_TUNNELS, TUNNEL_IDLE_MS } from '../defaults.js'
import { GatewayError } from '../errors.js'
import { refuseLoop } from './forward.js'
import type { ProxyNode } from './proxy-state.js'

/**
 * Resolves when the tunnel is closed.
 * @param socket its own from here on, also to end and to hear errors of
 * @param head what came behind the request already
 * @throws what is said to the program in place of a tunnel
 */
export async function handleConnect(
  node: ProxyNode,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer
): Promise<void> {
  const { host, port } = targetOf(request.url ?? '')
  refuseLoop(node, request)
  if (isOwnPort(node, request, port) && isThisMachine(host)) {
    throw new GatewayError('LOOP', `port ${port} of this machine is this node's own`)
  }
  if (!node.proxy.openTunnel()) throw new ContentError('BUSY', `this node has ${MAX_TUNNELS} tunnels already`)
  try {
    const gone = new AbortController()
    const onClose = (): void => gone.abort(new GatewayError('NODE_STOPPED', 'the caller went away'))
    socket.once('close', onClose)
    socket.on('error', () => socket.destroy())
    if (socket.destroyed) onClose()
    const remote = await node.origins.tunnel(host, port, { signal: gone.signal })
    await join(node, socket, remote, head)
  } finally {
    node.proxy.closeTunnel()
  }
}

/** Resolves when both are closed. */
function join(node: ProxyNode, socket: Duplex, remote: Duplex, head: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const idle = new IdleWatch(node.clock, () => cut())
    const cut = (): void => {
      idle.close()
      socket.destroy()
      remote.destroy()
    }
    const ended = (): void => {
      idle.budgetMs = HALF_TUNNEL_IDLE_MS
      if (socket.readableEnded && remote.readableEnded) idle.close()
    }
    for (const end of [socket, remote]) {
      end.on('error', cut)
      end.once('end', ended)
      // One that closes in order has ended both ways; what its other side has yet to take stays with that side.
      end.once('close', () => {
        if (!end.readableEnded || !end.writableFinished) cut()
        if (socket.destroyed && remote.destroyed) {
          idle.close()
          resolve()
        }
      })
      end.on('data', () => idle.moved())
    }
    remote.on('data', (chunk: Buffer) => node.proxy.countPassed(chunk.byteLength))
    if (socket.destroyed) return cut()
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (head.byteLength > 0) remote.write(head)
    socket.pipe(remote)
    remote.pipe(socket)
  })
}

/** Notices when nothing has moved for long. One timer that is set rarely. */
class IdleWatch {
  readonly #clock: Clock
  readonly #expired: () => void
  #movedAtMs: number
  #timer: Timer
  #budgetMs = TUNNEL_IDLE_MS

  constructor(clock: Clock, expired: () => void) {
    this.#clock = clock
    this.#expired = expired
    this.#movedAtMs = clock.monotonicMs()
    this.#timer = this.#wait(TUNNEL_IDLE_MS)
  }

  moved(): void {
    this.#movedAtMs = this.#clock.monotonicMs()
  }

  set budgetMs(budgetMs: number) {
    this.#budgetMs = budgetMs
    this.#timer.cancel()
    this.#timer = this.#wait(budgetMs)
  }

  close(): void {
    this.#timer.cancel()
  }

  #wait(ms: number): Timer {
    return this.#clock.setTimer(ms, () => {
      const leftMs = this.#movedAtMs + this.#budgetMs - this.#clock.monotonicMs()
      if (leftMs <= 0) this.#expired()
      else this.#timer = this.#wait(leftMs)
    })
  }
}

/** `host:port`, an IPv6 address in brackets. */
function targetOf(authority: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(\[[0-9a-f:.]+\]|[^:[\]/@?#\s]+):(\d{1,5})$/i.exec(authority) ?? []
  const number = Number(port)
  if (host === '' || number < 1 || number > 65535) {
    throw new GatewayError('BAD_REQUEST', 'the target of CONNECT is HOST:PORT')
  }
  return { host, port: number }
}

function isOwnPort({ ports }: ProxyNode, { socket }: IncomingMessage, port: number): boolean {
  return port === socket.localPort || port === ports.content || port === ports.group
}

function isThisMachine(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(address) === 0) return address === 'localhost' || address.endsWith('.localhost')
  if (address.startsWith('127.') || address === '0.0.0.0') return true
  return Object.values(networkInterfaces()).some((list) => list?.some((own) => own.address === address))
}
