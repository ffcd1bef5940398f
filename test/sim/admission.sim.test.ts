import { expect, test } from 'vitest'
import type { AdmissionStory } from './admission-group.js'
import type { PlantedBug } from './admission-issuer.js'
import {
  admission,
  admissionSimulation,
  careless,
  forgetful,
  hasty,
  hopeful,
  lenient,
  stuck
} from './admission-simulation.js'
import { distribution } from './distribution.js'
import { lots, seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const lot of lots(seeds(6, 500))) {
  const which = `seeds ${lot[0]} to ${lot.at(-1)}`
  test(`a code admits no more than its uses, and everybody while some are left (${which})`, async () => {
    const stories: AdmissionStory[] = []
    await explore(
      admissionSimulation((story) => stories.push(story)),
      lot
    )
    const sum = (of: (story: AdmissionStory) => number): number => stories.reduce((all, story) => all + of(story), 0)
    const cut = sum(({ writesCut }) => writesCut)
    console.log(
      `admission, ${which}: ${sum(({ admitted }) => admitted)} admitted, ${sum(({ turnedAway }) => turnedAway)} turned ` +
        `away, ${cut} writes cut; seconds from the last fault until all knew: ` +
        distribution(
          stories.map(({ settledAfterMs }) => settledAfterMs / 1_000),
          1
        )
    )
    if (lot.length > 5) expect(cut, 'writes cut by kills: without any the runs show little').toBeGreaterThan(0)
  })
}

/** From a seed on that is known to show it. */
test.each<[string, PlantedBug, RegExp, number]>([
  ['answers before the use is synced', hasty, /told yes is on disk/, 1],
  ['answers though the use was not written', careless, /told yes is on disk/, 2],
  ['takes for synced what a killed process left', hopeful, /told yes is on disk/, 2],
  ['counts anew after a restart', forgetful, /more than its uses/, 1],
  ['forgets what was taken back', lenient, /the code was taken back/, 11],
  ['waits for ever where a write failed', stuck, /everybody gets in/, 20]
])('an issuer that %s is noticed', async (_what, plant, rule, first) => {
  const simulation = admissionSimulation(() => {}, plant)
  const found: string[] = []
  for (let seed = first; seed < first + 20 && !found.some((message) => rule.test(message)); seed++) {
    await Promise.resolve(simulation.run(simulation.draw(seed))).catch((error: Error) => found.push(error.message))
  }
  expect(found.join('\n')).toMatch(rule)
})

test('one seed is one run: no clock and no chance but the simulated ones', async () => {
  const scenario = admission.draw(7)
  const stories: AdmissionStory[] = []
  const simulation = admissionSimulation((story) => stories.push(story))
  await simulation.run(scenario)
  await simulation.run(scenario)
  expect(stories[0]).toEqual(stories[1])
})
