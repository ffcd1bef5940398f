// A transfer that is followed here, served to others meanwhile: the downloader's own list, and the bytes that were checked
// against it. Fills the content server's port as the downloader's own transfer does.
import type { Clock, PeerId } from '../base/index.js'
import type { RunningTransfer } from './alias-group.js'
import type { PartialBlob } from './blob-store.js'
import { ByteFeed } from './byte-feed.js'
import { MAX_READERS_PER_TRANSFER } from './crossing-defaults.js'
import { listParts } from './list-feed.js'
import { Notifier } from './notifier.js'
import { RelayDoor } from './relay-door.js'
import { ListReader, type ListIdentity } from './transfer-list.js'

export interface RelayInit {
  identity: ListIdentity
  self: PeerId
  downloader: PeerId
  /** @default {@link MAX_READERS_PER_TRANSFER} */
  maxReaders: number | undefined
  clock: Clock
}

export class Relay implements RunningTransfer {
  readonly id: string
  /** What the downloader has signed: whoever follows takes parts into it. */
  readonly list: ListReader
  readonly door: RelayDoor
  readonly #clock: Clock
  readonly #changed = new Notifier()
  readonly #feed = new ByteFeed(this.#changed)
  #heldLeaves = 0
  #isClosed = false

  constructor({ identity, self, downloader, maxReaders = MAX_READERS_PER_TRANSFER, clock }: RelayInit) {
    this.id = identity.transferId
    this.list = new ListReader(identity, downloader)
    this.door = new RelayDoor({ self, isRoot: false, maxReaders, clock })
    this.#clock = clock
    this.#feed.limit(0)
  }

  attach(partial: PartialBlob): void {
    this.#feed.attach(partial, () => {})
  }

  /** The list has grown. */
  heard(): void {
    this.door.tree.holds(this.#toldLeaves)
    this.#changed.notify()
  }

  /** The leaves of the partial, up to there, are those that were signed. */
  checked(leaves: number, bytes: number): void {
    if (leaves < this.#heldLeaves) return // Checked once more, with another parent.
    this.#heldLeaves = leaves
    this.door.tree.holds(this.#toldLeaves)
    this.#feed.limit(bytes)
  }

  /** Never more than our own parent tells: so along the tree it never grows downward, and nobody hangs itself below itself. */
  get #toldLeaves(): number {
    return Math.min(this.#heldLeaves, this.list.heldLeaves)
  }

  /** Following has ended here: with all, which readers may read to the end, or without. */
  end(how: 'complete' | 'early'): void {
    this.#isClosed = how === 'early'
    this.door.close()
    this.#feed.end(how)
  }

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
    const { list } = this
    const held = (): number => this.#toldLeaves
    const isClosed = (): boolean => this.#isClosed
    const told = {
      get signed() {
        return list.signed
      },
      get heldLeaves() {
        return held()
      },
      get isClosed() {
        return isClosed()
      },
      hashes: (from: number, to: number) => list.hashes(from, to)
    }
    return listParts(told, { changed: this.#changed, clock: this.#clock, signal })
  }
}
