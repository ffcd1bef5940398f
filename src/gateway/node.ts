// One machine's Potluck: its identity, what its groups share, and every group of the home.
import { join } from 'node:path'
import type { Clock, Logger, PeerId } from '../base/index.js'
import type { BlobCache, LedgerSnapshot, OriginAccess } from '../content/index.js'
import type { BlackList, CarriedStatus, Uploads } from '../flows/index.js'
import { loadIdentity, type Identity } from '../group/index.js'
import { chooseGroup } from './choose-group.js'
import type { Config } from './config-schema.js'
import { EventStreams } from './event-stream.js'
import { openHistory, type NodeHistory } from './history.js'
import { openMachine, type Machine } from './machine.js'
import { NodeGroups, type FailedGroup, type NodeGroup, type OpenGroupOptions } from './node-groups.js'
import { groupStatus, type ConnectionsStatus, type NodePorts, type NodeStatus } from './node-status.js'
import { ProxyState } from './proxy/proxy-state.js'
import { openRecordTypes, type RecordTypes } from './record-types.js'
import { RequestLog } from './request-log.js'
import type { NodeComponents } from './run-node.js'
import { PEERING_START_BUDGET_MS } from './services/defaults.js'
import { addPackages } from './services/packages.js'
import { PEERING, PeeringService } from './services/peering.js'
import { RELAY, relayGroup, RelayService } from './services/relaying.js'
import { UPLOAD, UploadingService } from './services/uploading.js'
import { ServiceManager, type Services } from './services/service-manager.js'
import type { DropFolderStatus, KeysFileProblem } from './upload-status.js'
import type { ShownSetting } from './shown-settings.js'
import { openTokens, type Tokens } from './tokens.js'

export type { FailedGroup, NodeGroup, OpenGroupOptions } from './node-groups.js'
export type { ConnectionsStatus, GroupStatus, NodePorts, NodeStatus, WholeStatus } from './node-status.js'

export interface PotluckNode {
  readonly peerId: PeerId
  readonly name: string
  readonly ports: NodePorts
  readonly clock: Clock
  readonly logger: Logger
  readonly requests: RequestLog
  /** The way out to origins, for what is not shared. */
  readonly origins: OriginAccess
  /** What the proxy remembers. */
  readonly proxy: ProxyState
  /** Which programs may do what on the gateway port. */
  readonly tokens: Tokens
  /** The folder of this node. */
  readonly home: string
  /** As it was started with. */
  readonly settings: readonly ShownSetting[]
  /** What lies on this machine's disk. */
  readonly cache: BlobCache
  /** Bytes by source, also from before the start, by day and content. */
  readonly history: NodeHistory
  /** What applications declared. */
  readonly recordTypes: RecordTypes
  /** Files on their way to a URL; undefined while that service does not run. */
  readonly uploads: Uploads | undefined
  /** What it carries for members; undefined while that service does not run. */
  carried(): CarriedStatus | undefined
  /** Connections through members, either way. */
  connections(): ConnectionsStatus
  /** What runs in it by itself: `peering` is all its groups. */
  readonly services: Services
  /** Folders whose files go out. */
  readonly dropFolders: readonly DropFolderStatus[]
  /** Files of `upload.receipts` that cannot be read now. */
  readonly keyProblems: readonly KeysFileProblem[]
  /** Who is given none; undefined as above. */
  readonly blackList: BlackList | undefined
  /** Streams of events to programs. */
  readonly streams: EventStreams
  /** Milliseconds since 1970. */
  readonly startedAtMs: number
  /** Multiaddrs of all groups. */
  addresses(): string[]
  groups(): readonly NodeGroup[]
  /** See choose-group.ts. @throws {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS`; `NOT_READY`: peering does not run */
  group(wanted: string | undefined): NodeGroup
  status(): NodeStatus
  /** Body bytes since the start, by source. */
  ledger(): LedgerSnapshot
  /** Takes up what changed in the home: opens groups that came, refreshes the open ones. @returns ids of those opened */
  reload(): Promise<string[]>
  /**
   * Opens one group, or returns it as it is open; {@link NodeInit.onDemand}, or again after `closeGroup`.
   * @throws {GatewayError} `PORT_IN_USE`, `CANNOT_LISTEN`, `NOT_READY`: the node stops; errors of the rooms below
   */
  openGroup(id: string, options?: OpenGroupOptions): Promise<NodeGroup>
  /** Closes one group, in order; what the groups share stays open. Of one that is not open, nothing. */
  closeGroup(id: string): Promise<void>
  /** Closes it, where it is open, and deletes what this machine has of it. @throws {GroupError} `GROUP_IN_USE`, `NO_SUCH_GROUP` */
  deleteGroup(id: string): Promise<void>
  /** Groups of the home that could not be opened, or refreshed, for a reason of their own: the others work. */
  failedGroups(): readonly FailedGroup[]
  /** From when it begins to close: programs do better to go past it. */
  readonly isStopping: boolean
  /** Closes in order: content, groups, what they share. Safe to call twice. */
  close(): Promise<void>
}

