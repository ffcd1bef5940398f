// The machine of one crossing that also hears of holders that no record tells of: beside its own download, or before it (design
// section 7).
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import {
  ANSWERS_DEADLINE_MS,
  ASK_DEADLINE_MS,
  OFFLINE_DEADLINE_MS,
  REPEAT_NEED_MS,
  RENEW_CLAIM_MS,
  SETTLE_MS
} from '../../src/content/crossing-defaults.js'
import type { OwnUplink } from '../../src/content/crossing-events.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import type { NeedMode } from '../../src/content/ports.js'
import { EVERYBODY, FIRST, FOURTH, SECOND, Story, THIRD, types } from '../support/crossing-story.js'

const CLAIM = ['publish-claim', `settled in ${SETTLE_MS}`]
const FAILED = { type: 'source-failed', end: undefined, wrong: false, silent: false } as const

function begin(mode: NeedMode, self: PeerId = FIRST, uplink: OwnUplink = 'unknown'): Story {
  return new Story(self, EVERYBODY, [], uplink, mode)
}

/** A member says so to this node alone. */
function offer(story: Story, ...holders: PeerId[]): ReturnType<Story['give']> {
  return story.give({ type: 'view', candidates: EVERYBODY, holders, offered: holders, uplink: 'unknown' })
}

function leading(mode: NeedMode): Story {
  const story = begin(mode)
  story.fire(story.give({ type: 'ask' }), 'settled')
  expect(story.crossing.phase).toBe('leading')
  return story
}

describe('what was offered is past its life', () => {
  const OUTDATED = { type: 'view', candidates: EVERYBODY, holders: [], uplink: 'unknown', isOutdated: true } as const

  test('who asks first leaves it to its asker to have the origin say whether it is still the same', () => {
    const story = begin('ask-first')
    story.give({ type: 'ask' })
    expect(story.give(OUTDATED)).toEqual([])
    expect(types(story.give({ type: 'answered' }))).toEqual(['end-need', 'to-confirm', 'ended'])
  })

  test('but where somebody downloads it now, that is what its origin has', () => {
    const story = begin('ask-first', SECOND)
    story.give({ type: 'ask' })
    story.give(OUTDATED)
    story.claim(FIRST)
    expect(types(story.give({ type: 'answered' }))).toEqual(['end-need', 'follow'])
  })

  test('and who goes anyhow goes', () => {
    const story = begin('alongside')
    expect(story.give(OUTDATED)).toEqual([])
    expect(types(story.give({ type: 'ask' }))[0]).toBe('publish-claim')
  })
})

