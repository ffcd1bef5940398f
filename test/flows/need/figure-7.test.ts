// Fig. 7: retrieving the item oneself (216), and telling of it. Each row: what happens in box 150, the packets, their steps.
import { expect, test } from 'vitest'
import { PROGRESS_BYTES, PROGRESS_EVERY_MS } from '../../../src/flows/need/defaults.js'
import { NeedServer } from '../../../src/flows/need/need-server.js'
import { alice } from '../../support/people.js'
import { done, Run, type Given, type Input, type Output } from './asking.js'

const start: Input = { type: 'start' }
const expectedBytes = 3 * PROGRESS_BYTES
const progress = (verifiedBytes: number): Input => ({ type: 'progress', verifiedBytes, expectedBytes })
const told = (verifiedBytes: number): Output => ({ type: 'tell-downloading', verifiedBytes, expectedBytes })

interface Row {
  what: string
  /** From the start of the need. */
  before: Given[]
  input: Given
  outputs: Output[]
  steps: string[]
}

const rows: Row[] = [
  {
    what: 'it begins, and says so at once',
    before: [start],
    input: 'time-out',
    outputs: [{ type: 'retrieve' }, { type: 'tell-downloading', verifiedBytes: 0, expectedBytes: undefined }],
    steps: ['216A', '216B']
  },
  {
    what: 'a little more is no packet',
    before: [start, 'time-out'],
    input: progress(PROGRESS_BYTES - 1),
    outputs: [],
    steps: []
  },
  {
    what: 'much more is one',
    before: [start, 'time-out', progress(1)],
    input: progress(PROGRESS_BYTES),
    outputs: [told(PROGRESS_BYTES)],
    steps: ['216C']
  },
  {
    what: 'time that has passed is one',
    before: [start, 'time-out', progress(1_000)],
    input: 'tell',
    outputs: [told(1_000)],
    steps: ['216C']
  }
]

test.each(rows)('$steps: $what', ({ before, input, outputs, steps }) => {
  const run = new Run()
  run.give(...before)
  const isBegun = run.box === 150
  const said = done(run.give(input))
  expect(said).toEqual(outputs)
  const taken = said.map(({ type }) => (type === 'retrieve' ? '216A' : isBegun ? '216C' : '216B'))
  expect(taken).toEqual(steps)
})

test('216B: who asks meanwhile is answered straight, "I am downloading" and not "I have", and at once', () => {
  const request = { asker: alice.peer, needId: '02'.repeat(16) }
  const server = new NeedServer()
  server.handle({ type: 'need', request })
  const said = server.handle({ type: 'located', request, located: { what: 'downloading' } })
  expect(said).toEqual([{ type: 'answer', request, what: 'downloading' }])
})

test('216C comes again as long as it goes on, and no longer', () => {
  const run = new Run()
  const timers = run.give(start, 'time-out').filter(({ type }) => type === 'set-timer')
  expect(timers).toMatchObject([{ inMs: PROGRESS_EVERY_MS, then: { type: 'tell' } }])
  expect(run.give('tell')).toMatchObject([{ type: 'tell-downloading' }, { inMs: PROGRESS_EVERY_MS }])
  run.give({ type: 'retrieved' })
  expect(run.give('tell')).toEqual([])
})

test('every step of the figure occurs', () => {
  expect(new Set(rows.flatMap(({ steps }) => steps))).toEqual(new Set(['216A', '216B', '216C']))
})
