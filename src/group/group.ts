// A graph whose members, and whose records, were let in by a member.
import type { KeyPair, PeerId, TypedEvents } from '../base/index.js'
import type { RunningGraph } from '../graph/index.js'
import type { GroupRecord, RecordType } from '../record/index.js'
import type { Store } from '../store/index.js'
import type { ConnectionFailureReason } from './connection-watch.js'
import type { GroupProperties, PropertyChanges, PropertyConflict } from './properties.js'
import type { GroupSettings, SettingChanges, SettingConflict, SettingName } from './settings.js'
import type { Invitation } from './invitation.js'
import type { InviteInit } from './invite.js'
import type { RemovalKind } from './removals.js'
import type { SignedByPeer } from './signed-by.js'
import type { TellOptions, ToldInit, ToldOutcome } from './told.js'
import type { MemberLimits, Role } from './roles.js'

export interface Group extends TypedEvents<GroupEvents> {
  /** The group root's public key, 64 hex characters. */
  readonly id: string
  /** The same, 32 bytes: what stands under every signature. */
  readonly idBytes: Uint8Array
  /**
   * Under which it was created or joined here: what chooses it among the groups of this machine, so nobody else changes it. What
   * administrators call it for all is `properties().friendlyName`.
   */
  readonly name: string
  readonly self: PeerId
  readonly keyPair: KeyPair
  /** What our membership allows now; `member` also after it has ended. */
  readonly role: Role
  readonly store: Store
  readonly graph: RunningGraph
  /** 32 bytes derived from the group secret: keys the hash of URLs (design section 6). */
  readonly urlHashKey: Uint8Array
  /** Codes that this machine made: nobody else can redeem, list or revoke them. */
  readonly codes: GroupCodes
  /** What holds now; never throws. */
  readonly status: GroupStatus
  /**
   * From now on others can connect to us, we are present, and members are looked for. Resolves when others can reach us; who finds no
   * neighbour within {@link CONNECT_BUDGET_MS} hears it by the event `connection-failed`.
   * @returns `already`: it was called before, the addresses are tried all the same
   * @throws {GraphError} `CANNOT_LISTEN`: it can be tried again; `CLOSED`
   */
  connect(options?: ConnectGroupOptions): Promise<'connected' | 'already'>
  /** Who asks to be let in, the first to come first: where the group has knocking on, and we are an administrator. */
  knocks(): Knock[]
  /**
   * Lets somebody in who knocks, or not; who was denied by mistake may be let in after. Resolves when it is on disk: it hears of it when
   * it asks again, within seconds.
   * @throws {GroupError} `NO_SUCH_KNOCK`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`, `BAD_LIMIT`, `ALREADY_REMOVED`, `NOT_SAVED`
   */
  answerKnock(peer: PeerId, answer: AnswerKnock): Promise<void>
  members(): Member[]
  /** Undefined: it is none now. */
  member(peer: PeerId): Member | undefined
  /**
   * Ends somebody's membership, at once on every machine that hears of it. Its records count as far as they are here. Resolves when it
   * is on disk for good; others hear of it in the same moment.
   * @throws {GroupError} `NOT_A_PEER`, `MAY_NOT_REMOVE`, `LAST_ADMINISTRATOR`, `NOT_ADMINISTRATOR`, `NOT_A_MEMBER`, `NOT_SYNCHRONISED`,
   * `TOO_LARGE_REMOVAL`, `TOO_MANY_REMOVALS`, `BAD_RECOVERY_PHRASE`, `NOT_A_GROUP_OF`, `NOT_SAVED`
   */
  removeMember(peer: PeerId, options?: RemoveMember): Promise<MadeRemoval>
  /**
   * Gives a member another role, or other limits: by a removal and a new certificate in one object. What is not named stays. Resolves
   * when it is on disk; with undefined where nothing was to change. What an administrator set for all, properties and
   * settings, is set again as ours before it is made a member.
   * @throws {GroupError} as `removeMember`, and `BAD_LIMIT`, `TOO_FAR_FROM_ROOT`; `NOT_SYNCHRONISED` only for administrators
   */
  changeMember(peer: PeerId, changes: ChangeMember): Promise<MadeRemoval | undefined>
  /**
   * Ends our own membership. Resolves when a neighbour has heard of it, after 3 s at the latest, and deletes nothing here.
   * @param options.force also as the last administrator: then nobody but the recovery phrase lets anybody in. @default false
   * @returns whether a neighbour has heard of it; else nobody knows before our certificate ends
   * @throws {GroupError} `LAST_ADMINISTRATOR`, `NOT_A_MEMBER`, `NOT_SAVED`, `TOO_LARGE_REMOVAL`, `TOO_MANY_REMOVALS`
   */
  leave(options?: { readonly force?: boolean | undefined }): Promise<boolean>
  /** Every removal that is known here, the newest first. */
  removals(): RemovalInfo[]
  /** What somebody signed as an administrator, and what falls if it is `distrusted` on its removal. */
  signedBy(peer: PeerId): SignedByPeer[]
  /**
   * An invitation bound to an identity.
   * @throws {GroupError} `NOT_AN_IDENTITY`, `WRONG_VERSION`, `MANGLED`, `NOT_ADMINISTRATOR`, `NOT_A_MEMBER`, `TOO_FAR_FROM_ROOT`, `BAD_LIMIT`,
   * `ALREADY_REMOVED`
   */
  invite(init: InviteInit): Promise<Invitation>
  /**
   * Says something to one member alone, as a record of an ephemeral type, signed for that member. Resolves when it has taken it.
   * @throws {RecordError} `TOO_LARGE`, `BAD_RECORD`; {GraphError} as `RunningGraph.send`
   */
  tell<Data>(peer: PeerId, type: RecordType<Data>, init: ToldInit<Data>, options?: TellOptions): Promise<void>
  /**
   * Hears what members tell us of an ephemeral type: signed by `record.creator`, who is a member now and said it to us itself; as long as
   * it lives, and within the type's `maxBytes`. The same may come again. The data are to be read with `readData`.
   * @returns no more of it
   */
  onTold<Data>(type: RecordType<Data>, listener: (record: GroupRecord) => void): () => void
  /** What became of the records that members told us since the group was opened. */
  readonly toldCounts: ReadonlyMap<ToldOutcome, number>
  /** The same for all members, as far as they have heard of them. */
  properties(): GroupProperties
  /** What administrators who were apart set, and lost. */
  propertyConflicts(): PropertyConflict[]
  /**
   * Resolves when it is on disk. What is not named stays.
   * @throws {GroupError} `BAD_PROPERTY`, `NOT_ADMINISTRATOR`; {StoreError} `DISK`, `CLOSED`, `FULL`
   */
  setProperties(changes: PropertyChanges): Promise<void>
  /** What administrators have every member's machine do; which may be stricter by itself. */
  settings(): GroupSettings
  /** Which administrator set each that is not the default. */
  settingsBy(): { readonly [Name in SettingName]?: PeerId }
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
  /** What a person should know: of how this machine finds others, and of members that were caught. See the event `warning`. */
  readonly warnings: readonly GroupWarning[]
  /** What ended our own membership, once something has: see the event `removed`. An expired certificate is no removal. */
  readonly removed: RemovalInfo | undefined
  /** The door of every room: a member now. */
  isMember(peer: PeerId): boolean
  /** What a member may do; who is none has no limits, and no door opens to it. */
  limitsOf(peer: PeerId): MemberLimits
  /**
   * Takes up what `joinGroup` wrote into the group's folder since the group was opened: a renewed certificate, addresses.
   * @throws {GroupError} `NO_SUCH_GROUP`, `BAD_GROUP_FILE`
   */
  refresh(): Promise<void>
  /** Leaves the graph, then closes the store. Safe to call twice. */
  close(): Promise<void>
}

