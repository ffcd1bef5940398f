// Fig. 4A: who asks, where downloads of others are not waited for. Each row: box, input, output, boxes entered. What comes of 150 and
// 158 is the crossing's: figure-4-crossing.test.ts.
import { expect, test } from 'vitest'
import { bobHas, bobLoads, boxes, carolHas, done, Run, type Given, type Input, type Output } from './asking.js'

const start: Input = { type: 'start' }
const bobAnswers: Input = { type: 'have', answer: bobHas }
const carolAnswers: Input = { type: 'have', answer: carolHas }

/** What brings a new machine there. */
const WAY: { [box: number]: Given[] } = {
  142: [],
  144: [start],
  150: [start, 'time-out'],
  158: [start, bobAnswers]
}

interface Row {
  box: number
  what: string
  input: Given
  outputs: Output[]
  /** Those that are entered. */
  boxes: number[]
}

const found: Output = { type: 'publish-found' }
const rows: Row[] = [
  { box: 142, what: 'an item is needed', input: start, outputs: [{ type: 'publish-need' }], boxes: [144] },
  {
    box: 144,
    what: '"I have" comes within the time',
    input: bobAnswers,
    outputs: [found, { type: 'take', holder: bobHas.holder, answer: bobHas }],
    boxes: [146, 158]
  },
  { box: 144, what: 'nobody answers', input: 'time-out', outputs: [{ type: 'retrieve' }], boxes: [150] },
  {
    box: 144,
    what: 'somebody downloads it: this application does not wait for that',
    input: { type: 'downloading', download: bobLoads },
    outputs: [],
    boxes: []
  },
  {
    box: 158,
    what: 'a second answer, too late to be called off, stands in',
    input: carolAnswers,
    outputs: [{ type: 'alternative', answer: carolHas }],
    boxes: []
  },
  {
    box: 150,
    what: 'an answer that comes only now stands in',
    input: bobAnswers,
    outputs: [found, { type: 'alternative', answer: bobHas }],
    boxes: []
  },
  {
    box: 150,
    what: 'it is here, or nobody wants it',
    input: { type: 'cancel' },
    outputs: [found, { type: 'ended' }],
    boxes: [142]
  },
  {
    box: 158,
    what: 'it is here, or nobody wants it',
    input: { type: 'cancel' },
    outputs: [{ type: 'ended' }],
    boxes: [142]
  }
]

test.each(rows)('$box: $what', ({ box, input, outputs, boxes: entered }) => {
  const run = new Run({ waitsForDownload: false })
  run.give(...WAY[box]!)
  expect(run.box).toBe(box)
  const said = run.give(input)
  expect(done(said)).toEqual(outputs)
  expect(boxes(said)).toEqual(entered)
})

test('144 lasts for the maximum delay and the transmission', () => {
  const [timer] = new Run({ waitsForDownload: false }).give(start).filter(({ type }) => type === 'set-timer')
  expect(timer).toMatchObject({ inMs: 2_200, then: { type: 'time-out' } })
})

test('every box of the figure occurs', () => {
  const all = new Set(rows.flatMap(({ box, boxes: entered }) => [box, ...entered]))
  expect(all).toEqual(new Set([142, 144, 146, 150, 158]))
})
