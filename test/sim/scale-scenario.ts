// An hour, or less, in the life of a graph: machines come and go, sleep, are cut off, have wrong clocks; then faults stop.
import { SimulationFailure } from './checkers.js'
import { parts, ScaleWorld, type ScaleNode } from './scale-world.js'
import { below, between, oneOf, randomStream } from './streams.js'
import { MAX_NEIGHBOURS } from '../../src/graph/defaults.js'

export interface ScaleScenario {
  readonly seed: number
  readonly nodes: number
  /** Faults begin after the first minute, and stop here. */
  readonly healedAtMs: number
  readonly endMs: number
}

export interface ScaleResult {
  readonly nodes: number
  readonly records: number
  /** From the last fault until all running nodes are one part, s. */
  readonly connectedAfterS: number
  /** … and until each of them has every record that was written, s. */
  readonly deliveredAfterS: number
  /** How often an item was sent by flooding, by record and node. */
  readonly sendsPerRecordAndNode: number
  readonly presenceSendsPerNodeAndMinute: number
  readonly dialsPerNodeAndMinute: number
  readonly questionsPerNodeAndMinute: number
  readonly meanNeighbours: number
  readonly fewestNeighbours: number
  readonly present: number
}

/** Connected again, and everything everywhere, so soon after the last fault: two rounds of looking for other parts. */
export const CONNECTED_WITHIN_MS = 180_000
export const DELIVERED_WITHIN_MS = 120_000
const RECORD_EVERY_MS = 10_000
const LOOK_EVERY_MS = 1_000

/** @throws {SimulationFailure} where it is not one graph again, or a record is missing, within those times */
export function runScale({ seed, nodes, healedAtMs, endMs }: ScaleScenario): ScaleResult {
  const world = new ScaleWorld(seed, nodes)
  const random = randomStream(seed, 'faults')
  for (const node of world.nodes) {
    if (random.fraction() < 0.1) node.clockOffsetMs = between(random, [-540_000, 540_000])
    else if (random.fraction() < 0.02) node.clockOffsetMs = oneOf(random, [-3_600_000, 3_600_000])
    world.at(random.fraction() * 30_000, () => world.start(node))
  }
  drawFaults(world, healedAtMs, seed)
  const written: string[] = []
  const write = (): void => {
    const living = world.living()
    if (living.length > 0) written.push(world.write(oneOf(random, living)))
    world.at(world.nowMs + RECORD_EVERY_MS, write)
  }
  world.at(60_000, write)
  world.runUntil(healedAtMs)
  for (const node of world.nodes) {
    if (node.isAsleep) world.wake(node)
    if (!node.isUp) world.start(node)
  }
  world.segment(() => 0)

  const connectedAfterMs = until(world, 'one graph again', CONNECTED_WITHIN_MS, () => {
    return parts(world) === 1 ? undefined : `${parts(world)} parts of ${nodes} nodes`
  })
  const asOfNow = written.length
  const deliveredAfterMs = until(world, 'every record everywhere', DELIVERED_WITHIN_MS, () => {
    const lacking = world.living().filter(({ records }) => !hasAll(records, written, asOfNow))
    return lacking.length === 0 ? undefined : `${lacking.length} of ${nodes} nodes lack some of ${asOfNow} records`
  })
  const before = { ...world.counts, written: written.length, atMs: world.nowMs }
  world.runUntil(Math.max(endMs, world.nowMs + 60_000))
  if (parts(world) !== 1) throw new SimulationFailure('stays one graph', `${parts(world)} parts`)
  const degrees = world.living().map(({ links }) => links.size)
  const most = Math.max(...degrees)
  if (most > MAX_NEIGHBOURS) throw new SimulationFailure('neighbours are few', `${most} of one node`)
  const { counts } = world
  const minutes = (world.nowMs - before.atMs) / 60_000
  const perMinute = (count: number): number => round(count / nodes / minutes)
  return {
    nodes,
    records: written.length,
    connectedAfterS: connectedAfterMs / 1000,
    deliveredAfterS: deliveredAfterMs / 1000,
    sendsPerRecordAndNode: round((counts.recordSends - before.recordSends) / (written.length - before.written) / nodes),
    presenceSendsPerNodeAndMinute: perMinute(counts.presenceSends - before.presenceSends),
    dialsPerNodeAndMinute: perMinute(counts.dials - before.dials),
    questionsPerNodeAndMinute: perMinute(counts.questions - before.questions),
    meanNeighbours: round(degrees.reduce((sum, degree) => sum + degree, 0) / degrees.length),
    fewestNeighbours: Math.min(...degrees),
    present: median(world.living().map(({ presences }) => presences.size))
  }
}

