// The HTTPS server that members read content from (design section 6). Strangers get a TLS handshake and nothing else; what
// is not shared with a member looks like what is not there. Spec: docs/protocols/content-https.md.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { Clock, KeyPair, Logger, PeerId } from '../base/index.js'
import type { AliasGroup, ReadKind } from './alias-group.js'
import { parseAliasPath, parseServicePath, servicePath, type AliasRoute, type ServiceRoute } from './alias-path.js'
import type { BlobStore } from './blob-store.js'
import { groupNamed, openTunnelFor, parseAuthority, refuseTunnel } from './connect-door.js'
import { ContentAnswers, end } from './content-answers.js'
import * as defaults from './defaults.js'
import { ContentError } from './errors.js'
import type { Ledger } from './ledger.js'
import type { MemberService, TunnelDoor } from './member-service.js'
import { MemberSockets } from './member-sockets.js'
import { RunningAnswers, type RunningAnswer } from './running-answers.js'
import { answerService, bodyBytes, refuse, type ServiceCall } from './service-door.js'
import { memberTlsOptions } from './tls.js'

export interface AliasServerInit {
  keyPair: KeyPair
  /** 0: any. */
  port: number
  /** IP addresses, all with the same port. @default all of this machine */
  hosts?: readonly string[]
  blobs: BlobStore
  ledger: Ledger
  clock: Clock
  logger: Logger
  limits?: Partial<AliasServerLimits>
}

export interface AliasServerLimits {
  maxConnections: number
  maxConnectionsFromMember: number
  maxReadersPerMember: number
  readerStallMs: number
}

export interface AliasServer {
  readonly port: number
  /** How long answers with content have run by now, of all groups, added up; ms. */
  answeredMs(): number
  /** Opens the paths of a group. @param groupId 64 hex characters */
  addGroup(groupId: string, group: AliasGroup): void
  removeGroup(groupId: string): void
  /**
   * Hands requests to `/v1/groups/<group>/<name>`, and what lies behind it, to a flow.
   * @param name lower-case letters, at most 32 @returns takes it away again, and ends what of it runs
   * @throws {RangeError} where it cannot be a name, or is taken
   */
  addService(groupId: string, name: string, service: MemberService): () => void
  /** Hands tunnels of a group to a flow; what it returns and throws: as `addService`. */
  addTunnelDoor(groupId: string, door: TunnelDoor): () => void
  /** Whether somebody is a member of that group. @param groupId @default of any whose paths are open */
  isMember(peer: PeerId, groupId?: string): boolean
  /** To be called when somebody's membership ended, or its limits are others: closes what that peer may not have open any more. */
  recheck(): void
  /** Ends every connection. Safe to call twice. */
  close(): Promise<void>
}

/** @throws {ContentError} `CANNOT_LISTEN` */
export async function openAliasServer(init: AliasServerInit): Promise<AliasServer> {
  const server = new MemberServer(init)
  await server.listen()
  return server
}

class MemberServer implements AliasServer {
  readonly #init: AliasServerInit
  readonly #limits: AliasServerLimits
  readonly #servers: https.Server[] = []
  readonly #groups = new Map<string, AliasGroup>()
  readonly #sockets: MemberSockets
  readonly #running = new RunningAnswers()
  readonly #content: ContentAnswers
  /** By group and name. */
  readonly #services = new Map<string, MemberService>()
  /** By group. */
  readonly #tunnels = new Map<string, TunnelDoor>()
  #port = 0

