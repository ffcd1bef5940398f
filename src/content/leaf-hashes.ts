// The hash list of a blob: SHA-256 of each 128 KiB leaf, so that every leaf can be checked before it is passed on, and one
// root over the list that location records carry (design section 6).
import { createHash } from 'node:crypto'
import { equalBytes, sha256, signedBytes } from '../base/index.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'

const LEAVES_TAG = 'potluck/leaves/1'
const EMPTY = new Uint8Array(0)

/** Leaves of a blob of that size; the last one may be shorter, and an empty blob has none. */
export function leafCount(totalBytes: number): number {
  return Math.ceil(totalBytes / LEAF_BYTES)
}

/**
 * The root of a hash list: SHA-256 over tag, total bytes (8 bytes, big-endian) and list, each with its length in front.
 * @param hashes 32 bytes a leaf
 */
export function leafRoot(hashes: Uint8Array, totalBytes: number): Uint8Array {
  const total = new Uint8Array(8)
  new DataView(total.buffer).setBigUint64(0, BigInt(totalBytes))
  return sha256(signedBytes(LEAVES_TAG, [total, hashes]))
}

/** Whether `hashes` is the whole list of a blob of that size with that root. For foreign bytes. */
export function isLeafList(hashes: Uint8Array, totalBytes: number, root: Uint8Array): boolean {
  return hashes.byteLength === leafCount(totalBytes) * HASH_BYTES && equalBytes(leafRoot(hashes, totalBytes), root)
}

/** Hashes a blob and its leaves while it grows. */
export class LeafHasher {
  readonly #whole = createHash('sha256')
  #leaf = createHash('sha256')
  /** Bytes of the leaf that is not whole yet. */
  #leafBytes = 0
  #bytes = 0
  /** Grows by doubling; the first `#leaves` entries count. */
  #hashes = new Uint8Array(64 * HASH_BYTES)
  #leaves = 0

  get bytes(): number {
    return this.#bytes
  }

  /** Hashes of leaves `fromLeaf` to `toLeaf` (exclusive), as far as they are whole by now. A copy. */
  hashes(fromLeaf = 0, toLeaf = Infinity): Uint8Array {
    const end = Math.min(toLeaf, this.#leaves)
    return fromLeaf < end ? this.#hashes.slice(fromLeaf * HASH_BYTES, end * HASH_BYTES) : EMPTY
  }

  /** @param leafHash SHA-256 of `chunk`, where it is known: spares computing it again if `chunk` is one whole leaf */
  update(chunk: Uint8Array, leafHash?: Uint8Array): void {
    this.#whole.update(chunk)
    this.#bytes += chunk.byteLength
    if (leafHash !== undefined && this.#leafBytes === 0 && chunk.byteLength === LEAF_BYTES) {
      this.#addLeaf(leafHash)
      return
    }
    for (let offset = 0; offset < chunk.byteLength;) {
      const part = chunk.subarray(offset, offset + LEAF_BYTES - this.#leafBytes)
      this.#leaf.update(part)
      this.#leafBytes += part.byteLength
      offset += part.byteLength
      if (this.#leafBytes === LEAF_BYTES) this.#closeLeaf()
    }
  }

  /** Closes the last leaf. Nothing may be added afterwards. @returns SHA-256 of everything, 64 hex characters */
  finish(): string {
    if (this.#leafBytes > 0) this.#closeLeaf()
    return this.#whole.digest('hex')
  }

  #closeLeaf(): void {
    this.#addLeaf(this.#leaf.digest())
    this.#leaf = createHash('sha256')
    this.#leafBytes = 0
  }

  #addLeaf(hash: Uint8Array): void {
    const end = (this.#leaves + 1) * HASH_BYTES
    if (end > this.#hashes.byteLength) {
      const larger = new Uint8Array(2 * this.#hashes.byteLength)
      larger.set(this.#hashes)
      this.#hashes = larger
    }
    this.#hashes.set(hash, end - HASH_BYTES)
    this.#leaves++
  }
}

/** The same bytes, cut at leaf boundaries, each piece a buffer of its own; the last piece may be shorter. `chunks` starts at a leaf boundary. */
export async function* intoLeaves(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let leaf = Buffer.allocUnsafeSlow(LEAF_BYTES)
  let filled = 0
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.byteLength;) {
      const part = chunk.subarray(offset, offset + LEAF_BYTES - filled)
      leaf.set(part, filled)
      filled += part.byteLength
      offset += part.byteLength
      if (filled < LEAF_BYTES) continue
      yield leaf
      leaf = Buffer.allocUnsafeSlow(LEAF_BYTES)
      filled = 0
    }
  }
  if (filled > 0) yield leaf.subarray(0, filled)
}
