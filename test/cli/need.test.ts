// What `potluck need` says of what it hears.
import { expect, test } from 'vitest'
import { describeOutcome, Heard } from '../../src/cli/commands/need.js'
import type { NeedEvent } from '../../src/gateway/index.js'

const digest = 'ab'.repeat(32)
const events: NeedEvent[] = [
  { event: 'asked', data: { group: 'cd'.repeat(32), id: 7, waitMs: 2_200 } },
  {
    event: 'answer',
    data: { holder: 'B', alias: '/v1/x', pairs: [], afterMs: 41, content: { digest, bytes: 3 * 2 ** 20 } }
  },
  {
    event: 'answer',
    data: { holder: 'C', alias: '/q\u001b[2J', pairs: [{ key: 'queue', value: '7' }], afterMs: 1_260 }
  },
  { event: 'progress', data: { peer: 'B', verifiedBytes: 2 ** 20, expectedBytes: 4 * 2 ** 20 } },
  { event: 'progress', data: { peer: 'B', verifiedBytes: 2 ** 20 } },
  { event: 'outcome', data: { outcome: 'found' } }
]

test('answers are lines with the time each took, in order; whoever wrote them steers no terminal', () => {
  const heard = new Heard()
  const lines = events.flatMap((event) => heard.take(event, (peer) => ({ B: 'bob', C: 'carol' })[peer] ?? peer))
  expect(lines).toEqual([
    `   41 ms  bob  3.0 MiB  sha256 ${digest}`,
    ' 1260 ms  carol  /q[2J  queue=7',
    '         bob downloads it: 25 % of 4.0 MiB',
    '         bob downloads it: 1.0 MiB so far'
  ])
  expect(heard.summary).toMatchObject({
    ...{ id: 7, waitMs: 2_200, outcome: 'found', progress: { peer: 'B', verifiedBytes: 2 ** 20 } },
    answers: [{ holder: 'B', afterMs: 41 }, { holder: 'C' }]
  })
})

test.each([
  ['found', 1, false, 'one member has it'],
  ['found', 3, false, '3 members have it'],
  ['downloaded', 0, true, 'a member has downloaded it: `potluck get` has it from there'],
  ['downloading', 0, false, 'a member downloads it: `potluck get` reads along, --wait waits'],
  ['none', 0, false, 'nobody has it'],
  ['none', 0, true, 'nobody has it, and nobody downloads it'],
  ['ended', 0, false, 'the node stopped asking']
] as const)('%s with %i answers, waited: %s', (outcome, answers, waited, line) => {
  expect(describeOutcome(outcome, answers, waited)).toBe(line)
})
