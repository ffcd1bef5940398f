// The machine of one crossing, input by input. Many of them against each other: crossing.sim.test.ts.
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import {
  ASK_DEADLINE_MS,
  LINGER_MS,
  MAX_LOOKUPS,
  RANK_DELAY_MS,
  RECLAIM_BYTES,
  RENEW_CLAIM_MS,
  REPEAT_CLAIM_MS,
  SETTLE_MS
} from '../../src/content/crossing-defaults.js'
import type { CrossingInput, CrossingOutput, CrossingTimer } from '../../src/content/crossing-events.js'
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
    holders: readonly PeerId[] = []
  ) {
    this.crossing = new Crossing({ self, urlKey: URL_KEY, transferSeed: new Uint8Array(16) })
    this.give({ type: 'view', candidates, holders })
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

  test('a location that comes late ends the wait', () => {
    const story = new Story(SECOND)
    const asked = story.give({ type: 'ask' })
    expect(story.give({ type: 'view', candidates: EVERYBODY, holders: [THIRD] })).toEqual([
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
    expect(story.claim(SECOND)).toEqual([])
    expect(story.crossing.phase).toBe('leading')
  })

  test('bytes count as they were published, so that not both, and not none, stop', () => {
    const { story } = Story.leading()
    story.give({ type: 'progress', verifiedBytes: RECLAIM_BYTES - 1 })
    // Better than what the others have heard of us: they all decide so, and so do we.
    expect(types(story.claim(SECOND, LEAF_BYTES))).toEqual(['stop-source', 'end-claim', 'follow'])
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
    const outputs = story.give({ type: 'origin-failed' })
    expect(types(outputs)).toEqual(['end-claim', 'publish-need', `deadline in ${ASK_DEADLINE_MS}`])
    expect(outputs.slice(0, 2)).toMatchObject([{ end: 'origin-failed' }, { excluded: [FIRST] }])
    expect(types(story.fire(outputs, 'deadline'))).toEqual(['give-up', 'ended'])
  })

  test('alone, the origin’s error is the answer at once', () => {
    const story = new Story(alice.peer, [alice.peer])
    story.fire(story.give({ type: 'ask' }), 'settled')
    expect(types(story.give({ type: 'origin-failed' }))).toEqual(['end-claim', 'give-up', 'ended'])
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
  const failed: CrossingInput = { type: 'source-failed', end: undefined, wrong: false }

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
    story.give({ type: 'source-failed', end: undefined, wrong: true })
    expect(story.claim(FIRST)).toEqual([])
  })

  test('who lost to a better claim is no failure: the better one is followed', () => {
    const story = following()
    story.claim(SECOND, RECLAIM_BYTES)
    expect(story.give({ type: 'source-failed', end: 'lost', wrong: false })).toMatchObject([
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
    const outputs = story.give({ type: 'source-failed', end: 'origin-failed', wrong: false })
    expect(types(outputs)[0]).toBe('publish-need')
    story.claim(SECOND, 0)
    expect(story.give({ type: 'source-failed', end: 'origin-failed', wrong: false })).toEqual([
      { type: 'read-origin', maxBytes: undefined }
    ])
    expect(types(story.give({ type: 'origin-failed' }))).toEqual(['give-up', 'ended'])
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

test('after its end nothing is answered', () => {
  const story = new Story(FIRST)
  story.give({ type: 'close', broken: false })
  expect(story.give({ type: 'ask' })).toEqual([])
  expect(story.claim(SECOND)).toEqual([])
})
