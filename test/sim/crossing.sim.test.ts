// Crossings in the simulated world: see crossing-simulation.ts for what must hold.
import { describe, expect, test } from 'vitest'
import { KINDS, crossingSimulation, runCrossings } from './crossing-simulation.js'
import type { UrlStory } from './crossing-group.js'
import { seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const kind of Object.values(KINDS)) {
  test(`trouble: ${kind.name}`, async () => {
    const stories: UrlStory[] = []
    await explore(
      crossingSimulation(kind, (story) => stories.push(story)),
      kind.name === 'mixed' ? seeds(30, 1_000) : seeds(10, 200)
    )
    console.log(`${kind.name}: ${describeCrossings(stories)}`)
  })
}

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
  const crossings = counted.map(({ originBytes, url }) => originBytes / url.totalBytes)
  const waitedMs = stories.flatMap(({ askedAtMs, doneAtMs }) =>
    [...doneAtMs].map(([member, atMs]) => atMs - askedAtMs.get(member)!)
  )
  return (
    `${counted.length} URLs, crossings ${distribution(crossings, 2)}; ` +
    `${waitedMs.length} askers, seconds until done ${distribution(
      waitedMs.map((ms) => ms / 1_000),
      1
    )}`
  )
}

function distribution(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(digits)
  return `median ${at(0.5)} p90 ${at(0.9)} p99 ${at(0.99)} worst ${at(1)}`
}
