import { expect, test } from 'vitest'
import { describeMember, describeRemoval } from '../../src/cli/member-lines.js'
import { NO_LIMITS } from '../../src/group/roles.js'
import type { Member, RemovalInfo } from '../../src/group/index.js'
import { alice, bob, carol } from '../support/people.js'

const AT_MS = Date.UTC(2027, 2, 3, 12)
const member = (peer: string, name: string, change: Partial<Member> = {}): Member => ({
  ...{ peer, name, role: 'member', limits: NO_LIMITS, validFromMs: 0, validUntilMs: AT_MS, issuer: undefined },
  ...{ depth: 2, present: true, self: false },
  ...change
})
const members = [member(alice.peer, 'alice', { role: 'administrator' }), member(bob.peer, 'bob')]
const removal = (peer: string, change: Partial<RemovalInfo> = {}): RemovalInfo => ({
  ...{ id: '', peer, kind: 'removed', by: alice.peer, atMs: AT_MS, counts: true },
  ...change
})
const end = (peer: string): string => `…${peer.slice(-8)}`

test('a member has its role, where it is, until when it is one, and what it may not do', () => {
  expect(describeMember(members[0]!)).toMatch(/alice +administrator +present +until 2027-03-03 {2}12D3KooW/)
  const limits = { mayServe: false, mayUseUplinks: false, mayProvide: false, fixedTerm: true }
  expect(describeMember(member(bob.peer, 'bob', { limits, present: false }))).toMatch(
    /away +until 2027-03-03, serves nobody, others fetch nothing for it, provides no flows, is not renewed {2}/
  )
})

test.each<[string, RemovalInfo, string]>([
  ['removed', removal(carol.peer), `${end(carol.peer)} removed by alice (${end(alice.peer)})`],
  [
    'removed by the root',
    removal(carol.peer, { by: undefined }),
    `${end(carol.peer)} removed with the recovery phrase`
  ],
  ['left', removal(carol.peer, { kind: 'left', by: carol.peer }), `${end(carol.peer)} left`],
  ['back', removal(bob.peer), `bob (${end(bob.peer)}) removed by alice (${end(alice.peer)}), is member again`],
  [
    'of another role',
    removal(bob.peer, { kind: 'role' }),
    `bob (${end(bob.peer)}) given another role by alice (${end(alice.peer)})`
  ],
  [
    'removed by who was removed',
    removal(bob.peer, { by: carol.peer, counts: false }),
    `bob (${end(bob.peer)}) removed by ${end(carol.peer)}, which does not count: who signed it was removed`
  ]
])('who is %s', (_what, info, words) => {
  expect(describeRemoval(info, members)).toBe(`  2027-03-03  ${words}`)
})
