import { duplexPair, type Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { carry } from '../../../src/flows/relay/carried-connection.js'
import { CARRIED_HALF_IDLE_MS, CARRIED_IDLE_MS, INTERACTIVE_BYTES } from '../../../src/flows/relay/defaults.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice } from '../../support/people.js'

/** The watch looks once a minute. */
const LOOK_MS = CARRIED_HALF_IDLE_MS

interface Carried {
  readonly clock: FakeClock
  readonly asker: Duplex
  readonly host: Duplex
  readonly moved: { interactive: number; upload: number; bulk: number }
  isOver(): boolean
}

function open(): Carried {
  const clock = new FakeClock()
  const [[asker, near], [far, host]] = [duplexPair(), duplexPair()]
  const moved = { interactive: 0, upload: 0, bulk: 0 }
  let isOver = false
  const carried = carry({
    ...{ member: alice.peer, near, far, clock, bandwidth: { take: async () => {} } },
    onBytes: (bytes, name) => (moved[name] += bytes)
  })
  void carried.then(() => (isOver = true))
  for (const end of [asker, host]) end.on('error', () => {}).resume()
  return { clock, asker, host, moved, isOver: () => isOver }
}

test('one that moves nothing is cut after ten minutes, and not before', async () => {
  const { clock, isOver, asker, host } = open()
  await clock.advanceAsync(CARRIED_IDLE_MS - LOOK_MS)
  expect([isOver(), asker.destroyed, host.destroyed]).toEqual([false, false, false])
  await clock.advanceAsync(2 * LOOK_MS)
  expect(isOver()).toBe(true)
  expect(clock.pendingTimers).toBe(0)
})

test('one that moves a byte now and then, from whichever side, is not cut', async () => {
  const { clock, asker, host, isOver, moved } = open()
  for (let times = 0; times < 6; times++) {
    await clock.advanceAsync(CARRIED_IDLE_MS - LOOK_MS)
    ;(times % 2 === 0 ? asker : host).write('x')
    await clock.advanceAsync(0)
  }
  expect(moved.interactive).toBe(6)
  expect(isOver()).toBe(false)
  await clock.advanceAsync(CARRIED_IDLE_MS + LOOK_MS)
  expect(isOver()).toBe(true)
})

test.each(['asker', 'host'] as const)(
  'one of which the %s has ended has a minute for what is to come',
  async (side) => {
    const carried = open()
    const { clock, isOver } = carried
    const other = side === 'asker' ? carried.host : carried.asker
    carried[side].end()
    await clock.advanceAsync(LOOK_MS / 2)
    other.write('late')
    await clock.advanceAsync(LOOK_MS)
    expect(isOver()).toBe(false)
    await clock.advanceAsync(2 * LOOK_MS)
    expect(isOver()).toBe(true)
    expect(clock.pendingTimers).toBe(0)
  }
)

test('is bulk once it has moved what people wait for', async () => {
  const { clock, asker, host, moved } = open()
  asker.write(Buffer.alloc(INTERACTIVE_BYTES))
  await clock.runUntil(() => moved.interactive + moved.bulk === INTERACTIVE_BYTES, LOOK_MS)
  host.write(Buffer.alloc(1_000))
  await clock.runUntil(() => moved.bulk > 0, LOOK_MS)
  expect(moved).toEqual({ interactive: INTERACTIVE_BYTES, upload: 0, bulk: 1_000 })
})