/** Several may hold at once (reference section 1.3). */
export interface GroupStatus {
  /** Others can connect to us. */
  readonly listening: boolean
  /** There is a neighbour. */
  readonly connected: boolean
  /** Two neighbours agree with us, or the only one there is does. */
  readonly synchronised: boolean
}

export interface ConnectGroupOptions {
  /** Where members are looked for besides, as multiaddrs over TCP with or without `/p2p/`; bad ones are passed over. @default none */
  readonly addresses?: readonly string[] | undefined
}

export interface GroupCodes {
  /**
   * Makes a code with which `uses` machines can come in while this node runs. Resolves when it is on disk.
   * @throws {GroupError} `BAD_USES`, `NOT_ADMINISTRATOR`, `TOO_FAR_FROM_ROOT`, `TOO_MANY_CODES`, `NOT_SAVED`
   */
  make(init: MakeCodeInit): Promise<MadeCode>
  /** The newest first. Dead ones stay for 30 days. */
  list(): CodeSummary[]
  /** Nobody comes in with it any more; who came in stays. @throws {GroupError} `NO_SUCH_CODE`, `NOT_SAVED` */
  revoke(id: string): Promise<void>
}

export interface MakeCodeInit {
  /** Machines that it lets in: 1 to {@link MAX_CODE_USES}. */
  readonly uses: number
  /** How long it can be used, ms, by this machine's clock. @default {@link CODE_TTL_MS} */
  readonly ttlMs?: number | undefined
  /** @default 'member' */
  readonly role?: Role | undefined
}

export interface MadeCode {
  /** One line: what `join` takes. Shown once: the token in it is kept nowhere here. */
  readonly text: string
  /** 8 hex characters: what `revoke` takes. Not secret. */
  readonly id: string
  readonly role: Role
  readonly uses: number
  readonly expiresAtMs: number
}

export interface CodeSummary {
  readonly id: string
  readonly role: Role
  readonly uses: number
  readonly used: number
  readonly createdAtMs: number
  readonly expiresAtMs: number
  readonly state: 'good' | 'expired' | 'used-up' | 'revoked'
}

