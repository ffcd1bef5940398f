// A graph without a group as a program holds it: `import { PeerGraph } from 'potluck'`. What loads libp2p and Automerge is loaded when
// a graph is opened.
import type { AbortOptions, KeyPair, Logger, PeerId, TypedEvents } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import type { Evidence, ImportReport, Store } from '../store/index.js'
import { negotiateVersion, type ApiVersion } from './api-version.js'
import type { ConnectionId, ConnectionInfo, ConnectionKind } from './connections.js'
import type { ResolveOptions } from './graph.js'
import type { GraphWarning } from './graph.js'
import type { GraphEventFilter, GraphEventQueue, GraphStatus } from './graph-event.js'
import type { ChangeableGraphProperties, FixedGraphProperties, GraphProperties } from './graph-properties.js'
import type { GraphSecurity } from './graph-security.js'
import type { NodeId, NodeInfo } from './nodes.js'
import { openGraphs } from './open-graphs.js'
import type { GraphScope } from './scope.js'

/**
 * Nodes that keep one set of signed records, each all of it, and are linked with a few others each. After `close`, and while it runs,
 * whatever is called throws `CLOSED`, or `SHUTTING_DOWN`.
 */
export interface PeerGraph {
  readonly graphId: string
  readonly peer: PeerId
  /** 16 hex characters: of this run. */
  readonly nodeId: NodeId
  /** What holds now; works at any time, and never throws. */
  readonly status: GraphStatus
  /** What a person should know about how this node finds others, as things are now; see the event `warning`. */
  readonly warnings: readonly GraphWarning[]
  /** Where others reach us, as multiaddrs with our peer id; none while we do not listen. */
  readonly addresses: readonly string[]
  /** Signed records that every node has. */
  readonly records: GraphRecords
  /**
   * From now on others can connect, we are present, and neighbours are looked for and kept: those of before, and by multicast. Resolves
   * when others can reach us.
   * @throws {GraphError} `NOT_READY`: it never synchronised; `ALREADY_LISTENING`, `CANNOT_LISTEN`, `INVALID_ARGUMENT`
   */
  listen(options?: ListenOptions): Promise<void>
  /**
   * Asks whoever is at an address to be our neighbour, also before we listen. Who is turned away tries those that it is referred to:
   * each attempt is told by an event `neighbour`, `failed` with the id of the next, or `connected`.
   * @param address a multiaddr over TCP (`/ip4`, `/ip6`, `/dns`, `/dns4`, `/dns6`), with or without `/p2p/`
   * @returns at once: the id of the first attempt
   * @throws {GraphError} `INVALID_ARGUMENT`, `CONNECT_SELF`, `ALREADY_CONNECTED`, `TOO_MANY_CONNECTIONS`
   */
  connect(address: string, options?: ConnectOptions): ConnectionId
  /** Looks for neighbours as `listen` does, without listening yet: who never synchronised may have no address to name. */
  findNeighbours(): Promise<void>
  /**
   * Asks a node for a connection for messages of applications alone. What comes of it is told by an event `direct` at both ends, within
   * 10 s; only then can the id be used. Both ends need a queue that asks for `direct`, and who is to receive one that asks for `data`.
   * @returns at once; of a second call meanwhile, the same
   * @throws {GraphError} `NOT_ASKED_FOR`: no queue here asks for `direct`; `CONNECT_SELF`; `NODE_NOT_FOUND`: that is no member;
   * `TOO_MANY_CONNECTIONS`: 32; `INVALID_ARGUMENT`
   */
  openDirect(peer: PeerId, options?: OpenDirectOptions): ConnectionId
  /**
   * Sends a message over a direct connection, or to a neighbour. Resolves when there is room for the next, not when it was read.
   * Messages of one connection arrive in order, or it ends.
   * @param type what both applications call it: 1 to 128 bytes of UTF-8
   * @param bytes at most 1 MiB; copied at once
   * @throws {GraphError} `CONNECTION_NOT_FOUND`, `TOO_LARGE`, `INVALID_ARGUMENT`; `NOT_ASKED_FOR`: nobody there takes data;
   * `UNREACHABLE`, `LINK_CLOSED`; the signal's reason
   */
  sendData(id: ConnectionId, type: string, bytes: Uint8Array, options?: AbortOptions): Promise<void>
  /** Ends a direct connection; what was sent still arrives. @throws {GraphError} `CONNECTION_NOT_FOUND`: also of neighbours */
  closeDirect(id: ConnectionId): void
  /** @throws {GraphError} `NOT_READY` */
  properties(): GraphProperties
  /**
   * Sets what may change, for all nodes; what is fixed stays, without an error. Resolves when it is on disk.
   * @returns the names of what stayed
   * @throws {GraphError} `NOT_READY`, `INVALID_ARGUMENT`; {StoreError} `DISK`, `FULL`, `NOT_ALLOWED`
   */
  setProperties(changes: Partial<GraphProperties>): Promise<readonly string[]>
  /**
   * A queue of the events that any of the filters wants, from now on.
   * @throws {GraphError} `TOO_MANY_QUEUES`: 64 are open; `INVALID_ARGUMENT`
   */
  events(filters: readonly GraphEventFilter[]): GraphEventQueue
  /** A snapshot, by id. @param options the kinds that are of interest @default all */
  connections(options?: { readonly kinds?: readonly ConnectionKind[] }): Enumeration<ConnectionInfo>
  /**
   * A snapshot of the nodes whose presence is known: no census, since a large graph has a sample (`presenceMax`).
   * @throws {GraphError} `NOT_READY`; `PRESENCE_DISABLED`: the graph wants none
   */
  nodes(options?: { readonly peer?: PeerId }): Enumeration<NodeInfo>
  /** @param nodeId @default this node @throws {GraphError} `NODE_NOT_FOUND` */
  nodeInfo(nodeId?: NodeId): NodeInfo
  /**
   * Where a peer can be reached, the best first: by its link, its presence, or where it was before. Where nothing of that is known,
   * all nodes are asked, and it says so itself: a large graph knows the presence of a sample only. What comes is a hint: whoever
   * is there proves who it is when we connect.
   * @returns multiaddrs without `/p2p/`, one at least
   * @throws {GraphError} `NODE_NOT_FOUND`: nobody knew in time; `INVALID_ARGUMENT`; `CLOSED`; the signal's reason
   */
  resolve(peer: PeerId, options?: ResolveOptions): Promise<readonly string[]>
  /** Whether we tell that we are present whatever the graph's properties want; effective while we listen. @default false */
  setPresence(isForced: boolean): Promise<void>
  /**
   * What others see in our node info; null: nothing.
   * @throws {GraphError} `INVALID_ARGUMENT`: more than 512 bytes of UTF-8
   */
  setNodeAttributes(attributes: string | null): Promise<void>
  /**
   * What time it is for all nodes: times of records are so. The median of neighbours and our own clock, at most 10 minutes from this; our
   * own clock where fewer than 3 say theirs.
   */
  peerTimeMs(): number
  /** Of a time on this machine's clock, ms since 1970: for what is compared with times of records. */
  toPeerTime(systemMs: number): number
  /** Of a time of a record, ms since 1970: for what is shown here. */
  toSystemTime(peerMs: number): number
  /**
   * Writes everything durable that is here, with every signature, to a file, which is replaced only when all is written.
   * @throws {StoreError} `DISK`; what the file system throws
   */
  exportRecords(path: string): Promise<void>
  /**
   * Merges what `exportRecords` of this identity in this graph wrote: checked whole before anything is taken, also while connected.
   * @throws {StoreError} `BAD_EXPORT`, `FOREIGN_EXPORT`, `NEWER_FORMAT`, `DISK`; what the file system throws
   */
  importRecords(path: string): Promise<ImportReport>
  /** Leaves in order: others see at once that we are gone. Under 3 s. Safe to call twice. */
  close(): Promise<void>
}

