import { test } from 'vitest'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'
import { neighbours } from './store-simulations.js'

test('who was told of two others finds a place in one network, whatever happened before', () =>
  explore(neighbours, seeds(20, 300)))
