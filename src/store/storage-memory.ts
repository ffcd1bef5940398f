// Storage that ends with the process: for tests, and for peers that keep nothing.
import { compareBytes, copyBytes, toHex } from '../base/index.js'
import { StoreError } from './errors.js'
import type { Storage, StoragePut, StorageRange, StorageSnapshot } from './storage.js'

export function createMemoryStorage(): Storage {
  return new MemoryStorage()
}

class MemoryStorage implements Storage {
  readonly #entries = new Map<string, { key: Uint8Array; value: Uint8Array }>()
  #closed = false

  get(key: Uint8Array): Uint8Array | undefined {
    this.#checkOpen()
    return this.#entries.get(toHex(key))?.value
  }

  async write(batch: readonly StoragePut[]): Promise<void> {
    this.#checkOpen()
    for (const { key, value } of batch) {
      if (value === undefined) this.#entries.delete(toHex(key))
      else this.#entries.set(toHex(key), { key: copyBytes(key), value: copyBytes(value) })
    }
  }

  async *entries(range: StorageRange): AsyncGenerator<[Uint8Array, Uint8Array]> {
    this.#checkOpen()
    yield* inRange(this.#entries.values(), range)
  }

  snapshot(): StorageSnapshot {
    this.#checkOpen()
    const all = [...this.#entries.values()] // Entries are replaced, never changed.
    return {
      entries: async function* (range) {
        yield* inRange(all, range)
      },
      close: async () => {}
    }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #checkOpen(): void {
    if (this.#closed) throw new StoreError('DISK', 'the storage is closed')
  }
}

function inRange(
  entries: Iterable<{ key: Uint8Array; value: Uint8Array }>,
  { from, to }: StorageRange
): [Uint8Array, Uint8Array][] {
  return [...entries]
    .filter(({ key }) => compareBytes(key, from) >= 0 && compareBytes(key, to) < 0)
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ key, value }) => [key, value])
}