/**
 * The graph's records, as in a group (docs/store.md). Types are made with `defineJsonRecordType` or `defineRecordType`; data are read
 * with `readData`. Events tell of everybody's records, our own too. Writing, and `get`, need that the graph has synchronised once:
 * {GraphError} `NOT_READY`. What is larger than the graph's `maxRecordBytes` is not written, {RecordError} `TOO_LARGE`, and not shown,
 * whoever wrote it.
 * @interface
 */
export type GraphRecords = Pick<
  Store,
  | 'declare'
  | 'add'
  | 'update'
  | 'delete'
  | 'edit'
  | 'conflicts'
  | 'get'
  | 'find'
  | 'search'
  | 'enumerate'
  | 'watch'
  | 'deferredIds'
  | 'validateDeferredRecords'
  | 'evidence'
> &
  TypedEvents<RecordEvents>

export type RecordEvents = {
  /** A record became visible, changed, or stopped being visible. Once for each. */
  'record:add': GroupRecord
  'record:update': GroupRecord
  'record:delete': GroupRecord
  'record:expire': GroupRecord
  /** An author is caught: it signed two histories; `evidence` keeps the proof, which `verifyEvidence` checks anywhere. */
  evidence: Evidence
  /** Of a type with precedence, everything that one neighbour had is here. Once for each link. */
  synchronised: { type: string }
}

