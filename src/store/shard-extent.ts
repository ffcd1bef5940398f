// How far a shard goes: for each actor the number of its last change. Says more than heads do: whether one change lies
// within, without the shard being there.

/** Sequence by actor (32 hex characters). An actor's changes lie on top of each other, so its last one stands for all. */
export type ShardExtent = ReadonlyMap<string, number>

export function isWithin(extent: ShardExtent, { actor, sequence }: { actor: string; sequence: number }): boolean {
  return sequence <= (extent.get(actor) ?? 0)
}

/** Whether everything that lies within `inner` lies within `outer`. */
export function reaches(outer: ShardExtent, inner: ShardExtent): boolean {
  for (const [actor, sequence] of inner) if ((outer.get(actor) ?? 0) < sequence) return false
  return true
}

export function joinExtents(a: ShardExtent, b: ShardExtent): ShardExtent {
  const joined = new Map(a)
  for (const [actor, sequence] of b) joined.set(actor, Math.max(sequence, a.get(actor) ?? 0))
  return joined
}
