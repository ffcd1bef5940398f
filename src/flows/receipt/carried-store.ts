// Uploads of members on this disk, each a uniquely named file (seed 000: "a uniquely named XML file"), the facts of it, and what became of
// it. What is accepted has facts, and what has none was never accepted: they are written last and go first. Spec: docs/protocols/upload.md.
import { createHash } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder, syncFolder, toHex, writePrivateFile, type Logger, type Random } from '../../base/index.js'
import { CARRIED_OVERHEAD_BYTES, MAX_DAMAGED, MAX_FACTS_BYTES } from './carried-defaults.js'
import { decodeFacts, encodeFacts, type CarriedFacts } from './carried-facts.js'
import { CarryRefusal } from './carry-refusal.js'
import { MAX_STATEMENT_BYTES } from './defaults.js'
import type { Order } from './order.js'
import { readReturn, type Return } from './statements.js'

const CONTENT = '.upload'
const FACTS = '.carried'
const RETURN = '.return'
const OURS = /^([0-9a-f]{32})\.(?:upload|carried|return)(?:\.[0-9a-f]+\.tmp)?$/
const READ_BYTES = 256 * 1024

/** An upload that is accepted. */
export interface StoredUpload extends CarriedFacts {
  /** 32 hex characters: of its files. */
  readonly name: string
  /** What became of it, where that is known. */
  readonly returned: Pick<Return, 'type' | 'atMs'> | undefined
  /** What it takes of this disk, about. */
  readonly diskBytes: number
}

/** The content has come, and lies here; it is to be accepted or discarded. */
export interface ReceivedContent {
  readonly name: string
  readonly bytes: number
}

export interface CarriedStoreInit {
  readonly directory: string
  readonly random: Random
  readonly logger: Logger
}

/** What was written is not there as it was written. */
export class DamagedContent extends Error {
  override readonly name = 'DamagedContent'
}

export class CarriedStore {
  readonly #directory: string
  readonly #random: Random
  readonly #logger: Logger
  #damaged = 0

  private constructor({ directory, random, logger }: CarriedStoreInit) {
    this.#directory = directory
    this.#random = random
    this.#logger = logger
  }

