// What the node answers, as programs read it. test/client/answers.test.ts holds these beside the node's own schemas
// (src/gateway/api), which programs without Node's types cannot be compiled with.

/** A member that has content, and how well it can be had from there. */
export interface Location {
  /** SHA-256, 64 hex characters; missing while it is being downloaded. */
  readonly digest?: string | undefined
  /** Of the whole content, where known. */
  readonly bytes?: number | undefined
  /** Peer id. */
  readonly holder: string
  /** Whether the holder is here now. */
  readonly present: boolean
  /** Whether the holder is the node that answers. */
  readonly self: boolean
  /** False: the holder is downloading it, and can be read along with. */
  readonly complete: boolean
  /** Verified bytes that the holder has, from the start. */
  readonly heldBytes: number
  /** To the holder and back, ms, where the node has measured it. */
  readonly roundTripMs?: number | undefined
  /** What the holder says of itself: 0 idle to 100 busy. */
  readonly load?: number | undefined
  /** When the holder last knew that it is right, ms since 1970. */
  readonly verifiedAtMs?: number | undefined
  /** Only of what was published with one. */
  readonly url?: string | undefined
  readonly contentType?: string | undefined
  /** When the holder itself fetched it from the origin, ms since 1970. */
  readonly fetchedFromOriginAtMs?: number | undefined
}

/** What to locate. */
export type LocationQuery = { readonly url: string } | { readonly digest: string }

/** A query and who has what it names. */
export interface Located {
  readonly query: LocationQuery
  readonly locations: readonly Location[]
}

export interface Member {
  /** Peer id. */
  readonly peer: string
  /** What it calls itself; the peer id where it has said nothing yet. */
  readonly name: string
  readonly role: 'administrator' | 'member'
  readonly limits: MemberLimits
  readonly validFromMs: number
  readonly validUntilMs: number
  /** Who signed its certificate; missing: the group's root. */
  readonly issuer?: string | undefined
  /** How far it is from the root: 1 is what the root signed. */
  readonly depth: number
  readonly present: boolean
  readonly self: boolean
}

export interface MemberLimits {
  /** Whether others may fetch content from it. */
  readonly mayServe: boolean
  /** Whether others fetch from origins for it. */
  readonly mayUseUplinks: boolean
  /** Whether it may be a provider of flows. */
  readonly mayProvide: boolean
  /** Whether nobody renews its certificate. */
  readonly fixedTerm: boolean
}

export interface MemberRemoval {
  /** 64 hex characters. */
  readonly id: string
  /** Whose certificates end. */
  readonly peer: string
  /** `left`: it said so itself; `role`: it stays, by another certificate. */
  readonly kind: 'removed' | 'left' | 'role'
  /** Who signed it; missing: the root, with the recovery phrase. */
  readonly by?: string | undefined
  /** By that one's clock, ms since 1970. */
  readonly atMs: number
  /** Whether it does anything: not where who signed it was removed itself. */
  readonly counts: boolean
}

/** One that was just made. */
export interface MadeRemoval extends MemberRemoval {
  /** Of what the removed one signed as an administrator, how many memberships and removals stand on, and what does not. */
  readonly signed: { readonly certificates: number; readonly removals: number; readonly fallen: number }
}

export interface RemoveMember {
  /** Of what it signed as an administrator, ids of what falls. @default nothing */
  readonly distrusted?: string[] | undefined
  /** All that it signed falls: where its machine is in other hands. @default false */
  readonly distrustAll?: boolean | undefined
  /** Members that get a certificate by this node at once. @default nobody */
  readonly reissue?: string[] | undefined
  /** Also somebody who was invited and has not come. @default false */
  readonly unseen?: boolean | undefined
  /** Also while this node may lack what it wrote last, which then is lost. @default false */
  readonly unsynchronised?: boolean | undefined
}

/** What is not named stays. */
export interface MemberChanges {
  readonly role?: 'administrator' | 'member' | undefined
  readonly limits?: { -readonly [Limit in keyof MemberLimits]?: boolean | undefined } | undefined
}

export interface Knock {
  readonly peer: string
  /** A stranger's word: who it is shows the end of its peer id. */
  readonly name: string
  /** IP address it comes from. */
  readonly host: string
  readonly sinceMs: number
  readonly lastMs: number
  /** `removed`: it was a member before. */
  readonly standing: 'stranger' | 'member' | 'removed'
}

export interface AnswerKnock extends MemberChanges {
  readonly allow: boolean
  /** Also where it was removed, or left, before. @default false */
  readonly again?: boolean | undefined
}

/** See docs/operations.md. */
export interface GroupSettings {
  readonly allowPrivateOrigins: readonly string[]
  readonly neverShare: readonly string[]
  readonly doNotName: readonly string[]
  readonly knock: 'off' | 'on'
}

