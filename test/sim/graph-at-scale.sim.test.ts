// Graphs of 10, 100 and 1,000 nodes: one again soon after faults stop, every record everywhere, and what a record costs does not grow
// with the graph.
import { expect, test } from 'vitest'
import { runHalves, runScale, type ScaleScenario } from './scale-scenario.js'
import { checkScale, type ScaleResult } from './scale-rules.js'
import { inATable } from './scale-table.js'
import { IS_SLOW_SUITE, seeds } from './seeds.js'

const MINUTE_MS = 60_000
const SHORT = { healedAtMs: 12 * MINUTE_MS, endMs: 18 * MINUTE_MS }

function run(scenario: ScaleScenario): ScaleResult {
  try {
    return runScale(scenario)
  } catch (error) {
    const { seed, nodes } = scenario
    throw new Error(`${nodes} nodes, seed ${seed}: ${String(error)} (SEED=${seed})`, { cause: error })
  }
}

for (const [nodes, few, many] of [
  [10, 30, 300],
  [100, 2, 30]
] as const) {
  test(`${nodes} nodes are one graph again after any faults, with every record everywhere`, () => {
    console.log(inATable([seeds(few, many).map((seed) => run({ seed, nodes, ...SHORT }))]))
  })
}

test('two halves with neighbours enough, apart until nobody is present for the other one, find each other again', () => {
  const tookS = seeds(10, 100).map((seed) => Math.round(runHalves(seed, 40) / 1000))
  console.log(
    `halves of 20 nodes: one graph after ${tookS.sort((a, b) => a - b)[tookS.length >> 1]} s, worst ${tookS.at(-1)}`
  )
})

// Minutes long: in the ordinary suite there is no such test.
if (IS_SLOW_SUITE) {
  test('1,000 nodes for an hour are one graph again, and a record costs each of them no more', () => {
    const hour = { seed: 1, healedAtMs: 50 * MINUTE_MS, endMs: 60 * MINUTE_MS }
    const results = [10, 100].map((nodes) => run({ ...hour, nodes }))
    results.push(run({ ...hour, nodes: 1_000, presenceLifetimeMs: 10 * MINUTE_MS }))
    console.log(inATable(results.map((result) => [result])))
    const [, small, large] = results
    expect(large!.meanSends).toBeLessThan(1.1 * small!.meanSends)
    expect(large!.presenceSendsPerMinute).toBeLessThan(small!.presenceSendsPerMinute)
  })
}

test.each([
  ['every record everywhere', { nodes: 10, breakage: 'no-synchronising' }],
  ['wrong clocks are put right', { nodes: 40, breakage: 'own-clocks' }],
  ['presences are a sample', { nodes: 180, healedAtMs: 2 * MINUTE_MS, breakage: 'no-sample' }]
] as const)('the rule that %s notices what is broken', (rule, scenario) => {
  expect(() => runScale({ seed: 1, healedAtMs: 8 * MINUTE_MS, endMs: 8 * MINUTE_MS, ...scenario })).toThrow(rule)
})

test('without dials beyond those wanted, two halves stay two', () => {
  expect(() => runHalves(1, 40, 'no-extra-dials')).toThrow('one graph again: two halves')
})

const TIME = { peer: 'peer0000', clockMs: 0, peerTimeMs: 0, isNeverSet: false, present: 100 }
const GOOD: ScaleResult = {
  nodes: 100,
  records: 360,
  connectedAfterS: 5,
  deliveredAfterS: 5,
  mostParts: 1,
  meanSends: 7,
  mostSends: 9,
  meanNeighbours: 8,
  fewestNeighbours: 4,
  mostNeighbours: 12,
  withinBounds: 1,
  presenceSendsPerMinute: 600,
  dialsPerMinute: 1,
  questionsPerMinute: 1,
  times: [TIME, TIME, TIME]
}

test.each<[string, Partial<ScaleResult>]>([
  ['stays one graph', { mostParts: 2 }],
  ['a record costs a node little', { mostSends: 11.1 }],
  ['neighbours are 4 to 12', { withinBounds: 0.94 }],
  ['wrong clocks are put right, and wrong no others', { times: [TIME, TIME, { ...TIME, peerTimeMs: 6_000 }] }],
  ['wrong clocks are put right', { times: [TIME, TIME, { ...TIME, clockMs: -9 * MINUTE_MS, peerTimeMs: -6_000 }] }],
  [
    'wrong clocks are put right',
    { times: [TIME, TIME, { ...TIME, clockMs: 9 * MINUTE_MS, peerTimeMs: 10 * MINUTE_MS }] }
  ],
  ['peer time is what most clocks show', { times: [{ ...TIME, peerTimeMs: 6_000 }] }],
  ['presences are a sample', { times: [{ ...TIME, present: 170 }] }],
  ['who goes by peer time sees others', { times: [TIME, TIME, { ...TIME, present: 40 }] }]
])('a result is refused: %s', (rule, change) => {
  expect(() => checkScale({ ...GOOD, ...change })).toThrow(rule)
  expect(() => checkScale(GOOD)).not.toThrow()
})