describe('alongside', () => {
  test('who goes first claims first, and asks for what is held: nobody else is to go', () => {
    const outputs = begin('alongside').give({ type: 'ask' })
    expect(types(outputs)).toEqual(['publish-claim', 'read-origin', `settled in ${SETTLE_MS}`, 'publish-need'])
    expect(outputs.at(-1)).toMatchObject({ cachedOnly: true })
  })

  test('another asks as ever, so that the first goes', () => {
    expect(begin('alongside', SECOND).give({ type: 'ask' })[0]).toMatchObject({
      type: 'publish-need',
      cachedOnly: false
    })
  })

  test('who goes for others asks once its claim has settled', () => {
    const story = begin('alongside')
    const claimed = story.give({ type: 'need', excluded: [] })
    expect(types(claimed)).not.toContain('publish-need')
    const outputs = story.fire(claimed, 'settled')
    expect(types(outputs)).toEqual(['read-on', 'publish-need', `renew in ${RENEW_CLAIM_MS}`])
  })

  test('an answer while it asks is copied from, and nobody else need answer', () => {
    const story = begin('alongside', SECOND)
    story.give({ type: 'ask' })
    expect(offer(story, THIRD)).toEqual([{ type: 'end-need' }, { type: 'copy', holders: [THIRD] }])
  })

  test('a claim while it asks is followed, and nobody else need answer', () => {
    const story = begin('alongside', SECOND)
    story.give({ type: 'ask' })
    expect(types(story.claim(FIRST))).toEqual(['end-need', 'follow'])
  })

  test('an answer while its claim settles: it goes on with it for all, and the origin is not read', () => {
    const story = begin('alongside')
    const asked = story.give({ type: 'ask' })
    expect(offer(story, THIRD)).toEqual([])
    expect(types(story.fire(asked, 'settled'))).toEqual(['end-need', 'copy', `renew in ${RENEW_CLAIM_MS}`])
  })

  test('so does who went because the first in rank did not: the origin is not so much as opened', () => {
    const story = begin('alongside', SECOND)
    const claimed = story.fire(story.give({ type: 'ask' }), 'rank-due')
    expect(types(claimed)).toEqual(CLAIM)
    expect(offer(story, FIRST)).toEqual([])
    expect(types(story.fire(claimed, 'settled'))).toEqual(['end-need', 'copy', `renew in ${RENEW_CLAIM_MS}`])
  })

  test('the origin answers before its claim has settled, and not with what was offered: it is read on', () => {
    const story = begin('alongside')
    const asked = story.give({ type: 'ask' })
    offer(story, THIRD)
    story.give({ type: 'view', candidates: EVERYBODY, holders: [], uplink: 'unknown' })
    expect(types(story.fire(asked, 'settled'))).toEqual(['read-on', `renew in ${RENEW_CLAIM_MS}`])
  })

  test('while it leads on by a holder its claim says when the origin spoke of that, not when it began', () => {
    const story = leading('alongside')
    offer(story, THIRD)
    expect(types(story.give({ type: 'copied' }))).toEqual(['publish-claim'])
    const copying = begin('alongside', SECOND)
    copying.give({ type: 'ask' })
    offer(copying, THIRD)
    expect(copying.give({ type: 'copied' })).toEqual([])
  })

  test('a holder that everybody knows while its claim settles: the others find it too', () => {
    const story = begin('alongside')
    story.give({ type: 'ask' })
    const outputs = story.give({ type: 'view', candidates: EVERYBODY, holders: [THIRD], uplink: 'unknown' })
    expect(types(outputs)).toEqual(['end-need', 'stop-source', 'end-claim', 'copy'])
  })

  test('an answer while it leads: it changes its source, and keeps claim and readers', () => {
    const story = leading('alongside')
    story.give({ type: 'progress', verifiedBytes: LEAF_BYTES })
    expect(offer(story, THIRD)).toEqual([{ type: 'end-need' }, { type: 'copy', holders: [THIRD] }])
    expect(story.crossing.phase).toBe('leading')
    expect(offer(story, THIRD, FOURTH)).toEqual([])
    expect(types(story.give({ type: 'complete' }))).toContain('publish-claim')
    expect(story.crossing.phase).toBe('lingering')
  })

  test('where that holder fails the next is read from, then the origin, and it asks again', () => {
    const story = leading('alongside')
    offer(story, THIRD)
    offer(story, THIRD, FOURTH)
    expect(story.give(FAILED)).toEqual([{ type: 'copy', holders: [FOURTH] }])
    const outputs = story.give(FAILED)
    expect(types(outputs)).toEqual(['read-origin', 'publish-need'])
    expect(outputs[1]).toMatchObject({ excluded: [THIRD, FOURTH], cachedOnly: true })
    expect(story.crossing.phase).toBe('leading')
  })

  test('a better claim is given way to all the same, and the holder is copied from', () => {
    const story = leading('alongside')
    offer(story, THIRD)
    expect(types(story.claim(SECOND, LEAF_BYTES))).toEqual(['stop-source', 'end-claim', 'copy'])
  })

  test('all is here: nobody need answer any more', () => {
    const story = leading('alongside')
    expect(types(story.give({ type: 'complete' }))[0]).toBe('end-need')
  })

  test('others are not kept from a holder that this node alone knows', () => {
    const story = begin('alongside')
    offer(story, THIRD)
    const claimed = story.give({ type: 'need', excluded: [] })
    expect(types(claimed)).toEqual(CLAIM)
    expect(types(story.fire(claimed, 'settled'))).toEqual(['copy', `renew in ${RENEW_CLAIM_MS}`])
  })
})