export interface NodeInit {
  home: string
  config: Config
  /** Opens no group by itself, but those that `openGroup` is called for. @default false: every group of the home */
  onDemand?: boolean | undefined
  /** Where programs of this machine reach it, so that it can say so. @default nowhere */
  gatewayPort?: number
  /** Who set what of `config`. @default nothing is told */
  settings?: readonly ShownSetting[]
  /** Hears of the node before its groups are open, which takes a while: programs can be passed to their origins by then. */
  onOpening?: (node: PotluckNode) => void
}

/** @throws {GatewayError} `PORT_IN_USE`, `BAD_CONFIG`; errors of the rooms below */
export async function openNode(components: NodeComponents, init: NodeInit): Promise<PotluckNode> {
  const identity = await loadIdentity(init.home)
  const tokens = await openTokens({ ...components, path: join(init.home, 'tokens.json') })
  const recordTypes = await openRecordTypes({ ...components, path: join(init.home, 'types.json') })
  const machine = await openMachine(components, { ...init, keyPair: identity.keyPair })
  const history = await openHistory({ ...components, path: join(init.home, 'history.json'), ledger: machine.ledger })
  const node = new HomeNode(components, init, { identity, machine, tokens, history, recordTypes })
  try {
    init.onOpening?.(node)
    await node.start()
    return node
  } catch (error) {
    await node.close()
    throw error
  }
}

interface Opened {
  readonly identity: Identity
  readonly machine: Machine
  readonly tokens: Tokens
  readonly history: NodeHistory
  readonly recordTypes: RecordTypes
}

class HomeNode implements PotluckNode {
  readonly #components: NodeComponents
  readonly #init: NodeInit
  readonly #identity: Identity
  readonly #machine: Machine
  readonly #groups: NodeGroups
  readonly #uploading: UploadingService
  readonly #relay: RelayService
  readonly #packages: readonly string[]
  readonly services: ServiceManager
  readonly requests = new RequestLog()
  readonly tokens: Tokens
  readonly proxy: ProxyState
  readonly history: NodeHistory
  readonly recordTypes: RecordTypes
  readonly streams: EventStreams
  readonly startedAtMs: number
  #closing: Promise<void> | undefined

