// What goes wrong while five hosts download: everybody who is left finishes, and the line carries it about once. The bench
// bench/faults.mjs runs these and more, several rounds each.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { namespacesAllowed } from './lan.js'
import { scenario, THIN_LINE } from './scenarios.js'
import { Stage } from './stage.js'

const allowed = await namespacesAllowed()
const SEED = Number(process.env['SEED'] ?? 1)
const MIB = 2 ** 20
const CONTENT_MIB = 12
/** Contents are small here, so what a fault costs at most (bytes on their way, a silence) weighs more than in the bench. */
const MAX_CROSSINGS = 1.2
/** What the receive buffer of a stopped process swallows comes besides: Linux lets it grow to 6 MiB, its window to some 4. */
const MAX_CROSSINGS_FROZEN = MAX_CROSSINGS + 4 / CONTENT_MIB
const NAMES = ['killed', 'frozen', 'unplugged', 'corrupts', 'corrupt-holder', 'no-uplink']

describe.skipIf(!allowed)('five hosts download, and', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await Stage.open({ hosts: 5, uplinkMbit: 50, bytes: CONTENT_MIB * MIB })
  })
  afterAll(() => stage?.close())

  for (const name of NAMES) {
    const { says, run } = scenario(name)
    test(`${says}: the others finish, with about one crossing (SEED=${SEED})`, async () => {
      const result = await run(stage, SEED)
      expect(result.failures).toEqual([])
      expect(result.finished).toBe(result.expected)
      expect(result.honestBody).toBeLessThanOrEqual(name === 'frozen' ? MAX_CROSSINGS_FROZEN : MAX_CROSSINGS)
    })
  }
})

describe.skipIf(!allowed)('on a line of 1 Mbit/s', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await Stage.open({ hosts: 4, uplinkMbit: 1, bytes: MIB })
  })
  afterAll(() => stage?.close())

  test('four hosts finish with one crossing', async () => {
    const result = await THIN_LINE.run(stage, SEED)
    expect(result).toMatchObject({ failures: [], finished: 4 })
    expect(result.body).toBeLessThanOrEqual(1.005)
  })
})
