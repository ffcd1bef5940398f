import { expect, test } from 'vitest'
import { encodeAnswer, type AdmissionAnswer } from '../../src/group/admission-messages.js'
import { HeardAnswers } from '../../src/group/heard-answers.js'

const invited: AdmissionAnswer = { outcome: 'invited', invitation: Uint8Array.of(1), nowMs: 5 }
const unknown: AdmissionAnswer = { outcome: 'unknown-code' }
const busy: AdmissionAnswer = { outcome: 'busy', retryAfterMs: 1000 }
const usedUp: AdmissionAnswer = { outcome: 'used-up' }

test.each<[string, AdmissionAnswer[], AdmissionAnswer, string[]]>([
  ['let in, then busy elsewhere', [invited, busy], invited, ['final', 'final']],
  ['let in, then unknown elsewhere', [invited, unknown], invited, ['final', 'final']],
  ['unknown, then slowed for it at another address', [unknown, busy], unknown, ['elsewhere', 'again']],
  ['busy, then known by nobody', [busy, unknown], unknown, ['again', 'elsewhere']],
  ['unknown at one group’s node, used up at the other’s', [unknown, usedUp], usedUp, ['elsewhere', 'final']],
  ['busy, then let in', [busy, invited], invited, ['again', 'final']],
  ['busy and nothing else', [busy, busy], busy, ['again', 'again']]
])('of several answers the one that says most counts: %s', (_what, answers, expected, verdicts) => {
  const heard = new HeardAnswers()
  expect(answers.map((answer) => heard.judge(encodeAnswer(answer)).type)).toEqual(verdicts)
  expect(heard.answer).toEqual(expected)
})

test('a malformed answer is none', () => {
  const heard = new HeardAnswers()
  expect(heard.judge(Uint8Array.of(8, 99))).toEqual({ type: 'elsewhere' })
  expect(heard.answer).toBeUndefined()
})
