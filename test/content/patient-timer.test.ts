import { afterEach, beforeEach, expect, test } from 'vitest'
import { setCrossingTimer, setPatientTimer } from '../../src/content/patient-timer.js'
import { FakeClock } from '../support/fake-clock.js'

/** One whose timers come `lateMs` late, as in a process that was busy. */
class BusyClock extends FakeClock {
  lateMs = 0
  override setTimer(delayMs: number, callback: () => void): ReturnType<FakeClock['setTimer']> {
    return super.setTimer(delayMs + this.lateMs, callback)
  }
}

let clock: BusyClock
let due: (number | string)[]
const read = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
}

beforeEach(() => {
  clock = new BusyClock()
  due = []
})

afterEach(() => expect(clock.pendingTimers).toBe(0))

function set(inMs: number): ReturnType<typeof setPatientTimer> {
  return setPatientTimer(clock, inMs, () => due.push(clock.monotonicMs()))
}

test('one that comes in time is due when what had arrived was read', async () => {
  const startMs = clock.monotonicMs()
  set(300)
  clock.advance(300)
  expect(due).toEqual([])
  await read()
  expect(due).toEqual([startMs + 300])
})

test.each([
  [80, 80],
  [5000, 300]
])('one that comes %d ms late waits %d ms more, once', async (lateMs, waitMs) => {
  const startMs = clock.monotonicMs()
  clock.lateMs = lateMs
  set(300)
  clock.lateMs = 0
  clock.advance(300 + lateMs)
  await read()
  expect(due).toEqual([])
  clock.advance(waitMs)
  await read()
  expect(due).toEqual([startMs + 300 + lateMs + waitMs])
})

test('what a busy node says itself does not wait: only what it has not heard does', async () => {
  clock.lateMs = 80
  for (const type of ['repeat-claim', 'renew', 'repeat-need', 'deadline', 'answers-due'] as const) {
    setCrossingTimer(clock, 300, type, () => due.push(type))
  }
  clock.lateMs = 0
  clock.advance(380)
  await read()
  expect(due).toEqual(['repeat-claim', 'renew', 'repeat-need'])
  clock.advance(80)
  await read()
  expect(due.slice(3)).toEqual(['deadline', 'answers-due'])
})

test('a cancelled one is never due, whenever that is said', async () => {
  set(300).cancel()
  const reading = set(300)
  clock.advance(300)
  reading.cancel()
  clock.lateMs = 80
  const waiting = set(300)
  clock.lateMs = 0
  clock.advance(380)
  waiting.cancel()
  clock.advance(1000)
  await read()
  expect(due).toEqual([])
})
