// Blobs by SHA-256 in a folder: whole or not at all, least recently used go first (design section 6).
import type { Readable } from 'node:stream'
import type { ContentError } from './errors.js'
import type { ResumeFacts } from './resume-notes.js'

export type { ResumeFacts } from './resume-notes.js'
export { LEAF_BYTES } from './defaults.js'

/** What is kept, for people to look at and decide about. */
export interface BlobCache {
  /** The most recently used first. */
  list(): CachedBlob[]
  /** Never evicted from now on, also after a restart. Resolves when that is on disk. @throws {ContentError} `NOT_HELD`, `DISK` */
  pin(digest: string): Promise<void>
  /** May go again. Safe for what is not pinned. @throws {ContentError} `DISK` */
  unpin(digest: string): Promise<void>
  /** Drops it, pinned or not, as if evicted. @throws {ContentError} `NOT_HELD`, `DISK` */
  remove(digest: string): Promise<void>
}

export interface CachedBlob {
  readonly digest: string
  readonly bytes: number
  readonly lastUsedAtMs: number
  readonly pinned: boolean
}

export interface BlobStore extends BlobCache {
  /** Undefined where it is not here whole. Answers from memory. Touches the blob's last use. */
  info(digest: string): BlobInfo | undefined
  /** As `info`, but leaves the blob's last use as it is. */
  has(digest: string): boolean
  /**
   * Bytes `start` (inclusive) to `end` (exclusive). The stream must be read or destroyed; it survives the blob's eviction.
   * @throws {ContentError} `NOT_HELD`, `DISK` @throws {RangeError} for a range that is not within the blob
   */
  read(digest: string, range?: { start: number; end: number }): Readable
  /** Its bytes are not what they were: it is dropped, as if evicted. */
  dropDamaged(digest: string): void
  /** Hashes of all leaves, 32 bytes each. @throws {ContentError} `NOT_HELD` */
  leafHashes(digest: string): Promise<Uint8Array>
  /**
   * Starts a blob, or goes on with one that was left half done. Blobs and partials together stay within the quota: while they
   * grow, first partials that nobody fills go, then the least recently used blobs.
   * @throws {ContentError} `CLOSED`; and unless it may pass: `TOO_LARGE`, where `expectedBytes` alone are over the quota; `DISK`
   */
  createPartial(options?: PartialOptions): Promise<PartialBlob>
  /** What was left half done under that URL key. Answers from memory; the bytes are checked when they are taken up again. */
  resumable(key: string): { bytes: number; facts: ResumeFacts } | undefined
  /** Resolves when no download under that URL key is being suspended; or after {@link SUSPEND_BUDGET_MS}. Never rejects. */
  suspended(key: string): Promise<void>
  usage(): BlobUsage
  /** Calls `listener` when a blob was evicted, or found missing on disk. @returns a function that removes it */
  onEvict(listener: (digest: string) => void): () => void
  /** Suspends what is still growing. Safe to call twice. */
  close(): Promise<void>
}

export interface BlobUsage {
  readonly blobs: number
  /** Of blobs and partials. */
  readonly bytes: number
  readonly maxBytes: number
  /** That the disk took nothing more, until it does again. */
  readonly full?: { readonly sinceMs: number; readonly reason: string }
}

export interface PartialOptions {
  expectedBytes?: number | undefined
  /** Where it cannot be kept (`DISK`, `TOO_LARGE`) it goes on in passing, from memory, for those who read it; see `unkept`. */
  mayPass?: boolean
  /**
   * It may be resumed under that URL key (64 hex characters), by this run or a later one. What is left of it is taken up: then
   * the partial begins with `bytes` > 0, whole leaves that were read and checked. While another partial has the key, this one
   * begins with nothing, and leaves nothing.
   */
  resume?: { key: string } | undefined
}

export interface BlobInfo {
  /** SHA-256, 64 lower-case hex characters. */
  readonly digest: string
  readonly bytes: number
  /** 32 bytes, see leaf-hashes.ts. */
  readonly leafRoot: Uint8Array
}

/** A blob that is still growing, readable from its start. One writer, any number of readers. */
export interface PartialBlob {
  /** Bytes written so far. */
  readonly bytes: number
  /**
   * Why nothing of it will be kept, where it may pass. Then what comes is held in memory, {@link PASSING_WINDOW_BYTES} of it:
   * `append` waits for readers, `finish` rejects with this.
   */
  readonly unkept: ContentError | undefined
  /**
   * Bytes of it from `offset` (default: 0) on went by and are gone, or it was a blob and is none any more: whoever begins
   * there now cannot read to the end.
   */
  hasGap(offset?: number): boolean
  /** Hashes of the whole leaves written so far; once sealed of all, the last one shorter. */
  leafHashes(fromLeaf: number): Uint8Array
  /**
   * Appends, in the order of the calls. `chunk` must not change until then. Large chunks, at best leaves, are fastest.
   * @param leafHash SHA-256 of `chunk`, where the caller has just computed it to check a leaf: it is not computed again
   * @throws {ContentError} `CLOSED` once sealed or discarded; and unless it may pass: `DISK`, `TOO_LARGE`: then the blob is
   * discarded too
   */
  append(chunk: Uint8Array, leafHash?: Uint8Array): Promise<void>
  /**
   * Resolves with bytes at `offset`: at least one, at most `maxBytes`, only what is written by now. Also after `finish`.
   * @param into memory of `maxBytes` for what comes from the disk. @default fresh memory
   * @throws {ContentError} `NOT_HELD` where nothing is written at `offset`, or it was evicted since; `PASSED`; `CLOSED`; `DISK`
   */
  read(offset: number, maxBytes: number, into?: Uint8Array): Promise<Uint8Array>
  /** One who reads on from there: while bytes pass, the writer waits for it. */
  openReader(offset: number): PartialReader
  /** Calls `listener` after each append and at the end. @returns a function that removes it */
  onChange(listener: () => void): () => void
  readonly state: 'growing' | 'sealed' | 'finished' | 'discarded'
  /**
   * Takes no more appends, and says what it is: known at once, while fsync takes its time. Waits for appends that still run.
   * Again: the same promise. @throws {ContentError} `CLOSED`
   */
  seal(): Promise<BlobInfo>
  /**
   * Seals it, fsync, rename into place: from here on it is a blob. Again: the same promise.
   * @throws {ContentError} `DISK`: then it is discarded, or where it may pass {@link unkept} and can still be read; `CLOSED`
   */
  finish(): Promise<BlobInfo>
  /** What the origin says of it, for who resumes it; undefined: it must not be resumed. Returns at once, never fails. */
  remember(facts: ResumeFacts | undefined): void
  /**
   * Gives up for now: to its readers it is discarded, but what may be resumed (see {@link PartialOptions}) stays on disk, its
   * whole leaves. What is sealed is discarded: it may have turned out to be wrong. Safe to call twice.
   */
  suspend(): Promise<void>
  /** Gives up; readers see the state. Safe to call twice. */
  discard(): Promise<void>
  /** Discards it, unless it is a blob, when it has no reader any more. */
  letGo(): void
}

export interface PartialReader {
  /** As {@link PartialBlob.read}; `PASSED` also where it stood still for {@link PASSING_STALL_MS} while others waited for it. */
  read(offset: number, maxBytes: number, into?: Uint8Array): Promise<Uint8Array>
  /** Safe to call twice. */
  close(): void
}
