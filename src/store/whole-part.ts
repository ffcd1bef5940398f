// What of a shard on disk is whole: signed heads with everything below them.
import type { StoredShard } from './read-log.js'
import type { CheckedChange } from './change-check.js'
import { ShardLog } from './shard-log.js'

export interface WholePart {
  readonly heads: Uint8Array[]
  /** A change after those it depends on. */
  readonly changes: Uint8Array[]
}

export function wholePart({ name, heads, changes }: StoredShard): WholePart {
  const log = new ShardLog(name.author, name.shard)
  for (const head of [...heads].sort((a, b) => b.changes - a.changes)) log.admit(atOrBelow(changes, head.heads), [head])
  return {
    heads: log.signedHeads.map(({ bytes }) => bytes),
    changes: changes.filter(({ hash }) => log.has(hash)).map(({ bytes }) => bytes)
  }
}

/** Those of `changes` at or below `heads`, in their order. */
export function atOrBelow(changes: readonly CheckedChange[], heads: readonly string[]): CheckedChange[] {
  const wanted = new Set(heads)
  // Each change stands after those it depends on: from the end, everything wanted is known before it is met.
  for (const change of [...changes].reverse()) {
    if (wanted.has(change.hash)) for (const dependency of change.dependencies) wanted.add(dependency)
  }
  return changes.filter((change) => wanted.has(change.hash))
}
