import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { potluck } from '../../src/group/group-pb.js'
import {
  decodeKnockAnswer,
  decodeKnockRequest,
  encodeKnockAnswer,
  encodeKnockRequest,
  type KnockAnswer,
  type KnockRequest
} from '../../src/group/knock-messages.js'

const wire = potluck.group.v1
const rootPublicKey = new Uint8Array(32).fill(7)

test.each<[string, KnockRequest]>([
  ['whose door this is', { type: 'list' }],
  ['to be let in', { type: 'knock', rootPublicKey, name: 'Bob’s laptop' }]
])('a request %s is read as it was written', (_what, request) => {
  expect(decodeKnockRequest(encodeKnockRequest(request))).toEqual(request)
})

test.each<[string, KnockAnswer]>([
  ['a group', { outcome: 'offered', rootPublicKey, groupName: 'Home', administratorName: 'alice' }],
  ['to wait', { outcome: 'waiting', retryAfterMs: 5000 }],
  ['no', { outcome: 'denied' }],
  ['to come later', { outcome: 'busy', retryAfterMs: 10_000 }],
  ['an invitation', { outcome: 'invited', invitation: utf8('invitation'), nowMs: 1_700_000_000_000 }]
])('the answer %s is read as it was written', (_what, answer) => {
  expect(decodeKnockAnswer(encodeKnockAnswer(answer))).toEqual(answer)
})

describe('what is no request', () => {
  test.each([
    ['nothing', {}],
    ['a knock at no group', { knock: { name: 'bob' } }],
    ['a key of another length', { knock: { rootPublicKey: new Uint8Array(31), name: 'bob' } }],
    ['no name', { knock: { rootPublicKey } }],
    ['a name that is too long', { knock: { rootPublicKey, name: 'x'.repeat(65) } }],
    ['a name that steers a terminal', { knock: { rootPublicKey, name: '\u001b[2Jbob' } }],
    ['a name that turns the text round', { knock: { rootPublicKey, name: '\u202ebob' } }],
    ['a name of two lines', { knock: { rootPublicKey, name: 'bob\nallowed: yes' } }]
  ])('%s', (_what, request) => {
    expect(decodeKnockRequest(wire.KnockRequest.encode(request).finish())).toBeUndefined()
  })

  test('a name with markup is a name: whoever shows it shows text', () => {
    const name = '<img src=x onerror=alert(1)>'
    const body = encodeKnockRequest({ type: 'knock', rootPublicKey, name })
    expect(decodeKnockRequest(body)).toEqual({ type: 'knock', rootPublicKey, name })
  })
})

test.each([
  ['of no group', { outcome: 1 }],
  ['whose group has no name', { outcome: 1, group: { rootPublicKey, administratorName: 'alice' } }],
  [
    'whose group’s name steers a terminal',
    { outcome: 1, group: { rootPublicKey, groupName: '\u0007', administratorName: 'a' } }
  ],
  ['whose administrator has no name', { outcome: 1, group: { rootPublicKey, groupName: 'Home' } }],
  ['with far too much of an invitation', { outcome: 3, invitation: new Uint8Array(40_000) }],
  ['of an outcome that nobody knows', { outcome: 77 }],
  ['without an outcome', {}]
])('an answer %s is none', (_what, answer) => {
  expect(decodeKnockAnswer(wire.KnockAnswer.encode(answer as potluck.group.v1.IKnockAnswer).finish())).toBeUndefined()
})

test('any bytes are read, or are none', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      decodeKnockRequest(bytes)
      decodeKnockAnswer(bytes)
    })
  )
})
