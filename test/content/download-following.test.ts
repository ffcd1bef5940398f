// The machine of one crossing that reads along with another member, and what it does when that one fails.
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import {
  MAX_LOOKUPS,
  RANK_DELAY_MS,
  RECLAIM_BYTES,
  REPEAT_CLAIM_MS,
  SETTLE_MS
} from '../../src/content/crossing-defaults.js'
import type { CrossingInput, CrossingOutput } from '../../src/content/crossing-events.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { EVERYBODY, FIRST, FOURTH, SECOND, Story, THIRD, types } from '../support/crossing-story.js'

describe('following', () => {
  function following(self = THIRD): Story {
    const story = new Story(self)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    return story
  }
  const failed: CrossingInput = { type: 'source-failed', end: undefined, wrong: false, silent: false }

  test('who breaks off is excluded, and asked for its like', () => {
    const outputs = following().give(failed)
    expect(outputs[0]).toEqual({ type: 'publish-need', excluded: [FIRST], cachedOnly: false })
    // One rank up, now that the first does not count.
    expect(types(outputs)).toContain(`rank-due in ${RANK_DELAY_MS}`)
  })

  test('who speaks again after that gets a second chance, and no third', () => {
    const story = following()
    story.give(failed)
    expect(types(story.claim(FIRST))).toEqual(['follow'])
    story.give(failed)
    expect(story.claim(FIRST)).toEqual([])
  })

  test('who sent what is wrong gets no second chance', () => {
    const story = following()
    story.give({ type: 'source-failed', end: undefined, wrong: true, silent: false })
    expect(story.claim(FIRST)).toEqual([])
  })

  test('who lost to a better claim is no failure: the better one is followed', () => {
    const story = following()
    story.claim(SECOND, RECLAIM_BYTES)
    expect(story.give({ type: 'source-failed', end: 'lost', wrong: false, silent: false })).toMatchObject([
      { type: 'follow', claimant: SECOND }
    ])
  })

  test('the word of a claim’s end is enough, before the connection says so', () => {
    const end = { type: 'claim-end', claimant: FIRST, transferId: '77'.repeat(16) } as const
    expect(types(following().give({ ...end, end: 'lost' }))).toEqual([
      'stop-source',
      ...types(new Story(THIRD).give({ type: 'ask' }))
    ])
    expect(types(following().give({ ...end, end: 'unshareable' }))).toEqual(['stop-source', 'read-origin'])
    expect(following().give({ ...end, end: 'complete' })).toEqual([])
    expect(following().give({ ...end, end: 'expired' })).toEqual([])
  })

  test('presence that ends does not stop bytes that come', () => {
    expect(following().give({ type: 'gone', peer: FIRST })).toEqual([])
  })

  test('two members whom the origin failed, then each goes by itself, without a claim', () => {
    const story = following()
    const outputs = story.give({ type: 'source-failed', end: 'origin-failed', wrong: false, silent: false })
    expect(types(outputs)[0]).toBe('publish-need')
    story.claim(SECOND, 0)
    expect(story.give({ type: 'source-failed', end: 'origin-failed', wrong: false, silent: false })).toEqual([
      { type: 'read-origin', maxBytes: undefined }
    ])
    expect(types(story.give({ type: 'origin-failed', offline: false }))).toEqual(['give-up', 'ended'])
  })

  test('content that does not begin as what we hold is begun again, with the same source', () => {
    expect(types(following().give({ type: 'mismatch' }))).toEqual(['stop-source', 'follow'])
  })

  test('sources that fail without end are not tried without end', () => {
    const story = new Story(THIRD, EVERYBODY, [SECOND])
    story.give({ type: 'ask' })
    for (let tries = 1; tries < MAX_LOOKUPS; tries++) {
      expect(types(story.give({ type: 'mismatch' }))).toEqual(['stop-source', 'copy'])
    }
    expect(types(story.give({ type: 'mismatch' }))).toEqual(['stop-source', 'read-origin'])
  })
})

