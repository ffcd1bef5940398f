// What a record is (PEER_RECORD, reference section 1.6).
import type { PeerId } from '../base/index.js'
import type { RecordId } from './record-id.js'

/** As in design section 2. */
export type Lifetime = 'durable' | 'ephemeral' | 'collaborative'

/** Text, a whole number within 2^53, or a date: searchable. */
export type AttributeValue = string | number | Date
export type Attributes = Readonly<{ [name: string]: AttributeValue }>

export interface GroupRecord {
  readonly id: RecordId
  readonly type: string
  readonly creator: PeerId
  /** Who wrote this version and signs it. */
  readonly lastModifiedBy: PeerId
  /** Durable: counts up from 1. Ephemeral: peer time in ms at writing. */
  readonly version: number
  /** Peer time, ms since 1970, like the next two. */
  readonly createdAtMs: number
  readonly modifiedAtMs: number
  readonly expiresAtMs: number
  /** A tombstone: no attributes, no data. */
  readonly deleted: boolean
  readonly attributes: Attributes
  readonly data: Uint8Array
  /** Its writer's store renews it when it is about to expire. */
  readonly autoRefresh: boolean
  /** How far its version lies above that of its content, which was only said again since, with a later expiry. */
  readonly renewals: number
  /** When it was renewed last, peer time, ms; 0: never. `modifiedAtMs` stays that of the content. */
  readonly renewedAtMs: number
  /** Collaborative only: this is one author's contribution, and here is when it wrote each value. */
  readonly edits?: readonly AttributeEdit[]
  /** Collaborative only: contributions of the same author that this one replaces, the newest first. */
  readonly replaces?: readonly ReplacedContribution[]
  /**
   * What the program of whoever wrote this version put beside it, for others to judge it by (`RecordSecurity`); left out where there is
   * nothing. A collaborative record as it is shown has none: each contribution has its own.
   */
  readonly security?: Uint8Array
}

/** One value of a contribution to a collaborative record. */
export interface AttributeEdit {
  /** Of the attribute; empty: the data. */
  readonly name: string
  /** The highest version of the record that its author had seen, + 1. */
  readonly version: number
  /** Peer time, ms. */
  readonly modifiedAtMs: number
  /** It says that there is no such attribute, or no data. */
  readonly removed: boolean
  /** The edits of the same name that it takes the place of. */
  readonly overwrites: readonly OverwrittenEdit[]
}

export interface OverwrittenEdit {
  readonly author: PeerId
  readonly version: number
  /** Peer time, ms. */
  readonly modifiedAtMs: number
}

export interface ReplacedContribution {
  readonly version: number
  /** Peer time, ms. */
  readonly modifiedAtMs: number
}
