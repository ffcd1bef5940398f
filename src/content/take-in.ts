// A stream of this machine's own becomes a blob.
import type { BlobInfo, BlobStore } from './blob-store.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'

export interface TakeInOptions {
  signal?: AbortSignal | undefined
  /** How many there are: more or fewer are `NOT_HELD`. @default not known */
  bytes?: number | undefined
  /** More than that is `TOO_LARGE`. @default what the store takes */
  maxBytes?: number | undefined
  /** Throws where it must not go on. */
  check?: (() => void) | undefined
}

/** Whole, or nothing of it stays. @throws {ContentError} `DISK`, `TOO_LARGE`, `NOT_HELD`, `CLOSED`; what `source` throws; the signal's reason */
export async function takeIn(
  blobs: Pick<BlobStore, 'createPartial'>,
  source: AsyncIterable<Uint8Array>,
  { signal, bytes, maxBytes = Infinity, check }: TakeInOptions = {}
): Promise<BlobInfo> {
  const notAsMany = new ContentError('NOT_HELD', `it does not have the ${bytes} bytes that it was said to have`)
  if (bytes !== undefined && bytes > maxBytes) throw new ContentError('TOO_LARGE', `it has over ${maxBytes} bytes`)
  const partial = await blobs.createPartial({ expectedBytes: bytes ?? 0 })
  try {
    for await (const leaf of intoLeaves(source)) {
      signal?.throwIfAborted()
      check?.()
      if (partial.bytes + leaf.byteLength > maxBytes) {
        throw new ContentError('TOO_LARGE', `it has over ${maxBytes} bytes`)
      }
      if (partial.bytes + leaf.byteLength > (bytes ?? Infinity)) throw notAsMany
      await partial.append(leaf)
    }
    if (bytes !== undefined && partial.bytes !== bytes) throw notAsMany
    return await partial.finish()
  } catch (error) {
    await partial.discard()
    throw error
  }
}
