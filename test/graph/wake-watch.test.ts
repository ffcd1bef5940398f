import { describe, expect, test } from 'vitest'
import { WakeWatch } from '../../src/graph/wake-watch.js'
import { FakeClock } from '../support/fake-clock.js'

describe('a machine', () => {
  const watched = (hosts = ['10.0.0.1']) => {
    const clock = new FakeClock()
    const moves: string[] = []
    const watch = new WakeWatch({ clock, hosts: () => hosts, onMoved: (why) => moves.push(why) })
    return { clock, hosts, moves, watch }
  }

  test('that runs has not moved', () => {
    const { clock, moves } = watched()
    clock.advance(3600_000)
    expect(moves).toEqual([])
  })

  test('slept when its clock went on while its timers stood still, and says so once', () => {
    const { clock, moves } = watched()
    clock.advance(7_000)
    clock.jump(600_000)
    clock.advance(60_000)
    expect(moves).toEqual(['605 s passed at once'])
  })

  test('was stopped when its timers come late', () => {
    const late = { nowMs: 0, monotonicMs: 0 }
    const fires: (() => void)[] = []
    const moves: string[] = []
    const clock = {
      nowMs: () => late.nowMs,
      monotonicMs: () => late.monotonicMs,
      setTimer: (_: number, fire: () => void) => (fires.push(fire), { cancel: () => {} })
    }
    new WakeWatch({ clock, hosts: () => [], onMoved: (why) => moves.push(why) })
    late.monotonicMs = 300_000
    fires.shift()?.()
    expect(moves).toEqual(['300 s passed at once'])
  })

  test('did not sleep when its clock was set back, or a little forward', () => {
    const { clock, moves } = watched()
    for (const byMs of [-3600_000, 10_000]) {
      clock.jump(byMs)
      clock.advance(20_000)
    }
    expect(moves).toEqual([])
  })

  test('moved when its addresses changed', () => {
    const { clock, hosts, moves } = watched()
    hosts[0] = '192.168.1.7'
    clock.advance(60_000)
    expect(moves).toEqual(['reached at 192.168.1.7'])
  })

  test('is watched no more once that was closed', () => {
    const { clock, watch } = watched()
    watch.close()
    expect(clock.pendingTimers).toBe(0)
  })
})
