// Every simulation by its name, for the regressions.
import type { Simulation } from './simulation.js'

export const SIMULATIONS: readonly Simulation[] = []
