import { expect, test } from 'vitest'
import { Reconnecting, type ReconnectInput, type ReconnectOutput } from '../../src/client/reconnecting.js'

const limits = { firstMs: 100, maxMs: 1_000, budgetMs: 10_000 }
const lost = (nowMs = 0, more: { final?: boolean; chance?: number } = {}): ReconnectInput => ({
  type: 'lost',
  final: false,
  chance: 1,
  nowMs,
  ...more
})
const CONNECT: ReconnectOutput[] = [{ type: 'connect' }]
const GIVE_UP: ReconnectOutput[] = [{ type: 'give-up' }]
const wait = (inMs: number): ReconnectOutput[] => [{ type: 'set-timer', inMs }]

const STORIES: { what: string; steps: [ReconnectInput, ReconnectOutput[]][] }[] = [
  {
    what: 'who never had a stream learns at once that there is no node',
    steps: [
      [{ type: 'start' }, CONNECT],
      [lost(), GIVE_UP]
    ]
  },
  {
    what: 'a stream that breaks is opened again after a wait',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(), wait(100)],
      [{ type: 'due' }, CONNECT],
      [{ type: 'opened' }, []]
    ]
  },
  {
    what: 'waits double up to the longest, also where the node only accepts and hangs up',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(0), wait(100)],
      [{ type: 'due' }, CONNECT],
      [lost(100), wait(200)],
      [{ type: 'due' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(300), wait(400)],
      [{ type: 'due' }, CONNECT],
      [lost(700), wait(800)],
      [{ type: 'due' }, CONNECT],
      [lost(1_500), wait(1_000)],
      [{ type: 'due' }, CONNECT],
      [lost(2_500), wait(1_000)]
    ]
  },
  {
    what: 'what is heard ends the trouble: waits begin anew, and so does the budget',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(0), wait(100)],
      [{ type: 'due' }, CONNECT],
      [lost(100), wait(200)],
      [{ type: 'due' }, CONNECT],
      [{ type: 'opened' }, []],
      [{ type: 'heard', retryMs: undefined }, []],
      [lost(11_000), wait(100)]
    ]
  },
  {
    what: 'chance spreads the waits over the upper half',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(0, { chance: 0 }), wait(50)],
      [{ type: 'due' }, CONNECT],
      [lost(50, { chance: 0.5 }), wait(150)]
    ]
  },
  {
    what: 'a node that wants to be left alone is, but not for longer than the longest wait',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [{ type: 'heard', retryMs: 700 }, []],
      [lost(0), wait(700)],
      [{ type: 'due' }, CONNECT],
      [{ type: 'opened' }, []],
      [{ type: 'heard', retryMs: 1e9 }, []],
      [lost(700), wait(1_000)]
    ]
  },
  {
    what: 'a node that says no is not asked again',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(0), wait(100)],
      [{ type: 'due' }, CONNECT],
      [lost(100, { final: true }), GIVE_UP]
    ]
  },
  {
    what: 'after the budget it gives up, and stays so',
    steps: [
      [{ type: 'start' }, CONNECT],
      [{ type: 'opened' }, []],
      [lost(0), wait(100)],
      [{ type: 'due' }, CONNECT],
      [lost(9_999), wait(200)],
      [{ type: 'due' }, CONNECT],
      [lost(10_199), GIVE_UP],
      [{ type: 'due' }, []],
      [{ type: 'opened' }, []],
      [{ type: 'start' }, []]
    ]
  },
  {
    what: 'inputs that do not fit change nothing',
    steps: [
      [{ type: 'due' }, []],
      [lost(), []],
      [{ type: 'start' }, CONNECT],
      [{ type: 'start' }, []],
      [{ type: 'due' }, []]
    ]
  }
]

for (const { what, steps } of STORIES) {
  test(what, () => {
    const machine = new Reconnecting(limits)
    for (const [input, outputs] of steps) expect(machine.handle(input)).toEqual(outputs)
  })
}