describe('ask-first', () => {
  test('all are asked before anything else, also of a download that runs', () => {
    const story = begin('ask-first')
    story.claim(SECOND)
    const outputs = story.give({ type: 'ask' })
    expect(types(outputs)).toEqual(['publish-need', `answers-due in ${ANSWERS_DEADLINE_MS}`])
    expect(outputs[0]).toMatchObject({ cachedOnly: true })
    expect(story.claim(THIRD)).toEqual([])
  })

  test('who answers is copied from at once (146, 158)', () => {
    const story = begin('ask-first')
    story.give({ type: 'ask' })
    expect(types(offer(story, FOURTH))).toEqual(['end-need', 'copy'])
  })

  test('nobody answered, and somebody downloads (152): told (154) and followed (156)', () => {
    const story = begin('ask-first')
    story.give({ type: 'ask' })
    story.claim(SECOND)
    expect(types(story.give({ type: 'answered' }))).toEqual(['end-need', 'follow'])
  })

  describe('the application does not wait (148)', () => {
    const ASK = { type: 'ask', waits: false } as const

    test('somebody downloads: it retrieves by itself beside that (150), and says "I found"', () => {
      const story = begin('ask-first')
      story.claim(SECOND)
      story.give(ASK)
      expect(types(story.give({ type: 'answered' }))).toEqual(['end-need', 'read-origin'])
      expect(story.crossing.phase).toBe('direct')
    })

    test.each([FIRST, FOURTH])('nobody downloads: it goes for all once its claim has settled (%#)', (self) => {
      const story = begin('ask-first', self)
      story.give(ASK)
      const claimed = story.give({ type: 'answered' })
      expect(types(claimed)).toEqual(CLAIM)
      expect(types(story.fire(claimed, 'settled'))[0]).toBe('read-origin')
    })

    test('a better claim before its own has settled: it goes on by itself', () => {
      const story = begin('ask-first', SECOND)
      story.give(ASK)
      story.give({ type: 'answered' })
      expect(types(story.claim(FIRST))).toEqual(['end-need', 'stop-source', 'end-claim', 'read-origin'])
    })

    test('who waited no longer does (156): it retrieves by itself (150)', () => {
      const story = begin('ask-first')
      story.give({ type: 'ask' })
      story.claim(SECOND)
      story.give({ type: 'answered' })
      expect(story.crossing.phase).toBe('following')
      expect(types(story.give(ASK))).toEqual(['stop-source', 'read-origin'])
    })

    test('who has it is copied from all the same (158)', () => {
      const story = begin('ask-first')
      story.claim(SECOND)
      story.give(ASK)
      expect(types(offer(story, FOURTH))).toEqual(['end-need', 'copy'])
    })

    test('it may not go itself, or wants only what is held: an error', () => {
      for (const [uplink, onlyHeld] of [
        ['off', false],
        ['yes', true]
      ] as const) {
        const story = begin('ask-first', FIRST, uplink)
        story.claim(SECOND)
        story.give({ ...ASK, onlyHeld })
        expect(types(story.give({ type: 'answered' }))).toEqual(['end-need', 'give-up', 'ended'])
      }
    })

    test('alongside nobody is asked to go', () => {
      const story = begin('alongside', FOURTH)
      expect(types(story.give(ASK))[0]).toBe('publish-claim')
    })
  })

  test.each([FIRST, FOURTH])('nobody answered or downloads (150): it goes once its claim has settled (%#)', (self) => {
    const story = begin('ask-first', self)
    story.give({ type: 'ask' })
    const claimed = story.give({ type: 'answered' })
    expect(types(claimed)).toEqual(CLAIM)
    expect(types(story.fire(claimed, 'settled'))).toEqual(['read-origin', `renew in ${RENEW_CLAIM_MS}`])
  })

  test('of many who find so at the same instant one goes', () => {
    const story = begin('ask-first', SECOND)
    story.give({ type: 'ask' })
    story.give({ type: 'answered' })
    expect(types(story.claim(FIRST))).toEqual(['end-need', 'stop-source', 'end-claim', 'follow'])
  })

  test('who asks for us may never say that the time is over', () => {
    const story = begin('ask-first')
    expect(types(story.fire(story.give({ type: 'ask' }), 'answers-due'))).toEqual(CLAIM)
  })

  test('an answer that comes late is read from all the same', () => {
    const story = begin('ask-first')
    story.give({ type: 'ask' })
    story.fire(story.give({ type: 'answered' }), 'settled')
    expect(types(offer(story, FOURTH))).toEqual(['end-need', 'copy'])
    expect(story.crossing.phase).toBe('leading')
  })

  test('where who answered fails the others are asked once more, without it', () => {
    const story = begin('ask-first')
    story.give({ type: 'ask' })
    offer(story, FOURTH)
    const outputs = story.give({ ...FAILED, silent: true })
    expect(outputs[0]).toEqual({ type: 'publish-need', excluded: [FOURTH], cachedOnly: true })
    expect(types(story.give({ type: 'answered' }))).toEqual(CLAIM)
  })

  test('where the downloader fails who holds most goes on at once, and asks beside', () => {
    const story = begin('ask-first', SECOND)
    story.give({ type: 'ask' })
    story.claim(FIRST)
    story.give({ type: 'answered' })
    story.give({ type: 'progress', verifiedBytes: 3 * LEAF_BYTES })
    expect(types(story.give(FAILED))).toEqual([...CLAIM, 'publish-need'])
  })

  test('only what is held: an error where nobody answers', () => {
    const story = begin('ask-first')
    expect(types(story.give({ type: 'ask', onlyHeld: true }))[0]).toBe('publish-need')
    expect(types(story.give({ type: 'answered' }))).toEqual(['end-need', 'give-up', 'ended'])
  })

  test('without an uplink another is asked to go, after all had their time', () => {
    const story = begin('ask-first', SECOND, 'off')
    story.give({ type: 'ask' })
    const outputs = story.give({ type: 'answered' })
    const timers = [`deadline in ${OFFLINE_DEADLINE_MS}`, `repeat-need in ${REPEAT_NEED_MS}`]
    expect(types(outputs)).toEqual(['publish-need', ...timers])
    expect(outputs[0]).toMatchObject({ cachedOnly: false })
  })

  test('an answer after it was given up counts for nothing', () => {
    const story = begin('ask-first')
    story.give({ type: 'ask' })
    story.give({ type: 'close', broken: false })
    expect(story.give({ type: 'answered' })).toEqual([])
  })
})

