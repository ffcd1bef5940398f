// What a crossing has of its content by now: one partial blob that a source fills and any number of readers here read
// while it grows; and how it ended.
import type { Readable } from 'node:stream'
import { equalBytes, raceSignal, type Clock } from '../base/index.js'
import type { BlobStore, PartialBlob, PartialReader } from './blob-store.js'
import { factsAlone } from './content-facts.js'
import type { FetchedContent, FetchFreshness, FetchOptions, FetchResult } from './content.js'
import { BLOB_READ_BYTES, HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { checkOffset } from './held-fetch.js'
import { asHeld, knownContent } from './known-content.js'
import type { TransferLedger } from './ledger.js'
import { latestFetch, type Location } from './location.js'
import { Notifier } from './notifier.js'
import { stoppableBody, unreadError } from './stoppable-body.js'
import { NO_TRANSFER_FACTS, type TransferFacts } from './transfer-list.js'

export interface GrowingInit {
  url: string
  /** 64 hex characters: what is left half done can be resumed under it. Undefined: nothing is left. */
  urlKey?: string
  blobs: BlobStore
  clock: Clock
  ledger: TransferLedger
  /** Somebody reads what was whole before it was asked for: as from the cache. */
  onReadAgain?(): { count(bytes: number): void; end(): void }
}

export interface AskOptions extends Pick<FetchOptions, 'signal' | 'offset' | 'freshness' | 'redirects' | 'wait'> {
  /** What to say of it where members hold it. */
  held?: FetchFreshness
}

interface Whole {
  digest: string
  bytes: number
}

/** Who is told how it ended. */
interface Waiting {
  complete(whole: Whole): void
  fail(error: unknown): void
}

export class GrowingContent {
  readonly #init: GrowingInit
  readonly #changed = new Notifier()
  /** At most one for each body that is read. */
  readonly #waiting = new Set<Waiting>()
  #partial: PartialBlob | undefined
  #opening: Promise<PartialBlob> | undefined
  #facts: TransferFacts = NO_TRANSFER_FACTS
  /** What was said of the bytes that are here by the source that brought, or confirmed, them. */
  #heldFacts: TransferFacts = NO_TRANSFER_FACTS
  /** How many bytes were here when `#facts` were said. */
  #saidAtBytes = 0
  #isFleeting = false
  /** What an earlier download has left. Readers see it when a source goes on behind it, and so agrees with it. */
  #resumedBytes = 0
  #whole: Whole | undefined
  #failure: { error: unknown } | undefined
  /** For the answer's story. */
  askedInVain = false
  /** Bytes that crossed the uplink though they were here: the origin would not go on from the middle. */
  rereadBytes = 0
  /** When its origin last answered to this node, peer time. */
  answeredAtMs: number | undefined
  /** What it said then. */
  answer: TransferFacts | undefined
  /** Where it comes from members that hold it whole: what all who have it say of it. */
  copied: readonly Location[] | undefined
  #readers = 0

  constructor(init: GrowingInit) {
    this.#init = init
  }

  /** Verified, from the start. */
  get bytes(): number {
    return this.#partial?.bytes ?? 0
  }

  get partial(): PartialBlob | undefined {
    return this.#partial
  }

  get facts(): TransferFacts {
    return this.#facts
  }

  /** As a source says that goes on behind the bytes here. */
  set facts(facts: TransferFacts) {
    this.#facts = facts
    this.#saidAtBytes = this.bytes
    this.#agree()
  }

  /**
   * Of the bytes that are here: what may be asked for behind them. A source's word counts when it has gone on behind them, and
   * so compared them: before, they may be of another version.
   */
  get heldFacts(): TransferFacts {
    return this.#heldFacts
  }

  /** For who reads along: no validator that its origin did not send to who tells it. */
  get factsToTell(): TransferFacts {
    return this.copied === undefined ? this.#facts : withoutValidators(this.#facts)
  }

  #agree(): void {
    if (this.bytes > 0 && this.bytes <= this.#saidAtBytes) return
    this.#heldFacts = this.factsToTell
    if (!this.#isFleeting) this.#partial?.remember(this.#heldFacts)
  }

  /** It is somebody's own: nothing of it may be found on this disk later. */
  keepNothing(): void {
    this.#isFleeting = true
    this.#partial?.remember(undefined)
  }

  /** Once all of it is here. */
  get digest(): string | undefined {
    return this.#whole?.digest
  }

  get isEnded(): boolean {
    return this.#whole !== undefined || this.#failure !== undefined
  }

  /**
   * The blob to fill, kept or in passing: with the bytes that an earlier download has left, if there are; `facts` then are what its origin said.
   * @throws {ContentError} `CLOSED`
   */
  async open(expectedBytes: number | undefined): Promise<PartialBlob> {
    if (this.#partial !== undefined) return this.#partial
    this.#opening ??= this.#open(expectedBytes)
    try {
      return await this.#opening
    } finally {
      this.#opening = undefined
    }
  }

  async #open(expectedBytes: number | undefined): Promise<PartialBlob> {
    const { blobs, urlKey } = this.#init
    const key = this.#isFleeting ? undefined : urlKey
    if (key !== undefined) await blobs.suspended(key) // Who asks again at once goes on with what has just failed.
    const left = key === undefined ? undefined : blobs.resumable(key)
    const partial = await blobs.createPartial({
      expectedBytes,
      resume: key === undefined ? undefined : { key },
      mayPass: true
    })
    if (this.#failure !== undefined) {
      await partial.suspend()
      throw new ContentError('CLOSED', 'nobody waits for it any more')
    }
    this.#partial = partial
    this.#resumedBytes = partial.bytes
    this.#saidAtBytes = partial.bytes
    if (partial.bytes > 0) this.#heldFacts = left?.facts ?? NO_TRANSFER_FACTS
    if (this.#facts === NO_TRANSFER_FACTS) this.#facts = this.#heldFacts
    partial.onChange(() => {
      if (partial === this.#partial) this.#agree()
      this.#changed.notify()
    })
    if (this.#isFleeting) partial.remember(undefined)
    else this.#agree()
    return partial
  }

  /** Whether what is here is what readers get. */
  get #isAgreed(): boolean {
    return this.bytes > this.#resumedBytes || this.#whole !== undefined
  }

  /** What is not kept has gone by, or what was kept is gone: whoever asks now must get it another way. */
  hasGap(offset = 0): boolean {
    return this.#partial?.hasGap(offset) ?? false
  }

  /** What is not kept goes when nobody reads it any more. */
  async letGo(): Promise<void> {
    await this.unread()
    this.#partial?.letGo()
  }

  /** Begins again with nothing. Readers who have seen a beginning go on only if what comes begins so too. */
  async restart(): Promise<void> {
    const partial = this.#partial
    if (partial === undefined) return
    this.#partial = undefined
    this.#resumedBytes = 0
    this.#saidAtBytes = 0
    this.#facts = this.#heldFacts = NO_TRANSFER_FACTS
    await partial.discard()
  }

  /** All of it is here. */
  complete(whole: Whole): void {
    const { digest, bytes } = whole
    this.#whole = { digest, bytes }
    this.#tell((waiting) => waiting.complete({ digest, bytes }))
  }

  /** Nothing more will come. What was not complete is left for who asks next, or dropped where it cannot be resumed. */
  fail(error: unknown): void {
    if (this.isEnded) return
    this.#failure = { error }
    this.#tell((waiting) => waiting.fail(error))
    void this.#partial?.suspend() // Never rejects.
  }

  #tell(tell: (waiting: Waiting) => void): void {
    for (const waiting of this.#waiting) tell(waiting)
    this.#waiting.clear()
    this.#changed.notify()
  }

  /** Whether anybody here reads it, or waits to. */
  get hasReaders(): boolean {
    return this.#readers > 0
  }

  /** Resolves when nobody here reads it any more. For what may not be kept. */
  async unread(): Promise<void> {
    while (this.#readers > 0) await this.#changed.next()
  }

  /** Resolves when the first byte wanted can be read, or all of nothing. */
  async opened(options: AskOptions = {}, isCollapsed = (): boolean => false): Promise<FetchedContent> {
    const { signal, offset = 0, redirects } = options
    const { clock } = this.#init
    const startedMs = clock.monotonicMs()
    const askedAtMs = clock.nowMs()
    const wasWhole = this.#whole !== undefined
    this.#readers++
    try {
      while (!this.#isAgreed) {
        if (this.#failure !== undefined) throw this.#failure.error
        await this.#changed.next(signal)
      }
      if (redirects === 'refuse' && this.#facts.redirected) throw redirected(this.#init.url)
      checkOffset(offset, this.#whole?.bytes ?? this.#facts.expectedBytes)
    } catch (error) {
      this.#left()
      throw error
    }
    const body = stoppableBody((stop) => this.#read(offset, wasWhole, stop), BLOB_READ_BYTES)
    body.once('close', () => this.#left())
    try {
      if (offset > 0 && offset !== this.#facts.expectedBytes) await raceSignal(body.first(), signal)
    } catch (error) {
      body.destroy()
      throw error
    }
    const done = this.#end(body, startedMs, wasWhole)
    done.catch(() => {}) // For callers who read the body alone.
    return {
      bytes: this.#whole?.bytes ?? this.#facts.expectedBytes,
      contentType: this.#facts.contentType,
      facts: factsAlone(this.#facts),
      digest: this.#whole?.digest,
      freshness: this.#heldFreshness(options.held, askedAtMs) ?? this.#freshness(wasWhole, isCollapsed()),
      shared: !this.#isFleeting,
      body,
      done
    }
  }

  /** Of a copy. Who joins one may know nothing of it: its holders are gone, or told of it later. */
  #heldFreshness(held: FetchFreshness | undefined, askedAtMs: number): FetchFreshness | undefined {
    if (this.copied === undefined) return undefined
    const known = knownContent(this.copied, this.#init.clock.nowMs())
    if (held !== undefined || known === undefined) return held ?? { ...JUST_SAID, hit: true }
    const { saidAtMs = askedAtMs, freshness } = known
    // What its origin has said since is its answer, for how long it may be.
    return { ...asHeld(freshness), stale: !freshness.isFresh && saidAtMs < askedAtMs }
  }

  #freshness(wasWhole: boolean, collapsed: boolean): FetchFreshness {
    const age = Number(this.#facts.age ?? 0)
    const nowMs = this.#init.clock.nowMs()
    const sinceSeconds = Math.max(0, Math.floor((nowMs - (this.answeredAtMs ?? nowMs)) / 1000))
    const ageMs = (sinceSeconds + (Number.isFinite(age) && age > 0 ? age : 0)) * 1000
    return { ...JUST_SAID, ageMs, hit: wasWhole, collapsed: collapsed && !wasWhole }
  }

  #left(): void {
    this.#readers--
    this.#changed.notify()
  }

  /** How it ended, for who reads `body`: whoever stops reading before is forgotten. */
  #end(body: Readable, startedMs: number, wasWhole: boolean): Promise<FetchResult> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure.error)
      if (this.#whole !== undefined) return resolve(this.#result(this.#whole, startedMs, wasWhole))
      const waiting: Waiting = {
        complete: (whole) => resolve(this.#result(whole, startedMs, wasWhole)),
        fail: reject
      }
      this.#waiting.add(waiting)
      body.once('close', () => {
        if (this.#waiting.delete(waiting)) reject(body.errored ?? unreadError())
      })
    })
  }

  /** @param wasWhole whether all was here when it was asked for */
  #result({ digest, bytes }: Whole, startedMs: number, wasWhole: boolean): FetchResult {
    const { url, clock, ledger } = this.#init
    const ms = Math.round(clock.monotonicMs() - startedMs)
    const { askedInVain, rereadBytes } = this
    const fetched = {
      url,
      digest,
      bytes,
      ms,
      sources: ledger.snapshot(),
      askedInVain,
      rereadBytes,
      fetchedFromOriginAtMs: latestFetch(this.copied ?? []),
      ...this.#howKept()
    }
    const sources = { uplink: 0, members: {}, cache: bytes }
    return wasWhole ? { ...fetched, sources, askedInVain: false, rereadBytes: 0 } : fetched
  }

  #howKept(): Pick<FetchResult, 'kept' | 'notKeptBecause'> {
    const unkept = this.#partial?.unkept
    if (unkept !== undefined) return { kept: false, notKeptBecause: unkept.message }
    return this.#isFleeting
      ? { kept: false, notKeptBecause: 'its origin says that it is for who asks alone' }
      : { kept: true }
  }

  async *#read(first: number, wasWhole: boolean, stop: AbortSignal): AsyncGenerator<Uint8Array, void> {
    /** Hashes of the leaves this reader has seen something of, while it must be shown that they are still the same. */
    let unproved: Uint8Array | undefined
    let from: PartialBlob | undefined
    let reader: PartialReader | undefined
    const again = wasWhole ? this.#init.onReadAgain?.() : undefined
    try {
      for (let offset = first; ;) {
        const partial = this.#partial
        if (partial !== undefined && partial !== from) {
          // What was given up still knows its hashes.
          if (offset > first) unproved ??= from?.leafHashes(0).slice(0, Math.ceil(offset / LEAF_BYTES) * HASH_BYTES)
          from = partial
          reader?.close()
          reader = partial.openReader(offset)
        }
        if (partial !== undefined && unproved !== undefined && isSame(partial, unproved)) unproved = undefined
        if (partial !== undefined && offset < partial.bytes && this.#isAgreed && unproved === undefined) {
          const chunk = await reader!.read(offset, BLOB_READ_BYTES).catch((error: unknown) => {
            if (partial === this.#partial) throw error
            return undefined // It was given up meanwhile.
          })
          if (chunk === undefined || partial !== this.#partial) continue
          offset += chunk.byteLength
          again?.count(chunk.byteLength)
          yield chunk
        } else if (this.#failure !== undefined) throw this.#failure.error
        else if (this.#whole === undefined) await this.#changed.next(stop)
        else if (unproved === undefined) return checkOffset(offset, this.#whole.bytes)
        else throw changed()
      }
    } finally {
      again?.end()
      reader?.close()
    }
  }
}

/** Bytes that members had are not known to be what the origin means by its validators: it is not asked for the rest alone. */
function withoutValidators(facts: TransferFacts): TransferFacts {
  return { ...facts, etag: undefined, lastModified: undefined }
}

/** Whether `partial` begins with these leaves; false: not yet known. @throws {ContentError} `ORIGIN_BROKEN` if it does not */
function isSame(partial: PartialBlob, hashes: Uint8Array): boolean {
  const now = partial.leafHashes(0).subarray(0, hashes.byteLength)
  if (!equalBytes(now, hashes.subarray(0, now.byteLength))) throw changed()
  return now.byteLength === hashes.byteLength
}

const JUST_SAID: FetchFreshness = { hit: false, ageMs: 0, stale: false, revalidated: false, collapsed: false }

function redirected(url: string): ContentError {
  const message = `the origin of ${url} redirects, and so came what members have`
  return new ContentError('ORIGIN_STATUS', message, { status: 302 })
}

function changed(): ContentError {
  return new ContentError('ORIGIN_BROKEN', 'the content changed while it was read')
}
