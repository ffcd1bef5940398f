// The machine of one crossing before bytes come, input by input: who asks, who goes, who waits. Many of them against each other:
// crossing.sim.test.ts.
import { describe, expect, test } from 'vitest'
import {
  ASK_DEADLINE_MS,
  OFFLINE_DEADLINE_MS,
  RANK_DELAY_MS,
  RECLAIM_BYTES,
  REPEAT_CLAIM_MS,
  REPEAT_NEED_MS,
  SETTLE_MS
} from '../../src/content/crossing-defaults.js'
import type { CrossingInput } from '../../src/content/crossing-events.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { EVERYBODY, FIRST, FOURTH, SECOND, Story, THIRD, URL_KEY, types } from '../support/crossing-story.js'
import { alice, person } from '../support/people.js'

describe('asking', () => {
  test('holders who are present are copied from at once', () => {
    const story = new Story(THIRD, EVERYBODY, [SECOND])
    expect(story.give({ type: 'ask' })).toEqual([{ type: 'copy', holders: [SECOND] }])
  })

  test('a living claim is followed', () => {
    const story = new Story(THIRD)
    story.claim(SECOND)
    expect(story.give({ type: 'ask' })).toEqual([{ type: 'follow', claimant: SECOND, transferId: '77'.repeat(16) }])
  })

  test('of two living claims the better one is followed', () => {
    const story = new Story(THIRD)
    story.claim(SECOND, RECLAIM_BYTES)
    story.claim(FIRST)
    expect(story.give({ type: 'ask' })).toMatchObject([{ type: 'follow', claimant: SECOND }])
  })

  test('the first in rank claims and opens the origin at once, for one leaf', () => {
    const outputs = new Story(FIRST).give({ type: 'ask' })
    expect(types(outputs)).toEqual(['publish-claim', 'read-origin', `settled in ${SETTLE_MS}`])
    expect(outputs[1]).toEqual({ type: 'read-origin', maxBytes: LEAF_BYTES })
  })

  test('others publish a need, wait for their rank, and 300 ms at most', () => {
    expect(types(new Story(THIRD).give({ type: 'ask' }))).toEqual([
      'publish-need',
      `deadline in ${ASK_DEADLINE_MS}`,
      `rank-due in ${2 * RANK_DELAY_MS}`
    ])
    const outsider = person('without uplink').peer
    expect(types(new Story(outsider).give({ type: 'ask' }))).toEqual(['publish-need', `deadline in ${ASK_DEADLINE_MS}`])
  })

  test('a claim that is heard is the acceptance: timers of the time before are void', () => {
    const story = new Story(SECOND)
    const asked = story.give({ type: 'ask' })
    expect(types(story.claim(FIRST))).toEqual(['follow'])
    expect(story.fire(asked, 'rank-due')).toEqual([])
    expect(story.fire(asked, 'deadline')).toEqual([])
  })

  test('when its rank is due it claims, but opens the origin only when the claim has settled', () => {
    const story = new Story(SECOND)
    const claimed = story.fire(story.give({ type: 'ask' }), 'rank-due')
    expect(types(claimed)).toEqual(['publish-claim', `settled in ${SETTLE_MS}`])
    expect(story.fire(claimed, 'settled')[0]).toEqual({ type: 'read-origin', maxBytes: undefined })
  })

  test('when 300 ms pass it goes itself, and says so', () => {
    const story = new Story(FOURTH)
    expect(types(story.fire(story.give({ type: 'ask' }), 'deadline'))).toEqual([
      'asked-in-vain',
      'publish-claim',
      `settled in ${SETTLE_MS}`
    ])
  })

  describe('for what members hold alone', () => {
    const asking = { type: 'ask', onlyHeld: true } as const
    const failed = { type: 'source-failed', end: undefined, wrong: false, silent: true } as const
    const over = ['give-up', 'ended']

    test('nobody is asked to go, and this node does not go, where no holder gives it', () => {
      const story = new Story(FIRST, EVERYBODY, [SECOND])
      expect(types(story.give(asking))).toEqual(['copy'])
      expect(types(story.give(failed))).toEqual(over)
      for (const self of [FIRST, THIRD]) expect(types(new Story(self).give(asking))).toEqual(over)
      expect(types(new Story(FIRST, []).give(asking))).toEqual(over)
    })

    test('what somebody gets already is read along, and not gone on with', () => {
      const story = new Story(THIRD)
      story.give({ type: 'progress', verifiedBytes: 2 * RECLAIM_BYTES })
      story.claim(SECOND)
      expect(types(story.give(asking))).toEqual(['follow'])
      expect(types(story.give(failed))).toEqual(over)
    })

    test('who wants more than that has it go on', () => {
      const story = new Story(FIRST, EVERYBODY, [SECOND])
      story.give(asking)
      expect(story.give({ type: 'ask' })).toEqual([])
      expect(types(story.give(failed))[0]).toBe('publish-claim')
      story.give(asking)
      expect(story.crossing.wishes.isOnlyHeld).toBe(false)
    })

    test('what others wait for goes on', () => {
      const story = new Story(SECOND)
      const heard = story.give({ type: 'need', excluded: [] })
      expect(story.give(asking)).toEqual([])
      expect(types(story.fire(heard, 'rank-due'))[0]).toBe('publish-claim')
    })
  })

  test('a location that comes late ends the wait', () => {
    const story = new Story(SECOND)
    const asked = story.give({ type: 'ask' })
    expect(story.give({ type: 'view', candidates: EVERYBODY, holders: [THIRD], uplink: 'unknown' })).toEqual([
      { type: 'copy', holders: [THIRD] }
    ])
    expect(story.fire(asked, 'deadline')).toEqual([])
  })

  test('one who is alone, or first by all that failed, needs no answer', () => {
    expect(types(new Story(alice.peer, [alice.peer]).give({ type: 'ask' }))[0]).toBe('publish-claim')
    expect(types(new Story(alice.peer, []).give({ type: 'ask' }))[0]).toBe('publish-claim')
  })
})

