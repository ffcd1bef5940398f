import { expect, test } from 'vitest'
import { ConnectionWatch, type ConnectionWatchInput } from '../../src/group/connection-watch.js'

const tick = (nowMs: number, hasOthers = true): ConnectionWatchInput => ({ type: 'tick', hasOthers, nowMs })
const links = (count: number, nowMs: number): ConnectionWatchInput => ({ type: 'links', count, nowMs })
const run = (watch: ConnectionWatch, ...inputs: ConnectionWatchInput[]): (string | undefined)[] =>
  inputs.map((input) => watch.handle(input))

test('fails 30 s after it went online without a neighbour, once', () => {
  const watch = new ConnectionWatch()
  expect(run(watch, tick(60_000))).toEqual([undefined])
  expect(run(watch, { type: 'went-online', nowMs: 60_000 }, tick(89_999), tick(90_000), tick(200_000))).toEqual([
    undefined,
    undefined,
    'nobody-found',
    undefined
  ])
  expect(watch.wakeAtMs).toBe(Infinity)
})

test('says whether anybody was there', () => {
  const watch = new ConnectionWatch()
  run(watch, { type: 'went-online', nowMs: 0 }, { type: 'refused' })
  expect(run(watch, tick(30_000))).toEqual(['nobody-accepted'])
  run(watch, links(1, 31_000), links(0, 32_000))
  expect(run(watch, tick(61_999), tick(62_000))).toEqual([undefined, 'nobody-found'])
})

test('a neighbour ends the waiting, the last that goes begins it', () => {
  const watch = new ConnectionWatch()
  run(watch, { type: 'went-online', nowMs: 0 }, links(1, 10_000))
  expect([watch.wakeAtMs, ...run(watch, tick(30_000))]).toEqual([Infinity, undefined])
  run(watch, links(2, 40_000), links(1, 50_000), links(0, 60_000))
  expect(watch.wakeAtMs).toBe(90_000)
})

test('who is the only member waits for nobody, until another comes', () => {
  const watch = new ConnectionWatch()
  expect(run(watch, { type: 'went-online', nowMs: 0 }, tick(30_000, false))).toEqual([undefined, undefined])
  expect(watch.wakeAtMs).toBe(60_000)
  expect(run(watch, tick(60_000))).toEqual(['nobody-found'])
})

test('says nothing before it is online, or after it was closed', () => {
  const watch = new ConnectionWatch()
  run(watch, links(1, 0), links(0, 1))
  expect(watch.wakeAtMs).toBe(Infinity)
  run(watch, { type: 'went-online', nowMs: 2 }, { type: 'closed' })
  expect([watch.wakeAtMs, ...run(watch, links(1, 3), links(0, 4), tick(99_000))]).toEqual([
    Infinity,
    ...[undefined, undefined, undefined]
  ])
})
