// Fig. 8 and 9 of seed 001 as tables: where the machine stands, what comes, what it says, where it stands then. Boxes: 302 send a packet, 304 time-out: send the
// result, 306 verify signature, 308 verify that it wins, 310 wait for the result, 312 store it; 322 receive and verify, 324 would we win?, 326 wait for the
// response delay, 328 be silent and wait, 330 verify and store the result. Signatures are wrong outside the machine: here what counts for 306 and 322 is
// who may provide, and when it was said.
import { describe, expect, test } from 'vitest'
import type { ElectionOutput, ElectionState } from '../../../src/flows/election/election-events.js'
import { ALMOST, BEST, BETTER, ElectionStory, MALLORY, words, WORSE } from '../../support/election-story.js'

interface Row {
  readonly boxes: string
  readonly from: () => ElectionStory
  readonly comes: string
  readonly input: (story: ElectionStory) => ElectionOutput[]
  readonly says: string[]
  readonly then: ElectionState
}

const fresh = (): ElectionStory => {
  const story = new ElectionStory()
  story.start()
  return story
}
const notStanding = (): ElectionStory => {
  const story = new ElectionStory(false)
  story.start()
  return story
}
const stoodAndLost = (): ElectionStory => {
  const story = ElectionStory.standing()
  story.packet(BETTER)
  return story
}
const silent = (): ElectionStory => {
  const story = fresh()
  story.packet(BETTER)
  return story
}

const FIG_8: Row[] = [
  {
    ...{ boxes: '302', from: fresh, comes: 'nobody else began one in time' },
    input: (story) => story.fire('start-due'),
    ...{ says: ['publish-packet', 'time-out'], then: 'standing' }
  },
  {
    ...{ boxes: '304', from: ElectionStory.standing, comes: 'the time-out' },
    input: (story) => story.fire('time-out'),
    ...{ says: ['publish-result', 'provider self', 'review-due'], then: 'idle' }
  },
  {
    ...{ boxes: '306, no', from: ElectionStory.standing, comes: 'the packet of one who may not provide' },
    input: (story) => {
      story.withoutRight.add(BETTER)
      return story.packet(BETTER)
    },
    ...{ says: ['packet right'], then: 'standing' }
  },
  {
    ...{ boxes: '306, no', from: ElectionStory.standing, comes: 'a packet that has expired' },
    input: (story) => story.packet(BETTER, { expiresAtMs: story.nowMs }),
    ...{ says: ['packet time'], then: 'standing' }
  },
  {
    ...{ boxes: '306, 308, no', from: ElectionStory.standing, comes: 'the packet of one who loses' },
    input: (story) => story.packet(WORSE),
    ...{ says: [], then: 'standing' }
  },
  {
    ...{ boxes: '306, 308, no, 304', from: ElectionStory.standing, comes: 'such a packet, then the time-out' },
    input: (story) => {
      const timers = story.begun
      story.packet(WORSE)
      return story.fire('time-out', timers)
    },
    ...{ says: ['publish-result', 'provider self', 'review-due'], then: 'idle' }
  },
  {
    ...{ boxes: '306, 308, yes, 310', from: ElectionStory.standing, comes: 'the packet of one who wins' },
    input: (story) => story.packet(BETTER),
    ...{ says: ['wait-over'], then: 'awaiting-result' }
  },
  {
    ...{ boxes: '310', from: stoodAndLost, comes: 'the packet of one who wins against that one' },
    input: (story) => story.packet(BEST),
    ...{ says: ['wait-over'], then: 'awaiting-result' }
  },
  {
    ...{ boxes: '310', from: stoodAndLost, comes: 'its own time-out, which ended with 308' },
    input: (story) => story.fire('time-out', story.begun),
    ...{ says: [], then: 'awaiting-result' }
  },
  {
    ...{ boxes: '310, 312', from: stoodAndLost, comes: 'the winner’s result' },
    input: (story) => story.result(BETTER),
    ...{ says: ['provider better', 'review-due'], then: 'idle' }
  },
  {
    ...{ boxes: '310, no', from: stoodAndLost, comes: 'a result that loses against a packet' },
    input: (story) => story.result(ALMOST),
    ...{ says: ['result beaten'], then: 'awaiting-result' }
  },
  {
    ...{ boxes: '310, never', from: stoodAndLost, comes: 'no result: another election' },
    input: (story) => story.fire('wait-over'),
    ...{ says: ['packet failed', 'start-due'], then: 'about-to-start' }
  }
]

