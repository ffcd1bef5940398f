// A stream of this machine's own becomes a blob.
import type { BlobInfo, BlobStore } from './blob-store.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'

export interface TakeInOptions {
  signal?: AbortSignal | undefined
  /** More than that is `TOO_LARGE`. @default what the store takes */
  maxBytes?: number | undefined
  /** Throws where it must not go on. */
  check?: (() => void) | undefined
}

/** Whole, or nothing of it stays. @throws {ContentError} `DISK`, `TOO_LARGE`, `CLOSED`; what `source` throws; the signal's reason */
export async function takeIn(
  blobs: Pick<BlobStore, 'createPartial'>,
  source: AsyncIterable<Uint8Array>,
  { signal, maxBytes = Infinity, check }: TakeInOptions = {}
): Promise<BlobInfo> {
  const partial = await blobs.createPartial()
  try {
    for await (const leaf of intoLeaves(source)) {
      signal?.throwIfAborted()
      check?.()
      if (partial.bytes + leaf.byteLength > maxBytes) {
        throw new ContentError('TOO_LARGE', `it has over ${maxBytes} bytes`)
      }
      await partial.append(leaf)
    }
    return await partial.finish()
  } catch (error) {
    await partial.discard()
    throw error
  }
}
