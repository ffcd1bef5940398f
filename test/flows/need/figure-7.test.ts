// Fig. 7: retrieving the item oneself (216), and telling of it, as the crossing does by its claims. Each row: what happens in box 150, the
// packets, their steps.
import { expect, test } from 'vitest'
import { RENEW_CLAIM_MS } from '../../../src/content/crossing-defaults.js'
import type { CrossingOutput } from '../../../src/content/crossing-events.js'
import { NeedServer } from '../../../src/flows/need/need-server.js'
import { EVERYBODY, FIRST, Story } from '../../support/crossing-story.js'
import { alice } from '../../support/people.js'

const PROGRESS_BYTES = 4 * 2 ** 20

/** Nobody answered, and nobody downloads it. */
function retrieving(): { story: Story; claimed: CrossingOutput[]; settled: CrossingOutput[] } {
  const story = new Story(FIRST, EVERYBODY, [], 'unknown', 'ask-first')
  story.give({ type: 'ask' })
  const claimed = story.give({ type: 'answered' })
  return { story, claimed, settled: story.fire(claimed, 'settled') }
}

const told = (outputs: readonly CrossingOutput[]): number[] =>
  outputs.flatMap((output) => (output.type === 'publish-claim' ? [output.verifiedBytes] : []))
const progress = (verifiedBytes: number) => ({ type: 'progress', verifiedBytes }) as const

test('216A, 216B: it says at once that it downloads, and does once that has settled', () => {
  const { claimed, settled } = retrieving()
  expect([told(claimed), settled.map(({ type }) => type)]).toEqual([[0], ['read-origin', 'set-timer']])
})

test.each([
  ['a little more is no packet', PROGRESS_BYTES - 1, []],
  ['much more is one', PROGRESS_BYTES, [PROGRESS_BYTES]]
])('216C: %s', (_, bytes, packets) => {
  expect(told(retrieving().story.give(progress(bytes)))).toEqual(packets)
})

test('216C: time that has passed is one, as long as it goes on', () => {
  const { story, settled } = retrieving()
  story.give(progress(1_000))
  const renewed = story.fire(settled, 'renew')
  expect(told(renewed)).toEqual([1_000])
  expect(renewed.at(-1)).toMatchObject({ type: 'set-timer', inMs: RENEW_CLAIM_MS, then: { type: 'renew' } })
  story.give({ type: 'complete' })
  expect(story.fire(renewed, 'renew')).toEqual([])
})

test('216B: who asks meanwhile is answered "I am downloading" and not "I have", and at once', () => {
  const request = { asker: alice.peer, needId: '02'.repeat(16) }
  const server = new NeedServer()
  server.handle({ type: 'need', request })
  const said = server.handle({ type: 'located', request, located: { what: 'downloading' } })
  expect(said).toEqual([{ type: 'answer', request, what: 'downloading' }])
})
