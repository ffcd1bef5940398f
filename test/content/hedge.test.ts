import { expect, test } from 'vitest'
import { CONNECT_SIGN_MS, FIRST_SIGN_MS, HEDGE_MS } from '../../src/content/crossing-defaults.js'
import { firstAnswer, SilenceError, type HedgeInit } from '../../src/content/hedge.js'
import { FakeClock, settle } from '../support/fake-clock.js'

const CONNECTED_AFTER_MS = 700

type Ask = HedgeInit<string, string>['ask']

/** Members that answer as told: after so many ms, never, or with an error; `connects`: no connection to it was open. */
function scene(answers: { [name: string]: number | 'never' | 'fails' | 'begins' | 'connects' | 'unreachable' }): {
  clock: FakeClock
  asked: string[]
  failed: string[]
  stop: AbortController
  run(): Promise<{ item: string; answer: string }>
} {
  const clock = new FakeClock()
  const asked: string[] = []
  const failed: string[] = []
  const stop = new AbortController()
  const ask: Ask = (name, _signal, { connected, alive }) => {
    asked.push(name)
    const answer = answers[name]!
    if (answer === 'connects') clock.setTimer(CONNECTED_AFTER_MS, connected)
    else if (answer !== 'unreachable') connected()
    if (answer === 'fails') return Promise.reject(new Error(`${name} cannot`))
    if (answer === 'begins') alive()
    if (typeof answer === 'string') return new Promise(() => {})
    return new Promise((resolve) => clock.setTimer(answer, () => resolve(`of ${name}`)))
  }
  return {
    clock,
    asked,
    failed,
    stop,
    run: () =>
      firstAnswer({
        clock,
        items: Object.keys(answers),
        ask,
        onFailed: (name) => failed.push(name),
        signal: stop.signal
      })
  }
}

test('who answers soon is the only one asked', async () => {
  const { run, clock, asked } = scene({ alice: HEDGE_MS - 1, bob: 1 })
  const running = run()
  await clock.advanceAsync(HEDGE_MS - 1)
  expect(await running).toEqual({ item: 'alice', answer: 'of alice' })
  expect(asked).toEqual(['alice'])
  expect(clock.pendingTimers).toBe(0)
})

test('who is slow is not given up, only joined by the next', async () => {
  const { run, clock, asked } = scene({ alice: HEDGE_MS + 20, bob: 50 })
  const running = run()
  await clock.advanceAsync(HEDGE_MS + 20)
  expect(await running).toMatchObject({ item: 'alice' })
  expect(asked).toEqual(['alice', 'bob'])
})

test('who fails is replaced at once; when all have failed, that is the answer', async () => {
  const some = scene({ alice: 'fails', bob: 'fails', carol: 1 })
  const running = some.run()
  await some.clock.advanceAsync(1)
  expect(await running).toMatchObject({ item: 'carol' })
  expect(some.failed).toEqual(['alice', 'bob'])
  await expect(scene({ alice: 'fails', bob: 'fails' }).run()).rejects.toThrow('bob cannot')
})

test('when nobody begins to answer within 300 ms, it is over', async () => {
  const { run, clock, asked } = scene({ alice: 'never', bob: 'never', carol: 'never', dave: 'never' })
  const running = run()
  running.catch(() => {})
  await clock.advanceAsync(300)
  await expect(running).rejects.toBeInstanceOf(SilenceError)
  expect(asked).toEqual(['alice', 'bob', 'carol'])
})

test('who must be connected to first has that time, and then as long as others', async () => {
  const { run, clock } = scene({ alice: 'connects' })
  const running = run()
  let isOver = false
  running.catch(() => (isOver = true))
  await clock.advanceAsync(CONNECTED_AFTER_MS + FIRST_SIGN_MS - 1)
  expect(isOver).toBe(false)
  await clock.advanceAsync(HEDGE_MS)
  await expect(running).rejects.toBeInstanceOf(SilenceError)
})

test('a connection that does not come is over after a second', async () => {
  const { run, clock } = scene({ alice: 'unreachable' })
  const running = run()
  running.catch(() => {})
  await clock.advanceAsync(CONNECT_SIGN_MS)
  await expect(running).rejects.toBeInstanceOf(SilenceError)
})

test('who has begun is waited for', async () => {
  const { run, clock, asked, stop } = scene({ alice: 'begins', bob: 1 })
  let ended = false
  run().catch(() => (ended = true))
  await clock.advanceAsync(10_000)
  expect(ended).toBe(false)
  expect(asked).toEqual(['alice'])
  stop.abort(new Error('enough'))
  await settle()
  expect(ended).toBe(true)
  expect(clock.pendingTimers).toBe(0)
})

test('who is not wanted from the beginning asks nobody, and leaves no timer', async () => {
  const { run, clock, asked, stop } = scene({ alice: 1 })
  stop.abort(new Error('not wanted'))
  await expect(run()).rejects.toThrow('not wanted')
  expect([asked, clock.pendingTimers]).toEqual([[], 0])
})