/** A snapshot: what changes later does not show in it. `for await` and `next` share one place. */
export interface Enumeration<Item> extends AsyncIterable<Item> {
  /** Of all in it, taken or not. */
  readonly count: number
  /** The next ones, `count` at most; none at the end. */
  next(count: number): Item[]
  /** Drops the rest. */
  end(): void
}

export interface GraphOptions {
  /** Names the graph: 1 to 255 bytes. Without `security` it is all that keeps others out. */
  readonly graphId: string
  /** Who this node is; one node for each identity and graph. See `keyPairFromSeed`. */
  readonly keyPair: KeyPair
  /** What this node keeps of the graph: a folder of its own, made where there is none. */
  readonly folder: string
  /** The same at all nodes. @default none: whoever knows the graph's id is in */
  readonly security?: GraphSecurity | undefined
  /** Whether others are looked for, and find us, by multicast on the LAN. @default true */
  readonly mdns?: boolean | undefined
  /** What a developer may want to read. @default nothing is written */
  readonly logger?: Logger | undefined
}

export interface CreateGraphOptions extends GraphOptions {
  /** @default each its own */
  readonly properties?: Partial<FixedGraphProperties & ChangeableGraphProperties> | undefined
}

export interface OpenGraphOptions extends GraphOptions {
  /**
   * Whose word on the fixed properties counts, kept with the graph: who names the id to others had better name `properties().creator` too.
   * @default whose word is the oldest when this node first synchronises: any member can claim that
   */
  readonly creator?: PeerId | undefined
  /** Names of record types that synchronising brings first, in this order: 16 at most. @default none */
  readonly precedence?: readonly string[] | undefined
}

export interface OpenedPeerGraph {
  readonly graph: PeerGraph
  /** `existing`: its records were once those of the graph; `created`: connect, and wait for the status `synchronised`. */
  readonly outcome: 'existing' | 'created'
}

export interface ListenOptions {
  /** @default the graph's */
  readonly scope?: GraphScope | undefined
  /** IP addresses. @default as the scope has it: all, or 127.0.0.1 */
  readonly hosts?: readonly string[] | undefined
  /** @default 0: any; `addresses` then has it */
  readonly port?: number | undefined
}

export interface ConnectOptions {
  /** Who must be there. @default whoever is */
  readonly peer?: PeerId | undefined
}

export interface OpenDirectOptions {
  /** Multiaddr over TCP, with or without `/p2p/`. @default as {@link PeerGraph.resolve} finds it */
  readonly address?: string | undefined
}

/** How a program comes by a graph. Nothing has to be started before, or freed. */
export const PeerGraph = {
  /**
   * What is installed here, where that can do what is asked for.
   * @throws {GraphError} `UNSUPPORTED_VERSION`, `INVALID_ARGUMENT`
   */
  negotiateVersion: (requested: ApiVersion): ApiVersion => negotiateVersion(requested),
  /**
   * Founds a graph, as its creator: one node does, all others open it. Nothing goes to the network.
   * @throws {GraphError} `DUPLICATE_GRAPH`, `DATABASE_ALREADY_PRESENT`, `INVALID_ARGUMENT`; {StoreError} `DISK`
   */
  create: async (options: CreateGraphOptions): Promise<PeerGraph> => {
    const { createPeerGraph } = await import('./open-peer-graph.js')
    return createPeerGraph(options)
  },
  /**
   * Opens a graph that was created here or elsewhere. Nothing goes to the network.
   * @throws {GraphError} `DUPLICATE_GRAPH`, `INVALID_DATABASE`, `INVALID_ARGUMENT`; {StoreError} `ALREADY_RUNNING`, `NEWER_FORMAT`,
   * `DISK`; {RangeError} bad types with precedence
   */
  open: async (options: OpenGraphOptions): Promise<OpenedPeerGraph> => {
    const { openPeerGraph } = await import('./open-peer-graph.js')
    return openPeerGraph(options)
  },
  /**
   * Removes what this node keeps of a graph; others keep theirs.
   * @throws {GraphError} `GRAPH_IN_USE`, `DATABASE_NOT_PRESENT`, `INVALID_DATABASE`, `INVALID_ARGUMENT`; {StoreError} `ALREADY_RUNNING`
   */
  delete: async (options: Pick<GraphOptions, 'graphId' | 'keyPair' | 'folder'>): Promise<void> => {
    const { deletePeerGraph } = await import('./open-peer-graph.js')
    return deletePeerGraph(options)
  },
  /** Closes all that this process has open, or is opening. Safe to call twice. */
  closeAll: async (): Promise<void> => {
    await openGraphs.closeAll()
  }
} as const
