// Content of one group: where it is, getting it with one crossing of the uplink for everybody, giving it.
import type { Readable } from 'node:stream'
import type { AbortOptions, PeerId } from '../base/index.js'
import type { Explanation } from './explain.js'

export interface Content {
  /** Who has it, from the records here: offline and at once. */
  locate(query: { url: string } | { digest: string }): ContentLocation[]
  /** Through the group, as design section 6 says. Resolves when the first byte can be read. */
  fetch(url: string, options?: FetchOptions): Promise<FetchedContent>
  /** Puts a local file into the blob store and tells the group. @returns its location record's content */
  publish(source: Readable, options?: PublishOptions): Promise<ContentLocation>
  /** What `fetch` would do now, and why. Fetches nothing. @throws {ContentError} `BAD_URL`, `PRIVATE_URL` */
  explain(url: string): Promise<Explanation>
  /** What is running now. */
  transfers(): TransferProgress[]
  close(): Promise<void>
}

export type FetchOptions = AbortOptions

export interface PublishOptions extends AbortOptions {
  /** The URL this content is the answer for; then the plain URL stands in the record, since it is published on purpose. */
  url?: string
  contentType?: string
}

export interface FetchedContent {
  /** From `content-length`, where it is known. */
  readonly bytes: number | undefined
  readonly contentType: string | undefined
  /** Verified bytes from the start, also while the transfer still runs. Destroying it does not stop the transfer. */
  readonly body: Readable
  /** Settles when everything is here and verified, also if nobody reads `body`. */
  readonly done: Promise<FetchResult>
}

export interface FetchResult {
  url: string
  /** SHA-256, 64 hex characters. */
  digest: string
  bytes: number
  /** From the call to the last verified byte. */
  ms: number
  sources: BytesBySource
  /** Whether the 300 ms passed without a claim, so that the asker went itself. */
  askedInVain: boolean
  /** Body bytes that crossed the uplink though they were here: the origin would not go on from the middle. */
  rereadBytes: number
  /** When the holder of a copy from before, this node or the one it came from, had it from the origin, ms; undefined for what was fetched now. */
  fetchedFromOriginAtMs: number | undefined
  /** Whether it stays in this node's cache, as far as is known when all is here. */
  kept: boolean
  /** Where it does not. */
  notKeptBecause?: string
}

/** Body bytes by where this node got them. `cache`: was here before. */
export interface BytesBySource {
  uplink: number
  members: { [peer: PeerId]: number }
  cache: number
}

export interface ContentLocation {
  digest: string
  bytes: number
  holder: PeerId
  present: boolean
  self: boolean
  /** Only for what was published on purpose. */
  url: string | undefined
  contentType: string | undefined
  /** When the holder fetched it from the origin, ms; undefined where it did not. */
  fetchedFromOriginAtMs: number | undefined
}

export interface TransferProgress {
  url: string
  state: 'asking' | 'leading' | 'following' | 'copying'
  bytes: number
  totalBytes: number | undefined
  /** Whom we get it from now; undefined: the origin, or nobody yet. */
  from: PeerId | undefined
}