export interface Group {
  /** 64 hex characters. */
  readonly id: string
  /** Under which it was created or joined at the node. */
  readonly name: string
  /** What administrators call it for all its members; `name` where they said nothing. It chooses no group. */
  readonly friendlyName: string
  readonly role: 'administrator' | 'member'
}

/** Body bytes by where the node got them. */
export interface BytesBySource {
  readonly uplink: number
  /** By peer id. */
  readonly members: { readonly [peer: string]: number }
  /** Was here before. */
  readonly cache: number
}

/** How one request of content ended. */
export interface FetchResult {
  readonly group: string
  readonly url: string
  readonly digest: string
  readonly bytes: number
  /** From the request to the last verified byte. */
  readonly ms: number
  readonly firstByteMs: number
  readonly sources: BytesBySource
  readonly askedInVain: boolean
  readonly rereadBytes: number
  readonly fetchedFromOriginAtMs?: number | undefined
  readonly freshness?: Freshness | undefined
  /** Whether it stays in the cache of the node. */
  readonly kept: boolean
  readonly notKeptBecause?: string | undefined
}

/** How a request was answered. */
export interface Freshness {
  /** What was held, without a body from the origin. */
  readonly hit: boolean
  /** Since the origin said it. */
  readonly ageMs: number
  /** Past its life: the origin did not answer in time. */
  readonly stale: boolean
  /** The origin said just now that it is still the same. */
  readonly revalidated: boolean
  /** Reads along with a transfer that ran already. */
  readonly collapsed: boolean
}

/** What a download does now. */
export interface Progress {
  /**
   * `asking`: nobody has it yet; `leading`: the node gets it from the origin; `following`: reads along with the member who
   * does; `copying`: from members that hold it.
   */
  readonly state: 'asking' | 'leading' | 'following' | 'copying'
  /** Verified, from the start. */
  readonly bytes: number
  readonly totalBytes?: number | undefined
  /** Whom it comes from now; missing: the origin, or nobody yet. */
  readonly from?: string | undefined
}

/** A download that runs on the node, for itself or for others. */
export interface Transfer extends Progress {
  readonly group: string
  readonly url: string
}

/** Something the node was asked for. */
export interface ContentRequest {
  readonly id: string
  readonly group: string
  readonly url: string
  readonly state: 'running' | 'done' | 'failed'
  readonly firstByteMs?: number | undefined
  readonly transfer?: Progress | undefined
  readonly result?: FetchResult | undefined
  readonly error?: { readonly code: string; readonly message: string } | undefined
}

export interface CacheUsage {
  readonly blobs: number
  readonly bytes: number
  readonly maxBytes: number
  /** That the disk took nothing more, until it does again. */
  readonly full?: { readonly sinceMs: number; readonly reason: string } | undefined
}

export interface CachedBlob {
  readonly digest: string
  readonly bytes: number
  /** It stays, whatever else has to go. */
  readonly pinned: boolean
  readonly lastUsedAtMs: number
  /** What it is known to be the content of, as far as the node remembers. */
  readonly urls: readonly string[]
}

export interface GroupStatus {
  readonly id: string
  /** Under which it was created or joined at the node. */
  readonly name: string
  /** What administrators call it for all its members; `name` where they said nothing. It chooses no group. */
  readonly friendlyName: string
  readonly members: number
  /** Members who are here now, the node too. */
  readonly present: number
  readonly neighbours: number
  readonly synchronised: boolean
  readonly records: number
  /** Who is elected to fetch first for all, and is here. */
  readonly provider?: string | undefined
  /** What time it is for the group's records, ms since 1970: compare with their times. */
  readonly peerTimeMs: number
}

/** Bytes count from the start of the node. */
export interface NodeStatus {
  readonly peerId: string
  readonly name: string
  readonly groups: readonly GroupStatus[]
  readonly failedGroups: readonly { readonly id: string; readonly code: string; readonly message: string }[]
  readonly uplink: { readonly bytesIn: number }
  readonly lan: { readonly bytesIn: number; readonly bytesOut: number }
  readonly cache: CacheUsage
  readonly addresses: readonly string[]
  readonly ports: {
    readonly group: number | null
    readonly content: number
    readonly gateway?: number | null | undefined
  }
}

/** Body bytes by source since the node started. */
export interface Ledger {
  readonly sinceMs: number
  readonly uplink: { readonly bytesIn: number; readonly notSharedBytes: number }
  readonly lan: {
    readonly bytesIn: number
    readonly bytesOut: number
    readonly inByMember: { readonly [peer: string]: number }
    readonly outByMember: { readonly [peer: string]: number }
  }
  readonly cache: { readonly bytesOut: number }
}

interface HistoryBytes {
  /** From origins. */
  readonly uplinkBytes: number
  readonly memberBytes: number
  readonly cacheBytes: number
}

export interface HistoryDay extends HistoryBytes {
  /** `2026-11-21`, UTC. */
  readonly day: string
  readonly notSharedBytes: number
  readonly servedBytes: number
  readonly transfers: number
}

