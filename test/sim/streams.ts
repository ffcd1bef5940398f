// Independent streams of chance from one seed, by name: one more draw at one place shifts nothing anywhere else.
import { seededRandom, type Random } from '../../src/base/index.js'

export function randomStream(seed: number, ...name: readonly (string | number)[]): Random {
  let hash = 0x811c9dc5 ^ seed
  for (const character of name.join('/')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return seededRandom(hash ^ (hash >>> 15))
}

/** Uniform in [from, to). */
export function between(random: Random, [from, to]: readonly [number, number]): number {
  return from + random.fraction() * (to - from)
}

/** A whole number in [0, below). */
export function below(random: Random, limit: number): number {
  return Math.floor(random.fraction() * limit)
}

/** One of `items`, which are not none. */
export function oneOf<Item>(random: Random, items: readonly Item[]): Item {
  return items[below(random, items.length)]!
}
