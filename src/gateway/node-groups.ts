// The groups that one node has open: opened, refreshed and closed one after the other, so that none is opened twice.
import { setMaxListeners } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { locationType, openContent, type Content } from '../content/index.js'
import { NeedService, type Elections } from '../flows/index.js'
import { deleteGroup, GroupError, listGroups, openGroup, ownRemovalMessage, readGroupFolder } from '../group/index.js'
import type { ConnectGroupOptions, Group } from '../group/index.js'
import { AppRecords } from './app-records.js'
import type { Config } from './config-schema.js'
import { describeError, GatewayError } from './errors.js'
import { openElections } from './group-elections.js'
import { groupRules, groupSettingsShown, type GroupRules } from './group-rules.js'
import type { NodeHistory } from './history.js'
import type { Machine } from './machine.js'
import { portError } from './port-error.js'
import type { RecordTypes } from './record-types.js'
import type { NodeComponents } from './run-node.js'
import type { ShownSetting } from './shown-settings.js'

export interface NodeGroup {
  readonly id: string
  readonly name: string
  readonly group: Group
  readonly content: Content
  /** Of applications. */
  readonly records: AppRecords
  /** Asks members who has what, and answers them. */
  readonly needs: NeedService
  readonly elections: Elections & { close(): void }
  /** Where this machine goes for it. */
  readonly rules: GroupRules
  /** Aborts when it begins to close: what watches it is to end, since nothing is told any more. */
  readonly closing: AbortSignal
  /** What the group's settings add to this machine's own, as they are now. */
  settings(): ShownSetting[]
  /** As the group's `connect`. @throws {GatewayError} `PORT_IN_USE`, `CANNOT_LISTEN`; {GraphError} `CLOSED` */
  connect(options?: ConnectGroupOptions): Promise<'connected' | 'already'>
}

/** What lives on open groups, and comes and goes beside them. Neither throws. */
export interface GroupAttendant {
  /** One that is open now. */
  attach(open: NodeGroup): void
  /** It closes when this has ended. Nothing for one that was never attached. */
  detach(groupId: string): Promise<void>
}

export interface FailedGroup {
  readonly id: string
  readonly code: string
  readonly message: string
}

/** How one group is opened. */
export interface OpenGroupOptions {
  /** Where its members reach it; 0: any. @default what settings name for the first group of the node, any for the others */
  readonly port?: number | undefined
  /** Multiaddrs of members that are tried besides. @default as the settings say */
  readonly knownAddresses?: readonly string[] | undefined
  /** Record types that synchronising brings right after the node's own, at most 13. @default none */
  readonly precedence?: readonly string[] | undefined
  /** Whether it connects at once. @default true */
  readonly connect?: boolean | undefined
}

export interface NodeGroupsInit {
  readonly home: string
  readonly config: Config
  readonly onDemand?: boolean | undefined
  readonly machine: Machine
  readonly recordTypes: RecordTypes
  readonly history: NodeHistory
}

export class NodeGroups {
  readonly #components: NodeComponents
  readonly #init: NodeGroupsInit
  readonly #open = new Map<string, NodeGroup>()
  readonly #failed = new Map<string, FailedGroup>()
  /** Those that we were removed from while they were open: their records can be read by who holds them. */
  readonly #removed = new Map<string, Group>()
  readonly #attendants = new Set<GroupAttendant>()
  readonly #closings = new Map<string, AbortController>()
  #turn: Promise<unknown> = Promise.resolve()
  /** No group is opened: until {@link start}, and from {@link close} on. */
  #isClosed = true

  constructor(components: NodeComponents, init: NodeGroupsInit) {
    this.#components = components
    this.#init = init
  }

  all(): readonly NodeGroup[] {
    return [...this.#open.values()]
  }

  failed(): readonly FailedGroup[] {
    return [...this.#failed.values()]
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Told of the groups that are open now, too. @returns a function that takes it from all of them */
  attend(attendant: GroupAttendant): () => Promise<void> {
    this.#attendants.add(attendant)
    for (const open of this.all()) attendant.attach(open)
    return async () => {
      if (!this.#attendants.delete(attendant)) return
      await Promise.all(this.all().map(({ id }) => attendant.detach(id)))
    }
  }

  /** Opens the groups of the home; also after {@link close}. @throws what is everybody's trouble: a port, the disk */
  async start(): Promise<void> {
    await this.#inTurn(async () => {
      this.#isClosed = false
      await this.#reload()
    })
  }

  /** @returns ids of those opened. @throws {GatewayError} `NOT_READY` */
  reload(): Promise<string[]> {
    return this.#inTurn(async () => {
      this.requireOpen()
      return await this.#reload()
    })
  }