  constructor(components: NodeComponents, init: NodeInit, { identity, machine, tokens, history, recordTypes }: Opened) {
    this.#components = components
    this.#init = init
    this.#identity = identity
    this.#machine = machine
    this.tokens = tokens
    this.proxy = new ProxyState({
      ...{ clock: components.clock, ledger: machine.ledger, wanted: init.config.proxy.group },
      groups: () => this.groups()
    })
    this.history = history
    this.recordTypes = recordTypes
    this.streams = new EventStreams(components.clock)
    this.#groups = new NodeGroups(components, { ...init, machine, recordTypes, history })
    this.services = new ServiceManager(components)
    const peering = { order: 0, startBudgetMs: PEERING_START_BUDGET_MS }
    this.services.add(PEERING, new PeeringService(this.#groups), peering)
    const parts = { ...init, machine, groups: this.#groups }
    this.#relay = new RelayService(components, parts)
    this.#uploading = new UploadingService(components, { ...parts, relay: this.#relay })
    this.services.add(UPLOAD, this.#uploading, { order: 1, isAlone: true })
    this.services.add(RELAY, this.#relay, { order: 2, isAlone: true })
    this.#goThroughMembers()
    this.#packages = addPackages(this.services, { ...components, ...init, tokens })
    this.startedAtMs = components.clock.nowMs()
  }

  /** What is everybody's trouble, as a port that is taken, ends the start; later it is one service's. */
  async start(): Promise<void> {
    await this.services.start(PEERING)
    // Its trouble is told, and it is tried again: the groups work without it.
    await Promise.all([UPLOAD, RELAY].map((name) => this.services.start(name).catch(() => {})))
    // They ask this node, which answers once it has started: so nobody waits for them.
    for (const name of this.#packages) this.services.start(name).catch(() => {})
  }

  /** For programs of this machine, where its own line does not work: as long as it has groups, whatever it does for others. */
  #goThroughMembers(): void {
    const { through } = this.#machine
    this.#groups.attend({
      attach: (open) => through.attach(relayGroup(open, this.#machine)),
      detach: async (groupId) => through.detach(groupId)
    })
    this.#machine.setOwnPorts(() => [this.ports.gateway, ...this.groups().map(({ group }) => group.graph.port ?? null)])
  }

  get settings(): readonly ShownSetting[] {
    return this.#init.settings ?? []
  }

  get clock(): Clock {
    return this.#components.clock
  }

  get origins(): OriginAccess {
    return this.#machine.origins
  }

  get cache(): BlobCache {
    return this.#machine.blobs
  }

  get logger(): Logger {
    return this.#components.logger
  }

  get peerId(): PeerId {
    return this.#identity.peer
  }

  get uploads(): Uploads | undefined {
    return this.#uploading.uploads
  }

  get dropFolders(): readonly DropFolderStatus[] {
    return this.#uploading.folders
  }

  get keyProblems(): readonly KeysFileProblem[] {
    return this.#uploading.keyProblems
  }

  get blackList(): BlackList | undefined {
    return this.#uploading.blackList
  }

  carried(): CarriedStatus | undefined {
    return this.#relay.carried()
  }

  connections(): ConnectionsStatus {
    const { carries = false, connections = 0, members = [] } = this.#relay.connections() ?? {}
    const carriedFor = members.map(({ peer, ...sums }) => ({ peer, ...sums }))
    return {
      ...this.#machine.through.status(),
      carries,
      carried: { connections, bytes: this.#machine.ledger.carriedBytes(), members: carriedFor }
    }
  }

  get name(): string {
    return this.#identity.name
  }

  get ports(): NodePorts {
    const [first] = this.groups()
    return {
      group: first?.group.graph.port ?? null,
      content: this.#machine.aliasServer.port,
      gateway: this.#init.gatewayPort ?? null
    }
  }

  addresses(): string[] {
    return this.groups().flatMap(({ group }) => group.graph.addresses())
  }

  groups(): readonly NodeGroup[] {
    return this.#groups.all()
  }

  failedGroups(): readonly FailedGroup[] {
    return this.#groups.failed()
  }

  get isStopping(): boolean {
    return this.#closing !== undefined
  }

  get home(): string {
    return this.#init.home
  }

  group(wanted: string | undefined): NodeGroup {
    this.#groups.requireOpen()
    return chooseGroup(this.groups(), wanted)
  }

  status(): NodeStatus {
    const { ledger, blobs } = this.#machine
    const { uplink, lan } = ledger.snapshot()
    return {
      peerId: this.peerId,
      name: this.name,
      groups: this.groups().map(groupStatus),
      failedGroups: this.failedGroups(),
      services: this.services.list(),
      uplink: { bytesIn: uplink.bytesIn },
      lan: { bytesIn: lan.bytesIn, bytesOut: lan.bytesOut },
      cache: blobs.usage(),
      addresses: this.addresses(),
      ports: this.ports
    }
  }

  ledger(): LedgerSnapshot {
    return this.#machine.ledger.snapshot()
  }

  reload(): Promise<string[]> {
    return this.#groups.reload()
  }

  openGroup(id: string, options?: OpenGroupOptions): Promise<NodeGroup> {
    return this.#groups.open(id, options)
  }

  closeGroup(id: string): Promise<void> {
    return this.#groups.shut(id)
  }

  deleteGroup(id: string): Promise<void> {
    return this.#groups.delete(id)
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await this.services.close()
    await this.history.close()
    await this.#machine.close()
  }
}
