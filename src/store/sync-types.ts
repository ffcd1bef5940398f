// Of which types each shard holds records, so that types with precedence can be sent first. It decides about the order
// alone: a shard whose records of a type are all dead by now still comes with it.
import { MAX_TYPES_PER_SHARD } from './defaults.js'
import type { ShardLog } from './shard-log.js'

export class SyncTypes {
  readonly #typesOf = new WeakMap<ShardLog, Set<string>>()

  note(log: ShardLog, type: string): void {
    const types = this.#typesOf.get(log)
    if (types === undefined) this.#typesOf.set(log, new Set([type]))
    else if (types.size < MAX_TYPES_PER_SHARD) types.add(type)
  }

  /** Whether a shard may hold records of a type. One with more types than are remembered may hold every one. */
  mayHold(log: ShardLog, type: string): boolean {
    const types = this.#typesOf.get(log)
    return types !== undefined && (types.has(type) || types.size >= MAX_TYPES_PER_SHARD)
  }
}
