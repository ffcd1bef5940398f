// When our shards end, as a machine without IO (design section 3; docs/decisions/0003): where 40 % of the bytes in closed
// shards are dead, what lives in the first living shard is written again, with what came back of those before it; then the next
// one is said to be the first. Of two machines with one identity that clean at once each would write what the other writes, half
// of it be dead, and both begin anew when they hear of it: so who hears of another's waits for a while that chance says.
import type { Random } from '../base/index.js'
import {
  CLEAN_AT_DEAD_SHARE,
  CLEAN_WHEN_PRESSED_AT_DEAD_SHARE,
  CLEANING_CHECK_MS,
  CLEANING_PRESSED_FROM_BYTES,
  CLEANING_TURN_MS,
  CLEANING_TURN_WHEN_PRESSED_MS
} from './defaults.js'

export interface ShardFacts {
  readonly shard: number
  readonly bytes: number
  readonly livingBytes: number
}

/** What the machine knows of our shards. */
export interface Census {
  readonly firstLivingShard: number
  /** From the first living one on without the one that we write into, ascending. */
  readonly closed: readonly ShardFacts[]
  /** The lowest one that ended and came back with what we did not know of: it is written again too. */
  readonly unsettledShard: number | undefined
}

/** A shard was closed, or time has passed; or history of ours came from another machine. */
export type WakeCause = 'here' | 'elsewhere'

export type CleaningInput =
  | { type: 'wake'; cause: WakeCause }
  | { type: 'counted'; census: Census }
  /** `left`: more is to be written again. */
  | { type: 'copied'; left: boolean }
  | { type: 'stated' }
  /** The disk refused, or the statement is too large. */
  | { type: 'failed' }

export type CleaningOutput =
  | { type: 'count' }
  /** Write a slice again of what stands in no shard from `boundary` on. */
  | { type: 'copy'; boundary: number }
  /** Say that this is the first living shard now, and drop what has ended; nothing below it is left to be copied. */
  | { type: 'state'; firstLivingShard: number }
  | { type: 'rest'; forMs: number }

type Stage = { name: 'resting' | 'counting' } | { name: 'cleaning'; shard: number; firstLivingShard: number }

export class CleaningMachine {
  #stage: Stage = { name: 'resting' }
  /** What was stated last. Where that does not count, more of the same is no help. */
  #stated: number | undefined
  #cause: WakeCause = 'here'
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** @returns what to do next; undefined: what was asked for before is still being done */
  handle(input: CleaningInput): CleaningOutput | undefined {
    const stage = this.#stage
    switch (input.type) {
      case 'wake':
        if (stage.name !== 'resting') return undefined
        this.#stated = undefined
        this.#cause = input.cause
        return this.#count()
      case 'counted':
        return stage.name === 'counting' ? this.#begin(input.census) : undefined
      case 'copied':
        if (stage.name !== 'cleaning') return undefined
        if (input.left) return this.#copy(stage)
        return { type: 'state', firstLivingShard: stage.firstLivingShard }
      case 'stated':
        if (stage.name === 'cleaning') this.#stated = stage.shard
        return this.#count()
      case 'failed':
        return this.#rest()
    }
  }

  #count(): CleaningOutput {
    this.#stage = { name: 'counting' }
    return { type: 'count' }
  }

  #begin({ firstLivingShard, closed, unsettledShard }: Census): CleaningOutput {
    if (unsettledShard !== undefined) {
      if (unsettledShard === this.#stated) return this.#rest()
      return this.#copy({ name: 'cleaning', shard: unsettledShard, firstLivingShard })
    }
    const first = closed[0]
    if (first === undefined || deadShare(closed) < worthCleaning(closed)) return this.#rest()
    if (this.#cause === 'elsewhere') return this.#rest(turnMs(closed) * this.#random.fraction())
    return this.#copy({ name: 'cleaning', shard: first.shard, firstLivingShard: first.shard + 1 })
  }

  #copy(stage: Stage & { name: 'cleaning' }): CleaningOutput {
    this.#stage = stage
    return { type: 'copy', boundary: stage.firstLivingShard }
  }

  #rest(forMs = CLEANING_CHECK_MS): CleaningOutput {
    this.#stage = { name: 'resting' }
    return { type: 'rest', forMs }
  }
}

/** Share of dead bytes from which cleaning is worth it. */
function worthCleaning(closed: readonly ShardFacts[]): number {
  return isPressed(closed) ? CLEAN_WHEN_PRESSED_AT_DEAD_SHARE : CLEAN_AT_DEAD_SHARE
}

function turnMs(closed: readonly ShardFacts[]): number {
  return isPressed(closed) ? CLEANING_TURN_WHEN_PRESSED_MS : CLEANING_TURN_MS
}

/** Room is scarce. */
function isPressed(closed: readonly ShardFacts[]): boolean {
  return closed.reduce((sum, shard) => sum + shard.bytes, 0) >= CLEANING_PRESSED_FROM_BYTES
}

/** 0 to 1. */
export function deadShare(closed: readonly ShardFacts[]): number {
  const bytes = closed.reduce((sum, shard) => sum + shard.bytes, 0)
  const livingBytes = closed.reduce((sum, shard) => sum + shard.livingBytes, 0)
  return bytes === 0 ? 0 : 1 - livingBytes / bytes
}
