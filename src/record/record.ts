// What a record is (PEER_RECORD, reference section 1.6).
import type { PeerId } from '../base/index.js'
import type { RecordId } from './record-id.js'

/** `durable` and `ephemeral` as in design section 2. */
export type Lifetime = 'durable' | 'ephemeral'

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
}
