// Fig. 9, as its text explains it: who asks another to upload. Each row: where it stands, input, boxes entered, what is done, where it stands
// then. What comes before 552 and after 564 bears no number in the figure.
import { expect, test } from 'vitest'
import { bob, carol } from '../../support/people.js'
import {
  BACK_OFF_MS,
  MAX_BACK_OFF_MS,
  MAX_RETRY_AFTER_MS,
  TURNED_DOWN_MS
} from '../../../src/flows/receipt/upload-defaults.js'
import {
  answers,
  BOB_LATE,
  bobAccepts,
  bobOffers,
  bothOffer,
  boxes,
  byBob,
  byMembers,
  carolAccepts,
  delivered,
  directly,
  done,
  nobodyOffers,
  putOff,
  refused,
  Run,
  start,
  unproved,
  WAIT_MS,
  WITH_BOB,
  wrong,
  type Given
} from './uploading.js'

interface Row {
  what: string
  way: readonly Given[]
  input: Given
  boxes: number[]
  done: string[]
  state: string
}

const offline = { type: 'unreachable', detail: 'ENETUNREACH' } as const
const bobHasNothing = { type: 'nothing-yet', peer: bob.peer } as const
const bobKnowsNothing = { type: 'unknown', peer: bob.peer } as const
const bobIsAway = { type: 'presence', peer: bob.peer, isHere: false } as const
const bobIsBack = { type: 'presence', peer: bob.peer, isHere: true } as const

