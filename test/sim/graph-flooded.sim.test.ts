// One member that floods all it can harms nobody else's records, and fills nobody's memory.
import { expect, test } from 'vitest'
import { runFloodAttack, type Attack } from './flood-attack.js'
import { IS_SLOW_SUITE } from './seeds.js'

const attacks: Record<string, Attack> = {
  'small valid items, others to each': { kind: 'items', perSecond: 10_000, to: 'all', lastsMs: 3_000 },
  'small valid items, all to one': { kind: 'items', perSecond: 10_000, to: 'one', lastsMs: 4_000 },
  'large valid items, others to each': { kind: 'large', perSecond: 600, to: 'all', lastsMs: 4_000 },
  'its presence, over and over': { kind: 'presences', perSecond: 2_000, to: 'all', lastsMs: 4_000 },
  'forged items': { kind: 'forged', perSecond: 100, to: 'all', lastsMs: 4_000 },
  'pulls without end': { kind: 'pulls', perSecond: 50_000, to: 'all', lastsMs: 4_000 }
}
/** Of the seven nodes, how many let it in no more at the end. */
const bannedBy: Record<string, number> = {
  'forged items': 7,
  'pulls without end': 7,
  'small valid items, all to one': 1
}

for (const [what, attack] of Object.entries(attacks)) {
  test(`a member that floods ${what} harms nobody`, { timeout: 300_000 }, async () => {
    const story = await runFloodAttack(1, attack)
    console.log(
      `${what}: p99 of others’ records ${story.p99BeforeMs} ms, during it ${story.p99DuringMs}; of ${story.sent} sent one node judged at ` +
        `most ${story.judgedPerSecond} a second; waiting at most ${story.mostWaitingItems} items, ${story.mostWaitingBytes} bytes; linked with ` +
        `${story.linkedAtTheEnd} of 7 at the end, turned away ${story.refused} times`
    )
    const banned = bannedBy[what] ?? 0
    expect([story.linkedAtTheEnd, story.refused > 0]).toEqual([7 - banned, banned > 0])
  })
}

if (IS_SLOW_SUITE) {
  test('where no author has a limit, large items of one cost the others theirs', { timeout: 300_000 }, async () => {
    const attack: Attack = { kind: 'large', perSecond: 600, to: 'all', lastsMs: 4_000 }
    await expect(runFloodAttack(1, attack, 'no-authors')).rejects.toThrow(/others go on|all is heard/)
  })
}
