// Peers that share one store: neighbours, flooding, synchronising, presence.
import type { AbortOptions, Clock, KeyPair, Logger, PeerId, Random, TypedEvents } from '../base/index.js'
import type { Store } from '../store/index.js'
import type { ConnectionInfo, NeighbourChange } from './connections.js'
import type { DirectConnections } from './direct-connections.js'
import type { Gate } from './gate.js'
import type { GoodbyeReason } from './link-frame.js'
import type { MessageHandler, SendOptions } from './messages.js'
import type { NodeChange, NodeInfo } from './nodes.js'
import type { PeerClock } from './peer-time.js'

/** What a graph needs from outside. */
export interface GraphComponents {
  store: Store
  gate: Gate
  /** The identity key: libp2p peer id, handshake, presence. */
  keyPair: KeyPair
  clock: Clock
  random: Random
  logger: Logger
}

export interface GraphInit {
  /** 64 hex characters. */
  groupId: string
  /** 0: any. */
  listenPort: number
  /** IP addresses to listen on. Only loopback ones: others are not announced, and loopback is. @default all IPv4 interfaces */
  listenHosts?: readonly string[]
  /** Whether to find, and be found by, peers through multicast on the LAN. */
  mdns: boolean
  /** First contacts: multiaddrs over TCP (`/ip4`, `/ip6`, `/dns`, `/dns4`, `/dns6`), with or without `/p2p/`. */
  knownAddresses: readonly string[]
  /** How long our presence lives, ms: asked whenever it is written. @default {@link PRESENCE_TTL_MS} */
  presenceTtlMs?(): number
  /** How many nodes publish their presence, asked whenever that may change; -1: all, 0: none. @default -1 */
  presenceMax?(): number
  /** That of the store, where it shows peer time: neighbours tell it theirs. @default nothing is said of time */
  peerClock?: PeerClock
  /** Where addresses of members outlive a restart. @default they do not */
  addressBook?: AddressBook
}

/** Port: remembers multiaddrs (with `/p2p/`) on disk, most recently connected first. */
export interface AddressBook {
  load(): Promise<string[]>
  save(addresses: readonly string[]): Promise<void>
}

/** A graph as rooms above use it, over a store of theirs. Programs have {@link PeerGraph}. */
export interface RunningGraph extends TypedEvents<GraphEvents> {
  readonly peerId: PeerId
  /** Where we listen, as multiaddrs with our peer id; what invitations name. Loopback only where nothing else is. */
  addresses(): string[]
  /** The port we listen on; 0: none yet. */
  readonly port: number
  neighbours(): Neighbour[]
  /** Whether two neighbours agree with us, or the only one there is does. False while there is none. */
  readonly synchronised: boolean
  /** Everybody present, ourselves included (design section 4: renewed every 60 s, alive for 180). */
  present(): Presence[]
  /**
   * Where a member can be reached, the best first: by its link, its presence, or where it was before; where nothing of that is
   * known, all are asked, and it says so itself.
   * @returns multiaddrs without `/p2p/`, one at least
   * @throws {GraphError} `NODE_NOT_FOUND`; `INVALID_ARGUMENT`; `CLOSED`; the signal's reason
   */
  resolve(peer: PeerId, options?: ResolveOptions): Promise<readonly string[]>
  /** All that stand, by id: links and direct ones. */
  connections(): ConnectionInfo[]
  /** Those whose presence is published, ourselves first. */
  nodes(): NodeInfo[]
  /** Messages of applications: to neighbours, and over connections of their own. */
  readonly direct: DirectConnections
  /**
   * Sends one message straight to a member, over the connection that there is or a new one, and waits until the other side has taken
   * it. Messages to one peer arrive in the order in which they are given, one after the other; each comes once at most.
   * @param bytes 1 to {@link MAX_MESSAGE_BYTES}; not to be changed before this resolves
   * @throws {GraphError} `NODE_NOT_FOUND` no member, or nobody knows where it is; `NOT_ASKED_FOR` nobody there takes it; `UNREACHABLE` it did
   * not answer in time, or refused; `HANDSHAKE_REFUSED`; `TOO_LARGE`; `TOO_MANY_CONNECTIONS` too many wait; `CONNECT_SELF`; `CLOSED`; the
   * signal's reason
   */
  send(peer: PeerId, bytes: Uint8Array, options?: SendOptions): Promise<void>
  /** Who takes messages; one at a time, the next takes its place. @returns takes it back */
  onMessage(handler: MessageHandler): () => void
  /** What a person should know about how this node finds others, as things are now; see the event `warning`. */
  readonly warnings: readonly GraphWarning[]
  /** Changes what our presence says and floods it. */
  announce(change: Partial<AnnouncedPresence>): Promise<void>
  /** As {@link announce}, without a flood of its own: told when our presence is renewed, or changes in something else. */
  announceLater(change: Partial<AnnouncedPresence>): void
  /** A lost link or a refused connection hides a peer from our choices until it is heard of again. */
  reportUnreachable(peer: PeerId): void
  /** Adds first contacts, for instance those of an invitation: multiaddrs, with or without `/p2p/`. Bad ones are passed over. */
  addKnownAddresses(addresses: readonly string[]): void
  /** Tells the others, then frees what we hold; under a second. Safe to call twice. Does not close the store. */
  close(): Promise<void>
}

