// The file that a growing blob writes to, and what is left of one: read, checked and taken up again.
import { open, type FileHandle } from 'node:fs/promises'
import { equalBytes, sha256 } from '../base/index.js'
import type { PartialPaths } from './blob-files.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { LeafHasher } from './leaf-hashes.js'
import { readResumeNotes, type FoundNotes } from './resume-notes.js'

/** A download that an earlier one has begun. */
export interface Begun {
  readonly file: FileHandle
  readonly hasher: LeafHasher
  readonly bytes: number
  readonly notes: FoundNotes
}

/** Reads what was left, and cuts it off where a leaf is not what it was. @throws where nothing can be done with it */
export async function takeUp(paths: PartialPaths): Promise<Begun> {
  const { facts, hashes } = await readResumeNotes(paths.resume)
  const file = await open(paths.blob, 'r+')
  try {
    const { size } = await file.stat()
    const hasher = new LeafHasher()
    let bytes = 0
    for (let at = 0; at < hashes.byteLength && bytes + LEAF_BYTES <= size; at += HASH_BYTES) {
      const leaf = await readAt(file, bytes, LEAF_BYTES)
      const hash = hashes.subarray(at, at + HASH_BYTES)
      if (!equalBytes(sha256(leaf), hash)) break
      hasher.update(leaf, hash)
      bytes += LEAF_BYTES
    }
    await file.truncate(bytes)
    return { file, hasher, bytes, notes: { facts, hashes: hasher.hashes() } }
  } catch (error) {
    await file.close()
    throw error
  }
}

export async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < chunk.byteLength;) {
    written += (await file.write(chunk, written, chunk.byteLength - written, position + written)).bytesWritten
  }
}

/**
 * At least one byte; fewer than `length` where the file is shorter than it should be.
 * @param buffer where the bytes are put; `length` or larger
 */
export async function readAt(
  file: FileHandle,
  offset: number,
  length: number,
  buffer: Uint8Array = Buffer.allocUnsafe(length)
): Promise<Uint8Array> {
  const { bytesRead } = await file.read(buffer, 0, length, offset)
  if (bytesRead === 0) throw new Error('the file is shorter than what was written')
  return buffer.subarray(0, bytesRead)
}
