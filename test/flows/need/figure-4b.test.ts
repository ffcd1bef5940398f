// Fig. 4B: who asks, and waits for downloads in progress. Each row: box, input, output, boxes entered. The text prints 144 for
// "wait for download?" too; that is 148 here. What comes of 150 and 158, and who decides later in 148: figure-4-crossing.test.ts.
import { expect, test } from 'vitest'
import { ANSWERS_DEADLINE_MS } from '../../../src/content/crossing-defaults.js'
import { DOWNLOAD_SILENCE_MS } from '../../../src/flows/need/defaults.js'
import { answerTimes } from '../../../src/flows/need/response-delay.js'
import { COPY_SILENCE_MS, MAX_COPY_SILENCES, MAX_TIMES_ASKED_AGAIN } from '../../../src/flows/need/source-defaults.js'
import {
  aliceLoads,
  bobHas,
  bobLoads,
  boxes,
  carolHas,
  carolLoads,
  done,
  Run,
  type Given,
  type Input,
  type Output
} from './asking.js'

const start: Input = { type: 'start' }
const bobAnswers: Input = { type: 'have', answer: bobHas }
const carolAnswers: Input = { type: 'have', answer: carolHas }
const bobDownloads: Input = { type: 'downloading', download: bobLoads }
const carolDownloads: Input = { type: 'downloading', download: carolLoads }
const bobCopies: Input = { type: 'copying', download: bobLoads }

const bobCopiesOn = { type: 'copying', download: { ...bobLoads, verifiedBytes: bobLoads.verifiedBytes + 1 } } as const
const bobWaits = (bytesBefore: number): Input => ({ type: 'copying', download: { ...bobLoads, bytesBefore } })
const asksAgain: Output = { type: 'publish-need-again', excluded: [bobLoads.peer] }

interface Row {
  box: number
  what: string
  /** What was given before, from the start. */
  before: Given[]
  input: Given
  outputs: Output[]
  /** Those that are entered. */
  boxes: number[]
}

const found: Output = { type: 'publish-found' }
const retrieves: Output[] = [{ type: 'retrieve' }]
const follows = (download: typeof bobLoads): Output[] => [
  { type: 'follow', download },
  { type: 'show-progress', download }
]
const takes = (answer: typeof bobHas): Output => ({ type: 'take', holder: answer.holder, answer })
const awaitsCopy: Output[] = [
  { type: 'await-copy', download: bobLoads },
  { type: 'show-progress', download: bobLoads }
]
const AWAITING: Given[] = [start, bobDownloads, 'time-out']

