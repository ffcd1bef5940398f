// The machine of one crossing, input by input. Many of them against each other: crossing.sim.test.ts.
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import {
  ASK_DEADLINE_MS,
  LINGER_MS,
  MAX_LOOKUPS,
  OFFLINE_DEADLINE_MS,
  RANK_DELAY_MS,
  RECLAIM_BYTES,
  RENEW_CLAIM_MS,
  REPEAT_CLAIM_MS,
  REPEAT_NEED_MS,
  SETTLE_MS
} from '../../src/content/crossing-defaults.js'
import type { CrossingInput, CrossingOutput, CrossingTimer, OwnUplink } from '../../src/content/crossing-events.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { Crossing } from '../../src/content/download.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { alice, bob, carol, dave, person } from '../support/people.js'

const URL_KEY = 'ab'.repeat(32)
const EVERYBODY = [alice, bob, carol, dave].map(({ peer }) => peer)
const [FIRST, SECOND, THIRD, FOURTH] = rankPeers(URL_KEY, EVERYBODY) as [PeerId, PeerId, PeerId, PeerId]

class Story {
  readonly crossing: Crossing
  constructor(
    readonly self: PeerId,
    candidates: readonly PeerId[] = EVERYBODY,
    holders: readonly PeerId[] = [],
    uplink: OwnUplink = 'unknown'
  ) {
    this.crossing = new Crossing({ self, urlKey: URL_KEY, transferSeed: new Uint8Array(16) })
    this.give({ type: 'view', candidates, holders, uplink })
  }

  give(input: CrossingInput): CrossingOutput[] {
    return this.crossing.handle(input)
  }

  /** Gives back the timer of that kind among `outputs`. */
  fire(outputs: readonly CrossingOutput[], type: CrossingTimer['type']): CrossingOutput[] {
    const timer = outputs.find((output) => output.type === 'set-timer' && output.then.type === type)
    if (timer?.type !== 'set-timer') throw new Error(`no timer ${type} was set`)
    return this.give(timer.then)
  }

  claim(claimant: PeerId, verifiedBytes = 0, transferId = '77'.repeat(16)): CrossingOutput[] {
    return this.give({ type: 'claim', claim: { claimant, transferId, verifiedBytes } })
  }

  /** As first in rank, with a claim that has settled. */
  static leading(): { story: Story; outputs: CrossingOutput[]; transferId: string } {
    const story = new Story(FIRST)
    const asked = story.give({ type: 'ask' })
    const [claim] = asked
    return {
      story,
      outputs: story.fire(asked, 'settled'),
      transferId: claim?.type === 'publish-claim' ? claim.transferId : ''
    }
  }
}

function types(outputs: readonly CrossingOutput[]): string[] {
  return outputs.map((output) => (output.type === 'set-timer' ? `${output.then.type} in ${output.inMs}` : output.type))
}

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
      expect(story.crossing.isOnlyHeld).toBe(false)
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
    expect(outputs[0]).toEqual({ type: 'publish-need', excluded: [FIRST] })
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
