// What the node answers of content and of requests for it, as programs read it. test/client/answers.test.ts holds all answers beside the
// node's own schemas (src/gateway/api), which programs without Node's types cannot be compiled with.

/** A member that has content, and how well it can be had from there. */
export interface Location {
  /** SHA-256, 64 hex characters; missing while it is being downloaded. */
  readonly digest?: string | undefined
  /** Of the whole content, where known. */
  readonly bytes?: number | undefined
  /** Peer id. */
  readonly holder: string
  /** Whether the holder is here now. */
  readonly present: boolean
  /** Whether the holder is the node that answers. */
  readonly self: boolean
  /** False: the holder is downloading it, and can be read along with. */
  readonly complete: boolean
  /** Verified bytes that the holder has, from the start. */
  readonly heldBytes: number
  /** To the holder and back, ms, where the node has measured it. */
  readonly roundTripMs?: number | undefined
  /** What the holder says of itself: 0 idle to 100 busy. */
  readonly load?: number | undefined
  /** When the holder last knew that it is right, ms since 1970. */
  readonly verifiedAtMs?: number | undefined
  /** Only of what was published with one. */
  readonly url?: string | undefined
  readonly contentType?: string | undefined
  /** When the holder itself fetched it from the origin, ms since 1970. */
  readonly fetchedFromOriginAtMs?: number | undefined
}

/** What to locate. */
export type LocationQuery = { readonly url: string } | { readonly digest: string }

/** A query and who has what it names. */
export interface Located {
  readonly query: LocationQuery
  readonly locations: readonly Location[]
}

/** Body bytes by where the node got them. */
export interface BytesBySource {
  readonly uplink: number
  /** By peer id. */
  readonly members: { readonly [peer: string]: number }
  /** Was here before. */
  readonly cache: number
}

/** How one request of content ended. */
export interface FetchResult {
  readonly group: string
  readonly url: string
  readonly digest: string
  readonly bytes: number
  /** From the request to the last verified byte. */
  readonly ms: number
  readonly firstByteMs: number
  readonly sources: BytesBySource
  readonly askedInVain: boolean
  readonly rereadBytes: number
  readonly fetchedFromOriginAtMs?: number | undefined
  readonly freshness?: Freshness | undefined
  /** Whether it stays in the cache of the node. */
  readonly kept: boolean
  readonly notKeptBecause?: string | undefined
}

/** How a request was answered. */
export interface Freshness {
  /** What was held, without a body from the origin. */
  readonly hit: boolean
  /** Since the origin said it. */
  readonly ageMs: number
  /** Past its life: the origin did not answer in time. */
  readonly stale: boolean
  /** The origin said just now that it is still the same. */
  readonly revalidated: boolean
  /** Reads along with a transfer that ran already. */
  readonly collapsed: boolean
}

/** What a download does now. */
export interface Progress {
  /**
   * `asking`: nobody has it yet; `leading`: the node gets it from the origin; `following`: reads along with the member who
   * does; `copying`: from members that hold it.
   */
  readonly state: 'asking' | 'leading' | 'following' | 'copying'
  /** Verified, from the start. */
  readonly bytes: number
  readonly totalBytes?: number | undefined
  /** Whom it comes from now; missing: the origin, or nobody yet. */
  readonly from?: string | undefined
}

/** A download that runs on the node, for itself or for others. */
export interface Transfer extends Progress {
  readonly group: string
  readonly url: string
}

/** Something the node was asked for. */
export interface ContentRequest {
  readonly id: string
  readonly group: string
  readonly url: string
  readonly state: 'running' | 'done' | 'failed'
  readonly firstByteMs?: number | undefined
  readonly transfer?: Progress | undefined
  readonly result?: FetchResult | undefined
  readonly error?: { readonly code: string; readonly message: string } | undefined
}

export interface CacheUsage {
  readonly blobs: number
  readonly bytes: number
  readonly maxBytes: number
  /** That the disk took nothing more, until it does again. */
  readonly full?: { readonly sinceMs: number; readonly reason: string } | undefined
}

export interface CachedBlob {
  readonly digest: string
  readonly bytes: number
  /** It stays, whatever else has to go. */
  readonly pinned: boolean
  readonly lastUsedAtMs: number
  /** What it is known to be the content of, as far as the node remembers. */
  readonly urls: readonly string[]
}
