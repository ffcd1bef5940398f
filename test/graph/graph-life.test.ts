import { describe, expect, test } from 'vitest'
import { LifeMachine, type LifeInput, type LifeOutput } from '../../src/graph/graph-life.js'

const listen: LifeInput[] = [{ type: 'listen-asked' }, { type: 'listening' }]
const run = (life: LifeMachine, inputs: readonly LifeInput[]): LifeOutput[] =>
  inputs.flatMap((input) => life.handle(input))
const status = (listening: boolean, connected: boolean, synchronised: boolean): LifeOutput => ({
  type: 'status',
  status: { listening, connected, synchronised }
})

describe('listening', () => {
  test('is for who created the graph, or was part of it before', () => {
    expect(run(new LifeMachine(true), listen)).toEqual([{ type: 'listen' }, status(true, false, true)])
  })

  test('is refused to who never was part of it, until it has synchronised', () => {
    const life = new LifeMachine(false)
    expect(life.handle({ type: 'listen-asked' })).toEqual([{ type: 'refuse', code: 'NOT_READY' }])
    expect(run(life, [{ type: 'links', count: 1 }, { type: 'agreed' }])).toEqual([
      status(false, true, false),
      { type: 'persist-synchronised' },
      status(false, true, true)
    ])
    expect(life.handle({ type: 'listen-asked' })).toEqual([{ type: 'listen' }])
  })

  test('happens once, and may be tried again where it failed', () => {
    const life = new LifeMachine(true)
    const again: LifeOutput[] = [{ type: 'refuse', code: 'ALREADY_LISTENING' }]
    life.handle({ type: 'listen-asked' })
    expect(life.handle({ type: 'listen-asked' })).toEqual(again)
    life.handle({ type: 'listen-failed' })
    expect(run(life, listen)).toEqual([{ type: 'listen' }, status(true, false, true)])
    expect(life.handle({ type: 'listen-asked' })).toEqual(again)
  })
})

test('what was synchronised once stays so, whoever goes, and is written once', () => {
  const life = new LifeMachine(false)
  run(life, [{ type: 'links', count: 2 }, { type: 'agreed' }])
  expect(run(life, [{ type: 'links', count: 0 }])).toEqual([status(false, false, true)])
  expect(run(life, [{ type: 'links', count: 1 }, { type: 'agreed' }])).toEqual([status(false, true, true)])
})

test('records stay where the graph says so and there is no neighbour', () => {
  const life = new LifeMachine(true)
  expect(run(life, [{ type: 'deferring', isDeferring: true }])).toEqual([{ type: 'set-alone', isAlone: true }])
  const linked = run(life, [
    { type: 'links', count: 1 },
    { type: 'links', count: 2 }
  ])
  expect(linked).toEqual([{ type: 'set-alone', isAlone: false }, status(false, true, true)])
  expect(run(life, [{ type: 'links', count: 0 }])).toContainEqual({ type: 'set-alone', isAlone: true })
  expect(run(life, [{ type: 'deferring', isDeferring: false }])).toEqual([{ type: 'set-alone', isAlone: false }])
})

test('who asked nobody needs nobody', () => {
  const life = new LifeMachine(true)
  expect(life.handle({ type: 'alone' })).toEqual([])
  life.handle({ type: 'went-out' })
  expect(life.handle({ type: 'alone' })).toEqual([{ type: 'connection-required' }])
})

test('who has been alone for long hears it when it listens, unless somebody is there by then', () => {
  const required = (count: number): LifeOutput[] =>
    run(new LifeMachine(true), [{ type: 'alone' }, { type: 'links', count }, ...listen])
  expect(required(0)).toContainEqual({ type: 'connection-required' })
  expect(required(1)).not.toContainEqual({ type: 'connection-required' })
})

test('after closing nothing can be done, and closing again does nothing', () => {
  const life = new LifeMachine(true)
  run(life, listen)
  expect(life.refusal('ready')).toBeUndefined()
  expect(life.handle({ type: 'close-asked' })).toEqual([{ type: 'close' }, status(false, false, true)])
  expect(life.refusal('open')).toBe('SHUTTING_DOWN')
  expect(life.handle({ type: 'close-asked' })).toEqual([])
  expect(life.handle({ type: 'listen-asked' })).toEqual([{ type: 'refuse', code: 'SHUTTING_DOWN' }])
  life.handle({ type: 'closed' })
  expect(life.refusal('open')).toBe('CLOSED')
  expect(life.handle({ type: 'alone' })).toEqual([])
})
