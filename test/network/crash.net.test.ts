// A few rounds of what `npm run test:crash` does 200 times: kill -9 in the middle of publish, get and add.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('what was confirmed before kill -9 is there afterwards, and nothing is half', { timeout: 240_000 }, async () => {
  const args = ['test/crash/run.mjs', '--restarts', '10', '--seed', '3']
  const { stdout } = await promisify(execFile)(process.execPath, args) // Rejects where anything was lost or wrong.
  expect(stdout).toMatch(/restarts after kill -9 +10\n/)
  expect(stdout).toMatch(/confirmed publishes +[1-9]/)
  expect(stdout).toMatch(/of them resumed +[1-9]/)
})
