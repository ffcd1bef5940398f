import { describe, expect, test } from 'vitest'
import { delay, setRepeating, systemClock, wakefulClock } from '../../src/base/index.js'
import { FakeClock } from '../support/fake-clock.js'

describe('delay', () => {
  test('resolves after its time', async () => {
    const clock = new FakeClock()
    let done = false
    void delay(clock, 50).then(() => (done = true))
    await clock.advanceAsync(49)
    expect(done).toBe(false)
    await clock.advanceAsync(1)
    expect(done).toBe(true)
  })

  test('is taken back by its signal', async () => {
    const clock = new FakeClock()
    const controller = new AbortController()
    const waiting = delay(clock, 50, controller.signal)
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    expect(clock.pendingTimers).toBe(0)
    await expect(delay(clock, 50, controller.signal)).rejects.toThrow('enough')
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('setRepeating', () => {
  test('fires every period until it is cancelled', () => {
    const clock = new FakeClock()
    const firedAtMs: number[] = []
    const timer = setRepeating(clock, 10, () => firedAtMs.push(clock.monotonicMs()))
    clock.advance(35)
    timer.cancel()
    clock.advance(100)
    expect(firedAtMs).toEqual([10, 20, 30])
    expect(clock.pendingTimers).toBe(0)
  })

  test('can be cancelled from within', () => {
    const clock = new FakeClock()
    let fired = 0
    const timer = setRepeating(clock, 10, () => {
      fired++
      timer.cancel()
    })
    clock.advance(100)
    expect(fired).toBe(1)
    expect(clock.pendingTimers).toBe(0)
  })

  test('goes on after a call that throws', () => {
    const clock = new FakeClock()
    let fired = 0
    setRepeating(clock, 10, () => {
      fired++
      throw new Error('no')
    })
    expect(() => clock.advance(10)).toThrow('no')
    expect(() => clock.advance(10)).toThrow('no')
    expect(fired).toBe(2)
  })
})

test('the fake clock fires timers in order of time, then of setting', () => {
  const clock = new FakeClock(1_000_000)
  const fired: string[] = []
  clock.setTimer(20, () => fired.push('c'))
  clock.setTimer(10, () => {
    fired.push('a')
    clock.setTimer(10, () => fired.push('d'))
  })
  clock.setTimer(10, () => fired.push('b'))
  clock.setTimer(15, () => fired.push('never')).cancel()
  clock.advance(20)
  expect(fired).toEqual(['a', 'b', 'c', 'd'])
  expect(clock.nowMs()).toBe(1_000_020)
  clock.jump(-500)
  expect(clock.nowMs()).toBe(999_520)
  expect(clock.monotonicMs()).toBe(20)
})

test('the system clock fires once', async () => {
  const before = systemClock.monotonicMs()
  const handle = setInterval(() => {}, 1000) // Its timers alone would not keep the process alive.
  await new Promise<void>((resolve) => systemClock.setTimer(1, resolve))
  clearInterval(handle)
  expect(systemClock.monotonicMs()).toBeGreaterThan(before)
  expect(Math.abs(systemClock.nowMs() - new Date().getTime())).toBeLessThan(60_000)
})

test('a timer keeps the process alive with the wakeful clock alone', () => {
  const awake = (): number => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
  const before = awake()
  const timers = [systemClock.setTimer(60_000, () => {})]
  expect(awake()).toBe(before)
  timers.push(wakefulClock.setTimer(60_000, () => {}))
  expect(awake()).toBe(before + 1)
  for (const timer of timers) timer.cancel()
  expect(awake()).toBe(before)
})
