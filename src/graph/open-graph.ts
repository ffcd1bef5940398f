// Wires the parts of the room into one graph.
import '../base/polyfill.js'
import type { Connection, Stream } from '@libp2p/interface'
import { EventSource, fromHex, peerIdFromPublicKey, withBudget, type PeerId, type Timer } from '../base/index.js'
import { addressText } from './addresses.js'
import { CLOSE_FLUSH_MS, HELLO_BUDGET_MS } from './defaults.js'
import { Discovery, serviceTag } from './discovery.js'
import { GraphError, reasonOf } from './errors.js'
import { FrameChannel } from './frame-channel.js'
import type {
  AnnouncedPresence,
  GraphComponents,
  GraphEvents,
  GraphInit,
  GraphWarning,
  Neighbour,
  PeerGraph,
  Presence
} from './graph.js'
import { GraphCore } from './graph-core.js'
import { handshakeKey } from './handshake.js'
import { addressOf, hangUp, libp2pDialler } from './libp2p-dialler.js'
import { startNode, type GraphNode } from './node.js'

/**
 * Starts listening, then finding and linking peers. Resolves when we listen and our presence is written.
 * @throws {GraphError} `CANNOT_LISTEN`
 */
export async function openGraph(components: GraphComponents, init: GraphInit): Promise<PeerGraph> {
  const groupId = fromHex(init.groupId)
  if (groupId?.byteLength !== 32) throw new RangeError(`${init.groupId} is not a group id`)
  const { gate, keyPair, clock, random, logger } = components
  const self = peerIdFromPublicKey(keyPair.publicKey)
  let graph: OpenGraph | undefined = undefined as OpenGraph | undefined
  const node = await startNode({
    keyPair,
    listenPort: init.listenPort,
    listenHosts: init.listenHosts,
    encrypter: {
      self,
      gate,
      key: handshakeKey(gate.groupSecret, groupId),
      clock,
      random,
      logger: logger.forComponent('graph:handshake')
    },
    onStream: (stream, connection) => {
      if (graph === undefined) stream.abort(new Error('not open yet'))
      else graph.takeStream(stream, connection)
    }
  })
  graph = new OpenGraph(self, node, components, init)
  await graph.start()
  return graph
}

class OpenGraph implements PeerGraph {
  readonly peerId: PeerId
  readonly #events = new EventSource<GraphEvents>()
  readonly #components: GraphComponents
  readonly #init: GraphInit
  readonly #node: GraphNode
  readonly #core: GraphCore
  readonly #discovery: Discovery | undefined
  readonly #helloTimers = new Map<Connection, Timer>()
  readonly #warnings: GraphWarning[] = []
  #closing: Promise<void> | undefined

  constructor(self: PeerId, node: GraphNode, components: GraphComponents, init: GraphInit) {
    const { gate, logger } = components
    this.peerId = self
    this.#node = node
    this.#components = components
    this.#init = init
    this.#core = new GraphCore(components, {
      self,
      port: node.port,
      hosts: () => node.hosts(),
      mayDial: (host) => node.mayDial(host),
      dialler: libp2pDialler(node),
      addressBook: init.addressBook,
      presenceTtlMs: init.presenceTtlMs,
      events: this.#events
    })
    this.#discovery = init.mdns
      ? new Discovery({
          self,
          node,
          tag: serviceTag(gate.groupSecret),
          onFound: (peer, addresses) => this.#core.foundPeer(peer, addresses, 'mdns'),
          onDeaf: (reason) => this.#warn({ code: 'mdns-deaf', message: `multicast cannot leave: ${reason}` }),
          logger: logger.forComponent('graph:discovery')
        })
      : undefined
    node.libp2p.addEventListener('connection:open', ({ detail }) => this.#awaitHello(detail))
    node.libp2p.addEventListener('connection:close', ({ detail }) => this.#stopAwaiting(detail))
  }

  /** Never rejects. */
  async start(): Promise<void> {
    await this.#core.start(this.#init.knownAddresses)
    await this.#discovery?.start()
  }

  get port(): number {
    return this.#node.port
  }

  get synchronised(): boolean {
    return this.#core.synchronised
  }

  get warnings(): readonly GraphWarning[] {
    return this.#warnings
  }

  addresses(): string[] {
    return this.#node.hosts().map((host) => `${addressText(host, this.port)}/p2p/${this.peerId}`)
  }

  neighbours(): Neighbour[] {
    return this.#core.neighbours()
  }

  present(): Presence[] {
    return this.#core.present()
  }

  async announce(change: Partial<AnnouncedPresence>): Promise<void> {
    if (this.#closing !== undefined) throw new GraphError('CLOSED', 'the graph was closed')
    await this.#core.announce(change)
  }

  reportUnreachable(peer: PeerId): void {
    this.#core.reportUnreachable(peer)
  }

  addKnownAddresses(addresses: readonly string[]): void {
    this.#core.addKnownAddresses(addresses)
  }

  on<Name extends keyof GraphEvents>(name: Name, listener: (detail: GraphEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** A member opened a link stream on a connection. Attaches listeners before it returns. */
  takeStream(stream: Stream, connection: Connection): void {
    if (this.#closing !== undefined || connection.direction !== 'inbound') {
      stream.abort(new Error('no link stream is expected here')) // Whoever dialled opens it.
      return
    }
    this.#stopAwaiting(connection)
    this.#core.takeStream({
      peer: connection.remotePeer.toString(),
      address: addressOf(connection),
      direction: 'inbound',
      channel: new FrameChannel(stream),
      hangUp: () => hangUp(connection)
    })
  }

  async #close(): Promise<void> {
    const { clock, logger } = this.#components
    for (const timer of this.#helloTimers.values()) timer.cancel()
    await this.#core.close(() => this.#discovery?.stop())
    const expired = (): Error => new GraphError('CLOSED', 'libp2p did not stop in time')
    const stop = Promise.resolve(this.#node.libp2p.stop())
    await withBudget(clock, 3 * CLOSE_FLUSH_MS, stop, expired).catch((thrown: unknown) => logger(reasonOf(thrown)))
  }

  /** An inbound connection that brings no link stream is closed, or it would hold a place for ever. */
  #awaitHello(connection: Connection): void {
    if (connection.direction !== 'inbound') return
    const timer = this.#components.clock.setTimer(HELLO_BUDGET_MS, () => {
      this.#helloTimers.delete(connection)
      hangUp(connection)
    })
    this.#helloTimers.set(connection, timer)
  }

  #stopAwaiting(connection: Connection): void {
    this.#helloTimers.get(connection)?.cancel()
    this.#helloTimers.delete(connection)
  }

  #warn(warning: GraphWarning): void {
    this.#components.logger.forComponent('graph:discovery')(`warning: ${warning.message}`)
    this.#warnings.push(warning)
    this.#events.emit('warning', warning)
  }
}
