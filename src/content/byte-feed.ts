// The bytes of a content that grows, as its readers are given them while a transfer runs: at its downloader and at every
// relay alike.
import type { PartialBlob, PartialReader } from './blob-store.js'
import { BLOB_READ_BYTES, LEAF_BYTES } from './defaults.js'
import type { Notifier } from './notifier.js'

export class ByteFeed {
  readonly #changed: Notifier
  #partial: PartialBlob | undefined
  #stopWatching: (() => void) | undefined
  #limitBytes = Infinity
  #end: 'complete' | 'early' | undefined
  #readers = 0

  constructor(changed: Notifier) {
    this.#changed = changed
  }

  get partial(): PartialBlob | undefined {
    return this.#partial
  }

  /** Members that read along now. */
  get readers(): number {
    return this.#readers
  }

  get hasEnded(): boolean {
    return this.#end !== undefined
  }

  hasGap(fromLeaf: number): boolean {
    return this.#partial?.hasGap(fromLeaf * LEAF_BYTES) ?? false
  }

  /** May be told again, where the one before was discarded. @param grown called after each append */
  attach(partial: PartialBlob, grown: () => void): void {
    this.#stopWatching?.()
    this.#partial = partial
    this.#stopWatching = partial.onChange(grown)
    this.#changed.notify()
  }

  /** How many bytes may be given out. */
  limit(bytes: number): void {
    this.#limitBytes = bytes
    this.#changed.notify()
  }

  /** `complete`: readers get what there is, to its end; `early`: nothing more. */
  end(how: 'complete' | 'early'): void {
    if (this.#end !== undefined) return
    this.#end = how
    this.#stopWatching?.()
    this.#changed.notify()
  }

  /**
   * Just ends where the transfer ends early: why, says the list. Each chunk holds until the next is asked for: fresh memory for
   * each is garbage that 20 readers make faster than it is collected.
   */
  async *bytes(fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    this.#readers++
    let from: PartialBlob | undefined
    let reader: PartialReader | undefined
    let memory: Uint8Array | undefined
    try {
      for (let offset = fromLeaf * LEAF_BYTES; ;) {
        const partial = this.#partial
        if (this.#end === 'early') return
        if (partial !== from) {
          from = partial
          reader?.close()
          reader = partial?.openReader(offset)
        }
        const there = Math.min(partial?.bytes ?? 0, this.#limitBytes)
        if (reader !== undefined && offset < there) {
          memory ??= Buffer.allocUnsafeSlow(BLOB_READ_BYTES)
          const chunk = await reader.read(offset, Math.min(BLOB_READ_BYTES, there - offset), memory)
          offset += chunk.byteLength
          yield chunk
        } else if (this.#end !== undefined) return
        else await this.#changed.next(signal)
      }
    } finally {
      reader?.close()
      this.#readers--
    }
  }
}
