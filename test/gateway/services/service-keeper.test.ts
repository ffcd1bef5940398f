import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/index.js'
import {
  FIRST_RESTART_MS,
  HEALTH_BUDGET_MS,
  HEALTH_EVERY_MS,
  LAST_RESTART_MS,
  MAX_UNHEALTHY,
  RAN_WELL_MS,
  START_BUDGET_MS,
  STOP_BUDGET_MS
} from '../../../src/gateway/services/defaults.js'
import type { ServiceHealth } from '../../../src/gateway/services/service.js'
import { ServiceKeeper, type KeeperInput, type KeeperOutput } from '../../../src/gateway/services/service-keeper.js'

/** All of the wait, not half of it. */
const longest = { fraction: () => 1, bytes: () => new Uint8Array() }

const good = { healthy: true }
const bad = { healthy: false, words: 'the disk is full' }

/** A service at some time: `tell` hands on an input of its newest run, and returns what is to be done in short. */
function keep() {
  const keeper = new ServiceKeeper({ random: longest })
  let nowMs = 0
  let run = 0
  const hand = (input: KeeperInput): string => {
    const outputs = keeper.handle(input, nowMs)
    for (const output of outputs) if (output.type === 'start') run = output.run
    return outputs.map((output) => `${output.type} ${output.run}`).join(', ')
  }
  return {
    keeper,
    start: () => hand({ type: 'start' }),
    stop: () => hand({ type: 'stop' }),
    restart: () => hand({ type: 'restart' }),
    started: (of = run) => hand({ type: 'started', run: of }),
    failed: (words: string, of = run) => hand({ type: 'failed', run: of, words }),
    ended: (words?: string, of = run) => hand({ type: 'ended', run: of, words }),
    says: (health: ServiceHealth) => hand({ type: 'health', run, health }),
    /** Lets what is waited for come. @returns what is to be done then, and after how many ms */
    next: (): [string, number | undefined] => {
      const dueMs = keeper.nextAtMs
      const waitedMs = dueMs === undefined ? undefined : dueMs - nowMs
      nowMs = dueMs ?? nowMs
      return [hand({ type: 'time' }), waitedMs]
    },
    after: (ms: number) => {
      nowMs += ms
      return hand({ type: 'time' })
    }
  }
}

function running() {
  const kept = keep()
  kept.start()
  kept.started()
  return kept
}

