// What applications have of direct connections, and of data sent to neighbours. Spec: docs/protocols/direct.md.
import type { AbortOptions, PeerId } from '../base/index.js'
import type { ConnectionId, ConnectionInfo } from './connections.js'

/** Why a connection that was asked for did not come about. */
export type DirectFailure =
  | 'unreachable' // nobody with that identity answered in time
  | 'not-found' // no address of it is known, here or to anybody who could say so
  | 'not-authenticated' // who answered is not one of us, or we are none of theirs
  | 'not-asked-for' // no application there takes them
  | 'full' // too many there
  | 'closing' // that node goes down
  | 'refused' // for another reason, or it knows no direct connections
  | 'closed' // by us, before it came about

/** Why one ended. */
export type DirectEnd =
  | 'closed' // by us
  | 'closed-by-peer'
  | 'lost' // the line broke, or the other side fell silent
  | 'protocol' // the other side broke a rule
  | 'not-a-member' // its membership ended

/** What became of a direct connection, whoever asked for it. */
export type DirectChange = {
  readonly id: ConnectionId
  readonly peer: PeerId
  readonly direction: 'inbound' | 'outbound'
} & (
  | { readonly change: 'connected'; readonly nodeId: string | undefined; readonly address: string }
  /** Of one that we asked for. */
  | { readonly change: 'failed'; readonly reason: DirectFailure }
  | { readonly change: 'disconnected'; readonly reason: DirectEnd }
)

/** A message of an application. */
export interface DirectData {
  /** Of the connection that it came by, neighbour or direct: an answer goes there. */
  readonly id: ConnectionId
  readonly peer: PeerId
  /** What the sender called it: 1 to 128 bytes of UTF-8. */
  readonly type: string
  readonly bytes: Uint8Array
}

/** Registering is what allows it: nodes where nobody registered take no connections, and no data. */
export interface DirectHandlers {
  /** With it, connections are taken, and can be opened. Must not throw. */
  onChange?(change: DirectChange): void
  /**
   * Data, in the order in which they were sent on a connection. Resolves when the application has taken them: while
   * {@link MAX_DIRECT_WAITING_BYTES} or {@link MAX_DIRECT_WAITING_MESSAGES} of one connection wait, the other side cannot send.
   */
  onData?(data: DirectData): Promise<void>
}

export interface DirectOptions {
  /** Multiaddr over TCP, with or without `/p2p/`. @default what we know of the peer; where we know nothing, all are asked */
  address?: string
}

export interface DirectConnections {
  /** Several may be registered; each hears everything. @returns takes it back: what stands goes on, nothing new comes */
  register(handlers: DirectHandlers): () => void
  /**
   * Asks a member for a connection of its own, over the line that there is or a new one. What comes of it is told to
   * `onChange`, within {@link DIRECT_OPEN_BUDGET_MS}; only then can the id be used.
   * @returns at once; of a second call meanwhile, the same
   * @throws {GraphError} `NOT_ASKED_FOR` nobody here registered `onChange`; `CONNECT_SELF`; `NODE_NOT_FOUND` no member;
   * `TOO_MANY_CONNECTIONS`; `INVALID_ARGUMENT` the address is none, or of another peer; `CLOSED`
   */
  openDirect(peer: PeerId, options?: DirectOptions): ConnectionId
  /**
   * Sends a message over a direct connection, or to a neighbour. Resolves when there is room for the next, not when it was read.
   * Messages on one connection arrive in order, or the connection ends; what is sent to a neighbour is lost with its link.
   * @param type what both applications call it: 1 to 128 bytes of UTF-8
   * @param bytes at most {@link MAX_DATA_BYTES}; copied at once
   * @param options a signal that aborts takes back a message whose turn has not come
   * @throws {GraphError} `CONNECTION_NOT_FOUND`; `TOO_LARGE`; `INVALID_ARGUMENT` the type; `NOT_ASKED_FOR` no application of that
   * neighbour takes data; `UNREACHABLE`; `LINK_CLOSED` it ended meanwhile; `CLOSED`
   */
  sendData(id: ConnectionId, type: string, bytes: Uint8Array, options?: AbortOptions): Promise<void>
  /**
   * Ends a direct connection, or the attempt: what was sent still arrives, for {@link DIRECT_LINGER_MS} at most.
   * @throws {GraphError} `CONNECTION_NOT_FOUND` also for neighbours; `CLOSED`
   */
  closeDirect(id: ConnectionId): void
  /** The direct ones that stand. */
  connections(): ConnectionInfo[]
}
