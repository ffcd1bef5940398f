// A running transfer as its downloader serves it: the bytes as they come in, and beside them the signed list of hashes
// (design section 6). Fills the content server's port.
import { peerIdFromPublicKey, type Clock, type KeyPair, type Timer } from '../base/index.js'
import type { RunningTransfer } from './alias-group.js'
import type { PartialBlob } from './blob-store.js'
import { ByteFeed } from './byte-feed.js'
import type { TransferEnd } from './claims.js'
import { MAX_READERS_PER_TRANSFER, SIGN_EVERY_MS } from './crossing-defaults.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { leafCount } from './leaf-hashes.js'
import { listParts } from './list-feed.js'
import { Notifier } from './notifier.js'
import { RelayDoor } from './relay-door.js'
import {
  ListSigner,
  NO_TRANSFER_FACTS,
  type ListIdentity,
  type SignedStatement,
  type Statement,
  type TransferFacts
} from './transfer-list.js'

export interface TransferInit {
  identity: ListIdentity
  keyPair: KeyPair
  clock: Clock
  /** Members served at once; who comes then is sent on to one of them. @default {@link MAX_READERS_PER_TRANSFER} */
  maxReaders?: number | undefined
}

export class Transfer implements RunningTransfer {
  readonly id: string
  readonly door: RelayDoor
  readonly #init: TransferInit
  readonly #changed = new Notifier()
  readonly #feed = new ByteFeed(this.#changed)
  readonly #signer: ListSigner
  #signed: SignedStatement | undefined
  #signedMs = -Infinity
  #facts: TransferFacts = NO_TRANSFER_FACTS
  #timer: Timer | undefined

  constructor(init: TransferInit) {
    this.#init = init
    this.id = init.identity.transferId
    const { keyPair, clock, maxReaders = MAX_READERS_PER_TRANSFER } = init
    this.door = new RelayDoor({ self: peerIdFromPublicKey(keyPair.publicKey), isRoot: true, maxReaders, clock })
    this.#signer = new ListSigner(init.identity, init.keyPair)
  }

  /** Readers may attach before there is anything: a claim is heard sooner than a file is made. */
  attach(partial: PartialBlob): void {
    const before = this.#feed.partial
    if (this.#feed.hasEnded || (before !== undefined && before.state !== 'discarded')) return
    if (this.#signer.leaves > 0) return this.end('lost') // Another content was told of already.
    this.#feed.attach(partial, () => this.#grown())
    if (this.#leaves > 0) this.#announce()
  }

  /** What the origin said; readers hear it with the next part. */
  say(facts: TransferFacts): void {
    this.#facts = facts
  }

  /** Says how it ended: readers get the list of what there is, and the end. */
  end(end: TransferEnd, whole: { totalBytes: number; digest: string } = { totalBytes: 0, digest: '' }): void {
    if (this.#feed.hasEnded) return
    this.#timer?.cancel()
    const leaves = end === 'complete' ? leafCount(whole.totalBytes) : Math.max(this.#leaves, this.#signer.leaves)
    this.#sign({ leaves, end, ...whole })
    this.#feed.end(end === 'complete' ? 'complete' : 'early')
  }

  /** Members that read along now. */
  get readers(): number {
    return this.#feed.readers
  }

  hasGap(fromLeaf: number): boolean {
    return this.#feed.hasGap(fromLeaf)
  }

  bytes(fromLeaf: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    return this.#feed.bytes(fromLeaf, signal)
  }

  parts(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const signed = (): SignedStatement | undefined => this.#signed
    const held = (): number => this.#leaves
    const list = {
      get signed() {
        return signed()
      },
      get heldLeaves() {
        return held()
      },
      isClosed: false,
      hashes: (from: number, to: number) => this.#hashes(from, to)
    }
    return listParts(list, { changed: this.#changed, clock: this.#init.clock, signal })
  }

  /** Whole ones; the last is announced with the end. */
  get #leaves(): number {
    return Math.floor((this.#feed.partial?.bytes ?? 0) / LEAF_BYTES)
  }

  #hashes(fromLeaf: number, toLeaf: number): Uint8Array {
    const hashes = this.#feed.partial?.leafHashes(fromLeaf) ?? new Uint8Array()
    return hashes.subarray(0, (toLeaf - fromLeaf) * HASH_BYTES)
  }

  #sign(statement: Omit<Statement, 'facts'>): void {
    const fresh = this.#hashes(this.#signer.leaves, statement.leaves)
    this.#signed = this.#signer.sign(fresh, { ...statement, facts: this.#facts })
    this.#signedMs = this.#init.clock.monotonicMs()
  }

  #grown(): void {
    const { clock } = this.#init
    const waitMs = this.#signedMs + SIGN_EVERY_MS - clock.monotonicMs()
    const isFresh = this.#leaves > this.#signer.leaves
    if (isFresh && waitMs <= 0) return this.#announce()
    if (isFresh) this.#timer ??= clock.setTimer(waitMs, () => this.#announce())
    this.#changed.notify()
  }

  #announce(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#sign({ leaves: this.#leaves, end: undefined, totalBytes: 0, digest: '' })
    this.#changed.notify()
  }
}
