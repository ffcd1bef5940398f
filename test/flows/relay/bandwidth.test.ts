import { describe, expect, test } from 'vitest'
import { Bandwidth } from '../../../src/flows/relay/bandwidth.js'
import { BURST_SECONDS, CARRIED_CHUNK_BYTES, LEAST_SHARE, OWN_USE_LOOK_MS } from '../../../src/flows/relay/defaults.js'
import type { CarriedClass } from '../../../src/flows/relay/shares.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob } from '../../support/people.js'

const LIMIT = 1_000_000
const SECONDS = 10
/** What may go at once after a pause, and the chunk that overdraws it. */
const MOST = LIMIT * SECONDS + LIMIT * BURST_SECONDS + CARRIED_CHUNK_BYTES

function open(bytesPerSecond: number | undefined = LIMIT) {
  const clock = new FakeClock()
  const own = { bytes: 0 }
  const bandwidth = new Bandwidth({ clock, bytesPerSecond, ownBytes: () => own.bytes })
  const stop = new AbortController()
  /** Sends as that class until the test stops it, or far too much was sent. */
  const send = (name: CarriedClass, member = alice.peer): { bytes: number } => {
    const sent = { bytes: 0 }
    void (async () => {
      while (sent.bytes < 10 * MOST) {
        await bandwidth.take(name, member, CARRIED_CHUNK_BYTES, stop.signal)
        sent.bytes += CARRIED_CHUNK_BYTES
      }
    })().catch(() => {})
    return sent
  }
  const end = (): void => {
    stop.abort(new Error('enough'))
    bandwidth.close()
    expect(clock.pendingTimers).toBe(0)
  }
  return { clock, own, bandwidth, send, end }
}

describe('who sends for members', () => {
  test('has what the limit gives, and no more', async () => {
    const { clock, send, end } = open()
    const sent = send('bulk')
    await clock.advanceAsync(SECONDS * 1_000)
    expect(sent.bytes).toBeLessThanOrEqual(MOST)
    expect(sent.bytes).toBeGreaterThan(0.95 * LIMIT * SECONDS)
    end()
  })

  test('has it together with all others, by the weights of their classes', async () => {
    const { clock, send, end } = open()
    const sent = [send('interactive'), send('upload', bob.peer), send('bulk')]
    await clock.advanceAsync(1_000) // What may go at once at the beginning is not fought for.
    const before = sent.map(({ bytes }) => bytes)
    await clock.advanceAsync(SECONDS * 1_000)
    const moved = sent.map(({ bytes }, at) => bytes - before[at]!)
    const all = moved.reduce((sum, bytes) => sum + bytes)
    expect(all).toBeLessThanOrEqual(MOST)
    expect(all).toBeGreaterThan(0.95 * LIMIT * SECONDS)
    for (const [at, weight] of [8, 2, 1].entries())
      expect(Math.abs((moved[at]! * 11) / weight / all - 1)).toBeLessThan(0.1)
    end()
  })

  test.each([
    ['half of it', LIMIT / 2, LIMIT / 2],
    ['more than all of it', 3 * LIMIT, LIMIT * LEAST_SHARE]
  ])('has less where programs of this machine use %s', async (_what, ownPerSecond, left) => {
    const { clock, own, send, end } = open()
    const sent = send('bulk')
    for (let second = 0; second < 2; second++) await useForASecond()
    const before = sent.bytes
    for (let second = 0; second < SECONDS; second++) await useForASecond()
    expect(Math.abs((sent.bytes - before) / (left * SECONDS) - 1)).toBeLessThan(0.05)
    end()

    async function useForASecond(): Promise<void> {
      own.bytes += ownPerSecond * (OWN_USE_LOOK_MS / 1_000)
      await clock.advanceAsync(OWN_USE_LOOK_MS)
    }
  })

  test('waits for nothing without a limit', async () => {
    const clock = new FakeClock()
    const bandwidth = new Bandwidth({ clock, bytesPerSecond: undefined, ownBytes: () => 0 })
    for (let at = 0; at < 1_000; at++) await bandwidth.take('bulk', alice.peer, LIMIT, new AbortController().signal)
    expect(clock.pendingTimers).toBe(0)
  })

  test('and leaves takes nothing of the others', async () => {
    const { clock, bandwidth, end } = open()
    const stays = new AbortController()
    await bandwidth.take('bulk', alice.peer, 2 * LIMIT, stays.signal)
    const leaves = new AbortController()
    const left = bandwidth.take('bulk', alice.peer, 100 * LIMIT, leaves.signal)
    const waits = bandwidth.take('bulk', bob.peer, CARRIED_CHUNK_BYTES, stays.signal)
    leaves.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    await clock.run(waits)
    expect(clock.monotonicMs()).toBeLessThanOrEqual(2_000)
    end()
  })
})
