// Reading content from members over mutually authenticated HTTPS (design section 6). Spec: docs/protocols/content-https.md.
import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  raceSignal,
  setNewest,
  withBudget,
  type AbortOptions,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId
} from '../base/index.js'
import { aliasPath, type AliasRoute } from './alias-path.js'
import type { ByteRange } from './byte-range.js'
import * as defaults from './defaults.js'
import { ContentError } from './errors.js'
import { httpBody, type HttpBody } from './http-body.js'
import { isLeafList, leafCount } from './leaf-hashes.js'
import type { MemberRequestArgs } from './member-agent.js'
import { broke, MemberLine } from './member-line.js'
import { answerTo, requestMember, type MemberCall, type MemberReply } from './member-request.js'
import type { TunnelTarget } from './member-service.js'
import { tunnelThrough } from './member-tunnel.js'
import { unframed } from './part-frames.js'
import { readPath, readPeer, relayHeaders } from './relay-headers.js'

/** Where a member of a group is; as its presence says. */
export interface MemberAddress {
  /** 64 hex characters: as a member of which group it is asked. */
  readonly groupId: string
  readonly peer: PeerId
  /** IP addresses, tried in this order, the one that worked last first. */
  readonly hosts: readonly string[]
  readonly port: number
}

export interface AskOptions extends AbortOptions {
  /** A checked connection is there, kept or new, and the request is on its way. */
  onConnected?: () => void
}

export interface ReadOptions extends AskOptions {
  /** Hears of all body bytes as they are read: the ledger's. */
  onBytes?: (bytes: number) => void
}

/** What a member says that wants to read along; see relay-tree.ts. */
export interface TransferOptions extends ReadOptions {
  redirects?: number
  readers?: number
  isLeaf?: boolean
}

/** `path`: the member asked, its parent, and so on to the downloader, as it says. `to` is one of its readers. */
export type TransferAnswer =
  | { readonly type: 'attached'; readonly body: HttpBody; readonly path: readonly PeerId[] }
  | { readonly type: 'sent-on'; readonly to: PeerId }

/**
 * All reject with {@link ContentError}s: `MEMBER_UNREACHABLE`, `MEMBER_REFUSED`, `MEMBER_BROKE`; or the signal's reason. So
 * do the bodies, which must be iterated to the end, left by `break`, cancelled, or aborted: they hold a connection.
 */
export interface AliasClient {
  /** Resolves at the response headers. The body is exactly that range, not checked against any hash. */
  blobRange(member: MemberAddress, digest: string, range: ByteRange, options?: ReadOptions): Promise<HttpBody>
  /** The hash list of a blob, checked against root and size. @throws {ContentError} also `TOO_LARGE` */
  leaves(
    member: MemberAddress,
    blob: { digest: string; bytes: number; leafRoot: Uint8Array },
    options?: ReadOptions
  ): Promise<Uint8Array>
  /**
   * Reads along a running transfer from a leaf on, or is sent on. The body ends when the transfer does. Its source may wait
   * itself: the caller sees to it that neither this nor the list stands still for ever.
   */
  transferBytes(
    member: MemberAddress,
    transferId: string,
    fromLeaf: number,
    options?: TransferOptions
  ): Promise<TransferAnswer>
  /** The signed parts of its hash list, as the other side's crossing made them, not checked. Only where the bytes are read. */
  transferParts(member: MemberAddress, transferId: string, options?: AskOptions): Promise<AsyncIterable<Uint8Array>>
  /**
   * Asks a flow's service of a member. Resolves when its answer is whole, whatever its status. A body is given no faster than it is taken.
   * What was begun is never repeated: a connection that ends before the body was asked for is replaced by another, one that ends later is
   * `MEMBER_BROKE`, as is one that brings no answer in time. @throws {ContentError} as above; what the body's giver throws
   */
  request(member: MemberAddress, call: MemberCall, options?: AskOptions): Promise<MemberReply>
  /**
   * A connection through a member to a host and port, each side of which may end on its own. Destroyed with `MEMBER_REFUSED` when the member
   * is none any more, with `CLOSED` when this client closes. Until it is there, nothing of what is to be sent has left this node.
   * @throws {ContentError} as above; `MEMBER_REFUSED` with `status`, and with `reason` where the member gave one
   */
  tunnel(member: MemberAddress, target: TunnelTarget, options?: AbortOptions): Promise<Duplex>
  /** Sees to it that a checked connection is open. @returns whether the member answered as a member of the group */
  warm(member: MemberAddress, options?: AbortOptions): Promise<boolean>
  /** To it and back over an open connection, as last measured by `warm`; undefined where it was not. */
  roundTripMs(peer: PeerId): number | undefined
  /**
   * To be called when somebody's membership ended: nothing is read on from whoever is no member of the group any more as one of which it
   * was asked, and connections to whoever is a member of none are closed. Reading fails with `MEMBER_REFUSED`.
   */
  recheck(isMember: (peer: PeerId, groupId?: string) => boolean): void
  /** Ends every connection. Safe to call twice. */
  close(): void
}