describe('a service', () => {
  test('is started, asked how it does, and stopped', () => {
    const kept = keep()
    expect(kept.keeper.state).toBe('stopped')
    expect(kept.start()).toBe('start 1')
    expect(kept.keeper.state).toBe('starting')
    expect(kept.start()).toBe('')
    expect(kept.started()).toBe('')
    expect(kept.keeper.state).toBe('running')
    expect(kept.next()).toEqual(['check 1', HEALTH_EVERY_MS])
    expect(kept.says(good)).toBe('')
    expect(kept.next()).toEqual(['check 1', HEALTH_EVERY_MS])
    expect(kept.stop()).toBe('stop 1')
    expect(kept.keeper.state).toBe('stopping')
    expect(kept.stop()).toBe('')
    expect(kept.ended()).toBe('')
    expect(kept.keeper.state).toBe('stopped')
    expect(kept.keeper.nextAtMs).toBeUndefined()
  })

  test('that cannot be started waits longer each time, and is never given up', () => {
    const kept = keep()
    kept.start()
    const waits: (number | undefined)[] = []
    for (let i = 0; i < 12; i++) {
      expect(kept.failed('no such file')).toBe(`stop ${i + 1}`)
      expect(kept.keeper.state).toBe('failed')
      kept.ended()
      expect(kept.keeper.state).toBe('waiting-to-restart')
      const [then, waitedMs] = kept.next()
      expect(then).toBe(`start ${i + 2}`)
      waits.push(waitedMs)
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8].map((times) => times * FIRST_RESTART_MS))
    expect(waits.slice(-2)).toEqual([LAST_RESTART_MS, LAST_RESTART_MS])
    expect(kept.keeper.restarts).toBe(12)
    expect(kept.keeper.trouble?.words).toBe('no such file')
  })

  test('that ran well for 5 minutes begins with the shortest wait again', () => {
    const kept = running()
    for (let i = 0; i < 4; i++) {
      kept.failed('gone')
      kept.ended()
      kept.next()
      kept.started()
    }
    for (let waitedMs = 0; waitedMs < RAN_WELL_MS; waitedMs += HEALTH_EVERY_MS) {
      expect(kept.keeper.trouble?.words).toBe('gone')
      kept.next()
      kept.says(good)
    }
    expect(kept.keeper.trouble).toBeUndefined()
    kept.failed('gone again')
    kept.ended()
    expect(kept.next()[1]).toBe(FIRST_RESTART_MS)
  })

  test('that is unhealthy three times in a row has failed', () => {
    const kept = running()
    for (let i = 1; i < MAX_UNHEALTHY; i++) {
      kept.next()
      expect(kept.says(bad)).toBe('')
      expect(kept.keeper.state).toBe('unhealthy')
      expect(kept.keeper.trouble?.words).toBe('the disk is full')
    }
    kept.next()
    expect(kept.says(bad)).toBe('stop 1')
    expect(kept.keeper.state).toBe('failed')
  })

  test('whose trouble no restart mends is left running, and says what it is', () => {
    const kept = running()
    for (let i = 0; i < 2 * MAX_UNHEALTHY; i++) {
      kept.next()
      expect(kept.says({ ...bad, restartHelps: false })).toBe('')
      expect([kept.keeper.state, kept.keeper.trouble?.words]).toEqual(['unhealthy', 'the disk is full'])
    }
    for (let i = 1; i < MAX_UNHEALTHY; i++) {
      kept.next()
      expect(kept.says(bad)).toBe('')
    }
    kept.next()
    expect(kept.says(bad)).toBe('stop 1')
  })

  test('that is well again counts anew', () => {
    const kept = running()
    for (const health of [bad, bad, good, bad, bad, good]) {
      kept.next()
      expect(kept.says(health)).toBe('')
      expect(kept.keeper.state).toBe(health.healthy ? 'running' : 'unhealthy')
    }
  })

  test('that does not say how it does is unhealthy, and what it says too late is not heard', () => {
    const kept = running()
    kept.next()
    expect(kept.next()).toEqual(['', HEALTH_BUDGET_MS])
    expect(kept.keeper.state).toBe('unhealthy')
    expect(kept.says(good)).toBe('')
    expect(kept.keeper.state).toBe('unhealthy')
    expect(kept.keeper.trouble?.words).toMatch(/did not say within 5 s/)
  })

  test('that says in between that it failed is started anew', () => {
    const kept = running()
    kept.next()
    expect(kept.failed('lost its connection')).toBe('stop 1')
    expect(kept.says(good)).toBe('')
    expect(kept.failed('once more')).toBe('')
    expect(kept.keeper.trouble?.words).toBe('lost its connection')
    kept.ended()
    expect(kept.next()[0]).toBe('start 2')
    expect(kept.failed('so it said before', 1)).toBe('')
    expect(kept.keeper.state).toBe('starting')
  })
})

describe('what hangs', () => {
  test('a start is stopped when its budget is over, and tried again', () => {
    const kept = keep()
    kept.start()
    expect(kept.next()).toEqual(['stop 1', START_BUDGET_MS])
    expect(kept.keeper.trouble?.words).toMatch(/did not start within 30 s/)
    expect(kept.started()).toBe('')
    expect(kept.keeper.state).toBe('failed')
  })

  test('a stop is over when its budget is', () => {
    const kept = running()
    kept.stop()
    expect(kept.next()).toEqual(['', STOP_BUDGET_MS])
    expect(kept.keeper.state).toBe('stopped')
    expect(kept.keeper.trouble?.words).toMatch(/did not stop within 5 s/)
    kept.start()
    expect(kept.ended(undefined, 1)).toBe('')
    expect(kept.keeper.state).toBe('starting')
  })

  test('a stop after a failure keeps nobody from starting it again', () => {
    const kept = running()
    kept.failed('gone')
    kept.next()
    expect(kept.keeper.state).toBe('waiting-to-restart')
    expect(kept.keeper.trouble?.words).toBe('gone')
  })
})