  open(id: string, options?: OpenGroupOptions): Promise<NodeGroup> {
    return this.#inTurn(async () => {
      this.requireOpen()
      return this.#open.get(id) ?? (await this.#openGroup(id, options))
    })
  }

  shut(id: string): Promise<void> {
    return this.#inTurn(() => this.#shut(id))
  }

  /** In one turn: nothing opens it between. @throws {GroupError} as `deleteGroup` does */
  delete(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#shut(id)
      await deleteGroup(this.#init.home, id)
    })
  }

  /** @throws {GatewayError} `NOT_READY` */
  requireOpen(): void {
    if (this.#isClosed) throw new GatewayError('NOT_READY', 'the groups are closed: `potluck services start peering`')
  }

  /** Closes all of them, in order; what opens one meanwhile opens no more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#inTurn(async () => {
      const open = this.all()
      for (const { records } of open) records.close()
      await Promise.all(open.map(({ id }) => this.#leave(id)))
      await Promise.all(open.map(closeContent))
      const groups = [...open.map(({ group }) => group), ...this.#removed.values()]
      await Promise.all(groups.map((group) => group.close()))
      for (const known of [this.#open, this.#failed, this.#removed]) known.clear()
    })
  }

  async #shut(id: string): Promise<void> {
    const open = this.#open.get(id)
    this.#open.delete(id)
    this.#failed.delete(id)
    if (open !== undefined) {
      await this.#leave(id)
      await close(open)
    }
    await this.#closeRemoved(id)
  }

  async #leave(id: string): Promise<void> {
    this.#closings.get(id)?.abort()
    this.#closings.delete(id)
    await Promise.all([...this.#attendants].map((attendant) => attendant.detach(id)))
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }

  async #reload(): Promise<string[]> {
    const opened: string[] = []
    const { home, onDemand } = this.#init
    for (const id of onDemand === true ? [...this.#open.keys()] : await groupsByAge(home)) {
      if (this.#isClosed) break
      try {
        const open = this.#open.get(id)
        if (open !== undefined) await open.group.refresh()
        else {
          await this.#openGroup(id)
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

  async #openGroup(id: string, options: OpenGroupOptions = {}): Promise<NodeGroup> {
    const { home, config, machine, recordTypes, history } = this.#init
    await this.#requireNotRemoved(id)
    const listenPort = options.port ?? (this.#open.size === 0 ? config.ports.group : 0)
    const inWords = (error: unknown): never => {
      throw portError(error, { key: 'ports.group', port: listenPort, config })
    }
    const group = await openGroup(this.#components, {
      home,
      groupId: id,
      listenPort,
      listenHosts: config.listen.hosts,
      mdns: config.discovery.mdns,
      knownAddresses: options.knownAddresses ?? config.discovery.knownAddresses,
      precedence: [locationType.name, ...(options.precedence ?? [])],
      connect: options.connect
    }).catch(inWords)
    try {
      const rules = groupRules(group, machine, config)
      const heldDirectory = join((await readGroupFolder(home, id)).path, 'held')
      const knownUrls = (): Map<string, string[]> => history.urlsByDigest()
      const needs = new NeedService({
        ...{ ...this.#components, ...config.need, group },
        servedBytes: (peer) => machine.ledger.servedBytes(peer)
      })
      const elections = await openElections(this.#components, { group, machine, config })
      const told = { group, knownUrls, heldDirectory, asker: needs.asker, provider: elections }
      const opening = openContent({ ...this.#components, ...machine, ...rules, ...told })
      opening.catch(() => elections.close())
      const content = await opening
      needs.serve(content, machine.localSources)
      const records = new AppRecords({ group, types: recordTypes, clock: this.#components.clock })
      const connect: NodeGroup['connect'] = (wanted) => group.connect(wanted).catch(inWords)
      const settings = (): ShownSetting[] => groupSettingsShown(group, config)
      const closing = new AbortController()
      setMaxListeners(0, closing.signal) // Each who watches.
      const parts = { group, content, needs, elections, records, rules, settings, connect }
      const opened = { id, name: group.name, closing: closing.signal, ...parts }
      if (group.removed !== undefined) await closeContent(opened)
      requireMember(group)
      this.#open.set(id, opened)
      this.#closings.set(id, closing)
      for (const attendant of this.#attendants) attendant.attach(opened)
      group.on('removed', () => void this.#inTurn(() => this.#endRemoved(opened)))
      return opened
    } catch (error) {
      await group.close()
      requireMember(group) // Or what failed is only that its graph has closed.
      throw error
    }
  }

  /** Its graph has closed by itself; what else it has open on the network ends too. */
  async #endRemoved(open: NodeGroup): Promise<void> {
    const { id, group, records } = open
    if (this.#isClosed || this.#open.get(id) !== open) return
    this.#open.delete(id)
    this.#removed.set(id, group)
    this.#failed.set(id, { id, ...describeError(removedError(group)) })
    records.close()
    await this.#leave(id)
    await closeContent(open)
  }

  /** Who holds one that we were removed from reads on in it, until joining again has brought what undoes that. @throws {GroupError} `REMOVED` */
  async #requireNotRemoved(id: string): Promise<void> {
    const group = this.#removed.get(id)
    if (group === undefined) return
    await group.refresh()
    if (!group.isMember(group.self)) throw removedError(group)
    await this.#closeRemoved(id)
  }

  async #closeRemoved(id: string): Promise<void> {
    const group = this.#removed.get(id)
    this.#removed.delete(id)
    await group?.close()
  }
}

/** @throws {GroupError} `REMOVED` */
function requireMember(group: Group): void {
  if (group.removed !== undefined) throw removedError(group)
}

function removedError({ name, self, removed }: Group): GroupError {
  return new GroupError('REMOVED', removed === undefined ? '' : ownRemovalMessage(name, self, removed))
}

async function close(open: NodeGroup): Promise<void> {
  open.records.close()
  await closeContent(open)
  await open.group.close()
}

/** Who elects no more; then what runs, whose askings end with it; then who answers. */
async function closeContent({
  content,
  needs,
  elections
}: Pick<NodeGroup, 'content' | 'needs' | 'elections'>): Promise<void> {
  elections.close()
  await content.close()
  needs.close()
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
