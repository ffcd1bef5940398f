import { describe, expect, test } from 'vitest'
import { createLogger, seededRandom } from '../../../src/base/index.js'
import {
  HEALTH_EVERY_MS,
  LAST_RESTART_MS,
  START_BUDGET_MS,
  START_GRACE_MS,
  STOP_BUDGET_MS
} from '../../../src/gateway/services/defaults.js'
import { ServiceManager, type ServiceOptions } from '../../../src/gateway/services/service-manager.js'
import type { Service, ServiceHealth } from '../../../src/gateway/services/service.js'
import { FakeClock } from '../../support/fake-clock.js'

const never = (): Promise<never> => new Promise(() => {})

/** One node's services: each does what it is given to do, and writes down what is asked of it. */
function manage() {
  const clock = new FakeClock()
  const said: string[] = []
  const logger = createLogger(({ level, message }) => said.push(`${level} ${message}`), 'warn')
  const manager = new ServiceManager({ clock, random: seededRandom(1), logger })
  const asked: string[] = []
  const told: string[] = []
  manager.on('change', ({ name, state }) => told.push(`${name} ${state}`))
  const add = (name: string, does: Partial<Service> = {}, options: Partial<ServiceOptions> = {}): void => {
    const service: Service = {
      start: async (signal, failed) => {
        asked.push(`start ${name}`)
        signal.addEventListener('abort', () => asked.push(`abort ${name}`))
        await does.start?.(signal, failed)
      },
      stop: async () => {
        asked.push(`stop ${name}`)
        await does.stop?.()
      },
      health: async () => (await does.health?.()) ?? { healthy: true }
    }
    manager.add(name, service, { order: 0, ...options })
  }
  const stateOf = (name: string): string | undefined => manager.list().find((one) => one.name === name)?.state
  return { clock, manager, add, asked, told, said, stateOf }
}

describe('a service', () => {
  test('is started, told of, and stopped', async () => {
    const { manager, add, asked, told } = manage()
    add('upload')
    await manager.start('upload')
    await manager.start('upload')
    await manager.stop('upload')
    expect(asked).toEqual(['start upload', 'abort upload', 'stop upload'])
    expect(told).toEqual(['upload starting', 'upload running', 'upload stopping', 'upload stopped'])
  })

  test('that throws says so to who starts it, waits, and is started again', async () => {
    const { clock, manager, add, stateOf, said } = manage()
    let isMended = false
    const start = async (): Promise<void> => {
      if (!isMended) throw Object.assign(new Error('no\nport'), { code: 'PORT_IN_USE' })
    }
    add('upload', { start })
    await expect(manager.start('upload')).rejects.toMatchObject({ code: 'PORT_IN_USE' })
    await clock.advanceAsync(0)
    const [waiting] = manager.list()
    expect(waiting).toMatchObject({ state: 'waiting-to-restart', restarts: 0, trouble: { words: 'no port' } })
    expect(waiting?.restartsAtMs).toBeGreaterThan(clock.nowMs())
    expect(said).toEqual(['warn upload is failed: no port'])
    isMended = true
    await clock.advanceAsync(LAST_RESTART_MS)
    expect(stateOf('upload')).toBe('running')
    expect(manager.list()).toMatchObject([{ restarts: 1 }])
  })

  test('that throws before it returns anything is no other', async () => {
    const { clock, manager, add, stateOf } = manage()
    const thrown = (): never => {
      throw new Error('at once')
    }
    add('upload', { start: thrown, stop: thrown })
    await expect(manager.start('upload')).rejects.toThrow('at once')
    await clock.advanceAsync(0)
    expect(stateOf('upload')).toBe('waiting-to-restart')
  })

  test('that says that it failed is started again; one that said so of a run before is not', async () => {
    const { clock, manager, add, asked } = manage()
    const fails: ((error: unknown) => void)[] = []
    add('upload', { start: async (_signal, failed) => void fails.push(failed) })
    await manager.start('upload')
    fails[0]?.(new Error('lost it'))
    await clock.advanceAsync(1_000)
    expect(asked).toEqual(['start upload', 'abort upload', 'stop upload', 'start upload'])
    fails[0]?.(new Error('lost it'))
    expect(manager.list()).toMatchObject([{ state: 'running', restarts: 1, trouble: { words: 'lost it' } }])
  })

  test.each<[string, () => ServiceHealth | Promise<ServiceHealth>, RegExp]>([
    ['says no', () => ({ healthy: false, words: 'full\u001b disk' }), /^full disk$/],
    ['says no word', () => ({ healthy: false }), /unhealthy/],
    ['says what is no answer', () => ({ healthy: 'yes' }) as unknown as ServiceHealth, /unhealthy/],
    ['throws', () => Promise.reject(new Error('lost')), /^lost$/],
    ['says nothing', never, /did not say/]
  ])('is unhealthy when it %s, and at last started again', async (_how, health, words) => {
    const { clock, manager, add } = manage()
    add('upload', { health })
    await manager.start('upload')
    await clock.advanceAsync(HEALTH_EVERY_MS + 6_000)
    expect(manager.list()).toMatchObject([{ state: 'unhealthy' }])
    expect(manager.list()[0]?.trouble?.words).toMatch(words)
    await clock.advanceAsync(4 * HEALTH_EVERY_MS)
    expect(manager.list()).toMatchObject([{ restarts: 1 }])
  })

  test('that says that a restart does not help is left running', async () => {
    const { clock, manager, add, asked } = manage()
    add('upload', { health: () => ({ healthy: false, words: 'the disk is full', restartHelps: false }) })
    await manager.start('upload')
    await clock.advanceAsync(10 * HEALTH_EVERY_MS)
    expect(manager.list()).toMatchObject([{ state: 'unhealthy', restarts: 0, trouble: { words: 'the disk is full' } }])
    expect(asked).toEqual(['start upload'])
  })
})

