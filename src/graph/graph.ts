// Peers that share one store: neighbours, flooding, synchronising, presence.
import type { PeerId, TypedEvents } from '../base/index.js'

export interface PeerGraph extends TypedEvents<GraphEvents> {
  readonly peerId: PeerId
  /** Where we listen, as multiaddrs with our peer id; what invitations name. Loopback only where nothing else is. */
  addresses(): string[]
  /** The port we listen on. */
  readonly port: number
  neighbours(): Neighbour[]
  /** Whether two neighbours agree with us, or the only one there is does. */
  readonly synchronised: boolean
  /** Everybody present, ourselves included (design section 4: renewed every 60 s, alive for 180). */
  present(): Presence[]
  /** Changes what our presence says and floods it. */
  announce(change: Partial<AnnouncedPresence>): Promise<void>
  /** A lost link or a refused connection hides a peer from our choices until it is heard of again. */
  reportUnreachable(peer: PeerId): void
  /** Adds first contacts, for instance those of an invitation: multiaddrs, with or without `/p2p/`. */
  addKnownAddresses(addresses: readonly string[]): void
  close(): Promise<void>
}

export interface Neighbour {
  readonly peer: PeerId
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
  /** 0 idle to 100 busy. */
  load: number
}

export interface Presence extends AnnouncedPresence {
  readonly peer: PeerId
  /** IP addresses, the one we are connected to the peer by first. */
  readonly hosts: readonly string[]
}

export type GraphEvents = {
  'neighbour:up': Neighbour
  'neighbour:down': Neighbour
  /** Somebody came, went, or says something else about itself. */
  'presence:change': PeerId
  synchronised: undefined
}
