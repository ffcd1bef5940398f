// A blob that still grows: one writer appends, any number of readers read what is written (design section 6).
import { open, type FileHandle } from 'node:fs/promises'
import { equalBytes, EventSource, sha256 } from '../base/index.js'
import { encodeSidecar, writeDurably, type BlobPaths, type PartialPaths } from './blob-files.js'
import type { BlobInfo, PartialBlob } from './blob-store.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { removePartialFiles } from './kept-partials.js'
import { LeafHasher, leafRoot } from './leaf-hashes.js'
import { readResumeNotes, ResumeNotes, type FoundNotes, type ResumeFacts } from './resume-notes.js'

/** What a partial needs of the store it grows in. */
export interface PartialHome {
  /** Takes room within the quota. @throws {ContentError} `TOO_LARGE` */
  reserve(bytes: number): Promise<void>
  /** Both files are on disk at the partial's paths: makes them a blob, and moves the room taken there. */
  adopt(info: BlobInfo, paths: BlobPaths): Promise<BlobInfo>
  /** The file of a blob adopted before. @throws {ContentError} `NOT_HELD` */
  pathOf(digest: string): string
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
}

/** Where it cannot go on with what lies there, it begins with nothing. @throws {ContentError} `DISK`, `TOO_LARGE` */
export async function openPartialBlob(
  home: PartialHome,
  { paths, mayResume, isKept }: PartialInit
): Promise<PartialBlob> {
  try {
    const begun = isKept ? await takeUp(home, paths).catch(() => undefined) : undefined
    if (begun !== undefined) return new GrowingBlob(home, paths, begun.file, begun)
    if (mayResume) await removePartialFiles(paths)
    return new GrowingBlob(home, paths, await open(paths.blob, 'wx+', 0o600), mayResume ? 'resumable' : 'fleeting')
  } catch (error) {
    throw diskError(error)
  }
}

interface Begun {
  readonly file: FileHandle
  readonly hasher: LeafHasher
  readonly bytes: number
  readonly notes: FoundNotes
}

