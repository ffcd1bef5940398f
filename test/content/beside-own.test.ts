import { expect, test, vi } from 'vitest'
import { firstConnection, type BesideInit } from '../../src/content/beside-own.js'
import { FakeClock } from '../support/fake-clock.js'

const HEAD_START_MS = 250

interface Way {
  readonly promise: Promise<string>
  connect(): void
  fail(error: unknown): void
}

function way(name: string): Way {
  let resolve!: (name: string) => void
  let reject!: (error: unknown) => void
  const promise = new Promise<string>((...settle) => ([resolve, reject] = settle))
  promise.catch(() => {})
  return { promise, connect: () => resolve(name), fail: reject }
}

function race(change: Partial<BesideInit<string>> = {}) {
  const clock = new FakeClock()
  const [own, other] = [way('own'), way('other')]
  const drop = vi.fn()
  let stopped: AbortSignal | undefined
  const taken = firstConnection({
    ...{ clock, own: own.promise, headStartMs: HEAD_START_MS, drop },
    mayGetFurther: async (error) => error === 'silence',
    other: (signal) => {
      stopped = signal
      return other.promise
    },
    failure: (first, second) => [first, second],
    ...change
  })
  const settled = taken.catch((error: unknown) => ({ error }))
  return {
    clock,
    own,
    other,
    drop,
    settled,
    begun: () => stopped !== undefined,
    stopped: () => stopped?.aborted === true
  }
}

test('within its head start the own way is alone', async () => {
  const { clock, own, settled, begun } = race()
  await clock.advanceAsync(HEAD_START_MS - 1)
  expect(begun()).toBe(false)
  own.connect()
  expect(await settled).toBe('own')
  await clock.advanceAsync(HEAD_START_MS)
  expect([begun(), clock.pendingTimers]).toEqual([false, 0])
})

test('after it whoever connects first is taken, and the other is dropped when it comes', async () => {
  const first = race()
  await first.clock.advanceAsync(HEAD_START_MS)
  first.other.connect()
  expect(await first.settled).toBe('other')
  first.own.connect()
  await vi.waitFor(() => expect(first.drop.mock.calls).toEqual([['own']]))

  const second = race()
  await second.clock.advanceAsync(HEAD_START_MS)
  second.own.connect()
  expect(await second.settled).toBe('own')
  expect(second.stopped()).toBe(true)
  second.other.connect()
  await vi.waitFor(() => expect(second.drop.mock.calls).toEqual([['other']]))
})

test('a failure that another way may get past begins that at once, also without a head start', async () => {
  for (const headStartMs of [HEAD_START_MS, undefined]) {
    const { own, other, settled, begun } = race({ headStartMs })
    own.fail('silence')
    await vi.waitFor(() => expect(begun()).toBe(true))
    other.connect()
    expect(await settled).toBe('other')
  }
})

test('an answer is the end, before the other way has begun and after', async () => {
  const early = race()
  early.own.fail('refused')
  expect(await early.settled).toMatchObject({ error: ['refused', 'refused'] })
  expect([early.begun(), early.clock.pendingTimers]).toEqual([false, 0])

  const late = race({
    other: (signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
  })
  await late.clock.advanceAsync(HEAD_START_MS)
  late.own.fail('refused')
  expect(await late.settled).toMatchObject({ error: ['refused', new Error('stopped')] })
})

test('where the other way fails the own one is waited for', async () => {
  const { clock, own, other, settled } = race()
  await clock.advanceAsync(HEAD_START_MS)
  other.fail('nobody')
  own.connect()
  expect(await settled).toBe('own')
  const both = race()
  await both.clock.advanceAsync(HEAD_START_MS)
  both.other.fail('nobody')
  both.own.fail('silence')
  expect(await both.settled).toEqual({ error: ['silence', 'nobody'] })
})
