// Mutations of bytes of which nothing is known.
import { concatBytes } from '../../src/base/index.js'
import type { Dice } from './dice.js'

/** Numbers at the ends of what a length, a count or a version may be, as varints. */
const NUMBERS = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, 2 ** 53]
/** Varints that no number of ours is: longer than ten bytes, or not in the shortest form. */
const ODD_VARINTS = ['ffffffffffffffffff01', 'ffffffffffffffffffff7f', '80808080808080808000', '8000', 'ff'.repeat(24)]

export function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) + 128)
    if (rest < 128) return Uint8Array.from(bytes)
  }
}

export function oddVarint(dice: Dice): Uint8Array {
  if (dice.chance(0.6)) return varint(dice.pick(NUMBERS))
  return new Uint8Array(Buffer.from(dice.pick(ODD_VARINTS), 'hex'))
}

/** @param others bytes that a splice may take from */
export function mutateBytes(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array {
  let mutant = bytes
  for (let steps = 1 + dice.size(5); steps > 0; steps--) mutant = mutateOnce(mutant, dice, others)
  return mutant
}

function mutateOnce(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array {
  const at = dice.below(bytes.byteLength + 1)
  const to = Math.min(bytes.byteLength, at + 1 + dice.size(64))
  const [before, cut, after] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
  switch (dice.below(9)) {
    case 0: // Flip a bit.
      return concatBytes([before, cut.map((byte, i) => (i === 0 ? byte ^ (1 << dice.below(8)) : byte)), after])
    case 1: // One more, or one less.
      return concatBytes([before, cut.map((byte, i) => (i === 0 ? byte + dice.pick([1, -1, 16, -16]) : byte)), after])
    case 2: // A byte, or a number, in the place of others.
      return concatBytes([before, dice.chance(0.5) ? dice.bytes(1) : oddVarint(dice), after])
    case 3: // Cut.
      return dice.chance(0.8) ? concatBytes([before, after]) : new Uint8Array(before)
    case 4: // Repeat.
      return concatBytes([before, ...Array<Uint8Array>(1 + dice.size(40)).fill(cut), after])
    case 5: // Insert.
      return concatBytes([before, dice.chance(0.5) ? oddVarint(dice) : dice.bytes(dice.size(40)), cut, after])
    case 6: {
      // Splice.
      const other = dice.pick(others)
      const from = dice.below(other.byteLength + 1)
      return concatBytes([before, other.subarray(from, dice.chance(0.5) ? other.byteLength : from + dice.size(64))])
    }
    case 7: // Swap.
      return concatBytes([cut, before, after])
    default: // Nothing of it.
      return dice.bytes(dice.size(300))
  }
}
