// Blobs by SHA-256 in a folder: whole or not at all, least recently used go first (design section 6).
import type { Readable } from 'node:stream'

export const LEAF_BYTES = 128 * 1024

export interface BlobStore {
  /** Undefined where it is not here whole. Touches the blob's last use. */
  info(digest: string): BlobInfo | undefined
  /** Bytes `start` (inclusive) to `end` (exclusive). @throws {ContentError} `NOT_HELD` */
  read(digest: string, range?: { start: number; end: number }): Readable
  /** Hashes of all leaves, 32 bytes each. @throws {ContentError} `NOT_HELD` */
  leafHashes(digest: string): Promise<Uint8Array>
  createPartial(): Promise<PartialBlob>
  usage(): { blobs: number; bytes: number; maxBytes: number }
  /** Calls `listener` when a blob was evicted. */
  onEvict(listener: (digest: string) => void): () => void
  close(): Promise<void>
}

export interface BlobInfo {
  readonly digest: string
  readonly bytes: number
  /** 32 bytes, see leaf-hashes.ts. */
  readonly leafRoot: Uint8Array
}

/** A blob that is still growing, readable from its start. One writer, any number of readers. */
export interface PartialBlob {
  /** Bytes written so far. */
  readonly bytes: number
  /** Hashes of the whole leaves written so far; after `finish` of all, the last one shorter. */
  leafHashes(fromLeaf: number): Uint8Array
  /** Appends in order. @throws {ContentError} `DISK`, `TOO_LARGE` */
  append(chunk: Uint8Array): Promise<void>
  /** Resolves with bytes at `offset`: at least one, at most `maxBytes`, only what is written by now. */
  read(offset: number, maxBytes: number): Promise<Uint8Array>
  /** Calls `listener` after each append and at the end. @returns a function that removes it */
  onChange(listener: () => void): () => void
  readonly state: 'growing' | 'finished' | 'discarded'
  /** fsync, rename into place: from here on it is a blob. */
  finish(): Promise<BlobInfo>
  /** Gives up; readers see the state. Safe to call twice. */
  discard(): Promise<void>
}
