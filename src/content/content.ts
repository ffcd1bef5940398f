// Content of one group: where it is, getting it with one crossing of the uplink for everybody, giving it.
import type { Readable } from 'node:stream'
import type { AbortOptions, PeerId } from '../base/index.js'
import type { BlobCache } from './blob-store.js'
import type { ContentFacts } from './content-facts.js'
import type { Explanation } from './explain.js'
import type { Location } from './location.js'
import type { Question } from './ports.js'
import type { UrlVerdict } from './url-privacy.js'

export interface Content {
  /** What this machine keeps on its disk, for all of its groups. */
  readonly cache: BlobCache
  /** What members may hear of that URL, as patterns of the group and of this machine say; `never` of what is no URL. */
  privacy(url: string): UrlVerdict
  /**
   * Who has it, from the records here: offline and at once. Who downloads it now comes last, with what it has by now.
   * @throws {ContentError} `BAD_URL`; `PRIVATE_URL`: also where a pattern says that it is never shared
   */
  locate(query: { url: string } | { digest: string }): ContentLocation[]
  /**
   * Through the group, as design section 6 says; what a pattern says is never shared from its origin, for this asker alone. Resolves
   * when the first byte can be read.
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`; `BAD_OFFSET`, `FAR_AHEAD`, `NOT_HELD`, as the options say; errors of origins and members
   */
  fetch(url: string, options?: FetchOptions): Promise<FetchedContent>
  /**
   * What `fetch` would answer from what the group holds, without its bytes: judged, and where that takes it asked of the origin
   * by one small request, alike; but nothing is copied, joined or downloaded for it. Undefined where `fetch` would have to get it.
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`
   */
  head(url: string, options?: HeadOptions): Promise<HeldContent | undefined>
  /**
   * Puts a local file into the blob store and tells the group. @returns its location record's content
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`: also where a pattern says that the URL is not shared or not named; `BAD_CONTENT_TYPE`, …
   */
  publish(source: AsyncIterable<Uint8Array>, options?: PublishOptions): Promise<BlobLocation>
  /**
   * Takes what a local source has for that URL: its bytes become a blob here that members may read, by the alias path of its digest
   * (`aliasPath`). No record tells it; fetches of that URL at this node find it, and `offer`. It counts as published: what an origin
   * says of that URL outdoes it.
   * @param url as `fetch` takes it
   * @param source not begun where this state of it is held already (`version`)
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`: also where a pattern or the facts say that it is not shared; `BAD_CONTENT_TYPE`:
   * facts that no header can carry; `TOO_LARGE`, `NOT_HELD`, `DISK`, `CLOSED`; what `source` throws
   */
  hold(url: string, source: AsyncIterable<Uint8Array>, options?: HoldOptions): Promise<Location>
  /**
   * What this node holds whole of what somebody asks for, and would give: it may serve, and patterns allow it. Answers from memory.
   * Undefined also for questions that are none: whose URL is not normalised, or not that of the key.
   */
  offer(question: OfferQuestion): Location | undefined
  /** False for a while of who sent this node what it should not have: nothing that it says of content counts here. */
  trusts(peer: PeerId): boolean
  /** What `fetch` would do now, and why. Fetches nothing. @throws {ContentError} `BAD_URL`, `PRIVATE_URL` */
  explain(url: string): Promise<Explanation>
  /** What is running now. */
  transfers(): TransferProgress[]
  close(): Promise<void>
}

export interface FetchOptions extends AbortOptions {
  /** First byte wanted: there `body` begins. Beyond the end, where that is known: `BAD_OFFSET`. @default 0 */
  offset?: number
  /**
   * How far behind what is here the first byte wanted may lie, where its origin is to be read up to there: what lies further is
   * `FAR_AHEAD`, and nothing is begun. @default no limit: it is waited for
   */
  maxAheadBytes?: number
  /**
   * `default`: what is held while it is fresh (RFC 9111), else the origin is asked; where it does not answer in time what is
   * held is served stale, unless it forbids that. `revalidate`: the origin is asked in any case. `held`: only what the group
   * holds, or gets already, fresh or not; else `NOT_HELD`. @default 'default'
   */
  freshness?: 'default' | 'revalidate' | 'held'
  /**
   * `refuse`: an origin that redirects is `ORIGIN_STATUS`, with the status where this node met it, for who goes there himself;
   * what came by way of a redirect is not served. @default 'follow'
   */
  redirects?: 'follow' | 'refuse'
  /**
   * Whether to wait for what another member downloads, or is to download for all (148 of the need flow). `false`: what no member has whole
   * this node gets from the origin itself, beside who downloads it; where it may not, it fails at once. @default true
   */
  wait?: boolean
  /**
   * Whether the caller has already what the group holds, by what its origin said of that: then nothing of it is copied, and `body`
   * is empty. @default it has not
   */
  unless?: (facts: ContentFacts) => boolean
}

