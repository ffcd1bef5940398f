import { expect, test } from 'vitest'
import type { Clock, Timer } from '../../src/base/index.js'
import { CONNECT_SIGN_MS, FIRST_SIGN_MS, SILENCE_MS } from '../../src/content/crossing-defaults.js'
import { SilenceWatch } from '../../src/content/silence-watch.js'
import { FakeClock, settle } from '../support/fake-clock.js'

function watch(clock: Clock, isConnected = true): { watch: SilenceWatch; times: number } {
  const seen = { times: 0, watch: new SilenceWatch(clock, () => seen.times++) }
  if (isConnected) seen.watch.connected()
  return seen
}

test('the first sign must come soon', async () => {
  const clock = new FakeClock()
  const seen = watch(clock)
  await clock.advanceAsync(FIRST_SIGN_MS - 1)
  expect(seen.times).toBe(0)
  await clock.advanceAsync(1)
  expect(seen.times).toBe(1)
  expect(clock.pendingTimers).toBe(0)
})

test('after a sign the next one may take longer, counted from it', async () => {
  const clock = new FakeClock()
  const seen = watch(clock)
  await clock.advanceAsync(FIRST_SIGN_MS - 1)
  seen.watch.sign()
  await clock.advanceAsync(SILENCE_MS - 1)
  expect(seen.times).toBe(0)
  seen.watch.sign()
  await clock.advanceAsync(SILENCE_MS - 1)
  expect(seen.times).toBe(0)
  await clock.advanceAsync(1)
  expect(seen.times).toBe(1)
})

test('a process that was stopped itself gives one more period before it judges', async () => {
  const clock = new FakeClock()
  let sleptMs = 0
  const sleepy: Clock = {
    nowMs: () => clock.nowMs() + sleptMs,
    monotonicMs: () => clock.monotonicMs() + sleptMs,
    setTimer: (delayMs, fire): Timer => clock.setTimer(delayMs, fire)
  }
  const seen = watch(sleepy)
  seen.watch.sign()
  sleptMs = 60_000
  await clock.advanceAsync(FIRST_SIGN_MS)
  expect(seen.times).toBe(0)
  await clock.advanceAsync(SILENCE_MS)
  expect(seen.times).toBe(1)
})

test('a sign that lies unread when the time is over counts', async () => {
  const clock = new FakeClock()
  const seen = watch(clock)
  clock.advance(FIRST_SIGN_MS) // The timer runs before the socket is read.
  seen.watch.sign()
  await settle()
  expect(seen.times).toBe(0)
  await clock.advanceAsync(SILENCE_MS)
  expect(seen.times).toBe(1)
})

test('closed between the time and the judgement, it says nothing', async () => {
  const clock = new FakeClock()
  const seen = watch(clock)
  clock.advance(FIRST_SIGN_MS)
  seen.watch.close()
  await settle()
  expect(seen.times).toBe(0)
})

test('closed, it says nothing', async () => {
  const clock = new FakeClock()
  const seen = watch(clock)
  seen.watch.close()
  await clock.advanceAsync(10 * SILENCE_MS)
  expect(seen.times).toBe(0)
})

test('a connection that must be opened first has longer, and what comes over it then counts from there', async () => {
  const clock = new FakeClock()
  const seen = watch(clock, false)
  await clock.advanceAsync(CONNECT_SIGN_MS - 1)
  expect(seen.times).toBe(0)
  seen.watch.connected()
  await clock.advanceAsync(FIRST_SIGN_MS - 1)
  expect(seen.times).toBe(0)
  await clock.advanceAsync(1)
  expect(seen.times).toBe(1)
  const never = watch(clock, false)
  await clock.advanceAsync(CONNECT_SIGN_MS)
  expect(never.times).toBe(1)
})
