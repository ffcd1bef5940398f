import { test } from 'vitest'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'
import { presence } from './store-simulations.js'

test('afterwards everybody who lives is present for everybody, and who died is not', () =>
  explore(presence, seeds(10, 100)))
