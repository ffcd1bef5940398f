// Fig. 4A and 4B, 6: what comes of boxes 150 and 158 (steps 208 to 216, 226), and 148 where who comes later decides, as the crossing carries
// it out, whose machine runs here. Each row: box, input, output, box entered.
import { expect, test } from 'vitest'
import type { CrossingInput, CrossingPhase } from '../../../src/content/crossing-events.js'
import { EVERYBODY, FIRST, FOURTH, SECOND, Story, THIRD, types } from '../../support/crossing-story.js'

const BOX_OF_PHASE: { readonly [phase in CrossingPhase]?: number } = {
  ...{ asking: 144, following: 156, copying: 158, claiming: 150, leading: 150, direct: 150, lingering: 142, ended: 142 }
}
const ask: CrossingInput = { type: 'ask' }
const notWaiting: CrossingInput = { type: 'ask', waits: false }
const answered: CrossingInput = { type: 'answered' }
const complete: CrossingInput = { type: 'complete' }
const failed: CrossingInput = { type: 'source-failed', end: undefined, wrong: false, silent: false }
const downloads: CrossingInput = {
  type: 'claim',
  claim: { claimant: SECOND, transferId: '77'.repeat(16), verifiedBytes: 0 }
}
const has = (...holders: string[]): CrossingInput => ({
  ...{ type: 'view', candidates: EVERYBODY, uplink: 'unknown', holders, offered: holders }
})
const lost: CrossingInput = { type: 'origin-failed', offline: false, definitive: true }

const rows: [
  box: number,
  what: string,
  before: CrossingInput[],
  input: CrossingInput,
  said: string,
  entered: number
][] = [
  [144, '148 by who comes later: not waiting', [ask, notWaiting, downloads], answered, 'read-origin', 150],
  [156, '148 by who comes later: not waiting', [ask, downloads, answered], notWaiting, 'read-origin', 150],
  [156, 'the download is complete: this node has it (210)', [ask, downloads, answered], complete, 'ended', 142],
  [158, 'it is here: this node has it (210)', [ask, has(THIRD)], complete, 'ended', 142],
  [158, 'who answered does not give it: all are asked again', [ask, has(THIRD)], failed, 'publish-need', 144],
  [150, 'it is here: others are told', [ask, answered], complete, 'publish-claim', 142],
  [150, 'it cannot be retrieved', [ask, answered], lost, 'give-up', 142]
]

test.each(rows)('%i: %s', (box, _, before, input, said, entered) => {
  const story = new Story(FIRST, EVERYBODY, [], 'unknown', 'ask-first')
  for (const each of before) story.give(each)
  expect(BOX_OF_PHASE[story.crossing.phase]).toBe(box)
  expect(types(story.give(input))).toContain(said)
  expect(BOX_OF_PHASE[story.crossing.phase]).toBe(entered)
})

test('150: who says "I have" meanwhile is read from, for all (158)', () => {
  const story = new Story(FIRST, EVERYBODY, [], 'unknown', 'ask-first')
  story.give(ask)
  story.fire(story.give(answered), 'settled')
  expect(story.give(has(FOURTH))).toContainEqual({ type: 'copy', holders: [FOURTH] })
})
