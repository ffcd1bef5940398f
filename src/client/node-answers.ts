// What the node answers of itself and of the bytes it moved, as programs read it. See content-answers.ts.
import type { CacheUsage } from './content-answers.js'
import type { MemberLimits } from './membership-answers.js'
import type { Service } from './service-answers.js'

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
  /** Of the node, as its certificate says. */
  readonly limits: MemberLimits
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
  readonly services: readonly Service[]
  readonly uplink: { readonly bytesIn: number }
  readonly lan: { readonly bytesIn: number; readonly bytesOut: number }
  readonly cache: CacheUsage
  /** Missing while that service does not run. */
  readonly uploads?:
    | {
        /** To go. */
        readonly pending: number
        readonly pendingBytes: number
        readonly oldestAtMs?: number | undefined
        /** No key says what a receipt is, so no member is asked. */
        readonly withoutKey: number
        /** No member took them, when they were asked last. */
        readonly untaken: number
        /** Members that are given nothing for a backend. */
        readonly blackListed: number
        /** How many of what follows is wrong; what it is, is for who may administer. */
        readonly problems: number
        readonly doubts?: readonly { readonly origin: string; readonly why: string }[] | undefined
        /** Files of `upload.receipts` that cannot be read now. */
        readonly keyProblems?: readonly { readonly file: string; readonly message: string }[] | undefined
        readonly folders?:
          | readonly {
              readonly folder: string
              readonly problem?: string | undefined
              /** Files that cannot be moved or read, while others go. */
              readonly passedOver?: string | undefined
            }[]
          | undefined
      }
    | undefined
  /** For members. */
  readonly carried?: { readonly uploads: number; readonly bytes: number } | undefined
  /** Through members: which way what is not shared goes out, and what is carried for others. */
  readonly connections?:
    | {
        readonly way: 'own' | 'members'
        /** Members present that carry. */
        readonly carriers: number
        readonly carries: boolean
        readonly carried: {
          readonly connections: number
          readonly bytes: number
          readonly members: readonly {
            readonly peer: string
            readonly connections: number
            readonly bytes: number
            readonly lastAtMs: number
          }[]
        }
      }
    | undefined
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
