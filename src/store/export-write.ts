// Writes what lies in a store, with every signature, as an export file (docs/protocols/export.md).
import { createHash } from 'node:crypto'
import { concatBytes, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import { EXPORT_CHUNK_BYTES } from './defaults.js'
import { encodeFrame, EXPORT_MAGIC, EXPORT_VERSION } from './export-format.js'
import { readLog } from './read-log.js'
import type { Storage } from './storage.js'
import { wholePart } from './whole-part.js'

export interface ExportInit {
  storage: Storage
  /** 32 bytes. */
  group: Uint8Array
  /** Whose store it is. */
  author: PeerId
  credentials: readonly Uint8Array[]
  /** Peer time. */
  nowMs: number
}

/**
 * A snapshot of what is written when the first chunk is asked for, read a shard at a time, while the store goes on.
 * @throws {StoreError} `DISK`
 */
export async function* writeExport(init: ExportInit): AsyncGenerator<Uint8Array> {
  const { group, author, credentials } = init
  const snapshot = init.storage.snapshot()
  const file = new ChunkedFile()
  try {
    yield* file.add(EXPORT_MAGIC)
    const header = { version: EXPORT_VERSION, group, author: keyOf(author), writtenMs: init.nowMs }
    yield* file.add(encodeFrame({ header }))
    for (const credential of credentials) yield* file.add(encodeFrame({ credential }))
    let shards = 0
    let changes = 0
    for await (const stored of readLog(snapshot, group)) {
      const { heads, changes: whole } = wholePart(stored)
      if (whole.length === 0) continue
      const { name } = stored
      const shard = { author: keyOf(name.author), shard: name.shard, changes: whole.length, heads }
      yield* file.add(encodeFrame({ shard }))
      for (const change of whole) yield* file.add(encodeFrame({ change }))
      shards++
      changes += whole.length
    }
    const trailer = { credentials: credentials.length, shards, changes, digest: file.digest() }
    yield* file.add(encodeFrame({ trailer }))
    yield* file.end()
  } finally {
    await snapshot.close()
  }
}

/** Collects frames into chunks that are worth sending, and digests what went by. */
class ChunkedFile {
  readonly #hash = createHash('sha256')
  #parts: Uint8Array[] = []
  #bytes = 0

  digest(): Uint8Array {
    return this.#hash.copy().digest()
  }

  *add(part: Uint8Array): Generator<Uint8Array> {
    this.#hash.update(part)
    this.#parts.push(part)
    this.#bytes += part.byteLength
    if (this.#bytes >= EXPORT_CHUNK_BYTES) yield* this.end()
  }

  *end(): Generator<Uint8Array> {
    if (this.#bytes > 0) yield concatBytes(this.#parts)
    this.#parts = []
    this.#bytes = 0
  }
}

function keyOf(peer: PeerId): Uint8Array {
  return publicKeyFromPeerId(peer) ?? new Uint8Array()
}