/** Reads what was left, and cuts it off where a leaf is not what it was. @throws where nothing can be done with it */
async function takeUp(home: PartialHome, paths: PartialPaths): Promise<Begun> {
  const { facts, hashes } = await readResumeNotes(paths.resume)
  const file = await open(paths.blob, 'r+')
  try {
    const { size } = await file.stat()
    const hasher = new LeafHasher()
    let bytes = 0
    for (let at = 0; at < hashes.byteLength && bytes + LEAF_BYTES <= size; at += HASH_BYTES) {
      const leaf = await readAt(file, bytes, LEAF_BYTES)
      const hash = hashes.subarray(at, at + HASH_BYTES)
      if (!equalBytes(sha256(leaf), hash)) break
      hasher.update(leaf, hash)
      bytes += LEAF_BYTES
    }
    await file.truncate(bytes)
    await home.reserve(bytes)
    return { file, hasher, bytes, notes: { facts, hashes: hasher.hashes() } }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** @returns the `DISK` error for what the file system threw; our own errors as they are */
export function diskError(error: unknown): ContentError {
  if (error instanceof ContentError) return error
  const code = (error as NodeJS.ErrnoException).code
  const what = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : 'the disk failed'
  return new ContentError('DISK', `${what} (${code ?? String(error)})`, { cause: error })
}

class GrowingBlob implements PartialBlob {
  readonly #home: PartialHome
  readonly #paths: PartialPaths
  readonly #file: FileHandle
  readonly #hasher: LeafHasher
  /** Undefined where it cannot be resumed. */
  #notes: ResumeNotes | undefined
  readonly #events = new EventSource<{ change: undefined }>()
  /** Settles when everything asked for so far is done; never rejects. */
  #tail: Promise<void> = Promise.resolve()
  #bytes = 0
  #state: PartialBlob['state'] = 'growing'
  /** Why it takes no more appends. */
  #ended: ContentError | undefined
  #sealing: Promise<BlobInfo> | undefined
  #finishing: Promise<BlobInfo> | undefined
  #digest: string | undefined

  constructor(home: PartialHome, paths: PartialPaths, file: FileHandle, begun: Begun | 'resumable' | 'fleeting') {
    this.#home = home
    this.#paths = paths
    this.#file = file
    const found = typeof begun === 'object' ? begun : undefined
    this.#hasher = found?.hasher ?? new LeafHasher()
    this.#bytes = found?.bytes ?? 0
    if (begun === 'fleeting') return
    this.#notes = new ResumeNotes(paths.resume, (leaf) => this.leafHashes(leaf), found?.notes)
  }

  get bytes(): number {
    return this.#bytes
  }

  get state(): PartialBlob['state'] {
    return this.#state
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

  async read(offset: number, maxBytes: number): Promise<Uint8Array> {
    if (this.#state === 'discarded') throw new ContentError('CLOSED', 'this download was given up')
    const length = Math.min(maxBytes, this.#bytes - offset)
    if (!(length > 0)) throw new ContentError('NOT_HELD', `nothing is written at byte ${offset} yet`)
    try {
      if (this.#digest === undefined) return await readAt(this.#file, offset, length)
      const file = await open(this.#home.pathOf(this.#digest))
      try {
        return await readAt(file, offset, length)
      } finally {
        await file.close()
      }
    } catch (error) {
      throw diskError(error)
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
    this.#ended ??= new ContentError('CLOSED', 'this download was given up')
    this.#tail = this.#tail.then(() => this.#rest())
    await this.#tail
  }

  async discard(): Promise<void> {
    this.#ended ??= new ContentError('CLOSED', 'this download was given up')
    this.#tail = this.#tail.then(() => this.#giveUp())
    await this.#tail
  }

  async #write(chunk: Uint8Array, leafHash: Uint8Array | undefined): Promise<void> {
    if (this.#state !== 'growing') throw new ContentError('CLOSED', 'this download was given up')
    try {
      await this.#home.reserve(chunk.byteLength)
      const writing = writeAll(this.#file, chunk, this.#bytes)
      this.#hasher.update(chunk, leafHash) // While the disk works.
      await writing
    } catch (error) {
      this.#ended = diskError(error)
      await this.#giveUp()
      throw this.#ended
    }
    this.#bytes += chunk.byteLength
    this.#notes?.grown(this.#bytes)
    this.#events.emit('change', undefined)
  }

  async #seal(): Promise<BlobInfo> {
    if (this.#state !== 'growing') throw new ContentError('CLOSED', 'this download was given up')
    const digest = this.#hasher.finish()
    this.#state = 'sealed'
    return { digest, bytes: this.#bytes, leafRoot: leafRoot(this.#hasher.hashes(), this.#bytes) }
  }

  async #becomeBlob(info: BlobInfo): Promise<BlobInfo> {
    try {
      if (this.#state !== 'sealed') throw new ContentError('CLOSED', 'this download was given up')
      const hashes = this.#hasher.hashes()
      await this.#file.sync()
      await writeDurably(this.#paths.sidecar, encodeSidecar({ ...info, hashes }))
      const adopted = await this.#home.adopt(info, this.#paths)
      this.#digest = info.digest
      this.#state = 'finished'
      this.#events.emit('change', undefined)
      await this.#notes?.remove()
      await this.#file.close() // Waits for reads that still run on it.
      this.#home.forget(this)
      return adopted
    } catch (error) {
      await this.#giveUp()
      throw diskError(error)
    }
  }

  async #rest(): Promise<void> {
    const left = this.#state === 'growing' ? await this.#notes?.finish() : undefined
    if (left === undefined) return this.#giveUp()
    this.#state = 'discarded'
    this.#events.emit('change', undefined)
    const bytes = left.leaves * LEAF_BYTES
    await this.#file.truncate(bytes).catch(() => {}) // The next start does it.
    await this.#file.close().catch(() => {})
    this.#home.keep(this, bytes, left.facts)
  }

  async #giveUp(): Promise<void> {
    if (this.#state === 'finished' || this.#state === 'discarded') return
    this.#state = 'discarded'
    this.#events.emit('change', undefined)
    // Nobody can do anything about a failure here, and the next start removes what is left.
    await this.#notes?.remove()
    await this.#file.close().catch(() => {})
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

async function writeAll(file: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < chunk.byteLength;) {
    written += (await file.write(chunk, written, chunk.byteLength - written, position + written)).bytesWritten
  }
}

/** At least one byte; fewer than `length` where the file is shorter than it should be. */
async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length)
  const { bytesRead } = await file.read(buffer, 0, length, offset)
  if (bytesRead === 0) throw new Error('the file is shorter than what was written')
  return buffer.subarray(0, bytesRead)
}
