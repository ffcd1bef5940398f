// Storage on disk: LevelDB through classic-level. One process per folder.
import { ClassicLevel } from 'classic-level'
import { StoreError } from './errors.js'
import type { Storage, StoragePut, StorageRange, WriteOptions } from './storage.js'

const BINARY = { keyEncoding: 'view', valueEncoding: 'view' } as const

/**
 * Opens, or makes, the database in `folder`.
 * @throws {StoreError} `ALREADY_RUNNING` if another process has it open; `DISK` if it cannot be opened otherwise
 */
export async function openLevelStorage(folder: string): Promise<Storage> {
  const database = new ClassicLevel<Uint8Array, Uint8Array>(folder, BINARY)
  try {
    await database.open()
  } catch (error) {
    if (isLocked(error)) {
      throw new StoreError('ALREADY_RUNNING', `${folder} is in use by another process`, { cause: error })
    }
    throw new StoreError('DISK', `${folder} cannot be opened`, { cause: error })
  }
  return new LevelStorage(database)
}

function isLocked(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED'
}

class LevelStorage implements Storage {
  readonly #database: ClassicLevel<Uint8Array, Uint8Array>

  constructor(database: ClassicLevel<Uint8Array, Uint8Array>) {
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
      await this.#database.batch(
        batch.map(({ key, value }) => (value === undefined ? { type: 'del', key } : { type: 'put', key, value })),
        { sync }
      )
    } catch (error) {
      throw diskError('writing', error)
    }
  }

  async *entries({ from, to }: StorageRange): AsyncGenerator<[Uint8Array, Uint8Array]> {
    try {
      for await (const entry of this.#database.iterator({ gte: from, lt: to })) yield entry
    } catch (error) {
      throw diskError('reading', error)
    }
  }

  async close(): Promise<void> {
    await this.#database.close()
  }
}

function diskError(doing: string, cause: unknown): StoreError {
  return new StoreError('DISK', `${doing} the store failed: ${cause instanceof Error ? cause.message : 'unknown'}`, {
    cause
  })
}
