// A blob that still grows: one writer appends, any number of readers read what is written (design section 6). Where the disk
// takes no more, and the writer's readers are what counts, it goes on in passing: passing-window.ts.
import { open, type FileHandle } from 'node:fs/promises'
import { EventSource, type Clock } from '../base/index.js'
import { encodeSidecar, writeDurably, type BlobPaths, type PartialPaths } from './blob-files.js'
import type { BlobInfo, PartialBlob, PartialReader } from './blob-store.js'
import { LEAF_BYTES } from './defaults.js'
import { ContentError, diskError } from './errors.js'
import { removePartialFiles } from './kept-partials.js'
import { LeafHasher, leafRoot } from './leaf-hashes.js'
import { readAt, takeUp, writeAll, type Begun } from './partial-file.js'
import { passed, PassingWindow, type WindowReader } from './passing-window.js'
import { ResumeNotes, type ResumeFacts } from './resume-notes.js'

/** What a partial needs of the store it grows in. */
export interface PartialHome {
  readonly clock: Clock
  /** Takes room within the quota. @throws {ContentError} `TOO_LARGE` */
  reserve(bytes: number): Promise<void>
  /** Room that was taken and is not written to. */
  giveBack(bytes: number): void
  /** Both files are on disk at the partial's paths: makes them a blob, and moves the room taken there. */
  adopt(info: BlobInfo, paths: BlobPaths): Promise<BlobInfo>
  /** Whether a blob adopted before is still here. */
  holds(digest: string): boolean
  /** The file of a blob adopted before. @throws {ContentError} `NOT_HELD` */
  pathOf(digest: string): string
  /** What one download that is not kept may hold in memory now. */
  windowBytes(): number
  /** Something is to be written. @returns to be told if the disk, or the quota, did not take it */
  tries(): (error: ContentError) => void
  /** It is being given up for now. @param done resolves when it is kept or forgotten; never rejects */
  suspends(done: Promise<void>): void
  /** Given up for now; its bytes and notes lie there. */
  keep(partial: PartialBlob, bytes: number, facts: ResumeFacts): void
  /** It is finished, or its files are gone: gives back room that is still taken. */
  forget(partial: PartialBlob | undefined): void
}

export interface PartialInit {
  paths: PartialPaths
  /** Whether it may be resumed where it is given up for now. */
  mayResume: boolean
  /** Whether something to be resumed lies there. */
  isKept: boolean
  /** Whether it goes on in passing where it cannot be kept. */
  mayPass: boolean
}

/** Where it cannot go on with what lies there, it begins with nothing. @throws {ContentError} `DISK`, `TOO_LARGE` */
export async function openPartialBlob(home: PartialHome, init: PartialInit): Promise<PartialBlob> {
  const { paths, mayResume, mayPass } = init
  try {
    const begun = init.isKept ? await takeUp(paths).catch(() => undefined) : undefined
    if (begun !== undefined) {
      await home.reserve(begun.bytes).catch(async (error: unknown) => {
        await begun.file.close()
        throw error
      })
      return new GrowingBlob(home, { paths, mayResume, mayPass, file: begun.file, begun })
    }
    if (mayResume) await removePartialFiles(paths)
    const file = await open(paths.blob, 'wx+', 0o600)
    return new GrowingBlob(home, { paths, mayResume, mayPass, file })
  } catch (error) {
    throw diskError(error)
  }
}

/** One that is not kept from the beginning, for the reason given. */
export function passingBlob(home: PartialHome, paths: PartialPaths, unkept: ContentError): PartialBlob {
  return new GrowingBlob(home, { paths, mayResume: false, mayPass: true, unkept })
}

interface GrowingInit {
  readonly paths: PartialPaths
  readonly mayResume: boolean
  readonly mayPass: boolean
  readonly file?: FileHandle
  readonly begun?: Begun
  readonly unkept?: ContentError
}

class GrowingBlob implements PartialBlob {
  readonly #home: PartialHome
  readonly #paths: PartialPaths
  readonly #mayPass: boolean
  readonly #file: FileHandle | undefined
  readonly #hasher: LeafHasher
  /** Undefined where it cannot be resumed. */
  #notes: ResumeNotes | undefined
  readonly #events = new EventSource<{ change: undefined }>()
  readonly #readers = new Set<WindowReader>()
  /** Settles when everything asked for so far is done; never rejects. */
  #tail: Promise<void> = Promise.resolve()
  #bytes = 0
  /** Of them in the file; all, while nothing passes. */
  #fileBytes = 0
  #state: PartialBlob['state'] = 'growing'
  #unkept: ContentError | undefined
  #window: PassingWindow | undefined
  /** Why it takes no more appends. */
  #ended: ContentError | undefined
  #sealing: Promise<BlobInfo> | undefined
  #finishing: Promise<BlobInfo> | undefined
  #digest: string | undefined
  #isLetGo = false

