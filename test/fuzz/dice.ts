// Chance for the fuzzer, all of it from one seed.
import { seededRandom, type Random } from '../../src/base/index.js'

export class Dice {
  readonly random: Random

  constructor(seed: number) {
    // Neighbouring seeds draw nothing alike.
    this.random = seededRandom(Math.imul(seed, 0x9e3779b1))
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return Math.floor(this.random.fraction() * count)
  }

  chance(probability: number): boolean {
    return this.random.fraction() < probability
  }

  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('nothing to pick from')
    return items[this.below(items.length)]!
  }

  /** Mostly small, seldom up to `most`. */
  size(most: number): number {
    return Math.floor(most * this.random.fraction() ** 4)
  }

  bytes(count: number): Uint8Array {
    return this.random.bytes(count)
  }

  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.below(alphabet.length)]).join('')
  }
}
