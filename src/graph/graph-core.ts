// The room less libp2p: links, flooding, synchronising, neighbours and presence wired into one. The simulation runs this
// same wiring over a network in memory.
import { toHex, type EventSource, type PeerId } from '../base/index.js'
import { hostOf } from './addresses.js'
import type { ConnectTarget } from './connect.js'
import type { ConnectionId, ConnectionInfo } from './connections.js'
import { Connector } from './connector.js'
import type { Dialler } from './dialler.js'
import { DirectDriver, type NewDirectStream } from './direct-driver.js'
import { FloodDriver } from './flood-driver.js'
import type { AddressBook, AnnouncedPresence, GraphComponents, GraphEvents, Neighbour, Presence } from './graph.js'
import { LinkPinger } from './link-pinger.js'
import { LinkTable, type LinkedNeighbour, type NewStream } from './link-table.js'
import { MessageDriver } from './message-driver.js'
import type { CandidateSource } from './neighbours.js'
import { NeighboursDriver } from './neighbours-driver.js'
import { NODE_ID_BYTES } from './node-id.js'
import type { NodeId, NodeInfo } from './nodes.js'
import type { PeerClock } from './peer-time.js'
import { PeerScore } from './peer-score.js'
import { PresenceBoard } from './presence-board.js'
import { ResolveDriver } from './resolve-driver.js'
import type { LinkEnd, LinkWaiting } from './stream-link.js'
import { Synchroniser } from './synchroniser.js'
import { WakeWatch } from './wake-watch.js'
import { Whereabouts } from './whereabouts.js'

/** It signs nothing itself. */
export type CoreComponents = Omit<GraphComponents, 'keyPair'>

export interface GraphCoreInit {
  self: PeerId
  /** Where others reach us; 0: nowhere yet. */
  port(): number
  /** IP addresses under which others reach us, as interfaces are now. */
  hosts(): string[]
  /** Whether a host that another names is worth dialling. */
  mayDial(host: string): boolean
  dialler: Dialler
  addressBook: AddressBook | undefined
  /** This machine slept, or its addresses changed. */
  onMoved?: () => void
  events: EventSource<GraphEvents>
  /** As in {@link GraphInit}, as is the next. */
  presenceTtlMs?: (() => number) | undefined
  presenceMax?: (() => number) | undefined
  /** Hears what neighbours take for peer time, and is told to them. @default nothing is said, or heard */
  peerClock?: PeerClock | undefined
}

export class GraphCore {
  /** 16 hex characters: of this run. */
  readonly nodeId: NodeId
  /** Direct connections, and data for neighbours. */
  readonly direct: DirectDriver
  /** Messages straight to one peer. */
  readonly messages: MessageDriver
  /** Where peers are. */
  readonly resolver: ResolveDriver
  readonly #components: CoreComponents
  readonly #events: EventSource<GraphEvents>
  readonly #peerClock: PeerClock | undefined
  readonly #links: LinkTable
  readonly #flood: FloodDriver
  readonly #synchroniser: Synchroniser
  readonly #neighbours: NeighboursDriver
  readonly #presence: PresenceBoard
  readonly #pinger: LinkPinger
  readonly #wakeWatch: WakeWatch
  readonly #connector: Connector
  readonly #whereabouts: Whereabouts
  #lastConnectionId: ConnectionId = 0
  readonly #scores = new PeerScore()
  readonly #unlisten: (() => void) | undefined

