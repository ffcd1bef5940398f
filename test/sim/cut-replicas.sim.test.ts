// Histories of replicas in which members are removed with a cut, write on, come back, and sign two histories: what is under the cut
// shows, what is beyond never, and what who is back writes does.
import { test } from 'vitest'
import { cutReplicas } from './replica-simulation.js'
import { IS_SLOW_SUITE, lots, seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const lot of lots(seeds(6, 3_000), IS_SLOW_SUITE ? 250 : 6)) {
  const [first, last] = [lot[0], lot.at(-1)]
  test(`after any removal all show the same, and it is what counts (seeds ${first} to ${last})`, () =>
    explore(cutReplicas, lot))
}