describe('what hangs', () => {
  test('keeps no other from being started, and is stopped and tried again', async () => {
    const { clock, manager, add, asked, stateOf } = manage()
    add('hangs', { start: never })
    add('upload')
    const starting = manager.start('hangs')
    starting.catch(() => {})
    await manager.start('upload')
    expect(stateOf('upload')).toBe('running')
    await clock.advanceAsync(START_BUDGET_MS + START_GRACE_MS)
    await expect(starting).rejects.toThrow('did not start within 30 s')
    expect(asked.slice(2)).toEqual(['abort hangs', 'stop hangs'])
    expect(stateOf('hangs')).toBe('waiting-to-restart')
  })

  test('when it is stopped is let go, and can be started again', async () => {
    const { clock, manager, add, stateOf } = manage()
    add('upload', { stop: never })
    await manager.start('upload')
    const stopping = manager.stop('upload')
    await clock.advanceAsync(STOP_BUDGET_MS)
    await stopping
    expect(manager.list()).toMatchObject([{ state: 'stopped', trouble: { words: 'it did not stop within 5 s' } }])
    await manager.start('upload')
    expect(stateOf('upload')).toBe('running')
  })

  test.each(['start', 'stop'] as const)(
    'in its %s, of one that runs alone, is waited for by the next run',
    async (what) => {
      const { clock, manager, add, asked, stateOf } = manage()
      let letGo = (): void => {}
      const hung = new Promise<void>((resolve) => (letGo = resolve))
      const first = { start: 0, stop: 0 }
      const hang = async (where: 'start' | 'stop'): Promise<void> => {
        if (where === what && ++first[where] === 1) await hung
      }
      add('upload', { start: () => hang('start'), stop: () => hang('stop') }, { isAlone: true })
      manager.start('upload').catch(() => {})
      await clock.advanceAsync(0)
      manager.restart('upload').catch(() => {})
      const took = ['start upload', 'abort upload', 'stop upload']
      await clock.advanceAsync(START_BUDGET_MS + LAST_RESTART_MS)
      expect(asked).toEqual(took)
      expect(manager.list()[0]?.trouble?.words).toBe('it did not start within 30 s')
      letGo()
      await clock.advanceAsync(LAST_RESTART_MS)
      expect(asked).toEqual([...took, 'start upload'])
      expect(stateOf('upload')).toBe('running')
    }
  )

  test('a service is not asked how it does while it has not said', async () => {
    const { clock, manager, add } = manage()
    let asked = 0
    const health = (): Promise<never> => {
      asked++
      return never()
    }
    add('upload', { health })
    await manager.start('upload')
    await clock.advanceAsync(3 * HEALTH_EVERY_MS)
    expect(asked).toBe(1)
  })

  test.each(['by itself', 'by somebody'])('in one run is asked anew in the next, started %s', async (who) => {
    const { clock, manager, add } = manage()
    let runs = 0
    const start = async (): Promise<void> => void runs++
    add('upload', { start, health: () => (runs === 1 ? never() : { healthy: true }) })
    await manager.start('upload')
    await clock.advanceAsync(HEALTH_EVERY_MS)
    if (who === 'by somebody') await manager.restart('upload')
    await clock.advanceAsync(LAST_RESTART_MS)
    expect(runs).toBe(2)
    expect(manager.list()).toMatchObject([{ state: 'running' }])
  })

  test('in one run, and says at last how it did, says nothing of the next', async () => {
    const { clock, manager, add } = manage()
    const answers: ((health: ServiceHealth) => void)[] = []
    add('upload', { health: () => new Promise((resolve) => answers.push(resolve)) })
    await manager.start('upload')
    await clock.advanceAsync(HEALTH_EVERY_MS)
    await manager.restart('upload')
    await clock.advanceAsync(HEALTH_EVERY_MS)
    expect(answers).toHaveLength(2)
    answers[0]?.({ healthy: false, words: 'long ago' })
    await clock.advanceAsync(0)
    answers[1]?.({ healthy: true })
    await clock.advanceAsync(HEALTH_EVERY_MS)
    expect(answers).toHaveLength(3)
    expect(manager.list()).toMatchObject([{ state: 'running' }])
    expect(manager.list()[0]?.trouble).toBeUndefined()
  })
})