  constructor(components: CoreComponents, init: GraphCoreInit) {
    const { store, gate, clock, random, logger } = components
    const { self, events } = init
    const nodeId = toHex(random.bytes(NODE_ID_BYTES))
    this.nodeId = nodeId
    this.#components = components
    this.#peerClock = init.peerClock
    this.#events = events
    this.#links = new LinkTable({
      self,
      clock,
      logger: logger.forComponent('graph:link'),
      hello: () => ({ listenPort: init.port(), features: ['ping'], nodeId }),
      isMember: (peer) => gate.isMember(peer),
      isWelcome: (peer) => !this.#scores.isBanned(peer, clock.monotonicMs()),
      onFault: (peer) => this.#fault(peer),
      hasPlace: (peer, coming) => this.#neighbours.hasPlace(peer, coming),
      referrals: (peer) => this.#whereabouts.referrals(peer),
      events: {
        onUp: (neighbour, replaces) => this.#linkUp(neighbour, replaces),
        onDown: (neighbour, end) => this.#linkDown(neighbour, end),
        onPing: (link, nonce) => this.#pinger.pinged(link, nonce),
        onPong: (link, nonce, peerTimeMs) => this.#pinger.ponged(link, nonce, peerTimeMs),
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
      onSynchronised: () => events.emit('synchronised', undefined),
      onTypeSynchronised: (type) => events.emit('type:synchronised', type)
    })
    this.#flood = new FloodDriver({
      store,
      links: this.#links,
      askGap: (peer, author, shard) => {
        const link = this.#links.get(peer)?.link
        if (link !== undefined) this.#synchroniser.askGap(link, author, shard)
      },
      onBrought: (peer) => this.#neighbours.brought(peer),
      pullAll: () => this.#synchroniser.pullAll(),
      clock,
      logger: logger.forComponent('graph:flood')
    })
    this.#neighbours = new NeighboursDriver({
      self,
      dialler: init.dialler,
      links: this.#links,
      addressBook: init.addressBook,
      clock,
      random,
      logger: logger.forComponent('graph:neighbours'),
      bannedUntilMs: (peer) => this.#scores.bannedUntilMs(peer),
      mayDial: init.mayDial,
      onAlone: () => events.emit('alone', undefined),
      onRefused: () => events.emit('refused', undefined)
    })
    this.#pinger = new LinkPinger({
      clock,
      random,
      peerTimeMs: () => init.peerClock?.nowMs(),
      onRtt: (peer, rttMs) => this.#neighbours.measured(peer, rttMs),
      onPeerTime: (peer, peerTimeMs, rttMs) => init.peerClock?.heard(peer, peerTimeMs, rttMs)
    })
    this.#connector = new Connector({
      nextId: () => (this.#lastConnectionId += 1),
      dial: async ({ peer, address }, onAnswered) => {
        const dialled = await this.#neighbours.connect(peer, [address], onAnswered)
        if (peer !== undefined && dialled.failure === 'unreachable') this.#neighbours.unreachable(peer, [address])
        return { failure: undefined, ...dialled, result: dialled.result === 'full' ? 'failed' : dialled.result }
      },
      onChange: (change) => events.emit('connection', change),
      clock
    })
    this.#whereabouts = new Whereabouts({
      neighbours: () => this.#links.all(),
      presentAt: (peer) => this.#presence.addressesOf(peer),
      trustedAddressesOf: (peer) => this.#neighbours.addressesOf(peer).trusted,
      mayDial: init.mayDial,
      random
    })
    this.direct = new DirectDriver({
      self,
      nodeId,
      dialler: init.dialler,
      nextId: () => (this.#lastConnectionId += 1),
      idOf: (peer) => (this.#links.get(peer) === undefined ? undefined : this.#connector.idOf(peer)),
      neighbourOf: (id) => this.#links.all().find(({ peer }) => this.#connector.idOf(peer) === id)?.peer,
      addressesOf: (peer) => this.#neighbours.addressesOf(peer).all,
      resolve: (peer, signal) => this.resolver.resolve(peer, { signal }),
      onUnreachable: (peer, addresses) => this.#neighbours.unreachable(peer, addresses),
      isMember: (peer) => gate.isMember(peer),
      isWelcome: (peer) => !this.#scores.isBanned(peer, clock.monotonicMs()),
      onFault: (peer) => this.#fault(peer),
      clock,
      logger: logger.forComponent('graph:direct')
    })
    this.messages = new MessageDriver({
      self,
      dialler: init.dialler,
      resolve: (peer, signal) => this.resolver.resolve(peer, { signal }),
      onUnreachable: (peer, addresses) => this.#neighbours.unreachable(peer, addresses),
      isMember: (peer) => gate.isMember(peer),
      isWelcome: (peer) => !this.#scores.isBanned(peer, clock.monotonicMs()),
      onFault: (peer) => this.#fault(peer),
      clock,
      logger: logger.forComponent('graph:message')
    })
    this.resolver = new ResolveDriver({
      self,
      store,
      addressesOf: (peer) => (peer === self ? this.#presence.own().addresses : this.#whereabouts.addressesOf(peer)),
      hintsOf: (peer) => this.#neighbours.addressesOf(peer).sighted,
      isMember: (peer) => gate.isMember(peer),
      onSought: () => this.#presence.sought(),
      clock,
      logger: logger.forComponent('graph:resolve')
    })
    this.#presence = new PresenceBoard({
      self,
      nodeId,
      store,
      hosts: init.hosts,
      presenceTtlMs: init.presenceTtlMs,
      presenceMax: init.presenceMax,
      graphPort: init.port,
      linkedHost: (peer) => {
        const address = this.#links.get(peer)?.address
        return address === undefined ? undefined : hostOf(address)
      },
      onAddresses: (peer, hosts, presencePort) => {
        this.#neighbours.foundPeer(peer, this.#whereabouts.said(peer, hosts, presencePort), 'presence')
        this.resolver.learned(peer)
      },
      onAbsent: (peer) => {
        this.#whereabouts.gone(peer)
        this.#neighbours.absent(peer)
      },
      onChange: (peer) => events.emit('presence:change', peer),
      onNode: (change) => events.emit('node', change),
      clock,
      random,
      logger: logger.forComponent('graph:presence')
    })
    this.#wakeWatch = new WakeWatch({
      clock,
      hosts: init.hosts,
      onMoved: (why) => {
        logger.forComponent('graph:neighbours')(`this machine slept, or moved: ${why}`)
        this.#pinger.probeAll()
        this.#neighbours.hurry()
        void this.#presence.moved()
        init.onMoved?.()
      }
    })
    this.#unlisten = gate.onChange?.((peer) => this.#recheck(peer))
  }

  /** Others can reach us from now on: writes our presence. Never rejects. */
  async listening(): Promise<void> {
    await this.#presence.start()
  }

  /** Looks for the first neighbours where they were before, and at these addresses. Never rejects. */
  async find(knownAddresses: readonly string[]): Promise<void> {
    this.addKnownAddresses(knownAddresses)
    await this.#neighbours.start()
  }

  get synchronised(): boolean {
    return this.#synchroniser.synchronised
  }

  /** What waits on each link: bounded, whatever neighbours do. */
  waiting(): LinkWaiting[] {
    return this.#links.all().map(({ link }) => link.waiting)
  }

  neighbours(): Neighbour[] {
    return this.#links.all().map(asNeighbour)
  }

  /** Dials, and is referred to others; what comes of it is told. @throws {GraphError} `ALREADY_CONNECTED`, `TOO_MANY_CONNECTIONS` */
  connect(target: ConnectTarget): ConnectionId {
    return this.#connector.connect(target)
  }

  /** By id. */
  connections(): ConnectionInfo[] {
    const neighbours = this.#links
      .all()
      .map(({ peer, address, direction, link, hello: { nodeId } }): ConnectionInfo => {
        const id = this.#connector.idOf(peer)
        return { id, kind: 'neighbour', peer, nodeId, address, direction, rttMs: this.#pinger.rttMs(link) }
      })
    return [...neighbours, ...this.direct.connections()].sort((a, b) => a.id - b.id)
  }

  /** This node, whether its presence is published or not. */
  ownNode(): NodeInfo {
    return this.#presence.own()
  }

  /** Those whose presence is published. */
  nodes(): NodeInfo[] {
    return this.#presence.nodes()
  }

  setNodeAttributes(attributes: string): Promise<void> {
    return this.#presence.setAttributes(attributes)
  }

  forcePresence(isForced: boolean): Promise<void> {
    return this.#presence.force(isForced)
  }

  present(): Presence[] {
    return this.#presence.present()
  }

  announce(change: Partial<AnnouncedPresence>): Promise<void> {
    return this.#presence.announce(change)
  }

  announceLater(change: Partial<AnnouncedPresence>): void {
    this.#presence.announceLater(change)
  }

  reportUnreachable(peer: PeerId): void {
    this.#presence.hide(peer)
  }

  addKnownAddresses(addresses: readonly string[]): void {
    for (const address of addresses) this.#neighbours.found(address, 'known')
  }

  /** See `NeighboursDriver.foundPeer`. */
  foundPeer(peer: PeerId | undefined, addresses: readonly string[], source: CandidateSource): void {
    this.#neighbours.foundPeer(peer, addresses, source)
  }

  /** A member opened a link stream on a connection that it dialled. */
  takeStream(stream: NewStream): void {
    void this.#links.add(stream)
  }

  /** A member opened a direct stream. */
  takeDirectStream(stream: NewDirectStream): void {
    this.direct.takeStream(stream)
  }

  /** Takes our presence back, says goodbye and closes every link. Never rejects. */
  async close(): Promise<void> {
    this.#wakeWatch.close()
    this.#unlisten?.()
    await this.#presence.close()
    this.#flood.close()
    this.#pinger.close()
    this.#connector.close()
    this.resolver.close()
    this.messages.close()
    await Promise.all([this.#neighbours.close(), this.#links.close(), this.direct.close()])
    this.#synchroniser.close()
  }

  #linkUp(neighbour: LinkedNeighbour, replaces: LinkedNeighbour | undefined): void {
    if (replaces !== undefined) {
      this.#synchroniser.detach(replaces.link)
      this.#pinger.detach(replaces.link)
    }
    this.#flood.linkChanged('link-up', neighbour.peer)
    this.#synchroniser.attach(neighbour.link)
    this.#neighbours.linkUp(neighbour)
    this.#pinger.attach(neighbour)
    this.#presence.show(neighbour.peer)
    this.direct.linkUp(neighbour.peer)
    this.resolver.learned(neighbour.peer)
    if (replaces !== undefined) return
    // What was written while nobody was there only synchronising would bring, round by round: this floods.
    if (this.#links.all().length === 1) void this.#presence.announce({})
    this.#connector.linkUp(neighbour)
    this.#events.emit('neighbour:up', asNeighbour(neighbour))
  }

  #linkDown(neighbour: LinkedNeighbour, end: LinkEnd): void {
    const { peer, link } = neighbour
    this.#components.logger.forComponent('graph:link')(`link with ${peer} went down: ${end.why}`)
    this.#synchroniser.detach(link)
    this.#pinger.detach(link)
    this.#flood.linkChanged('link-down', peer)
    this.#peerClock?.gone(peer)
    this.#neighbours.linkDown(peer, end)
    this.direct.linkDown(peer)
    if (isGone(end)) this.#presence.hide(peer)
    this.#connector.linkDown(neighbour)
    const goodbye = end.by === 'them' ? end.reason : undefined
    this.#events.emit('neighbour:down', { ...asNeighbour(neighbour), goodbye })
  }

  /** Every door at once for one that is no member any more. */
  #recheck(peer: PeerId): void {
    if (this.#components.gate.isMember(peer)) return
    this.#links.recheck(peer)
    this.direct.recheck(peer)
    this.messages.recheck(peer)
    this.#presence.hide(peer)
  }

  #fault(peer: PeerId): void {
    this.#scores.fault(peer, 1, this.#components.clock.monotonicMs())
  }
}

/** Whether a peer is hidden from choices: not where it, or we, have neighbours enough, or where we want none of it. */
function isGone({ by, reason }: LinkEnd): boolean {
  return by === 'line' || reason === 'closing' || reason === 'not-a-member' || reason === 'stalled'
}

function asNeighbour({ peer, address, direction }: LinkedNeighbour): Neighbour {
  return { peer, address, direction }
}
