// A group of the rooms below as one thing that programs hold.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { EventSource, utf8, writePrivateFile, type AbortOptions, type PeerId } from '../base/index.js'
import type {
  BlobCache,
  BlobLocation,
  Content,
  ContentLocation,
  Explanation,
  FetchedContent,
  FetchOptions,
  LedgerSnapshot,
  PublishOptions,
  TransferProgress
} from '../content/index.js'
import {
  enumerate,
  EventQueues,
  GraphError,
  type ConnectionId,
  type ConnectionInfo,
  type ConnectionKind,
  type Enumeration,
  type OpenDirectOptions
} from '../graph/index.js'
import type { Needs } from '../flows/index.js'
import type {
  ConnectGroupOptions,
  Group,
  GroupProperties,
  GroupSettings,
  GroupStatus,
  GroupWarning,
  Knock,
  Member,
  MemberLimits,
  PropertyChanges,
  PropertyConflict,
  MadeRemoval,
  RemovalInfo,
  RemoveMember,
  Role,
  SettingChanges,
  SettingConflict,
  SignedByPeer
} from '../group/index.js'
import type { Elections } from '../flows/index.js'
import type { ImportReport } from '../store/index.js'
import { checkArguments, checkedFilters } from './arguments.js'
import { checkedCache, checkedCodes, checkedElections, checkedNeeds } from './checked-parts.js'
import { OWN_TYPES, type GroupEvent, type GroupEventFilter, type GroupEventQueue } from './group-event.js'
import { memberInfo, memberInfos, MemberChanges, type MemberInfo } from './member-changes.js'
import type { InviteOptions, MemberQuery, MembershipOptions, ProgramAccess, PublishedContent } from './options.js'
import type { GroupRecords, PeerGroup, PeerGroupEvents } from './peer-group.js'
import { programRecords } from './program-records.js'

export interface PeerGroupParts {
  readonly group: Group
  readonly content: Content
  readonly needs: Needs
  readonly elections: Elections
  /** What this machine calls itself. */
  readonly name: string
  readonly api: ProgramAccess | undefined
  ledger(): LedgerSnapshot
  /** As the group's; what it throws is in the words of this machine's settings. */
  connect(options?: ConnectGroupOptions): Promise<'connected' | 'already'>
  close(): Promise<void>
}

export class OpenedPeerGroup implements PeerGroup {
  readonly #parts: PeerGroupParts
  readonly #events = new EventSource<PeerGroupEvents>()
  readonly #queues: EventQueues<GroupEvent>
  readonly #unlisten: (() => void)[]
  readonly codes: PeerGroup['codes']
  readonly needs: Needs
  readonly elections: Elections
  readonly #records: GroupRecords
  readonly #cache: BlobCache
  /** Of what members were told of, from when somebody asks. */
  #memberChanges: MemberChanges | undefined
  #closing: Promise<void> | undefined
  #isClosed = false