describe('somebody', () => {
  test('stops what starts: who started it hears so, and its start ends before it is stopped', async () => {
    const { manager, add, asked } = manage()
    const start = (signal: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    add('upload', { start })
    const starting = manager.start('upload')
    starting.catch(() => {})
    await Promise.resolve()
    await manager.stop('upload')
    await expect(starting).rejects.toMatchObject({ code: 'NOT_READY' })
    expect(asked).toEqual(['start upload', 'abort upload', 'stop upload'])
  })

  test('restarts it', async () => {
    const { manager, add, asked } = manage()
    add('upload')
    await manager.start('upload')
    await manager.restart('upload')
    expect(asked).toEqual(['start upload', 'abort upload', 'stop upload', 'start upload'])
    expect(manager.list()).toMatchObject([{ state: 'running', restarts: 0 }])
  })

  test('names one that is not there', async () => {
    const { manager, add } = manage()
    add('upload')
    await expect(manager.start('update')).rejects.toMatchObject({ code: 'NOT_FOUND', message: /there are upload/ })
  })
})

test('when the node stops, those of one number are stopped together, the last ones first, and no wait is for ever', async () => {
  const { clock, manager, add, asked, said } = manage()
  add('peering', {}, { order: 0 })
  add('upload', {}, { order: 1 })
  add('hangs', { stop: never }, { order: 2, closingBudgetMs: 700 })
  add('reports', {}, { order: 2, closingBudgetMs: 700 })
  expect(manager.list().map(({ name }) => name)).toEqual(['peering', 'upload', 'hangs', 'reports'])
  for (const { name } of manager.list()) await manager.start(name)
  asked.length = 0
  const closing = manager.close()
  await clock.advanceAsync(0)
  expect(asked.filter((what) => what.startsWith('stop'))).toEqual(['stop hangs', 'stop reports'])
  await clock.advanceAsync(700)
  await closing
  expect(asked.filter((what) => what.startsWith('stop')).slice(2)).toEqual(['stop upload', 'stop peering'])
  expect(said).toEqual(['warn hangs did not stop within 700 ms: it is let go'])
  expect(clock.pendingTimers).toBe(0)
  await expect(manager.start('upload')).rejects.toMatchObject({ code: 'NOT_READY' })
  await manager.close()
})

test('two services of one name are a mistake of ours', () => {
  const { add } = manage()
  add('upload')
  expect(() => add('upload')).toThrow('two services named upload')
})
