// Who announces copies that do not come is not believed for a while; a burst that fails at once, and what came late, is another matter.
import { expect, test } from 'vitest'
import { Announcers } from '../../../src/flows/need/announcers.js'
import { ANNOUNCER_DISTRUST_MS, COPY_SILENCE_MS, MAX_COPY_SILENCES } from '../../../src/flows/need/source-defaults.js'
import { FakeClock } from '../../support/fake-clock.js'

const PROMISE_MS = COPY_SILENCE_MS * MAX_COPY_SILENCES

test('after the second failure nothing that a member announces counts, until it had its time; others are believed', () => {
  const clock = new FakeClock()
  const announcers = new Announcers(clock)
  for (const needId of ['1', '2']) {
    expect(announcers.announced('mallory', needId)).toBe(true)
    clock.advance(COPY_SILENCE_MS)
    announcers.failed('mallory', [needId])
  }
  expect([announcers.announced('mallory', '3'), announcers.announced('bob', '3')]).toEqual([false, true])
  clock.advance(ANNOUNCER_DISTRUST_MS - 1)
  expect(announcers.announced('mallory', '4')).toBe(false)
  clock.advance(1)
  expect(announcers.announced('mallory', '5')).toBe(true)
})

test('copies of a burst that fail together count once', () => {
  const clock = new FakeClock()
  const announcers = new Announcers(clock)
  for (let needId = 0; needId < 64; needId++) announcers.announced('bob', `${needId}`)
  clock.advance(COPY_SILENCE_MS)
  for (let needId = 0; needId < 64; needId++) {
    announcers.failed('bob', [`${needId}`])
    clock.advance(10)
  }
  expect(announcers.announced('bob', 'next')).toBe(true)
})

test('what was announced is due, also where nobody waits for it any more; "I have" at any time before keeps the word', () => {
  const clock = new FakeClock()
  const announcers = new Announcers(clock)
  const twice = (peer: string, end: (needId: string) => void): boolean => {
    for (const needId of ['1', '2']) {
      announcers.announced(peer, `${peer} ${needId}`)
      clock.advance(PROMISE_MS - 1)
      end(`${peer} ${needId}`)
      clock.advance(1)
    }
    return announcers.announced(peer, 'another')
  }
  expect(twice('bob', (needId) => announcers.kept('bob', needId))).toBe(true)
  expect(twice('carol', () => announcers.gone('carol'))).toBe(true)
  expect(twice('mallory', () => {})).toBe(false)
})
