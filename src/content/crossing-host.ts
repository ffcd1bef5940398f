// What a crossing's driver is given: components, and a port to the group's content around it.
import type { Clock, Logger, PeerId, Random } from '../base/index.js'
import type { RunningTransfer } from './alias-group.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { BlobInfo, BlobStore } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import type { ContentFacts } from './content-facts.js'
import type { Choosable } from './crossing-view.js'
import type { OwnUplink } from './crossing-events.js'
import type { Ledger } from './ledger.js'
import type { Location, Wanted } from './location.js'
import type { OriginAccess } from './origin-access.js'
import type { OriginPolicy } from './origin-policy.js'
import type { Asker, ContentGroup, Provider } from './ports.js'

export interface CrossingComponents {
  group: ContentGroup
  blobs: BlobStore
  aliasClient: AliasClient
  policy: OriginPolicy
  origins: OriginAccess
  ledger: Ledger
  clock: Clock
  random: Random
  logger: Logger
  /** Asks the group what no record tells. @default nobody: needs are flooded, and nobody answers but by records */
  asker?: Asker | undefined
  /** Whom the group elected to fetch for all. @default nobody */
  provider?: Provider | undefined
  /** Of one transfer, served at once by this node. @default {@link MAX_READERS_PER_TRANSFER} */
  maxReadersPerTransfer?: number | undefined
}

/** What a crossing asks of the group's content around it. */
export interface CrossingHost {
  /** Who may be chosen, and our own way out. */
  view(): Readonly<Choosable> & { uplink: OwnUplink }
  addressOf(peer: PeerId): MemberAddress | undefined
  /** Every location of that content of the URL, of members who are away too: together they say how old it is. */
  known(digest: string): readonly Location[]
  publishNeed(excluded: readonly PeerId[], cachedOnly: boolean): void
  /** Nobody else need answer. */
  endNeed(): void
  publishClaim(transferId: string, verifiedBytes: number, end: TransferEnd | undefined): void
  /** The first of an id stays: a claimant may name another's. */
  startServing(transferId: string, transfer: RunningTransfer): void
  stopServing(transferId: string, transfer: RunningTransfer): void
  /**
   * A whole blob that may be shared is here. Never rejects.
   * @param word when its origin answered to this node with it, no earlier than `startedAtMs`; or whether it came from who
   * downloaded it for all
   */
  kept(
    info: BlobInfo,
    facts: ContentFacts,
    word: { readonly fetchedAtMs: number | undefined; readonly isFollowed: boolean }
  ): Promise<void>
  /** Could not be reached, or (`wrong`) sent what it should not have. */
  memberFailed(peer: PeerId, wrong: boolean, cause: unknown): void
  /** It does not give what its location says that it has. */
  holderFailed(peer: PeerId, digest: string): void
  /** They gave no sign of life when it was their turn: until they are heard again nobody waits for them. */
  wereSilent(peers: readonly PeerId[]): void
  /** A try at the origin: whether an answer came, and if not why. */
  originTried(error: unknown): void
  ended(): void
}

export interface CrossingInit {
  /** Normalised. */
  url: string
  /** 64 hex characters. */
  urlKey: string
  /** Which content will do. */
  wanted: Wanted
  /** `refuse`: an origin that redirects has given its answer. */
  redirects: 'follow' | 'refuse'
  /** Peer time. */
  startedAtMs: number
}