const rows: Row[] = [
  { box: 142, what: 'an item is needed', before: [], input: start, outputs: [{ type: 'publish-need' }], boxes: [144] },
  {
    box: 144,
    what: '"I have" within the time, whoever downloads it',
    before: [start, carolDownloads],
    input: bobAnswers,
    outputs: [found, takes(bobHas)],
    boxes: [146, 158]
  },
  {
    box: 144,
    what: 'nobody answers; it would wait; nobody downloads it',
    before: [start],
    input: 'time-out',
    outputs: retrieves,
    boxes: [148, 152, 150]
  },
  {
    box: 144,
    what: 'nobody answers; it waits; of two that download it, for who has more',
    before: [start, bobDownloads, carolDownloads],
    input: 'time-out',
    outputs: [found, ...follows(carolLoads)],
    boxes: [148, 152, 154, 156]
  },
  {
    box: 144,
    what: 'its holder copies it for us: nobody else need answer, and it is waited for',
    before: [start, carolDownloads],
    input: bobCopies,
    outputs: [found, ...awaitsCopy],
    boxes: [154, 156]
  },
  {
    box: 156,
    what: 'it is copied',
    before: [start, bobCopies],
    input: bobAnswers,
    outputs: [takes(bobHas)],
    boxes: [158]
  },
  {
    box: 156,
    what: 'the copy is no further, whatever is said of it: all others are asked anew',
    before: [start, bobCopies, bobCopies],
    input: 'silence',
    outputs: [{ type: 'copy-failed', peer: bobLoads.peer }, asksAgain],
    boxes: [144]
  },
  {
    box: 144,
    what: 'asked anew, nobody answers: whoever downloads it, but not whose copy did not come',
    before: [start, carolDownloads, bobCopies, 'silence', bobCopies],
    input: 'time-out',
    outputs: [found, ...follows(carolLoads)],
    boxes: [148, 152, 154, 156]
  },
  {
    box: 156,
    what: 'the copy goes on: all others are asked beside it',
    before: [start, bobCopies, bobCopiesOn],
    input: 'silence',
    outputs: [asksAgain],
    boxes: [144]
  },
  {
    box: 156,
    what: 'so does one that waits its turn, as long as less is before it',
    before: [start, bobWaits(2_000), bobWaits(1_000)],
    input: 'silence',
    outputs: [asksAgain],
    boxes: [144]
  },
  {
    box: 144,
    what: 'beside a copy that goes on: another answers',
    before: [start, bobCopies, bobCopiesOn, 'silence', bobCopiesOn],
    input: carolAnswers,
    outputs: [found, takes(carolHas)],
    boxes: [146, 158]
  },
  {
    box: 144,
    what: 'beside a copy that goes on nobody answers: that is waited for',
    before: [start, bobCopies, bobCopiesOn, 'silence'],
    input: 'time-out',
    outputs: [
      found,
      { type: 'await-copy', download: bobCopiesOn.download },
      { type: 'show-progress', download: bobCopiesOn.download }
    ],
    boxes: [148, 152, 154, 156]
  },
  {
    box: 144,
    what: 'asked anew: the copy that did not come is there after all',
    before: [start, bobCopies, 'silence'],
    input: bobAnswers,
    outputs: [found, takes(bobHas)],
    boxes: [146, 158]
  },
  {
    box: 156,
    what: 'who announced a copy is gone: all others are asked anew',
    before: [start, bobCopies],
    input: { type: 'gone', peer: bobLoads.peer },
    outputs: [asksAgain],
    boxes: [144]
  },
  {
    box: 156,
    what: 'the copy takes too long, whoever else copies it',
    before: [
      ...[start, bobWaits(100), bobWaits(99), 'silence' as const, 'time-out' as const],
      ...Array.from({ length: MAX_COPY_SILENCES - 2 }, (_, i) => [bobWaits(98 - i), 'silence' as const]).flat(),
      bobWaits(1)
    ],
    input: 'silence',
    outputs: [{ type: 'copy-failed', peer: bobLoads.peer }, ...retrieves],
    boxes: [148, 152, 150]
  },
  {
    box: 150,
    what: 'its holder copies it for us: nobody else need answer',
    before: [start, 'time-out'],
    input: bobCopies,
    outputs: [found],
    boxes: []
  },
  {
    box: 156,
    what: 'how far the download is, is shown',
    before: AWAITING,
    input: { type: 'downloading', download: { ...bobLoads, verifiedBytes: 524_288 } },
    outputs: [{ type: 'show-progress', download: { ...bobLoads, verifiedBytes: 524_288 } }],
    boxes: []
  },
  {
    box: 156,
    what: 'the download is complete',
    before: AWAITING,
    input: { type: 'download-ended', peer: bobLoads.peer, complete: true },
    outputs: [{ type: 'take', holder: bobLoads.peer, answer: undefined }],
    boxes: [158]
  },
  {
    box: 156,
    what: 'the downloader says "I have"',
    before: AWAITING,
    input: bobAnswers,
    outputs: [takes(bobHas)],
    boxes: [158]
  },
  {
    box: 156,
    what: 'another says "I have"',
    before: AWAITING,
    input: carolAnswers,
    outputs: [takes(carolHas)],
    boxes: [158]
  },
  {
    box: 156,
    what: 'the downloader fails: the next one',
    before: [start, bobDownloads, { type: 'downloading', download: aliceLoads }, 'time-out'],
    input: { type: 'download-ended', peer: bobLoads.peer, complete: false },
    outputs: follows(aliceLoads),
    boxes: [148, 152, 156]
  },
  {
    box: 156,
    what: 'the downloader is gone, and there is no other',
    before: AWAITING,
    input: { type: 'gone', peer: bobLoads.peer },
    outputs: retrieves,
    boxes: [148, 152, 150]
  },
  {
    box: 156,
    what: 'nothing is heard of the download any more',
    before: AWAITING,
    input: 'silence',
    outputs: retrieves,
    boxes: [148, 152, 150]
  },
  {
    box: 150,
    what: 'nobody wants it any more',
    before: [start, 'time-out'],
    input: { type: 'cancel' },
    outputs: [found, { type: 'ended' }],
    boxes: [142]
  }
]

