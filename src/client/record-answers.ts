// Records of applications, as programs write and read them. See content-answers.ts.

/** Text, a whole number, or a date. */
export type AttributeValue = string | number | { readonly dateMs: number }

/** What can stand in JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue }

export interface PotluckRecord {
  /** 64 hex characters, the first half derived from the creator. */
  readonly id: string
  readonly type: string
  /** Peer id of the member whose node wrote it first. */
  readonly creator: string
  /** Peer id of the member whose node wrote this version. */
  readonly lastModifiedBy: string
  readonly version: number
  readonly createdAtMs: number
  readonly modifiedAtMs: number
  readonly expiresAtMs: number
  /** Whether its creator's node renews it. */
  readonly autoRefresh: boolean
  readonly attributes: { readonly [name: string]: AttributeValue }
  /** Of the data. */
  readonly bytes: number
  /** Base64; missing in events where it has more than 64 KiB: then it is got by id. */
  readonly data?: string | undefined
  /** The same, where the data are JSON text of at most 64 KiB, nested 1,000 deep at most. */
  readonly json?: JsonValue | undefined
}

/** What a record says; `json` or `data`, not both. */
export interface RecordInit {
  readonly attributes?: { readonly [name: string]: AttributeValue } | undefined
  /** Written as JSON text. */
  readonly json?: JsonValue | undefined
  /** Bytes in base64. */
  readonly data?: string | undefined
  /** How long it lives, ms. @default as its type says */
  readonly ttlMs?: number | undefined
  /**
   * The node renews it before it expires, whenever it runs: durable records of its own that live 4 minutes at least.
   * @default false; in a change: as it was
   */
  readonly autoRefresh?: boolean | undefined
}

/** What is written of a collaborative record; what is not named stays. */
export interface RecordEdit {
  /** By name; null: removed. */
  readonly attributes?: { readonly [name: string]: AttributeValue | null } | undefined
  /** Written as JSON text; or `data`. */
  readonly json?: JsonValue | undefined
  /** Bytes in base64; null: none any more. */
  readonly data?: string | null | undefined
  /** It never makes the record end sooner, ms. @default as its type says */
  readonly ttlMs?: number | undefined
}

/** What a member that was apart wrote of a collaborative record, and lost. */
export interface RecordConflict {
  /** Of the attribute; empty: the data. */
  readonly name: string
  /** Of an attribute; missing where it was removed. */
  readonly value?: AttributeValue | undefined
  /** Base64; missing where they were removed. */
  readonly data?: string | undefined
  /** Peer id of the member whose node wrote it. */
  readonly author: string
  readonly version: number
  readonly modifiedAtMs: number
  /** `overruled`: another value stands; `no-room`: the record has as many attributes as one may have. */
  readonly why: 'overruled' | 'no-room'
}

export interface RecordConflicts {
  readonly id: string
  readonly conflicts: readonly RecordConflict[]
  /** There are more than one answer has. */
  readonly truncated: boolean
}

export interface DeleteOptions {
  /** Any record vanishes at this node alone, until it has synchronised again; nothing is written. @default false */
  readonly localOnly?: boolean | undefined
}

export interface NewRecord extends RecordInit {
  /** `app.<namespace>.<name>`, declared before. */
  readonly type: string
  /** The node has one record of the type with that name; its id follows from the name. @default a fresh id */
  readonly name?: string | undefined
}

export interface RecordQuery {
  /** Needed of a token without the right `administer`. */
  readonly type?: string | undefined
  /** One that the type declares as indexed. */
  readonly attribute?:
    { readonly name: string; readonly value: string | number | { readonly dateMs: number } } | undefined
  /** Peer id. */
  readonly creator?: string | undefined
}

/** All of the parts, any of them, or one comparison: with text, a whole number, a date, or text in which `*` and `?` stand for others. */
export type SearchCriteria =
  | { readonly and: readonly SearchCriteria[] }
  | { readonly or: readonly SearchCriteria[] }
  | {
      /** One of the record's own, or `peerrecordid`, `peerrecordtype`, `peercreatorid`, … (docs/store.md, "Search"). */
      readonly attribute: string
      /** @default 'equal' */
      readonly compare?: 'equal' | 'notequal' | 'less' | 'lessorequal' | 'greater' | 'greaterorequal' | undefined
      /** Of the attribute's type: an attribute of another type does not fit, whatever the comparison. */
      readonly value: AttributeValue | { readonly pattern: string }
    }

export interface SearchScope {
  /** Only records of these. @default all that the token may read */
  readonly types?: readonly string[] | undefined
}

/** How records of a type live. */
export interface RecordTypeInit {
  /**
   * `durable`: on the disks of all members; `ephemeral`: in memory, ten minutes at most; `collaborative`: as durable, and several
   * members write one record.
   */
  readonly lifetime: 'durable' | 'ephemeral' | 'collaborative'
  /** How long a record lives unless its writer says less, ms. */
  readonly ttlMs: number
  /** Of the data. @default 64 KiB */
  readonly maxBytes?: number | undefined
  /** Attributes that records are looked up by. @default none */
  readonly indexed?: string[] | undefined
  /** Who changes and deletes records besides their creators. @default 'administrators' */
  readonly changeableBy?: 'creator' | 'administrators' | 'members' | undefined
}

export interface RecordType {
  /** `app.<namespace>.<name>`. */
  readonly name: string
  readonly lifetime: 'durable' | 'ephemeral' | 'collaborative'
  readonly maxBytes: number
  readonly ttlMs: number
  readonly indexed: readonly string[]
  readonly changeableBy: 'creator' | 'administrators' | 'members'
}

/** Of the records of one lifetime, and what is allowed; collaborative ones count as durable. */
export interface LifetimeUsage {
  readonly records: number
  readonly maxRecords: number
  readonly bytes: number
  readonly maxBytes: number
}

/** What the node has written in a namespace and still lives. */
export interface NamespaceUsage {
  readonly durable: LifetimeUsage
  readonly ephemeral: LifetimeUsage
}

export interface RecordTypes {
  readonly types: readonly RecordType[]
  /** By namespace. */
  readonly usage: { readonly [namespace: string]: NamespaceUsage }
}
