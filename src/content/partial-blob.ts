// A blob that still grows: one writer appends, any number of readers read what is written (design section 6).
import { open, rm, type FileHandle } from 'node:fs/promises'
import { EventSource } from '../base/index.js'
import { encodeSidecar, writeDurably, type BlobPaths } from './blob-files.js'
import type { BlobInfo, PartialBlob } from './blob-store.js'
import { LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { LeafHasher, leafRoot } from './leaf-hashes.js'

/** What a partial needs of the store it grows in. */
export interface PartialHome {
  /** Takes room within the quota. @throws {ContentError} `TOO_LARGE` */
  reserve(bytes: number): Promise<void>
  /** Both files are on disk at the partial's paths: makes them a blob, and moves the room taken there. */
  adopt(info: BlobInfo, paths: BlobPaths): Promise<BlobInfo>
  /** The file of a blob adopted before. @throws {ContentError} `NOT_HELD` */
  pathOf(digest: string): string
  /** It is finished or gone: gives back room that is still taken. */
  forget(partial: PartialBlob): void
}

export async function createPartialBlob(home: PartialHome, paths: BlobPaths): Promise<PartialBlob> {
  try {
    return new GrowingBlob(home, paths, await open(paths.blob, 'wx+', 0o600))
  } catch (error) {
    throw diskError(error)
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
  readonly #paths: BlobPaths
  readonly #file: FileHandle
  readonly #hasher = new LeafHasher()
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

  constructor(home: PartialHome, paths: BlobPaths, file: FileHandle) {
    this.#home = home
    this.#paths = paths
    this.#file = file
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
      this.#home.forget(this)
      this.#events.emit('change', undefined)
      await this.#file.close() // Waits for reads that still run on it.
      return adopted
    } catch (error) {
      await this.#giveUp()
      throw diskError(error)
    }
  }

  async #giveUp(): Promise<void> {
    if (this.#state === 'finished' || this.#state === 'discarded') return
    this.#state = 'discarded'
    this.#home.forget(this)
    this.#events.emit('change', undefined)
    // Nobody can do anything about a failure here, and the next start empties the folder.
    await this.#file.close().catch(() => {})
    await rm(this.#paths.blob, { force: true }).catch(() => {})
    await rm(this.#paths.sidecar, { force: true }).catch(() => {})
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
