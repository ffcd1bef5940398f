// A graph over a store and a network: what `openGraph` gives to rooms above, and what a program's graph is built on.
import { EventSource, peerIdFromPublicKey, type PeerId } from '../base/index.js'
import { addressText } from './addresses.js'
import type { ConnectionInfo } from './connections.js'
import type { DirectConnections } from './direct-connections.js'
import { GraphError } from './errors.js'
import type {
  AddressBook,
  AnnouncedPresence,
  GraphComponents,
  GraphEvents,
  GraphWarning,
  Neighbour,
  Presence,
  ResolveOptions,
  RunningGraph
} from './graph.js'
import { GraphCore } from './graph-core.js'
import type { MessageHandler, SendOptions } from './messages.js'
import type { NodeInfo } from './nodes.js'
import type { PeerClock } from './peer-time.js'
import type { GraphNetwork, ListenInit, NetworkEvents } from './graph-network.js'

export interface StartInit {
  /** As in {@link GraphInit}, as are the next three. */
  presenceTtlMs?: (() => number) | undefined
  presenceMax?: (() => number) | undefined
  peerClock?: PeerClock | undefined
  addressBook?: AddressBook | undefined
  openNetwork(events: NetworkEvents): Promise<GraphNetwork>
}

export class StartedGraph implements RunningGraph {
  readonly peerId: PeerId
  readonly #events = new EventSource<GraphEvents>()
  readonly #components: GraphComponents
  readonly #network: GraphNetwork
  readonly core: GraphCore
  #deaf: GraphWarning | undefined
  #isFinding = false
  #closing: Promise<void> | undefined

  private constructor(components: GraphComponents, init: StartInit, network: GraphNetwork) {
    this.peerId = peerIdFromPublicKey(components.keyPair.publicKey)
    this.#components = components
    this.#network = network
    this.core = new GraphCore(components, {
      self: this.peerId,
      port: () => network.port,
      hosts: () => network.hosts(),
      mayDial: (host) => network.mayDial(host),
      dialler: network.dialler,
      addressBook: init.addressBook,
      presenceTtlMs: init.presenceTtlMs,
      presenceMax: init.presenceMax,
      peerClock: init.peerClock,
      onMoved: () => void (this.#isFinding && network.discover()),
      events: this.#events
    })
  }

  /** Neither listens nor looks for anybody yet. @throws what `openNetwork` throws */
  static async start(components: GraphComponents, init: StartInit): Promise<StartedGraph> {
    // Nobody can be here before the graph is: it neither listens nor dials.
    let events: NetworkEvents | undefined = undefined as NetworkEvents | undefined
    const network = await init.openNetwork({
      onStream: (stream) => events?.onStream(stream),
      onDirectStream: (stream) => events?.onDirectStream(stream),
      onMessageStream: (stream) => events?.onMessageStream(stream),
      onFound: (peer, addresses) => events?.onFound(peer, addresses),
      company: () => events?.company() ?? { neighbours: 0, present: 1 },
      onDeaf: (reason) => events?.onDeaf(reason)
    })
    const graph = new StartedGraph(components, init, network)
    events = {
      onStream: (stream) => graph.core.takeStream(stream),
      onDirectStream: (stream) => graph.core.takeDirectStream(stream),
      onMessageStream: (stream) => graph.core.messages.takeStream(stream),
      onFound: (peer, addresses) => graph.core.foundPeer(peer, addresses, 'mdns'),
      company: () => ({ neighbours: graph.neighbours().length, present: graph.present().length }),
      onDeaf: (reason) => graph.#setDeaf(reason)
    }
    return graph
  }

  /** Resolves when others can reach us and our presence is written. @throws {GraphError} `CANNOT_LISTEN`, `CLOSED` */
  async listen(init: ListenInit): Promise<void> {
    this.#checkOpen()
    await this.#network.listen(init)
    this.#checkOpen() // Closed meanwhile: the network stops listening as it stops.
    await this.core.listening()
    this.#checkOpen()
  }

  /** Looks for the first neighbours: where they were before, at these addresses, and by multicast. Never rejects. */
  async find(knownAddresses: readonly string[]): Promise<void> {
    this.#isFinding = true
    await this.core.find(knownAddresses)
    await this.#network.discover()
  }

  /** Lets strangers find us by multicast under this tag, 8 bytes, once we look for neighbours; undefined: no more. */
  advertise(rendezvous: Uint8Array | undefined): void {
    this.#network.advertise?.(rendezvous)
  }

  get direct(): DirectConnections {
    return this.core.direct
  }

  get port(): number {
    return this.#network.port
  }

  get synchronised(): boolean {
    return this.core.synchronised
  }

  get warnings(): readonly GraphWarning[] {
    return this.#deaf === undefined ? [] : [this.#deaf]
  }

  addresses(): string[] {
    if (this.port === 0) return []
    return this.#network.hosts().map((host) => `${addressText(host, this.port)}/p2p/${this.peerId}`)
  }

  neighbours(): Neighbour[] {
    return this.core.neighbours()
  }

  connections(): ConnectionInfo[] {
    return this.core.connections()
  }

  nodes(): NodeInfo[] {
    return this.core.nodes()
  }

  present(): Presence[] {
    return this.core.present()
  }

  resolve(peer: PeerId, options?: ResolveOptions): Promise<readonly string[]> {
    return this.core.resolver.resolve(peer, options)
  }

  send(peer: PeerId, bytes: Uint8Array, options?: SendOptions): Promise<void> {
    return this.core.messages.send(peer, bytes, options)
  }

  onMessage(handler: MessageHandler): () => void {
    return this.core.messages.handle(handler)
  }

  async announce(change: Partial<AnnouncedPresence>): Promise<void> {
    this.#checkOpen()
    await this.core.announce(change)
  }

  announceLater(change: Partial<AnnouncedPresence>): void {
    this.core.announceLater(change)
  }

  reportUnreachable(peer: PeerId): void {
    this.core.reportUnreachable(peer)
  }

  addKnownAddresses(addresses: readonly string[]): void {
    this.core.addKnownAddresses(addresses)
  }

  on<Name extends keyof GraphEvents>(name: Name, listener: (detail: GraphEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.core.close()
    await this.#network.stop()
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw new GraphError('CLOSED', 'the graph was closed')
  }

  #setDeaf(reason: string | undefined): void {
    const logger = this.#components.logger.forComponent('graph:discovery')
    this.#deaf = reason === undefined ? undefined : { code: 'mdns-deaf', message: reason }
    logger(this.#deaf === undefined ? 'multicast can leave again' : `warning: ${this.#deaf.message}`)
    if (this.#deaf !== undefined) this.#events.emit('warning', this.#deaf)
  }
}
