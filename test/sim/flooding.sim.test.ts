import { expect, test } from 'vitest'
import { distribution } from './distribution.js'
import { lots, seeds } from './seeds.js'
import { explore } from './simulation.js'
import { credulity, flood, flooding, floodingSimulation, type FloodStory } from './store-simulations.js'

// 1,000 of 20 peers: the first 30 are of 8.
for (const lot of lots(seeds(30, 1_030))) {
  const which = `seeds ${lot[0]} to ${lot.at(-1)}`
  test(`groups under faults, two members hostile: nothing forged is shown or passed on, and then every store is equal (${which})`, async () => {
    const stories: FloodStory[] = []
    await explore(
      floodingSimulation((story) => stories.push(story)),
      lot
    )
    const seconds = stories.map(({ equalAfterMs }) => equalAfterMs / 1_000)
    const sent = stories.map(({ sentPerItemAndNode }) => sentPerItemAndNode)
    console.log(
      `flooding, ${which}: seconds from the last fault to equal stores: ${distribution(seconds, 1)}; ` +
        `an item sent by a node, times: ${distribution(sent, 2)}`
    )
  })
}

test('one peer that believes what nobody signed is noticed', async () => {
  await expect(credulity.run({ ...credulity.draw(1), faults: [] })).rejects.toThrowError(
    /never wrote|passes on a forged record/
  )
})

test.for([5, 6, 7])('seed %i is one run: no clock and no chance but the simulated ones', async (seed) => {
  const scenario = flooding.draw(seed)
  expect(await flood(scenario)).toEqual(await flood(scenario))
})
