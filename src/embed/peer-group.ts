// One group as a program holds it that embeds Potluck: `import { PeerGroup } from 'potluck'`. What loads libp2p and Automerge is loaded
// when a group is opened.
import type { AbortOptions, PeerId, TypedEvents } from '../base/index.js'
import type {
  BlobCache,
  BlobLocation,
  ContentLocation,
  Explanation,
  FetchedContent,
  FetchOptions,
  LedgerSnapshot,
  PublishOptions,
  TransferProgress
} from '../content/index.js'
import type { ElectionEvents, Elections, Needs } from '../flows/index.js'
import { negotiateVersion, type ApiVersion } from '../graph/api-version.js'
import type {
  ConnectionId,
  ConnectionInfo,
  ConnectionKind,
  Enumeration,
  GraphRecords,
  Neighbour,
  OpenDirectOptions
} from '../graph/index.js'
import type {
  CodeSummary,
  ConnectGroupOptions,
  ConnectionFailureReason,
  GroupProperties,
  GroupSettings,
  GroupStatus,
  GroupWarning,
  FoundGroup,
  InvitationInfo,
  Knock,
  MadeCode,
  MakeCodeInit,
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
import type { ImportReport } from '../store/index.js'
import type { GroupEventFilter, GroupEventQueue } from './group-event.js'
import type { MemberInfo } from './member-changes.js'
import { openGroups, whileOpening } from './open-groups.js'
import type {
  CreatedPeerGroup,
  CreateOptions,
  FindOptions,
  GroupOptions,
  GroupSummary,
  IdentityOptions,
  InviteOptions,
  JoinOptions,
  KnockOptions,
  MemberQuery,
  MembershipOptions,
  OpenOptions,
  ProgramAccess,
  PublishedContent,
  RecoverOptions
} from './options.js'
import type { PeerIdentity } from './peer-identity.js'

/**
 * A group of which this machine is a member. After `close`, and while it runs, what acts on it throws {GraphError} `CLOSED`, or
 * `SHUTTING_DOWN`; what is not what it has to be is refused with {GraphError} `INVALID_ARGUMENT`.
 */
export interface PeerGroup extends TypedEvents<PeerGroupEvents> {
  /** 64 hex characters. */
  readonly id: string
  /** Under which it was created or joined here; what administrators call it for all is `properties().friendlyName`. */
  readonly name: string
  /** Who this machine is in the group. */
  readonly identity: { readonly peer: PeerId; readonly name: string }
  /** What our membership allows now; `member` also after it has ended. */
  readonly role: Role
  /** What holds now; works at any time, and never throws. */
  readonly status: GroupStatus
  /** `status.synchronised`: whether two neighbours agree with us, or the only one there is does. */
  readonly synchronised: boolean
  /** What a person should know, as things are now; see the event `warning`. */
  readonly warnings: readonly GroupWarning[]
  /** Where others reach us for this group, as multiaddrs; what invitations name. */
  readonly addresses: readonly string[]
  /** Where programs of this machine reach the node over HTTP, where it was opened so (`ports.gateway`). */
  readonly api: ProgramAccess | undefined
  /** Asks members who has something, and answers them. Asking takes no fetch, and a fetch asks by itself as `need.mode` says. */
  readonly needs: Needs
  /** Signed records that every member has. */
  readonly records: GroupRecords
  /** What this machine keeps on its disk, for all of its groups. */
  readonly cache: BlobCache
  /**
   * Goes onto the network, where `OpenOptions.connect` was false: others can connect to us from now on, we are present, and members are
   * looked for. Resolves when others can reach us. Who finds no neighbour within 30 s hears it by the event `connection-failed`.
   * @returns `already`: it was called before, or by another who uses this group; the addresses are tried all the same
   * @throws {GatewayError} `PORT_IN_USE`, `CANNOT_LISTEN`: it can be tried again
   */
  connect(options?: ConnectGroupOptions): Promise<'connected' | 'already'>
  /** Everybody, ourselves included, present or not. */
  members(): Member[]
  /** A snapshot of the members, ourselves first, with where they can be reached. */
  enumMembers(query?: MemberQuery): Enumeration<MemberInfo>
  /**
   * Ends somebody's membership, at once on every machine that hears of it. Its records count as far as they are here. Resolves when it
   * is on disk for good; others hear of it in the same moment.
   * @throws {GroupError} `NOT_A_PEER`, `MAY_NOT_REMOVE`, `LAST_ADMINISTRATOR`, `NOT_ADMINISTRATOR`, `NOT_A_MEMBER`, `NOT_SYNCHRONISED`,
   * `TOO_LARGE_REMOVAL`, `TOO_MANY_REMOVALS`, `BAD_RECOVERY_PHRASE`, `NOT_A_GROUP_OF`, `NOT_SAVED`
   */
  remove(peer: PeerId, options?: RemoveMember): Promise<MadeRemoval>
  /**
   * Gives a member another role. Resolves when it is on disk; with undefined where it has that role.
   * @throws {GroupError} as `remove`, and `TOO_FAR_FROM_ROOT`
   */
  setRole(peer: PeerId, role: Role): Promise<MadeRemoval | undefined>
  /** The same of what it may not do. What is not named stays. @throws {GroupError} as `remove`, and `BAD_LIMIT` */
  setLimits(peer: PeerId, limits: Partial<MemberLimits>): Promise<MadeRemoval | undefined>
  /** What somebody signed as an administrator, and what falls if it is `distrusted` on its removal. */
  signedBy(peer: PeerId): SignedByPeer[]
  /** Every removal that is known here, the newest first. */
  removals(): RemovalInfo[]
  /**
   * Ends our own membership. Resolves when a neighbour has heard of it, after 3 s at the latest; what is on this disk stays:
   * `PeerGroup.delete`.
   * @param options.force also as the last administrator: then nobody but the recovery phrase lets anybody in. @default false
   * @returns whether a neighbour has heard of it; else nobody knows before our certificate ends
   * @throws {GroupError} `LAST_ADMINISTRATOR`, `NOT_A_MEMBER`, `NOT_SAVED`, `TOO_LARGE_REMOVAL`, `TOO_MANY_REMOVALS`
   */
  leave(options?: { readonly force?: boolean | undefined }): Promise<boolean>
  /**
   * Asks a member for a connection for messages of applications alone. What comes of it is told by an event `direct` at both ends, within
   * 10 s; only then can the id be used. Both ends need a queue that asks for `direct`, and who is to receive one that asks for `data`.
   * @param options.address a multiaddr over TCP, with or without `/p2p/`. @default where it says that it is
   * @returns at once; of a second call meanwhile, the same
   * @throws {GraphError} `NOT_ASKED_FOR`: no queue here asks for `direct`; `CONNECT_SELF`; `NODE_NOT_FOUND`: that is no member;
   * `TOO_MANY_CONNECTIONS`: 32
   */
  openDirect(peer: PeerId, options?: OpenDirectOptions): ConnectionId
  /** Ends a direct connection; what was sent still arrives. @throws {GraphError} `CONNECTION_NOT_FOUND`: also of neighbours */
  closeDirect(id: ConnectionId): void
  /**
   * Sends a message over a direct connection, or to a neighbour. Resolves when there is room for the next, not when it was read.
   * Messages of one connection arrive in order, or it ends.
   * @param type what both applications call it: 1 to 128 bytes of UTF-8
   * @param bytes at most 1 MiB; copied at once
   * @throws {GraphError} `CONNECTION_NOT_FOUND`, `TOO_LARGE`; `NOT_ASKED_FOR`: nobody there takes data; `UNREACHABLE`, `LINK_CLOSED`; the
   * signal's reason
   */
  sendData(id: ConnectionId, type: string, bytes: Uint8Array, options?: AbortOptions): Promise<void>
  /** A snapshot, by id. @param options the kinds that are of interest @default all */
  connections(options?: { readonly kinds?: readonly ConnectionKind[] }): Enumeration<ConnectionInfo>
  /** A queue of the events that any of the filters wants, from now on. @throws {GraphError} `TOO_MANY_QUEUES`: 64 are open */
  events(filters: readonly GroupEventFilter[]): GroupEventQueue
  /** The same for all members, as far as they have heard of them. */
  properties(): GroupProperties
  /** What administrators who were apart set, and lost. */
  propertyConflicts(): PropertyConflict[]
  /**
   * Sets what is named, for all members. Resolves when it is on disk.
   * @throws {GroupError} `BAD_PROPERTY`, `NOT_ADMINISTRATOR`; {StoreError} `DISK`, `CLOSED`, `FULL`
   */
  setProperties(changes: PropertyChanges): Promise<void>
  /** What administrators have every member's machine do; which may be stricter by itself. */
  settings(): GroupSettings
  /** What administrators who were apart set, and lost. */
  settingConflicts(): SettingConflict[]
  /**
   * Resolves when it is on disk. What is not named stays.
   * @throws {GroupError} `BAD_SETTING`, `NOT_ADMINISTRATOR`; {StoreError} `DISK`, `CLOSED`, `FULL`
   */
  setSettings(changes: SettingChanges): Promise<void>
  /**
   * What time it is for all members: times of records are so. The median of neighbours and this machine's clock, at most 10 minutes from
   * that; its clock alone where fewer than 3 say theirs.
   */
  peerTimeMs(): number
  /** Of a time on this machine's clock, ms since 1970: for what is compared with times of records. */
  toPeerTime(systemMs: number): number
  /** Of a time of a record, ms since 1970: for what is shown here. */
  toSystemTime(peerMs: number): number
  /**
   * Lets one identity in: nobody else need be online when the invitation is used.
   * @throws {GroupError} `NOT_AN_IDENTITY`, `MANGLED`, `WRONG_VERSION`, `NOT_ADMINISTRATOR`, `NOT_A_MEMBER`, `TOO_FAR_FROM_ROOT`, `BAD_LIMIT`,
   * `ALREADY_REMOVED`
   */
  invite(identityText: string, options?: InviteOptions): Promise<string>
  /** Who asks to be let in, the first to come first: where the group has knocking on (`setSettings`), and we are an administrator. */
  knocks(): Knock[]
  /**
   * Lets somebody in who knocks, or not; who was denied by mistake may be let in after. Resolves when it is on disk: it hears of it when
   * it asks again, within seconds.
   * @throws {GroupError} `NO_SUCH_KNOCK`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`, `BAD_LIMIT`, `ALREADY_REMOVED`, `NOT_SAVED`
   */
  authorizeMembership(peer: PeerId, allow: boolean, options?: MembershipOptions): Promise<void>
  /** Codes that let in so many machines, while this one runs. */
  readonly codes: {
    /** @throws {GroupError} `BAD_USES`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`, `TOO_MANY_CODES`, `NOT_SAVED` */
    make(init: MakeCodeInit): Promise<MadeCode>
    /** The newest first. */
    list(): CodeSummary[]
    /** @throws {GroupError} `NO_SUCH_CODE`, `NOT_SAVED` */
    revoke(id: string): Promise<void>
  }
  /** Electing who provides for all: who fetches first (`group`), or what an application names. Its events come as `provider` too. */
  readonly elections: Elections
  /** Who has it, from the records here: offline and at once. @throws {ContentError} `BAD_URL`, `PRIVATE_URL` */
  locate(query: { url: string } | { digest: string }): ContentLocation[]
  /**
   * Content of a URL, with one crossing of the uplink for the whole group. Resolves when the first byte can be read; `body`
   * then streams verified bytes while the rest is on its way.
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`, `NOT_HELD`, `ORIGIN_REFUSED`, `ORIGIN_UNREACHABLE`, `ORIGIN_STATUS`,
   * `ORIGIN_BROKEN`, `NO_UPLINK`, `BUSY`, `DISK`, `CLOSED`; the signal's reason
   */
  fetch(url: string, options?: FetchOptions): Promise<FetchedContent>
  /**
   * Puts content into the cache and tells the group that it is here. Resolves when both are on disk.
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`, `BAD_CONTENT_TYPE`, `TOO_LARGE`, `DISK`, `CLOSED`; the signal's reason
   */
  publish(content: PublishedContent, options?: PublishOptions): Promise<BlobLocation>
  /** What `fetch` would do now, and why. Fetches nothing. @throws {ContentError} `BAD_URL`, `PRIVATE_URL` */
  explain(url: string): Promise<Explanation>
  /** Downloads that run here now, for ourselves or for others. */
  transfers(): TransferProgress[]
  /** Body bytes by source since this was opened, for the whole machine. */
  ledger(): LedgerSnapshot
  /**
   * Writes everything durable that is here, with every signature, to a file (docs/protocols/export.md), which is replaced only
   * when all is written. @throws {StoreError} `DISK`, `CLOSED`; what the file system throws
   */
  exportRecords(path: string): Promise<void>
  /**
   * Merges what `exportRecords` of this identity in this group wrote: checked whole before anything is taken. Resolves when it
   * is on disk. @throws {StoreError} `BAD_EXPORT`, `FOREIGN_EXPORT`, `NEWER_FORMAT`, `DISK`, `CLOSED`; what the file system
   * throws
   */
  importRecords(path: string): Promise<ImportReport>
  /**
   * Others see at once that we are gone. Under 3 s. Safe to call twice. Where another of this program uses the group too, it stays open
   * until the last has closed it; through this one nothing is written, sent or fetched any more (`CLOSED`, and `SHUTTING_DOWN` until then),
   * while what is here can be read.
   */
  close(): Promise<void>
}

/** The group's records: as a graph's, but from the start, and of any size that a record can have. */
export type GroupRecords = GraphRecords

export type PeerGroupEvents = {
  /** A peer became, or ceased to be, a member; or its role, name or presence changed. */
  'member:change': PeerId
  /** Some property of the group may be another now: see `properties`. */
  'property:change': undefined
  /** Some setting of the group may be another now: see `settings`. */
  'settings:change': undefined
  /** A link with a member came up, or went down. */
  'neighbour:up': Neighbour
  'neighbour:down': Neighbour
  /** `synchronised` became true; again after it had become false. */
  synchronised: undefined
  /** The same of one record type, earlier: of `group.properties`, `group.settings`, `content.location`, and those of `OpenOptions.precedence`. */
  'type:synchronised': string
  /** Some part of `status` is another now. */
  status: GroupStatus
  /** For 30 s there was no neighbour; we go on looking. Again after there was one. */
  'connection-failed': { readonly reason: ConnectionFailureReason }
  /** Of a kind another is elected and here now, or nobody: see `elections`. */
  provider: ElectionEvents['change']
  /** Somebody knocks who did not before: see `knocks`. */
  knock: Knock
  /** We are no member any more, and why: nothing can be written from now on, and the group is off the network. */
  removed: RemovalInfo
  /** Something a person should know. */
  warning: GroupWarning
}

/** How a program comes by a group. What loads libp2p and Automerge is loaded by the first call. */
export const PeerGroup = {
  /**
   * What is installed here, where that can do what is asked for: the same as of `PeerGraph`.
   * @throws {GraphError} `UNSUPPORTED_VERSION`, `INVALID_ARGUMENT`
   */
  negotiateVersion: (requested: ApiVersion): ApiVersion => negotiateVersion(requested),
  /**
   * Opens a group that this machine is in. Resolves when the records are read and members can reach us; members are found
   * after that. The `potluck` command reaches the node in that home as it does one of `potluck up`.
   * @throws {GatewayError} `NO_IDENTITY`, `NO_GROUP`, `GROUP_AMBIGUOUS`, `ALREADY_RUNNING`, `PORT_IN_USE`, `BAD_CONFIG`,
   * `HOME_NOT_PRIVATE`, `HOME_UNUSABLE`, `HOME_PATH_TOO_LONG`; {GroupError} `NOT_A_MEMBER`, `BAD_GROUP_FILE`; {StoreError}
   * `DISK`; the signal's reason
   */
  open: (options: OpenOptions): Promise<PeerGroup> =>
    whileOpening(async () => {
      const { openPeerGroup } = await import('./open-peer-group.js')
      return openPeerGroup(options)
    }),
  /**
   * Founds a group, and opens it; the home and this machine's identity are made where there are none.
   * @throws {GroupError} `BAD_NAME`; and as `open`
   */
  create: (options: CreateOptions): Promise<CreatedPeerGroup> =>
    whileOpening(async () => {
      const { createPeerGroup } = await import('./open-peer-group.js')
      return createPeerGroup(options)
    }),
  /**
   * Comes in with an invitation or a code, and opens the group; the home and the identity are made where there are none (an
   * invitation is for an identity that was there before: see `identity`). Joining again changes nothing.
   * @throws {GroupError} `BAD_NAME`, `NOT_AN_INVITATION`, `MANGLED`, `INVITATION_EXPIRED`, `INVITATION_FOR_ANOTHER`,
   * `CODE_EXPIRED`, `CODE_USED_UP`, `CODE_REVOKED`, `ADMINISTRATOR_UNREACHABLE`, …; and as `open`
   */
  join: async (options: JoinOptions): Promise<PeerGroup> => {
    const { joinPeerGroup } = await import('./open-peer-group.js')
    return joinPeerGroup(options)
  },
  /**
   * Groups nearby that hear who knocks: known by what administrators' nodes say to anybody, before we are a member. Resolves a
   * moment after the first was found. The identity is made where there is none.
   * @throws {GroupError} `BAD_NAME`, `BAD_ADDRESS`; {GatewayError} as `identity`; the signal's reason
   */
  find: async (options: FindOptions): Promise<FoundGroup[]> => {
    const { findGroupsToKnock } = await import('./open-peer-group.js')
    return findGroupsToKnock(options)
  },
  /**
   * Asks the administrators of a group to be let in, waits until one says so, joins and opens it. Who knocks again after the answer was
   * lost gets the same answer.
   * @throws {GroupError} `NOBODY_FOUND`, `SEVERAL_FOUND`, `KNOCK_DENIED`, `KNOCK_UNANSWERED`, `CLOCK_OFF`; and as `join`
   */
  knock: async (options: KnockOptions): Promise<PeerGroup> => {
    const { knockPeerGroup } = await import('./open-peer-group.js')
    return knockPeerGroup(options)
  },
  /** Groups that this machine is in, open or not. @throws {GatewayError} `NO_IDENTITY`, `HOME_NOT_PRIVATE`, `HOME_UNUSABLE` */
  list: async (options: { readonly home: string }): Promise<GroupSummary[]> => {
    const { listPeerGroups } = await import('./open-peer-group.js')
    return listPeerGroups(options)
  },
  /**
   * What a line for `join` says, without joining: also one that has expired, and one for somebody else. That an invitation is signed by an
   * administrator of its group is checked; a code proves nothing.
   * @throws {GroupError} `NOT_AN_INVITATION`, `WRONG_VERSION`, `MANGLED`, `INVITATION_INVALID`, `NOT_A_CODE`; {GraphError}
   * `INVALID_ARGUMENT`
   */
  parseInvitation: async (text: string): Promise<InvitationInfo> => {
    const { parseGroupInvitation } = await import('./open-peer-group.js')
    return parseGroupInvitation(text)
  },
  /**
   * Deletes what this machine keeps of a group: what is known of it here, its records and its codes. Others keep theirs, and hear nothing
   * of it: `leave` is for that.
   * @throws {GroupError} `GROUP_IN_USE`: it is open, here or in another process; {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS`
   */
  delete: async (options: GroupOptions): Promise<void> => {
    const { deletePeerGroup } = await import('./open-peer-group.js')
    return deletePeerGroup(options)
  },
  /**
   * Makes this machine an administrator whom the root appointed, by the recovery phrase, whatever it was before, removed or not. It must
   * be in the group: who has lost its disk comes in again first, as a member. An open group takes it up at once.
   * @throws {GroupError} `BAD_RECOVERY_PHRASE`, `NOT_A_GROUP_OF`, `BAD_GROUP_FILE`, `CLOCK_OFF`; {GatewayError} `NO_GROUP`, `GROUP_AMBIGUOUS`
   */
  recover: async (options: RecoverOptions): Promise<void> => {
    const { recoverPeerGroup } = await import('./open-peer-group.js')
    return recoverPeerGroup(options)
  },
  /** Closes all that programs of this process have open, or are opening. Safe to call twice. */
  closeAll: async (): Promise<void> => {
    await openGroups.closeAll()
  },
  /**
   * This machine's identity, made where there is none. `text` is the line that `invite` takes: not secret.
   * @throws {GroupError} `BAD_NAME`, `BAD_IDENTITY_FILE`; {GatewayError} `HOME_NOT_PRIVATE`, `HOME_UNUSABLE`
   */
  identity: async (options: IdentityOptions): Promise<PeerIdentity> => {
    const { ensureIdentity } = await import('./open-identity.js')
    return ensureIdentity(options)
  }
} as const
