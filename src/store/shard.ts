// One author's shard as an Automerge document: the only file that imports Automerge. Used through the low-level handle
// (libraries.md 4.1), since the ordinary API copies the whole map for every change.
import { getBackend, init } from '@automerge/automerge'

const ACTOR_BYTES = 16

/** An open document. Holds memory of the wasm module until `free` is called. */
export interface ShardDocument {
  /** Sets an unused root key and commits. @returns the change, uncompressed. Throws if Automerge does. */
  write(key: string, value: Uint8Array): Uint8Array
  /** Applies checked changes, each after those it depends on, as one batch. Throws if Automerge does: then free it. */
  apply(changes: Uint8Array[]): void
  /** Hashes of the changes that nothing depends on, ascending. */
  heads(): string[]
  /** The bytes under a key: one value for each of the author's processes that wrote it. For tests and tools. */
  read(key: string): Uint8Array[]
  keys(): string[]
  free(): void
}

/**
 * An empty document that writes as `actor`: fresh and random for every document and process start, since the same actor
 * and sequence number twice make a document that never merges again (libraries.md 4.3).
 * @param actor 16 bytes in hex
 */
export function openShardDocument(actor: string): ShardDocument {
  if (actor.length !== 2 * ACTOR_BYTES) throw new RangeError(`actor ${actor} has not 16 bytes`)
  const handle = getBackend(init({ actor }))
  return {
    write: (key, value) => {
      handle.put('_root', key, value, 'bytes')
      handle.commit(undefined, 0) // The record says when; a time here would only be one more thing to check.
      const change = handle.getLastLocalChange()
      if (change === null) throw new Error('Automerge made no change')
      return change
    },
    apply: (changes) => handle.applyChanges(changes),
    heads: () => [...handle.getHeads()].sort(),
    read: (key) => handle.getAll('_root', key).map((entry) => entry[1] as Uint8Array),
    keys: () => handle.keys('_root'),
    free: () => handle.free()
  }
}