  constructor(home: PartialHome, { paths, mayResume, mayPass, file, begun, unkept }: GrowingInit) {
    this.#home = home
    this.#paths = paths
    this.#mayPass = mayPass
    this.#file = file
    this.#hasher = begun?.hasher ?? new LeafHasher()
    this.#bytes = this.#fileBytes = begun?.bytes ?? 0
    if (mayResume) this.#notes = new ResumeNotes(paths.resume, (leaf) => this.leafHashes(leaf), begun?.notes)
    if (unkept !== undefined) this.#pass(unkept)
  }

  get bytes(): number {
    return this.#bytes
  }

  get state(): PartialBlob['state'] {
    return this.#state
  }

  get unkept(): ContentError | undefined {
    return this.#unkept
  }

  hasGap(offset = 0): boolean {
    if (this.#digest !== undefined) return !this.#home.holds(this.#digest)
    return this.#window !== undefined && this.#window.start > Math.max(offset, this.#fileBytes)
  }

  leafHashes(fromLeaf: number): Uint8Array {
    // The hasher runs ahead of the disk by the chunk that is being written.
    const written = this.#state === 'growing' ? Math.floor(this.#bytes / LEAF_BYTES) : undefined
    return this.#hasher.hashes(fromLeaf, written)
  }

  append(chunk: Uint8Array, leafHash?: Uint8Array): Promise<void> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    const turn = this.#tail.then(() => this.#write(chunk, leafHash))
    this.#tail = turn.catch(() => {})
    return turn
  }