describe('taking over', () => {
  const lost: CrossingInput = { type: 'source-failed', end: undefined, wrong: false, silent: false }

  /** Has followed the first in rank up to so many bytes, when that one died. */
  function bereft(self: PeerId, verifiedBytes: number): { story: Story; outputs: CrossingOutput[] } {
    const story = new Story(self)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give({ type: 'progress', verifiedBytes })
    return { story, outputs: story.give(lost) }
  }

  test('the next in rank claims with what it holds, and asks the origin only once its claim has settled', () => {
    const { story, outputs } = bereft(SECOND, 5 * LEAF_BYTES)
    expect(types(outputs)).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
    expect(outputs[0]).toMatchObject({ verifiedBytes: 5 * LEAF_BYTES })
    expect(story.fire(outputs, 'settled')[0]).toEqual({ type: 'read-origin', maxBytes: undefined })
  })

  test('who holds a leaf more than the new claimant goes in its place; who does not follows', () => {
    const more = bereft(THIRD, 6 * LEAF_BYTES).story
    expect(types(more.claim(SECOND, 5 * LEAF_BYTES, '22'.repeat(16)))).toEqual([
      'publish-claim',
      `settled in ${SETTLE_MS}`
    ])
    const same = bereft(THIRD, 5 * LEAF_BYTES).story
    expect(types(same.claim(SECOND, 5 * LEAF_BYTES, '22'.repeat(16)))).toEqual(['follow'])
  })

  test('who finds out late that the downloader died weighs the claims it has heard meanwhile', () => {
    const story = new Story(THIRD)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give({ type: 'progress', verifiedBytes: 9 * LEAF_BYTES })
    story.claim(SECOND, 2 * LEAF_BYTES, '22'.repeat(16))
    expect(types(story.give(lost))).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
  })

  test('a claim heard more than once may lag behind what its author holds: a leaf more does not count', () => {
    const story = new Story(THIRD)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give({ type: 'progress', verifiedBytes: 9 * LEAF_BYTES })
    for (let times = 0; times < 2; times++) story.claim(SECOND, 8 * LEAF_BYTES, '22'.repeat(16))
    expect(types(story.give(lost))).toEqual(['follow'])
  })

  test('sources that fail again and again are tried on as long as bytes come in between', () => {
    const { story } = bereft(THIRD, LEAF_BYTES)
    for (let tries = 2; tries < 3 * MAX_LOOKUPS; tries++) {
      expect(types(story.claim(SECOND, tries * LEAF_BYTES, `${tries}`.padStart(32, '0')))).toEqual(['follow'])
      story.give({ type: 'progress', verifiedBytes: tries * LEAF_BYTES })
      expect(types(story.give({ type: 'source-failed', end: 'lost', wrong: false, silent: false }))[0]).toBe(
        'publish-need'
      )
    }
  })
})

