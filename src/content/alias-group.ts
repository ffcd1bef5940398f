// What the doors between members ask of a group's content: ports that the crossing fills.
import type { PeerId } from '../base/index.js'
import type { RelayAnswer, RelayAsk } from './relay-tree.js'

/** A finished blob, or a download that goes on. */
export type ReadKind = 'blob' | 'transfer'

export interface AliasGroup {
  /** A member now: asked for every connection, every request, and again whenever `recheck` is called. */
  isMember(peer: PeerId): boolean
  /** Whether limits, its own or ours, let it read what is whole here, or along with what runs. Asked as `isMember` is. */
  mayRead(peer: PeerId, what: ReadKind): boolean
  /** A member's request came in. */
  reachedBy(peer: PeerId): void
  /** Whether this blob may be read by members of this group. */
  sharesBlob(digest: string): boolean
  /** @param transferId 32 lower-case hex characters */
  transfer(transferId: string): RunningTransfer | undefined
}

/** A download that members read along with. Both end when it ends, however: the parts say how. They throw when `signal` aborts. */
export interface RunningTransfer {
  readonly door: TransferDoor
  /** Content behind that leaf's first byte went by unkept: who reads from there cannot read to the end. */
  hasGap(fromLeaf: number): boolean
  /** Content from that leaf's first byte on, in chunks of any size, each of which holds until the next is asked for. */
  bytes(fromLeaf: number, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Signed parts of the hash list, each at most MAX_PART_BYTES; what is in them is the crossing's. */
  parts(signal: AbortSignal): AsyncIterable<Uint8Array>
}

/** Who may read a transfer here, and who is sent on to another reader. */
export interface TransferDoor {
  /** Each answer `serve` is one stream, which ends with `left`. @throws when `signal` aborts */
  ask(ask: RelayAsk, signal: AbortSignal): Promise<Exclude<RelayAnswer, { type: 'wait' }>>
  left(reader: PeerId): void
}
