// An hour, or less, in the life of a graph under faults; then they stop, and it must be one graph again, with every record everywhere.
import { SimulationFailure } from './checkers.js'
import { CALM_MS, drawClock, drawFaults } from './scale-faults.js'
import { ScaleLooks } from './scale-looks.js'
import { checkScale, type ScaleResult } from './scale-rules.js'
import { parts, ScaleWorld, type Breakage } from './scale-world.js'
import { oneOf, randomStream } from './streams.js'

export interface ScaleScenario {
  readonly seed: number
  readonly nodes: number
  /** Faults begin after the first minute, and stop here. */
  readonly healedAtMs: number
  readonly endMs: number
  /** How long presences live: a property of the graph. @default 180 s */
  readonly presenceLifetimeMs?: number
  readonly breakage?: Breakage
  /** Called each simulated minute. */
  readonly onMinute?: (world: ScaleWorld) => void
}

/** One graph again, so soon after the last fault: two rounds of looking for other parts, and a dial. */
export const CONNECTED_WITHIN_MS = 180_000
/** … and then everything everywhere: two rounds of synchronising. */
export const DELIVERED_WITHIN_MS = 120_000
const RECORD_EVERY_MS = 10_000
const LOOK_EVERY_MS = 1_000
const MINUTE_MS = 60_000

/** @throws {SimulationFailure} where it is not one graph again, or a record is missing, within those times; see also {@link checkScale} */
export function runScale({
  seed,
  nodes,
  healedAtMs,
  endMs,
  presenceLifetimeMs,
  breakage,
  onMinute
}: ScaleScenario): ScaleResult {
  const world = new ScaleWorld(seed, nodes, { presenceLifetimeMs, breakage })
  const random = randomStream(seed, 'faults')
  for (const node of world.nodes) {
    node.setClock(drawClock(random))
    world.at((random.fraction() * CALM_MS) / 2, () => world.start(node))
  }
  drawFaults(world, healedAtMs, seed)
  const write = (): void => {
    const living = world.living()
    if (living.length > 0) world.items.write(oneOf(random, living))
    world.at(world.nowMs + RECORD_EVERY_MS, write)
  }
  world.at(CALM_MS, write)
  const minute = (): void => {
    onMinute?.(world)
    world.at(world.nowMs + MINUTE_MS, minute)
  }
  world.at(MINUTE_MS, minute)
  world.runUntil(healedAtMs)

  const connectedAfterMs = until(world, 'one graph again', CONNECTED_WITHIN_MS, () => {
    return parts(world) === 1 ? undefined : `${parts(world)} parts of ${nodes} nodes`
  })
  const written = [...world.items.records.keys()]
  const deliveredAfterMs = until(world, 'every record everywhere', DELIVERED_WITHIN_MS, () => {
    const lacking = world.living().filter(({ records }) => !written.every((hash) => records.has(hash)))
    return lacking.length === 0
      ? undefined
      : `${lacking.length} of ${nodes} nodes lack some of ${written.length} records`
  })
  const looks = new ScaleLooks(world)
  while (world.nowMs < Math.max(endMs, healedAtMs + 5 * MINUTE_MS)) {
    world.runUntil(world.nowMs + 10 * LOOK_EVERY_MS)
    looks.look()
  }
  const result = looks.result(connectedAfterMs / 1000, deliveredAfterMs / 1000)
  checkScale(result)
  return result
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

/**
 * Nothing else goes wrong: two halves in which all have neighbours enough, apart for so long that nobody is present for the other half.
 * @returns ms from when they reach each other again until they are one graph
 */
export function runHalves(seed: number, nodes: number, breakage?: Breakage): number {
  const world = new ScaleWorld(seed, nodes, { breakage })
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