export interface ResolveOptions extends AbortOptions {
  /** How long a peer that is not known here is looked for, ms: up to 600,000; 0: not at all. @default 5000 */
  readonly waitMs?: number | undefined
}

export interface Neighbour {
  readonly peer: PeerId
  /** The other end of the connection, a multiaddr without `/p2p/`. */
  readonly address: string
  readonly direction: 'inbound' | 'outbound'
}

export type Answer = 'yes' | 'no' | 'unknown'

/** What rooms above say about this node in its presence. */
export interface AnnouncedPresence {
  /** Port of the content server; 0: serves nothing. */
  contentPort: number
  /** Real fetches from origins succeeded lately. */
  uplink: Answer
  /** A neighbour reached our content port. */
  serves: Answer
  /** How busy it is with answers to members: 0 idle to 100 busy. */
  load: number
  /** What it is worth as a provider (docs/protocols/election.md), larger is better, below 2 ** 32; 0: it does not say. */
  merit: number
  /** It carries connections of members (docs/protocols/relay.md). @default false */
  carries?: boolean
}

export interface Presence extends AnnouncedPresence {
  readonly peer: PeerId
  /** IP addresses, the one we are connected to the peer by first. */
  readonly hosts: readonly string[]
}

/** One that is none any more. */
export interface LostNeighbour extends Neighbour {
  /** Why it hung up, as it said; undefined: it did not say, or we did. */
  readonly goodbye?: GoodbyeReason | undefined
}

export type GraphEvents = {
  'neighbour:up': Neighbour
  'neighbour:down': LostNeighbour
  /** Somebody came, went, or says something else about itself. */
  'presence:change': PeerId
  /** A link came up, went down, or did not come about where `connect` asked for it. */
  connection: NeighbourChange
  /** A node came, went, or says something else about itself: others than ours. */
  node: NodeChange
  /** Nobody could be reached for a minute: somebody has to name an address. Again after there was a neighbour. */
  alone: undefined
  /** Somebody was reached, and became no neighbour: it is none of us, or does not take us. */
  refused: undefined
  /** `synchronised` became true; again after it had become false. */
  synchronised: undefined
  /** The same of a record type with precedence (the store's `precedence`): before everything else is here. */
  'type:synchronised': string
  /**
   * Something a person should know; `mdns-deaf`: multicast can leave by no card, or another
   * program keeps its port to itself, so this node finds nobody by mDNS.
   */
  warning: GraphWarning
}

export interface GraphWarning {
  readonly code: 'mdns-deaf'
  readonly message: string
}
