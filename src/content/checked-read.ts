// Reading a blob of our own so that damage on disk reaches nobody: every leaf is checked against the blob's list first.
import { equalBytes, sha256 } from '../base/index.js'
import type { BlobStore } from './blob-store.js'
import { HASH_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'

/** @throws {ContentError} `NOT_HELD` where it is not here, or damaged: then it is dropped; `DISK` */
export async function* checkedRead(blobs: BlobStore, digest: string): AsyncGenerator<Uint8Array> {
  const hashes = await blobs.leafHashes(digest)
  let offset = 0
  for await (const leaf of intoLeaves(blobs.read(digest))) {
    if (!equalBytes(sha256(leaf), hashes.subarray(offset, offset + HASH_BYTES))) throw damaged(blobs, digest)
    offset += HASH_BYTES
    yield leaf
  }
  if (offset < hashes.byteLength) throw damaged(blobs, digest)
}

function damaged(blobs: BlobStore, digest: string): ContentError {
  blobs.dropDamaged(digest)
  return new ContentError('NOT_HELD', `blob ${digest} was damaged on this disk: ask again`)
}
