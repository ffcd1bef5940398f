// A running transfer as its downloader serves it: the bytes as they come in, and beside them the signed list of hashes
// (design section 6). Fills the content server's port.
import type { Clock, KeyPair, Timer } from '../base/index.js'
import type { RunningTransfer } from './alias-group.js'
import type { PartialBlob } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import { MAX_LEAVES_BETWEEN_SIGNATURES, SIGN_EVERY_MS } from './crossing-defaults.js'
import { BLOB_READ_BYTES, HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { Notifier } from './notifier.js'
import { ListWriter, type ListIdentity, type Statement } from './transfer-list.js'

export interface TransferInit {
  identity: ListIdentity
  keyPair: KeyPair
  partial: PartialBlob
  clock: Clock
}

export class Transfer implements RunningTransfer {
  readonly #init: TransferInit
  readonly #changed = new Notifier()
  readonly #forget: () => void
  /** Up to where the list may be given out: signed after leaf 1, 2, 4, …, then every so many leaves or milliseconds. */
  #announcedLeaves: number
  #timer: Timer | undefined
  #end: Pick<Statement, 'end' | 'totalBytes' | 'digest'> | undefined

  constructor(init: TransferInit) {
    this.#init = init
    this.#announcedLeaves = this.#leaves
    this.#forget = init.partial.onChange(() => this.#grown())
  }

  /** Says how it ended; readers get what there is, then the end. */
  end(end: TransferEnd, whole: { totalBytes: number; digest: string } = { totalBytes: 0, digest: '' }): void {
    if (this.#end !== undefined) return
    this.#end = { end, ...whole }
    this.#timer?.cancel()
    this.#forget()
    this.#changed.notify()
  }

  async *bytes(fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const { partial } = this.#init
    for (let offset = fromLeaf * LEAF_BYTES; ;) {
      if (offset < partial.bytes) {
        const chunk = await partial.read(offset, BLOB_READ_BYTES)
        offset += chunk.byteLength
        yield chunk
      } else if (this.#end !== undefined) {
        if (this.#end.end === 'complete') return
        throw new ContentError('NOT_HELD', `the transfer ended: ${String(this.#end.end)}`)
      } else await this.#changed.next(signal)
    }
  }

  async *parts(_fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    // Always from the start: the list's hash, and so the signature, is over all of it.
    const writer = new ListWriter(this.#init.identity, this.#init.keyPair)
    for (;;) {
      const statement = this.#statement()
      if (statement.leaves > writer.leaves || statement.end !== undefined) {
        const from = writer.leaves
        const hashes = this.#init.partial.leafHashes(from).subarray(0, (statement.leaves - from) * HASH_BYTES)
        yield* writer.parts(hashes, statement)
        if (statement.end !== undefined) return
      } else await this.#changed.next(signal)
    }
  }

  get #leaves(): number {
    const { partial } = this.#init
    return partial.state === 'finished' ? Math.ceil(partial.bytes / LEAF_BYTES) : Math.floor(partial.bytes / LEAF_BYTES)
  }

  #statement(): Statement {
    if (this.#end !== undefined) return { leaves: this.#leaves, ...this.#end }
    return { leaves: this.#announcedLeaves, end: undefined, totalBytes: 0, digest: '' }
  }

  #grown(): void {
    const fresh = this.#leaves - this.#announcedLeaves
    if (fresh >= Math.min(Math.max(1, this.#announcedLeaves), MAX_LEAVES_BETWEEN_SIGNATURES)) this.#announce()
    else if (fresh > 0) this.#timer ??= this.#init.clock.setTimer(SIGN_EVERY_MS, () => this.#announce())
    this.#changed.notify()
  }

  #announce(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#announcedLeaves = this.#leaves
    this.#changed.notify()
  }
}
