// Connections to members, kept open for the next request. A connection is handed out only after the other side has proved
// to hold the key of the peer that was meant: not one byte of a request is sent before.
import http, { type ClientRequestArgs } from 'node:http'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import type { Clock, PeerId } from '../base/index.js'
import { MAX_CONNECTIONS_TO_MEMBER, MEMBER_CONNECT_BUDGET_MS } from './defaults.js'
import { ContentError } from './errors.js'
import { peerOfSocket, type MemberTlsOptions } from './tls.js'

/** What {@link MemberAgent} needs to know of a request beside what Node does. */
export interface MemberRequestArgs extends ClientRequestArgs {
  peer: PeerId
  host: string
  port: number
}

/** Speaks TLS though Node's base class is named for plain HTTP: Node's HTTPS agent would send before we have looked. */
export class MemberAgent extends http.Agent {
  readonly #tlsOptions: MemberTlsOptions
  readonly #clock: Clock

  constructor(tlsOptions: MemberTlsOptions, clock: Clock) {
    super({ keepAlive: true, maxSockets: MAX_CONNECTIONS_TO_MEMBER, scheduling: 'lifo' })
    this.#tlsOptions = tlsOptions
    this.#clock = clock
  }

  /** A connection serves requests to the peer it was checked for, and no other. */
  override getName(options: MemberRequestArgs): string {
    return `${options.peer} ${options.host} ${options.port}`
  }

  /** Closes connections to whoever is none. */
  recheck(isMember: (peer: PeerId) => boolean): void {
    for (const open of [this.sockets, this.freeSockets]) {
      for (const [name, sockets] of Object.entries(open)) {
        if (!isMember(peerIn(name))) for (const socket of [...(sockets ?? [])]) socket.destroy()
      }
    }
  }

  /** Called by Node for a request without a free connection. Errors are `MEMBER_UNREACHABLE`. */
  override createConnection(
    args: MemberRequestArgs,
    connected?: (error: Error | null, socket: Duplex) => void
  ): undefined {
    const socket = connectMember(args, this.#tlsOptions, this.#clock, (error) => connected?.(error, socket))
  }

  /** A connection beside the kept ones, either side of which may end on its own. @throws {ContentError} `MEMBER_UNREACHABLE` */
  open(args: Pick<MemberRequestArgs, 'peer' | 'host' | 'port'>): Promise<tls.TLSSocket> {
    return new Promise((resolve, reject) => {
      const options = { ...this.#tlsOptions, allowHalfOpen: true }
      const socket = connectMember(args, options, this.#clock, (error) => {
        if (error === null) resolve(socket)
        else reject(error)
      })
    })
  }
}

/** @param connected called once, later: with null when the other side has shown the key that was meant */
function connectMember(
  { peer, host, port }: Pick<MemberRequestArgs, 'peer' | 'host' | 'port'>,
  options: MemberTlsOptions & { allowHalfOpen?: boolean },
  clock: Clock,
  connected: (error: Error | null) => void
): tls.TLSSocket {
  const socket = tls.connect({ ...options, host, port })
  const timer = clock.setTimer(MEMBER_CONNECT_BUDGET_MS, () => fail(`no answer in ${MEMBER_CONNECT_BUDGET_MS} ms`))
  let isDone = false
  const fail = (reason: string, cause?: Error): void => {
    socket.destroy()
    if (isDone) return
    isDone = true
    timer.cancel()
    const where = `${peer} at ${host} port ${port}`
    connected(new ContentError('MEMBER_UNREACHABLE', `${where}: ${reason}`, { cause }))
  }
  // For the connection's whole life: later errors are told to the request that runs on it, if there is one.
  socket.on('error', (error: Error) => fail(error.message, error))
  socket.once('close', () => fail('it closed the connection'))
  socket.once('secureConnect', () => {
    if (isDone) return
    if (peerOfSocket(socket) !== peer) return fail('somebody else answers there')
    isDone = true
    timer.cancel()
    connected(null)
  })
  return socket
}

function peerIn(name: string): PeerId {
  return name.slice(0, name.indexOf(' '))
}