/** Somebody who wants in. */
export interface Knock {
  readonly peer: PeerId
  /** What it calls itself: a stranger's word. Who it is shows its peer id: have its owner read the end of that aloud. */
  readonly name: string
  /** IP address it comes from. */
  readonly host: string
  /** When it came, and when it was last heard of, ms since 1970. */
  readonly sinceMs: number
  readonly lastMs: number
  /** `member`: it is one already, and has perhaps lost what it knew of the group; `removed`: it was one. */
  readonly standing: 'stranger' | 'member' | 'removed'
}

export interface AnswerKnock {
  readonly allow: boolean
  /** @default 'member' */
  readonly role?: Role | undefined
  /** Of members only. @default those it has, of who is a member already; else none */
  readonly limits?: Partial<MemberLimits> | undefined
  /** Whether one that was removed, or left, or whose fixed term is over, shall be a member again. @default false */
  readonly again?: boolean | undefined
}

export interface Member {
  readonly peer: PeerId
  /** What the member calls itself; peer id where it has said nothing yet. */
  readonly name: string
  readonly role: Role
  readonly limits: MemberLimits
  /** Of the certificate that counts now, ms since 1970. */
  readonly validFromMs: number
  readonly validUntilMs: number
  /** Who signed that certificate; undefined: the group's root. */
  readonly issuer: PeerId | undefined
  /** Certificates from the root to this one: 1 is what the root signed. */
  readonly depth: number
  readonly present: boolean
  readonly self: boolean
}

export interface RemoveMember {
  /**
   * Of what it signed as an administrator, ids of certificates and removals that fall, or all of it: see `signedBy`. Where its machine is in
   * other hands that is all. @default nothing
   */
  readonly distrusted?: ReadonlySet<string> | 'all' | undefined
  /** Members that get a certificate by us at once, so that they do not hang on what it signed. @default nobody */
  readonly reissue?: readonly PeerId[] | undefined
  /** Also somebody who was invited and has not come. @default false */
  readonly unseen?: boolean | undefined
  /** Also while this machine may lack what it wrote last, which then does not count. @default false */
  readonly unsynchronised?: boolean | undefined
  /** The group's recovery phrase: removes everybody, as the root. @default we sign it ourselves */
  readonly phrase?: string | undefined
}

/** A removal that was just made. */
export interface MadeRemoval extends RemovalInfo {
  readonly signed: KeptOfSigned
}

/** Of what the removed one signed as an administrator. */
export interface KeptOfSigned {
  /** Memberships that stand on. */
  readonly certificates: number
  /** Removals that stand on. */
  readonly removals: number
  /** What does not: what was distrusted, and of members of whom nothing was ever heard what there was no room for. */
  readonly fallen: number
}

export interface ChangeMember {
  readonly role?: Role | undefined
  /** Of members only. */
  readonly limits?: Partial<MemberLimits> | undefined
}

export interface RemovalInfo {
  /** 64 hex characters. */
  readonly id: string
  /** Whose certificates end. */
  readonly peer: PeerId
  /** `left`: it said so itself; `role`: it stays, by another certificate. */
  readonly kind: RemovalKind
  /** Who signed it; undefined: the group's root, with the recovery phrase. */
  readonly by: PeerId | undefined
  /** By that one's clock, ms since 1970. */
  readonly atMs: number
  /** Whether it does anything: not where who signed it was removed, and it was not kept. */
  readonly counts: boolean
}

export type GroupEvents = {
  /** A peer became, or ceased to be, a member as far as the objects here tell; or its role, name or presence changed. */
  'member:change': PeerId
  /** Some property of the group may be another now: see `properties`. */
  'property:change': undefined
  /** Some setting of the group may be another now: see `settings`. */
  'settings:change': undefined
  /** Some part of {@link Group.status} is another now. */
  status: GroupStatus
  /** For {@link CONNECT_BUDGET_MS} there was no neighbour; we go on looking. Again after there was one. */
  'connection-failed': { readonly reason: ConnectionFailureReason }
  /** Somebody knocks who did not before: see `knocks`. */
  knock: Knock
  /**
   * Our own membership was ended. By then nothing can be written any more, and the graph closes; what is in the store can be read until
   * the group is closed. Opening it again fails with `REMOVED`, until somebody invites us again.
   */
  removed: RemovalInfo
  /** Something a person should know. Once for each. */
  warning: GroupWarning
}

export interface GroupWarning {
  /**
   * `mdns-deaf`: multicast can leave by no card, or another program keeps its port to itself, so this machine finds nobody by mDNS.
   * `two-histories`: a member, whom the message names, signed two; the proofs are in the store (`evidence`). It stands until that one is
   * no member any more. `ends-soon`: the certificate of an administrator, whom the message names, ends within a year, and only the
   * recovery phrase renews it; only administrators are told.
   */
  readonly code: 'mdns-deaf' | 'two-histories' | 'ends-soon'
  readonly message: string
}
