// The network of a graph over libp2p: connections with members, and finding them by multicast.
import type { Connection, Stream } from '@libp2p/interface'
import {
  fromHex,
  peerIdFromPublicKey,
  withBudget,
  type Clock,
  type KeyPair,
  type Logger,
  type PeerId,
  type Random,
  type Timer
} from '../base/index.js'
import { ConnectionUses } from './connection-uses.js'
import { CLOSE_FLUSH_MS, HELLO_BUDGET_MS } from './defaults.js'
import type { Dialler } from './dialler.js'
import { Discovery, rendezvousTag, serviceTag, type DiscoveryInit } from './discovery.js'
import { GraphError, reasonOf } from './errors.js'
import { FrameChannel } from './frame-channel.js'
import type { Gate } from './gate.js'
import type { GraphNetwork, ListenInit, NetworkEvents } from './graph-network.js'
import { handshakeKey } from './handshake.js'
import { addressOf, hangUp, libp2pDialler, probe } from './libp2p-dialler.js'
import { MAX_MESSAGE_FRAME_BYTES } from './message-defaults.js'
import { startNode, type GraphNode } from './node.js'
import type { GraphScope } from './scope.js'

export interface NetworkInit {
  /** 64 hex characters. */
  groupId: string
  gate: Gate
  keyPair: KeyPair
  /** How far the graph reaches until it listens. @default `site` */
  scope?: (() => GraphScope) | undefined
  /** Whether to find, and be found by, peers through multicast on the LAN. */
  mdns: boolean
  events: NetworkEvents
  clock: Clock
  random: Random
  logger: Logger
}

/** Dials from now on. @throws {RangeError} no group id */
export async function startNetwork(init: NetworkInit): Promise<GraphNetwork> {
  const { gate, keyPair, clock, random, logger } = init
  const groupId = fromHex(init.groupId)
  if (groupId?.byteLength !== 32) throw new RangeError(`${init.groupId} is not a group id`)
  const self = peerIdFromPublicKey(keyPair.publicKey)
  let network: Libp2pNetwork | undefined = undefined as Libp2pNetwork | undefined
  const node = await startNode({
    scope: init.scope ?? ((): GraphScope => 'site'),
    keyPair,
    encrypter: {
      self,
      gate,
      key: handshakeKey(gate.groupSecret, groupId),
      clock,
      random,
      logger: logger.forComponent('graph:handshake')
    },
    onStream: (stream, connection) => {
      if (network === undefined) stream.abort(new Error('not open yet'))
      else network.takeStream(stream, connection)
    },
    onDirectStream: (stream, connection) => {
      if (network === undefined) stream.abort(new Error('not open yet'))
      else network.takeDirectStream(stream, connection)
    },
    onMessageStream: (stream, connection) => {
      if (network === undefined) stream.abort(new Error('not open yet'))
      else network.takeMessageStream(stream, connection)
    }
  })
  network = new Libp2pNetwork(self, node, init)
  return network
}

/** Who only answers asks as seldom as can be. */
const ENOUGH_COMPANY = { neighbours: Infinity, present: Infinity }

class Libp2pNetwork implements GraphNetwork {
  readonly dialler: Dialler
  readonly #init: NetworkInit
  readonly #self: PeerId
  readonly #node: GraphNode
  readonly #discovery: Discovery | undefined
  readonly #uses = new ConnectionUses<Connection>(hangUp)
  /** Of inbound connections that have brought no link stream. */
  readonly #awaited = new Map<Connection, { readonly timer: Timer; readonly release: () => void }>()
  #discovering: Promise<void> | undefined
  /** Under what strangers shall find us, and do. */
  #advertised: { readonly tag: string; discovery?: Discovery } | undefined
  /** Settles when nothing is under way that would listen. */
  #listening: Promise<unknown> = Promise.resolve()
  #isStopping = false

