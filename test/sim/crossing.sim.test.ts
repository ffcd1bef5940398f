// Crossings in the simulated world: see crossing-simulation.ts for what must hold.
import { describe, expect, test } from 'vitest'
import type { CrossingInput, CrossingOutput } from '../../src/content/crossing-events.js'
import { Crossing } from '../../src/content/download.js'
import { distribution } from './distribution.js'
import { KINDS, crossingSimulation, runCrossings } from './crossing-simulation.js'
import type { UrlStory } from './crossing-group.js'
import type { OriginManner } from './crossing-origin.js'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const kind of Object.values(KINDS)) {
  test(`trouble: ${kind.name}`, async () => {
    const stories: UrlStory[] = []
    await explore(
      crossingSimulation(kind, (story) => stories.push(story)),
      kind.name === 'mixed' ? seeds(30, 1_000) : seeds(6, 200)
    )
    console.log(`${kind.name}: ${describeCrossings(stories)}`)
  })
}

test('members that never give way to a better claim are noticed', async () => {
  class Stubborn extends Crossing {
    override handle(input: CrossingInput): CrossingOutput[] {
      const leads = this.phase === 'claiming' || this.phase === 'leading'
      return input.type === 'claim' && leads ? [] : super.handle(input)
    }
  }
  const stubborn = crossingSimulation({ ...KINDS.views, machine: Stubborn })
  await expect(explore(stubborn, [1, 2, 3, 4, 5, 6])).rejects.toThrow('one member at most reads more than a leaf')
})

describe('a seed', () => {
  test('gives the same history twice', () => {
    const { draw } = crossingSimulation(KINDS.mixed)
    const run = (): string => runCrossings(KINDS.mixed, draw(3)).world.history.fingerprint
    expect(run()).toBe(run())
  })
})

/** How often each URL's content was read of its origin, and how long askers waited. */
function describeCrossings(stories: readonly UrlStory[]): string {
  const counted = stories.filter(({ doneAtMs, url }) => doneAtMs.size > 0 && url.manner !== 'private')
  const crossings = (ofBroken: boolean): string => {
    const some = counted.filter(({ url }) => BROKEN.includes(url.manner) === ofBroken)
    if (some.length === 0) return 'none'
    return `${some.length}, ${distribution(some.map(({ originBytes, url }) => originBytes / url.totalBytes), 2)}` // prettier-ignore
  }
  const waitedSeconds = stories.flatMap(({ askedAtMs, doneAtMs }) =>
    [...doneAtMs].map(([member, atMs]) => (atMs - askedAtMs.get(member)!) / 1_000)
  )
  return (
    `crossings of sound origins: ${crossings(false)}; of broken ones: ${crossings(true)}; ` +
    `seconds until done: ${waitedSeconds.length}, ${distribution(waitedSeconds, 1)}`
  )
}

/** Origins whose error two members met are asked by everybody directly: the rule, and not one crossing. */
const BROKEN: readonly OriginManner[] = ['flaky', 'breaks', 'stalls']
