// Who reads a running transfer from whom: a machine for each transfer and node, at its downloader and at relays alike
// (design section 6, "Relay tree"). A node serves so many readers and sends the next one to one of them.
//
// No reader is ever above the member that serves it. An asker without readers of its own may hang itself anywhere where
// the chain to the downloader is whole. An asker with readers is taken only by a member that holds more than it does: along
// the tree what is held never grows downward, so such a member is not below it.
import type { PeerId } from '../base/index.js'
import {
  MAX_LEAVES_BEHIND_READER,
  MAX_RELAY_DEPTH,
  MAX_RELAY_REDIRECTS,
  MAX_STREAMS_PER_READER
} from './crossing-defaults.js'

/** What a member says that wants to read along. */
export interface RelayAsk {
  readonly reader: PeerId
  /** The first leaf that it lacks. */
  readonly fromLeaf: number
  /** How often it was sent on before. */
  readonly redirects: number
  /** How many read from it now. */
  readonly readers: number
  /** It takes no readers any more. */
  readonly isLeaf: boolean
}

/**
 * `serve`: with the path from the one that serves up to the downloader. `wait`: not attached here yet; ask again after a
 * change. `refuse`: nothing for this reader here.
 */
export type RelayAnswer =
  | { readonly type: 'serve'; readonly path: readonly PeerId[] }
  | { readonly type: 'send-on'; readonly to: PeerId }
  | { readonly type: 'refuse' }
  | { readonly type: 'wait' }

export interface RelayTreeInit {
  self: PeerId
  /** The downloader itself: its path is empty from the start, and what it holds is what there is. */
  isRoot: boolean
  maxReaders: number
}

interface Reader {
  streams: number
  isLeaf: boolean
}

export class RelayTree {
  readonly #init: RelayTreeInit
  /** Who was sent somebody longest ago stands first. */
  readonly #readers = new Map<PeerId, Reader>()
  /** Parent first, downloader last; undefined while there is no parent. */
  #path: readonly PeerId[] | undefined
  #heldLeaves = 0
  #isLeaf = false

  constructor(init: RelayTreeInit) {
    this.#init = init
    this.#path = init.isRoot ? [] : undefined
  }

  get readers(): number {
    return this.#readers.size
  }

  get isLeaf(): boolean {
    return this.#isLeaf
  }

  /** Reads from `path[0]` from now on; undefined: from nobody. */
  attached(path: readonly PeerId[] | undefined): void {
    this.#path = path
  }

  holds(leaves: number): void {
    this.#heldLeaves = leaves
  }

  /** Too slow to read from: those who read stay, no other is taken. */
  becomeLeaf(): void {
    this.#isLeaf = true
  }

  /** Each answer `serve` is one stream, which ends with `left`. */
  ask(ask: RelayAsk): RelayAnswer {
    const known = this.#readers.get(ask.reader)
    if (known === undefined) {
      const answer = this.#judge(ask)
      if (answer !== undefined) return answer
    } else if (known.streams >= MAX_STREAMS_PER_READER) return { type: 'refuse' }
    if (this.#path === undefined) return { type: 'wait' }
    this.#readers.set(ask.reader, { streams: (known?.streams ?? 0) + 1, isLeaf: ask.isLeaf })
    return { type: 'serve', path: [this.#init.self, ...this.#path] }
  }

  left(reader: PeerId): void {
    const known = this.#readers.get(reader)
    if (known === undefined) return
    known.streams--
    if (known.streams === 0) this.#readers.delete(reader)
  }

  /** @returns undefined to serve */
  #judge(ask: RelayAsk): RelayAnswer | undefined {
    const { self, isRoot, maxReaders } = this.#init
    if (ask.reader === self || this.#isLeaf) return { type: 'refuse' }
    if (this.#path === undefined) return { type: 'wait' }
    const depth = this.#path.length
    if (this.#path.includes(ask.reader) || depth >= MAX_RELAY_DEPTH) return { type: 'refuse' }
    if (!isRoot && !this.#isAheadOf(ask)) return { type: 'refuse' }
    if (this.#readers.size < maxReaders || ask.redirects >= MAX_RELAY_REDIRECTS) return undefined
    const to = depth + 1 < MAX_RELAY_DEPTH ? this.#nextRelay() : undefined
    return to === undefined ? undefined : { type: 'send-on', to }
  }

  #isAheadOf({ fromLeaf, readers }: RelayAsk): boolean {
    return readers > 0 ? this.#heldLeaves > fromLeaf : this.#heldLeaves + MAX_LEAVES_BEHIND_READER >= fromLeaf
  }

  /** Each of those who take readers in its turn. */
  #nextRelay(): PeerId | undefined {
    for (const [peer, reader] of this.#readers) {
      if (reader.isLeaf) continue
      this.#readers.delete(peer)
      this.#readers.set(peer, reader)
      return peer
    }
    return undefined
  }
}
