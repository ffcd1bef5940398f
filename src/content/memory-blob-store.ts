// A blob store that ends with the process: for tests of applications, where a disk would make time a matter of luck.
import { Readable } from 'node:stream'
import { copyBytes, EventSource, type Clock } from '../base/index.js'
import type { BlobInfo, BlobStore, CachedBlob, PartialBlob, PartialOptions, PartialReader } from './blob-store.js'
import { BLOB_READ_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { LeafHasher, leafRoot } from './leaf-hashes.js'

export interface MemoryBlobStoreInit {
  clock: Clock
  /** What its blobs may take together. @default no limit */
  maxBytes?: number | undefined
}

export function createMemoryBlobStore({ clock, maxBytes = Number.MAX_SAFE_INTEGER }: MemoryBlobStoreInit): BlobStore {
  return new MemoryBlobStore(clock, maxBytes)
}

interface Entry {
  readonly info: BlobInfo
  readonly bytes: Uint8Array
  readonly leafHashes: Uint8Array
  lastUsedAtMs: number
  pinned: boolean
}

/** What a partial needs of its store. */
interface Home {
  /** @throws {ContentError} `TOO_LARGE` */
  checkRoom(bytes: number): void
  adopt(blob: Pick<Entry, 'info' | 'bytes' | 'leafHashes'>): void
  holds(digest: string): boolean
  forget(partial: PartialBlob): void
}

class MemoryBlobStore implements BlobStore {
  readonly #clock: Clock
  readonly #maxBytes: number
  /** The least recently used first. */
  readonly #entries = new Map<string, Entry>()
  readonly #partials = new Set<PartialBlob>()
  readonly #events = new EventSource<{ evict: string }>()
  #closed = false

  constructor(clock: Clock, maxBytes: number) {
    this.#clock = clock
    this.#maxBytes = maxBytes
  }

  info(digest: string): BlobInfo | undefined {
    const entry = this.#entries.get(digest)
    if (entry === undefined) return undefined
    this.#entries.delete(digest)
    this.#entries.set(digest, entry)
    entry.lastUsedAtMs = this.#clock.nowMs()
    return entry.info
  }

  list(): CachedBlob[] {
    const blobs = [...this.#entries.values()].reverse()
    return blobs.map(({ info: { digest, bytes }, lastUsedAtMs, pinned }) => ({ digest, bytes, lastUsedAtMs, pinned }))
  }

  async pin(digest: string): Promise<void> {
    this.#held(digest).pinned = true
  }

  async unpin(digest: string): Promise<void> {
    const entry = this.#entries.get(digest)
    if (entry !== undefined) entry.pinned = false
  }

  async remove(digest: string): Promise<void> {
    this.#held(digest)
    this.#drop(digest)
  }

  has(digest: string): boolean {
    return this.#entries.has(digest)
  }

  read(digest: string, range?: { start: number; end: number }): Readable {
    const { info, bytes } = this.#held(digest)
    const { start, end } = range ?? { start: 0, end: info.bytes }
    if (!(start >= 0 && start <= end && end <= info.bytes)) {
      throw new RangeError(`bytes ${start} to ${end} are not within blob ${digest} of ${info.bytes}`)
    }
    return Readable.from(pieces(bytes.subarray(start, end)), { objectMode: false })
  }

  dropDamaged(digest: string): void {
    this.#drop(digest)
  }

  async leafHashes(digest: string): Promise<Uint8Array> {
    return copyBytes(this.#held(digest).leafHashes)
  }

  async createPartial(options: PartialOptions = {}): Promise<PartialBlob> {
    if (this.#closed) throw new ContentError('CLOSED', 'the blob store is closed')
    const partial = new MemoryPartial(this.#home(), options)
    this.#partials.add(partial)
    return partial
  }

  resumable(): undefined {
    return undefined
  }

  async suspended(): Promise<void> {}

  usage(): { blobs: number; bytes: number; maxBytes: number } {
    return { blobs: this.#entries.size, bytes: this.#usedBytes, maxBytes: this.#maxBytes }
  }

  onEvict(listener: (digest: string) => void): () => void {
    return this.#events.on('evict', listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#partials].map((partial) => partial.discard()))
  }

  get #usedBytes(): number {
    return [...this.#entries.values()].reduce((sum, { info }) => sum + info.bytes, 0)
  }

  #home(): Home {
    return {
      checkRoom: (bytes) => {
        if (bytes <= this.#maxBytes) return
        throw new ContentError('TOO_LARGE', `${bytes} bytes do not fit a blob store of ${this.#maxBytes}`)
      },
      adopt: (blob) => {
        this.#entries.set(blob.info.digest, { ...blob, lastUsedAtMs: this.#clock.nowMs(), pinned: false })
        for (const [digest, { pinned }] of this.#entries) {
          if (this.#usedBytes <= this.#maxBytes) return
          if (!pinned && digest !== blob.info.digest) this.#drop(digest)
        }
      },
      holds: (digest) => this.#entries.has(digest),
      forget: (partial) => void this.#partials.delete(partial)
    }
  }

  #held(digest: string): Entry {
    this.info(digest)
    const entry = this.#entries.get(digest)
    if (entry === undefined) throw new ContentError('NOT_HELD', `blob ${digest} is not here`)
    return entry
  }

  #drop(digest: string): void {
    if (this.#entries.delete(digest)) this.#events.emit('evict', digest)
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += BLOB_READ_BYTES) yield bytes.subarray(at, at + BLOB_READ_BYTES)
}

class MemoryPartial implements PartialBlob {
  readonly #home: Home
  readonly #mayPass: boolean
  readonly #hasher = new LeafHasher()
  readonly #events = new EventSource<{ change: undefined }>()
  readonly #readers = new Set<PartialReader>()
  /** Grows by doubling; the first `#written` bytes count. */
  #memory = new Uint8Array(LEAF_BYTES)
  #written = 0
  #state: PartialBlob['state'] = 'growing'
  #unkept: ContentError | undefined
  #sealed: Promise<BlobInfo> | undefined
  #finished: Promise<BlobInfo> | undefined
  #isLetGo = false

  constructor(home: Home, { expectedBytes = 0, mayPass = false }: PartialOptions) {
    this.#home = home
    this.#mayPass = mayPass
    this.#checkRoom(expectedBytes)
  }

  get bytes(): number {
    return this.#written
  }

  get state(): PartialBlob['state'] {
    return this.#state
  }

  get unkept(): ContentError | undefined {
    return this.#unkept
  }

  hasGap(): boolean {
    return this.#state === 'discarded'
  }

  leafHashes(fromLeaf: number): Uint8Array {
    return this.#hasher.hashes(fromLeaf)
  }

  async append(chunk: Uint8Array, leafHash?: Uint8Array): Promise<void> {
    if (this.#state !== 'growing') throw new ContentError('CLOSED', 'this download was given up, or is finished')
    try {
      this.#checkRoom(this.#written + chunk.byteLength)
    } catch (error) {
      await this.discard()
      throw error
    }
    if (this.#written + chunk.byteLength > this.#memory.byteLength) {
      const larger = new Uint8Array(2 * (this.#written + chunk.byteLength))
      larger.set(this.#memory)
      this.#memory = larger
    }
    this.#memory.set(chunk, this.#written)
    this.#written += chunk.byteLength
    this.#hasher.update(chunk, leafHash)
    this.#events.emit('change', undefined)
  }

  async read(offset: number, maxBytes: number): Promise<Uint8Array> {
    if (this.#state === 'discarded') throw new ContentError('CLOSED', 'this download was given up')
    if (offset >= this.#written) throw new ContentError('NOT_HELD', `nothing is written at byte ${offset} yet`)
    return this.#memory.slice(offset, Math.min(offset + maxBytes, this.#written))
  }

  openReader(): PartialReader {
    const reader: PartialReader = {
      read: (offset, maxBytes) => this.read(offset, maxBytes),
      close: () => {
        this.#readers.delete(reader)
        this.#goIfUnread()
      }
    }
    this.#readers.add(reader)
    return reader
  }

  onChange(listener: () => void): () => void {
    return this.#events.on('change', listener)
  }

  seal(): Promise<BlobInfo> {
    return (this.#sealed ??= this.#seal())
  }

  finish(): Promise<BlobInfo> {
    return (this.#finished ??= this.#finish())
  }

  remember(): void {}

  suspend(): Promise<void> {
    return this.discard()
  }

  async discard(): Promise<void> {
    if (this.#state === 'finished' || this.#state === 'discarded') return
    this.#state = 'discarded'
    this.#home.forget(this)
    this.#events.emit('change', undefined)
  }

  letGo(): void {
    this.#isLetGo = true
    this.#goIfUnread()
  }

  #goIfUnread(): void {
    if (this.#isLetGo && this.#readers.size === 0) void this.discard()
  }

  async #seal(): Promise<BlobInfo> {
    if (this.#state !== 'growing') throw new ContentError('CLOSED', 'this download was given up')
    const digest = this.#hasher.finish()
    this.#state = 'sealed'
    return { digest, bytes: this.#written, leafRoot: leafRoot(this.#hasher.hashes(), this.#written) }
  }

  async #finish(): Promise<BlobInfo> {
    const info = await this.seal()
    if (this.#unkept !== undefined) throw this.#unkept
    if (this.#state !== 'sealed') throw new ContentError('CLOSED', 'this download was given up')
    const bytes = this.#memory.subarray(0, this.#written)
    if (!this.#home.holds(info.digest)) this.#home.adopt({ info, bytes, leafHashes: this.#hasher.hashes() })
    this.#state = 'finished'
    this.#home.forget(this)
    this.#events.emit('change', undefined)
    return info
  }

  /** @throws {ContentError} `TOO_LARGE`, unless it may go on all the same, for those who read it */
  #checkRoom(bytes: number): void {
    if (this.#unkept !== undefined) return
    try {
      this.#home.checkRoom(bytes)
    } catch (error) {
      if (!this.#mayPass || !(error instanceof ContentError)) throw error
      this.#unkept = error
    }
  }
}