describe('somebody', () => {
  test('stops it while it starts', () => {
    const kept = keep()
    kept.start()
    expect(kept.stop()).toBe('stop 1')
    expect(kept.started()).toBe('')
    kept.ended()
    expect(kept.keeper.state).toBe('stopped')
  })

  test('stops it while it waits, or while what failed is taken down', () => {
    const waits = running()
    waits.failed('gone')
    waits.ended()
    expect(waits.stop()).toBe('')
    expect([waits.keeper.state, waits.keeper.nextAtMs]).toEqual(['stopped', undefined])
    const failed = running()
    failed.failed('gone')
    expect(failed.stop()).toBe('')
    expect(failed.ended()).toBe('')
    expect([failed.keeper.state, failed.keeper.nextAtMs]).toEqual(['stopped', undefined])
  })

  test('restarts it, running or not, and as often as they like', () => {
    const kept = running()
    expect(kept.restart()).toBe('stop 1')
    expect(kept.restart()).toBe('')
    expect(kept.ended()).toBe('start 2')
    expect(kept.restart()).toBe('stop 2')
    expect(kept.stop()).toBe('')
    kept.ended()
    expect(kept.keeper.state).toBe('stopped')
    expect(kept.restart()).toBe('start 3')
    expect(kept.keeper.restarts).toBe(0)
  })

  test('starts what waits or is being stopped: at once, and as if it had never failed', () => {
    const waits = running()
    for (let i = 0; i < 4; i++) {
      waits.failed('gone')
      waits.ended()
      waits.next()
    }
    waits.failed('gone')
    waits.ended()
    expect(waits.start()).toBe('start 6')
    expect(waits.keeper.trouble).toBeUndefined()
    waits.failed('gone')
    waits.ended()
    expect(waits.next()[1]).toBe(FIRST_RESTART_MS)
    const stopping = running()
    stopping.stop()
    expect(stopping.start()).toBe('')
    expect(stopping.ended()).toBe('start 2')
    const failed = running()
    failed.failed('gone')
    expect(failed.start()).toBe('')
    expect(failed.ended()).toBe('start 2')
  })
})

describe('whatever happens in whatever order', () => {
  const input = (): fc.Arbitrary<KeeperInput['type'] | 'unhealthy'> =>
    fc.constantFrom('start', 'stop', 'restart', 'started', 'failed', 'ended', 'health', 'unhealthy', 'time', 'time')

  test('each run is started once and stopped once, one after the other', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.tuple(input(), fc.nat(2)), { maxLength: 60 }), (seed, steps) => {
        const keeper = new ServiceKeeper({ random: seededRandom(seed) })
        const done: KeeperOutput[] = []
        let nowMs = 0
        let run = 0
        for (const [type, age] of steps) {
          if (type === 'time') nowMs = keeper.nextAtMs ?? nowMs
          const of = Math.max(0, run - age) // Also what runs of before do late.
          const outputs = keeper.handle(inputOf(type, of), nowMs)
          for (const output of outputs) if (output.type === 'start') run = output.run
          done.push(...outputs.filter(({ type }) => type !== 'check'))
          for (const output of outputs) expect(output.run).toBe(run)
          // Who does not rest waits for something: nothing is given up, and no budget is without end.
          expect(keeper.nextAtMs === undefined).toBe(keeper.state === 'stopped')
          if (keeper.nextAtMs !== undefined) expect(keeper.nextAtMs - nowMs).toBeLessThanOrEqual(LAST_RESTART_MS)
        }
        expect(done).toEqual(done.map((_, i) => ({ type: i % 2 === 0 ? 'start' : 'stop', run: Math.floor(i / 2) + 1 })))
      }),
      { numRuns: 500 }
    )
  })

  test('who wants it to run gets it running, where it can, and who wants it stopped gets that', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(input(), { maxLength: 40 }), fc.boolean(), (seed, steps, wanted) => {
        const keeper = new ServiceKeeper({ random: seededRandom(seed) })
        let nowMs = 0
        let run = 0
        const hand = (input: KeeperInput): void => {
          for (const output of keeper.handle(input, nowMs)) run = output.run
        }
        for (const type of steps) hand(inputOf(type, run))
        hand({ type: wanted ? 'start' : 'stop' })
        for (let i = 0; i < 4; i++) {
          if (keeper.state === 'starting') hand({ type: 'started', run })
          else if (keeper.state === 'failed' || keeper.state === 'stopping') hand({ type: 'ended', run })
          else if (keeper.state === 'waiting-to-restart') hand({ type: 'time' })
          nowMs = keeper.state === 'waiting-to-restart' ? (keeper.nextAtMs ?? nowMs) : nowMs
        }
        expect(['running', 'unhealthy'].includes(keeper.state)).toBe(wanted)
        if (!wanted) expect(keeper.state).toBe('stopped')
      }),
      { numRuns: 500 }
    )
  })

  function inputOf(type: KeeperInput['type'] | 'unhealthy', run: number): KeeperInput {
    if (type === 'start' || type === 'stop' || type === 'restart' || type === 'time') return { type }
    if (type === 'failed') return { type, run, words: 'gone' }
    if (type === 'health') return { type, run, health: good }
    if (type === 'unhealthy') return { type: 'health', run, health: bad }
    return { type, run }
  }
})
