// A disk that loses what was not synced when power fails: the storage port of the store, for simulated machines and for real
// stores over it.
import { compareBytes, copyBytes, toHex, type Clock, type Random } from '../../src/base/index.js'
import {
  StoreError,
  type Storage,
  type StoragePut,
  type StorageRange,
  type StorageSnapshot,
  type WriteOptions
} from '../../src/store/index.js'

export interface SimulatedDiskInit {
  random: Random
  /** With both, writes take their time: some of them are under way when the power goes. @default a turn of the event loop */
  clock?: Clock
  /** How long a synced batch takes. @default 0 */
  syncMs?: number
}

type Entries = Map<string, { key: Uint8Array; value: Uint8Array }>

/** What was on a disk. */
export interface DiskBackup {
  readonly entries: ReadonlyMap<string, { key: Uint8Array; value: Uint8Array }>
}

/** What outlives processes. Open a {@link Storage} on it for each. */
export class SimulatedDisk {
  readonly #init: SimulatedDiskInit
  /** By key in hexadecimal: what no loss of power takes. */
  readonly #safe: Entries = new Map()
  /** Batches after that, in order. */
  #unsynced: (readonly StoragePut[])[] = []
  #session = 0
  /** One write after the other, as with one log file. */
  #last: Promise<void> = Promise.resolve()
  /** So many writes from now, one fails as on a full disk; then the disk works again. @default never */
  failsAfterWrites = Infinity

  constructor(init: SimulatedDiskInit) {
    this.#init = init
  }

  /** What is written and would be lost with the power. */
  get unsyncedBatches(): number {
    return this.#unsynced.length
  }

  /** The value that no loss of power takes. */
  safeValue(key: Uint8Array): Uint8Array | undefined {
    return this.#safe.get(toHex(key))?.value
  }

  open(): Storage {
    return new DiskSession(this, ++this.#session, this.#entries())
  }

  /** Of each key in hexadecimal its value, as a process that starts now would find it. */
  values(): Map<string, Uint8Array> {
    return new Map(Array.from(this.#entries(), ([name, { value }]) => [name, value]))
  }

  /** A copy for {@link putBack}, as of a machine that is switched off. */
  backup(): DiskBackup {
    return { entries: this.#entries() }
  }

  /** The machine runs on with an old copy of its disk. Old storages answer `DISK`. */
  putBack({ entries }: DiskBackup): void {
    this.#session++
    this.#unsynced = []
    this.#safe.clear()
    for (const [name, entry] of entries) this.#safe.set(name, entry)
  }

  /** The process is gone, the machine runs on: what it wrote is with the operating system. Old storages answer `DISK`. */
  killProcess(): void {
    this.#session++
  }

  /** Any number of the last unsynced batches is lost, whole batches each. Old storages answer `DISK`. */
  losePower(): void {
    this.#session++
    this.#unsynced.length = Math.floor(this.#init.random.fraction() * (this.#unsynced.length + 1))
    this.#makeSafe(this.#unsynced.length)
  }

  isCurrent(session: number): boolean {
    return session === this.#session
  }

  /** For {@link DiskSession}: resolves when the batch is with the operating system, or (`sync`) safe. */
  write(session: number, batch: readonly StoragePut[], sync: boolean): Promise<void> {
    const before = this.#last
    const written = this.#write(before, session, batch, sync)
    this.#last = written.catch(() => {})
    return written
  }

  async #write(before: Promise<void>, session: number, batch: readonly StoragePut[], sync: boolean): Promise<void> {
    await before
    this.#checkCurrent(session)
    if (this.failsAfterWrites-- <= 0) {
      this.failsAfterWrites = Infinity
      throw new StoreError('DISK', 'no space left on the simulated disk')
    }
    this.#unsynced.push(batch)
    await this.#takeTime(sync)
    this.#checkCurrent(session)
    // A synced batch takes all before it along.
    if (sync) this.#makeSafe(this.#unsynced.length)
  }

  #entries(): Entries {
    const entries: Entries = new Map(this.#safe)
    for (const batch of this.#unsynced) apply(entries, batch)
    return entries
  }

  #makeSafe(batches: number): void {
    for (const batch of this.#unsynced.splice(0, batches)) apply(this.#safe, batch)
  }

  #checkCurrent(session: number): void {
    if (!this.isCurrent(session)) throw new StoreError('DISK', 'the power went while it was written')
  }

  #takeTime(sync: boolean): Promise<void> {
    const { clock, syncMs = 0 } = this.#init
    return new Promise((resolve) => {
      if (clock === undefined) setImmediate(resolve)
      else if (sync && syncMs > 0) clock.setTimer(syncMs, resolve)
      else resolve()
    })
  }
}

class DiskSession implements Storage {
  readonly #disk: SimulatedDisk
  readonly #session: number
  readonly #entries: Entries
  #closed = false

  constructor(disk: SimulatedDisk, session: number, entries: Entries) {
    this.#disk = disk
    this.#session = session
    this.#entries = entries
  }

  get(key: Uint8Array): Uint8Array | undefined {
    this.#check()
    return this.#entries.get(toHex(key))?.value
  }

  async write(batch: readonly StoragePut[], { sync }: WriteOptions): Promise<void> {
    this.#check()
    const puts = batch.map(({ key, value }) => ({ key: copyBytes(key), value: value && copyBytes(value) }))
    await this.#disk.write(this.#session, puts, sync)
    apply(this.#entries, puts)
  }

  entries(range: StorageRange): AsyncGenerator<[Uint8Array, Uint8Array]> {
    return this.#read(this.#entries.values(), range)
  }

  snapshot(): StorageSnapshot {
    this.#check()
    const all = [...this.#entries.values()] // Entries are replaced, never changed.
    return { entries: (range) => this.#read(all, range), close: async () => {} }
  }

  async *#read(
    entries: Iterable<{ key: Uint8Array; value: Uint8Array }>,
    { from, to }: StorageRange
  ): AsyncGenerator<[Uint8Array, Uint8Array]> {
    this.#check()
    const inRange = [...entries].filter(({ key }) => compareBytes(key, from) >= 0 && compareBytes(key, to) < 0)
    for (const { key, value } of inRange.sort((a, b) => compareBytes(a.key, b.key))) {
      this.#check()
      yield [key, value]
    }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #check(): void {
    if (this.#closed) throw new StoreError('DISK', 'the storage is closed')
    if (!this.#disk.isCurrent(this.#session)) throw new StoreError('DISK', 'the machine lost its power')
  }
}

function apply(entries: Entries, puts: readonly StoragePut[]): void {
  for (const { key, value } of puts) {
    if (value === undefined) entries.delete(toHex(key))
    else entries.set(toHex(key), { key, value })
  }
}
