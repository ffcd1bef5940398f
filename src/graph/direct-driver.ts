// Carries out what the machine of direct connections says: opens and answers streams, carries messages, tells applications.
// Spec: docs/protocols/direct.md.
import { afterPendingInput, raceSignal, setRepeating, withBudget } from '../base/index.js'
import type { AbortOptions, Clock, Logger, PeerId, Timer } from '../base/index.js'
import { endpointText, readEndpoint } from './addresses.js'
import {
  CLOSE_FLUSH_MS,
  DIRECT_LINGER_MS,
  DIRECT_OPEN_BUDGET_MS,
  DIRECT_PROBE_BUDGET_MS,
  DIRECT_PROBE_MS,
  HELLO_BUDGET_MS,
  HOUSEKEEPING_MS,
  MAX_DATA_BYTES
} from './defaults.js'
import type { Dialler, DirectLine } from './dialler.js'
import { DirectMachine, type DirectInput, type DirectOutput, type Lane, type LaneNumber } from './direct.js'
import { DirectChannel, type DirectChannelHandlers } from './direct-channel.js'
import type { ConnectionId, ConnectionInfo, ConnectionKind } from './connections.js'
import type { DirectConnections, DirectHandlers, DirectOptions } from './direct-connections.js'
import { dataFrame, isDataType, type DirectOpen } from './direct-frame.js'
import { askDirect, failureOf, type DirectRequest } from './direct-opener.js'
import { GraphError, ProtocolError, reasonOf } from './errors.js'
import type { Frames } from './frame-channel.js'
import { DIRECT_VERSION } from './protocols.js'

export interface DirectInit {
  self: PeerId
  /** 16 hex characters, of this run. */
  nodeId: string
  dialler: Pick<Dialler, 'reach'>
  /** A number that no connection had before. */
  nextId(): ConnectionId
  /** Of a neighbour. */
  idOf(peer: PeerId): ConnectionId | undefined
  neighbourOf(id: ConnectionId): PeerId | undefined
  /** Where a neighbour may be reached beside its link, the best first; as `endpointText` spells them. */
  addressesOf(peer: PeerId): readonly string[]
  /** Where anybody else is; waits where that is not known here. @throws {GraphError} `NODE_NOT_FOUND`; `signal.reason` */
  resolve(peer: PeerId, signal: AbortSignal): Promise<readonly string[]>
  /** Nobody answered there. */
  onUnreachable(peer: PeerId, addresses: readonly string[]): void
  isMember(peer: PeerId): boolean
  /** Not if it broke the rules lately. */
  isWelcome(peer: PeerId): boolean
  /** It broke a rule. */
  onFault(peer: PeerId): void
  clock: Clock
  logger: Logger
}

/** A stream that a member opened, before its first frame was read. */
export interface NewDirectStream extends Pick<DirectLine, 'address' | 'probe' | 'hangUp'> {
  peer: PeerId
  channel: Frames
}

/** What a lane of the machine is made of. */
interface Active {
  /** Where to send: once the other side has taken it. */
  readonly opened: Promise<DirectChannel>
  /** Undefined while we ask for it. */
  stream: { readonly channel: DirectChannel; readonly line: Pick<DirectLine, 'probe' | 'hangUp'> } | undefined
  readonly giveUp: AbortController
  probedAtMs: number
}

export class DirectDriver implements DirectConnections {
  readonly #init: DirectInit
  readonly #machine = new DirectMachine()
  readonly #active = new Map<LaneNumber, Active>()
  readonly #registered = new Set<DirectHandlers>()
  /** Those that we ended, until the other side has read all. */
  readonly #ending = new Map<DirectChannel, Promise<void>>()
  /** While there is something to look after. */
  #housekeeping: Timer | undefined
  #tick: Timer | undefined
  #isClosed = false

  constructor(init: DirectInit) {
    this.#init = init
  }

  register(handlers: DirectHandlers): () => void {
    this.#registered.add(handlers)
    this.#tellTakes()
    return () => {
      this.#registered.delete(handlers)
      this.#tellTakes()
    }
  }