  constructor(self: PeerId, node: GraphNode, init: NetworkInit) {
    this.#init = init
    this.#self = self
    this.#node = node
    this.dialler = libp2pDialler(node, this.#uses)
    const { events, gate } = init
    this.#discovery = init.mdns
      ? this.#discoveryUnder(serviceTag(gate.groupSecret), {
          onFound: (peer, addresses) => events.onFound(peer, addresses),
          company: () => events.company(),
          onDeaf: (reason) => events.onDeaf(reason)
        })
      : undefined
    node.libp2p.addEventListener('connection:open', ({ detail }) => this.#awaitHello(detail))
    node.libp2p.addEventListener('connection:close', ({ detail }) => this.#stopAwaiting(detail))
  }

  get port(): number {
    return this.#node.port
  }

  async listen(init: ListenInit): Promise<void> {
    const listening = this.#node.listen(init)
    this.#listening = listening.catch(() => {})
    await listening
  }

  hosts(): string[] {
    return this.#node.hosts()
  }

  mayDial(host: string): boolean {
    return this.#node.mayDial(host)
  }

  discover(): Promise<void> {
    if (this.#discovering !== undefined) this.#discovery?.hurry()
    this.#discovering ??= this.#discovery?.start() ?? Promise.resolve()
    this.#startAdvertising()
    return this.#discovering
  }

  advertise(rendezvous: Uint8Array | undefined): void {
    const tag = rendezvous && rendezvousTag(rendezvous)
    if (tag === this.#advertised?.tag) return
    void this.#advertised?.discovery?.stop()
    this.#advertised = tag === undefined ? undefined : { tag }
    this.#startAdvertising()
  }

  /** Not before others can reach us. */
  #startAdvertising(): void {
    const advertised = this.#advertised
    if (advertised === undefined || advertised.discovery !== undefined) return
    if (this.#discovering === undefined || !this.#init.mdns || this.#isStopping) return
    advertised.discovery = this.#discoveryUnder(advertised.tag, {
      onFound: () => {},
      company: () => ENOUGH_COMPANY,
      onDeaf: () => {} // The group's own says it.
    })
    void advertised.discovery.start()
  }

  #discoveryUnder(tag: string, listeners: Pick<DiscoveryInit, 'onFound' | 'company' | 'onDeaf'>): Discovery {
    const { clock, random, logger } = this.#init
    return new Discovery({
      self: this.#self,
      node: this.#node,
      tag,
      ...{ clock, random, logger: logger.forComponent('graph:discovery') },
      ...listeners
    })
  }

  /** A member opened a link stream on a connection. Attaches listeners before it returns. */
  takeStream(stream: Stream, connection: Connection): void {
    if (this.#isStopping || connection.direction !== 'inbound') {
      stream.abort(new Error('no link stream is expected here')) // Whoever dialled opens it.
      return
    }
    const release = this.#uses.take(connection, 'link')
    this.#stopAwaiting(connection)
    this.#init.events.onStream({
      peer: connection.remotePeer.toString(),
      address: addressOf(connection),
      direction: 'inbound',
      channel: new FrameChannel(stream),
      hangUp: release
    })
  }

  /** The same of a direct stream, on a connection that either side dialled. */
  takeDirectStream(stream: Stream, connection: Connection): void {
    if (this.#isStopping) {
      stream.abort(new Error('the node goes down'))
      return
    }
    this.#init.events.onDirectStream({
      peer: connection.remotePeer.toString(),
      address: addressOf(connection),
      channel: new FrameChannel(stream),
      probe: (signal) => probe(connection, signal),
      hangUp: this.#uses.take(connection, 'direct')
    })
  }

  /** The same of a message. */
  takeMessageStream(stream: Stream, connection: Connection): void {
    if (this.#isStopping) {
      stream.abort(new Error('the node goes down'))
      return
    }
    this.#init.events.onMessageStream({
      peer: connection.remotePeer.toString(),
      channel: new FrameChannel(stream, MAX_MESSAGE_FRAME_BYTES),
      hangUp: this.#uses.take(connection, 'direct')
    })
  }

  async stop(): Promise<void> {
    const { clock, logger } = this.#init
    this.#isStopping = true
    for (const { timer } of this.#awaited.values()) timer.cancel()
    const expired = (): Error => new GraphError('CLOSED', 'libp2p did not stop in time')
    // What begins to listen while libp2p stops would stay open.
    const discoveries = [this.#discovery?.stop(), this.#advertised?.discovery?.stop()]
    const stop = Promise.all([...discoveries, this.#listening.then(() => this.#node.libp2p.stop())]).then(() => {})
    await withBudget(clock, 3 * CLOSE_FLUSH_MS, stop, expired).catch((thrown: unknown) => logger(reasonOf(thrown)))
  }

  /** An inbound connection that brings no stream, or loses the last, is closed: it would hold a place for ever. */
  #awaitHello(connection: Connection): void {
    if (connection.direction !== 'inbound') return
    const release = this.#uses.take(connection, 'link')
    const timer = this.#init.clock.setTimer(HELLO_BUDGET_MS, () => this.#stopAwaiting(connection))
    this.#awaited.set(connection, { timer, release })
  }

  #stopAwaiting(connection: Connection): void {
    const awaited = this.#awaited.get(connection)
    this.#awaited.delete(connection)
    awaited?.timer.cancel()
    awaited?.release()
  }
}