describe('a need of somebody else', () => {
  const need: CrossingInput = { type: 'need', excluded: [] }

  test('is answered by the first in rank at once', () => {
    expect(types(new Story(FIRST).give(need))).toEqual(['publish-claim', 'read-origin', `settled in ${SETTLE_MS}`])
  })

  test('makes the second wait for the first, and step back when it is heard', () => {
    const story = new Story(SECOND)
    expect(types(story.give(need))).toEqual([`rank-due in ${RANK_DELAY_MS}`])
    expect(types(story.claim(FIRST))).toEqual(['ended'])
  })

  test('is not for who cannot serve, or comes after the 300 ms', () => {
    expect(types(new Story(person('outsider').peer).give(need))).toEqual(['ended'])
    const many = Array.from({ length: 12 }, (_, i) => person(`one of many ${i}`).peer)
    const last = rankPeers(URL_KEY, many).at(-1)!
    expect(types(new Story(last, many).give(need))).toEqual(['ended'])
  })

  test('is left to whoever is downloading or holding it', () => {
    const downloading = new Story(FIRST)
    downloading.claim(THIRD)
    expect(types(downloading.give(need))).toEqual(['ended'])
    expect(types(new Story(FIRST, EVERYBODY, [THIRD]).give(need))).toEqual(['ended'])
  })

  test('ranks without those who failed the asker, whose claims count again when they speak again', () => {
    const story = new Story(SECOND)
    story.claim(FIRST)
    const outputs = story.give({ type: 'need', excluded: [FIRST] })
    expect(types(outputs)[0]).toBe('publish-claim')
    expect(types(story.claim(FIRST, RECLAIM_BYTES))).toEqual(['stop-source', 'end-claim', 'ended'])
  })

  test('is answered by a running download with one repeated claim for many needs', () => {
    const { story } = Story.leading()
    const outputs = story.give(need)
    expect(types(outputs)).toEqual([`repeat-claim in ${REPEAT_CLAIM_MS}`])
    expect(story.give(need)).toEqual([])
    expect(types(story.fire(outputs, 'repeat-claim'))).toEqual(['publish-claim'])
    expect(types(story.give(need))).toEqual([`repeat-claim in ${REPEAT_CLAIM_MS}`])
  })

  test('that doubts us is answered at once', () => {
    const { story } = Story.leading()
    expect(types(story.give({ type: 'need', excluded: [FIRST] }))).toEqual([
      'publish-claim',
      `repeat-claim in ${REPEAT_CLAIM_MS}`
    ])
  })

  test('comes while our claim settles: the repeat is not forgotten', () => {
    const story = new Story(FIRST)
    const asked = story.give({ type: 'ask' })
    story.give(need)
    const settled = story.fire(asked, 'settled')
    expect(types(settled)).toContain(`repeat-claim in ${REPEAT_CLAIM_MS}`)
    expect(types(story.fire(settled, 'repeat-claim'))).toEqual(['publish-claim'])
  })
})