  openDirect(peer: PeerId, { address }: DirectOptions = {}): ConnectionId {
    this.#assertOpen()
    if (!this.#takes('onChange')) throw new GraphError('NOT_ASKED_FOR', 'nobody here registered for direct connections')
    if (peer === this.#init.self) throw new GraphError('CONNECT_SELF', 'a direct connection with ourselves')
    const addresses = address === undefined ? [] : [readAddress(address, peer)]
    const before = this.#machine.outbound(peer, 'direct')
    if (before !== undefined) return before.number
    if (addresses.length === 0 && !this.#init.isMember(peer)) {
      throw new GraphError('NODE_NOT_FOUND', `${peer} is no member`)
    }
    if (this.#machine.isFull) throw new GraphError('TOO_MANY_CONNECTIONS', 'too many direct connections')
    return this.#ask(peer, 'direct', addresses)
  }

  async sendData(id: ConnectionId, type: string, bytes: Uint8Array, { signal }: AbortOptions = {}): Promise<void> {
    this.#assertOpen()
    signal?.throwIfAborted()
    if (!isDataType(type)) throw new GraphError('INVALID_ARGUMENT', 'the type of a message has 1 to 128 bytes of UTF-8')
    if (bytes.byteLength > MAX_DATA_BYTES) {
      throw new GraphError('TOO_LARGE', `a message of ${bytes.byteLength} bytes, the limit is ${MAX_DATA_BYTES}`)
    }
    const lane = this.#machine.get(id)
    const direct = lane?.kind === 'direct' && lane.state === 'up' ? this.#active.get(id)?.stream?.channel : undefined
    // The order of the calls is that of the messages: nothing may be awaited before.
    if (direct !== undefined) return direct.send(dataFrame(type, bytes), signal)
    const opened = this.#channelToNeighbour(id)
    const frame = dataFrame(type, bytes)
    await raceSignal(
      opened.then((channel) => channel.send(frame, signal)),
      signal
    )
  }

  closeDirect(id: ConnectionId): void {
    this.#assertOpen()
    if (this.#machine.get(id)?.kind !== 'direct') throw noConnection(id)
    this.#give({ type: 'close', number: id })
  }

  connections(): ConnectionInfo[] {
    return [...this.#machine.lanes].flatMap((lane): ConnectionInfo[] => {
      const { number: id, kind, state, peer, nodeId, address, direction } = lane
      if (kind !== 'direct' || state !== 'up') return []
      return [{ id, kind, peer, nodeId, address, direction, rttMs: undefined }]
    })
  }

  /** A peer became a neighbour, or has a better link now. */
  linkUp(peer: PeerId): void {
    this.#give({ type: 'link-up', peer })
  }

  /** It is none any more: its data end, direct connections do not. */
  linkDown(peer: PeerId): void {
    this.#give({ type: 'link-down', peer })
  }

  /** Cuts what a peer that is no member any more has open. */
  recheck(peer: PeerId): void {
    if (!this.#init.isMember(peer)) this.#give({ type: 'outcast', peer })
  }

  /** A member opened a stream. */
  takeStream({ peer, address, channel: frames, ...line }: NewDirectStream): void {
    const { clock, logger, isMember, isWelcome, onFault } = this.#init
    const channel = new DirectChannel(frames, clock)
    if (this.#isClosed || !isMember(peer) || !isWelcome(peer)) {
      channel.cut('not welcome')
      return line.hangUp()
    }
    const number = this.#init.nextId()
    const opened = Promise.resolve(channel)
    const giveUp = new AbortController()
    this.#add(number, { opened, stream: { channel, line }, giveUp })
    const expired = (): Error => new GraphError('LINK_CLOSED', `no request within ${HELLO_BUDGET_MS} ms`)
    withBudget(clock, HELLO_BUDGET_MS, channel.readOpen(), expired).then(
      (open) => this.#asked(number, peer, address, open),
      (thrown: unknown) => {
        logger(`no direct stream from ${peer}: ${reasonOf(thrown)}`)
        if (thrown instanceof ProtocolError) onFault(peer)
        this.#carryOut({ type: 'cut', number })
      }
    )
  }

  /** Ends all; what was sent just now gets {@link CLOSE_FLUSH_MS}. Tells nothing any more. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#housekeeping?.cancel()
    this.#tick?.cancel()
    this.#registered.clear()
    for (const number of [...this.#active.keys()]) this.#carryOut({ type: 'close', number })
    const ended = Promise.all(this.#ending.values())
    await withBudget(this.#init.clock, CLOSE_FLUSH_MS, ended, closed).catch(() => {})
    for (const channel of this.#ending.keys()) channel.cut('the node goes down')
  }

  #assertOpen(): void {
    if (this.#isClosed) throw closed()
  }

  #channelToNeighbour(id: ConnectionId): Promise<DirectChannel> {
    const peer = this.#init.neighbourOf(id)
    if (peer === undefined) throw noConnection(id)
    const number = this.#machine.outbound(peer, 'neighbour')?.number ?? this.#ask(peer, 'neighbour', [])
    return this.#active.get(number)!.opened
  }

  #ask(peer: PeerId, kind: ConnectionKind, addresses: readonly string[]): LaneNumber {
    const number = this.#init.nextId()
    this.#give({ type: 'ask', number, kind, peer, addresses })
    return number
  }

  #asked(number: LaneNumber, peer: PeerId, address: string, { version, nodeId, purpose }: DirectOpen): void {
    const kind = version === DIRECT_VERSION ? purpose : undefined
    this.#give({ type: 'incoming', number, kind, peer, nodeId, address, nowMs: this.#nowMs() })
  }

  #takes(what: keyof DirectHandlers): boolean {
    return [...this.#registered].some((handlers) => handlers[what] !== undefined)
  }

  #tellTakes(): void {
    this.#give({ type: 'takes', connections: this.#takes('onChange'), data: this.#takes('onData') })
  }

  #give(input: DirectInput): void {
    if (this.#isClosed) return
    for (const output of this.#machine.handle(input)) this.#carryOut(output)
    this.#tick?.cancel()
    const inMs = this.#machine.wakeAtMs - this.#nowMs()
    const tick = (): void => this.#give({ type: 'tick', nowMs: this.#nowMs() })
    this.#tick = inMs === Infinity ? undefined : this.#init.clock.setTimer(Math.max(0, inMs), tick)
  }

  #carryOut(output: DirectOutput): void {
    if (output.type === 'change') {
      for (const { onChange } of [...this.#registered]) onChange?.(output.change)
      return
    }
    if (output.type === 'open') return this.#open(output)
    const { number } = output
    const active = this.#active.get(number)
    if (output.type === 'accept') {
      const lane = this.#machine.get(number)
      if (lane !== undefined) active?.stream?.channel.accept(this.#init.nodeId, this.#handlers(lane))
      return
    }
    this.#active.delete(number)
    active?.giveUp.abort(new GraphError('LINK_CLOSED', 'it was closed'))
    if (active?.stream === undefined) return
    const { channel, line } = active.stream
    if (output.type === 'cut') {
      channel.cut('cut')
      return line.hangUp()
    }
    const isRefused = output.type === 'refuse'
    const ended = isRefused ? channel.refuse(output.reason, CLOSE_FLUSH_MS) : channel.close(DIRECT_LINGER_MS)
    this.#ending.set(channel, ended)
    void ended.then(() => {
      this.#ending.delete(channel)
      line.hangUp()
    })
  }

  #open(request: { number: LaneNumber } & DirectRequest): void {
    const giveUp = new AbortController()
    const opened = this.#opened(request, giveUp)
    opened.catch(() => {}) // Told as a change, and to who sends.
    this.#add(request.number, { opened, stream: undefined, giveUp })
  }

  #add(number: LaneNumber, active: Omit<Active, 'probedAtMs'>): void {
    this.#active.set(number, { ...active, probedAtMs: this.#nowMs() })
    this.#housekeeping ??= setRepeating(this.#init.clock, HOUSEKEEPING_MS, () => this.#keepHouse())
  }

  async #opened(request: { number: LaneNumber } & DirectRequest, giveUp: AbortController): Promise<DirectChannel> {
    const { dialler, clock, nodeId, logger, onFault, onUnreachable, addressesOf, resolve } = this.#init
    const { number, peer } = request
    const isLinked = this.#init.idOf(peer) !== undefined
    let { addresses } = request
    const expired = new GraphError('UNREACHABLE', `${peer} did not answer within ${DIRECT_OPEN_BUDGET_MS} ms`)
    const timer = clock.setTimer(DIRECT_OPEN_BUDGET_MS, () => giveUp.abort(expired))
    try {
      if (addresses.length === 0) addresses = isLinked ? addressesOf(peer) : await resolve(peer, giveUp.signal)
      const opened = await askDirect(dialler, clock, nodeId, { ...request, addresses }, giveUp.signal)
      const { channel, line } = opened
      const active = this.#active.get(number)
      if (active === undefined) {
        channel.cut('given up')
        line.hangUp()
        throw closed()
      }
      active.stream = { channel, line }
      this.#give({ type: 'accepted', number, nodeId: opened.nodeId, address: line.address })
      channel.start(this.#handlers(request))
      return channel
    } catch (thrown) {
      logger(`no direct stream to ${peer}: ${reasonOf(thrown)}`)
      if (thrown instanceof ProtocolError) onFault(peer)
      this.#active.delete(number)
      const reason = failureOf(thrown)
      if (reason === 'unreachable' && !isLinked) onUnreachable(peer, addresses)
      this.#give({ type: 'failed', number, reason })
      throw thrown instanceof GraphError ? thrown : new GraphError('UNREACHABLE', reasonOf(thrown), { cause: thrown })
    } finally {
      timer.cancel()
    }
  }

  #handlers({ number, kind, peer }: Pick<Lane, 'number' | 'kind' | 'peer'>): DirectChannelHandlers {
    return {
      onData: async (type, bytes) => {
        const id = kind === 'neighbour' ? this.#init.idOf(peer) : number
        if (id === undefined) return
        await Promise.all([...this.#registered].map(async ({ onData }) => onData?.({ id, peer, type, bytes })))
      },
      onEnd: (reason) => {
        if (reason === 'protocol') this.#init.onFault(peer)
        this.#carryOut({ type: reason === 'closed-by-peer' ? 'close' : 'cut', number })
        this.#give({ type: 'ended', number, reason })
      }
    }
  }

  /** Membership may expire while a connection lives; and who is gone without a word is noticed. */
  #keepHouse(): void {
    if (this.#active.size === 0) {
      this.#housekeeping?.cancel()
      this.#housekeeping = undefined
    }
    for (const peer of new Set([...this.#machine.lanes].map((lane) => lane.peer))) this.recheck(peer)
    for (const { number, kind, state } of [...this.#machine.lanes]) {
      const active = this.#active.get(number)
      if (kind !== 'direct' || state !== 'up' || active === undefined) continue
      if (this.#nowMs() - active.probedAtMs >= DIRECT_PROBE_MS) this.#probe(number, active)
    }
  }

  #probe(number: LaneNumber, active: Active): void {
    active.probedAtMs = this.#nowMs()
    const budget = new AbortController()
    const timer = this.#init.clock.setTimer(DIRECT_PROBE_BUDGET_MS, () => {
      afterPendingInput(() => budget.abort(new Error('it answered nothing')))
    })
    const silent = (): void => {
      if (!budget.signal.aborted || this.#active.get(number) !== active) return
      this.#carryOut({ type: 'cut', number })
      this.#give({ type: 'ended', number, reason: 'lost' })
    }
    void active.stream?.line
      .probe(budget.signal)
      .catch(silent)
      .finally(() => timer.cancel())
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

/** @throws {GraphError} `INVALID_ARGUMENT` */
function readAddress(address: string, peer: PeerId): string {
  const endpoint = readEndpoint(address)
  if (endpoint === undefined) throw new GraphError('INVALID_ARGUMENT', `${address} is no multiaddr over TCP`)
  if (endpoint.peer !== undefined && endpoint.peer !== peer) {
    throw new GraphError('INVALID_ARGUMENT', `${address} is the address of another peer than ${peer}`)
  }
  return endpointText(endpoint)
}

function noConnection(id: ConnectionId): GraphError {
  return new GraphError('CONNECTION_NOT_FOUND', `there is no connection ${id}`)
}

function closed(): GraphError {
  return new GraphError('CLOSED', 'the graph was closed')
}
