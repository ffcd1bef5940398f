// The loopback port for programs of this machine (design section 8): API, proxy, metrics, page. It never listens on the
// network; what it meets are hostile pages in a browser and programs that hang. Limits: defaults.ts.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Registry } from 'prom-client'
import { setRepeating, type Clock, type Logger } from '../base/index.js'
import {
  GATEWAY_HOST,
  HEADERS_BUDGET_MS,
  HEADERS_CHECK_MS,
  KEEP_ALIVE_MS,
  MAX_GATEWAY_CONNECTIONS,
  MAX_HEADER_BYTES,
  REFUSALS_LOGGED_EVERY_MS,
  REFUSED_LINGER_MS
} from './defaults.js'
import { answerWhileStarting, dispatch } from './dispatch.js'
import { describeError, GatewayError } from './errors.js'
import { InTurn } from './in-turn.js'
import { createMetrics } from './metrics.js'
import type { PotluckNode } from './node.js'
import { problemStatus, socketProblem } from './problem.js'
import { handleConnect } from './proxy/connect.js'
import type { ProxyNode } from './proxy/proxy-state.js'
import type { Caller } from './router.js'
import { StallGuard } from './stall-guard.js'
import { askedFor, outcomeOf, Traffic } from './traffic.js'

export interface HttpServer {
  readonly port: number
  /** Requests wait until the node that answers them is given. */
  serve(node: PotluckNode): void
  /** The proxy works from here on, before `serve`: a machine that has it set keeps its Internet while the node starts. */
  serveProxy(node: ProxyNode): void
  close(): Promise<void>
}

export interface HttpServerInit {
  /** 0: any. */
  port: number
  clock: Clock
  logger: Logger
}

/** @throws {GatewayError} `CANNOT_LISTEN` */
export async function openHttpServer(init: HttpServerInit): Promise<HttpServer> {
  const server = new LoopbackServer(init)
  await server.listen()
  return server
}

interface Served {
  readonly node: PotluckNode
  readonly metrics: Registry
}

class LoopbackServer implements HttpServer {
  readonly #init: HttpServerInit
  readonly #log: Logger
  readonly #server: Server
  readonly #sockets = new Set<Duplex>()
  readonly #inTurn = new InTurn()
  /** Connections that have their last answer. */
  readonly #refused = new WeakSet<Duplex>()
  /** Answers that end when their token is revoked. */
  readonly #byToken = new Map<string, Set<ServerResponse>>()
  readonly #traffic: Traffic
  readonly #stalls: StallGuard
  readonly #serving: Promise<Served>
  #startServing: (served: Served) => void = () => {}
  readonly #proxying: Promise<ProxyNode>
  #startProxy: (node: ProxyNode) => void = () => {}
  /** Undefined while the node starts. */
  #served: Served | undefined
  #refusals = 0
  readonly #refusalsTold