const FIG_9: Row[] = [
  {
    ...{ boxes: '322, no', from: fresh, comes: 'the packet of one who may not provide' },
    input: (story) => {
      story.withoutRight.add(MALLORY)
      return story.packet(MALLORY)
    },
    ...{ says: ['packet right'], then: 'about-to-start' }
  },
  {
    ...{ boxes: '322, 324, yes, 326', from: fresh, comes: 'a packet that loses against us' },
    input: (story) => story.packet(WORSE),
    ...{ says: ['delay-over'], then: 'delaying' }
  },
  {
    ...{ boxes: '322, 324, no, 328', from: fresh, comes: 'a packet that wins against us' },
    input: (story) => story.packet(BETTER),
    ...{ says: ['wait-over'], then: 'awaiting-result' }
  },
  {
    ...{ boxes: '322, 324, no, 328', from: notStanding, comes: 'any packet, to a node that may not provide' },
    input: (story) => story.packet(WORSE),
    ...{ says: ['wait-over'], then: 'awaiting-result' }
  },
  {
    ...{
      boxes: '326, 322, 324, yes',
      from: ElectionStory.delaying,
      comes: 'another packet that loses: the delay runs on'
    },
    input: (story) => story.packet(MALLORY),
    ...{ says: [], then: 'delaying' }
  },
  {
    ...{ boxes: '326, 322, 324, no, 328', from: ElectionStory.delaying, comes: 'a packet that wins: we are silent' },
    input: (story) => story.packet(BETTER),
    ...{ says: ['wait-over'], then: 'awaiting-result' }
  },
  {
    ...{
      boxes: '326, 302',
      from: ElectionStory.delaying,
      comes: 'the end of the delay: our packet, and on as in Fig. 8'
    },
    input: (story) => story.fire('delay-over'),
    ...{ says: ['publish-packet', 'time-out'], then: 'standing' }
  },
  {
    ...{ boxes: '326, 302, 304', from: ElectionStory.delaying, comes: 'the end of the delay, then the time-out' },
    input: (story) => {
      story.fire('delay-over')
      return story.fire('time-out')
    },
    ...{ says: ['publish-result', 'provider self', 'review-due'], then: 'idle' }
  },
  {
    ...{ boxes: '328, 330', from: silent, comes: 'the winner’s result' },
    input: (story) => story.result(BETTER),
    ...{ says: ['provider better', 'review-due'], then: 'idle' }
  },
  {
    ...{ boxes: '328, 330, no', from: silent, comes: 'a result that loses against a packet' },
    input: (story) => story.result(WORSE),
    ...{ says: ['result beaten'], then: 'awaiting-result' }
  },
  {
    ...{
      boxes: '330, no',
      from: fresh,
      comes: 'a result just now that we would have won: answered like a packet (326)'
    },
    input: (story) => story.result(WORSE),
    ...{ says: ['result beaten', 'delay-over'], then: 'delaying' }
  },
  {
    ...{ boxes: '328, never', from: silent, comes: 'no result: another election' },
    input: (story) => story.fire('wait-over'),
    ...{ says: ['packet failed', 'start-due'], then: 'about-to-start' }
  }
]

describe.each([
  ['Fig. 8, who begins an election', FIG_8, ['302', '304', '306', '308', '310', '312']],
  ['Fig. 9, who hears a packet of one', FIG_9, ['302', '322', '324', '326', '328', '330']]
])('%s', (_, rows, boxes) => {
  test.each(rows)('$boxes: $comes', ({ from, input, says, then }) => {
    const story = from()
    // When it looks again is no part of the figures.
    const withoutReview = (all: readonly string[]): string[] => all.filter((word) => word !== 'review-due')
    expect(withoutReview(words(input(story)))).toEqual(withoutReview(says))
    expect(story.machine.state).toBe(then)
  })

  test('every box occurs', () => {
    const named = new Set(rows.flatMap((row) => row.boxes.split(/\D+/)))
    expect(boxes.filter((box) => !named.has(box))).toEqual([])
  })
})
