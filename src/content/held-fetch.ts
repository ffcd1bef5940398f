// A fetch that this node answers from what it holds: nobody is asked.
import { Readable } from 'node:stream'
import type { BlobStore } from './blob-store.js'
import { checkedRead } from './checked-read.js'
import { factsAlone } from './content-facts.js'
import type { FetchedContent, FetchFreshness, HeldContent } from './content.js'
import { ContentError } from './errors.js'
import type { Ledger } from './ledger.js'
import { latestFetch, type Location } from './location.js'

export interface HeldFetch {
  /** Normalised. */
  url: string
  /** Of the copy here. */
  held: Location
  /** All that is known for the URL: says how old the copy is. */
  known: readonly Location[]
  freshness: FetchFreshness
  /** All of it was read, and is right. */
  onReadRight?: () => void
  /** First byte wanted. */
  offset: number
}

/** @throws {ContentError} `BAD_OFFSET` */
export function checkOffset(offset: number, bytes: number | undefined): void {
  if (!Number.isSafeInteger(offset) || offset < 0 || (bytes !== undefined && offset > bytes)) {
    throw new ContentError('BAD_OFFSET', `byte ${offset} is not within content of ${bytes ?? 'unknown'} bytes`)
  }
}

/** Undefined where the copy here has gone, or its beginning is damaged: then it is got anew. */
export async function fetchHeld(
  { blobs, ledger }: { blobs: BlobStore; ledger: Ledger },
  { url, held, known, freshness, offset, onReadRight }: HeldFetch
): Promise<FetchedContent | undefined> {
  const { digest, bytes, contentType } = held
  checkOffset(offset, bytes)
  const body = checkedRead(blobs, digest, offset)
  let first: IteratorResult<Uint8Array, void>
  try {
    first = await body.next()
  } catch (error) {
    if (error instanceof ContentError && error.code === 'NOT_HELD') return undefined
    throw error
  }
  const transfer = ledger.transfer()
  const sameContent = known.filter((other) => other.digest === digest)
  const result = {
    ...{ url, digest, bytes, ms: 0, sources: { uplink: 0, members: {}, cache: bytes - offset } },
    ...{ askedInVain: false, rereadBytes: 0, fetchedFromOriginAtMs: latestFetch(sameContent), kept: true }
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (first.done !== true) yield counted(first.value)
    for await (const chunk of body) yield counted(chunk)
    if (offset === 0) onReadRight?.()
  }
  /** What nobody reads saves nothing. */
  function counted(chunk: Uint8Array): Uint8Array {
    transfer.countCache(chunk.byteLength)
    return chunk
  }
  const readable = Readable.from(all(), { objectMode: false })
  // Who leaves before the second leaf ends `all`, but not the file behind it.
  readable.once('close', () => {
    void body.return(undefined)
    ledger.ended({ url, digest, bytes, sources: transfer.snapshot(), forOthers: false, shared: true })
  })
  const said = { bytes, contentType, facts: factsAlone(held), digest, freshness, shared: true }
  return { ...said, body: readable, done: Promise.resolve(result) }
}

/** For who wants to know of it, and nothing of it. */
export function withoutBody(url: string, held: HeldContent): FetchedContent {
  const { digest, bytes } = held
  const result = {
    ...{ url, digest, bytes, ms: 0, sources: { uplink: 0, members: {}, cache: 0 } },
    ...{ askedInVain: false, rereadBytes: 0, fetchedFromOriginAtMs: undefined, kept: true }
  }
  return { ...held, shared: true, body: Readable.from([]), done: Promise.resolve(result) }
}
