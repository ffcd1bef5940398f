import { expect, test } from 'vitest'
import { SYNC_LEAST_BYTES_PER_MINUTE, SYNC_PATIENCE_MS, SYNC_STALLED_AFTER_MS } from '../../src/store/defaults.js'
import { SyncProgress } from '../../src/store/sync-progress.js'

/** Frames that come as far apart as told. @returns after how many patience ended; undefined: after none */
function drip(progress: SyncProgress, frames: number, everyMs: number, bytes: number, nowMs = 0): number | undefined {
  for (let frame = 1; frame <= frames; frame++) {
    progress.wait(nowMs)
    nowMs += everyMs
    progress.stop(nowMs)
    progress.bring(bytes)
    if (progress.verdict() !== 'enough') return frame
  }
  return undefined
}

test('a link of 1 Mbit/s never runs out of patience, nor does one of 9.6 kbit/s', () => {
  const frame = 256 * 1024
  for (const bitsPerSecond of [1_000_000, 9_600]) {
    const everyMs = (frame * 8 * 1000) / bitsPerSecond
    expect(drip(new SyncProgress(), 10_000, everyMs / 16, frame / 16)).toBeUndefined()
  }
})

test('eight short answers of a busy neighbour, each just before silence counts, are no drip', () => {
  expect(drip(new SyncProgress(), 8, SYNC_STALLED_AFTER_MS - 1, 20)).toBeUndefined()
  expect(drip(new SyncProgress(), 12, SYNC_STALLED_AFTER_MS - 1, 20)).toBe(10)
})

test('what came fast buys no slowness later', () => {
  const progress = new SyncProgress()
  progress.bring(1000 * SYNC_LEAST_BYTES_PER_MINUTE)
  expect(progress.wait(0)).toBe(SYNC_PATIENCE_MS)
})

test('the time that we work is not the neighbour’s', () => {
  const progress = new SyncProgress()
  progress.wait(0)
  progress.stop(1000)
  expect(progress.wait(1_000_000)).toBe(SYNC_PATIENCE_MS - 1000)
})

test('the round is begun anew once, the second time it is refused; a round that ends makes up for it', () => {
  const progress = new SyncProgress()
  const runOut = (): string => {
    progress.wait(0)
    progress.stop(SYNC_PATIENCE_MS)
    return progress.verdict()
  }
  expect(runOut()).toBe('anew')
  expect(runOut()).toBe('refuse')
  progress.roundEnded()
  expect([runOut(), progress.verdict(), runOut()]).toEqual(['anew', 'enough', 'refuse'])
})
