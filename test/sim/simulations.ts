// Every simulation by its name, for the regressions.
import { KINDS, crossingSimulation } from './crossing-simulation.js'
import type { Simulation } from './simulation.js'

export const SIMULATIONS: readonly Simulation[] = Object.values(KINDS).map((kind) => crossingSimulation(kind))
