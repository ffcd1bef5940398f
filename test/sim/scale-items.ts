// What nodes of a large graph tell each other: records that stay, and presences. Flooding is the product's machine; what its store
// says of an item follows the store's rules of time.
import type { FloodOutput } from '../../src/graph/flood.js'
import { MAX_AHEAD_MS } from '../../src/store/defaults.js'
import type { ReceiveOutcome } from '../../src/store/index.js'
import { SimulationFailure } from './checkers.js'
import type { LinkEnd, ScaleNode } from './scale-node.js'
import type { ScaleWorld } from './scale-world.js'

export interface RecordItem {
  readonly hash: string
  /** 32 bits, for digests. */
  readonly mark: number
  readonly author: string
  readonly presence: undefined
  /** How often it crossed a link by flooding. */
  sends: number
}

export interface PresenceItem {
  readonly hash: string
  readonly mark: number
  readonly author: string
  readonly presence: {
    /** When it was written, by its writer's peer time, ms; a newer one takes its place. */
    readonly version: number
    readonly expiresAtMs: number
    readonly isTakenBack: boolean
  }
}

export type Item = RecordItem | PresenceItem

const BYTES = new Uint8Array(1)

export class ScaleItems {
  readonly #world: ScaleWorld
  readonly records = new Map<string, RecordItem>()
  #count = 0

  constructor(world: ScaleWorld) {
    this.#world = world
  }

  /** Somebody writes a record. */
  write(node: ScaleNode): RecordItem {
    const item: RecordItem = {
      hash: this.#hash(),
      mark: this.#mark(),
      author: node.peer,
      presence: undefined,
      sends: 0
    }
    this.records.set(item.hash, item)
    this.floodOwn(node, item)
    return item
  }

  presence(author: string, presence: PresenceItem['presence']): PresenceItem {
    return { hash: this.#hash(), mark: this.#mark(), author, presence }
  }

  /** @returns false where our own store does not take it */
  floodOwn(node: ScaleNode, item: Item): boolean {
    if (this.take(node, item) !== 'applied') return false
    const nowMs = node.nowMs
    this.#carryOut(node, item, node.run.flood.handle({ type: 'local', hash: item.hash, item: BYTES, nowMs }))
    return true
  }

  /** What the store says of it. Whoever takes a presence hears where its node is. */
  take(node: ScaleNode, item: Item): 'applied' | 'known' | 'ignored' {
    if (item.presence === undefined) {
      if (node.records.has(item.hash)) return 'known'
      node.records.add(item.hash)
      node.recordsDigest ^= item.mark
      return 'applied'
    }
    const { author: peer } = item
    const { version, expiresAtMs, isTakenBack } = item.presence
    const before = node.presences.get(peer)
    if (before !== undefined && before.presence.version >= version) return 'known'
    const peerTimeMs = node.peerTimeMs
    if (version > peerTimeMs + MAX_AHEAD_MS || expiresAtMs <= peerTimeMs) return 'ignored'
    node.presences.set(peer, item)
    node.presencesDigest ^= item.mark ^ (before?.mark ?? 0)
    const wasPresent = before !== undefined && !before.presence.isTakenBack
    if (peer === node.peer) return 'applied'
    if (isTakenBack && wasPresent) this.#world.presences.gone(node, peer)
    if (!isTakenBack) this.#world.presences.heard(node, peer, !wasPresent)
    return 'applied'
  }

  /** Forgets presences that are over. */
  expire(node: ScaleNode): void {
    const peerTimeMs = node.peerTimeMs
    for (const [peer, { mark, presence }] of node.presences) {
      if (presence.expiresAtMs > peerTimeMs) continue
      node.presences.delete(peer)
      node.presencesDigest ^= mark
      if (peer !== node.peer && !presence.isTakenBack) this.#world.presences.gone(node, peer)
    }
  }

  #carryOut(node: ScaleNode, item: Item, outputs: readonly FloodOutput[]): void {
    for (const output of outputs) {
      if (output.type === 'cut') throw new SimulationFailure('nobody honest is cut', `${output.peer}: ${output.reason}`)
      if (output.type === 'withheld') throw new SimulationFailure('what is honest is passed on', item.hash)
      if (output.type === 'forward') for (const peer of output.to) this.#send(node.links.get(peer)!, item)
    }
  }

  #send(end: LinkEnd, item: Item): void {
    const world = this.#world
    if (item.presence === undefined) {
      item.sends++
      world.counts.recordSends++
    } else world.counts.presenceSends++
    if (!world.links.carries(end) || world.isLost()) return // Its sender does not learn of it.
    world.at(world.nowMs + end.link.rttMs / 2 + 1, () => this.#receive(end, item))
  }

  #receive(end: LinkEnd, item: Item): void {
    if (!this.#world.links.carries(end)) return
    const { node: from, other: node } = end
    const { flood, neighbours } = node.run
    const { nowMs } = node
    const { author, hash } = item
    const received = { from: from.peer, hash, item: BYTES, nowMs }
    for (const output of flood.handle({ type: 'received', ...received })) {
      if (output.type !== 'judge') continue
      const outcome: ReceiveOutcome = { outcome: this.take(node, item) }
      if (outcome.outcome === 'applied' && author !== from.peer) neighbours.brought(from.peer, nowMs)
      this.#carryOut(node, item, flood.handle({ type: 'judged', ...received, outcome, author }))
    }
  }

  #hash(): string {
    return `i${this.#count++}`
  }

  #mark(): number {
    return Math.floor(this.#world.random.fraction() * 2 ** 32)
  }
}
