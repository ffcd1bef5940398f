import { expect, test } from 'vitest'
import { SLOW_RELAY_MS } from '../../src/content/crossing-defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { LagWatch } from '../../src/content/lag-watch.js'

/** When a reader that gets `ownLeaves` each 500 ms, of the `parentLeaves` that its parent gets, is said to be behind. */
function behindAtMs(parentLeaves: number, ownLeaves: number): number | undefined {
  const watch = new LagWatch()
  for (let step = 0; step < 20; step++) {
    const atMs = step * 500
    if (watch.isBehind(atMs, step * parentLeaves * LEAF_BYTES, step * ownLeaves * LEAF_BYTES)) return atMs
  }
  return undefined
}

test.each([
  ['gets all that its parent gets', 100, 100, undefined],
  ['gets a little less', 100, 85, undefined],
  ['gets less than 0.8 of it', 100, 79, SLOW_RELAY_MS],
  ['gets nothing', 100, 0, SLOW_RELAY_MS],
  ['catches up', 100, 300, undefined],
  ['has a parent that gets next to nothing itself', 2, 0, undefined]
])('who %s', (_who, parentLeaves, ownLeaves, atMs) => {
  expect(behindAtMs(parentLeaves, ownLeaves)).toBe(atMs)
})

test('a parent that holds nothing for a moment, while it changes its own parent, is not left', () => {
  const watch = new LagWatch()
  for (let step = 0; step < 20; step++) {
    const held = 1000 + 20 * step
    const told = step === 8 ? 0 : held + 1
    expect(watch.isBehind(step * 500, told * LEAF_BYTES, held * LEAF_BYTES)).toBe(false)
  }
})