const rows: Row[] = [
  // Before 552: directly.
  { what: 'a new one waits for its turn', way: [], input: start, boxes: [], done: ['want-turn'], state: 'queued' },
  {
    what: 'this machine tries its own line first',
    way: [start],
    input: directly,
    boxes: [],
    done: ['go-directly'],
    state: 'direct'
  },
  {
    what: 'the own line delivers it: nobody is asked',
    way: [start, directly],
    input: { type: 'direct-ended', answer: delivered },
    boxes: [],
    done: ['delivered', 'ended delivered'],
    state: 'delivered'
  },
  {
    what: 'the backend itself refuses it there: nobody is asked',
    way: [start, directly],
    input: { type: 'direct-ended', answer: refused },
    boxes: [],
    done: ['refused', 'ended refused'],
    state: 'refused'
  },
  {
    what: 'the backend itself puts it off: nobody else would get on either',
    way: [start, directly],
    input: { type: 'direct-ended', answer: putOff },
    boxes: [],
    done: ['put-off'],
    state: 'queued'
  },
  {
    what: 'when that is over it is tried again',
    way: [start, directly, { type: 'direct-ended', answer: putOff }],
    input: 'again',
    boxes: [],
    done: ['want-turn'],
    state: 'queued'
  },
  {
    what: 'the own line is down',
    way: [start, directly],
    input: { type: 'direct-ended', answer: offline },
    boxes: [],
    done: ['unreachable', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'what the own line brought is no receipt: whoever stands in it may have made it',
    way: [start, directly],
    input: { type: 'direct-ended', answer: unproved },
    boxes: [562, 564],
    done: ['unproved', 'blame unproved', 'want-turn'],
    state: 'queued'
  },
  // 552, 554, 556, 558
  {
    what: 'members are asked: "I need", POST',
    way: [start, directly, { type: 'direct-ended', answer: offline }],
    input: directly,
    boxes: [552],
    done: ['ask'],
    state: 'asking'
  },
  {
    what: '"I have" comes: "I found", and the file goes to the alias',
    way: [start, byMembers],
    input: bobOffers,
    boxes: [554, 556, 558],
    done: ['found', 'forward bob'],
    state: 'forwarding'
  },
  {
    what: 'nobody answers: it stays, and is tried again',
    way: [start, byMembers],
    input: nobodyOffers,
    boxes: [],
    done: ['nobody'],
    state: 'queued'
  },
  {
    what: 'the back-off is over',
    way: [start, byMembers, nobodyOffers],
    input: 'again',
    boxes: [],
    done: ['want-turn'],
    state: 'queued'
  },
  {
    what: 'no key says what a receipt is: members get nothing',
    way: [start],
    input: { type: 'turn', mayGoDirectly: false, mayGoByMembers: false },
    boxes: [],
    done: [],
    state: 'queued'
  },
  {
    what: 'it does not take it: another is asked',
    way: [start, byMembers, bobOffers],
    input: { type: 'not-taken', peer: bob.peer, why: 'turned-down', detail: 'busy' },
    boxes: [],
    done: ['turned-down bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'who did not take it is not asked again at once',
    way: [
      start,
      byMembers,
      bobOffers,
      { type: 'not-taken', peer: bob.peer, why: 'turned-down', detail: 'busy' },
      byMembers
    ],
    input: bothOffer,
    boxes: [554, 556, 558],
    done: ['found', 'forward carol'],
    state: 'forwarding'
  },
  // 560
  {
    what: 'it has it',
    way: [start, byMembers, bobOffers],
    input: bobAccepts,
    boxes: [560],
    done: [],
    state: 'waiting'
  },
  { what: 'the asker asks by itself', way: WITH_BOB, input: 'look', boxes: [], done: ['look bob'], state: 'waiting' },
  {
    what: 'the relay says that there is something',
    way: WITH_BOB,
    input: { type: 'told-done', peer: bob.peer },
    boxes: [],
    done: ['look bob'],
    state: 'waiting'
  },
  { what: 'nothing yet', way: [...WITH_BOB, 'look'], input: bobHasNothing, boxes: [], done: [], state: 'waiting' },
  {
    what: 'the maximum wait is over: it is asked for the last time',
    way: WITH_BOB,
    input: 'deadline',
    boxes: [],
    done: ['look bob'],
    state: 'waiting'
  },
  // 562
  {
    what: 'a valid receipt',
    way: [...WITH_BOB, 'look'],
    input: answers(bob.peer, delivered),
    boxes: [562],
    done: ['delivered bob', 'ended delivered bob', 'tell-off bob'],
    state: 'delivered'
  },
  {
    what: 'a valid receipt at the last moment',
    way: [...WITH_BOB, 'deadline'],
    input: answers(bob.peer, delivered),
    boxes: [562],
    done: ['delivered bob', 'ended delivered bob', 'tell-off bob'],
    state: 'delivered'
  },
  {
    what: 'a signed refusal by one member alone: what it added may be the reason',
    way: WITH_BOB,
    input: answers(bob.peer, refused),
    boxes: [562],
    done: ['refused bob', 'tell-off bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'the same by another: final',
    way: [...WITH_BOB, answers(bob.peer, refused), byMembers, bothOffer, carolAccepts],
    input: answers(carol.peer, refused),
    boxes: [562],
    done: ['refused carol', 'ended refused carol', 'tell-off carol'],
    state: 'refused'
  },
  {
    what: 'a signed "not now" is nobody\'s fault, and who has one may show it for ever',
    way: WITH_BOB,
    input: answers(bob.peer, putOff),
    boxes: [562],
    done: ['put-off bob', 'tell-off bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'another may get on',
    way: [...WITH_BOB, answers(bob.peer, putOff), byMembers],
    input: bothOffer,
    boxes: [554, 556, 558],
    done: ['found', 'forward carol'],
    state: 'forwarding'
  },
  {
    what: 'nobody else is there: it waits',
    way: [...WITH_BOB, answers(bob.peer, putOff), byMembers],
    input: { type: 'offers', offers: [byBob], isAll: true },
    boxes: [],
    done: ['nobody'],
    state: 'queued'
  },
  {
    what: "given back: nobody's fault, another is asked",
    way: WITH_BOB,
    input: { type: 'given-back', peer: bob.peer, detail: 'unreachable' },
    boxes: [],
    done: ['given-back bob', 'tell-off bob', 'want-turn'],
    state: 'queued'
  },
  // 564
  {
    what: 'the signature is wrong',
    way: WITH_BOB,
    input: answers(bob.peer, wrong),
    boxes: [562, 564],
    done: ['wrong-receipt bob', 'blame wrong-receipt bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'there is none',
    way: WITH_BOB,
    input: answers(bob.peer, unproved),
    boxes: [562, 564],
    done: ['unproved bob', 'blame unproved bob', 'tell-off bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'what it returned is of another upload: nothing more is waited for',
    way: WITH_BOB,
    input: { type: 'misstated', peer: bob.peer },
    boxes: [562, 564],
    done: ['unproved bob', 'blame unproved bob', 'tell-off bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'it had only been offered it when this node stopped, and returns what became of an order before: nobody is to blame',
    way: [{ type: 'resume', held: [{ by: byBob, isAccepted: false, leftMs: WAIT_MS, isLate: false }] }],
    input: { type: 'misstated', peer: bob.peer },
    boxes: [],
    done: ['restarted bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'the maximum wait expired, and it was here all the time',
    way: [...WITH_BOB, 'deadline'],
    input: bobHasNothing,
    boxes: [564],
    done: ['too-late bob', 'blame silent bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'it had taken it, and knows nothing of it before its deadline: another gets it, and it is judged then',
    way: [...WITH_BOB, 'look'],
    input: bobKnowsNothing,
    boxes: [],
    done: ['too-late bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'its deadline is over, and it knows nothing still',
    way: [...WITH_BOB, 'look', bobKnowsNothing, 'one-more-wait'],
    input: bobKnowsNothing,
    boxes: [564],
    done: ['blame silent bob'],
    state: 'queued'
  },
  {
    what: 'another delivers it before: it is judged at its deadline all the same',
    way: [...WITH_BOB, 'look', bobKnowsNothing, byMembers, bothOffer, carolAccepts],
    input: answers(carol.peer, delivered),
    boxes: [562],
    done: ['delivered carol', 'ended delivered carol', 'tell-off carol', 'judge-later bob'],
    state: 'delivered'
  },
  {
    what: 'it knows nothing at its deadline',
    way: [...WITH_BOB, 'deadline'],
    input: bobKnowsNothing,
    boxes: [564],
    done: ['too-late bob', 'blame silent bob', 'want-turn'],
    state: 'queued'
  },
  // After 564: 552 again.
  {
    what: 'another gets it',
    way: [...WITH_BOB, answers(bob.peer, wrong), byMembers],
    input: bothOffer,
    boxes: [554, 556, 558],
    done: ['found', 'forward carol'],
    state: 'forwarding'
  },
  {
    what: 'who brought a wrong one keeps it to answer for it, and forgets it before it is offered it again',
    way: [...WITH_BOB, answers(bob.peer, wrong), byMembers, nobodyOffers, { type: 'retry-now' }, byMembers],
    input: bobOffers,
    boxes: [554, 556, 558],
    done: ['found', 'tell-off bob', 'forward bob'],
    state: 'forwarding'
  },
  {
    what: 'a late receipt that is valid counts, while another has it: that one is told',
    way: BOB_LATE,
    input: answers(bob.peer, delivered),
    boxes: [562],
    done: ['delivered bob', 'ended delivered bob', 'tell-off carol', 'tell-off bob'],
    state: 'delivered'
  },
  {
    what: 'a late receipt that is wrong changes nothing for who has it now',
    way: BOB_LATE,
    input: answers(bob.peer, wrong),
    boxes: [562, 564],
    done: ['wrong-receipt bob', 'blame wrong-receipt bob'],
    state: 'waiting'
  },
  {
    what: 'who is late is asked now and then',
    way: BOB_LATE,
    input: 'late-look',
    boxes: [],
    done: ['look bob'],
    state: 'waiting'
  },
  {
    what: 'the relay is away for long: another gets it, and nobody is to blame',
    way: [...WITH_BOB, bobIsAway],
    input: 'gone',
    boxes: [],
    done: ['gone bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'it was away, and cannot be asked at the deadline: nobody is to blame',
    way: [...WITH_BOB, 'deadline'],
    input: { type: 'no-answer', peer: bob.peer },
    boxes: [],
    done: ['gone bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'it was away, and has nothing at the deadline: nobody is to blame yet',
    way: [...WITH_BOB, bobIsAway, bobIsBack, 'deadline'],
    input: bobHasNothing,
    boxes: [],
    done: ['too-late bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'it is back: it has its time once more',
    way: [...WITH_BOB, bobIsAway, 'gone', bobIsBack],
    input: 'one-more-wait',
    boxes: [],
    done: ['look bob'],
    state: 'queued'
  },
  {
    what: 'and had nothing in that either',
    way: [...WITH_BOB, bobIsAway, 'gone', bobIsBack, 'one-more-wait'],
    input: bobHasNothing,
    boxes: [564],
    done: ['blame silent bob'],
    state: 'queued'
  },
  {
    what: 'nobody wants it any more',
    way: WITH_BOB,
    input: { type: 'cancel' },
    boxes: [],
    done: ['ended cancelled', 'tell-off bob'],
    state: 'cancelled'
  },
  // This node stops in between.
  {
    what: 'a relay had it: it is asked first',
    way: [],
    input: { type: 'resume', held: [{ by: byBob, isAccepted: true, leftMs: 30_000, isLate: false }] },
    boxes: [560],
    done: ['look bob'],
    state: 'waiting'
  },
  {
    what: 'it was only being offered one, which has it not: another try',
    way: [{ type: 'resume', held: [{ by: byBob, isAccepted: false, leftMs: 30_000, isLate: false }] }],
    input: { type: 'unknown', peer: bob.peer },
    boxes: [],
    done: ['restarted bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'the deadline was over when this node came back: nobody knows whether the relay was here',
    way: [{ type: 'resume', held: [{ by: byBob, isAccepted: true, leftMs: -1, isLate: false }] }, 'deadline'],
    input: bobHasNothing,
    boxes: [],
    done: ['too-late bob', 'want-turn'],
    state: 'queued'
  },
  {
    what: 'it may have done all while this node was off, and forgotten it since: nobody is to blame, ever',
    way: [{ type: 'resume', held: [{ by: byBob, isAccepted: true, leftMs: -86_400_000, isLate: false }] }],
    input: bobKnowsNothing,
    boxes: [],
    done: ['too-late bob', 'want-turn'],
    state: 'queued'
  }
]

test.each(rows)('$boxes: $what', ({ way, input, boxes: entered, done: what, state }) => {
  const run = new Run()
  run.give(...way)
  const said = run.give(input)
  expect(boxes(said)).toEqual(entered)
  expect(done(said)).toEqual(what)
  expect(run.machine.place.state).toBe(state)
})

test('560 lasts as long as the acceptance says, and what fetching takes', () => {
  const timers = new Run().give(...WITH_BOB).filter(({ type }) => type === 'set-timer')
  expect(timers).toMatchObject([
    { inMs: WAIT_MS + 5_000, then: { type: 'deadline' } },
    { inMs: 250, then: { type: 'look' } }
  ])
})

test('what a member puts off is offered to it again by the back-off, or when it says that the backend wants it', () => {
  const run = new Run()
  run.give(start)
  const isOffered = (afterMs: number): boolean => {
    run.nowMs += afterMs
    run.give(byMembers)
    return done(run.give({ type: 'offers', offers: [byBob], isAll: true })).includes('forward bob')
  }
  const putsOff = (retryAfterMs: number | undefined): unknown =>
    run.give(bobAccepts, answers(bob.peer, { type: 'put-off', status: 503, isProved: true, retryAfterMs }))
  expect(isOffered(0)).toBe(true)
  putsOff(undefined)
  expect([isOffered(TURNED_DOWN_MS - 1), run.give('again'), isOffered(1)]).toEqual([false, expect.anything(), true])
  putsOff(999_999_999_999)
  expect([isOffered(MAX_RETRY_AFTER_MS - 1), run.give('again'), isOffered(1)]).toEqual([false, expect.anything(), true])
})

test('a member that takes it and gives it back, again and again: each pause is longer, until an answer comes', () => {
  const run = new Run()
  const round: Given[] = [
    byMembers,
    bobOffers,
    bobAccepts,
    { type: 'given-back', peer: bob.peer, detail: 'unreachable' }
  ]
  const pause = (): number => {
    const beganMs = run.nowMs
    run.give('again')
    return run.nowMs - beganMs
  }
  run.give(start)
  const pauses = [0, 1, 2].map(() => {
    run.give(...round, byMembers, nobodyOffers)
    const pausedMs = pause()
    run.nowMs += MAX_BACK_OFF_MS
    return pausedMs
  })
  expect(pauses[1]).toBeGreaterThan(1.1 * pauses[0]!)
  expect(pauses[2]).toBeGreaterThan(1.1 * pauses[1]!)
  run.give(byMembers, bobOffers, bobAccepts, answers(bob.peer, unproved), byMembers, nobodyOffers)
  expect(pause()).toBeLessThan(1.25 * BACK_OFF_MS + 1)
})

test('every box of the figure occurs', () => {
  expect(new Set(rows.flatMap((row) => row.boxes))).toEqual(new Set([552, 554, 556, 558, 560, 562, 564]))
})
