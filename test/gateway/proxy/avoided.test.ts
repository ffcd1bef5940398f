import { expect, test } from 'vitest'
import { MAX_AVOIDED } from '../../../src/gateway/defaults.js'
import { Avoided } from '../../../src/gateway/proxy/avoided.js'
import { FakeClock } from '../../support/fake-clock.js'

const FILE = new URL('http://origin.example/file')
const OTHER = new URL('http://origin.example/other')

test('what the group could not answer is avoided for a while, and no longer', () => {
  const clock = new FakeClock()
  const avoided = new Avoided(clock)
  avoided.add(FILE.href, 1000)
  expect([avoided.has(FILE), avoided.has(OTHER)]).toEqual([true, false])
  clock.advance(999)
  expect(avoided.has(FILE)).toBe(true)
  clock.advance(1)
  expect(avoided.has(FILE)).toBe(false)
})

test('a whole origin is avoided by its name', () => {
  const avoided = new Avoided(new FakeClock())
  avoided.add(FILE.origin, 1000)
  expect([avoided.has(FILE), avoided.has(OTHER)]).toEqual([true, true])
  expect(avoided.has(new URL('http://origin.example:8080/file'))).toBe(false)
})

test('what is said again lasts longer, and the oldest goes where there is too much', () => {
  const avoided = new Avoided(new FakeClock())
  avoided.add(FILE.href, 1000)
  avoided.add(OTHER.href, 1000)
  avoided.add(FILE.href, 1000)
  for (let i = 2; i <= MAX_AVOIDED; i++) avoided.add(`http://origin.example/${i}`, 1000)
  expect([avoided.has(FILE), avoided.has(OTHER)]).toEqual([true, false])
})