  constructor(init: HttpServerInit) {
    this.#init = init
    this.#log = init.logger.forComponent('gateway:http')
    this.#traffic = new Traffic(init.clock, this.#log)
    this.#stalls = new StallGuard(init.clock)
    this.#serving = new Promise((resolve) => (this.#startServing = resolve))
    this.#proxying = new Promise((resolve) => (this.#startProxy = resolve))
    this.#refusalsTold = setRepeating(init.clock, REFUSALS_LOGGED_EVERY_MS, () => this.#tellRefusals())
    this.#server = createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_BUDGET_MS,
      connectionsCheckingInterval: HEADERS_CHECK_MS,
      requestTimeout: 0, // Publishing a large file may take as long as it takes.
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false, // We say so ourselves, as a problem.
      noDelay: true
    })
    this.#server.maxHeadersCount = 0 // Else those beyond 2,000 are dropped in silence, an Origin among them.
    this.#server.maxConnections = MAX_GATEWAY_CONNECTIONS
    this.#server.on('drop', () => this.#server.closeIdleConnections())
    this.#server.on('connection', (socket) => this.#keep(socket))
    this.#server.on('request', (request, response) => {
      if (this.#refused.has(request.socket)) return
      this.#inTurn.add(request.socket, response, () => void this.#answer(request, response))
    })
    this.#server.on('connect', (request, socket, head) => void this.#tunnel(request, socket, head))
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.#refuse(error, socket))
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async listen(): Promise<void> {
    const { port } = this.#init
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, GATEWAY_HOST, () => {
        this.#server.off('error', reject)
        resolve()
      })
    }).catch((error: unknown) => {
      this.#refusalsTold.cancel()
      this.#stalls.close()
      throw new GatewayError('CANNOT_LISTEN', `cannot listen on ${GATEWAY_HOST} port ${port}`, { cause: error })
    })
  }

  serve(node: PotluckNode): void {
    node.tokens.on('token:revoked', ({ id }) => this.#byToken.get(id)?.forEach((response) => response.destroy()))
    const connections = (): number => this.#sockets.size
    this.#served = { node, metrics: createMetrics({ node, traffic: this.#traffic, connections }) }
    this.serveProxy(node)
    this.#startServing(this.#served)
  }

  serveProxy(node: ProxyNode): void {
    this.#startProxy(node)
  }

  async close(): Promise<void> {
    this.#refusalsTold.cancel()
    this.#stalls.close()
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port } = this
    this.#traffic.follow(request, response, port)
    this.#stalls.watch(request, response)
    const starting = { port, proxying: this.#proxying, log: this.#log }
    if (this.#served === undefined && (await answerWhileStarting(request, response, starting))) return
    const { node, metrics } = this.#served ?? (await this.#serving)
    if (response.closed) return
    await dispatch(request, response, {
      ...{ node, metrics, port, log: this.#log },
      onCaller: (caller) => this.#noteCaller(caller, response),
      onRefused: () => this.#refusals++
    })
  }

  #noteCaller(caller: Caller, response: ServerResponse): void {
    if (caller.kind !== 'application') return
    const { id } = caller
    let responses = this.#byToken.get(id)
    if (responses === undefined) this.#byToken.set(id, (responses = new Set()))
    responses.add(response)
    response.on('close', () => responses.delete(response))
  }

  async #tunnel(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (this.#refused.has(socket)) return
    if (this.#inTurn.isAnswering(socket)) return void socket.destroy() // Its bytes would stand among those of the answer.
    socket.on('error', () => socket.destroy())
    this.#log.info('tunnel', { ...askedFor(request, this.port) })
    try {
      await handleConnect(await this.#proxying, request, socket, head)
      this.#traffic.ended('tunnel', 'done')
    } catch (error) {
      this.#traffic.ended('tunnel', socket.destroyed ? 'cut' : outcomeOf(problemStatus(error)))
      if (describeError(error).code === 'INTERNAL') this.#log.error(`CONNECT: ${(error as Error).stack}`)
      if (socket.writable) this.#end(socket, error)
      else socket.destroy()
    }
  }

  /** What is not HTTP, too large or too slow. Where an answer is on its way already, a second one would be taken for its bytes. */
  #refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (this.#refused.has(socket)) return // The parser says the same of whatever else comes.
    if (error.code === 'ECONNRESET' || !socket.writable || this.#inTurn.isAnswering(socket)) socket.destroy()
    else this.#end(socket, parserError(error))
  }

  /**
   * Tells the caller why, and lets it go. What it sends meanwhile is read and dropped: bytes that lie unread when a socket closes
   * reset it, and take the answer with them. It has a moment to close its side, no more.
   */
  #end(socket: Duplex, error: unknown): void {
    const timer = this.#init.clock.setTimer(REFUSED_LINGER_MS, () => socket.destroy())
    socket.once('close', () => timer.cancel())
    this.#refused.add(socket)
    socket.end(socketProblem(error))
    socket.resume()
  }

  #tellRefusals(): void {
    if (this.#refusals === 0) return
    this.#log.warn(`${this.#refusals} requests came without a token that is good`)
    this.#refusals = 0
  }
}

function parserError(error: NodeJS.ErrnoException): GatewayError {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new GatewayError('HEADERS_TOO_LARGE', `the head has more than ${MAX_HEADER_BYTES} bytes`)
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new GatewayError('TOO_SLOW', `the head did not come within ${HEADERS_BUDGET_MS} ms`)
    default:
      return new GatewayError('BAD_REQUEST', `this is not HTTP: ${error.message}`)
  }
}
