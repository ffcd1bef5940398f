// Changes that arrived before their predecessors: authentic, bounded in number, bytes and time, and in no document
// (Automerge's own queue for them has no bound: libraries.md 4.3).
import type { GroupRecord } from '../record/index.js'
import type { CheckedChange } from './change-check.js'
import { HELD_FOR_MS, MAX_HELD_BYTES, MAX_HELD_CHANGES, MAX_HELD_CHANGES_PER_AUTHOR } from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import type { SignedHead } from './signed-head.js'

export interface HeldUpdate {
  readonly head: SignedHead
  readonly change: CheckedChange
  readonly record: GroupRecord
  readonly heldAtMs: number
}

export class HeldUpdates {
  /** By change hash, oldest first. */
  readonly #held = new Map<string, HeldUpdate>()
  #bytes = 0

  get size(): number {
    return this.#held.size
  }

  /** Where the author has its share already, its oldest goes. Without room for any more it is not held: the gap brings it. */
  hold(update: HeldUpdate, nowMs: number): void {
    this.#dropOld(nowMs)
    if (this.#held.has(update.change.hash)) return
    const ofAuthor = [...this.#held.values()].filter((held) => held.head.author === update.head.author)
    const oldest = ofAuthor[0]
    if (oldest !== undefined && ofAuthor.length >= MAX_HELD_CHANGES_PER_AUTHOR) this.drop(oldest.change.hash)
    const bytes = update.change.bytes.byteLength
    if (this.#held.size >= MAX_HELD_CHANGES || this.#bytes + bytes > MAX_HELD_BYTES) return
    this.#held.set(update.change.hash, update)
    this.#bytes += bytes
  }

  has(hash: string): boolean {
    return this.#held.has(hash)
  }

  /** Of one shard, lowest operation first: the order in which they may fit. */
  of(name: ShardName): HeldUpdate[] {
    const text = shardText(name)
    return [...this.#held.values()]
      .filter(({ head }) => shardText(head) === text)
      .sort((a, b) => a.change.startOperation - b.change.startOperation)
  }

  drop(hash: string): void {
    const held = this.#held.get(hash)
    if (held === undefined) return
    this.#held.delete(hash)
    this.#bytes -= held.change.bytes.byteLength
  }

  #dropOld(nowMs: number): void {
    for (const [hash, held] of this.#held) {
      if (nowMs - held.heldAtMs < HELD_FOR_MS) return
      this.drop(hash)
    }
  }
}
