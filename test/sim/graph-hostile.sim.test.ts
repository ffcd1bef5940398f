// Members who mean harm do not part a node from the others, nor the others from each other.
import { expect, test } from 'vitest'
import { runEclipse, type EclipseStory } from './eclipse.js'
import { IS_SLOW_SUITE, seeds } from './seeds.js'

function tell(what: string, stories: readonly EclipseStory[]): void {
  const worst = (pick: (story: EclipseStory) => number): number => Math.max(...stories.map(pick))
  console.log(
    `${what}, ${stories.length} seeds, at worst: the victim had two honest neighbours for good ${worst((s) => s.victimSafeAfterS)} s after ` +
      `its start, all had ${worst((s) => s.allSafeAfterS)} s after that; fewest at the end ` +
      `${Math.min(...stories.map((s) => s.fewestHonestLinks))}; a record took ${worst((s) => s.longestDelayMs)} ms; dials in vain a ` +
      `minute: ${worst((s) => s.wastedDialsAMinute.mean)} on average, ${worst((s) => s.wastedDialsAMinute.most)} of one node`
  )
}

for (const [hostile, few, many] of [
  [1, 1, 20],
  [5, 1, 20]
] as const) {
  test(`${hostile} of 50 members cannot keep a node from the others`, { timeout: 1_200_000 }, async () => {
    const stories: EclipseStory[] = []
    for (const seed of seeds(few, many)) {
      stories.push(
        await runEclipse(seed, hostile).catch((error: unknown) => {
          throw new Error(`seed ${seed}: ${String(error)} (SEED=${seed})`, { cause: error })
        })
      )
    }
    tell(`${hostile} of 50 mean harm`, stories)
  })
}

if (IS_SLOW_SUITE) {
  test('they can where nodes choose nobody themselves: the rules notice', { timeout: 300_000 }, async () => {
    await expect(runEclipse(1, 5, 'no-own-choice')).rejects.toThrow(/everybody has honest neighbours/)
  })
}
