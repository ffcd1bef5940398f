// What once failed stays mended.
import { expect, test } from 'vitest'
import { readRegressions } from './regressions.js'
import { SIMULATIONS } from './simulations.js'

const regressions = readRegressions()

test('every regression names a simulation that there is', () => {
  const names = SIMULATIONS.map(({ name }) => name)
  for (const { simulation } of regressions) expect(names).toContain(simulation)
})

for (const [index, { simulation, found, scenario }] of regressions.entries()) {
  test(`${simulation} ${index}: ${found}`, async () => {
    await SIMULATIONS.find(({ name }) => name === simulation)!.run(scenario)
  })
}
