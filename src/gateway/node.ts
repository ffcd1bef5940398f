// One machine's Potluck: its identity, what its groups share, and every group of the home.
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Logger, PeerId } from '../base/index.js'
import {
  locationType,
  openContent,
  type BlobCache,
  type BlobUsage,
  type Content,
  type LedgerSnapshot,
  type OriginAccess
} from '../content/index.js'
import {
  GroupError,
  listGroups,
  loadIdentity,
  openGroup,
  readGroupFolder,
  type Identity,
  type Group
} from '../group/index.js'
import { AppRecords } from './app-records.js'
import { chooseGroup } from './choose-group.js'
import type { Config } from './config-schema.js'
import { describeError } from './errors.js'
import { EventStreams } from './event-stream.js'
import { openHistory, type NodeHistory } from './history.js'
import { openMachine, type Machine } from './machine.js'
import { portError } from './port-error.js'
import { ProxyState } from './proxy/proxy-state.js'
import { openRecordTypes, type RecordTypes } from './record-types.js'
import { RequestLog } from './request-log.js'
import type { NodeComponents } from './run-node.js'
import type { ShownSetting } from './shown-settings.js'
import { openTokens, type Tokens } from './tokens.js'

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
  /** Streams of events to programs. */
  readonly streams: EventStreams
  /** Milliseconds since 1970. */
  readonly startedAtMs: number
  /** Multiaddrs of all groups. */
  addresses(): string[]
  groups(): readonly NodeGroup[]
  /** See choose-group.ts. @throws {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS` */
  group(wanted: string | undefined): NodeGroup
  status(): NodeStatus
  /** Body bytes since the start, by source. */
  ledger(): LedgerSnapshot
  /** Takes up what changed in the home: opens groups that came, refreshes the open ones. @returns ids of those opened */
  reload(): Promise<string[]>
  /** Groups of the home that could not be opened, or refreshed, for a reason of their own: the others work. */
  failedGroups(): readonly FailedGroup[]
  /** From when it begins to close: programs do better to go past it. */
  readonly isStopping: boolean
  /** Closes in order: content, groups, what they share. Safe to call twice. */
  close(): Promise<void>
}

export interface NodeGroup {
  readonly id: string
  readonly name: string
  readonly group: Group
  readonly content: Content
  /** Of applications. */
  readonly records: AppRecords
}

export interface FailedGroup {
  readonly id: string
  readonly code: string
  readonly message: string
}

export interface NodePorts {
  /** Of the first group; null while there is none. */
  readonly group: number | null
  readonly content: number
  /** On loopback; null where this node serves no programs there, as one that is embedded. */
  readonly gateway: number | null
}

export interface NodeStatus {
  peerId: PeerId
  name: string
  groups: GroupStatus[]
  failedGroups: readonly FailedGroup[]
  uplink: { bytesIn: number }
  lan: { bytesIn: number; bytesOut: number }
  cache: BlobUsage
  addresses: string[]
  ports: NodePorts
}

export interface GroupStatus {
  id: string
  name: string
  /** What administrators call it for all; `name` where they said nothing. */
  friendlyName: string
  members: number
  /** This node too. */
  present: number
  neighbours: number
  synchronised: boolean
  records: number
  /** Whether this node reached the Internet lately, as it tells the group. */
  uplink: 'yes' | 'no' | 'unknown'
  /** What time it is for the group's records, ms since 1970. */
  peerTimeMs: number
}

export interface NodeInit {
  home: string
  config: Config
  /** Opens that group alone. @default every group of the home */
  groupId?: string | undefined
  /** Record types that synchronising brings right after the node's own, at most 14. @default none */
  precedence?: readonly string[] | undefined
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
    await node.reload()
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
  readonly #groups = new Map<string, NodeGroup>()
  readonly #failed = new Map<string, FailedGroup>()
  readonly requests = new RequestLog()
  readonly tokens: Tokens
  readonly proxy: ProxyState
  readonly history: NodeHistory
  readonly recordTypes: RecordTypes
  readonly streams: EventStreams
  readonly startedAtMs: number
  /** Reloads run one after the other, so that no group is opened twice. */
  #reloading: Promise<unknown> = Promise.resolve()
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
    this.startedAtMs = components.clock.nowMs()
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
    return [...this.#groups.values()]
  }

