// One group as a program holds it that embeds Potluck: `import { PeerGroup } from 'potluck'`.
import type { Readable } from 'node:stream'
import type { AbortOptions, Logger, PeerId, TypedEvents } from '../base/index.js'
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
import type {
  CodeSummary,
  GroupProperties,
  GroupSettings,
  GroupWarning,
  MadeCode,
  MakeCodeInit,
  Member,
  PropertyChanges,
  PropertyConflict,
  Role,
  SettingChanges,
  SettingConflict
} from '../group/index.js'
import type { GraphRecords, Neighbour } from '../graph/index.js'
import type { ImportReport } from '../store/index.js'
import type { CreatedPeerGroup, CreateOptions, IdentityOptions, JoinOptions } from './open-peer-group.js'

export interface PeerGroup extends TypedEvents<PeerGroupEvents> {
  /** 64 hex characters. */
  readonly id: string
  /** Under which it was created or joined here; what administrators call it for all is `properties().friendlyName`. */
  readonly name: string
  /** Who this machine is in the group. */
  readonly identity: { readonly peer: PeerId; readonly name: string }
  /** What our membership allows now; `member` also after it has ended. */
  readonly role: Role
  /** Whether two neighbours agree with us, or the only one there is does. */
  readonly synchronised: boolean
  /** Where others reach us for this group, as multiaddrs; what invitations name. */
  readonly addresses: readonly string[]
  /** Where programs of this machine reach the node over HTTP, where it was opened so (`ports.gateway`). */
  readonly api: ProgramAccess | undefined
  /** Signed records that every member has. */
  readonly records: GroupRecords
  /** What this machine keeps on its disk, for all of its groups. */
  readonly cache: BlobCache
  /** Everybody, ourselves included, present or not. */
  members(): Member[]
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
   * @throws {GroupError} `NOT_AN_IDENTITY`, `MANGLED`, `WRONG_VERSION`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`
   */
  invite(identityText: string, options?: InviteOptions): Promise<string>
  /** Codes that let in so many machines, while this one runs. */
  readonly codes: {
    /** @throws {GroupError} `BAD_USES`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`, `TOO_MANY_CODES`, `NOT_SAVED` */
    make(init: MakeCodeInit): Promise<MadeCode>
    /** The newest first. */
    list(): CodeSummary[]
    /** @throws {GroupError} `NO_SUCH_CODE`, `NOT_SAVED` */
    revoke(id: string): Promise<void>
  }
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
  /** Leaves in order: others see at once that we are gone. Under 3 s. Safe to call twice. */
  close(): Promise<void>
}

/** Bytes, text (as UTF-8), or a stream of bytes. */
export type PublishedContent = Readable | AsyncIterable<Uint8Array> | Uint8Array | string

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
  /** Something a person should know. */
  warning: GroupWarning
}

export interface InviteOptions {
  /** @default 'member' */
  readonly role?: Role | undefined
  /** How long it can be used, ms. @default {@link INVITATION_TTL_MS} */
  readonly ttlMs?: number | undefined
}

export interface ProgramAccess {
  /** For instance `http://127.0.0.1:6516/`: what `potluck/client`, curl or a browser is given. */
  readonly url: string
  /** A token for one program, told this once; kept (hashed) in the home. @throws {GatewayError} `LIMIT_REACHED` */
  createToken(init: ProgramTokenInit): Promise<string>
}

export interface ProgramTokenInit {
  /** What people know the program by. */
  readonly name: string
  readonly rights: readonly ('read' | 'publish' | 'records' | 'administer')[]
  /** Whose records it writes: `app.<namespace>.…`. @default the name, where that is a namespace */
  readonly namespace?: string | undefined
}

/** How a program comes by a group. What loads libp2p and Automerge is loaded by the first call. */
export const PeerGroup = {
  /**
   * Opens a group that this machine is in. Resolves when the records are read and members can reach us; members are found
   * after that. The `potluck` command reaches the node in that home as it does one of `potluck up`.
   * @throws {GatewayError} `NO_IDENTITY`, `NO_GROUP`, `GROUP_AMBIGUOUS`, `ALREADY_RUNNING`, `PORT_IN_USE`, `BAD_CONFIG`,
   * `HOME_NOT_PRIVATE`, `HOME_UNUSABLE`, `HOME_PATH_TOO_LONG`; {GroupError} `NOT_A_MEMBER`, `BAD_GROUP_FILE`; {StoreError}
   * `DISK`; the signal's reason
   */
  open: async (options: OpenOptions): Promise<PeerGroup> => {
    const { openPeerGroup } = await import('./open-peer-group.js')
    return openPeerGroup(options)
  },
  /**
   * Founds a group, and opens it; the home and this machine's identity are made where there are none.
   * @throws {GroupError} `BAD_NAME`; and as `open`
   */
  create: async (options: CreateOptions): Promise<CreatedPeerGroup> => {
    const { createPeerGroup } = await import('./open-peer-group.js')
    return createPeerGroup(options)
  },
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
   * This machine's identity, made where there is none. `text` is the line that `invite` takes: not secret.
   * @throws {GroupError} `BAD_NAME`, `BAD_IDENTITY_FILE`; {GatewayError} `HOME_NOT_PRIVATE`, `HOME_UNUSABLE`
   */
  identity: async (options: IdentityOptions): Promise<{ peer: PeerId; name: string; text: string }> => {
    const { identityOf } = await import('./open-peer-group.js')
    return identityOf(options)
  }
} as const

/** What a group is opened with. */
export interface OpenOptions extends AbortOptions {
  /** The folder of this machine's identity, groups and cache: private to its user, one process at a time. */
  readonly home: string
  /** Its name, its id or the start of that. @default the only one of the home */
  readonly group?: string | undefined
  /** Settings of the home's `config.yaml` and of the environment do not count for these. */
  readonly ports?: OpenPorts | undefined
  /** IP addresses to listen on. @default as the home's settings say: all */
  readonly hosts?: readonly string[] | undefined
  /** Whether members are looked for by multicast. @default as the home's settings say: true */
  readonly mdns?: boolean | undefined
  /** Multiaddrs of members that are tried besides. @default as the home's settings say: none */
  readonly knownAddresses?: readonly string[] | undefined
  /**
   * Names of record types that synchronising brings right after the node's own (`group.properties`,
   * `group.settings`, `content.location`), in this order: 13 at most, of 128 bytes, else RangeError. The event `type:synchronised` tells of each. @default none
   */
  readonly precedence?: readonly string[] | undefined
  /** Other settings by their keys, as `{ 'uplink.allowPrivateOrigins': ['10.0.0.0/8'] }`; see docs/operations.md. @default none */
  readonly settings?: { readonly [key: string]: unknown } | undefined
  /** Where `POTLUCK_…` settings come from. @default process.env */
  readonly env?: NodeJS.ProcessEnv | undefined
  /** What a developer may want to read. @default nothing is written */
  readonly logger?: Logger | undefined
}

export interface OpenPorts {
  /** Between members: links. @default 0: any */
  readonly group?: number | undefined
  /** Between members: content. @default 0: any */
  readonly content?: number | undefined
  /** For programs of this machine, on 127.0.0.1; 0: any. @default undefined: none */
  readonly gateway?: number | undefined
}
