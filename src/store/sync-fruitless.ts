// Shards that one neighbour offered and that brought nothing here: not asked for again while neither side's heads change, or
// each round would cost their bytes again. After a while they are, since what was in the way may be gone: a full disk, too
// little room, a neighbour's disk that failed.
import { sha256, utf8 } from '../base/index.js'
import { FRUITLESS_FOR_MS, MAX_FRUITLESS_SHARDS } from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import type { ShardEntry } from './sync-frame.js'

interface Offered {
  readonly heads: string
  readonly missing: string
  readonly outlivesEnd: boolean
}

interface Fruitless {
  readonly heads: string
  readonly untilMs: number
  readonly isIncomplete: boolean
}

export class FruitlessShards {
  /** By shard, a digest of both sides' heads: of what this round asks for, with a head that we lack, and of what led to nothing. */
  readonly #offered = new Map<string, Offered>()
  readonly #fruitless = new Map<string, Fruitless>()

  /**
   * What the neighbour names, where we have `ours`.
   * @param missing one of its heads that is not here
   * @returns what is known of it; undefined: ask for it
   */
  offer(
    entry: ShardEntry,
    missing: string,
    ours: readonly string[],
    nowMs: number
  ): 'useless' | 'incomplete' | undefined {
    const text = shardText(entry)
    const heads = Buffer.from(sha256(utf8(`${entry.heads.join()};${ours.join()}`))).toString('latin1')
    const known = this.#fruitless.get(text)
    if (known?.heads === heads && known.untilMs > nowMs) return known.isIncomplete ? 'incomplete' : 'useless'
    this.#offered.set(text, { heads, missing, outlivesEnd: entry.outlivesEnd === true })
    return undefined
  }

  /** What of the shard was named in this round and was not here then; undefined: nothing was named, as with a gap. */
  offered(name: ShardName): { missing: string; outlivesEnd: boolean } | undefined {
    return this.#offered.get(shardText(name))
  }

  /** @param isIncomplete the neighbour has more of it than it could send */
  note(name: ShardName, nowMs: number, isIncomplete: boolean): void {
    const text = shardText(name)
    const heads = this.#offered.get(text)?.heads
    if (heads === undefined) return // A gap: no heads were told.
    this.#fruitless.delete(text)
    if (this.#fruitless.size >= MAX_FRUITLESS_SHARDS) this.#fruitless.delete(this.#fruitless.keys().next().value!)
    this.#fruitless.set(text, { heads, untilMs: nowMs + FRUITLESS_FOR_MS, isIncomplete })
  }

  roundEnded(): void {
    this.#offered.clear()
  }
}
