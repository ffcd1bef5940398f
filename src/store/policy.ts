// Port: what the store asks about authors without having heard of members. The group fills it (design sections 1 to 3).
import type { PeerId } from '../base/index.js'
import type { AuthorCut } from './shard-cut.js'

export interface Policy {
  /**
   * Whether a valid membership object ever vouched for this author, even one that has expired. Shards of authors nobody
   * vouched for are neither kept nor passed on, so strangers cannot fill a disk; no blame, since a record may be faster
   * than its author's membership object.
   */
  knowsAuthor(author: PeerId): boolean
  /**
   * Of how many authors durable records are kept at most, where strangers count as known. Who has any here stays; others find a place by
   * the first change that they signed, while there is one. @default any number
   */
  readonly maxAuthors?: number | undefined
  /** Until when (peer time, ms) this author is a member: its ephemeral records count, and it may write. undefined: it is none now. */
  memberUntilMs(author: PeerId): number | undefined
  /**
   * Until when (peer time, ms) its durable records count, as far as {@link cutsOf} lets them; undefined: they do not. Layer two:
   * visibility. @default as `memberUntilMs`
   */
  recordsUntilMs?(author: PeerId): number | undefined
  /** What removals let count of its durable records: what every one of them does. @default nothing is cut */
  cutsOf?(author: PeerId): readonly AuthorCut[]
  /**
   * Whether the author may, by its role now, change records of others as far as their types let administrators do so. Of one that was
   * removed: by the role it had, which what the cuts let count goes by.
   */
  isAdministrator(author: PeerId): boolean
  /** Every self-proving membership object here, as bytes: exchanged before anything else. */
  credentials(): Uint8Array[]
  /** Whether {@link receiveCredential} would not refuse it. Changes nothing; never throws. */
  acceptsCredential(bytes: Uint8Array): boolean
  /**
   * Takes a foreign membership object. `refused`: malformed, not of this group, or over the limits; `ignored`: of a kind that only later
   * versions know. Never throws.
   */
  receiveCredential(bytes: Uint8Array): Promise<'new' | 'known' | 'ignored' | 'refused'>
  /** Calls `listener` after an author's membership or role changed, or its cuts. @returns a function that removes it */
  onChange(listener: (author: PeerId) => void): () => void
  /**
   * Calls `listener` with each object that came through another door than {@link receiveCredential}, such as a handshake:
   * the store lets it flood, or peers further away would ignore the newcomer's records until they synchronise.
   * @returns a function that removes it
   */
  onCredential(listener: (bytes: Uint8Array) => void): () => void
}
