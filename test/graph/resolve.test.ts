import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  MAX_SEEKERS,
  MAX_SOUGHT_HEARD_PER_MINUTE,
  MAX_SOUGHT_PER_MINUTE,
  SOUGHT_TTL_MS
} from '../../src/graph/defaults.js'
import { ResolveMachine, type ResolveInput, type ResolveOutput } from '../../src/graph/resolve.js'

const WAIT_MS = 5_000
const MINUTE_MS = 60_000

let machine: ResolveMachine
let nowMs: number
let lastId: number

function lineOf(output: ResolveOutput): string {
  switch (output.type) {
    case 'answer':
      return `${output.id}: ${output.addresses.join(' ')}`
    case 'fail':
      return `${output.id}: nobody knows ${output.peer}`
    case 'seek':
      return `seek ${output.peer}`
    case 'show':
      return 'show'
  }
}

const give = (input: ResolveInput): string[] => machine.handle(input).map(lineOf)
const ask = (peer: string, addresses: string[] = [], waitMs = WAIT_MS): string[] =>
  give({ type: 'ask', id: ++lastId, peer, addresses, waitMs, nowMs })
const found = (peer: string, ...addresses: string[]): string[] => give({ type: 'found', peer, addresses, nowMs })
const heard = (author: string, peer: string): string[] => give({ type: 'heard', author, peer, nowMs })
const tick = (): string[] => give({ type: 'tick', nowMs })

beforeEach(() => {
  machine = new ResolveMachine('us')
  nowMs = 0
  lastId = 0
})

describe('who asks', () => {
  test('is told what is known here, at once, and nobody else is asked', () => {
    expect(ask('p', ['first', 'second'])).toEqual(['1: first second'])
    expect(machine.wakeAtMs).toBe(Infinity)
  })

  test('else waits until it is known: all who ask for that peer, and none who ask for another', () => {
    expect(ask('p')).toEqual(['seek p'])
    expect(ask('p')).toEqual([])
    expect(ask('q')).toEqual(['seek q'])
    expect(found('p')).toEqual([])
    expect(machine.isAskedFor('p')).toBe(true)
    expect(found('p', 'here')).toEqual(['1: here', '2: here'])
    expect(machine.isAskedFor('p')).toBe(false)
    expect(found('p', 'there')).toEqual([])
    expect(machine.isAskedFor('q')).toBe(true)
  })

  test('is told that nobody knows when its own time is over', () => {
    ask('p', [], 1_000)
    ask('p', [], 2_000)
    expect(machine.wakeAtMs).toBe(1_000)
    nowMs = 999
    expect(tick()).toEqual([])
    nowMs = 1_000
    expect(tick()).toEqual(['1: nobody knows p'])
    nowMs = 2_000
    expect(tick()).toEqual(['2: nobody knows p'])
    expect(machine.wakeAtMs).toBe(Infinity)
  })

  test('and would not wait makes nobody look', () => {
    expect(ask('p', [], 0)).toEqual(['1: nobody knows p'])
    expect(ask('p')).toEqual(['seek p'])
  })

  test('and gives up is told nothing', () => {
    ask('p')
    expect(give({ type: 'given-up', id: 1, nowMs })).toEqual([])
    expect(found('p', 'here')).toEqual([])
    expect(machine.wakeAtMs).toBe(Infinity)
  })

  test('for longer than a minute has all told anew', () => {
    ask('p', [], 3 * MINUTE_MS)
    nowMs = SOUGHT_TTL_MS - 1
    expect(tick()).toEqual([])
    expect(machine.wakeAtMs).toBe(SOUGHT_TTL_MS)
    nowMs = SOUGHT_TTL_MS
    expect(tick()).toEqual(['seek p'])
  })

  test('for more than six peers in a minute waits for its turn, in order', () => {
    const asked = Array.from({ length: MAX_SOUGHT_PER_MINUTE + 2 }, (_, i) => {
      nowMs = i * 10
      return ask(`p${i}`, [], 2 * MINUTE_MS)
    })
    expect(asked.filter(([said]) => said?.startsWith('seek'))).toHaveLength(MAX_SOUGHT_PER_MINUTE)
    expect(asked.slice(MAX_SOUGHT_PER_MINUTE)).toEqual([[], []])
    expect(found('p0', 'here')).toEqual(['1: here'])
    nowMs = machine.wakeAtMs
    expect(nowMs).toBe(SOUGHT_TTL_MS)
    expect(tick()).toEqual(['seek p6'])
    nowMs = machine.wakeAtMs
    expect(tick()).toEqual(['seek p1'])
  })
})

