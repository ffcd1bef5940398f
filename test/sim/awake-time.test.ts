import { expect, test } from 'vitest'
import { AwakeTime } from './awake-time.js'
import { ScaleWorld } from './scale-world.js'

test('while a machine sleeps its time and its timers stand still', () => {
  const world = new ScaleWorld(1, 0)
  const time = new AwakeTime(world)
  const fired: string[] = []
  const note = (name: string): void => void fired.push(`${name} at ${world.nowMs}, its own ${time.elapsedMs}`)
  time.fireIn(5, () => note('before'))
  time.fireIn(15, () => note('due asleep'))
  time.fireIn(40, () => note('due awake'))
  time.fireIn(50, () => note('taken back')).cancel()
  const late = time.fireIn(16, () => note('taken back asleep'))
  world.runUntil(10)
  time.sleep()
  world.runUntil(30)
  expect(time.elapsedMs).toBe(10)
  late.cancel()
  expect(time.wake()).toBe(20)
  world.runUntil(100)
  expect(fired).toEqual(['before at 5, its own 5', 'due asleep at 35, its own 15', 'due awake at 60, its own 40'])
  time.fireIn(1, () => note('of a process that is gone'))
  time.end()
  world.runUntil(200)
  expect(fired).toHaveLength(3)
})
