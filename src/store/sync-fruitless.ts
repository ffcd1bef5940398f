// Shards that one neighbour offered and that brought nothing here: not asked for again while neither side's heads change, or
// each round would cost their bytes again. After a while they are, since what was in the way may be gone: a full disk, too
// little room, a neighbour's disk that failed.
import { sha256, utf8 } from '../base/index.js'
import { FRUITLESS_FOR_MS, MAX_FRUITLESS_SHARDS } from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import type { ShardEntry } from './sync-frame.js'

interface Fruitless {
  readonly heads: string
  readonly untilMs: number
  readonly isIncomplete: boolean
}

export class FruitlessShards {
  /** By shard, a digest of both sides' heads: of what this round asks for, and of what led to nothing. */
  readonly #offered = new Map<string, string>()
  readonly #fruitless = new Map<string, Fruitless>()

  /** What the neighbour names, where we have `ours`. @returns what is known of it; undefined: ask for it */
  offer(entry: ShardEntry, ours: readonly string[], nowMs: number): 'useless' | 'incomplete' | undefined {
    const text = shardText(entry)
    const heads = Buffer.from(sha256(utf8(`${entry.heads.join()};${ours.join()}`))).toString('latin1')
    const known = this.#fruitless.get(text)
    if (known?.heads === heads && known.untilMs > nowMs) return known.isIncomplete ? 'incomplete' : 'useless'
    this.#offered.set(text, heads)
    return undefined
  }

  /** @param isIncomplete the neighbour has more of it than it could send */
  note(name: ShardName, nowMs: number, isIncomplete: boolean): void {
    const text = shardText(name)
    const heads = this.#offered.get(text)
    if (heads === undefined) return // A gap: no heads were told.
    this.#fruitless.delete(text)
    if (this.#fruitless.size >= MAX_FRUITLESS_SHARDS) this.#fruitless.delete(this.#fruitless.keys().next().value!)
    this.#fruitless.set(text, { heads, untilMs: nowMs + FRUITLESS_FOR_MS, isIncomplete })
  }

  roundEnded(): void {
    this.#offered.clear()
  }
}
