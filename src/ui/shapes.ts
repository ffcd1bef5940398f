// What the gateway's routes answer, as far as the page reads it (/v1/openapi.json). test/ui/shapes.test.ts holds them
// against the routes' own schemas.

export interface Status {
  readonly name: string
  readonly groups: readonly GroupStatus[]
  readonly failedGroups: readonly { readonly id: string; readonly code: string; readonly message: string }[]
  readonly cache: CacheUsage
}

export interface GroupStatus {
  readonly id: string
  readonly name: string
  readonly members: number
  /** This node too. */
  readonly present: number
  readonly neighbours: number
  readonly synchronised: boolean
  /** Whether this machine reached the Internet lately. */
  readonly uplink: 'yes' | 'no' | 'unknown'
}

export interface CacheUsage {
  readonly blobs: number
  readonly bytes: number
  readonly maxBytes: number
  readonly full?: { readonly sinceMs: number; readonly reason: string } | undefined
}

export type Role = 'administrator' | 'member'

export interface GroupSummary {
  readonly id: string
  /** Under which it came to this machine. */
  readonly name: string
  /** What its administrators call it. */
  readonly friendlyName: string
  readonly role: Role
}

export interface Member {
  readonly peer: string
  readonly name: string
  readonly role: Role
  readonly limits: {
    readonly mayServe: boolean
    readonly mayUseUplinks: boolean
    readonly mayProvide: boolean
    readonly fixedTerm: boolean
  }
  readonly validUntilMs: number
  readonly present: boolean
  readonly self: boolean
}

export interface Knocks {
  readonly knocking: 'off' | 'on'
  readonly knocks: readonly Knock[]
}

/** Somebody who asks to be let in. */
export interface Knock {
  readonly peer: string
  /** A stranger's word. */
  readonly name: string
  readonly host: string
  readonly sinceMs: number
  readonly standing: 'stranger' | 'member' | 'removed'
}

export interface Removal {
  readonly peer: string
  readonly kind: 'removed' | 'left' | 'role'
  /** None: whoever has the recovery phrase. */
  readonly by?: string | undefined
  readonly atMs: number
  /** Whether it does anything. */
  readonly counts: boolean
}

export interface Sources {
  readonly uplink: number
  readonly members: { readonly [peer: string]: number }
  readonly cache: number
}

export interface Transfer {
  readonly url: string
  readonly group: string
  readonly state: 'asking' | 'leading' | 'following' | 'copying'
  readonly bytes: number
  readonly totalBytes?: number | undefined
  /** Whom it comes from now; none: the origin, or nobody yet. */
  readonly from?: string | undefined
  readonly sources: Sources
  /** Nobody at this machine asked: it runs for members. */
  readonly forOthers: boolean
}

export interface HistoryDay {
  /** `2026-11-21`, UTC. */
  readonly day: string
  readonly uplinkBytes: number
  readonly memberBytes: number
  readonly cacheBytes: number
}

export interface HistoryContent {
  readonly url: string
  readonly bytes: number
  readonly uplinkBytes: number
  readonly memberBytes: number
  readonly cacheBytes: number
  /** Uplink bytes for each byte of content. */
  readonly crossings: number
  readonly forOthers: boolean
  readonly atMs: number
}

export interface History {
  readonly days: readonly HistoryDay[]
  readonly contents: readonly HistoryContent[]
}

export interface CacheEntry {
  readonly digest: string
  readonly bytes: number
  readonly pinned: boolean
  readonly lastUsedAtMs: number
  readonly urls: readonly string[]
}

export interface GroupSettings {
  readonly settings: {
    readonly allowPrivateOrigins: readonly string[]
    readonly neverShare: readonly string[]
    readonly doNotName: readonly string[]
    readonly knock: 'off' | 'on'
  }
  /** By name: the peer id of who set what is not the default. */
  readonly setBy: { readonly [name: string]: string }
}

export interface MadeCode {
  readonly id: string
  readonly text: string
  readonly uses: number
  readonly expiresAtMs: number
  readonly qrSvg: string
}

export interface ContentRequest {
  readonly id: string
  readonly url: string
  readonly state: 'running' | 'done' | 'failed'
  readonly result?: { readonly bytes: number; readonly sources: Sources } | undefined
  readonly error?: { readonly code: string; readonly message: string } | undefined
}