export type HeadOptions = Omit<FetchOptions, 'offset' | 'maxAheadBytes' | 'unless' | 'wait'>

/** What is known of content that somebody in the group holds. */
export interface HeldContent {
  readonly bytes: number
  readonly contentType: string | undefined
  readonly facts: ContentFacts
  /** SHA-256, 64 hex characters. */
  readonly digest: string
  readonly freshness: FetchFreshness
}

export interface PublishOptions extends AbortOptions {
  /** The URL this content is the answer for; then the plain URL stands in the record, since it is published on purpose. */
  url?: string
  contentType?: string
}

export type OfferQuestion = Pick<Question, 'url' | 'urlKey' | 'newerThanMs'>

export interface HoldOptions extends AbortOptions {
  contentType?: string | undefined
  /** What its origin said of it, as far as the source knows. @default nothing */
  facts?: Partial<ContentFacts> | undefined
  /**
   * How many there are: what does not fit the cache is refused before anything goes for it, and a source that has more or fewer is
   * `NOT_HELD`. @default not known
   */
  bytes?: number | undefined
  /** More than that is `TOO_LARGE`. @default what the cache takes */
  maxBytes?: number | undefined
  /** Since when this is the content of that URL, ms: who wants newer does not get it. @default now */
  asOfMs?: number | undefined
  /**
   * Names this state of the source, by path, size and time say: where it is held for that URL already, by this run or one before,
   * nothing is read, and where another state was, that is given up. @default it is read
   */
  version?: string | undefined
}

export interface FetchedContent {
  /** From `content-length`, where it is known. */
  readonly bytes: number | undefined
  readonly contentType: string | undefined
  /** What the origin said of it. */
  readonly facts: ContentFacts
  /** SHA-256, 64 hex characters, where it is known before the end. */
  readonly digest: string | undefined
  readonly freshness: FetchFreshness
  /** False: its origin says that it is for who asks alone (RFC 9111). Then more of the answer's headers may matter: cookies. */
  readonly shared: boolean
  /** Verified bytes from `offset`, also while the transfer still runs. Destroying it does not stop the transfer. */
  readonly body: Readable
  /** Settles when everything is here and verified, also if nobody reads `body`; where that is destroyed before, with `CLOSED`. */
  readonly done: Promise<FetchResult>
}

/** For `Age` and `Cache-Status` (RFC 9211). */
export interface FetchFreshness {
  /** Answered from what this node or a member held, without a body from the origin. */
  readonly hit: boolean
  /** Since the origin said it, ms. */
  readonly ageMs: number
  /** Served past its life: the origin was not asked, or did not answer in time. */
  readonly stale: boolean
  /** The origin said just now that what is held is still the same. */
  readonly revalidated: boolean
  /** Reads along with a transfer that ran already. */
  readonly collapsed: boolean
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
  /** Undefined while it is downloaded. */
  digest: string | undefined
  /** Of the whole; undefined where it is not known yet. */
  bytes: number | undefined
  holder: PeerId
  present: boolean
  self: boolean
  /** False: a download that runs. */
  complete: boolean
  /** What it holds of it by now, as it last said. */
  heldBytes: number
  /** To the holder and back, as last measured; undefined where it was not lately. */
  roundTripMs: number | undefined
  /** 0 to 100, in steps, as the holder's presence says (`load.ts`); undefined where it is away. */
  load: number | undefined
  /** When the holder said that it has it, or this node last read all of its own and found it right; ms. */
  verifiedAtMs: number | undefined
  /** Only for what was published on purpose. */
  url: string | undefined
  contentType: string | undefined
  /** When the holder fetched it from the origin, ms; undefined where it did not. */
  fetchedFromOriginAtMs: number | undefined
}

/** Of whole content. */
export interface BlobLocation extends ContentLocation {
  digest: string
  bytes: number
}

export interface TransferProgress {
  url: string
  state: 'asking' | 'leading' | 'following' | 'copying'
  /** Verified, from the start. */
  bytes: number
  totalBytes: number | undefined
  /** Whom we get it from now; undefined: the origin, or nobody yet. */
  from: PeerId | undefined
  /** Read so far, by source. What an earlier download left half done is in `bytes` alone. */
  sources: BytesBySource
  /** Nobody at this node asked: it runs for members. */
  forOthers: boolean
}
