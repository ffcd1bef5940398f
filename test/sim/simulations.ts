// Every simulation by its name, for the regressions.
import { admission } from './admission-simulation.js'
import { KINDS, crossingSimulation } from './crossing-simulation.js'
import { need } from './need-simulation.js'
import { cutReplicas, replicas } from './replica-simulation.js'
import type { Simulation } from './simulation.js'
import { flooding, neighbours, presence, synchronising } from './store-simulations.js'
import { uploads } from './upload-simulation.js'

export const SIMULATIONS: readonly Simulation[] = [
  admission,
  ...Object.values(KINDS).map((kind) => crossingSimulation(kind)),
  cutReplicas,
  flooding,
  need,
  neighbours,
  presence,
  replicas,
  synchronising,
  uploads
]
