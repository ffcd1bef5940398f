// Fig. 5: one request at who has it, step by step. Each row: what happens, and the steps that follow from it.
import { expect, test } from 'vitest'
import { NeedServer, type NeedServerInput, type NeedServerOutput } from '../../../src/flows/need/need-server.js'
import { alice } from '../../support/people.js'

const request = { asker: alice.peer, needId: '01'.repeat(16) }
const need: NeedServerInput = { type: 'need', request }
const held: NeedServerInput = { type: 'located', request, located: { what: 'held', delayMs: 1_999 } }
const nothing: NeedServerInput = { type: 'located', request, located: { what: 'nothing' } }
const delayOver: NeedServerInput = { type: 'delay-over', request }
const found: NeedServerInput = { type: 'found', request }

/** 182: nothing is worked on. 184: a request is heard. The others show in what the machine says. */
const rows = [
  { inputs: [], steps: [182] },
  { inputs: [need, nothing], steps: [182, 184, 186] },
  { inputs: [need, held], steps: [182, 184, 186, 188] },
  { inputs: [need, held, found], steps: [182, 184, 186, 188, 190] },
  { inputs: [need, held, delayOver], steps: [182, 184, 186, 188, 192] },
  { inputs: [need, held, delayOver, found], steps: [182, 184, 186, 188, 192] },
  { inputs: [need, held, found, delayOver], steps: [182, 184, 186, 188, 190] }
]

function stepsOf(output: NeedServerOutput): number[] {
  if (output.type === 'locate') return [186]
  if (output.type === 'set-timer') return output.then.type === 'delay-over' ? [188] : []
  return [output.type === 'cancel' ? 190 : 192]
}

test.each(rows)('$steps', ({ inputs, steps }) => {
  const server = new NeedServer()
  const taken = server.size === 0 ? [182] : []
  for (const input of inputs) {
    if (input.type === 'need') taken.push(184)
    taken.push(...server.handle(input).flatMap(stepsOf))
  }
  expect(taken).toEqual(steps)
  expect(server.size).toBe(steps.at(-1) === 188 ? 1 : 0) // All others have run to the end.
})

test('every step of the figure occurs', () => {
  expect(new Set(rows.flatMap(({ steps }) => steps))).toEqual(new Set([182, 184, 186, 188, 190, 192]))
})
