// Reading a blob of our own so that damage on disk reaches nobody: every leaf is checked against the blob's list first.
import { equalBytes, sha256 } from '../base/index.js'
import type { BlobStore } from './blob-store.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'

/**
 * From byte `from` on, which is within the blob or its end.
 * @throws {ContentError} `NOT_HELD` where it is not here, or damaged: then it is dropped; `DISK`
 */
export async function* checkedRead(blobs: BlobStore, digest: string, from = 0): AsyncGenerator<Uint8Array> {
  const hashes = await blobs.leafHashes(digest)
  const end = blobs.info(digest)?.bytes ?? 0
  let leaf = Math.floor(from / LEAF_BYTES)
  let skip = from % LEAF_BYTES
  for await (const bytes of intoLeaves(blobs.read(digest, { start: Math.min(leaf * LEAF_BYTES, end), end }))) {
    if (!equalBytes(sha256(bytes), hashes.subarray(leaf * HASH_BYTES, (leaf + 1) * HASH_BYTES))) {
      throw damaged(blobs, digest)
    }
    leaf++
    if (skip < bytes.byteLength) yield bytes.subarray(skip)
    skip = 0
  }
  if (leaf * HASH_BYTES < hashes.byteLength) throw damaged(blobs, digest)
}

function damaged(blobs: BlobStore, digest: string): ContentError {
  blobs.dropDamaged(digest)
  return new ContentError('NOT_HELD', `blob ${digest} was damaged on this disk: ask again`)
}