describe('who hears that somebody is looked for', () => {
  test('shows itself where it is the one, and not on its own word', () => {
    expect(heard('a', 'other')).toEqual([])
    expect(heard('a', 'us')).toEqual(['show'])
    expect(heard('us', 'us')).toEqual([])
  })

  test('does not listen to one who looks for too many, whoever they are, until the next minute', () => {
    for (let i = 0; i < MAX_SOUGHT_HEARD_PER_MINUTE; i++) heard('loud', `p${i}`)
    expect(heard('loud', 'us')).toEqual([])
    expect(heard('quiet', 'us')).toEqual(['show'])
    nowMs = MINUTE_MS
    expect(heard('loud', 'us')).toEqual(['show'])
  })

  test('counts a bounded number of members', () => {
    for (let i = 0; i < MAX_SEEKERS; i++) heard(`a${i}`, 'other')
    expect(heard('one more', 'us')).toEqual([])
    expect(heard('a0', 'us')).toEqual(['show'])
  })
})

test('whatever happens, each is answered once and in time, and no more than six are looked for in any minute', () => {
  const step = fc.oneof(
    fc.record({
      what: fc.constant('ask' as const),
      peer: fc.integer({ min: 0, max: 15 }),
      waitMs: fc.integer({ min: 0, max: 3 * MINUTE_MS })
    }),
    fc.record({ what: fc.constant('found' as const), peer: fc.integer({ min: 0, max: 15 }) }),
    fc.record({ what: fc.constant('given-up' as const), id: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ what: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40_000 }) })
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      machine = new ResolveMachine('us')
      nowMs = 0
      lastId = 0
      const untilMs = new Map<number, number>()
      const seeks: { peer: string; atMs: number }[] = []
      const run = (input: ResolveInput): void => {
        for (const output of machine.handle(input)) {
          if (output.type === 'seek') seeks.push({ peer: output.peer, atMs: nowMs })
          else if (output.type !== 'show') {
            expect(untilMs.get(output.id)).toBeGreaterThanOrEqual(nowMs)
            untilMs.delete(output.id)
          }
        }
      }
      const pass = (endMs: number): void => {
        while (machine.wakeAtMs <= endMs) {
          expect(machine.wakeAtMs).toBeGreaterThan(nowMs)
          nowMs = machine.wakeAtMs
          run({ type: 'tick', nowMs })
        }
        nowMs = endMs
      }
      for (const next of steps) {
        if (next.what === 'ask') {
          const id = ++lastId
          untilMs.set(id, nowMs + next.waitMs)
          run({ type: 'ask', id, peer: `p${next.peer}`, addresses: [], waitMs: next.waitMs, nowMs })
        } else if (next.what === 'found') run({ type: 'found', peer: `p${next.peer}`, addresses: ['here'], nowMs })
        else if (next.what === 'given-up') {
          run({ type: 'given-up', id: next.id, nowMs })
          untilMs.delete(next.id)
        } else pass(nowMs + next.ms)
      }
      pass(nowMs + 4 * MINUTE_MS)
      expect([...untilMs]).toEqual([])
      expect(machine.wakeAtMs).toBe(Infinity)
      for (const [i, { peer, atMs }] of seeks.entries()) {
        const within = seeks.slice(i + 1).filter((later) => later.atMs < atMs + MINUTE_MS)
        expect(within.length).toBeLessThan(MAX_SOUGHT_PER_MINUTE)
        expect(within.some((later) => later.peer === peer)).toBe(false)
      }
    })
  )
})
