// One open group: membership, store and graph as one thing, with members instead of peers.
import { hkdfSync } from 'node:crypto'
import { join } from 'node:path'
import { EventSource, type Clock, type KeyPair, type Logger, type PeerId } from '../base/index.js'
import { knockRendezvous, type OpenedPeerClock, type RunningGraph, type StartedGraph } from '../graph/index.js'
import type { GroupRecord, RecordType } from '../record/index.js'
import type { Store } from '../store/index.js'
import { GroupConnection, type GroupConnectionParts } from './group-connection.js'
import { readGroupFolder, type GroupFolder } from './group-folder.js'
import type {
  AnswerKnock,
  ChangeMember,
  ConnectGroupOptions,
  Group,
  GroupCodes,
  GroupEvents,
  GroupStatus,
  GroupWarning,
  Knock,
  Member,
  MadeRemoval,
  RemovalInfo,
  RemoveMember
} from './group.js'
import { GroupWarnings } from './group-warnings.js'
import type { Invitation } from './invitation.js'
import type { InviteInit } from './invite.js'
import type { Knocks } from './knocks.js'
import { MemberList } from './member-list.js'
import type { MemberOffice } from './member-office.js'
import { memberRecord, memberRecordId } from './member-record.js'
import type { MembershipSet } from './membership-set.js'
import { savedMembershipObjects } from './membership-storage.js'
import type { GroupProperties, PropertiesRecord, PropertyChanges, PropertyConflict } from './properties.js'
import { ownRemovalMessage, removalInfo } from './removal-info.js'
import { keepOwnChain, type KeptChain } from './own-chain.js'
import { OwnEnd } from './own-end.js'
import { RenewalDriver } from './renewal-driver.js'
import type { VerifiedRemoval } from './removals.js'
import type { SignedByPeer } from './signed-by.js'
import type { TellOptions, ToldInit, ToldOutcome, ToldRecords } from './told.js'
import { NO_LIMITS, type MemberLimits, type Role } from './roles.js'
import type { GroupSettings, SettingChanges, SettingConflict, SettingName, SettingsRecord } from './settings.js'

const URL_KEY_INFO = 'potluck/url-key/1'

export interface GroupParts {
  readonly home: string
  readonly folder: GroupFolder
  readonly keyPair: KeyPair
  readonly members: MembershipSet
  readonly store: Store
  /** The store's clock. */
  readonly time: OpenedPeerClock
  readonly graph: StartedGraph
  readonly listen: GroupConnectionParts['listen']
  readonly clock: Clock
  readonly codes: GroupCodes
  readonly office: MemberOffice
  readonly knocks: Knocks
  readonly told: ToldRecords
  readonly properties: PropertiesRecord
  readonly settings: SettingsRecord
  readonly logger: Logger
}

export class OpenGroup implements Group {
  readonly #parts: GroupParts
  readonly #events = new EventSource<GroupEvents>()
  readonly #connection: GroupConnection
  readonly #unlisten: (() => void)[]
  readonly #members: MemberList
  readonly #warnings: GroupWarnings
  readonly urlHashKey: Uint8Array
  #removed: RemovalInfo | undefined
  #isLeaving = false
  readonly #ownChain: KeptChain
  readonly #ownEnd: OwnEnd
  readonly #renewals: RenewalDriver
  #closing: Promise<void> | undefined

