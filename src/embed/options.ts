// What programs open, found and join groups with.
import type { Readable } from 'node:stream'
import type { AbortOptions, Logger, PeerId } from '../base/index.js'
import type { AnswerKnock, FoundAdministrator, FoundGroup, InviteInit, PropertyChanges } from '../group/index.js'
import type { PeerGroup } from './peer-group.js'

/** What a group is opened with. */
export interface OpenOptions extends AbortOptions {
  /**
   * The folder of this machine's identity, groups and cache: private to its user, one process at a time. In that, groups of one home
   * share one node, and who opens the same group again has it too: what is said of `ports.content`, `ports.gateway`, `hosts`, `mdns` and
   * `settings` must then be as the first said it, or left out.
   */
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
  /** Whether it connects at once. @default true; else `connect` does, and nothing of it is on the network before */
  readonly connect?: boolean | undefined
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

export interface CreateOptions extends Omit<OpenOptions, 'group'> {
  /** What this machine is called, where its home is new. */
  readonly name: string
  /** What the group is to be called. */
  readonly group: string
  /** What it begins with. @default each its own */
  readonly properties?: PropertyChanges | undefined
}

export interface CreatedPeerGroup {
  readonly group: PeerGroup
  /** Twelve words that can restore the group's root: shown once, kept nowhere. Keep them on paper. */
  readonly recoveryPhrase: string
}

export interface JoinOptions extends Omit<OpenOptions, 'group'> {
  /** What this machine is called, where its home is new. */
  readonly name: string
  /** The line that `PeerGroup.invite` or `potluck invite` made: an invitation for this identity, or a code. */
  readonly invitation: string
}

/** What groups are looked for with that hear who knocks. */
export interface FindOptions extends Pick<OpenOptions, 'home' | 'mdns' | 'knownAddresses' | 'logger' | 'signal'> {
  /** What this machine is called, where its home is new. */
  readonly name: string
  /** How long to look, ms. @default 10 s */
  readonly budgetMs?: number | undefined
}

export interface KnockOptions extends OpenOptions {
  /** What this machine is called, where its home is new: what the administrator reads. */
  readonly name: string
  /** 16 hex characters or more of the start or end of its id; with `confirm` fewer, or its name as it was found. @default the only one */
  readonly group?: string | undefined
  /** Whether a person knows this id for the group's: names are anybody's word. Asked, and needed, where `group` is no id. */
  confirm?(found: FoundGroup): boolean | Promise<boolean>
  /** How long to wait for an administrator's answer, ms. @default 30 min */
  readonly budgetMs?: number | undefined
  /** An administrator's node has us wait for a person. Once. */
  onWaiting?(administrator: FoundAdministrator): void
}

export interface IdentityOptions {
  readonly home: string
  /** What this machine is called, where its home is new. */
  readonly name: string
}

/** All but whom it is for. */
export type InviteOptions = Omit<InviteInit, 'identity'>

/** What who knocks comes in with. */
export type MembershipOptions = Omit<AnswerKnock, 'allow'>

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

/** Bytes, text (as UTF-8), or a stream of bytes. */
export type PublishedContent = Readable | AsyncIterable<Uint8Array> | Uint8Array | string

export interface GroupOptions {
  readonly home: string
  /** Its name, its id or the start of that. */
  readonly group: string
}

export interface RecoverOptions {
  readonly home: string
  /** Its name, its id or the start of that. @default the only one of the home */
  readonly group?: string | undefined
  /** The twelve words that `create` gave. */
  readonly phrase: string
}

export interface GroupSummary {
  /** 64 hex characters. */
  readonly id: string
  /** Under which it was created or joined here; its id where its file cannot be read: opening it says why. */
  readonly name: string
}

export interface MemberQuery {
  /** Who is present alone. @default false */
  readonly present?: boolean | undefined
  /** That one alone. @default all */
  readonly peer?: PeerId | undefined
}
