// How many leaves crossed the uplink more than once, by what an origin was asked and how much of it it sent.
import { LEAF_BYTES } from '../../content/index.js'

/** Counts a leaf too of which only a byte was sent twice: the one in which one download ended and the next began. */
export function leavesSentTwice(ranges: readonly { readonly start: number; readonly sentBytes: number }[]): number {
  const times = new Map<number, number>()
  for (const { start, sentBytes } of ranges) {
    if (sentBytes === 0) continue
    const last = Math.floor((start + sentBytes - 1) / LEAF_BYTES)
    for (let leaf = Math.floor(start / LEAF_BYTES); leaf <= last; leaf++) times.set(leaf, (times.get(leaf) ?? 0) + 1)
  }
  return [...times.values()].filter((count) => count > 1).length
}