describe('no sign of life', () => {
  const silent: CrossingInput = { type: 'source-failed', end: undefined, wrong: false, silent: true }

  test('from the claimant: after the 300 ms that this took the asker goes itself, the first of those left at once', () => {
    const story = new Story(SECOND)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    const outputs = story.give(silent)
    expect(types(outputs)).toEqual(['publish-claim', 'read-origin', `settled in ${SETTLE_MS}`])
    expect(outputs[1]).toEqual({ type: 'read-origin', maxBytes: LEAF_BYTES })
    const other = new Story(FOURTH)
    other.give({ type: 'ask' })
    other.claim(FIRST)
    expect(types(other.give(silent))).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
  })

  test('to many at once: claims that are outdone one after the other send nobody to the origin', () => {
    const story = new Story(FOURTH)
    story.give({ type: 'ask' })
    for (let times = 0; times < 3 * MAX_LOOKUPS; times++) {
      story.claim(times % 2 === 0 ? FIRST : SECOND, 0, `${times}`.padStart(32, '0'))
      expect(types(story.give({ type: 'source-failed', end: 'lost', wrong: false, silent: false }))).not.toContain(
        'read-origin'
      )
    }
  })

  test('from a downloader that had brought bytes: the group finds its next, in rank', () => {
    const story = new Story(THIRD)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give({ type: 'progress', verifiedBytes: LEAF_BYTES })
    expect(types(story.give(silent))[0]).toBe('publish-need')
  })

  test('who claims again lives: by its bytes it is decided who goes, and no third time', () => {
    const story = new Story(FOURTH)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give(silent)
    expect(types(story.claim(FIRST))).toEqual(['stop-source', 'end-claim', 'follow'])
    const outputs = story.give(silent)
    expect(types(outputs)).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
    expect(story.claim(FIRST)).toEqual([])
  })

  test('who claims again meanwhile is busy, not dead: it is followed once more, and no third time', () => {
    for (const self of [SECOND, FOURTH]) {
      const story = new Story(self)
      story.give({ type: 'ask' })
      story.claim(FIRST)
      story.claim(FIRST)
      expect(types(story.give(silent))).toEqual(['follow'])
      story.claim(FIRST)
      expect(types(story.give(silent))[0]).toBe('publish-claim')
    }
  })

  test('who claims meanwhile in the place of one that does not is followed', () => {
    const story = new Story(SECOND)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.claim(THIRD, 0, '33'.repeat(16))
    expect(story.give(silent)).toMatchObject([{ type: 'follow', claimant: THIRD }])
  })

  test('what was heard before another was followed tells nothing', () => {
    const story = new Story(FOURTH)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.claim(FIRST)
    story.give(silent)
    expect(types(story.give(silent))).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
  })

  test('who has a leaf by then goes on, against one that claims again and has none', () => {
    const story = new Story(FOURTH)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give(silent)
    story.give({ type: 'progress', verifiedBytes: LEAF_BYTES })
    expect(types(story.claim(FIRST))).toEqual(['publish-claim'])
  })

  test('a downloader that is taken for dead, and is not, says so', () => {
    const { story } = Story.leading()
    expect(types(story.claim(FOURTH))).toEqual(['publish-claim', `repeat-claim in ${REPEAT_CLAIM_MS}`])
    expect(story.claim(FOURTH, 0, '44'.repeat(16))).toEqual([])
  })

  test('at the deadline it says who did not speak', () => {
    const story = new Story(FOURTH)
    const outputs = story.fire(story.give({ type: 'ask' }), 'deadline')
    expect(outputs[0]).toEqual({ type: 'asked-in-vain', silent: [FIRST, SECOND, THIRD] })
  })
})

describe('the origin has something else by now, as who was followed says', () => {
  const NEW = '88'.repeat(16)
  /** It goes again with nothing; what is here would outdo that. */
  function told(how: 'by its list' | 'by its claim'): { story: Story; outputs: CrossingOutput[] } {
    const story = new Story(THIRD)
    story.give({ type: 'ask' })
    story.claim(FIRST, 5 * LEAF_BYTES)
    story.give({ type: 'progress', verifiedBytes: 5 * LEAF_BYTES })
    return { story, outputs: change(story, how) }
  }

  function change(story: Story, how: 'by its list' | 'by its claim', transferId = '77'.repeat(16)): CrossingOutput[] {
    if (how === 'by its claim') return story.give({ type: 'claim-end', claimant: FIRST, transferId, end: 'changed' })
    return story.give({ type: 'source-failed', end: 'changed', wrong: false, silent: false })
  }

  test.each(['by its list', 'by its claim'] as const)(
    '%s: what is here is given up, and it is followed again',
    (how) => {
      const { story, outputs } = told(how)
      expect(types(outputs).filter((type) => type !== 'stop-source')).toEqual([
        'begin-anew',
        ...types(new Story(THIRD).give({ type: 'ask' }))
      ])
      expect(story.claim(FIRST, 0, NEW)).toEqual([{ type: 'follow', claimant: FIRST, transferId: NEW }])
    }
  )

  test.each(['by its list', 'by its claim'] as const)('%s, for the second time: what is here stays', (how) => {
    const { story } = told(how)
    story.claim(FIRST, 0, NEW)
    story.give({ type: 'progress', verifiedBytes: 4 * LEAF_BYTES })
    expect(types(change(story, how, NEW))).not.toContain('begin-anew')
    expect(types(story.claim(SECOND, 0))).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
  })

  test('who does not follow it keeps what it has', () => {
    const story = new Story(THIRD)
    story.give({ type: 'progress', verifiedBytes: 5 * LEAF_BYTES })
    story.give({ type: 'ask' })
    expect(story.give({ type: 'claim-end', claimant: FIRST, transferId: NEW, end: 'changed' })).toEqual([])
  })
})
