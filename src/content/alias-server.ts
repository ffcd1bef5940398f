// The HTTPS server that members read content from (design section 6). Strangers get a TLS handshake and nothing else; what
// is not shared with a member looks like what is not there. Spec: docs/protocols/content-https.md.
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Clock, KeyPair, Logger, PeerId } from '../base/index.js'
import type { AliasGroup, ReadKind } from './alias-group.js'
import { parseAliasPath, type AliasRoute } from './alias-path.js'
import type { BlobStore } from './blob-store.js'
import { parseRange, type ByteRange } from './byte-range.js'
import * as defaults from './defaults.js'
import { ContentError } from './errors.js'
import type { Ledger } from './ledger.js'
import { AnswerTime } from './load.js'
import { MemberSockets } from './member-sockets.js'
import { framed } from './part-frames.js'
import { readRelayAsk, sentOn, standing } from './relay-headers.js'
import { sendBody } from './send-body.js'
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

/** An answer that is being sent. */
interface Answer {
  readonly peer: PeerId
  readonly groupId: string
  readonly kind: AliasRoute['kind']
  readonly response: ServerResponse
}

class MemberServer implements AliasServer {
  readonly #init: AliasServerInit
  readonly #limits: AliasServerLimits
  readonly #servers: https.Server[] = []
  readonly #groups = new Map<string, AliasGroup>()
  readonly #sockets: MemberSockets
  readonly #answers = new Set<Answer>()
  readonly #answerTime = new AnswerTime()
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
    this.#sockets = new MemberSockets(this.#limits.maxConnectionsFromMember, (peer) => this.isMember(peer))
  }

  get port(): number {
    return this.#port
  }

  answeredMs(): number {
    return this.#answerTime.totalMs(this.#init.clock.monotonicMs())
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

  isMember(peer: PeerId, groupId?: string): boolean {
    if (groupId !== undefined) return this.#groups.get(groupId)?.isMember(peer) === true
    return [...this.#groups.values()].some((group) => group.isMember(peer))
  }

  recheck(): void {
    for (const { peer, groupId, kind, response } of [...this.#answers]) {
      const group = this.#groups.get(groupId)
      if (group?.isMember(peer) !== true || !mayRead(group, peer, kind)) response.destroy()
    }
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
        requestTimeout: defaults.REQUEST_BUDGET_MS,
        connectionsCheckingInterval: defaults.REQUEST_CHECK_MS,
        keepAliveTimeout: defaults.KEEP_ALIVE_MS,
        maxHeaderSize: defaults.MAX_REQUEST_HEAD_BYTES
      },
      (request, response) => void this.#answer(request, response)
    )
    server.maxConnections = this.#limits.maxConnections
    // Before Node's own listener, which would begin to read requests.
    server.prependListener('secureConnection', (socket) => this.#sockets.admit(socket))
    server.on('connection', (socket) => this.#sockets.watch(socket))
    // Whoever sends what is not HTTP, strangers among them, gets no words from us.
    server.on('clientError', (_error, socket) => void socket.destroy())
    return server
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Asked again: destroying a socket in `secureConnection` does not keep its first request from being handled.
    const peer = this.#sockets.peerOf(request.socket as TLSSocket)
    if (peer === undefined || !isPlain(request)) return void request.socket.destroy()
    const running = [...this.#answers].filter((answer) => answer.peer === peer)
    // Pipelined requests would open files without end.
    if (running.some((answer) => answer.response.socket === request.socket)) return void request.socket.destroy()
    const route = parseAliasPath(request.url ?? '')
    const group = route === undefined ? undefined : this.#groups.get(route.groupId)
    if (route === undefined || group?.isMember(peer) !== true) return end(response, 404)
    group.reachedBy(peer)
    if (running.length >= this.#limits.maxReadersPerMember) return end(response, 503, { 'retry-after': '1' })

    if (!mayRead(group, peer, route.kind)) return end(response, 403)
    const answer = { peer, groupId: route.groupId, kind: route.kind, response }
    this.#answers.add(answer)
    response.once('close', () => this.#answers.delete(answer))
    try {
      await this.#serve(route, group, request, response, peer)
    } catch (error) {
      this.#init.logger(`${peer} did not get ${route.kind} whole: ${String(error)}`)
      if (response.headersSent) response.destroy()
      else end(response, 404)
    }
  }

  async #serve(
    route: AliasRoute,
    group: AliasGroup,
    request: IncomingMessage,
    response: ServerResponse,
    peer: PeerId
  ): Promise<void> {
    switch (route.kind) {
      case 'group':
        return end(response, 204)
      case 'blob':
        if (!group.sharesBlob(route.digest)) return end(response, 404)
        return this.#serveBlob(route.digest, request, response, peer)
      case 'blob-leaves': {
        if (!group.sharesBlob(route.digest)) return end(response, 404)
        const hashes = await this.#init.blobs.leafHashes(route.digest)
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': hashes.byteLength })
        return void response.end(request.method === 'HEAD' ? undefined : hashes)
      }
      case 'transfer':
      case 'transfer-leaves':
        return this.#serveTransfer(route, group, request, response, peer)
    }
  }

  async #serveTransfer(
    route: AliasRoute & { kind: 'transfer' | 'transfer-leaves' },
    group: AliasGroup,
    request: IncomingMessage,
    response: ServerResponse,
    peer: PeerId
  ): Promise<void> {
    const transfer = group.transfer(route.transferId)
    if (transfer === undefined) return end(response, 404)
    const fromLeaf = route.kind === 'transfer' ? route.fromLeaf : 0
    // Who began to read would have the beginning again, for nothing.
    if (route.kind === 'transfer' && transfer.hasGap(fromLeaf)) return end(response, 404)
    if (request.method === 'HEAD') return void response.writeHead(200).end()
    const gone = new AbortController()
    response.once('close', () => gone.abort(new Error('the reader is gone')))
    const answer = await transfer.door.ask({ reader: peer, fromLeaf, ...readRelayAsk(request.headers) }, gone.signal)
    if (answer.type === 'refuse') return end(response, 409)
    if (answer.type === 'send-on') return end(response, 307, sentOn(answer.to, request.url ?? ''))
    try {
      response.writeHead(200, { 'content-type': 'application/octet-stream', ...standing(answer.path) })
      response.flushHeaders() // The reader is attached, though there may be no bytes yet.
      if (route.kind === 'transfer') await this.#send(response, transfer.bytes(fromLeaf, gone.signal), peer)
      else await this.#send(response, framed(transfer.parts(gone.signal)))
    } finally {
      transfer.door.left(peer)
    }
  }

  async #serveBlob(digest: string, request: IncomingMessage, response: ServerResponse, peer: PeerId): Promise<void> {
    const info = this.#init.blobs.info(digest)
    if (info === undefined) return end(response, 404)
    const etag = `"${digest}"`
    const ifRange = request.headers['if-range']
    const asked = ifRange === undefined || ifRange === etag ? request.headers.range : undefined
    const range = request.method === 'HEAD' ? 'whole' : parseRange(asked, info.bytes)
    if (range === 'unsatisfiable') return end(response, 416, { 'content-range': `bytes */${info.bytes}` })
    const part: ByteRange = range === 'whole' ? { start: 0, end: info.bytes } : range
    const headers = {
      'accept-ranges': 'bytes',
      'content-length': part.end - part.start,
      'content-type': 'application/octet-stream',
      etag
    }
    if (request.method === 'HEAD') return void response.writeHead(200, headers).end()
    const source = this.#init.blobs.read(digest, part)
    if (range === 'whole') response.writeHead(200, headers)
    else response.writeHead(206, { ...headers, 'content-range': `bytes ${part.start}-${part.end - 1}/${info.bytes}` })
    await this.#send(response, source, peer, part.end - part.start)
  }

  /** @param peer whose account the bytes go to; undefined for what is not content */
  async #send(
    response: ServerResponse,
    chunks: AsyncIterable<Uint8Array>,
    peer?: PeerId,
    expectedBytes?: number
  ): Promise<void> {
    const { clock, ledger } = this.#init
    const isContent = peer !== undefined
    if (isContent) this.#answerTime.began(clock.monotonicMs())
    try {
      await sendBody(response, chunks, {
        clock,
        stallMs: this.#limits.readerStallMs,
        ...(expectedBytes === undefined ? {} : { expectedBytes }),
        onBytes: (bytes) => {
          if (isContent) ledger.countOut(peer, bytes)
        }
      })
    } finally {
      if (isContent) this.#answerTime.ended(clock.monotonicMs())
    }
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

function end(response: ServerResponse, status: number, headers: { [name: string]: string } = {}): void {
  response.writeHead(status, status === 204 ? headers : { 'content-length': '0', ...headers }).end()
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
