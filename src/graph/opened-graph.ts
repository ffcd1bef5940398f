// A program's graph: store, network and life as one thing. Carries out what the machine of its life says.
import { createReadStream } from 'node:fs'
import { isText, writePrivateFile, type AbortOptions, type Logger, type PeerId } from '../base/index.js'
import type { ImportReport, Store } from '../store/index.js'
import { endpointText, readEndpoint } from './addresses.js'
import { checkArguments, checkedFilters } from './arguments.js'
import type { ConnectionId, ConnectionInfo, ConnectionKind } from './connections.js'
import { MAX_NODE_ATTRIBUTES_BYTES } from './defaults.js'
import { enumerate } from './enumerations.js'
import { GraphError, reasonOf, type GraphErrorCode } from './errors.js'
import { EventQueues } from './event-queues.js'
import type { GraphEvent, GraphEventFilter, GraphEventQueue, GraphStatus } from './graph-event.js'
import type { ResolveOptions } from './graph.js'
import type { GraphFactsFile } from './graph-folder.js'
import type { GraphWarning } from './graph.js'
import { LifeMachine, type LifeInput, type LifeOutput } from './graph-life.js'
import type {
  ChangeableGraphProperties,
  FixedGraphProperties,
  GraphProperties,
  GraphPropertiesRecord
} from './graph-properties.js'
import { graphRecords } from './graph-records.js'
import type { NodeId, NodeInfo } from './nodes.js'
import type { PeerClock } from './peer-time.js'
import type {
  ConnectOptions,
  Enumeration,
  GraphRecords,
  ListenOptions,
  OpenDirectOptions,
  PeerGraph
} from './peer-graph.js'
import type { StartedGraph } from './started-graph.js'

export interface OpenedGraphParts {
  readonly file: GraphFactsFile
  readonly store: Store
  readonly started: StartedGraph
  readonly properties: GraphPropertiesRecord
  readonly peerClock: PeerClock
  readonly logger: Logger
  /** Never rejects. */
  onClosed(): Promise<void>
}

export class OpenedGraph implements PeerGraph {
  readonly records: GraphRecords
  readonly #parts: OpenedGraphParts
  readonly #life: LifeMachine
  readonly #queues: EventQueues<GraphEvent>
  readonly #unlisten: (() => void)[]
  #closing: Promise<void> | undefined

