// Scenarios that once failed, with a line on what they found (regressions.json). The slow suite adds new ones, as does SIM_RECORD=1.
import { readFileSync, writeFileSync } from 'node:fs'
import type { Scenario } from './simulation.js'

export interface Regression {
  readonly simulation: string
  /** What it found: edit the line that recording wrote. */
  readonly found: string
  readonly scenario: Scenario
}

const FILE = new URL('./regressions.json', import.meta.url)

export function readRegressions(): Regression[] {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Regression[]
}

export function appendRegression(simulation: string, failure: unknown, scenario: Scenario): void {
  const found = failure instanceof Error ? failure.message.split('\n')[0]! : String(failure)
  const all = readRegressions()
  const text = JSON.stringify(scenario)
  if (all.some((known) => known.simulation === simulation && JSON.stringify(known.scenario) === text)) return
  writeFileSync(FILE, `${JSON.stringify([...all, { simulation, found, scenario }], undefined, 2)}\n`)
}
