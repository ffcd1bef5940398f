// The blob store in a folder. What is here is known from memory: an index built when it opens (design section 6).
import { createReadStream, openSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { EventSource, makePrivateFolder, syncFolder, type Clock, type Logger } from '../base/index.js'
import {
  blobPaths,
  partialPaths,
  readSidecar,
  removeBlobFiles,
  scanBlobs,
  writeLastUse,
  type BlobPaths,
  type FoundBlob,
  type PartialPaths
} from './blob-files.js'
import type { BlobInfo, BlobStore, BlobUsage, CachedBlob, PartialBlob, PartialOptions } from './blob-store.js'
import {
  BLOB_READ_BYTES,
  LAST_USE_WRITE_MS,
  LEAF_BYTES,
  PASSING_SHARED_BYTES,
  PASSING_WINDOW_BYTES
} from './defaults.js'
import { DiskTrouble } from './disk-trouble.js'
import { ContentError, diskError } from './errors.js'
import { KeptPartials } from './kept-partials.js'
import { openPartialBlob, passingBlob, type PartialHome } from './partial-blob.js'
import { Pins } from './pins.js'
import type { ResumeFacts } from './resume-notes.js'

export interface BlobStoreInit {
  /** Ours alone; made if missing. */
  directory: string
  /** What blobs and partials may take together. Sidecars, 1/4096 of it, come on top. */
  maxBytes: number
  clock: Clock
  logger: Logger
}

/** Opens, checks and if needed shrinks the store in that folder. @throws {ContentError} `DISK` */
export async function openBlobStore(init: BlobStoreInit): Promise<BlobStore> {
  try {
    await makePrivateFolder(init.directory)
    const kept = await KeptPartials.open(init.directory, init.clock)
    await syncFolder(init.directory)
    const pins = await Pins.open(init.directory, init.logger)
    const store = new FolderBlobStore(init, await scanBlobs(init.directory), kept, pins)
    await store.shrink()
    return store
  } catch (error) {
    throw diskError(error)
  }
}

interface Entry {
  readonly info: BlobInfo
  lastUsedAtMs: number
  /** When the disk last heard of a use. */
  useWrittenMs: number
}

class FolderBlobStore implements BlobStore {
  readonly #directory: string
  readonly #maxBytes: number
  readonly #clock: Clock
  readonly #logger: Logger
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>()
  readonly #pins: Pins
  readonly #partials = new Set<PartialBlob>()
  /** Half done, and nobody fills them now. */
  readonly #kept: KeptPartials
  readonly #events = new EventSource<{ evict: string }>()
  #blobBytes = 0
  /** Of the blobs here that are pinned. */
  #pinnedBytes = 0
  #partialBytes = 0
  #partialsMade = 0
  /** The last of the operations that add or remove a blob's files. */
  #fileWork: Promise<unknown> = Promise.resolve()
  #closed = false
  readonly #trouble: DiskTrouble

  constructor(init: BlobStoreInit, found: FoundBlob[], kept: KeptPartials, pins: Pins) {
    this.#pins = pins
    this.#trouble = new DiskTrouble(init)
    this.#kept = kept
    this.#directory = init.directory
    this.#maxBytes = init.maxBytes
    this.#clock = init.clock
    this.#logger = init.logger
    found.sort((a, b) => a.lastUsedMs - b.lastUsedMs || (a.digest < b.digest ? -1 : 1))
    for (const { digest, bytes, leafRoot, lastUsedMs } of found) {
      this.#entries.set(digest, {
        info: { digest, bytes, leafRoot },
        lastUsedAtMs: lastUsedMs,
        useWrittenMs: lastUsedMs
      })
      this.#blobBytes += bytes
    }
    this.#countPinned()
  }

  info(digest: string): BlobInfo | undefined {
    return this.#touch(digest)
  }

  has(digest: string): boolean {
    return this.#entries.has(digest)
  }

  read(digest: string, range?: { start: number; end: number }): Readable {
    const info = this.#held(digest)
    const { start, end } = range ?? { start: 0, end: info.bytes }
    if (!(start >= 0 && start <= end && end <= info.bytes)) {
      throw new RangeError(`bytes ${start} to ${end} are not within blob ${digest} of ${info.bytes}`)
    }
    if (start === end) return Readable.from([])
    try {
      // Opened at once: from here on the reader has the file, evicted or not.
      const fd = openSync(blobPaths(this.#directory, digest).blob, 'r')
      return createReadStream('', { fd, start, end: end - 1, highWaterMark: BLOB_READ_BYTES })
    } catch (error) {
      throw this.#lost(digest, error)
    }
  }

  dropDamaged(digest: string): void {
    this.#lost(digest, new ContentError('NOT_HELD', 'its bytes are not what they were'))
  }

  async leafHashes(digest: string): Promise<Uint8Array> {
    this.#held(digest)
    try {
      return (await readSidecar(blobPaths(this.#directory, digest).sidecar)).hashes
    } catch (error) {
      throw this.#lost(digest, error)
    }
  }

  async createPartial(options: PartialOptions = {}): Promise<PartialBlob> {
    if (this.#closed) throw new ContentError('CLOSED', 'the blob store is closed')
    const failed = this.#trouble.tries()
    const partial = await this.#openPartial(options).catch((cause: unknown) => {
      const error = diskError(cause)
      failed(error)
      if (options.mayPass !== true) throw error
      return passingBlob(this.#homeOfPartial(undefined), this.#fleetingPaths(), error)
    })
    this.#partials.add(partial)
    if (this.#closed) await partial.suspend()
    return partial
  }

  resumable(key: string): { bytes: number; facts: ResumeFacts } | undefined {
    const kept = this.#kept.get(key)
    return kept === undefined ? undefined : { bytes: kept.bytes, facts: kept.facts }
  }

  suspended(key: string): Promise<void> {
    return this.#kept.suspended(key)
  }

  usage(): BlobUsage {
    const usage = { blobs: this.#entries.size, bytes: this.#usedBytes, maxBytes: this.#maxBytes }
    const { full } = this.#trouble
    return full === undefined ? usage : { ...usage, full }
  }

  list(): CachedBlob[] {
    return [...this.#entries.values()]
      .map(({ info: { digest, bytes }, lastUsedAtMs }) => {
        return { digest, bytes, lastUsedAtMs, pinned: this.#pins.digests.has(digest) }
      })
      .reverse()
  }

  async pin(digest: string): Promise<void> {
    if (!this.has(digest)) throw notHeld(digest)
    await this.#changePins(() => this.#pins.add(digest))
  }

  async unpin(digest: string): Promise<void> {
    await this.#changePins(() => this.#pins.delete(digest))
  }

  async remove(digest: string): Promise<void> {
    if (!this.has(digest)) throw notHeld(digest)
    this.#drop(digest)
    try {
      await this.#inOrder(() => removeBlobFiles(blobPaths(this.#directory, digest)))
      await this.#pins.delete(digest)
    } catch (error) {
      throw diskError(error)
    }
  }

  onEvict(listener: (digest: string) => void): () => void {
    return this.#events.on('evict', listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#partials].map((partial) => partial.suspend()))
    await this.#fileWork
  }

  /** Until all fits the quota, or nothing is left that may go: first what is half done, then the least recently used. */
  async shrink(): Promise<void> {
    const going: Promise<void>[] = []
    while (this.#usedBytes > this.#maxBytes) {
      const gone = this.#kept.dropOldest()
      if (gone === undefined) break
      going.push(gone)
    }
    for (const [digest] of this.#entries) {
      if (this.#usedBytes <= this.#maxBytes) break
      if (this.#pins.digests.has(digest)) continue
      this.#drop(digest)
      going.push(this.#inOrder(() => removeBlobFiles(blobPaths(this.#directory, digest))))
    }
    await Promise.all(going)
  }

  /** Counts at once, so that nothing goes meanwhile. */
  async #changePins(change: () => Promise<void>): Promise<void> {
    const changing = change()
    this.#countPinned()
    try {
      await changing
      await this.shrink()
    } catch (error) {
      this.#countPinned()
      throw diskError(error)
    }
  }

  #countPinned(): void {
    this.#pinnedBytes = 0
    for (const digest of this.#pins.digests) this.#pinnedBytes += this.#entries.get(digest)?.info.bytes ?? 0
  }

  /** What blobs that are not pinned and partials may take. */
  get #freeBytes(): number {
    return this.#maxBytes - this.#pinnedBytes
  }

  get #usedBytes(): number {
    return this.#blobBytes + this.#partialBytes + this.#kept.bytes
  }

  async #openPartial({ expectedBytes = 0, resume, mayPass = false }: PartialOptions): Promise<PartialBlob> {
    if (expectedBytes > this.#freeBytes) throw this.#tooLarge(expectedBytes)
    await this.#kept.sweep()
    const taken = resume === undefined ? undefined : this.#kept.take(resume.key)
    const home = this.#homeOfPartial(taken === undefined ? undefined : resume?.key)
    const paths = taken?.paths ?? this.#fleetingPaths()
    try {
      const [mayResume, isKept] = [taken !== undefined, taken?.kept !== undefined]
      return await openPartialBlob(home, { paths, mayResume, isKept, mayPass })
    } catch (error) {
      home.forget(undefined)
      throw error
    }
  }

  #fleetingPaths(): PartialPaths {
    return partialPaths(this.#directory, String(++this.#partialsMade))
  }

  #homeOfPartial(key: string | undefined): PartialHome {
    let takenBytes = 0
    const giveBack = (bytes = takenBytes): void => {
      this.#partialBytes -= bytes
      takenBytes -= bytes
    }
    return {
      clock: this.#clock,
      tries: () => this.#trouble.tries(),
      windowBytes: () => this.#windowBytes(),
      reserve: async (bytes) => {
        if (this.#partialBytes + bytes > this.#freeBytes) throw this.#tooLarge(takenBytes + bytes)
        takenBytes += bytes
        this.#partialBytes += bytes
        await this.shrink().catch((error: unknown) => {
          giveBack(bytes)
          throw error
        })
      },
      giveBack,
      adopt: (info, paths) => this.#inOrder(() => this.#adopt(info, paths, giveBack)),
      holds: (digest) => this.#entries.has(digest),
      pathOf: (digest) => {
        this.#held(digest)
        return blobPaths(this.#directory, digest).blob
      },
      suspends: (done) => {
        if (key !== undefined) this.#kept.suspends(key, done)
      },
      keep: (partial, bytes, facts) => {
        giveBack()
        this.#partials.delete(partial)
        if (key !== undefined) this.#kept.keep(key, bytes, facts)
      },
      forget: (partial) => {
        giveBack()
        if (partial !== undefined) this.#partials.delete(partial)
        if (key !== undefined) this.#kept.release(key)
      }
    }
  }

  #windowBytes(): number {
    const passing = [...this.#partials].filter(({ unkept }) => unkept !== undefined).length
    const shareBytes = Math.floor(PASSING_SHARED_BYTES / Math.max(1, passing))
    return Math.max(2 * LEAF_BYTES, Math.min(PASSING_WINDOW_BYTES, shareBytes))
  }

  /** Makes two files a blob, unless it is one already. Its bytes count as a partial's until then, and as a blob's from then on. */
  async #adopt(info: BlobInfo, from: BlobPaths, giveBack: () => void): Promise<BlobInfo> {
    if (this.#touch(info.digest) !== undefined) {
      await removeBlobFiles(from)
      giveBack()
      return info
    }
    const to = blobPaths(this.#directory, info.digest)
    const made = await mkdir(to.folder, { recursive: true, mode: 0o700 })
    const nowMs = this.#clock.nowMs()
    await writeLastUse(from.blob, nowMs) // Its last byte may have come long ago: what is resumed may lack none.
    await rename(from.sidecar, to.sidecar) // First: a sidecar alone is never taken for a blob.
    await rename(from.blob, to.blob)
    await syncFolder(to.folder)
    if (made !== undefined) await syncFolder(this.#directory)
    this.#trouble.over()
    this.#entries.set(info.digest, { info, lastUsedAtMs: nowMs, useWrittenMs: nowMs })
    giveBack()
    this.#blobBytes += info.bytes
    if (this.#pins.digests.has(info.digest)) this.#countPinned()
    return info
  }

  /** Moves a blob to the end of those that may go. */
  #touch(digest: string): BlobInfo | undefined {
    const entry = this.#entries.get(digest)
    if (entry === undefined) return undefined
    this.#entries.delete(digest)
    this.#entries.set(digest, entry)
    const nowMs = this.#clock.nowMs()
    entry.lastUsedAtMs = nowMs
    if (Math.abs(nowMs - entry.useWrittenMs) > LAST_USE_WRITE_MS) {
      entry.useWrittenMs = nowMs
      void writeLastUse(blobPaths(this.#directory, digest).blob, nowMs)
    }
    return entry.info
  }

  #held(digest: string): BlobInfo {
    const info = this.#touch(digest)
    if (info === undefined) throw notHeld(digest)
    return info
  }

  /** Forgets a blob; its files are the caller's. */
  #drop(digest: string): void {
    const entry = this.#entries.get(digest)
    if (entry === undefined) return
    this.#entries.delete(digest)
    this.#blobBytes -= entry.info.bytes
    if (this.#pins.digests.has(digest)) this.#countPinned()
    this.#events.emit('evict', digest)
  }

  /** Somebody else removed or damaged its files: it is not here any longer. @returns what to throw */
  #lost(digest: string, cause: unknown): ContentError {
    const code = (cause as NodeJS.ErrnoException).code
    if (code !== undefined && code !== 'ENOENT' && code !== 'NOT_HELD') return diskError(cause)
    this.#logger(`blob ${digest} has lost its files: ${String(cause)}`)
    this.#drop(digest)
    void this.#inOrder(() => removeBlobFiles(blobPaths(this.#directory, digest))).catch(() => {})
    return new ContentError('NOT_HELD', `blob ${digest} is not here any longer`, { cause })
  }

  #tooLarge(bytes: number): ContentError {
    const pinned = this.#pinnedBytes > 0 ? `, of which ${this.#pinnedBytes} are pinned` : ''
    return new ContentError('TOO_LARGE', `${bytes} bytes do not fit a blob store of ${this.#maxBytes}${pinned}`)
  }

  /** One after the other: a blob that is evicted while it arrives again must not lose its new file. */
  #inOrder<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#fileWork.then(task)
    this.#fileWork = done.catch(() => {})
    return done
  }
}

function notHeld(digest: string): ContentError {
  return new ContentError('NOT_HELD', `blob ${digest} is not here`)
}