  constructor(parts: PeerGroupParts) {
    this.#parts = parts
    const { group } = parts
    const { graph } = group
    this.#records = programRecords(group.store, () => this.#check())
    this.#queues = new EventQueues(graph.direct, OWN_TYPES)
    this.#cache = checkedCache(parts.content, () => this.#check())
    this.needs = checkedNeeds(parts.needs, () => this.#check())
    this.elections = checkedElections(parts.elections, () => this.#check())
    this.codes = checkedCodes(group, () => this.#check())
    this.#unlisten = [...this.#forwardToListeners(), ...this.#forwardToQueues()]
  }

  get id(): string {
    return this.#parts.group.id
  }

  get name(): string {
    return this.#parts.group.name
  }

  get identity(): PeerGroup['identity'] {
    return { peer: this.#parts.group.self, name: this.#parts.name }
  }

  get role(): Role {
    return this.#parts.group.role
  }

  get status(): GroupStatus {
    if (this.#isClosed) return { listening: false, connected: false, synchronised: false }
    return this.#parts.group.status
  }

  get synchronised(): boolean {
    return this.#parts.group.graph.synchronised
  }

  get warnings(): readonly GroupWarning[] {
    return this.#parts.group.warnings
  }

  get addresses(): readonly string[] {
    return this.#isClosed ? [] : this.#parts.group.graph.addresses()
  }

  get api(): ProgramAccess | undefined {
    return this.#parts.api
  }

  get records(): GroupRecords {
    return this.#records
  }

  get cache(): BlobCache {
    return this.#cache
  }

  properties(): GroupProperties {
    return this.#parts.group.properties()
  }

  propertyConflicts(): PropertyConflict[] {
    return this.#parts.group.propertyConflicts()
  }

  async setProperties(changes: PropertyChanges): Promise<void> {
    this.#check('setProperties', changes)
    await this.#parts.group.setProperties(changes)
  }

  settings(): GroupSettings {
    return this.#parts.group.settings()
  }

  settingConflicts(): SettingConflict[] {
    return this.#parts.group.settingConflicts()
  }

  async setSettings(changes: SettingChanges): Promise<void> {
    this.#check('setSettings', changes)
    await this.#parts.group.setSettings(changes)
  }

  peerTimeMs(): number {
    return this.#parts.group.peerTimeMs()
  }

  toPeerTime(systemMs: number): number {
    checkArguments('time', { ms: systemMs })
    return this.#parts.group.toPeerTime(systemMs)
  }

  toSystemTime(peerMs: number): number {
    checkArguments('time', { ms: peerMs })
    return this.#parts.group.toSystemTime(peerMs)
  }

  async connect(options: ConnectGroupOptions = {}): Promise<'connected' | 'already'> {
    this.#check('connect', options)
    return await this.#parts.connect(options)
  }

  members(): Member[] {
    return this.#parts.group.members()
  }

  enumMembers(query: MemberQuery = {}): Enumeration<MemberInfo> {
    this.#check('enumMembers', query)
    const { present, peer } = query
    const isAsked = (member: MemberInfo): boolean =>
      (present !== true || member.present) && (peer === undefined || member.peer === peer)
    return enumerate(this.#memberInfos().filter(isAsked))
  }

  async remove(peer: PeerId, options: RemoveMember = {}): Promise<MadeRemoval> {
    this.#check('remove', { ...options, peer })
    return await this.#parts.group.removeMember(peer, options)
  }

  async setRole(peer: PeerId, role: Role): Promise<MadeRemoval | undefined> {
    this.#check('setRole', { peer, role })
    return await this.#parts.group.changeMember(peer, { role })
  }

  async setLimits(peer: PeerId, limits: Partial<MemberLimits>): Promise<MadeRemoval | undefined> {
    this.#check('setLimits', { peer, limits })
    return await this.#parts.group.changeMember(peer, { limits })
  }

  signedBy(peer: PeerId): SignedByPeer[] {
    this.#check('peer', { peer })
    return this.#parts.group.signedBy(peer)
  }

  removals(): RemovalInfo[] {
    return this.#parts.group.removals()
  }

  async leave(options: { readonly force?: boolean | undefined } = {}): Promise<boolean> {
    this.#check('leave', options)
    return await this.#parts.group.leave(options)
  }

  async invite(identity: string, options: InviteOptions = {}): Promise<string> {
    this.#check('invite', { ...options, identity })
    return (await this.#parts.group.invite({ ...options, identity })).text
  }

  knocks(): Knock[] {
    return this.#parts.group.knocks()
  }

  async authorizeMembership(peer: PeerId, allow: boolean, options: MembershipOptions = {}): Promise<void> {
    this.#check('authorizeMembership', { ...options, peer, allow })
    await this.#parts.group.answerKnock(peer, { ...options, allow })
  }

  openDirect(peer: PeerId, { address }: OpenDirectOptions = {}): ConnectionId {
    this.#check('openDirect', { peer, address })
    return this.#parts.group.graph.direct.openDirect(peer, address === undefined ? {} : { address })
  }

  closeDirect(id: ConnectionId): void {
    this.#check()
    this.#parts.group.graph.direct.closeDirect(id)
  }

  async sendData(id: ConnectionId, type: string, bytes: Uint8Array, options?: AbortOptions): Promise<void> {
    this.#check('sendData', { type, bytes })
    await this.#parts.group.graph.direct.sendData(id, type, bytes, options)
  }

  connections({ kinds }: { readonly kinds?: readonly ConnectionKind[] } = {}): Enumeration<ConnectionInfo> {
    this.#check('connections', { kinds })
    return enumerate(this.#parts.group.graph.connections().filter(({ kind }) => kinds?.includes(kind) ?? true))
  }

  events(filters: readonly GroupEventFilter[]): GroupEventQueue {
    this.#check()
    const checked = checkedFilters(filters)
    if (checked.some(({ event }) => event === 'member')) this.#memberChanges ??= new MemberChanges(this.#memberInfos())
    return this.#queues.open(checked)
  }

  locate(query: { url: string } | { digest: string }): ContentLocation[] {
    return this.#parts.content.locate(query)
  }

  async fetch(url: string, options?: FetchOptions): Promise<FetchedContent> {
    this.#check()
    return await this.#parts.content.fetch(url, options)
  }

  async publish(content: PublishedContent, options?: PublishOptions): Promise<BlobLocation> {
    this.#check()
    return await this.#parts.content.publish(readable(content), options)
  }

  explain(url: string): Promise<Explanation> {
    return this.#parts.content.explain(url)
  }

  transfers(): TransferProgress[] {
    return this.#parts.content.transfers()
  }

  ledger(): LedgerSnapshot {
    return this.#parts.ledger()
  }

  on<Name extends keyof PeerGroupEvents>(name: Name, listener: (detail: PeerGroupEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  async exportRecords(path: string): Promise<void> {
    this.#check('path', { path })
    await writePrivateFile(path, this.#parts.group.store.exportRecords())
  }

  async importRecords(path: string): Promise<ImportReport> {
    this.#check('path', { path })
    return await this.#parts.group.store.importRecords(() => createReadStream(path))
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    try {
      await this.#parts.close()
    } finally {
      this.#isClosed = true
      for (const unlisten of this.#unlisten) unlisten()
      this.#queues.close()
    }
  }

  #forwardToListeners(): (() => void)[] {
    const { group } = this.#parts
    const { graph } = group
    const events = this.#events
    return [
      group.on('member:change', (peer) => events.emit('member:change', peer)),
      group.on('property:change', () => events.emit('property:change', undefined)),
      group.on('settings:change', () => events.emit('settings:change', undefined)),
      graph.on('neighbour:up', (neighbour) => events.emit('neighbour:up', neighbour)),
      graph.on('neighbour:down', (neighbour) => events.emit('neighbour:down', neighbour)),
      graph.on('synchronised', () => events.emit('synchronised', undefined)),
      graph.on('type:synchronised', (type) => events.emit('type:synchronised', type)),
      group.on('status', (status) => events.emit('status', status)),
      group.on('connection-failed', (failure) => events.emit('connection-failed', failure)),
      group.on('knock', (knock) => events.emit('knock', knock)),
      group.on('removed', (removal) => events.emit('removed', removal)),
      group.on('warning', (warning) => events.emit('warning', warning)),
      this.#parts.elections.on('change', (change) => events.emit('provider', change))
    ]
  }

  #forwardToQueues(): (() => void)[] {
    const { group } = this.#parts
    const { graph, store } = group
    const queues = this.#queues
    return [
      store.watch({}, ({ change, record }) =>
        queues.tell({ event: 'record', change, id: record.id, type: record.type })
      ),
      group.on('member:change', (peer) => this.#tellMember(peer)),
      group.on('property:change', () => queues.tell({ event: 'properties' })),
      group.on('settings:change', () => queues.tell({ event: 'settings' })),
      group.on('status', (status) => queues.tell({ event: 'status', status })),
      group.on('connection-failed', ({ reason }) => queues.tell({ event: 'connection-failed', reason })),
      group.on('knock', (knock) => queues.tell({ event: 'knock', knock })),
      group.on('removed', (removal) => queues.tell({ event: 'removed', removal })),
      group.on('warning', (warning) => queues.tell({ event: 'warning', ...warning })),
      this.#parts.elections.on('change', (change) => queues.tell({ event: 'provider', ...change })),
      graph.on('connection', (change) => queues.tell({ event: 'neighbour', ...change })),
      graph.on('type:synchronised', (type) => queues.tell({ event: 'synchronised-type', type }))
    ]
  }

  #tellMember(peer: PeerId): void {
    if (this.#memberChanges === undefined) return
    const { group } = this.#parts
    const member = group.member(peer)
    const info = member && memberInfo(member, group.graph.nodes())
    for (const change of this.#memberChanges.changed(peer, info)) this.#queues.tell({ event: 'member', ...change })
  }

  #memberInfos(): MemberInfo[] {
    const { group } = this.#parts
    return memberInfos(group.members(), group.graph.nodes())
  }

  /** @throws {GraphError} `CLOSED`, `SHUTTING_DOWN`, `INVALID_ARGUMENT` */
  #check(...given: Parameters<typeof checkArguments> | []): void {
    if (this.#isClosed) throw new GraphError('CLOSED', 'the group was closed')
    if (this.#closing !== undefined) throw new GraphError('SHUTTING_DOWN', 'the group is being closed')
    const [call, values] = given
    if (call !== undefined) checkArguments(call, values)
  }
}

function readable(content: PublishedContent): Readable {
  if (content instanceof Readable) return content
  if (typeof content === 'string') return Readable.from([utf8(content)])
  return content instanceof Uint8Array ? Readable.from([content]) : Readable.from(content)
}
