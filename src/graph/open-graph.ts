// Wires the parts of the room into one graph.
import '../base/polyfill.js'
import type { Connection, Stream } from '@libp2p/interface'
import { EventSource, fromHex, peerIdFromPublicKey, withBudget, type PeerId, type Timer } from '../base/index.js'
import { addressText, hostOf } from './addresses.js'
import { CLOSE_FLUSH_MS, HELLO_BUDGET_MS, MAX_DIALLED_PRESENCE_HOSTS } from './defaults.js'
import { Discovery } from './discovery.js'
import { GraphError, reasonOf } from './errors.js'
import { FloodDriver } from './flood-driver.js'
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
import { handshakeKey } from './handshake.js'
import type { GoodbyeReason } from './link-frame.js'
import { LinkTable, type LinkedNeighbour } from './link-table.js'
import { addressOf, hangUp, NeighboursDriver } from './neighbours-driver.js'
import { startNode, type GraphNode } from './node.js'
import { PresenceBoard } from './presence-board.js'
import { Synchroniser } from './synchroniser.js'

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
  readonly #links: LinkTable
  readonly #flood: FloodDriver
  readonly #synchroniser: Synchroniser
  readonly #neighbours: NeighboursDriver
  readonly #presence: PresenceBoard
  readonly #discovery: Discovery | undefined
  readonly #helloTimers = new Map<Connection, Timer>()
  readonly #warnings: GraphWarning[] = []
  #closing: Promise<void> | undefined

  constructor(self: PeerId, node: GraphNode, components: GraphComponents, init: GraphInit) {
    const { store, gate, clock, random, logger } = components
    this.peerId = self
    this.#node = node
    this.#components = components
    this.#init = init
    this.#links = new LinkTable({
      self,
      clock,
      logger: logger.forComponent('graph:link'),
      listenPort: node.port,
      isMember: (peer) => gate.isMember(peer),
      events: {
        onUp: (neighbour, replaces) => this.#linkUp(neighbour, replaces),
        onDown: (neighbour, why, goodbye) => this.#linkDown(neighbour, why, goodbye),
        onItem: (peer, item) => this.#flood.received(peer, item),
        onSync: (link, frame) => this.#synchroniser.receive(link, frame),
        onPull: (link) => this.#synchroniser.pulled(link)
      }
    })
    this.#synchroniser = new Synchroniser({
      store,
      clock,
      random,
      logger: logger.forComponent('graph:sync'),
      onSynchronised: () => this.#events.emit('synchronised', undefined)
    })
    this.#flood = new FloodDriver({
      store,
      links: this.#links,
      askGap: (peer, author, shard) => {
        const link = this.#links.get(peer)?.link
        if (link !== undefined) this.#synchroniser.askGap(link, author, shard)
      },
      clock,
      logger: logger.forComponent('graph:flood')
    })
    this.#neighbours = new NeighboursDriver({
      self,
      node,
      links: this.#links,
      addressBook: init.addressBook,
      clock,
      random,
      logger: logger.forComponent('graph:neighbours')
    })
    this.#presence = new PresenceBoard({
      self,
      store,
      hosts: () => node.hosts(),
      graphPort: node.port,
      linkedHost: (peer) => {
        const address = this.#links.get(peer)?.address
        return address === undefined ? undefined : hostOf(address)
      },
      onAddresses: (peer, hosts, port) => {
        const dialled = hosts.filter((host) => node.mayDial(host)).slice(0, MAX_DIALLED_PRESENCE_HOSTS)
        const addresses = dialled.map((host) => addressText(host, port))
        this.#neighbours.foundPeer(peer, addresses, 'presence')
      },
      onChange: (peer) => this.#events.emit('presence:change', peer),
      clock,
      logger: logger.forComponent('graph:presence')
    })
    this.#discovery = init.mdns
      ? new Discovery({
          self,
          node,
          groupSecret: gate.groupSecret,
          onFound: (peer, addresses) => this.#neighbours.foundPeer(peer, addresses, 'mdns'),
          onDeaf: (reason) => this.#warn({ code: 'mdns-deaf', message: `multicast cannot leave: ${reason}` }),
          logger: logger.forComponent('graph:discovery')
        })
      : undefined
    node.libp2p.addEventListener('connection:open', ({ detail }) => this.#awaitHello(detail))
    node.libp2p.addEventListener('connection:close', ({ detail }) => this.#stopAwaiting(detail))
  }

  /** Never rejects. */
  async start(): Promise<void> {
    await this.#presence.start()
    this.addKnownAddresses(this.#init.knownAddresses)
    await this.#neighbours.start()
    await this.#discovery?.start()
  }

  get port(): number {
    return this.#node.port
  }

  get synchronised(): boolean {
    return this.#synchroniser.synchronised
  }

  get warnings(): readonly GraphWarning[] {
    return this.#warnings
  }

  addresses(): string[] {
    return this.#node.hosts().map((host) => `${addressText(host, this.port)}/p2p/${this.peerId}`)
  }

  neighbours(): Neighbour[] {
    return this.#links.all().map(asNeighbour)
  }

  present(): Presence[] {
    return this.#presence.present()
  }

  async announce(change: Partial<AnnouncedPresence>): Promise<void> {
    if (this.#closing !== undefined) throw new GraphError('CLOSED', 'the graph was closed')
    await this.#presence.announce(change)
  }

  reportUnreachable(peer: PeerId): void {
    this.#presence.hide(peer)
  }

  addKnownAddresses(addresses: readonly string[]): void {
    for (const address of addresses) this.#neighbours.found(address, 'known')
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
    void this.#links.add({
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
    await this.#presence.close()
    this.#flood.close()
    await Promise.all([this.#discovery?.stop(), this.#neighbours.close(), this.#links.close()])
    this.#synchroniser.close()
    const expired = (): Error => new GraphError('CLOSED', 'libp2p did not stop in time')
    const stop = Promise.resolve(this.#node.libp2p.stop())
    await withBudget(clock, 3 * CLOSE_FLUSH_MS, stop, expired).catch((thrown: unknown) => logger(reasonOf(thrown)))
  }

  #linkUp(neighbour: LinkedNeighbour, replaces: LinkedNeighbour | undefined): void {
    if (replaces !== undefined) this.#synchroniser.detach(replaces.link)
    this.#flood.linkChanged('link-up', neighbour.peer)
    this.#synchroniser.attach(neighbour.link)
    this.#neighbours.linkUp(neighbour)
    this.#presence.show(neighbour.peer)
    if (replaces === undefined) this.#events.emit('neighbour:up', asNeighbour(neighbour))
  }

  #linkDown(neighbour: LinkedNeighbour, why: string, goodbye: GoodbyeReason | undefined): void {
    this.#components.logger.forComponent('graph:link')(`link with ${neighbour.peer} went down: ${why}`)
    this.#synchroniser.detach(neighbour.link)
    this.#flood.linkChanged('link-down', neighbour.peer)
    this.#neighbours.linkDown(neighbour.peer, goodbye)
    if (goodbye !== 'full') this.#presence.hide(neighbour.peer)
    this.#events.emit('neighbour:down', asNeighbour(neighbour))
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

function asNeighbour({ peer, address, direction }: LinkedNeighbour): Neighbour {
  return { peer, address, direction }
}