/** Plants nothing: each kind of fault takes its course by chance, as often for each node whatever their number. */
function drawFaults(world: ScaleWorld, healedAtMs: number, seed: number): void {
  const random = randomStream(seed, 'what goes wrong')
  const fromMs = 60_000
  const minutes = (healedAtMs - fromMs) / 60_000
  const anyTime = (): number => between(random, [fromMs, healedAtMs])
  const forAll = (perNodeAndMinute: number, fault: (node: ScaleNode, atMs: number) => void): void => {
    const count = Math.round(perNodeAndMinute * minutes * world.nodes.length)
    for (let i = 0; i < count; i++) fault(oneOf(random, world.nodes), anyTime())
  }
  forAll(0.05, (node, atMs) => {
    const how = oneOf(random, ['goodbye', 'killed', 'silent'] as const)
    const awayMs = between(random, [5_000, 300_000])
    world.at(atMs, () => {
      if (!node.isRunning) return
      world.stop(node, how)
      world.at(Math.min(atMs + awayMs, healedAtMs), () => {
        if (!node.isUp) world.start(node)
      })
    })
  })
  forAll(0.03, (node, atMs) => {
    const sleptMs = between(random, [10_000, 300_000])
    world.at(atMs, () => {
      if (!node.isRunning) return
      world.sleep(node)
      world.at(Math.min(atMs + sleptMs, healedAtMs), () => {
        if (node.isAsleep && node.isUp) world.wake(node)
      })
    })
  })
  forAll(0.2, (node, atMs) => {
    world.at(atMs, () => {
      const links = [...node.links.values()]
      if (links.length > 0) world.breakLink(oneOf(random, links))
    })
  })
  // The whole falls apart: into halves by chance, a few and the rest, or by buildings.
  for (let atMs = fromMs + 60_000; atMs < healedAtMs; atMs += between(random, [240_000, 420_000])) {
    const share = oneOf(random, [0.5, 0.5, 0.2, 0.05])
    const isByBuilding = random.fraction() < 0.5
    const sides = new Map(
      world.nodes.map((node, i) => [node, isByBuilding ? i / world.nodes.length : random.fraction()])
    )
    const lastsMs = between(random, [30_000, 300_000])
    world.at(atMs, () => world.segment((node) => (sides.get(node)! < share ? 1 : 0)))
    world.at(Math.min(atMs + lastsMs, healedAtMs), () => world.segment(() => 0))
  }
  // The last one ends with the faults: what was apart for minutes has to find itself.
  const half = new Set(world.nodes.filter(() => below(random, 2) === 0))
  world.at(Math.max(fromMs, healedAtMs - 300_000), () => world.segment((node) => (half.has(node) ? 1 : 0)))
}

function until(world: ScaleWorld, rule: string, withinMs: number, problem: () => string | undefined): number {
  const fromMs = world.nowMs
  for (;;) {
    const wrong = problem()
    if (wrong === undefined) return world.nowMs - fromMs
    if (world.nowMs - fromMs >= withinMs) throw new SimulationFailure(rule, `${wrong} after ${withinMs / 1000} s`)
    world.runUntil(world.nowMs + LOOK_EVERY_MS)
  }
}

function hasAll(records: ReadonlySet<string>, written: readonly string[], count: number): boolean {
  if (records.size < count) return false
  for (let i = 0; i < count; i++) if (!records.has(written[i]!)) return false
  return true
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/**
 * Nothing else goes wrong: two halves in which all have neighbours enough, apart for so long that nobody is present for the other half.
 * @returns ms from when they reach each other again until they are one graph
 */
export function runHalves(seed: number, nodes: number): number {
  const world = new ScaleWorld(seed, nodes)
  const random = randomStream(seed, 'halves')
  for (const node of world.nodes) world.at(random.fraction() * 30_000, () => world.start(node))
  world.runUntil(300_000)
  const half = new Set(world.nodes.filter((_, i) => i % 2 === 0))
  world.segment((node) => (half.has(node) ? 1 : 0))
  world.runUntil(300_000 + 1_200_000)
  if (parts(world) !== 2) throw new SimulationFailure('halves stay whole', `${parts(world)} parts`)
  world.segment(() => 0)
  return until(world, 'one graph again', 10 * CONNECTED_WITHIN_MS, () =>
    parts(world) === 1 ? undefined : 'two halves'
  )
}