  /** What an earlier run accepted is there again; what it did not is gone. @throws what the file system does */
  static async open(init: CarriedStoreInit): Promise<{ store: CarriedStore; found: StoredUpload[] }> {
    const store = new CarriedStore(init)
    await makePrivateFolder(store.#directory)
    const names = new Set<string>()
    for (const file of await readdir(store.#directory)) {
      const name = OURS.exec(file)?.[1]
      if (name === undefined) continue
      if (file.endsWith('.tmp')) await rm(join(store.#directory, file), { force: true })
      else names.add(name)
    }
    const found: StoredUpload[] = []
    for (const name of names) found.push(...(await store.#find(name)))
    return { store, found }
  }

  /** Uploads that could not be read since this node started. What was read and is none lies in `damaged/`, the newest of them. */
  get damaged(): number {
    return this.#damaged
  }

  /**
   * Takes the content in, and syncs it. Where that fails nothing of it is left.
   * @throws {CarryRefusal} `wrong-content`, `disk`; the signal's reason; what `content` throws
   */
  async receive(content: AsyncIterable<Uint8Array>, order: Order, signal: AbortSignal): Promise<ReceivedContent> {
    const name = toHex(this.#random.bytes(16))
    const path = this.#path(name, CONTENT)
    try {
      const file = await onDisk(open(path, 'wx', 0o600))
      try {
        const hash = createHash('sha256')
        let bytes = 0
        for await (const chunk of content) {
          signal.throwIfAborted()
          bytes += chunk.byteLength
          if (bytes > order.bytes) throw new CarryRefusal('wrong-content')
          hash.update(chunk)
          await onDisk(file.writeFile(chunk)) // Goes on where the last one ended.
        }
        signal.throwIfAborted()
        const isWhole = bytes === order.bytes && hash.digest('hex') === order.contentSha256
        if (!isWhole) throw new CarryRefusal('wrong-content')
        await onDisk(file.sync())
        return { name, bytes }
      } finally {
        await file.close()
      }
    } catch (error) {
      await this.#remove(path)
      throw error
    }
  }

  /** Resolves when a loss of power cannot undo it any more. Where it fails nothing is left. @throws {CarryRefusal} `disk` */
  async accept({ name, bytes }: ReceivedContent, facts: CarriedFacts): Promise<StoredUpload> {
    try {
      await onDisk(writePrivateFile(this.#path(name, FACTS), once(encodeFacts(facts))))
      return { ...facts, name, returned: undefined, diskBytes: bytes + CARRIED_OVERHEAD_BYTES }
    } catch (error) {
      await this.forget(name)
      throw error
    }
  }

  /**
   * Its content. The end is not given before all of it was found whole, so nobody gets what is damaged as if it were not.
   * Iterating throws {@link DamagedContent}, or the signal's reason.
   */
  async *content({ name, order }: StoredUpload, signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      const file = await open(this.#path(name, CONTENT), 'r')
      try {
        const hash = createHash('sha256')
        if ((await file.stat()).size !== order.bytes) throw new DamagedContent('another size')
        for (let at = 0; at < order.bytes;) {
          signal.throwIfAborted()
          const buffer = new Uint8Array(Math.min(READ_BYTES, order.bytes - at))
          const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, at)
          if (bytesRead === 0) throw new DamagedContent('another size')
          const chunk = buffer.subarray(0, bytesRead)
          hash.update(chunk)
          at += bytesRead
          if (at === order.bytes && hash.digest('hex') !== order.contentSha256) throw new DamagedContent('other bytes')
          yield chunk
        }
      } finally {
        await file.close()
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason
      throw error instanceof DamagedContent ? error : new DamagedContent('it cannot be read', { cause: error })
    }
  }

  /** Keeps what became of it. The content stays until it is let go, or this node starts again. @throws {CarryRefusal} `disk` */
  async putReturn({ name }: StoredUpload, statement: Uint8Array): Promise<void> {
    await onDisk(writePrivateFile(this.#path(name, RETURN), once(statement)))
  }

  /** Never rejects. */
  async removeContent({ name }: Pick<StoredUpload, 'name'>): Promise<void> {
    await this.#remove(this.#path(name, CONTENT))
  }

  /** What {@link putReturn} kept; undefined where that cannot be read any more. */
  async readReturn({ name }: StoredUpload): Promise<Uint8Array | undefined> {
    const bytes = await readSmall(this.#path(name, RETURN), MAX_STATEMENT_BYTES).catch(() => undefined)
    return bytes === 'absent' ? undefined : bytes
  }

  /** All of it goes, the facts first. Never rejects: what cannot be removed now is when this node starts again. */
  async forget(name: string): Promise<void> {
    await this.#remove(this.#path(name, FACTS))
    await syncFolder(this.#directory).catch(() => {})
    for (const end of [RETURN, CONTENT]) await this.#remove(this.#path(name, end))
  }

  /** The content is not what it was: it goes where people can look at it. Never rejects. */
  async setContentAside({ name }: StoredUpload): Promise<void> {
    await this.#setAside([name + CONTENT], 'the content of an upload is damaged')
  }

  /** At most one. What the disk does not give now stays where it is: the next start may read it. */
  async #find(name: string): Promise<StoredUpload[]> {
    try {
      return await this.#read(name)
    } catch (error) {
      this.#damaged++
      this.#logger.warn(`an upload cannot be read now, and stays where it is: ${String(error)}`, { file: name + FACTS })
      return []
    }
  }

  /** At most one. @throws what the file system does */
  async #read(name: string): Promise<StoredUpload[]> {
    const bytes = await readSmall(this.#path(name, FACTS), MAX_FACTS_BYTES)
    if (bytes === 'absent') {
      for (const end of [RETURN, CONTENT]) await this.#remove(this.#path(name, end))
      return []
    }
    const facts = bytes && decodeFacts(bytes)
    if (facts === undefined) {
      await this.#setAside([name + FACTS, name + RETURN, name + CONTENT], 'an upload cannot be read')
      return []
    }
    const returned = await this.#findReturn(name, facts)
    const contentBytes = returned === undefined ? facts.order.bytes : 0
    return [{ ...facts, name, returned, diskBytes: contentBytes + CARRIED_OVERHEAD_BYTES }]
  }

  async #findReturn(
    name: string,
    { group, asker, relay, acceptance }: CarriedFacts
  ): Promise<StoredUpload['returned']> {
    const bytes = await readSmall(this.#path(name, RETURN), MAX_STATEMENT_BYTES)
    if (bytes === 'absent') return undefined
    const returned = bytes && readReturn(bytes, { group, asker, relay })
    if (returned === undefined || returned.orderSha256 !== acceptance.orderSha256) {
      await this.#setAside([name + RETURN], 'what became of an upload cannot be read')
      return undefined
    }
    await this.removeContent({ name })
    return { type: returned.type, atMs: returned.atMs }
  }

  async #setAside(files: readonly string[], what: string): Promise<void> {
    this.#damaged++
    const folder = join(this.#directory, 'damaged')
    this.#logger.warn(`${what}: set aside`, { file: files[0], folder })
    try {
      await makePrivateFolder(folder)
      for (const file of files) await rename(join(this.#directory, file), join(folder, file)).catch(() => {})
      const kept = await Promise.all(
        (await readdir(folder)).map(async (file) => ({ file, changedMs: (await stat(join(folder, file))).ctimeMs }))
      )
      const oldest = kept.sort((a, b) => b.changedMs - a.changedMs).slice(MAX_DAMAGED)
      for (const { file } of oldest) await this.#remove(join(folder, file))
    } catch (error) {
      this.#logger.warn(`it could not be set aside: ${String(error)}`)
    }
  }

  #path(name: string, end: string): string {
    return join(this.#directory, name + end)
  }

  async #remove(path: string): Promise<void> {
    await rm(path, { force: true }).catch((error: unknown) => {
      this.#logger.warn(`a file of an upload could not be removed: ${String(error)}`)
    })
  }
}

/** @throws {CarryRefusal} `disk`, for what the file system throws */
async function onDisk<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (cause) {
    throw new CarryRefusal('disk', { cause })
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes
}

/** Undefined where it is larger. @throws what the file system does, less that there is none */
async function readSmall(path: string, maxBytes: number): Promise<Uint8Array | 'absent' | undefined> {
  try {
    if ((await stat(path)).size > maxBytes) return undefined
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent'
    throw error
  }
}