test.each(rows)('$box: $what', ({ box, before, input, outputs, boxes: entered }) => {
  const run = new Run()
  run.give(...before)
  expect(run.box).toBe(box)
  const said = run.give(input)
  expect(done(said)).toEqual(outputs)
  expect(boxes(said)).toEqual(entered)
})

test('156 lasts as long as the download gets further than it ever was', () => {
  const run = new Run()
  const said = (verifiedBytes: number): Input => ({ type: 'downloading', download: { ...bobLoads, verifiedBytes } })
  run.give(...AWAITING, said(200_000))
  expect(run.give('silence')).toMatchObject([{ type: 'set-timer', inMs: DOWNLOAD_SILENCE_MS }])
  expect(boxes(run.give(said(100_000), said(200_000), bobDownloads, 'silence')).at(-1)).toBe(150)
})

test('all are asked anew three times at most, within what a crossing waits for, also in large groups', () => {
  const run = new Run()
  run.give(start)
  let waits = 0
  for (let copier = 0; run.box !== 150; copier++) {
    const copy = { ...bobLoads, peer: `copier ${copier}` }
    run.give({ type: 'copying', download: copy }, 'silence')
    if (run.box === 156) run.give('silence')
    expect(++waits).toBeLessThan(10)
  }
  expect(run.outputs.filter(({ type }) => type === 'publish-need-again')).toHaveLength(MAX_TIMES_ASKED_AGAIN)
  const { maxDelayMs, transmissionMs } = answerTimes('exponential', 1_000)
  const longestMs = (1 + MAX_TIMES_ASKED_AGAIN) * (maxDelayMs + transmissionMs) + MAX_COPY_SILENCES * COPY_SILENCE_MS
  expect(longestMs).toBeLessThan(ANSWERS_DEADLINE_MS)
})

test('what excluded members say is nothing', () => {
  const run = new Run({ excluded: [bobHas.holder] })
  expect(run.give(start, bobAnswers)).toEqual([])
  run.give(bobDownloads)
  expect(boxes(run.give('time-out'))).toEqual([148, 152, 150])
})

test('where all answers are wanted 144 lasts until its end, and the first is taken then', () => {
  const run = new Run({ collectsAll: true })
  run.give(start, bobAnswers, carolAnswers)
  expect([run.box, done(run.outputs).slice(1)]).toEqual([
    144,
    [bobHas, carolHas].map((answer) => ({ type: 'alternative', answer }))
  ])
  const said = run.give('time-out')
  expect([boxes(said), done(said)]).toEqual([
    [146, 158],
    [found, takes(bobHas)]
  ])
})

test('every box of the figure occurs', () => {
  const all = new Set(rows.flatMap(({ box, boxes: entered }) => [box, ...entered]))
  expect(all).toEqual(new Set([142, 144, 146, 148, 150, 152, 154, 156, 158]))
})