  constructor(parts: OpenedGraphParts) {
    const { file, store, started } = parts
    this.#parts = parts
    this.#queues = new EventQueues(started.direct, ['graph.'])
    this.#life = new LifeMachine(file.facts.synchronised)
    this.records = graphRecords({ store, check: (needs) => this.#check(needs) })
    const count = (): void => void this.#give({ type: 'links', count: started.neighbours().length })
    this.#unlisten = [
      store.watch({}, ({ change, record }) => {
        if (parts.properties.concerns(record)) this.#propertiesChanged()
        this.#tell({ event: 'record', change, id: record.id, type: record.type })
      }),
      started.on('neighbour:up', count),
      started.on('neighbour:down', count),
      started.on('connection', (change) => this.#tell({ event: 'neighbour', ...change })),
      started.on('node', (change) => this.#tell({ event: 'node', ...change })),
      started.on('synchronised', () => this.#give({ type: 'agreed' })),
      started.on('type:synchronised', (type) => this.#tell({ event: 'synchronised-type', type })),
      started.on('warning', (warning) => this.#tell({ event: 'warning', ...warning })),
      started.on('alone', () => this.#give({ type: 'alone' }))
    ]
    this.#followFixed()
  }

  get graphId(): string {
    return this.#parts.file.facts.graphId
  }

  get peer(): PeerId {
    return this.#parts.started.peerId
  }

  get nodeId(): NodeId {
    return this.#parts.started.core.nodeId
  }

  get status(): GraphStatus {
    return this.#life.status
  }

  get warnings(): readonly GraphWarning[] {
    return this.#parts.started.warnings
  }

  get addresses(): readonly string[] {
    return this.status.listening ? this.#parts.started.addresses() : []
  }

  /** Of a graph that was just created. */
  async found(init: Partial<FixedGraphProperties & ChangeableGraphProperties>): Promise<void> {
    try {
      await this.#parts.properties.found(init)
      await this.#parts.file.save({ synchronised: true, isFounding: false })
      this.#give({ type: 'founded' })
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async listen(options: ListenOptions = {}): Promise<void> {
    this.#check('ready')
    checkArguments('listen', options)
    const { scope, hosts, port = 0 } = options
    for (const output of this.#give({ type: 'listen-asked' })) if (output.type === 'refuse') throw refused(output.code)
    const { started } = this.#parts
    try {
      await started.listen({ port, hosts, scope: scope ?? this.#properties().scope })
    } catch (error) {
      this.#give({ type: 'listen-failed' })
      throw error
    }
    this.#give({ type: 'listening' })
    await started.find([])
  }

  connect(address: string, { peer }: ConnectOptions = {}): ConnectionId {
    this.#check('open')
    checkArguments('connect', { address, peer })
    const endpoint = readEndpoint(address)
    if (endpoint === undefined) throw invalid(`${address.slice(0, 100)} is no multiaddr over TCP`)
    const named = endpoint.peer ?? peer
    if (peer !== undefined && named !== peer) throw invalid('the address names another peer')
    if (named === this.peer) throw new GraphError('CONNECT_SELF', 'that is this peer')
    this.#give({ type: 'went-out' })
    return this.#parts.started.core.connect({ peer: named, address: endpointText(endpoint) })
  }

  async findNeighbours(): Promise<void> {
    this.#check('open')
    this.#give({ type: 'went-out' })
    await this.#parts.started.find([])
  }

  properties(): GraphProperties {
    this.#check('ready')
    return this.#properties()
  }

  async setProperties(changes: Partial<GraphProperties>): Promise<readonly string[]> {
    this.#check('ready')
    checkArguments('setProperties', changes)
    return this.#parts.properties.change(changes)
  }

  events(filters: readonly GraphEventFilter[]): GraphEventQueue {
    this.#check('open')
    return this.#queues.open(checkedFilters(filters))
  }

  openDirect(peer: PeerId, { address }: OpenDirectOptions = {}): ConnectionId {
    this.#check('open')
    checkArguments('openDirect', { peer, address })
    return this.#parts.started.core.direct.openDirect(peer, address === undefined ? {} : { address })
  }

  async sendData(id: ConnectionId, type: string, bytes: Uint8Array, options?: AbortOptions): Promise<void> {
    this.#check('open')
    checkArguments('sendData', { type, bytes })
    await this.#parts.started.core.direct.sendData(id, type, bytes, options)
  }

  closeDirect(id: ConnectionId): void {
    this.#check('open')
    this.#parts.started.core.direct.closeDirect(id)
  }

  connections({ kinds }: { readonly kinds?: readonly ConnectionKind[] } = {}): Enumeration<ConnectionInfo> {
    this.#check('open')
    checkArguments('connections', { kinds })
    return enumerate(this.#parts.started.core.connections().filter(({ kind }) => kinds?.includes(kind) ?? true))
  }

  nodes({ peer }: { readonly peer?: PeerId } = {}): Enumeration<NodeInfo> {
    this.#check('ready')
    checkArguments('nodes', { peer })
    if (this.#properties().presenceMax === 0) throw new GraphError('PRESENCE_DISABLED', 'the graph wants no presences')
    return enumerate(this.#parts.started.core.nodes().filter((node) => peer === undefined || node.peer === peer))
  }

  nodeInfo(nodeId?: NodeId): NodeInfo {
    this.#check('open')
    const { core } = this.#parts.started
    if (nodeId === undefined || nodeId === this.nodeId) return core.ownNode()
    const found = core.nodes().find((node) => node.nodeId === nodeId)
    if (found === undefined) throw new GraphError('NODE_NOT_FOUND', `no node ${String(nodeId).slice(0, 32)} is present`)
    return found
  }

  async resolve(peer: PeerId, options?: ResolveOptions): Promise<readonly string[]> {
    this.#check('open')
    checkArguments('resolve', { peer })
    return await this.#parts.started.core.resolver.resolve(peer, options)
  }

  async setPresence(isForced: boolean): Promise<void> {
    this.#check('open')
    checkArguments('setPresence', { isForced })
    await this.#parts.started.core.forcePresence(isForced)
  }

  async setNodeAttributes(attributes: string | null): Promise<void> {
    this.#check('open')
    checkArguments('setNodeAttributes', { attributes })
    const text = attributes ?? ''
    if (Buffer.byteLength(text) > MAX_NODE_ATTRIBUTES_BYTES || !isText(text)) {
      throw invalid(`attributes are text of at most ${MAX_NODE_ATTRIBUTES_BYTES} bytes`)
    }
    await this.#parts.started.core.setNodeAttributes(text)
  }

  peerTimeMs(): number {
    this.#check('open')
    return this.#parts.peerClock.nowMs()
  }

  toPeerTime(systemMs: number): number {
    this.#check('open')
    checkArguments('time', { ms: systemMs })
    return systemMs + this.#parts.peerClock.offsetMs
  }

  toSystemTime(peerMs: number): number {
    this.#check('open')
    checkArguments('time', { ms: peerMs })
    return peerMs - this.#parts.peerClock.offsetMs
  }

  async exportRecords(path: string): Promise<void> {
    this.#check('open')
    await writePrivateFile(path, this.#parts.store.exportRecords())
  }

  async importRecords(path: string): Promise<ImportReport> {
    this.#check('open')
    return await this.#parts.store.importRecords(() => createReadStream(path))
  }

  close(): Promise<void> {
    this.#give({ type: 'close-asked' })
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    const { started, store, file, onClosed } = this.#parts
    try {
      await started.close()
    } finally {
      for (const unlisten of this.#unlisten) unlisten()
      this.#queues.close()
      try {
        await Promise.all([store.close(), file.close()])
      } finally {
        await onClosed()
        this.#give({ type: 'closed' })
      }
    }
  }

  /** What fixed them is known for good once the graph has synchronised: no later word of another changes it. */
  #properties(): GraphProperties {
    const { file, properties } = this.#parts
    return properties.read(file.facts.creator ?? properties.creator())
  }

  #propertiesChanged(): void {
    const { started } = this.#parts
    this.#pinCreator()
    this.#followFixed()
    started.announce({}).catch(() => {}) // Presences may live longer or shorter now, or be more or fewer; unless it was closed.
    this.#tell({ event: 'properties' })
  }

  #followFixed(): void {
    const { deferExpiration, maxRecordBytes } = this.#properties()
    this.#give({ type: 'deferring', isDeferring: deferExpiration })
    this.#parts.store.limitRecordBytes(maxRecordBytes)
  }

  #pinCreator(): void {
    const { file, properties } = this.#parts
    const creator = file.facts.synchronised && file.facts.creator === undefined ? properties.creator() : undefined
    if (creator !== undefined) this.#save({ creator })
  }

  #save(change: Parameters<GraphFactsFile['save']>[0]): void {
    const { file, logger } = this.#parts
    file.save(change).catch((thrown: unknown) => logger(`cannot write ${file.folder}: ${reasonOf(thrown)}`))
  }

  #check(needs: 'open' | 'ready'): void {
    const code = this.#life.refusal(needs)
    if (code !== undefined) throw refused(code)
  }

  /** @returns what the caller has to look at */
  #give(input: LifeInput): LifeOutput[] {
    const outputs = this.#life.handle(input)
    for (const output of outputs) {
      if (output.type === 'status') this.#tell({ event: 'status', status: output.status })
      else if (output.type === 'connection-required') this.#tell({ event: 'connection-required' })
      else if (output.type === 'set-alone') this.#parts.store.setAlone(output.isAlone)
      else if (output.type === 'persist-synchronised') {
        this.#save({ synchronised: true })
        this.#pinCreator()
      }
    }
    return outputs
  }

  #tell(event: GraphEvent): void {
    this.#queues.tell(event)
  }
}

const REFUSALS: { readonly [code in GraphErrorCode]?: string } = {
  NOT_READY: 'the graph has not synchronised once',
  SHUTTING_DOWN: 'the graph is being closed',
  CLOSED: 'the graph was closed',
  ALREADY_LISTENING: 'the graph listens already'
}

function refused(code: GraphErrorCode): GraphError {
  return new GraphError(code, REFUSALS[code] ?? code)
}

function invalid(message: string): GraphError {
  return new GraphError('INVALID_ARGUMENT', message)
}
