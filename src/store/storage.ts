// Port: an ordered key-value store of bytes. Filled by storage-level.ts and storage-memory.ts; test/compliance/storage.ts
// is what both must do.

export interface StoragePut {
  readonly key: Uint8Array
  /** Undefined: the key is removed. */
  readonly value: Uint8Array | undefined
}

export interface StorageRange {
  /** Inclusive. */
  readonly from: Uint8Array
  /** Exclusive. */
  readonly to: Uint8Array
}

export interface WriteOptions {
  /** Whether the batch must be on the disk, not only with the operating system, before the promise resolves. */
  sync: boolean
}

export interface Storage {
  /** Synchronous, since lookups are; about 13 µs from LevelDB. @throws {StoreError} `DISK` */
  get(key: Uint8Array): Uint8Array | undefined
  /** All or nothing, also when power fails. Batches take effect in the order they resolve. @throws {StoreError} `DISK` */
  write(batch: readonly StoragePut[], options: WriteOptions): Promise<void>
  /** In the order of the keys, as bytes. @throws {StoreError} `DISK` */
  entries(range: StorageRange): AsyncIterable<[key: Uint8Array, value: Uint8Array]>
  /** What is written now, for as long as it is not closed: later writes do not show in it. @throws {StoreError} `DISK` */
  snapshot(): StorageSnapshot
  /** Gives the room of what was removed back to the disk; left out where that happens by itself. @throws {StoreError} `DISK` */
  compact?(range: StorageRange): Promise<void>
  close(): Promise<void>
}

export interface StorageSnapshot extends Pick<Storage, 'entries'> {
  close(): Promise<void>
}
