// Storage on disk: LevelDB through classic-level. One process per folder.
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { syncFolder } from '../base/index.js'
import { StoreError } from './errors.js'
import type { Storage, StoragePut, StorageRange, StorageSnapshot, WriteOptions } from './storage.js'
import { hasCode, refuseHeadless } from './storage-repair.js'

/** What opening writes besides: manifest, an index, a new log: a few KiB, so this is plenty. */
const ROOM_TO_OPEN_BYTES = 64 * 1024
const BINARY = { keyEncoding: 'view', valueEncoding: 'view' } as const

/**
 * Opens, or makes, the database in `folder`.
 * @throws {StoreError} `ALREADY_RUNNING` if another process has it open; `DISK` if it cannot be opened otherwise: `isDamage`
 *   says of that whether `repairLevel` may help
 */
export async function openLevelStorage(folder: string): Promise<Storage> {
  try {
    await refuseHeadless(folder)
    const database = new ClassicLevel<Uint8Array, Uint8Array>(folder, BINARY)
    await database.open()
    await syncFolder(dirname(folder)) // LevelDB syncs what is in its folder, not the folder's own name.
    return new LevelStorage(folder, database)
  } catch (error) {
    if (hasCode(error, 'LEVEL_LOCKED')) {
      throw new StoreError('ALREADY_RUNNING', `${folder} is in use by another process`, { cause: error })
    }
    throw new StoreError('DISK', `${folder} cannot be opened`, { cause: error })
  }
}

class LevelStorage implements Storage {
  readonly #folder: string
  readonly #database: ClassicLevel<Uint8Array, Uint8Array>
  /**
   * A write has failed, so its log has half a record in it. What LevelDB writes behind that it confirms, fsynced, and drops
   * when it opens the log again (seen with a full tmpfs): so nothing may be written before it has begun another log.
   */
  #isTorn = false
  #mending: Promise<void> | undefined
  #isClosed = false

  constructor(folder: string, database: ClassicLevel<Uint8Array, Uint8Array>) {
    this.#folder = folder
    this.#database = database
  }

  get(key: Uint8Array): Uint8Array | undefined {
    try {
      return this.#database.getSync(key)
    } catch (error) {
      throw diskError('reading', error)
    }
  }

  async write(batch: readonly StoragePut[], { sync }: WriteOptions): Promise<void> {
    try {
      if (this.#isTorn) await (this.#mending ??= this.#mend().finally(() => (this.#mending = undefined)))
      // A list given in one call costs three times as much, and is held by the binding until the next full garbage collection.
      const chained = this.#database.batch()
      for (const { key, value } of batch) {
        if (value === undefined) chained.del(key)
        else chained.put(key, value)
      }
      await chained.write({ sync })
    } catch (error) {
      this.#isTorn = true
      throw diskError('writing', error)
    }
  }

  entries(range: StorageRange): AsyncGenerator<[Uint8Array, Uint8Array]> {
    return this.#read(range, {})
  }

  async *#read(
    { from, to }: StorageRange,
    options: { snapshot?: ReturnType<ClassicLevel['snapshot']> }
  ): AsyncGenerator<[Uint8Array, Uint8Array]> {
    try {
      for await (const entry of this.#database.iterator({ gte: from, lt: to, ...options })) yield entry
    } catch (error) {
      throw diskError('reading', error)
    }
  }

  snapshot(): StorageSnapshot {
    try {
      const snapshot = this.#database.snapshot()
      return { entries: (range) => this.#read(range, { snapshot }), close: () => snapshot.close() }
    } catch (error) {
      throw diskError('reading', error)
    }
  }

  async compact({ from, to }: StorageRange): Promise<void> {
    if (this.#isClosed || this.#isTorn) return
    try {
      await this.#database.compactRange(from, to)
    } catch (error) {
      throw diskError('compacting', error)
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#mending?.catch(() => {})
    await this.#database.close()
  }

  /** Opening writes what the log holds to a table and begins a new log. Without room for that, reads had better go on. */
  async #mend(): Promise<void> {
    if (this.#isClosed) return
    await throwIfNoRoom(this.#folder)
    await this.#database.close()
    await this.#database.open()
    this.#isTorn = false
  }
}

/** @throws what the file system throws where the folder's logs would not fit on its disk once more */
async function throwIfNoRoom(folder: string): Promise<void> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'))
  const sizes = await Promise.all(logs.map(async (name) => (await stat(join(folder, name))).size))
  const bytes = ROOM_TO_OPEN_BYTES + sizes.reduce((sum, size) => sum + size, 0)
  const probe = join(folder, 'room-probe')
  try {
    await writeFile(probe, Buffer.alloc(bytes, 1), { mode: 0o600 })
  } finally {
    await rm(probe, { force: true })
  }
}

function diskError(doing: string, cause: unknown): StoreError {
  return new StoreError('DISK', `${doing} the store failed: ${cause instanceof Error ? cause.message : 'unknown'}`, {
    cause
  })
}
