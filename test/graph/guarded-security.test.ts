import { expect, test } from 'vitest'
import { createLogger } from '../../src/base/index.js'
import { SECURITY_LOG_MS } from '../../src/graph/defaults.js'
import { guardedSecurity, type GraphSecurity } from '../../src/graph/graph-security.js'
import { FakeClock } from '../support/fake-clock.js'
import { bob } from '../support/people.js'

test('a program’s security that throws at each question lets nobody in, ends nothing, and fills no log', async () => {
  const clock = new FakeClock()
  const logged: string[] = []
  const broken = (): never => {
    throw new Error('no database')
  }
  const rejecting = async (): Promise<never> => Promise.reject(new Error('no database'))
  const { gate, policy } = guardedSecurity(
    {
      gate: {
        groupSecret: new Uint8Array(32),
        credentials: broken,
        admit: rejecting,
        isMember: broken,
        answerRequest: broken
      },
      policy: {
        knowsAuthor: broken,
        memberUntilMs: broken,
        isAdministrator: broken,
        credentials: broken,
        acceptsCredential: broken,
        receiveCredential: rejecting,
        onChange: broken,
        onCredential: broken
      }
    },
    clock,
    createLogger(({ message }) => logged.push(message), 'warn')
  )
  const bytes = new Uint8Array(1)
  expect({
    said: [
      [gate.isMember(bob.peer), policy.knowsAuthor(bob.peer), policy.isAdministrator(bob.peer)],
      [policy.acceptsCredential(bytes), policy.memberUntilMs(bob.peer), policy.credentials(), gate.credentials()]
    ],
    admitted: await gate.admit(bob.peer, bytes),
    received: await policy.receiveCredential(bytes),
    answered: await gate.answerRequest!({ peer: bob.peer, host: '10.0.0.2', body: bytes })
  }).toEqual({
    said: [
      [false, false, false],
      [false, undefined, [], new Uint8Array()]
    ],
    admitted: false,
    received: 'ignored',
    answered: new Uint8Array()
  })
  policy.onChange(() => {})()
  policy.onCredential(() => {})()
  expect(logged).toEqual(['isMember threw: no database'])
  clock.advance(SECURITY_LOG_MS)
  gate.isMember(bob.peer)
  expect(logged).toHaveLength(2)
})

test('what a program says comes through as it is', async () => {
  const stopped: string[] = []
  const security: GraphSecurity = {
    gate: {
      groupSecret: new Uint8Array(32).fill(7),
      credentials: () => Uint8Array.of(1),
      admit: async (peer) => peer === bob.peer,
      isMember: (peer) => peer === bob.peer
    },
    policy: {
      knowsAuthor: (author) => author === bob.peer,
      memberUntilMs: () => 5,
      isAdministrator: () => true,
      credentials: () => [Uint8Array.of(2)],
      acceptsCredential: () => true,
      receiveCredential: async () => 'new',
      onChange: () => () => void stopped.push('change'),
      onCredential: () => () => void stopped.push('credential')
    }
  }
  const { gate, policy } = guardedSecurity(
    security,
    new FakeClock(),
    createLogger(() => {}, 'error')
  )
  expect(gate.groupSecret).toEqual(security.gate.groupSecret)
  expect('answerRequest' in gate).toBe(false)
  expect([gate.isMember(bob.peer), gate.isMember('x'), policy.knowsAuthor(bob.peer)]).toEqual([true, false, true])
  expect(await gate.admit(bob.peer, new Uint8Array())).toBe(true)
  expect(await policy.receiveCredential(new Uint8Array())).toBe('new')
  expect([policy.memberUntilMs(bob.peer), policy.isAdministrator(bob.peer)]).toEqual([5, true])
  policy.onChange(() => {})()
  policy.onCredential(() => {})()
  expect(stopped).toEqual(['change', 'credential'])
})
