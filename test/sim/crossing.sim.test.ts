// Crossings in the simulated world: see crossing-simulation.ts for what must hold.
import { describe, expect, test } from 'vitest'
import { distribution } from './distribution.js'
import { KINDS, crossingSimulation, runCrossings, type CrossingKind } from './crossing-simulation.js'
import type { UrlStory } from './crossing-group.js'
import type { OriginManner } from './crossing-origin.js'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const kind of Object.values(KINDS)) {
  test(`trouble: ${kind.name}`, async () => {
    const stories: UrlStory[] = []
    await explore(
      crossingSimulation(kind, (story) => stories.push(story)),
      seedsOf(kind)
    )
    console.log(`${kind.name}: ${describeCrossings(stories)}`)
  })
}

describe('a seed', () => {
  test.for([3, 4, 5])('gives the same history twice (%i)', (seed) => {
    const { draw } = crossingSimulation(KINDS.mixed)
    const run = (): string => runCrossings(KINDS.mixed, draw(seed)).world.history.fingerprint
    expect(run()).toBe(run())
  })
})

/** All troubles together: many, so that few are run where time counts. */
function seedsOf(kind: CrossingKind): number[] {
  const isRare = 'mode' in kind || 'hasProvider' in kind
  return kind.name === 'weather' || kind.name === 'mixed' ? seeds(12, 1_000) : seeds(isRare ? 2 : 6, 200)
}

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
