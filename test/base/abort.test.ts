import { describe, expect, test } from 'vitest'
import { raceSignal, withBudget } from '../../src/base/index.js'
import { FakeClock } from '../support/fake-clock.js'

const never = new Promise<never>(() => {})

describe('raceSignal', () => {
  test('gives what the promise gives', async () => {
    expect(await raceSignal(Promise.resolve(1))).toBe(1)
    expect(await raceSignal(Promise.resolve(1), new AbortController().signal)).toBe(1)
    await expect(raceSignal(Promise.reject(new Error('no')), new AbortController().signal)).rejects.toThrow('no')
  })

  test('rejects with the reason of the signal, before and while waiting', async () => {
    const reason = new Error('enough')
    await expect(raceSignal(never, AbortSignal.abort(reason))).rejects.toBe(reason)
    const controller = new AbortController()
    const waiting = raceSignal(never, controller.signal)
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })

  // Vitest fails on unhandled rejections, which is what this would be.
  test('takes care of a promise that fails after the signal has aborted', async () => {
    const failing = new Promise<never>((_resolve, reject) => queueMicrotask(() => reject(new Error('too late'))))
    await expect(raceSignal(failing, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
    await new Promise((resolve) => setImmediate(resolve))
  })
})

describe('withBudget', () => {
  const expired = (): Error => new Error('too late')

  test('gives what the promise gives in time, and leaves no timer behind', async () => {
    const clock = new FakeClock()
    expect(await withBudget(clock, 100, Promise.resolve('done'), expired)).toBe('done')
    await expect(withBudget(clock, 100, Promise.reject(new Error('no')), expired)).rejects.toThrow('no')
    expect(clock.pendingTimers).toBe(0)
  })

  test('rejects when the budget is spent, not a millisecond earlier', async () => {
    const clock = new FakeClock()
    let outcome: unknown
    withBudget(clock, 100, never, expired).catch((error: unknown) => (outcome = error))
    await clock.advanceAsync(99)
    expect(outcome).toBeUndefined()
    await clock.advanceAsync(1)
    expect(outcome).toEqual(expired())
  })

  test('a promise that fails after the budget is nobody’s unhandled rejection', async () => {
    const clock = new FakeClock()
    let fail = (_error: Error): void => {}
    const late = new Promise<never>((_resolve, reject) => (fail = reject))
    const waiting = withBudget(clock, 100, late, expired)
    const caught = expect(waiting).rejects.toThrow('too late')
    await clock.advanceAsync(100)
    fail(new Error('later still')) // The runner fails on unhandled rejections.
    await clock.advanceAsync(1)
    await caught
  })
})