  async read(offset: number, maxBytes: number, into?: Uint8Array): Promise<Uint8Array> {
    if (this.#state === 'discarded') throw new ContentError('CLOSED', 'this download was given up')
    const isInFile = offset < this.#fileBytes
    const length = Math.min(maxBytes, (isInFile ? this.#fileBytes : this.#bytes) - offset)
    if (!(length > 0)) throw new ContentError('NOT_HELD', `nothing is written at byte ${offset} yet`)
    if (!isInFile && this.#window !== undefined) return this.#window.read(offset, length)
    try {
      if (this.#digest === undefined) return await readAt(this.#file!, offset, length, into)
      const file = await open(this.#home.pathOf(this.#digest))
      try {
        return await readAt(file, offset, length, into)
      } finally {
        await file.close()
      }
    } catch (error) {
      throw diskError(error)
    }
  }

  openReader(offset: number): PartialReader {
    const { clock } = this.#home
    let isLeftBehind = false
    const at = {
      offset,
      sinceMs: clock.monotonicMs(),
      leaveBehind: () => {
        isLeftBehind = true
        this.#readers.delete(at)
      }
    }
    this.#readers.add(at)
    this.#window?.moved()
    return {
      read: async (from, maxBytes, into) => {
        if (isLeftBehind) throw passed()
        const bytes = await this.read(from, maxBytes, into)
        at.offset = from + bytes.byteLength
        at.sinceMs = clock.monotonicMs()
        this.#window?.moved()
        return bytes
      },
      close: () => {
        this.#readers.delete(at)
        this.#window?.moved()
        this.#goIfUnread()
      }
    }
  }

  onChange(listener: () => void): () => void {
    return this.#events.on('change', listener)
  }

  seal(): Promise<BlobInfo> {
    if (this.#sealing !== undefined) return this.#sealing
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    this.#ended = new ContentError('CLOSED', 'this blob is finished')
    this.#sealing = this.#tail.then(() => this.#seal())
    this.#tail = settled(this.#sealing)
    return this.#sealing
  }

  finish(): Promise<BlobInfo> {
    if (this.#finishing !== undefined) return this.#finishing
    this.#finishing = this.seal().then((info) => this.#becomeBlob(info))
    this.#tail = settled(this.#finishing)
    return this.#finishing
  }

  remember(facts: ResumeFacts | undefined): void {
    if (facts !== undefined) return this.#notes?.remember(facts)
    void this.#notes?.remove()
    this.#notes = undefined
  }

  async suspend(): Promise<void> {
    const done = this.#giveUp(() => this.#rest())
    this.#home.suspends(done)
    await done
  }

  async discard(): Promise<void> {
    await this.#giveUp(() => this.#drop())
  }

  letGo(): void {
    this.#isLetGo = true
    this.#goIfUnread()
  }

  #goIfUnread(): void {
    if (this.#isLetGo && this.#readers.size === 0) void this.discard() // Never rejects.
  }

  async #write(chunk: Uint8Array, leafHash: Uint8Array | undefined): Promise<void> {
    if (this.#state !== 'growing') throw new ContentError('CLOSED', 'this download was given up')
    const failed = this.#home.tries()
    if (this.#window === undefined)
      await this.#home.reserve(chunk.byteLength).catch((error) => this.#failed(error, failed))
    if (this.#window === undefined) {
      const writing = writeAll(this.#file!, chunk, this.#bytes)
      this.#hasher.update(chunk, leafHash) // While the disk works.
      await writing.catch((error: unknown) => {
        this.#home.giveBack(chunk.byteLength)
        return this.#failed(error, failed)
      })
    } else this.#hasher.update(chunk, leafHash)
    if (this.#window === undefined) this.#fileBytes += chunk.byteLength
    else await this.#window.add(chunk)
    this.#bytes += chunk.byteLength
    this.#notes?.grown(this.#bytes)
    this.#events.emit('change', undefined)
  }

  /** The disk did not take it. @throws {ContentError} `DISK`, `TOO_LARGE`, where it may not go on in passing */
  async #failed(cause: unknown, tell: (error: ContentError) => void): Promise<void> {
    const error = diskError(cause)
    tell(error)
    if (this.#mayPass) return this.#pass(error)
    this.#ended = error
    await this.#drop()
    throw error
  }

  #pass(error: ContentError): void {
    this.#unkept = error
    this.remember(undefined)
    this.#window = new PassingWindow(this.#home.clock, this.#bytes, this.#readers, () => this.#home.windowBytes())
  }

  async #seal(): Promise<BlobInfo> {
    if (this.#state !== 'growing') throw new ContentError('CLOSED', 'this download was given up')
    const digest = this.#hasher.finish()
    this.#state = 'sealed'
    return { digest, bytes: this.#bytes, leafRoot: leafRoot(this.#hasher.hashes(), this.#bytes) }
  }

  async #becomeBlob(info: BlobInfo): Promise<BlobInfo> {
    if (this.#unkept !== undefined) throw this.#unkept
    const failed = this.#home.tries()
    try {
      if (this.#state !== 'sealed') throw new ContentError('CLOSED', 'this download was given up')
      const hashes = this.#hasher.hashes()
      await this.#file!.sync()
      await writeDurably(this.#paths.sidecar, encodeSidecar({ ...info, hashes }))
      const adopted = await this.#home.adopt(info, this.#paths)
      this.#digest = info.digest
      this.#state = 'finished'
      this.#events.emit('change', undefined)
      await this.#notes?.remove()
      await this.#file!.close() // Waits for reads that still run on it.
      this.#home.forget(this)
      return adopted
    } catch (cause) {
      const error = diskError(cause)
      if (error.code === 'DISK') failed(error)
      // Its readers still have the file, though it has not become a blob.
      if (this.#mayPass && error.code === 'DISK') this.#unkept = error
      else await this.#drop()
      throw error
    }
  }

  async #giveUp(go: () => Promise<void>): Promise<void> {
    this.#ended ??= new ContentError('CLOSED', 'this download was given up')
    this.#window?.close() // An append may wait for room.
    this.#tail = this.#tail.then(go)
    await this.#tail
  }

  async #rest(): Promise<void> {
    const left = this.#state === 'growing' ? await this.#notes?.finish() : undefined
    if (left === undefined) return this.#drop()
    this.#state = 'discarded'
    this.#events.emit('change', undefined)
    const bytes = left.leaves * LEAF_BYTES
    await this.#file!.truncate(bytes).catch(() => {}) // The next start does it.
    await this.#file!.close().catch(() => {})
    this.#home.keep(this, bytes, left.facts)
  }

  async #drop(): Promise<void> {
    if (this.#state === 'finished' || this.#state === 'discarded') return
    this.#state = 'discarded'
    this.#events.emit('change', undefined)
    // Nobody can do anything about a failure here, and the next start removes what is left.
    await this.#notes?.remove()
    await this.#file?.close().catch(() => {})
    await removePartialFiles(this.#paths).catch(() => {})
    this.#home.forget(this)
  }
}

function settled(promise: Promise<unknown>): Promise<void> {
  return promise.then(
    () => {},
    () => {}
  )
}
