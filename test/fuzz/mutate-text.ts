// Mutations of text, also such as UTF-8 cannot carry; inputs are bytes, so it travels as UTF-16.
import type { Dice } from './dice.js'

export function textBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf16le'))
}

export function bytesText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf16le')
}

/** @param words what the language is made of, and what may upset whoever reads it */
export function mutateText(words: readonly string[]) {
  return (bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array => {
    let text = bytesText(bytes)
    for (let steps = 1 + dice.size(6); steps > 0; steps--) text = mutateOnce(text, words, dice, others)
    return textBytes(text)
  }
}

function mutateOnce(text: string, words: readonly string[], dice: Dice, others: readonly Uint8Array[]): string {
  const at = placeIn(text, dice)
  const to = Math.min(text.length, at + 1 + dice.size(80))
  const [before, cut, after] = [text.slice(0, at), text.slice(at, to), text.slice(to)]
  switch (dice.below(8)) {
    case 0:
      return before + after
    case 1:
      return before + cut.repeat(dice.pick([2, 2, 3, 40, 300])) + after
    case 2:
      return before + dice.pick(words) + after
    case 3:
      return before + dice.pick(words) + cut + after
    case 4: {
      const other = bytesText(dice.pick(others))
      return before + other.slice(placeIn(other, dice))
    }
    case 5:
      return cut + before + after
    case 6:
      return before + String.fromCharCode(dice.below(dice.pick([128, 0x10000]))) + after
    default:
      return dice.chance(0.1)
        ? bytesText(dice.bytes(2 * dice.size(300)))
        : before + dice.pick(words) + dice.pick(words) + after
  }
}

/** Mostly where a word begins. */
function placeIn(text: string, dice: Dice): number {
  const at = dice.below(text.length + 1)
  const word = text.slice(at).search(/[<>"'\s,[\]{}:]/)
  return word < 0 || dice.chance(0.4) ? at : at + word
}
