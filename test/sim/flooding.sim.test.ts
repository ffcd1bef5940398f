import { expect, test } from 'vitest'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'
import { credulity, flood, flooding } from './store-simulations.js'

test('groups under faults, two members hostile: nothing forged is shown or passed on, and then every store is equal', () =>
  explore(flooding, seeds(30, 1_000)))

test('one peer that believes what nobody signed is noticed', async () => {
  await expect(credulity.run({ ...credulity.draw(1), faults: [] })).rejects.toThrowError(
    /never wrote|passes on a forged record/
  )
})

test('one seed is one run: no clock and no chance but the simulated ones', async () => {
  const scenario = flooding.draw(7)
  expect(await flood(scenario)).toBe(await flood(scenario))
})
