// Graphs of 10, 100 and 1,000 nodes: one again soon after faults stop, every record everywhere, and what a record costs does not grow
// with the graph.
import { expect, test } from 'vitest'
import { MAX_NEIGHBOURS } from '../../src/graph/defaults.js'
import { runHalves, runScale, type ScaleResult } from './scale-scenario.js'
import { IS_SLOW_SUITE, seeds } from './seeds.js'

const MINUTE_MS = 60_000

function explain(seed: number, nodes: number, healedAtMs: number, endMs: number): ScaleResult {
  try {
    return runScale({ seed, nodes, healedAtMs, endMs })
  } catch (error) {
    throw new Error(`${nodes} nodes, seed ${seed}: ${String(error)} (SEED=${seed})`, { cause: error })
  }
}

function report(results: readonly ScaleResult[]): void {
  const worst = (pick: (result: ScaleResult) => number): number => Math.max(...results.map(pick))
  const mid = (pick: (result: ScaleResult) => number): number =>
    results.map(pick).sort((a, b) => a - b)[Math.floor(results.length / 2)]!
  console.log(
    `${results[0]!.nodes} nodes, ${results.length} seeds: one graph after ${mid((r) => r.connectedAfterS)} s (worst ` +
      `${worst((r) => r.connectedAfterS)}), every record after ${mid((r) => r.deliveredAfterS)} (${worst((r) => r.deliveredAfterS)}); ` +
      `a record is sent ${mid((r) => r.sendsPerRecordAndNode)} (${worst((r) => r.sendsPerRecordAndNode)}) times by a node; a minute and ` +
      `node: ${mid((r) => r.presenceSendsPerNodeAndMinute)} presences sent, ${mid((r) => r.dialsPerNodeAndMinute)} dials, ` +
      `${mid((r) => r.questionsPerNodeAndMinute)} mDNS questions; neighbours ${mid((r) => r.meanNeighbours)}, ` +
      `fewest ${Math.min(...results.map((r) => r.fewestNeighbours))}; present ${mid((r) => r.present)}`
  )
}

for (const [nodes, few, many] of [
  [10, 20, 300],
  [100, 3, 30]
] as const) {
  test(`${nodes} nodes are one graph again after any faults, with every record everywhere`, () => {
    const results = seeds(few, many).map((seed) => explain(seed, nodes, 12 * MINUTE_MS, 18 * MINUTE_MS))
    report(results)
    for (const { sendsPerRecordAndNode } of results) expect(sendsPerRecordAndNode).toBeLessThan(MAX_NEIGHBOURS)
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
    const small = explain(1, 100, 12 * MINUTE_MS, 18 * MINUTE_MS)
    const large = explain(1, 1_000, 50 * MINUTE_MS, 60 * MINUTE_MS)
    report([small])
    report([large])
    expect(large.sendsPerRecordAndNode).toBeLessThan(1.2 * small.sendsPerRecordAndNode)
    expect(large.presenceSendsPerNodeAndMinute).toBeLessThan(1.5 * small.presenceSendsPerNodeAndMinute)
  })
}
