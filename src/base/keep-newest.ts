// Maps and sets with a bound: what came first goes first.

interface Bounded<Key> {
  readonly size: number
  keys(): Iterable<Key>
  delete(key: Key): boolean
}

/** Forgets what came first, until there are no more than so many. */
export function keepNewest<Key>(entries: Bounded<Key>, maxEntries: number): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= maxEntries) return
    entries.delete(oldest)
  }
}

/** Sets the entry, which is the newest now whether or not it was there, and keeps no more than so many. */
export function setNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, maxEntries: number): void {
  map.delete(key)
  map.set(key, value)
  keepNewest(map, maxEntries)
}
