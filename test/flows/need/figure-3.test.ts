// Fig. 3: who has it, in the states of one request. Each row: box, input, output, box.
import { expect, test } from 'vitest'
import { LOCATE_BUDGET_MS } from '../../../src/flows/need/defaults.js'
import {
  NeedServer,
  type NeedServerInput,
  type NeedServerOutput,
  type RequestKey
} from '../../../src/flows/need/need-server.js'
import { alice, bob } from '../../support/people.js'

const request: RequestKey = { asker: alice.peer, needId: '01'.repeat(16) }
const other: RequestKey = { asker: bob.peer, needId: request.needId }
const need: NeedServerInput = { type: 'need', request }
const held: NeedServerInput = { type: 'located', request, located: { what: 'held', delayMs: 700 } }
const found: NeedServerInput = { type: 'found', request }
const delayOver = { type: 'delay-over', request } as const
const locatingOver = { type: 'locating-over', request } as const

const BOX_OF_STATE = { idle: 122, locating: 124, waiting: 126 } as const
const BOX_OF_OUTPUT: { [type: string]: number } = { cancel: 128, answer: 130 }
/** What brings a new machine there. */
const WAY: { [box: number]: NeedServerInput[] } = { 122: [], 124: [need], 126: [need, held] }

interface Row {
  box: number
  what: string
  input: NeedServerInput
  outputs: NeedServerOutput[]
  /** From there to there, with those that are passed through. */
  boxes: number[]
}

const cancelled: NeedServerOutput[] = [{ type: 'cancel', request }]
const rows: Row[] = [
  {
    box: 122,
    what: '"I need" is heard',
    input: need,
    outputs: [
      { type: 'locate', request },
      { type: 'set-timer', inMs: LOCATE_BUDGET_MS, request, then: locatingOver }
    ],
    boxes: [122, 124]
  },
  {
    box: 124,
    what: 'there is no local copy',
    input: { type: 'located', request, located: { what: 'nothing' } },
    outputs: [],
    boxes: [124, 122]
  },
  {
    box: 124,
    what: 'there is a local copy: the random delay begins',
    input: held,
    outputs: [{ type: 'set-timer', inMs: 700, request, then: delayOver }],
    boxes: [124, 126]
  },
  {
    box: 124,
    what: 'it is being downloaded here (the downloading flag)',
    input: { type: 'located', request, located: { what: 'downloading' } },
    outputs: [{ type: 'answer', request, what: 'downloading' }],
    boxes: [124, 130, 122]
  },
  { box: 124, what: 'looking takes too long', input: locatingOver, outputs: [], boxes: [124, 122] },
  { box: 124, what: '"I found" while looking', input: found, outputs: cancelled, boxes: [124, 128, 122] },
  { box: 126, what: '"I found" before the delay is over', input: found, outputs: cancelled, boxes: [126, 128, 122] },
  {
    box: 126,
    what: 'the delay is over',
    input: delayOver,
    outputs: [{ type: 'answer', request, what: 'have' }],
    boxes: [126, 130, 122]
  },
  {
    box: 126,
    what: 'the asker is gone',
    input: { type: 'gone', asker: alice.peer },
    outputs: cancelled,
    boxes: [126, 128, 122]
  },
  {
    box: 126,
    what: '"I found" of another member is about its own need',
    input: { type: 'found', request: other },
    outputs: [],
    boxes: [126, 126]
  },
  {
    box: 126,
    what: '"I need" of another is heard whatever the state of this',
    input: { type: 'need', request: other },
    outputs: [
      { type: 'locate', request: other },
      { type: 'set-timer', inMs: LOCATE_BUDGET_MS, request: other, then: { type: 'locating-over', request: other } }
    ],
    boxes: [126, 126]
  },
  { box: 126, what: 'the same need is heard again', input: need, outputs: [], boxes: [126, 126] },
  { box: 122, what: 'a timer of what is over', input: delayOver, outputs: [], boxes: [122, 122] }
]

test.each(rows)('$box: $what', ({ box, input, outputs, boxes }) => {
  const server = new NeedServer()
  for (const earlier of WAY[box]!) server.handle(earlier)
  const said = server.handle(input)
  expect(said).toEqual(outputs)
  const passed = said.flatMap(({ type }) => BOX_OF_OUTPUT[type] ?? [])
  expect([box, ...passed, BOX_OF_STATE[server.stateOf(request)]]).toEqual(boxes)
})

test('every box of the figure occurs', () => {
  expect(new Set(rows.flatMap(({ boxes }) => boxes))).toEqual(new Set([122, 124, 126, 128, 130]))
})