describe('without an uplink', () => {
  test('it never goes while others may: it asks, again and again, and waits longer', () => {
    const story = new Story(FIRST, EVERYBODY, [], 'no')
    const asked = story.give({ type: 'ask' })
    expect(types(asked)).toEqual([
      'publish-need',
      `deadline in ${OFFLINE_DEADLINE_MS}`,
      `repeat-need in ${REPEAT_NEED_MS}`
    ])
    expect(types(story.fire(asked, 'repeat-need'))).toEqual(['publish-need', `repeat-need in ${REPEAT_NEED_MS}`])
    expect(types(story.claim(SECOND))).toEqual(['follow'])
  })

  test('a need of somebody else is not for it', () => {
    expect(types(new Story(FIRST, EVERYBODY, [], 'no').give({ type: 'need', excluded: [] }))).toEqual(['ended'])
  })

  test('that was only found out, it tries in the end, and gives up when that fails', () => {
    const story = new Story(FIRST, EVERYBODY, [], 'no')
    const outputs = story.fire(story.give({ type: 'ask' }), 'deadline')
    expect(types(outputs)).toEqual(['asked-in-vain', 'publish-claim', `settled in ${SETTLE_MS}`])
    expect(types(story.give({ type: 'origin-failed', offline: true }))).toEqual(['end-claim', 'give-up', 'ended'])
  })

  test('by configuration it never asks the origin', () => {
    const story = new Story(FIRST, EVERYBODY, [], 'off')
    expect(types(story.fire(story.give({ type: 'ask' }), 'deadline'))).toEqual(['give-up', 'ended'])
    expect(types(new Story(alice.peer, [], [], 'off').give({ type: 'ask' }))).toEqual(['give-up', 'ended'])
  })

  test('it does not go in the place of a claimant, however much it holds', () => {
    const story = new Story(THIRD, EVERYBODY, [], 'no')
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give({ type: 'progress', verifiedBytes: 9 * LEAF_BYTES })
    story.give({ type: 'source-failed', end: undefined, wrong: false, silent: false })
    expect(types(story.claim(SECOND, 0, '22'.repeat(16)))).toEqual(['follow'])
  })

  test('found out in the middle: the claim says so, others are asked, and the origin is not blamed', () => {
    const { story } = Story.leading()
    const outputs = story.give({ type: 'origin-failed', offline: true })
    expect(outputs[0]).toMatchObject({ type: 'end-claim', end: 'offline' })
    expect(types(outputs)[1]).toBe('publish-need')
    const other = new Story(FOURTH)
    other.give({ type: 'ask' })
    for (const claimant of [FIRST, SECOND]) {
      other.claim(claimant)
      other.give({ type: 'source-failed', end: 'offline', wrong: false, silent: false })
    }
    expect(other.crossing.phase).toBe('asking')
  })
})

test('after its end nothing is answered', () => {
  const story = new Story(FIRST)
  story.give({ type: 'close', broken: false })
  expect(story.give({ type: 'ask' })).toEqual([])
  expect(story.claim(SECOND)).toEqual([])
})
