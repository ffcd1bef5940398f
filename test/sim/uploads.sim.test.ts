// Uploads through members, some of whom mean harm, under faults.
import { expect, test } from 'vitest'
import { lots, seeds } from './seeds.js'
import { explore } from './simulation.js'
import { UploadRun, uploads } from './upload-simulation.js'

for (const lot of lots(seeds(5, 1_000))) {
  test(`nothing is lost, nothing is called delivered that is not, nobody innocent is listed (seeds ${lot[0]} to ${lot.at(-1)})`, async () => {
    await explore(uploads, lot)
  })
}

test('a seed is one run', () => {
  const once = new UploadRun(uploads.draw(2)).run().world.history.fingerprint
  expect(new UploadRun(uploads.draw(2)).run().world.history.fingerprint).toBe(once)
})

test('an upload is handed to little more members than it takes, though a fifth of them means harm', () => {
  const run = new UploadRun(uploads.draw(3)).run()
  const handed = run.askers.reduce((sum, asker) => sum + asker.handed.length, 0)
  expect(handed).toBeLessThan(2 * run.given.length)
  expect(run.handedToBad).toBeGreaterThan(0)
})
