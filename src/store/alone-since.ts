// Since when a store has been alone, over restarts: a key beside the version of the layout (docs/store.md).
import { utf8, type Logger } from '../base/index.js'
import type { Storage } from './storage.js'

/** Begins with no letter that stands for a kind of log entry (`log-keys.ts`). */
export const ALONE_KEY = utf8('alone')
/** Peer time, ms, in decimal digits. */
const ALONE_VALUE = /^[0-9]{1,15}$/

export class AloneSince {
  readonly #init: { storage: Storage; logger: Logger }
  /** On the disk, or on its way there: what is noted last is written last. */
  #noted: number | undefined
  #written: Promise<void> = Promise.resolve()

  /** @throws {StoreError} `DISK` */
  constructor(init: { storage: Storage; logger: Logger }) {
    this.#init = init
    const value = init.storage.get(ALONE_KEY)
    const text = Buffer.from((value ?? new Uint8Array()).subarray(0, 16)).toString('latin1')
    this.#noted = ALONE_VALUE.test(text) ? Number(text) : undefined
  }

  /** Peer time, ms; undefined: it is not. */
  get sinceMs(): number | undefined {
    return this.#noted
  }

  /** Where the disk refuses it, a restart goes by what was noted before. */
  note(sinceMs: number | undefined): void {
    if (sinceMs === this.#noted) return
    this.#noted = sinceMs
    const value = sinceMs === undefined ? undefined : utf8(String(sinceMs))
    const { storage, logger } = this.#init
    this.#written = this.#written
      .then(() => storage.write([{ key: ALONE_KEY, value }], { sync: true }))
      .catch((error: unknown) => logger(`since when the store is alone is not on the disk: ${String(error)}`))
  }

  settled(): Promise<void> {
    return this.#written
  }
}
