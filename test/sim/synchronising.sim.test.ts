import { test } from 'vitest'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'
import { synchronising } from './store-simulations.js'

test('splits, lost power and restarts: afterwards every store is equal, what was confirmed is there, and all say so', () =>
  explore(synchronising, seeds(20, 300)))