export interface AliasClientInit {
  keyPair: KeyPair
  clock: Clock
  logger: Logger
}

export function createAliasClient(init: AliasClientInit): AliasClient {
  return new MemberClient(init)
}

interface Asked extends AskOptions {
  method?: 'GET' | 'HEAD'
  headers?: { [name: string]: string }
  /** A 307 is an answer too. */
  maySendOn?: boolean
}

class MemberClient implements AliasClient {
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #line: MemberLine
  /** The oldest is forgotten first. */
  readonly #roundTripsMs = new Map<PeerId, number>()

  constructor({ keyPair, clock, logger }: AliasClientInit) {
    this.#clock = clock
    this.#logger = logger
    this.#line = new MemberLine(keyPair, clock)
  }

  async blobRange(
    member: MemberAddress,
    digest: string,
    { start, end }: ByteRange,
    options: ReadOptions = {}
  ): Promise<HttpBody> {
    if (!(start >= 0 && start < end)) throw new RangeError(`bytes ${start} to ${end} are not a range`)
    const headers = { range: `bytes=${start}-${end - 1}` }
    const response = await this.#ask(member, { groupId: member.groupId, kind: 'blob', digest }, { ...options, headers })
    const named = response.headers['content-range'] ?? ''
    if (response.statusCode !== 206 || !named.startsWith(`bytes ${start}-${end - 1}/`)) {
      response.destroy()
      throw broke(member, `asked for bytes ${start} to ${end}, it answered ${response.statusCode} ${named}`)
    }
    return this.#body(member, response, {
      ...options,
      idleMs: defaults.MEMBER_IDLE_BUDGET_MS,
      expectedBytes: end - start
    })
  }

  async leaves(
    member: MemberAddress,
    blob: { digest: string; bytes: number; leafRoot: Uint8Array },
    options: ReadOptions = {}
  ): Promise<Uint8Array> {
    const listBytes = leafCount(blob.bytes) * defaults.HASH_BYTES
    if (listBytes > defaults.MAX_LEAF_LIST_BYTES) {
      throw new ContentError('TOO_LARGE', `the hash list of ${blob.digest} has ${listBytes} bytes`)
    }
    const response = await this.#ask(
      member,
      { groupId: member.groupId, kind: 'blob-leaves', digest: blob.digest },
      options
    )
    const body = this.#body(member, response, {
      ...options,
      idleMs: defaults.MEMBER_IDLE_BUDGET_MS,
      expectedBytes: listBytes
    })
    const hashes = new Uint8Array(listBytes)
    let filled = 0
    for await (const chunk of body) {
      hashes.set(chunk, filled)
      filled += chunk.byteLength
    }
    if (!isLeafList(hashes, blob.bytes, blob.leafRoot))
      throw broke(member, `its hash list of ${blob.digest} is not the one named`)
    return hashes
  }

  async transferBytes(
    member: MemberAddress,
    transferId: string,
    fromLeaf: number,
    options: TransferOptions = {}
  ): Promise<TransferAnswer> {
    const route: AliasRoute = { groupId: member.groupId, kind: 'transfer', transferId, fromLeaf }
    const response = await this.#ask(member, route, { ...options, headers: relayHeaders(options), maySendOn: true })
    if (response.statusCode === 307) {
      response.resume()
      const to = readPeer(response.headers)
      if (to === undefined) throw broke(member, 'it sends us on to nobody')
      return { type: 'sent-on', to }
    }
    const path = readPath(response.headers)
    if (path === undefined || path[0] !== member.peer) {
      response.destroy()
      throw broke(member, 'it does not say where it stands')
    }
    const body = this.#body(member, response, { ...options, idleMs: undefined })
    return { type: 'attached', body, path }
  }

  async transferParts(
    member: MemberAddress,
    transferId: string,
    options: AskOptions = {}
  ): Promise<AsyncIterable<Uint8Array>> {
    const route: AliasRoute = { groupId: member.groupId, kind: 'transfer-leaves', transferId }
    const response = await this.#ask(member, route, options)
    const body = this.#body(member, response, { ...options, idleMs: undefined })
    return unframed(body, (message) => broke(member, message))
  }

  async warm(member: MemberAddress, options: AbortOptions = {}): Promise<boolean> {
    let sentMs = 0
    const onConnected = (): void => void (sentMs = this.#clock.monotonicMs())
    const route: AliasRoute = { groupId: member.groupId, kind: 'group' }
    try {
      const response = await this.#ask(member, route, { ...options, method: 'HEAD', onConnected })
      const roundTripMs = this.#clock.monotonicMs() - sentMs
      setNewest(this.#roundTripsMs, member.peer, roundTripMs, defaults.MAX_HOSTS_REMEMBERED)
      response.resume()
      return true
    } catch (error) {
      this.#logger(`${member.peer} cannot be kept warm: ${String(error)}`)
      return false
    }
  }

  roundTripMs(peer: PeerId): number | undefined {
    return this.#roundTripsMs.get(peer)
  }

  request(member: MemberAddress, call: MemberCall, options: AskOptions = {}): Promise<MemberReply> {
    return requestMember(this.#line, member, call, options)
  }

  tunnel(member: MemberAddress, target: TunnelTarget, options: AbortOptions = {}): Promise<Duplex> {
    return tunnelThrough(this.#line, member, target, options)
  }

  recheck(isMember: (peer: PeerId, groupId?: string) => boolean): void {
    this.#line.recheck(isMember)
  }

  close(): void {
    this.#line.close()
  }

  #body(
    member: MemberAddress,
    response: IncomingMessage,
    options: ReadOptions & { idleMs: number | undefined; expectedBytes?: number }
  ): HttpBody {
    return httpBody(response, {
      clock: this.#clock,
      idleMs: options.idleMs,
      expectedBytes: options.expectedBytes,
      signal: options.signal,
      onBytes: options.onBytes,
      broken: (message, cause) => broke(member, message, cause)
    })
  }

  /** An answer with status 2xx, from the first address that gives any. */
  async #ask(member: MemberAddress, route: AliasRoute, asked: Asked): Promise<IncomingMessage> {
    return await this.#line.atAnyHost(member, async (host) => {
      const response = await this.#askAt(member, host, route, asked)
      return asked.maySendOn === true && response.statusCode === 307 ? response : accepted(member, response)
    })
  }

  async #askAt(member: MemberAddress, host: string, route: AliasRoute, asked: Asked): Promise<IncomingMessage> {
    const { signal } = asked
    for (;;) {
      signal?.throwIfAborted()
      this.#line.closed.throwIfAborted()
      const args: MemberRequestArgs = {
        agent: this.#line.agent,
        peer: member.peer,
        host,
        port: member.port,
        path: aliasPath(route),
        method: asked.method ?? 'GET',
        headers: asked.headers ?? {}
      }
      const request = http.request(args)
      request.once('socket', () => asked.onConnected?.())
      const end = this.#reads(member, request)
      request.end()
      try {
        const budgetMs = defaults.MEMBER_CONNECT_BUDGET_MS + defaults.MEMBER_IDLE_BUDGET_MS
        const late = (): Error => broke(member, `no answer within ${budgetMs} ms`)
        const answer = withBudget(this.#clock, budgetMs, answerTo(request), late)
        return await raceSignal(raceSignal(raceSignal(answer, signal), end), this.#line.closed)
      } catch (error) {
        request.destroy()
        if (signal?.aborted === true) throw signal.reason
        if (error instanceof ContentError) throw error
        // A kept connection may have been closed by the other side just now: that says nothing about the member.
        if (!request.reusedSocket) throw new ContentError('MEMBER_REFUSED', `${member.peer} hung up`, { cause: error })
      }
    }
  }

  /** @returns aborts when the member is none any more; then what is left of its answer breaks off too */
  #reads(member: MemberAddress, request: ClientRequest): AbortSignal {
    const { signal, over } = this.#line.runs(member)
    let answer: IncomingMessage | undefined
    request.once('response', (response) => (answer = response))
    request.once('close', over)
    const end = (): void => {
      // Closing ends the connection itself: to who reads, it breaks off.
      if (!this.#line.closed.aborted) (answer ?? request).destroy(signal.reason as Error)
    }
    signal.addEventListener('abort', end, { once: true })
    return signal
  }
}

function accepted(member: MemberAddress, response: IncomingMessage): IncomingMessage {
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return response
  if (response.headers['content-length'] === '0') response.resume()
  else response.destroy()
  throw new ContentError('MEMBER_REFUSED', `${member.peer} answered ${status}`, { status })
}
