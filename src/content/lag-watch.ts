// Notices that what comes from a relay falls behind what the relay itself gets (design section 6: below 0.8 of the parent's
// rate for 2 s). A machine: it is shown both from time to time.
import { SLOW_RELAY_MS, SLOW_RELAY_SHARE } from './crossing-defaults.js'
import { LEAF_BYTES } from './defaults.js'

/** Less than this (2 MiB in the time) says nothing: leaves come in steps. */
const MIN_PARENT_BYTES = 16 * LEAF_BYTES

interface Sample {
  readonly atMs: number
  readonly parentBytes: number
  readonly ownBytes: number
}

export class LagWatch {
  #samples: Sample[] = []

  /** Another parent. */
  restart(): void {
    this.#samples = []
  }

  /** @param parentBytes what the parent says it holds @param ownBytes what came from it, and what was there before */
  isBehind(atMs: number, parentBytes: number, ownBytes: number): boolean {
    // A parent that changes its own parent says for a moment that it holds nothing: that it then has more again is no gain.
    const there = Math.max(parentBytes, ownBytes)
    const samples = (this.#samples = [...this.#samples, { atMs, parentBytes: there, ownBytes }])
    while (samples.length > 1 && samples[1]!.atMs <= atMs - SLOW_RELAY_MS) samples.shift()
    const first = samples[0]!
    if (first.atMs > atMs - SLOW_RELAY_MS) return false
    const parentGained = there - first.parentBytes
    return parentGained >= MIN_PARENT_BYTES && ownBytes - first.ownBytes < SLOW_RELAY_SHARE * parentGained
  }
}
