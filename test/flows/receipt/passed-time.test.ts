import { expect, test } from 'vitest'
import { PassedTime } from '../../../src/flows/receipt/passed-time.js'
import { FakeClock } from '../../support/fake-clock.js'

test('sleep has passed, also after the clock was wrong and set back', () => {
  const clock = new FakeClock()
  const time = new PassedTime(clock)
  clock.advance(1_000)
  expect(time.nowMs()).toBe(1_000)
  clock.jump(1_000_000)
  expect(time.nowMs()).toBe(1_001_000)
  clock.jump(-1_000_000)
  expect(time.nowMs()).toBe(1_001_000)
  clock.advance(500)
  clock.jump(50_000)
  expect(time.nowMs()).toBe(1_051_500)
})