  constructor(parts: GroupParts) {
    this.#parts = parts
    this.urlHashKey = new Uint8Array(hkdfSync('sha256', parts.folder.secret, new Uint8Array(), URL_KEY_INFO, 32))
    const { members, graph, store, properties, settings, listen, clock, folder } = parts
    this.#connection = new GroupConnection({
      ...{ graph, clock, listen, knownAddresses: folder.knownAddresses, events: this.#events },
      // Who was let in knows at first nobody but those that its own certificates name.
      hasOthers: () => members.members().length > 1 || (members.chainOf(this.self)?.length ?? 0) > 1
    })
    const onEnd = (removal: VerifiedRemoval): void => this.#endMembership(removal)
    this.#ownEnd = new OwnEnd({ self: this.self, members, graph, clock, onEnd })
    this.#members = new MemberList({ self: this.self, members, store, graph })
    this.#warnings = new GroupWarnings({
      ...{ store, graph, logger: parts.logger },
      isMember: (peer) => this.isMember(peer),
      onWarning: (warning) => this.#events.emit('warning', warning)
    })
    const changed = (peer: PeerId): void => this.#events.emit('member:change', peer)
    const named = (record: GroupRecord): void => {
      if (record.id === properties.id) this.#propertiesChanged()
      if (record.id === settings.id) this.#settingsChanged()
      if (record.type === memberRecord.name && record.id === memberRecordId(record.creator)) changed(record.creator)
    }
    this.#unlisten = [
      members.on('change', (peer) => {
        changed(peer)
        if (peer === this.self) this.#ownEnd.look()
      }),
      graph.on('presence:change', changed),
      store.on('record:add', named),
      store.on('record:update', named),
      store.on('record:delete', named),
      store.on('record:expire', named),
      graph.on('neighbour:up', () => this.#noteAlone()),
      graph.on('neighbour:down', () => this.#noteAlone())
    ]
    this.#noteAlone()
    this.#ownChain = keepOwnChain({
      home: parts.home,
      groupId: this.id,
      self: this.self,
      members,
      logger: parts.logger
    })
    this.#renewals = new RenewalDriver({
      ...{ self: this.self, members, clock, logger: parts.logger },
      present: () => graph.present().map(({ peer }) => peer),
      renew: (member) => parts.office.renew(member),
      onWarning: (ending) => this.#warnings.noteEnding(ending)
    })
    parts.knocks.start({
      onKnock: (knock) => this.#events.emit('knock', knock),
      onOpen: (isOpen) => graph.advertise(isOpen ? knockRendezvous() : undefined)
    })
    this.#ownEnd.look()
  }

  get id(): string {
    return this.#parts.folder.id
  }

  get idBytes(): Uint8Array {
    return this.#parts.folder.idBytes
  }

  get name(): string {
    return this.#parts.folder.name
  }

  get self(): PeerId {
    return this.#parts.store.author
  }

  get keyPair(): KeyPair {
    return this.#parts.keyPair
  }

  get role(): Role {
    return this.#parts.members.membershipOf(this.self)?.role ?? 'member'
  }

  get store(): Store {
    return this.#parts.store
  }

  get graph(): RunningGraph {
    return this.#parts.graph
  }

  get codes(): GroupCodes {
    return this.#parts.codes
  }

  knocks(): Knock[] {
    return this.#parts.knocks.list()
  }

  answerKnock(peer: PeerId, answer: AnswerKnock): Promise<void> {
    return this.#parts.knocks.decide(peer, answer)
  }

  get status(): GroupStatus {
    return this.#connection.status
  }

  connect(options?: ConnectGroupOptions): Promise<'connected' | 'already'> {
    return this.#connection.connect(options)
  }

  members(): Member[] {
    return this.#members.all()
  }

  member(peer: PeerId): Member | undefined {
    return this.#members.one(peer)
  }

  removeMember(peer: PeerId, options?: RemoveMember): Promise<MadeRemoval> {
    return this.#parts.office.remove(peer, options)
  }

  async changeMember(peer: PeerId, changes: ChangeMember): Promise<MadeRemoval | undefined> {
    const { office, members, settings, properties } = this.#parts
    if (changes.role === 'member' && members.membershipOf(peer)?.role === 'administrator') {
      // What it set for all counts by its role alone: it would be gone from every machine, opened private origins among it.
      if (this.role === 'administrator') for (const values of [settings, properties]) await values.adopt(peer)
    }
    return office.change(peer, changes)
  }

  async leave(options?: { readonly force?: boolean | undefined }): Promise<boolean> {
    this.#isLeaving = true
    try {
      return await this.#parts.office.leave({ ...options, mayMeet: this.#connection.mayMeet })
    } finally {
      this.#isLeaving = false
      if (this.#removed !== undefined) void this.graph.close()
    }
  }

  removals(): RemovalInfo[] {
    return this.#parts.office.removals()
  }

  signedBy(peer: PeerId): SignedByPeer[] {
    return this.#parts.office.signedBy(peer)
  }

  async invite(init: InviteInit): Promise<Invitation> {
    return this.#parts.office.invite(init)
  }

  tell<Data>(peer: PeerId, type: RecordType<Data>, init: ToldInit<Data>, options?: TellOptions): Promise<void> {
    return this.#parts.told.tell(peer, type, init, options)
  }

  onTold<Data>(type: RecordType<Data>, listener: (record: GroupRecord) => void): () => void {
    return this.#parts.told.listen(type, listener)
  }

  get toldCounts(): ReadonlyMap<ToldOutcome, number> {
    return this.#parts.told.counts
  }

  properties(): GroupProperties {
    return this.#parts.properties.read()
  }

  propertyConflicts(): PropertyConflict[] {
    return this.#parts.properties.conflicts()
  }

  setProperties(changes: PropertyChanges): Promise<void> {
    return this.#parts.properties.set(changes)
  }

  settings(): GroupSettings {
    return this.#parts.settings.read()
  }

  settingsBy(): { readonly [Name in SettingName]?: PeerId } {
    return this.#parts.settings.setBy()
  }

  settingConflicts(): SettingConflict[] {
    return this.#parts.settings.conflicts()
  }

  setSettings(changes: SettingChanges): Promise<void> {
    return this.#parts.settings.set(changes)
  }

  peerTimeMs(): number {
    return this.#parts.time.peerClock.nowMs()
  }

  toPeerTime(systemMs: number): number {
    return systemMs + this.#parts.time.peerClock.offsetMs
  }

  toSystemTime(peerMs: number): number {
    return peerMs - this.#parts.time.peerClock.offsetMs
  }

  get warnings(): GroupWarning[] {
    return this.#warnings.all(this.#renewals.warnings)
  }

  get removed(): RemovalInfo | undefined {
    return this.#removed
  }

  isMember(peer: PeerId): boolean {
    return this.#parts.members.isMember(peer)
  }

  limitsOf(peer: PeerId): MemberLimits {
    return this.#parts.members.membershipOf(peer)?.limits ?? NO_LIMITS
  }

  on<Name extends keyof GroupEvents>(name: Name, listener: (detail: GroupEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  async refresh(): Promise<void> {
    const { members, home } = this.#parts
    const { path, chain, knownAddresses } = await readGroupFolder(home, this.id)
    await members.addChain(chain)
    // Joining puts a certificate there that counts for less than another now, and recovering one before it stands in the folder.
    const added = await savedMembershipObjects(join(path, 'members'), (id) => members.state.has(id))
    for (const object of added) await members.receive(object)
    this.graph.addKnownAddresses(knownAddresses)
  }

  #settingsChanged(): void {
    this.#parts.knocks.judge()
    this.#events.emit('settings:change', undefined)
  }

  /** The removal itself is queued for neighbours by now, and goes ahead of our goodbye. */
  #endMembership(removal: VerifiedRemoval): void {
    const { folder, logger, graph } = this.#parts
    this.#removed = removalInfo(removal, true)
    logger.warn(ownRemovalMessage(folder.name, this.self, this.#removed))
    this.#connection.end()
    if (!this.#isLeaving) void graph.close() // Who leaves waits until somebody has heard of it.
    this.#events.emit('removed', this.#removed)
  }

  #propertiesChanged(): void {
    void this.graph.announce({}) // Our presence may live longer or shorter now.
    this.#noteAlone()
    this.#events.emit('property:change', undefined)
  }

  /** Where nobody can tell us that a record was renewed, the group may have it stay. */
  #noteAlone(): void {
    this.store.setAlone(this.properties().deferExpiration && this.graph.neighbours().length === 0)
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    for (const unlisten of this.#unlisten) unlisten()
    const written = Promise.all([this.#renewals.close(), this.#ownChain.close()])
    this.#warnings.close()
    this.#parts.knocks.close()
    this.#ownEnd.close()
    this.#connection.close()
    try {
      await this.graph.close()
    } finally {
      await this.store.close()
      await this.#parts.time.close()
      this.#parts.members.close()
      await written
    }
  }
}