  constructor(init: AliasServerInit) {
    this.#init = init
    this.#limits = {
      maxConnections: defaults.MAX_CONNECTIONS,
      maxConnectionsFromMember: defaults.MAX_CONNECTIONS_FROM_MEMBER,
      maxReadersPerMember: defaults.MAX_READERS_PER_MEMBER,
      readerStallMs: defaults.READER_STALL_BUDGET_MS,
      ...init.limits
    }
    this.#content = new ContentAnswers({ ...init, readerStallMs: this.#limits.readerStallMs })
    this.#sockets = new MemberSockets(this.#limits.maxConnectionsFromMember, (peer) => this.isMember(peer))
  }

  get port(): number {
    return this.#port
  }

  answeredMs(): number {
    return this.#content.answeredMs()
  }

  async listen(): Promise<void> {
    const hosts = this.#init.hosts ?? ['0.0.0.0']
    try {
      this.#port = this.#init.port
      for (const host of hosts) {
        const server = this.#createServer()
        this.#servers.push(server)
        this.#port = await listen(server, host, this.#port, hosts.length > 1)
      }
    } catch (error) {
      await this.close()
      const where = `${hosts.join(', ')} port ${this.#init.port}`
      throw new ContentError('CANNOT_LISTEN', `the content server cannot listen on ${where}`, { cause: error })
    }
  }

  addGroup(groupId: string, group: AliasGroup): void {
    this.#groups.set(groupId, group)
  }

  removeGroup(groupId: string): void {
    this.#groups.delete(groupId)
    this.recheck()
  }

  addService(groupId: string, name: string, service: MemberService): () => void {
    const key = `${groupId}/${name}`
    if (parseServicePath(servicePath({ groupId, name, path: '' }))?.name !== name || this.#services.has(key)) {
      throw new RangeError(`${key} cannot be the name of a service, or is one already`)
    }
    this.#services.set(key, service)
    return () => {
      if (this.#services.get(key) !== service) return
      this.#services.delete(key)
      this.recheck()
    }
  }

  addTunnelDoor(groupId: string, door: TunnelDoor): () => void {
    if (this.#tunnels.has(groupId)) throw new RangeError(`${groupId} has a door for tunnels already`)
    this.#tunnels.set(groupId, door)
    return () => {
      if (this.#tunnels.get(groupId) !== door) return
      this.#tunnels.delete(groupId)
      this.recheck()
    }
  }

  isMember(peer: PeerId, groupId?: string): boolean {
    if (groupId !== undefined) return this.#groups.get(groupId)?.isMember(peer) === true
    return [...this.#groups.values()].some((group) => group.isMember(peer))
  }

  recheck(): void {
    this.#running.recheck((groupId) => this.#groups.get(groupId))
    this.#sockets.recheck()
  }

  async close(): Promise<void> {
    const closed = this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
    this.#sockets.closeAll()
    for (const server of this.#servers) server.closeAllConnections()
    await Promise.all(closed)
  }

  #createServer(): https.Server {
    const server = https.createServer(
      {
        ...memberTlsOptions(this.#init.keyPair),
        requestCert: true,
        handshakeTimeout: defaults.HANDSHAKE_BUDGET_MS,
        headersTimeout: defaults.REQUEST_BUDGET_MS,
        requestTimeout: 0, // Bodies, which only services read, are watched where they are read.
        connectionsCheckingInterval: defaults.REQUEST_CHECK_MS,
        keepAliveTimeout: defaults.KEEP_ALIVE_MS,
        maxHeaderSize: defaults.MAX_REQUEST_HEAD_BYTES,
        allowHalfOpen: true // Either side of a tunnel may end on its own; Node ends the others by itself.
      },
      (request, response) => this.#answer(request, response, false)
    )
    server.on('checkContinue', (request, response) => this.#answer(request, response, true))
    server.on('connect', (request, socket, head: Buffer) => this.#connect(request, socket, head))
    server.maxConnections = this.#limits.maxConnections
    // Before Node's own listener, which would begin to read requests.
    server.prependListener('secureConnection', (socket) => this.#sockets.admit(socket))
    server.on('connection', (socket) => this.#sockets.watch(socket))
    // Whoever sends what is not HTTP, strangers among them, gets no words from us.
    server.on('clientError', (_error, socket) => void socket.destroy())
    return server
  }

  #answer(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void {
    // Asked again: destroying a socket in `secureConnection` does not keep its first request from being handled.
    const peer = this.#sockets.peerOf(request.socket as TLSSocket)
    const asked = parseServicePath(request.url ?? '')
    const isFit = asked === undefined ? isPlain(request) : bodyBytes(request) !== undefined
    // Pipelined requests would open files without end.
    if (peer === undefined || !isFit || this.#running.isOn(request.socket)) return void request.socket.destroy()
    if (asked === undefined) void this.#answerContent(peer, request, response)
    else void this.#answerService(peer, asked, { request, response, awaitsContinue })
  }

  async #answerContent(peer: PeerId, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = parseAliasPath(request.url ?? '')
    const group = route === undefined ? undefined : this.#groups.get(route.groupId)
    if (route === undefined || group?.isMember(peer) !== true) return end(response, 404)
    group.reachedBy(peer)
    const isBusy = this.#running.count(peer, 'content') >= this.#limits.maxReadersPerMember
    if (isBusy) return end(response, 503, { 'retry-after': '1' })

    const { groupId, kind } = route
    const mayGoOn = (group: AliasGroup): boolean => mayRead(group, peer, kind)
    if (!mayGoOn(group)) return end(response, 403)
    this.#runs({ kind: 'content', peer, groupId, mayGoOn }, response)
    try {
      await this.#content.serve(route, group, request, response, peer)
    } catch (error) {
      this.#init.logger(`${peer} did not get ${kind} whole: ${String(error)}`)
      if (response.headersSent) response.destroy()
      else end(response, 404)
    }
  }

  async #answerService(
    peer: PeerId,
    { groupId, name, path }: ServiceRoute,
    exchange: Pick<ServiceCall, 'request' | 'response' | 'awaitsContinue'>
  ): Promise<void> {
    const { clock, logger } = this.#init
    const group = this.#groups.get(groupId)
    const service = this.#services.get(`${groupId}/${name}`)
    const call = { ...exchange, peer, clock, logger }
    if (group?.isMember(peer) !== true) return refuse(call, 404)
    group.reachedBy(peer)
    // Not as to a stranger: a service that is only not there now knows what it did for whom.
    if (service === undefined) return refuse(call, 503, { 'retry-after': '1' })
    const isBusy = this.#running.count(peer, 'service') >= defaults.MAX_SERVICE_REQUESTS_PER_MEMBER
    if (isBusy) return refuse(call, 503, { 'retry-after': '1' })

    const mayGoOn = (): boolean => this.#services.get(`${groupId}/${name}`) === service && mayAsk(service, peer)
    if (!mayGoOn()) return refuse(call, 403)
    this.#runs({ kind: 'service', peer, groupId, mayGoOn }, exchange.response)
    await answerService({ ...call, service, path })
  }

  #connect(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy()) // Node leaves it to us from here on.
    const peer = this.#sockets.peerOf(socket as TLSSocket)
    // Nothing is to be sent into a tunnel that is not open.
    if (peer === undefined || head.byteLength > 0 || this.#running.isOn(socket)) return void socket.destroy()
    const groupId = groupNamed(request)
    const group = this.#groups.get(groupId ?? '')
    if (groupId === undefined || group?.isMember(peer) !== true) return refuseTunnel(socket, 404)
    group.reachedBy(peer)
    const door = this.#tunnels.get(groupId)
    if (door === undefined) return refuseTunnel(socket, 404)
    const mayGoOn = (): boolean => this.#tunnels.get(groupId) === door && door.mayOpen(peer)
    if (!mayGoOn()) return refuseTunnel(socket, 403, 'not-allowed')
    const target = parseAuthority(request.url ?? '')
    if (target === undefined) return refuseTunnel(socket, 400, 'bad-target')
    const end = (): void => void socket.destroy()
    const forget = this.#running.add({ kind: 'tunnel', peer, groupId, socket, mayGoOn, end })
    socket.once('close', forget)
    void openTunnelFor({ door, peer, target, socket, logger: this.#init.logger })
  }

  /** Until its response is over. */
  #runs(answer: Omit<RunningAnswer, 'socket' | 'end'>, response: ServerResponse): void {
    const { socket } = response
    response.once('close', this.#running.add({ ...answer, socket, end: () => void response.destroy() }))
  }
}

/** What every member may ask, a limited one too, is whether we agree that it is one. */
function mayRead(group: AliasGroup, peer: PeerId, kind: AliasRoute['kind']): boolean {
  if (kind === 'group') return true
  const what: ReadKind = kind === 'blob' || kind === 'blob-leaves' ? 'blob' : 'transfer'
  return group.mayRead(peer, what)
}

/** GET or HEAD, and nothing behind the head. */
function isPlain(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && coding === undefined && (length === undefined || length === '0')
}

function mayAsk(service: MemberService, peer: PeerId): boolean {
  return service.mayAsk === undefined || service.mayAsk(peer)
}

/** @returns the port it listens on */
function listen(server: Server, host: string, port: number, ipv6Only: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only }, () => {
      server.off('error', reject)
      server.on('error', () => {}) // A failed accept (out of files, say) must not end the process.
      resolve((server.address() as AddressInfo).port)
    })
  })
}
