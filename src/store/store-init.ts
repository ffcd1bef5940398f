// What a store is opened with.
import type { Clock, KeyPair, Logger, Random } from '../base/index.js'
import type { Policy } from './policy.js'
import type { RecordSecurity } from './security.js'
import type { Storage } from './storage.js'

export interface StoreComponents {
  keyPair: KeyPair
  policy: Policy
  /** A program's own word about each version of a record, the same at all nodes. @default none */
  security?: RecordSecurity
  clock: Clock
  random: Random
  logger: Logger
  /** @default LevelDB in `folder` */
  storage?: Storage
}

export interface StoreInit {
  /** The group id, 32 bytes: stands under every signature. */
  group: Uint8Array
  /**
   * Whether durable records stay visible when they expire while `Store.setAlone` says so; over restarts too.
   * @default false
   */
  deferExpirationWhileAlone?: boolean
  /** Where the change log lies; needed where no storage is given. */
  folder?: string
  /**
   * Names of record types that synchronising brings before all others, in this order: at most 16. Each link tells
   * `synchronised` with the type when all that the neighbour had of it is here. @default none
   */
  precedence?: readonly string[]
}

/** With how history ends, which tests alone have end sooner, or not at all. */
export interface HistoryInit extends StoreInit {
  /** @default {@link SHARD_CLOSES_AT_CHANGES} */
  shardClosesAtChanges?: number
  /** Whether this node ends its own history by cleaning. What others end is dropped in any case. @default true */
  endsHistory?: boolean
}

/** With the storage over which a store is opened. */
export type OpenComponents = StoreComponents & { storage: Storage }
