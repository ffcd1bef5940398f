// Reading from the origin into a growing blob (design section 6), from the bytes that are here where the origin lets us.
import { equalBytes, sha256 } from '../base/index.js'
import type { PartialBlob } from './blob-store.js'
import { factsOf } from './content-facts.js'
import { HASH_BYTES, LEAF_BYTES, MAX_RESTARTS_OF_ORIGIN } from './defaults.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'
import type { OriginResponse } from './origin.js'
import type { OriginAccess } from './origin-access.js'
import type { SourceResult } from './source-result.js'
import type { TransferFacts } from './transfer-list.js'

export interface LeadInit {
  url: string
  origins: OriginAccess
  redirects?: 'follow' | 'refuse'
  signal: AbortSignal
  /** What is here before the origin is asked. */
  held(): Promise<Held>
  /** Makes, or finds, what to write to. Asked once the origin has answered. */
  partial(expectedBytes: number | undefined): Promise<PartialBlob>
  /** Resolves when more than this many bytes of the content may be read. Not asked before the first leaf. */
  mayRead(bytes: number): Promise<void>
  onBytes(bytes: number): void
  onAnswer(facts: TransferFacts, shareable: boolean): void
  /** Bytes that were here came again, since the origin sent all from the start. */
  onReread(bytes: number): void
}

/** Verified whole leaves, and what the origin said when they came. */
export interface Held {
  readonly bytes: number
  readonly facts: TransferFacts
}

/**
 * Goes on from what is held with `Range` and `If-Range` where its origin gave a strong ETag; else reads from the first byte,
 * compares what is held already and does not write it again. A line that breaks in the middle is opened again at once, as
 * long as each try brings a leaf or more.
 * @throws {ContentError} what `OriginAccess.open` throws, `DISK`, `TOO_LARGE`; the signal's reason
 */
export async function readOrigin(init: LeadInit): Promise<SourceResult> {
  for (let restarts = 0, isRangeUseless = false; ;) {
    const held = await init.held()
    const offset = isRangeUseless ? 0 : resumeOffset(held)
    try {
      const result = await readFrom(init, held, offset)
      if (result !== 'useless-range') return result
      isRangeUseless = true
    } catch (error) {
      init.signal.throwIfAborted()
      const now = await init.held()
      const canGoOn = resumeOffset(now) > 0 && !isRangeUseless
      if (!isInterruption(error) || now.bytes <= held.bytes) throw error
      if (!canGoOn && ++restarts > MAX_RESTARTS_OF_ORIGIN) throw error
    }
  }
}

/** @returns `useless-range`: the origin cannot, or will not, go on there */
async function readFrom(init: LeadInit, held: Held, offset: number): Promise<SourceResult | 'useless-range'> {
  const { url, origins, redirects, signal, onBytes } = init
  const from = offset === 0 ? undefined : { offset, ifRange: held.facts.etag }
  let response: OriginResponse
  try {
    response = await origins.open(url, { signal, onBytes, from, redirects })
  } catch (error) {
    if (offset > 0 && error instanceof ContentError && error.status === 416) return 'useless-range'
    throw error
  }
  try {
    const facts = {
      ...factsOf(response.headers, response.finalUrl === url ? undefined : response.finalUrl),
      expectedBytes: response.totalBytes
    }
    if (response.firstByte > 0 && !isSameContent(facts, held.facts)) return 'useless-range'
    signal.throwIfAborted() // Whoever is read instead is read by what was known then.
    init.onAnswer(facts, response.sharing.ok)
    signal.throwIfAborted()
    const partial = await init.partial(response.totalBytes)
    return partial.bytes < response.firstByte ? 'useless-range' : await take(init, response, partial)
  } finally {
    response.body.cancel()
  }
}

async function take(init: LeadInit, response: OriginResponse, partial: PartialBlob): Promise<SourceResult> {
  const heldLeaves = partial.bytes / LEAF_BYTES
  const held = partial.leafHashes(0)
  let leaf = response.firstByte / LEAF_BYTES
  for await (const bytes of intoLeaves(response.body)) {
    if (leaf >= heldLeaves) await partial.append(bytes)
    else {
      init.onReread(bytes.byteLength)
      const hash = held.subarray(leaf * HASH_BYTES, (leaf + 1) * HASH_BYTES)
      if (!equalBytes(sha256(bytes), hash)) return { type: 'mismatch' }
    }
    leaf++
    // Before more is pulled; but what is whole by now is not held back.
    const isLast = bytes.byteLength < LEAF_BYTES || leaf * LEAF_BYTES === response.totalBytes
    if (!isLast) await init.mayRead(leaf * LEAF_BYTES)
  }
  return leaf < heldLeaves ? { type: 'mismatch' } : { type: 'complete', info: await partial.seal() }
}

/** Whether the origin gave a strong validator, which says of any two parts whether they are of one content (RFC 9110 8.8.3). */
export function mayGoOn({ etag }: TransferFacts): boolean {
  return etag !== undefined && !etag.startsWith('W/')
}

/** Where to go on: 0 where what is held cannot be told from another version. Never the very end, which has no bytes to ask for. */
function resumeOffset({ bytes, facts }: Held): number {
  if (!mayGoOn(facts)) return 0
  const isWhole = facts.expectedBytes !== undefined && bytes >= facts.expectedBytes
  return isWhole ? Math.max(0, bytes - LEAF_BYTES) : bytes
}

/** A server that knows no `If-Range` sends the range of what it has now, and one without its ETag says of nothing what it is. */
function isSameContent(now: TransferFacts, then: TransferFacts): boolean {
  const isAsLong = now.expectedBytes === undefined || then.expectedBytes === undefined
  return now.etag === then.etag && (isAsLong || now.expectedBytes === then.expectedBytes)
}

function isInterruption(error: unknown): boolean {
  return error instanceof ContentError && (error.code === 'ORIGIN_BROKEN' || error.code === 'ORIGIN_UNREACHABLE')
}
