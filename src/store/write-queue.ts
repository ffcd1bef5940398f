// Writes to the storage one after the other, as few batches as possible, and answers reads of what is still on its way.
import { toHex } from '../base/index.js'
import { StoreError } from './errors.js'
import type { Storage, StoragePut } from './storage.js'

interface Waiting {
  readonly batch: readonly StoragePut[]
  readonly sync: boolean
  readonly isKept: boolean
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class WriteQueue {
  readonly #storage: Storage
  /** Not on disk yet, by key in hex; undefined: will be removed. */
  #underWay = new Map<string, Uint8Array | undefined>()
  #waiting: Waiting[] = []
  /** Kept batches that the disk refused, oldest first. */
  #unsaved: StoragePut[] = []
  #running: Promise<void> | undefined
  /** How many wait for everything to be on the disk. */
  #syncing = 0

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** @throws {StoreError} `DISK` */
  get(key: Uint8Array): Uint8Array | undefined {
    const name = toHex(key)
    return this.#underWay.has(name) ? this.#underWay.get(name) : this.#storage.get(key)
  }

  /** Bytes that the disk refused and that wait for the next batch. */
  get unsavedBytes(): number {
    return this.#unsaved.reduce((sum, { value }) => sum + (value?.byteLength ?? 0), 0)
  }

  /** Resolves when the batch is written; with `sync`, when it is on the disk. @throws {StoreError} `DISK` */
  write(batch: readonly StoragePut[], sync: boolean): Promise<void> {
    return this.#add(batch, sync, false)
  }

  /**
   * As `write`, but what the disk refuses stays readable here and is written with the next batch, whosever that is: so
   * nothing lies on the disk above a hole. @throws {StoreError} `DISK`
   */
  keep(batch: readonly StoragePut[], sync: boolean): Promise<void> {
    return this.#add(batch, sync, true)
  }

  #add(batch: readonly StoragePut[], sync: boolean, isKept: boolean): Promise<void> {
    this.#noteUnderWay(batch)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, sync, isKept, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** While `work` runs, every batch is on the disk before it counts as written. */
  async syncingAll<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#syncing++
    try {
      return await work()
    } finally {
      this.#syncing--
    }
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      const puts = [...this.#unsaved, ...group.flatMap((waiting) => waiting.batch)]
      try {
        await this.#storage.write(puts, { sync: this.#syncing > 0 || group.some((waiting) => waiting.sync) })
        this.#unsaved = []
        this.#forget(puts)
        // A map that is filled and emptied for ever keeps what was in it until the next full garbage collection.
        if (this.#underWay.size === 0) this.#underWay = new Map()
        for (const waiting of group) waiting.resolve()
      } catch (error) {
        this.#unsaved.push(...group.flatMap(({ isKept, batch }) => (isKept ? batch : [])))
        this.#underWay.clear()
        for (const batch of [this.#unsaved, ...this.#waiting.map((waiting) => waiting.batch)]) this.#noteUnderWay(batch)
        const failure = error instanceof StoreError ? error : new StoreError('DISK', 'writing failed', { cause: error })
        for (const waiting of group) waiting.reject(failure)
      }
    }
    this.#running = undefined
  }

  #noteUnderWay(batch: readonly StoragePut[]): void {
    for (const { key, value } of batch) this.#underWay.set(toHex(key), value)
  }

  #forget(puts: readonly StoragePut[]): void {
    for (const { key, value } of puts) {
      const name = toHex(key)
      if (this.#underWay.get(name) === value) this.#underWay.delete(name) // Else a later batch has set it again.
    }
  }
}