export interface HistoryContent extends HistoryBytes {
  readonly url: string
  readonly digest?: string | undefined
  readonly bytes: number
  /** Uplink bytes for each byte of content, at this node; 0: nothing crossed for it. */
  readonly crossings: number
  readonly forOthers: boolean
  readonly atMs: number
}

export interface History {
  readonly sinceMs: number
  /** The oldest first; days without bytes are left out. */
  readonly days: readonly HistoryDay[]
  /** The newest first. */
  readonly contents: readonly HistoryContent[]
}

/** What asking for a URL would do now. */
export type NextStep =
  | { readonly step: 'cache' | 'attach' | 'ask-all' | 'lead' | 'direct' | 'alone' | 'nowhere' }
  | { readonly step: 'copy'; readonly from: readonly string[] }
  | { readonly step: 'follow'; readonly from: string }
  | { readonly step: 'ask'; readonly first: string }

/** What asking for a URL would do now and why, and what it did last. */
export interface Explanation {
  readonly group: { readonly id: string; readonly name: string }
  readonly url: string
  readonly urlKey: string
  /** What members may hear of it, as patterns of the group and of its node say: all, the key alone, nothing. */
  readonly privacy: 'share' | 'unnamed' | 'never'
  readonly next: NextStep
  /** Of what the group has, where it can be had: what is not fresh is asked of its origin first. */
  readonly freshness?:
    { readonly isFresh: boolean; readonly ageMs: number; readonly mayServeStale: boolean } | undefined
  readonly holders: readonly (Location & { readonly counts: boolean })[]
  readonly transfer?: (Progress & { readonly url: string }) | undefined
  readonly downloaders: readonly { readonly peer: string; readonly verifiedBytes: number }[]
  readonly candidates: readonly string[]
  /** Whom the group elected, where it is among them: it comes first. */
  readonly provider?: string | undefined
  readonly out: readonly { readonly peer: string; readonly reasons: readonly string[] }[]
  readonly origin: {
    readonly host: string
    /** The upstream proxy that carries what the node asks of it. */
    readonly proxy?: string | undefined
    readonly addresses: readonly { readonly address: string; readonly refusal?: string | undefined }[]
    readonly error?: string | undefined
  }
  readonly members: readonly {
    readonly peer: string
    readonly name: string
    readonly present: boolean
    readonly self: boolean
  }[]
  /** Whether a fetch would ask every member who has it, how long it would wait for answers, and who answered last. */
  readonly need: {
    readonly mode: 'alongside' | 'ask-first' | 'off'
    readonly asks: boolean
    readonly waitMs: number
    readonly answered: readonly { readonly peer: string; readonly afterMs: number }[]
  }
  readonly last?: ContentRequest | undefined
}

/** What is asked of every member. */
export interface NeedQuery {
  /** Any URL or URI: every member reads it. */
  readonly uri: string
  /** @default 'GET' */
  readonly method?: 'GET' | 'POST' | undefined
  /** What the need means, as applications agree, from 16 on. @default it asks for the content of the URL */
  readonly type?: number | undefined
  /** What the asker retrieves by. @default the scheme */
  readonly protocol?: string | undefined
  /** Of the application. */
  readonly version?: string | undefined
  /** False: a member may download what nobody has. @default true */
  readonly cachedOnly?: boolean | undefined
  /** The application's own: at most 16, with 1,024 characters together. */
  readonly pairs?: { key: string; value: string }[] | undefined
  /** Whether a download that runs elsewhere is waited for, where nobody has it. @default true */
  readonly wait?: boolean | undefined
  /** Every answer within the time, not the first alone. @default false */
  readonly all?: boolean | undefined
}

/** A member has it. */
export interface NeedAnswer {
  /** Peer id. */
  readonly holder: string
  /** Of content the path at the holder's content port, else what its application says. */
  readonly alias: string
  readonly pairs: readonly { readonly key: string; readonly value: string }[]
  /** From asking to hearing, ms. */
  readonly afterMs: number
  /** Missing where an application answered. */
  readonly content?:
    { readonly digest: string; readonly bytes: number; readonly contentType?: string | undefined } | undefined
}

/**
 * `asked` comes first; `outcome` last: `found`; `downloaded`, nobody had it, and a download elsewhere was waited for; `downloading`, one runs
 * and was not; `none`; `ended`, the node stops.
 */
export type NeedEvent =
  | { readonly event: 'asked'; readonly data: { readonly group: string; readonly id: number; readonly waitMs: number } }
  | { readonly event: 'answer'; readonly data: NeedAnswer }
  | {
      readonly event: 'progress'
      readonly data: {
        readonly peer: string
        readonly verifiedBytes: number
        readonly expectedBytes?: number | undefined
      }
    }
  | {
      readonly event: 'outcome'
      readonly data: { readonly outcome: 'found' | 'downloaded' | 'downloading' | 'none' | 'ended' }
    }
  | { readonly event: 'lost'; readonly data: { readonly missed: number } }
