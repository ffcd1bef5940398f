// A question asked of many seeds: draw a scenario, run it; where one fails, find a smaller one that fails too, and say how to
// run it again.
import { SimulationFailure } from './checkers.js'
import { appendRegression } from './regressions.js'
import type { Fault } from './faults.js'
import { shrink } from './shrink.js'

/** All that a run depends on. Plain data: it can be kept as a regression. */
export interface Scenario {
  readonly seed: number
  readonly peers: number
  readonly faults: readonly Fault[]
  /** What is done, one after the other, where that is drawn beforehand. Without any of them the others still have a meaning. */
  readonly steps?: readonly unknown[]
  /** By then every fault is over. */
  readonly healedAtMs: number
  readonly endMs: number
}

export interface Simulation<Drawn extends Scenario = Scenario> {
  readonly name: string
  /** `test/sim/<file>.sim.test.ts` runs it. @default the name */
  readonly file?: string
  readonly draw: (seed: number) => Drawn
  /** @throws where a rule is broken */
  run(scenario: Drawn): void | Promise<void>
  /** Whether a scenario that fails is kept in `regressions.json`, where SIM_RECORD=1: not what fails on purpose. @default true */
  readonly isKept?: boolean
}

/** So many seeds between two lines that tell how far a simulation is. */
const PROGRESS_SEEDS = 50

/** @throws with the seed, the command that replays it, and the smallest scenario found that still fails */
export async function explore<Drawn extends Scenario>(
  simulation: Simulation<Drawn>,
  seeds: readonly number[]
): Promise<void> {
  for (const [index, seed] of seeds.entries()) {
    if (index > 0 && index % PROGRESS_SEEDS === 0) console.log(`${simulation.name}: ${index} of ${seeds.length} seeds`)
    await new Promise<void>((resolve) => setImmediate(resolve)) // The runner gets a word in.
    const scenario = simulation.draw(seed)
    const failure = await failureOf(simulation, scenario)
    if (failure === undefined) continue
    const rule = ruleOf(failure)
    const smallest = await shrink(scenario, async (smaller) => {
      const other = await failureOf(simulation, smaller)
      return other !== undefined && ruleOf(other) === rule // Else it would be shrunk to another failure than was found.
    })
    const cause = (await failureOf(simulation, smallest)) ?? failure
    if (process.env['SIM_RECORD'] === '1' && simulation.isKept !== false)
      appendRegression(simulation.name, cause, smallest)
    throw new Error(
      `${simulation.name}: seed ${seed} fails: ${textOf(failure)}\n` +
        `  replay: SEED=${seed} npx vitest run test/sim/${simulation.file ?? simulation.name}.sim.test.ts\n` +
        `  smallest found: ${JSON.stringify(smallest)}\n  which fails with: ${textOf(cause)}`,
      { cause }
    )
  }
}

async function failureOf<Drawn extends Scenario>(simulation: Simulation<Drawn>, scenario: Drawn): Promise<unknown> {
  try {
    await simulation.run(scenario)
    return undefined
  } catch (error) {
    return error ?? new Error('thrown: nothing')
  }
}

/** What was broken: the rule where one was, else the kind of error. */
function ruleOf(error: unknown): string {
  if (!(error instanceof Error)) return 'thrown'
  if (error.cause instanceof Error) return ruleOf(error.cause)
  return error instanceof SimulationFailure ? error.rule : error.name
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
