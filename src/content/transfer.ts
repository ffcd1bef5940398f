// A running transfer as its downloader serves it: the bytes as they come in, and beside them the signed list of hashes
// (design section 6). Fills the content server's port.
import { setRepeating, type Clock, type KeyPair, type Timer } from '../base/index.js'
import type { RunningTransfer } from './alias-group.js'
import type { PartialBlob, PartialReader } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import { HEARTBEAT_MS, SIGN_EVERY_MS } from './crossing-defaults.js'
import { BLOB_READ_BYTES, HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { leafCount } from './leaf-hashes.js'
import { Notifier } from './notifier.js'
import {
  ListWriter,
  NO_TRANSFER_FACTS,
  type ListIdentity,
  type Statement,
  type TransferFacts
} from './transfer-list.js'

/** A part with nothing in it. */
const HEARTBEAT = new Uint8Array()

export interface TransferInit {
  identity: ListIdentity
  keyPair: KeyPair
  clock: Clock
}

export class Transfer implements RunningTransfer {
  readonly id: string
  readonly #init: TransferInit
  readonly #changed = new Notifier()
  #partial: PartialBlob | undefined
  #stopWatching: (() => void) | undefined
  #facts: TransferFacts = NO_TRANSFER_FACTS
  /** Up to where the list may be given out. */
  #announcedLeaves = 0
  #announcedMs = -Infinity
  #timer: Timer | undefined
  #readers = 0
  #end: Pick<Statement, 'leaves' | 'end' | 'totalBytes' | 'digest'> | undefined

  constructor(init: TransferInit) {
    this.#init = init
    this.id = init.identity.transferId
  }

  /** Readers may attach before there is anything: a claim is heard sooner than a file is made. */
  attach(partial: PartialBlob): void {
    if (this.#end !== undefined || (this.#partial !== undefined && this.#partial.state !== 'discarded')) return
    this.#stopWatching?.()
    this.#partial = partial
    this.#announcedLeaves = this.#leaves
    this.#stopWatching = partial.onChange(() => this.#grown())
    this.#changed.notify()
  }

  /** What the origin said; readers hear it with the next part. */
  say(facts: TransferFacts): void {
    this.#facts = facts
  }

  /** Says how it ended: readers get the list of what there is, and the end. */
  end(end: TransferEnd, whole: { totalBytes: number; digest: string } = { totalBytes: 0, digest: '' }): void {
    if (this.#end !== undefined) return
    this.#end = { leaves: end === 'complete' ? leafCount(whole.totalBytes) : this.#leaves, end, ...whole }
    this.#timer?.cancel()
    this.#stopWatching?.()
    this.#changed.notify()
  }

  /** Members that read along now. */
  get readers(): number {
    return this.#readers
  }

  /** Just ends where the transfer ends early: why, says the list. */
  async *bytes(fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    this.#readers++
    try {
      yield* this.#bytesFrom(fromLeaf, signal)
    } finally {
      this.#readers--
    }
  }

  async *#bytesFrom(fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let from: PartialBlob | undefined
    let reader: PartialReader | undefined
    try {
      for (let offset = fromLeaf * LEAF_BYTES; ;) {
        const partial = this.#partial
        if (this.#end !== undefined && this.#end.end !== 'complete') return
        if (partial !== from) {
          from = partial
          reader?.close()
          reader = partial?.openReader(offset)
        }
        if (partial !== undefined && reader !== undefined && offset < partial.bytes) {
          const chunk = await reader.read(offset, BLOB_READ_BYTES)
          offset += chunk.byteLength
          yield chunk
        } else if (this.#end !== undefined) return
        else await this.#changed.next(signal)
      }
    } finally {
      reader?.close()
    }
  }

  /** Always from the first leaf: the hash in a statement, and so the signature, is over the whole list. */
  async *parts(_fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const writer = new ListWriter(this.#init.identity, this.#init.keyPair)
    let isBeatDue = true
    const beats = setRepeating(this.#init.clock, HEARTBEAT_MS, () => {
      isBeatDue = true
      this.#changed.notify()
    })
    try {
      for (;;) {
        const statement = this.#statement()
        if (statement.leaves > writer.leaves || statement.end !== undefined) {
          const from = writer.leaves
          const hashes = this.#partial?.leafHashes(from).subarray(0, (statement.leaves - from) * HASH_BYTES)
          isBeatDue = false
          yield* writer.parts(hashes ?? new Uint8Array(), statement)
          if (statement.end !== undefined) return
        } else if (isBeatDue) {
          isBeatDue = false
          yield HEARTBEAT
        } else await this.#changed.next(signal)
      }
    } finally {
      beats.cancel()
    }
  }

  /** Whole ones; the last is announced with the end. */
  get #leaves(): number {
    return Math.floor((this.#partial?.bytes ?? 0) / LEAF_BYTES)
  }

  #statement(): Statement {
    const running = { leaves: this.#announcedLeaves, end: undefined, totalBytes: 0, digest: '' }
    return { ...(this.#end ?? running), facts: this.#facts }
  }

  #grown(): void {
    const { clock } = this.#init
    const waitMs = this.#announcedMs + SIGN_EVERY_MS - clock.monotonicMs()
    const isFresh = this.#leaves > this.#announcedLeaves
    if (isFresh && waitMs <= 0) return this.#announce()
    if (isFresh) this.#timer ??= clock.setTimer(waitMs, () => this.#announce())
    this.#changed.notify()
  }

  #announce(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#announcedLeaves = this.#leaves
    this.#announcedMs = this.#init.clock.monotonicMs()
    this.#changed.notify()
  }
}
