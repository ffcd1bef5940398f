// Writes to the storage one after the other, as few batches as possible, and answers reads of what is still on its way.
import { toHex } from '../base/index.js'
import { StoreError } from './errors.js'
import type { Storage, StoragePut } from './storage.js'

interface Waiting {
  readonly batch: readonly StoragePut[]
  readonly sync: boolean
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class WriteQueue {
  readonly #storage: Storage
  /** Not on disk yet, by key in hex; undefined: will be removed. */
  readonly #underWay = new Map<string, Uint8Array | undefined>()
  #waiting: Waiting[] = []
  #running: Promise<void> | undefined

  constructor(storage: Storage) {
    this.#storage = storage
  }

  /** @throws {StoreError} `DISK` */
  get(key: Uint8Array): Uint8Array | undefined {
    const name = toHex(key)
    return this.#underWay.has(name) ? this.#underWay.get(name) : this.#storage.get(key)
  }

  /** Resolves when the batch is written; with `sync`, when it is on the disk. @throws {StoreError} `DISK` */
  write(batch: readonly StoragePut[], sync: boolean): Promise<void> {
    for (const { key, value } of batch) this.#underWay.set(toHex(key), value)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ batch, sync, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting
      this.#waiting = []
      const puts = group.flatMap((waiting) => waiting.batch)
      try {
        await this.#storage.write(puts, { sync: group.some((waiting) => waiting.sync) })
        this.#forget(puts)
        for (const waiting of group) waiting.resolve()
      } catch (error) {
        this.#forget(puts)
        const failure = error instanceof StoreError ? error : new StoreError('DISK', 'writing failed', { cause: error })
        for (const waiting of group) waiting.reject(failure)
      }
    }
    this.#running = undefined
  }

  #forget(puts: readonly StoragePut[]): void {
    for (const { key, value } of puts) {
      const name = toHex(key)
      if (this.#underWay.get(name) === value) this.#underWay.delete(name) // Else a later batch has set it again.
    }
  }
}
