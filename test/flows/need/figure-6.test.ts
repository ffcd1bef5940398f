// Fig. 6: one need of ours, step by step. Each row: what happens, and the steps that follow from it. Where nobody downloads the item
// the text leads from 220 to 210, though there is no copy yet; Fig. 4B leads to retrieving it, and so do we: 216. 210, and 214 decided by who comes
// later: the crossing's, figure-4-crossing.test.ts.
import { expect, test } from 'vitest'
import { bobHas, bobLoads, Run, type Given, type Input, type Output } from './asking.js'

const start: Input = { type: 'start' }
const answers: Input = { type: 'have', answer: bobHas }
const downloads: Input = { type: 'downloading', download: bobLoads }
const complete: Input = { type: 'download-ended', peer: bobLoads.peer, complete: true }
const over: Input = { type: 'cancel' }

const rows: { what: string; inputs: Given[]; steps: number[] }[] = [
  { what: 'somebody has it', inputs: [start, answers, over], steps: [202, 204, 206, 208] },
  { what: 'nobody downloads it', inputs: [start, 'time-out', over], steps: [202, 204, 214, 220, 216] },
  {
    what: 'somebody downloads it, and is done',
    inputs: [start, downloads, 'time-out', complete, over],
    steps: [202, 204, 214, 220, 222, 224, 226]
  },
  {
    what: 'somebody downloads it, and says "I have" then',
    inputs: [start, downloads, 'time-out', answers, over],
    steps: [202, 204, 214, 220, 222, 224, 226]
  }
]

const STEP_OF_STATE: { [state: string]: number } = {
  'waiting-for-response': 204,
  'telling-found': 206,
  'wait-for-download?': 214,
  'any-in-progress?': 220,
  'telling-found-in-progress': 222,
  'awaiting-download': 224
}

function steps(outputs: readonly Output[]): number[] {
  let hasWaited = false
  return outputs.flatMap((output) => {
    switch (output.type) {
      case 'publish-need':
        return [202]
      case 'state':
        return STEP_OF_STATE[output.state] ?? []
      case 'follow':
        hasWaited = true
        return []
      case 'take':
        return [hasWaited ? 226 : 208]
      case 'retrieve':
        return [216]
      default:
        return []
    }
  })
}

test.each(rows)('$what: $steps', ({ inputs, steps: expected }) => {
  const run = new Run()
  run.give(...inputs)
  expect(steps(run.outputs)).toEqual(expected)
  expect(run.outputs.at(-1)).toEqual({ type: 'ended' })
  // Said once, wherever: by 206, by 222, or when the need is over.
  expect(run.outputs.filter(({ type }) => type === 'publish-found')).toHaveLength(1)
})

test('every step of the figure occurs', () => {
  const all = new Set(rows.flatMap(({ steps: taken }) => taken))
  expect(all).toEqual(new Set([202, 204, 206, 208, 214, 216, 220, 222, 224, 226]))
})