  failedGroups(): readonly FailedGroup[] {
    return [...this.#failed.values()]
  }

  get isStopping(): boolean {
    return this.#closing !== undefined
  }

  get home(): string {
    return this.#init.home
  }

  group(wanted: string | undefined): NodeGroup {
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
    const reloaded = this.#reloading.then(() => this.#reload())
    this.#reloading = reloaded.catch(() => {})
    return reloaded
  }

  async #reload(): Promise<string[]> {
    const opened: string[] = []
    const { home, groupId } = this.#init
    for (const id of groupId === undefined ? await groupsByAge(home) : [groupId]) {
      if (this.#closing !== undefined) break
      try {
        const open = this.#groups.get(id)
        if (open !== undefined) await open.group.refresh()
        else {
          this.#groups.set(id, await this.#openGroup(id))
          opened.push(id)
        }
        this.#failed.delete(id)
      } catch (error) {
        // An expired certificate or a broken file is this group's trouble; a port or the disk is everybody's.
        if (!(error instanceof GroupError)) throw error
        this.#failed.set(id, { id, ...describeError(error) })
      }
    }
    return opened
  }

  /** The first group gets the port that settings name, the others any. */
  async #openGroup(id: string): Promise<NodeGroup> {
    const { home, config } = this.#init
    const listenPort = this.#groups.size === 0 ? config.ports.group : 0
    const group = await openGroup(this.#components, {
      home,
      groupId: id,
      listenPort,
      listenHosts: config.listen.hosts,
      mdns: config.discovery.mdns,
      knownAddresses: config.discovery.knownAddresses,
      precedence: [locationType.name, ...(this.#init.precedence ?? [])]
    }).catch((error: unknown) => {
      throw portError(error, { key: 'ports.group', port: listenPort, config })
    })
    try {
      const content = await openContent({ ...this.#components, ...this.#machine, group })
      group.on('member:change', () => this.#machine.aliasServer.recheck())
      const records = new AppRecords({ group, types: this.recordTypes, clock: this.clock })
      return { id, name: group.name, group, content, records }
    } catch (error) {
      await group.close()
      throw error
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    await this.#reloading
    for (const { records } of this.groups()) records.close()
    await Promise.all(this.groups().map(({ content }) => content.close()))
    await Promise.all(this.groups().map(({ group }) => group.close()))
    await this.history.close()
    await this.#machine.close()
  }
}

function groupStatus({ id, name, group }: NodeGroup): GroupStatus {
  const present = group.graph.present()
  return {
    id,
    name,
    friendlyName: group.properties().friendlyName,
    members: group.members().length,
    present: present.length,
    neighbours: group.graph.neighbours().length,
    synchronised: group.graph.synchronised,
    records: group.store.status().records,
    uplink: present.find(({ peer }) => peer === group.self)?.uplink ?? 'unknown',
    peerTimeMs: group.peerTimeMs()
  }
}

/** Oldest here first, so that the first group keeps its port when another is joined. */
async function groupsByAge(home: string): Promise<string[]> {
  const ids = await listGroups(home)
  const aged = await Promise.all(ids.map(async (id) => ({ id, bornMs: await bornMs(home, id) })))
  return aged.sort((a, b) => (a.bornMs === b.bornMs ? (a.id < b.id ? -1 : 1) : a.bornMs - b.bornMs)).map(({ id }) => id)
}

/** A group whose file cannot be read comes last: opening it says why. */
async function bornMs(home: string, id: string): Promise<number> {
  try {
    return (await stat((await readGroupFolder(home, id)).path)).birthtimeMs
  } catch (error) {
    if (error instanceof GroupError) return Infinity
    throw error
  }
}
