// The machine of one crossing that goes to the origin itself, and of two that want to.
import { describe, expect, test } from 'vitest'
import { ASK_DEADLINE_MS, LINGER_MS, RECLAIM_BYTES, RENEW_CLAIM_MS } from '../../src/content/crossing-defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { FIRST, SECOND, Story, types } from '../support/crossing-story.js'
import { alice } from '../support/people.js'

describe('two claims', () => {
  test('the worse one stops, withdraws and follows', () => {
    const story = new Story(SECOND)
    story.fire(story.give({ type: 'ask' }), 'rank-due')
    const outputs = story.claim(FIRST)
    expect(types(outputs)).toEqual(['stop-source', 'end-claim', 'follow'])
    expect(outputs[1]).toMatchObject({ end: 'lost' })
  })

  test('the better one goes on', () => {
    const { story } = Story.leading()
    expect(types(story.claim(SECOND))).not.toContain('stop-source')
    expect(story.crossing.phase).toBe('leading')
  })

  test('who holds more than the others have heard of says so, and goes on', () => {
    const { story, transferId } = Story.leading()
    story.give({ type: 'progress', verifiedBytes: 3 * LEAF_BYTES })
    expect(story.claim(SECOND, LEAF_BYTES)).toEqual([
      { type: 'publish-claim', transferId, verifiedBytes: 3 * LEAF_BYTES }
    ])
    expect(types(story.claim(SECOND, 4 * LEAF_BYTES))).toEqual(['stop-source', 'end-claim', 'follow'])
  })

  test('who downloads for others only, and loses, is done', () => {
    const story = new Story(FIRST)
    story.give({ type: 'need', excluded: [] })
    expect(types(story.claim(SECOND, RECLAIM_BYTES))).toEqual(['stop-source', 'end-claim', 'ended'])
  })
})

describe('leading', () => {
  test('once settled it reads on, and renews its claim', () => {
    const { outputs } = Story.leading()
    expect(types(outputs)).toEqual(['read-on', `renew in ${RENEW_CLAIM_MS}`])
  })

  test('claims again for every 4 MiB', () => {
    const { story, transferId } = Story.leading()
    expect(story.give({ type: 'progress', verifiedBytes: RECLAIM_BYTES - 1 })).toEqual([])
    expect(story.give({ type: 'progress', verifiedBytes: RECLAIM_BYTES })).toEqual([
      { type: 'publish-claim', transferId, verifiedBytes: RECLAIM_BYTES }
    ])
    expect(story.give({ type: 'progress', verifiedBytes: RECLAIM_BYTES + 1 })).toEqual([])
  })

  test('complete, it stays to be followed for a while', () => {
    const { story, transferId } = Story.leading()
    const done = story.give({ type: 'complete' })
    expect(types(done)).toEqual(['publish-claim', `linger-over in ${LINGER_MS}`])
    expect(story.fire(done, 'linger-over')).toEqual([
      { type: 'end-claim', transferId, end: 'complete' },
      { type: 'ended' }
    ])
  })

  test('an answer for its asker alone ends the claim, and goes to who asked here only', () => {
    const { story } = Story.leading()
    const outputs = story.give({ type: 'origin-answered', shareable: false })
    expect(types(outputs)).toEqual(['end-claim', 'keep-private', 'read-on'])
    expect(outputs[0]).toMatchObject({ end: 'unshareable' })
    expect(types(story.give({ type: 'complete' }))).toEqual(['ended'])
    const forOthers = new Story(FIRST)
    forOthers.give({ type: 'need', excluded: [] })
    expect(types(forOthers.give({ type: 'origin-answered', shareable: false }))).toEqual([
      'stop-source',
      'end-claim',
      'ended'
    ])
  })

  test('when the origin fails here, the next in rank is asked, and then our own error is the answer', () => {
    const { story } = Story.leading()
    const outputs = story.give({ type: 'origin-failed', offline: false })
    expect(types(outputs)).toEqual(['end-claim', 'publish-need', `deadline in ${ASK_DEADLINE_MS}`])
    expect(outputs.slice(0, 2)).toMatchObject([{ end: 'origin-failed' }, { excluded: [FIRST] }])
    expect(types(story.fire(outputs, 'deadline'))).toEqual(['give-up', 'ended'])
  })

  test('an answer that others would hear too is told to who asked here at once, and others hear that this one failed', () => {
    const { story } = Story.leading()
    const outputs = story.give({ type: 'origin-failed', offline: false, definitive: true })
    expect(types(outputs)).toEqual(['end-claim', 'give-up', 'ended'])
    expect(outputs[0]).toMatchObject({ end: 'origin-failed' })
  })

  test('but who leads for others alone has nobody to tell', () => {
    const story = new Story(FIRST)
    story.give({ type: 'need', excluded: [] })
    const outputs = story.give({ type: 'origin-failed', offline: false, definitive: true })
    expect(types(outputs)).toEqual(['end-claim', 'ended'])
  })

  test('alone, the origin’s error is the answer at once', () => {
    const story = new Story(alice.peer, [alice.peer])
    story.fire(story.give({ type: 'ask' }), 'settled')
    expect(types(story.give({ type: 'origin-failed', offline: false }))).toEqual(['end-claim', 'give-up', 'ended'])
  })

  test('closing withdraws the claim; what is broken here is not chosen again', () => {
    expect(Story.leading().story.give({ type: 'close', broken: false })[1]).toMatchObject({ end: 'lost' })
    expect(Story.leading().story.give({ type: 'close', broken: true })[1]).toMatchObject({ end: 'origin-failed' })
  })
})

test('what the origin has now does not begin as what is here: it says so, and goes again for all with nothing', () => {
  const { story, transferId } = Story.leading()
  story.give({ type: 'progress', verifiedBytes: 5 * LEAF_BYTES })
  const outputs = story.give({ type: 'mismatch' })
  expect(types(outputs).slice(0, 3)).toEqual(['stop-source', 'end-claim', 'publish-claim'])
  expect(outputs[1]).toEqual({ type: 'end-claim', transferId, end: 'changed' })
  expect(outputs[2]).toMatchObject({ verifiedBytes: 0 })
})
