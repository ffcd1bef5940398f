// Members' machines with real stores under random histories: lost and repeated floods, cut rounds, splits, lost power, disks that
// are put back, second machines, removals, long absences.
import { test } from 'vitest'
import { replicas } from './replica-simulation.js'
import { IS_SLOW_SUITE, lots, seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const lot of lots(seeds(200, 10_000), IS_SLOW_SUITE ? 250 : 25)) {
  const [first, last] = [lot[0], lot.at(-1)]
  test(`after any history all show the same, and it is what was written (seeds ${first} to ${last})`, () =>
    explore(replicas, lot))
}