describe('off', () => {
  test.each([FIRST, FOURTH])('nobody is asked: it goes, and claims decide (%#)', (self) => {
    const story = begin('off', self)
    const asked = story.give({ type: 'ask' })
    expect(types(asked)).not.toContain('publish-need')
    expect(types(asked)[0]).toBe('publish-claim')
    if (self !== FIRST) expect(types(asked)).toEqual(CLAIM)
  })

  test('a download that runs is followed', () => {
    const story = begin('off', FOURTH)
    story.claim(SECOND)
    expect(types(story.give({ type: 'ask' }))).toEqual(['follow'])
  })

  test('what becomes known while it leads changes nothing', () => {
    const story = leading('off')
    expect(story.give({ type: 'view', candidates: EVERYBODY, holders: [THIRD], uplink: 'unknown' })).toEqual([])
  })
})

describe('needs that nobody is to go for', () => {
  test('begin nothing', () => {
    const story = new Story(FIRST)
    expect(types(story.give({ type: 'need', excluded: [], cachedOnly: true }))).toEqual(['ended'])
    const asking = new Story(SECOND)
    asking.give({ type: 'ask' })
    expect(asking.give({ type: 'need', excluded: [FIRST], cachedOnly: true })).toEqual([])
  })

  test('are told of a download that runs', () => {
    const { story } = Story.leading()
    const outputs = story.give({ type: 'need', excluded: [], cachedOnly: true })
    expect(types(story.fire(outputs, 'repeat-claim'))).toEqual(['publish-claim'])
  })
})

describe('whom the group elected', () => {
  const view = { type: 'view', candidates: EVERYBODY, holders: [], uplink: 'unknown' } as const

  test('goes first', () => {
    const story = new Story(THIRD)
    story.give({ ...view, provider: THIRD })
    expect(types(story.give({ type: 'ask' }))).toEqual(['publish-claim', 'read-origin', `settled in ${SETTLE_MS}`])
  })

  test('is waited for by who would be first', () => {
    const story = new Story(FIRST)
    story.give({ ...view, provider: THIRD })
    expect(types(story.give({ type: 'ask' }))).toEqual([
      'publish-need',
      `deadline in ${ASK_DEADLINE_MS}`,
      'rank-due in 75'
    ])
  })

  test.each([
    ['is no candidate', { ...view, candidates: [FIRST, SECOND], provider: THIRD }, undefined],
    ['failed us', { ...view, provider: THIRD }, THIRD]
  ])('is passed over where it %s', (_what, looked, failing) => {
    const story = new Story(FIRST)
    story.give(looked)
    if (failing !== undefined) {
      story.claim(failing)
      story.give({ type: 'ask' })
      expect(types(story.give(FAILED))[0]).toBe('publish-claim')
    } else expect(types(story.give({ type: 'ask' }))[0]).toBe('publish-claim')
  })

  test('has no better claim than others', () => {
    const story = new Story(THIRD)
    story.give({ ...view, provider: THIRD })
    story.fire(story.give({ type: 'ask' }), 'settled')
    expect(types(story.claim(FIRST))).toEqual(['stop-source', 'end-claim', 'follow'])
  })
})
